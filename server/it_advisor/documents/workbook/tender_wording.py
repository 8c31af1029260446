"""The words of the sheets for buying: what vendors are asked, shown, scored on, paid for and held to."""

from it_advisor.errors import Words

TENDER, SCORING = Words("招标材料", "tender"), Words("评分表", "scoring")
REQUIREMENTS, RFP = Words("需求应答", "Requirements"), Words("招标书提纲", "RFP outline")
DEMO, PAYMENTS = Words("演示与验证评分", "Demo and PoC scoring"), Words("付款里程碑", "Payment milestones")
LEVELS = Words("服务级别", "Service levels")

REQUIREMENTS_NOTE = Words(
    "供应商填写黄色栏，每行都要应答；“满足”以验收指标为准。",
    "Vendors fill in the yellow columns, every row; what counts as met is in the acceptance column.",
)
ANSWERS = (
    Words("标准功能满足", "standard"),
    Words("配置后满足", "configured"),
    Words("需定制", "customised"),
    Words("由第三方满足", "third party"),
    Words("不满足", "not met"),
)
ANSWER, HOW, EXTRA = (
    Words("应答", "Answer"),
    Words("如何满足、见何处", "How, and where it is shown"),
    Words("另计费用", "Extra price"),
)
SINCE, REMARKS = Words("自哪个版本", "Since version"), Words("偏离与备注", "Deviations, remarks")
VENDOR, COUNTED = Words("供应商", "Vendor"), Words("应答统计", "Answers counted")
UNANSWERED = Words("未应答", "unanswered")
MUSTS_NOT_MET = Words("未满足的“必须”", "Musts not met")
EXTRAS = Words("另计费用合计", "Extra prices together")

RFP_NOTE = Words(
    "按章改写后发出；方括号处由采购填写。不写预算与内部评分。",
    "Write it out chapter by chapter; procurement fills in what is in brackets. No budget and no scores in it.",
)
CHAPTER, CONTENT, READY = Words("章", "Chapter"), Words("写什么", "What it says"), Words("已写好", "Done")
CHAPTERS = (
    (
        Words("邀请与背景", "Invitation and background"),
        Words(
            "项目“{title}”。采购方是谁、业务做什么、为何现在采购：[一段]。",
            "Project “{title}”. Who buys, what the organisation does, why now: [one paragraph].",
        ),
    ),
    (
        Words("范围", "Scope"),
        Words("涉及的层面：{layers}。不在范围内：[列出]。", "Layers concerned: {layers}. Out of scope: [list them]."),
    ),
    (
        Words("需求与应答", "Requirements and answers"),
        Words(
            "共 {count} 项，其中“必须” {musts} 项，见“需求应答”表；逐行应答，未应答视为不满足。",
            "{count} requirements, {musts} of them musts, on the sheet “Requirements”; no answer counts as not met.",
        ),
    ),
    (
        Words("演示与概念验证", "Scripted demo and proof of concept"),
        Words(
            "入围者按给定脚本、用采购方数据演示；验证以验收指标判定：[日期、地点、数据]。",
            "Those shortlisted show the script with the buyer's data; acceptance decides: [dates, place, data].",
        ),
    ),
    (
        Words("实施计划", "Plan"),
        Words(
            "期望的阶段：{phases}。供应商给出自己的计划、人员与甲方投入。",
            "Expected phases: {phases}. Vendors give their own plan, people, and what they need from the buyer.",
        ),
    ),
    (
        Words("价格", "Price"),
        Words(
            "一次性与年度分列，写明数量、单价、税、涨价条款、测算期 {years} 年的总价；可选项单列。",
            "One-off and yearly apart: quantity, unit price, tax, price rise, total over {years} years; options apart.",
        ),
    ),
    (
        Words("付款与验收", "Payment and acceptance"),
        Words(
            "按里程碑付款，见“付款里程碑”表；每笔以书面验收为条件。",
            "By milestone, on the sheet “Payment milestones”; each follows a written acceptance.",
        ),
    ),
    (
        Words("服务级别", "Service levels"),
        Words(
            "见“服务级别”表；供应商写明承诺值与未达标时的扣减。",
            "On the sheet “Service levels”; vendors state what they commit to and the credit when it is missed.",
        ),
    ),
    (
        Words("数据、安全与合规", "Data, security and compliance"),
        Words(
            "数据存放地、访问、备份、等保或同类认证、个人信息、审计：[适用的法规]。",
            "Where data is kept, access, backup, certificates, personal data, audit: [laws that apply].",
        ),
    ),
    (
        Words("退出", "Exit"),
        Words(
            "合同终止时数据的格式、期限、费用与协助。",
            "At the end of the contract: format of the data, time, cost and help.",
        ),
    ),
    (
        Words("合同与资质", "Contract and references"),
        Words(
            "合同草案、责任上限、知识产权；两家同规模用户的联系方式。",
            "Draft contract, cap of liability, rights; contacts of two users of the same size.",
        ),
    ),
    (
        Words("评审与日程", "Evaluation and dates"),
        Words(
            "评审办法与权重：[公布到哪一级]；答疑、截止、演示、定标日期：[填写]。",
            "How offers are evaluated: [to which level it is told]; questions, deadline, demos, award: [dates].",
        ),
    ),
)

DEMO_NOTE = Words(
    "每位评委一份。0 未演示，1 差，3 合格，5 优；得分 = Σ 权重 × 评分 ÷ (5 × Σ 权重)。供应商名与黄色栏可改。",
    "One for each assessor. 0 not shown, 1 poor, 3 as asked, 5 excellent; points = Σ weight × score ÷ (5 × Σ weight).",
)
STEP, PROOF, MODE = (
    Words("演示内容", "To be shown"),
    Words("看什么算通过", "What counts as passed"),
    Words("方式", "How"),
)
MODES = (Words("脚本演示", "demo"), Words("概念验证", "proof of concept"))
VENDOR_N = Words("供应商 {}", "Vendor {}")
SCORED = Words("得分（满分 100）", "Points of 100")
MISSING_SCORES = Words("未评分项", "Not scored")

PAYMENTS_NOTE = Words(
    "填合同金额与各笔比例；合计须为 100 %。付款条件为书面验收。",
    "Fill in the contract sum and the shares, which must come to 100 %. Each payment follows a written acceptance.",
)
CONTRACT_SUM = Words("合同金额", "Contract sum")
MILESTONE, CONDITION = Words("里程碑", "Milestone"), Words("付款条件", "Paid when")
DUE, SHARE, AMOUNT = Words("预计月", "Month"), Words("比例 %", "Share %"), Words("金额", "Amount")
ACCEPTED_BY, ACCEPTED_ON = Words("验收人", "Accepted by"), Words("验收日期", "Accepted on")
SIGNING = (
    Words("合同签订", "Contract signed"),
    Words("合同生效并收到等额保函", "Contract in force, against a guarantee"),
)
FINAL = (
    Words("最终验收", "Final acceptance"),
    Words("全部“必须”需求达到验收指标", "Every must meets its acceptance measure"),
)
RETENTION = Words("质保金", "Retention"), Words("质保期满，无未决缺陷", "End of warranty, no open defect")
FITS, FITS_NOT = Words("合计 100 %", "comes to 100 %"), Words("合计不是 100 %", "does not come to 100 %")

LEVELS_NOTE = Words(
    "目标值为起点，请按业务改。“未达标”填 是，扣减自动计算，以上限为止。",
    "The targets are a starting point: change them. Say yes under “missed” and the credit follows, up to the cap.",
)
MEASURE, TARGET, MEASURED = Words("指标", "Measure"), Words("目标", "Target"), Words("如何计量", "How it is measured")
OFFER, CREDIT = Words("供应商承诺", "Vendor's offer"), Words("每月扣减 %", "Credit, % a month")
MISSED, DEDUCTED = Words("未达标", "Missed"), Words("本月扣减", "Credit this month")
FEE, CAP = Words("月服务费", "Monthly fee"), Words("扣减上限 %", "Cap on credits, %")
YES = Words("是", "yes")
SERVICE = (
    (
        Words("可用率（月）", "Availability, monthly"),
        Words("99.5 %", "99.5 %"),
        Words("监控，扣除约定维护窗口", "Monitoring, agreed windows excluded"),
        5,
    ),
    (
        Words("一级故障响应", "Severity 1: response"),
        Words("30 分钟，7×24", "30 minutes, 24×7"),
        Words("工单时间", "Ticket times"),
        3,
    ),
    (Words("一级故障恢复", "Severity 1: restored"), Words("4 小时", "4 hours"), Words("工单时间", "Ticket times"), 5),
    (
        Words("二级故障恢复", "Severity 2: restored"),
        Words("1 个工作日", "1 working day"),
        Words("工单时间", "Ticket times"),
        2,
    ),
    (
        Words("数据恢复点 RPO", "Recovery point (RPO)"),
        Words("≤ 1 小时", "1 hour at most"),
        Words("每季度恢复演练", "Quarterly restore test"),
        3,
    ),
    (
        Words("系统恢复时间 RTO", "Recovery time (RTO)"),
        Words("≤ 8 小时", "8 hours at most"),
        Words("每年切换演练", "Yearly switch-over test"),
        3,
    ),
    (
        Words("高危漏洞修补", "Critical security fixes"),
        Words("7 天内", "within 7 days"),
        Words("发布记录", "Release notes"),
        2,
    ),
    (
        Words("界面响应时间", "Response of screens"),
        Words("95 % 在 2 秒内", "95 % within 2 s"),
        Words("采样监测", "Sampled monitoring"),
        2,
    ),
    (
        Words("数据导出（退出时）", "Export of data at exit"),
        Words("30 天内，开放格式，免费", "within 30 days, open format, free"),
        Words("每年试导一次", "One trial export a year"),
        0,
    ),
    (
        Words("服务报告", "Service report"),
        Words("次月 5 日前", "by the 5th of the next month"),
        Words("收到日期", "Date received"),
        1,
    ),
)
