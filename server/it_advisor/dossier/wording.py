"""The words a dossier is written in as a report."""

from it_advisor.errors import Words

HEADS = {
    "requirements": Words(
        "编号|需求|性质|优先级|组件|验收指标|阶段|预算行|责任人",
        "ID|Need|Kind|Priority|Component|Acceptance measure|Phase|Budget line|Owner",
    ),
    "deviations": Words("编号|偏离内容、理由与须同意者", "ID|What is relaxed or deferred, why, who must agree"),
    "components": Words("编号|层|选择|比较过的替代", "ID|Layer|Choice|Alternatives weighed"),
    "options": Words("方案|结论|门槛|得分（满分 100）|组件|产品|满足的需求|弱点",
                     "Option|Verdict|Gates|Score of 100|Component|Products|Meets|Weakness"),
    "gates": Words("方案|门槛|结果|依据", "Option|Gate|Result|Shown by"),
    "scores": Words("准则|权重", "Criterion|Weight"),
    "phases": Words("编号|阶段|时间|时长|责任人|退出条件", "ID|Phase|When|Length|Owner|Exit"),
    "payments": Words("节点|验收|比例", "Milestone|Accepted by|Share"),
    "costs": Words("编号|项目|数量|单位|单价|年数|金额|依据|误差",
                   "ID|Item|Quantity|Unit|Unit price|Years|Amount|Basis|Error"),
    "benefits": Words("编号|收益|全年金额|起始月之后|爬坡（月）|期内金额|依据",
                      "ID|Benefit|Full-year amount|Starts after month|Ramp (months)|Amount over the horizon|Basis"),
    "risks": Words("编号|风险|触发信号|应对|责任人", "ID|Risk|Trigger|Mitigation|Owner"),
    "evidence": Words("编号|陈述|性质|出处或确认人|日期", "ID|Statement|Kind|Source, or who confirms it|Date"),
    "steps": Words("日期|事项|责任人", "Date|Action|Owner"),
    "figures": Words("关键数字|数值（{0}）", "Key figure|Value ({0})"),
}  # fmt: skip
KEY_FIGURES = (
    Words("本次申请", "Asked for now"),
    Words("一次性投入", "One-off"),
    Words("第 {0} 年的年度成本", "Yearly cost in year {0}"),
    Words("{0} 年总拥有成本", "{0}-year TCO"),
    Words("{0} 年收益", "{0}-year benefit"),
    Words("静态回收期", "Simple payback"),
)
MONTHS = Words("{0} 个月", "{0} months")
NO_PAYBACK = Words("{0} 年内不回收", "not within {0} years")
TOTAL = Words("合计", "Total")
POINTS = Words("加权得分（满分 100）", "Weighted score of 100")
ONCE = Words("一次性", "once")
NONE = Words("—", "—")
SAID = {
    "given": Words("明示", "given"),
    "implied": Words("隐含", "implied"),
    "assumed": Words("假设", "assumed"),
    "must": Words("必须", "must"),
    "should": Words("应该", "should"),
    "could": Words("可以", "could"),
    "recommended": Words("推荐", "recommended"),
    "alternative": Words("备选", "alternative"),
    "rejected": Words("不采用", "rejected"),
    "do-nothing": Words("不做", "do nothing"),
    "pass": Words("通过", "pass"),
    "fail": Words("不通过", "fail"),
    "open": Words("待证实", "open"),
    "application": Words("应用", "Application"),
    "data": Words("数据", "Data"),
    "integration": Words("集成", "Integration"),
    "network": Words("网络", "Network"),
    "security": Words("安全", "Security"),
    "infrastructure": Words("基础设施", "Infrastructure"),
    "service": Words("服务", "Service"),
    "brief": Words("任务书", "brief"),
    "source": Words("来源", "source"),
    "assumption": Words("假设", "assumption"),
}
CHOICE = Words(
    "建议：{choice}。申请：{approval}。上线时间：{by}。下列情况会改变本建议：{changes_if}。",
    "Recommended: {choice}. Approval asked for: {approval}. Running by: {by}. What would change this advice: "
    "{changes_if}.",
)
NOT_DECIDED = Words("尚未提出建议。", "Nothing is recommended yet.")
ASKED = Words("组织：{0}。规模：{1}。预算：{2}。", "The organisation: {0}. Size: {1}. Budget: {2}.")
NOT_GIVEN = Words("未提供", "not given")
PROVED = Words("**{0}，{1}。** 验收：{2}。", "**{0}, {1}.** Accepted when: {2}.")
DEVIATIONS = Words("偏离登记：", "Deviation register:")
EVIDENCE = Words("依据台账：", "Evidence ledger:")
OPTION_COSTS = Words("{0} 的费用：", "Costs of {0}:")
MONTH_ZERO = Words("第 0 月为批准之日。", "Month 0 is the day of approval.")
MONTH_SPAN = Words("第 {0}–{1} 月", "month {0} to {1}")
MONTH_COUNT = Words("{0} 个月", "{0} mo.")
DOUBTED = Words(
    "**须复核（{1}）：** 文字中的金额写于第 {0} 版改动费用之前。",
    "**To be checked ({1}):** amounts in these words are from before revision {0} changed what they come from.",
)
NEXT = Words("1. {0} 之前：{1}。", "1. By {0}: {1}.")
CURRENCY = Words("金额单位：{0}。", "Amounts in {0}.")
