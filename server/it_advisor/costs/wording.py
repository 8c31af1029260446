"""The words of an estimate in both languages."""

from it_advisor.errors import Language, Words

Heads = dict[Language, tuple[str, ...]]
"""Column heads; the column of a head that ends with a colon holds numbers."""

NAMES = {
    "subscription": Words("许可与订阅", "Licence or subscription"),
    "implementation": Words("实施", "Implementation"),
    "integration": Words("集成", "Integration"),
    "migration": Words("数据迁移", "Data migration"),
    "infrastructure": Words("硬件与云", "Hardware and cloud"),
    "staff": Words("内部人力", "Internal staff"),
    "training": Words("培训", "Training"),
    "support": Words("支持与维护", "Support and maintenance"),
    "contingency": Words("预备费", "Contingency"),
    "exit": Words("退出", "Exit"),
    "saving": Words("收益：节省现金", "Benefit: cash saved"),
    "revenue": Words("收益：增收", "Benefit: revenue"),
    "productivity": Words("收益：释放工时", "Benefit: hours freed"),
    "risk": Words("收益：减少损失", "Benefit: losses avoided"),
    "one-off": Words("一次性", "One-off"),
    "yearly": Words("每年", "Yearly"),
    "total": Words("合计", "Total"),
    "pessimistic": Words("悲观", "Pessimistic"),
    "likely": Words("可能", "Likely"),
    "optimistic": Words("乐观", "Optimistic"),
}

COMPARISON: Heads = {
    "zh": ("方案", "TCO:", "NPV:", "IRR %:", "回收期（月）:", "效益成本比:", "期内回收概率 %:", "预算"),
    "en": ("Option", "TCO:", "NPV:", "IRR %:", "Payback, months:", "Benefit ÷ cost:", "Chance of payback %:", "Budget"),
}
YEARS: Heads = {"zh": ("类别", "占比 %:", "合计:", "依据"), "en": ("Category", "Share %:", "Total:", "Lines")}
FIGURES: Heads = {"zh": ("指标", "数值:", "公式", "依据"), "en": ("Figure", "Value:", "Formula", "Lines")}
SCENARIOS: Heads = {
    "zh": ("情景", "TCO:", "NPV:", "IRR %:", "回收期（月）:", "折现回收期（月）:", "效益成本比:"),
    "en": ("Scenario", "TCO:", "NPV:", "IRR %:", "Payback, months:", "Discounted payback:", "Benefit ÷ cost:"),
}
SIMULATION: Heads = {"zh": ("模拟", "P10:", "P50:", "P90:"), "en": ("Simulation", "P10:", "P50:", "P90:")}
TORNADO: Heads = {
    "zh": ("对 NPV 影响最大的项", "内容", "取低值时 NPV:", "取高值时 NPV:", "幅度:"),
    "en": ("Moves NPV most", "Item", "NPV at its low:", "NPV at its high:", "Swing:"),
}
BUDGET: Heads = {
    "zh": ("预算", "上限:", "费用:", "超支:", "依据"),
    "en": ("Budget", "Ceiling:", "Cost:", "Overrun:", "Lines"),
}
LINES: Heads = {
    "zh": ("编号", "方案", "内容", "类别", "算法", "低:", "可能:", "高:"),
    "en": ("Line", "Option", "Item", "Category", "Made of", "Low:", "Likely:", "High:"),
}

FIGURE_NAMES = {
    "tco": Words("总拥有成本（TCO）", "Total cost of ownership (TCO)"),
    "tco_per_user": Words("每用户 TCO", "TCO per user"),
    "tco_per_user_month": Words("每用户每月 TCO", "TCO per user and month"),
    "npv": Words("净现值（NPV）", "Net present value (NPV)"),
    "irr_pct": Words("内部收益率（IRR，年，%）", "Internal rate of return (IRR, % a year)"),
    "payback_months": Words("回收期（月）", "Payback, months"),
    "discounted_payback_months": Words("折现回收期（月）", "Discounted payback, months"),
    "benefit_cost_ratio": Words("效益成本比", "Benefit–cost ratio"),
    "break_even_benefit": Words(
        "盈亏平衡年收益（承诺额，未乘置信度）", "Break-even benefit a year, as promised, before confidence"
    ),
    "break_even_pct": Words("盈亏平衡占可能收益 %", "Break-even, % of the likely benefit"),
}

FACTORS = {
    "amount": Words("", ""),
    "users": Words("用户", "users"),
    "tax": Words("税", "tax"),
    "rate": Words("汇率", "exchange rate"),
    "confidence": Words("置信度", "confidence"),
    "years": Words("年", "years"),
}

YEAR = Words("第 {} 年", "Year {}")
COST = Words("费用合计", "All costs")
GAIN = Words("收益与免去的现状费用", "Benefits and spared costs")
NET = Words("净额", "Net")
CUMULATIVE = Words("累计净额", "Net so far")
BASELINE = Words("基准：维持现状", "doing nothing, the baseline")
WITHIN = Words("预算内", "within")
OVER = Words("超支", "over")
NO_RATE = Words("无", "none")
SEVERAL = Words("多个：", "several: ")
BORROWING = Words("（借款型，见口径）", " (as of a loan, see Conventions)")
FRACTION = Words(
    "**请核对** `{field}`：{value} 按 {value} % 计算；若本意是 {meant} %，请改为 {meant}。",
    "**Check** `{field}`: {value} was taken as {value} %; if {meant} % was meant, write {meant}.",
)
CHANCES = Words(
    "{draws} 次抽样（种子 {seed}）：期内回收的概率 {payback} %，NPV 不为负的概率 {npv} %。",
    "{draws} draws, seed {seed}: payback inside the horizon in {payback} %, NPV not negative in {npv} %.",
)
NO_RANGE = Words(
    "各项均未给出低值和高值，因此没有情景之分；给出后可看出结果的把握有多大。",
    "No line has a low or a high, so the scenarios do not differ; with them one would see how sure the figures are.",
)
LINES_TITLE = Words("费用项与收益项", "The lines")
CONVENTIONS_TITLE = Words("口径", "Conventions")
COMPARISON_TITLE = Words("方案费用与效益对比", "Costs and benefits of the options")

CONVENTIONS = (
    Words(
        "货币 {currency}，测算期 {years} 年，名义折现率每年 {rate} %。所得税前；仅对标明含税的费用项加计不可抵扣的税。",
        "Currency {currency}, horizon {years} years, nominal discount rate {rate} % a year. Before income tax; tax "
        "that cannot be recovered is added to the lines marked as taxed.",
    ),
    Words(
        "第 0 月为批准日。一次性费用在所列月份末支付（0 为批准当日，12 为第 1 年最后一日），"
        "各年表、预算与回收期均按此；年度费用与收益按月均摊，在月末发生。"
        "涨价在该项每满 12 个月后生效。收益从起始月后逐月等步增长，经爬坡期达到全额。",
        "Month 0 is the approval. A one-off cost falls at the end of its month (0: at once, 12: the last day of "
        "year 1), in the tables of years, the budget and the payback alike; yearly costs and benefits "
        "fall in twelfths at the end of each month. Prices rise after every 12 months of a line. A benefit grows in "
        "equal monthly steps over its ramp-up.",
    ),
    Words(
        "C 费用，A 承诺的全年收益，B 收益（A 乘以置信度），S 维持现状的费用，F = B + S − C，T 测算期末月，"
        "v(t) = (1 + r)^(−t ÷ 12)，PV = Σ v(t) × 金额；月利率为 (1 + r)^(1 ÷ 12) − 1。",
        "C costs, A full yearly benefits as promised, B benefits (A times confidence), S costs of doing nothing, "
        "F = B + S − C, T the last month, v(t) = (1 + r)^(−t ÷ 12), PV = Σ v(t) × money; the monthly rate is "
        "(1 + r)^(1 ÷ 12) − 1.",
    ),
    Words(
        "“算法”一列为：可能金额 × 用户数 × 税 × 汇率 × 置信度 × 测算期内折合的年数（含涨价与爬坡），等于 1 的不列。",
        "“Made of” is: likely amount × users × tax × exchange rate × confidence × years in the horizon, with price "
        "rise and ramp-up counted in; what is 1 is left out.",
    ),
    Words(
        "回收期为累计净额自此不再为负的首月；“—”表示测算期内未回收。"
        "IRR 在每年 −90% 至 1,000,000% 之间求解，没有或有多个时如实列出，此时请以 NPV 为准。"
        "先收后付的现金流如同借款，IRR 越高越差，也以 NPV 为准。PV(B) = 0 时没有盈亏平衡占比。",
        "Payback is the first month from which the net so far stays at zero or above; “—” means not within the "
        "horizon. IRR is looked for between −90 and 1,000,000 % a year; where there is none or several, that is said, "
        "and NPV is to be gone by. Where money comes in before it goes out, as with a loan, a higher IRR is worse: go "
        "by NPV there too. Where PV(B) = 0 there is no benefit to take a share of.",
    ),
    Words(
        "悲观：费用全取高、收益全取低；乐观反之。模拟：各项在其低、可能、高值之间按三角分布独立抽样，"
        "收益按其置信度要么全有、要么全无；各项若同涨同跌，实际范围会更宽。方案与维持现状下完全相同的费用项视为同一笔，"
        "同取一值，从 NPV 中抵消，不影响其范围；若同一笔费用在两处写得不同，则按互不相干计，范围偏宽。"
        "P10 指有十分之一的抽样不高于该值。",
        "Pessimistic: all costs high and all gains low; optimistic: the other way round. Simulation: each line is "
        "drawn on its own from the triangular distribution of its low, likely and high, a benefit comes or does not, "
        "by its confidence; where lines move together the true range is wider. A cost written the same under an option "
        "and under doing nothing is one cost: it has one value in both, so it cancels out of NPV and widens nothing; "
        "written differently, the two are taken as unrelated, and the range is too wide. P10: a tenth of the draws lie "
        "at or below.",
    ),
    Words(
        "四舍五入到 0.01：各项每年费用先行舍入，各表由此相加；其他指标由未舍入的现金流算出后舍入一次。",
        "Rounding is half up to 0.01: each line's money in each year is rounded and the tables add that up; all other "
        "figures are made from unrounded flows and rounded once.",
    ),
)
