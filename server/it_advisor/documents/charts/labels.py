"""The words on charts, in both languages."""

from it_advisor.errors import Words

TCO = Words("各年总拥有成本，按类别", "Total cost of ownership by year and category")
TCO_ALT = Words(
    "堆叠柱形图：{years} 年中各年费用按类别。总拥有成本（{currency}）——{totals}",
    "Stacked columns: costs of each of {years} years by category. Total cost of ownership in {currency} — {totals}",
)
YEAR = Words("年", "Year")
CASH = Words("累计净现金流与回收期", "Cumulative net cash flow and payback")
CASH_ALT = Words(
    "折线图：{months} 个月内的累计净现金流（{currency}），与维持现状相比。回收月份——{told}",
    "Lines: net cash flow so far in {currency} over {months} months, against doing nothing. Payback month — {told}",
)
PAID_BACK = Words("{}：第 {} 月回收", "{}: paid back in month {}")
NEVER = Words("测算期内未回收", "not within the horizon")
MONTH = Words("批准后月数", "Months from approval")
TORNADO = Words("敏感性：什么最影响净现值（{option}）", "Sensitivity: what moves net present value most ({option})")
TORNADO_ALT = Words(
    "龙卷风图：{option} 的净现值为 {npv} {currency}；影响最大的是 {line}，幅度 {swing}",
    "Tornado: {option} has a net present value of {npv} {currency}; {line} moves it most, by {swing}",
)
AT_LOW = Words("该项取低值", "line at its low")
AT_HIGH = Words("该项取高值", "line at its high")
NPV = Words("净现值（{}）", "Net present value, {}")
SCORES = Words("加权得分", "Weighted scores")
SCORES_ALT = Words("横条图：各方案加权得分（满分 100）——{}", "Bars: weighted points of 100 — {}")
POINTS = Words("加权得分", "Points")
POINTS_OF_100 = Words("加权得分（满分 100）", "Weighted points of 100")
OTHERS = Words("其余 {} 项准则", "{} other criteria")
GATES = {
    "pass": Words("", ""),
    "open": Words("（门槛待证实）", "(gates open)"),
    "fail": Words("（门槛不通过）", "(fails a gate)"),
}
ROADMAP = Words("实施路线图：阶段、里程碑与付款", "Roadmap: phases, milestones and payments")
ROADMAP_ALT = Words("甘特图：阶段及起止月——{}", "Gantt chart: phases with their first and last month — {}")
MILESTONE = Words("里程碑 {}", "Milestone {}")
PAYMENT = Words(" · 付款 {} %", " · pay {} %")
FROM_APPROVAL = Words("月（0 为批准日）", "Month (0 is the approval)")
MATRIX = Words("风险矩阵", "Risk matrix")
MATRIX_ALT = Words("可能性 × 影响，各 1–5——{}", "Likelihood × impact, 1 to 5 each — {}")
LIKELIHOOD = Words("可能性（1 低 – 5 高）", "Likelihood (1 low – 5 high)")
IMPACT = Words("影响（1 低 – 5 高）", "Impact (1 low – 5 high)")
