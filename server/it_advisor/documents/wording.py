"""The words a document adds to a report, in both languages."""

from it_advisor.documents.content import Document
from it_advisor.errors import Words
from it_advisor.report.grids import Kind


def filled(words: Words, *given: Words | str) -> Words:
    """What was said, put into a sentence in either language."""
    said = [one if isinstance(one, Words) else Words(one, one) for one in given]
    return Words(words.zh.format(*(one.zh for one in said)), words.en.format(*(one.en for one in said)))


REPORT = Words("信息系统选型报告", "IT selection report")
CONTENTS = Words("目录", "Contents")
CONTROL = Words("文档控制", "Document control")
VERSION = Words("版本", "Version")
DATE = Words("日期", "Date")
OWNER = Words("负责人", "Owner")
REVIEWERS = Words("审阅人", "Reviewers")
APPROVALS = Words("批准", "Approvals")
NAME = Words("姓名与职务", "Name and role")
DECISION = Words("意见", "Decision")
SIGNATURE = Words("签名", "Signature")
TO_BE_NAMED = Words("待定", "to be named")
PAGE = Words("第 {} 页，共 {} 页", "Page {} of {}")
TABLE = Words("表", "Table")
CHART = Words("图", "Figure")
JOINED = Words("、", ", ")
COLON = Words("：", ": ")

TABLES: dict[Kind, Words] = {
    "requirements": Words("需求与追溯", "Requirements and their trace"),
    "deviations": Words("偏离登记", "Deviation register"),
    "components": Words("组件与备选", "Components and alternatives"),
    "scores": Words("加权评分", "Weighted scores"),
    "phases": Words("实施阶段", "Phases"),
    "payments": Words("付款节点", "Payment milestones"),
    "costs": Words("费用行", "Cost lines"),
    "benefits": Words("收益行", "Benefit lines"),
    "years": Words("按年金额", "Amounts by year"),
    "risks": Words("风险清单", "Risk register"),
    "evidence": Words("证据清单", "Evidence ledger"),
}
"""What a report's table is called where the report itself gives it no name."""
CHARTS = Words("图表", "Charts")
DATA = Words("附：报告数据", "Annex: the Report's Data")
COSTS = Words("附：成本效益测算", "Annex: Cost and Benefit Estimate")
COMPARISON = Words("附：方案比较", "Annex: Comparison of Options")

NO_SUMMARY = Words(
    "报告没有机器可读摘要，因此没有由它生成的图和数据表。",
    "The report has no summary block, so there are no charts and tables of its data.",
)
BAD_SUMMARY = Words(
    "摘要块无法使用，其内容照原样印出：{}", "The summary block cannot be used and is printed as it is: {}"
)
BAD_COSTS = Words(
    "摘要的费用行无法测算，因此没有费用图：{}",
    "The summary's cost lines cannot be estimated, so there are no cost charts: {}",
)
OTHER_CURRENCY = Words(
    "报告的摘要以 {} 计，测算文件以 {} 计：成本图和表用后者，正文用前者，请核对是否属于同一份报告。",
    "The report's summary counts in {}, the cost file in {}: charts and tables of costs are in the latter, the text in "
    "the former. Do they belong together?",
)
IDLE = Words(
    "维持现状的费用（{}）未计入图表：与报告自己的合计一致，它们只写在正文里；要当作节省计入，请另给测算文件。",
    "What doing nothing costs ({}) is not in the charts, as in the report's own totals; it is told in the text. To "
    "count it as saved by the other options, give a cost file.",
)
NO_GRADES = Words(
    "风险没有 likelihood 和 impact（1–5），因此没有风险矩阵。",
    "The risks have no likelihood and impact (1 to 5), so there is no risk matrix.",
)
NOT_MADE = Words("{}未生成：{}", "{} was not made: {}")
SPELLED = Words(
    "Word 文件的图里，没有字体的字母以其名称代替：{}",
    "In the charts of the Word file letters that no font has stand as their names: {}",
)

LISTED = Words("；", "; ")
YEARS = Words("第 {} 年", "year {}")
DECISION_TITLE = Words("决策与合计", "Decision and totals")
DECISION_HEADS = (Words("项目", "What"), Words("内容", "Says"))
DECISION_ROWS = (
    Words("选择", "Choice"),
    Words("本次申请金额", "Amount asked for"),
    Words("预算上限", "Ceiling"),
    Words("可用时间", "Running by"),
    Words("请求批准", "Approval"),
    Words("什么会改变本建议", "What would change this"),
)
TOTALS = (
    Words("一次性费用（{}）", "One-off costs, {}"),
    Words("年度费用（{}）", "Yearly costs, {}"),
    Words("总拥有成本（{}）", "Total cost of ownership, {}"),
    Words("收益合计（{}）", "Benefits, {}"),
    Words("回收期（月）", "Payback, months"),
)
_ID = Words("编号", "No.")
_OPTION, _ITEM, _BASIS = Words("方案", "Option"), Words("内容", "Item"), Words("依据", "Basis")
_PHASE, _RESPONSIBLE = Words("阶段", "Phase"), Words("负责人", "Owner")
TRACE = Words("需求追溯", "Requirements trace")
TRACE_HEADS = (
    _ID,
    Words("需求", "Need"),
    Words("性质", "Kind"),
    Words("组件", "Parts"),
    Words("验收指标", "Acceptance"),
    _PHASE,
    Words("费用行", "Lines"),
    Words("偏离", "Deviation"),
)
COMPONENTS = Words("组件与备选", "Components and alternatives")
COMPONENT_HEADS = (_ID, Words("层", "Layer"), Words("选择", "Choice"), Words("备选", "Alternatives"))
OPTIONS = Words("方案", "Options")
OPTION_HEADS = (_ID, _OPTION, Words("结论", "Verdict"), Words("门槛", "Gates"), Words("加权分", "Score"))
COST_LINES = Words("费用行", "Cost lines")
COST_HEADS = (
    _ID,
    _OPTION,
    _ITEM,
    Words("类别", "Category"),
    Words("数量 × 单价", "Quantity × price"),
    Words("何时", "When"),
    Words("合计", "Total"),
    Words("误差", "Error"),
    _BASIS,
)
BENEFITS = Words("收益行", "Benefit lines")
BENEFIT_HEADS = (
    _ID,
    _ITEM,
    Words("每年", "A year"),
    Words("起始月", "From month"),
    Words("爬坡（月）", "Ramp-up, months"),
    _BASIS,
)
PHASES = Words("实施阶段", "Phases")
PHASE_HEADS = (
    _ID,
    _PHASE,
    Words("开始（月）", "Start, month"),
    Words("时长（月）", "Months"),
    _RESPONSIBLE,
    Words("退出条件", "Ends when"),
    Words("付款", "Payment"),
)
RISKS = Words("风险", "Risks")
RISK_HEADS = (
    _ID,
    Words("风险", "Risk"),
    Words("触发信号", "Trigger"),
    Words("应对", "Response"),
    _RESPONSIBLE,
    Words("可能性", "Likelihood"),
    Words("影响", "Impact"),
)
EVIDENCE = Words("证据台账", "Evidence")
EVIDENCE_HEADS = (
    _ID,
    Words("陈述", "Claim"),
    Words("性质", "Kind"),
    Words("出处", "Source"),
    Words("确认人", "To be confirmed by"),
)
WORDS = {
    "given": Words("明示", "given"),
    "implied": Words("隐含", "implied"),
    "assumed": Words("假设", "assumed"),
    "must": Words("必须", "must"),
    "should": Words("应当", "should"),
    "could": Words("可以", "could"),
    "application": Words("应用", "application"),
    "data": Words("数据", "data"),
    "integration": Words("集成", "integration"),
    "network": Words("网络", "network"),
    "security": Words("安全", "security"),
    "infrastructure": Words("基础设施", "infrastructure"),
    "service": Words("服务", "service"),
    "recommended": Words("推荐", "recommended"),
    "alternative": Words("备选", "alternative"),
    "rejected": Words("淘汰", "rejected"),
    "do-nothing": Words("维持现状", "do nothing"),
    "pass": Words("通过", "pass"),
    "fail": Words("不通过", "fail"),
    "open": Words("待证实", "open"),
    "brief": Words("需求方提供", "brief"),
    "source": Words("有出处", "source"),
    "assumption": Words("假设", "assumption"),
}


def control(document: Document) -> tuple[tuple[str, str], ...]:
    """The facts of the document control, one a row."""
    said, signatures = document.language, document.signatures
    unknown = TO_BE_NAMED.said(said)
    return (
        (VERSION.said(said), signatures.version),
        (DATE.said(said), signatures.date.isoformat()),
        (OWNER.said(said), signatures.owner or unknown),
        (REVIEWERS.said(said), JOINED.said(said).join(signatures.reviewers) or unknown),
    )
