"""The words on the sheets, in both languages."""

from it_advisor.errors import Words

# Sheets; a name has at most 31 characters.
OVERVIEW = Words("摘要", "Summary")
TRACE = Words("需求追溯", "Requirements trace")
RANKING = Words("方案与加权评分", "Options and scores")
OPTIONS, PARTS = Words("方案", "Options"), Words("组件与证据", "Components and evidence")
SCORES = Words("评分明细", "Scores")
GATES = Words("必备条件", "Must-haves")
SETTINGS = Words("参数", "Assumptions")
COSTS = Words("费用行", "Cost lines")
BENEFITS = Words("收益行", "Benefit lines")
YEARLY = Words("分年总拥有成本", "TCO by year")
CASH = Words("现金流", "Cash flow")
SENSITIVITY = Words("敏感性", "Sensitivity")
ROADMAP = Words("路线图", "Roadmap")
RISKS = Words("风险", "Risks")
MONTHLY = Words("逐月计算", "Monthly workings")

HOW = Words(
    "黄色单元格可以修改，其余随之更新，已锁定以防误改（审阅 › 撤销工作表保护，无密码）。"
    "it-advisor read-workbook 可把黄色单元格的修改读回。",
    "Yellow cells may be changed and all others follow; those are locked against slips (Review › Unprotect Sheet, no "
    "password). `it-advisor read-workbook` reads yellow cells back.",
)
ID, OPTION, ITEM = Words("编号", "No."), Words("方案", "Option"), Words("内容", "Item")
CATEGORY, KIND = Words("类别", "Category"), Words("方式", "Kind")
QUANTITY, UNIT = Words("数量", "Quantity"), Words("单位", "Unit")
UNIT_PRICE, ERROR = Words("单价", "Unit price"), Words("误差 ±%", "Error ±%")
FROM_YEAR, TO_YEAR = Words("起始年", "From year"), Words("末年", "To year")
LOW, LIKELY, HIGH = Words("低", "Low"), Words("可能", "Likely"), Words("高", "High")
CURRENCY = Words("货币", "Currency")
PER_USER, TAXED = Words("按用户", "Per user"), Words("计税", "Taxed")
FROM_MONTH, TO_MONTH = Words("起始月", "From month"), Words("末月", "To month")
GROWTH, RAMP = Words("年涨价 %", "Price rise %"), Words("爬坡月数", "Ramp-up, months")
CONFIDENCE = Words("置信度 %", "Confidence %")
FACTOR = Words("倍数", "Times")
FACTOR_NOTE = Words(
    "“倍数”= 用户数 × 税 × 汇率 × 置信度；“现值”“NPV 幅度”按当前参数。价格、起止月、涨价等黄色单元格可改；"
    "要加行或改方案、类别，请改报告或输入文件后重新导出。",
    "“Times” = users × tax × exchange rate × confidence. Present value and swing of NPV follow the assumptions. "
    "For another row, option or category change the report or the inputs, and export again.",
)
YEAR = Words("第 {} 年", "Year {}")
TOTAL = Words("合计", "Total")
PRESENT = Words("现值", "Present value")
SWING = Words("NPV 幅度", "Swing of NPV")
YES = Words("是", "yes")
MONTH, YEAR_HEAD, DISCOUNT = Words("月", "Month"), Words("年", "Year"), Words("折现系数", "Discount factor")
SHARE = Words("占比 %", "Share %")
ALL_COSTS, ONE_OFF, EACH_YEAR = (
    Words("费用合计", "All costs"),
    Words("其中一次性", "of which one-off"),
    Words("其中年度", "of which yearly"),
)
GAINS = Words("收益与免去的现状费用", "Benefits and spared costs")
COST, GAIN, NET = Words("费用", "Costs"), Words("收益", "Gains"), Words("净额", "Net")
SO_FAR = Words("累计净额", "Net so far")
DISCOUNTED, DISCOUNTED_SO_FAR = Words("折现净额", "Discounted"), Words("累计折现", "Discounted so far")
BUDGET = Words("预算：{}", "Budget: {}")
OVER, WITHIN = Words("超支", "over"), Words("预算内", "within")
SETTING, VALUE, MEANING = Words("参数", "Setting"), Words("数值", "Value"), Words("说明", "What it does")
YEARLY_NOTE = Words(
    "货币 {}。各项每年金额先舍入到分再相加，与测算一致。",
    "In {}. Each line's money in each year is rounded to the cent and added up, as in the estimate.",
)
CASH_NOTE = Words(
    "货币 {}。第 0 月为批准日，不折现；第 t 月系数 (1+r)^(−t/12)。收益含免去的现状费用。",
    "In {}. Month 0 is the approval, not discounted; month t counts (1 + r)^(−t/12). Gains hold the costs of doing "
    "nothing that are spared.",
)
MONTHLY_NOTE = Words(
    "每列一行费用或收益：金额为 1 时各月发生多少。供其他表引用，一般无需改动。",
    "A column a line: what falls due in each month of an amount of 1. Other sheets count on it; change nothing here.",
)
MONTHS_HEAD = Words("月 / 项", "Month / line")
BOOKED_IN = Words("第 {} 年计入", "booked in year {}")
SENSITIVITY_NOTE = Words(
    "悲观：费用取高、收益取低；乐观反之。全部为公式，随价格、参数更新；模拟一栏除外。",
    "Pessimistic: costs high and gains low; optimistic the other way round. All of it follows prices and assumptions, "
    "but the simulation.",
)
SCENARIOS = Words("情景", "Scenarios")
SCENARIO = Words("情景", "Scenario")
NPV, IRR, PAYBACK = Words("净现值 NPV", "NPV"), Words("内部收益率 %", "IRR %"), Words("回收期（月）", "Payback, months")
TCO = Words("总拥有成本 TCO", "TCO")
DISCOUNTED_PAYBACK = Words("折现回收期（月）", "Discounted payback")
RATIO = Words("效益成本比", "Benefit ÷ cost")
BREAK_EVEN = Words("盈亏平衡占可能收益 %", "Break-even, % of benefit")
ONE_RATE = Words("IRR 唯一性", "Is IRR the only rate?")
ONLY, ONLY_ABOVE = Words("是", "yes"), Words("零以上唯一", "the only one above 0")
PERHAPS = Words("可能不唯一，以 NPV 为准", "perhaps not: go by NPV")
NONE = Words("—", "—")
TORNADO = Words("对 NPV 影响最大的项（{}）", "What moves NPV most ({})")
AT_LOW, AT_HIGH = Words("取低值时 NPV", "NPV at its low"), Words("取高值时 NPV", "NPV at its high")
RATES = Words("折现率变动时的 NPV", "NPV at other discount rates")
RATE = Words("折现率 %", "Discount rate %")
SIMULATION = Words("模拟（导出时的结果，不随修改更新）", "Simulation (as of the export; does not follow changes)")
CHANCE = Words("回收概率 %", "Chance of payback %")
BASELINE = Words("基准：维持现状", "doing nothing, the baseline")

CRITERION, PARENT = Words("准则", "Criterion"), Words("上级", "Part of")
WEIGHT, IN_TOTAL = Words("权重", "Weight"), Words("总权重 %", "Of the whole %")
BETTER = Words("取向", "Better")
SCALE_MIN, SCALE_MAX = Words("最低分", "Scale from"), Words("最高分", "Scale to")
POINTS, PLACE, STATE = Words("加权得分", "Points"), Words("名次", "Place"), Words("门槛", "Must-haves")
POINTS_OF = Words("各准则得分", "Points by criterion")
RANKING_NOTE = Words(
    "改权重、评分或必备条件，名次随之更新。得分 = 100 × Σ 总权重 ×（评分 − 最差端）÷ 量程；缺分按最差端计。",
    "Weights, scores and must-haves decide the places. Points = 100 × Σ weight × (score − worst end) ÷ scale; a "
    "missing score counts as the worst.",
)
VERDICT, REPORTED_SCORE = Words("结论", "Verdict"), Words("报告评分", "Score in the report")
OPTIONS_NOTE = Words(
    "报告中的方案与评分；改评分或门槛，名次随之更新。名次只计门槛未被否决的方案。",
    "The options and scores of the report; places follow scores and must-haves. Options that fail one have no place.",
)
SCORER, SCORE = Words("评分人", "Scorer"), Words("评分", "Score")
RATIONALE, EVIDENCE_KIND = Words("理由", "Rationale"), Words("证据种类", "Evidence")
EVIDENCE_DATE = Words("证据日期", "Dated")
SCORES_NOTE = Words(
    "空白评分为缺分；补分时须同时写明理由。", "An empty score is a missing one; to fill it in, give a rationale too."
)
GATE, RESULT, EVIDENCE = Words("必备条件", "Must-have"), Words("判定", "Result"), Words("依据", "Evidence")
GATES_NOTE = Words(
    "任一项为“不通过”，方案即出局；判定通过或不通过须有依据。",
    "An option is out on any fail; a pass or a fail needs its evidence.",
)
NEED, PRIORITY, COMPONENTS = Words("需求", "Need"), Words("优先级", "Priority"), Words("组件", "Parts")
ACCEPTANCE, PHASE = Words("验收指标", "Acceptance"), Words("阶段", "Phase")
LINES, LINES_COST = Words("费用行", "Cost lines"), Words("费用行合计", "What they cost")
DEVIATION = Words("偏离", "Deviation")
TRACE_NOTE = Words(
    "一行一条需求：由什么满足、如何验收、何时、多少钱。多条需求共用的费用行会重复计入“费用行合计”。",
    "A row a need: what meets it, how that is shown, when, for how much. Lines that several needs share count in each.",
)
NATURE = Words("性质", "Stated")
START, MONTHS, END = Words("开始（月）", "Start, month"), Words("时长（月）", "Months"), Words("结束（月）", "End")
OWNER, EXIT = Words("负责人", "Owner"), Words("退出条件", "Ends when")
PAYMENT = Words("付款 %", "Payment %")
ROADMAP_NOTE = Words(
    "第 0 月为批准日。改开始或时长，右侧横条随之移动。", "Month 0 is the approval. The bars follow start and months."
)
RISK, TRIGGER, RESPONSE = Words("风险", "Risk"), Words("触发信号", "Trigger"), Words("应对", "Response")
LIKELIHOOD, IMPACT, GRADE = (
    Words("可能性 1–5", "Likelihood 1–5"),
    Words("影响 1–5", "Impact 1–5"),
    Words("等级", "Grade"),
)
RISKS_NOTE = Words("等级 = 可能性 × 影响。", "Grade = likelihood × impact.")
DECISION, SAYS = Words("决策", "Decision"), Words("内容", "Says")
OPTIONS_MONEY = Words("各方案的钱", "The options in money")
OPTIONS_POINTS = Words("各方案的评分", "The options in points")
MISSING = Words("未包含的表", "What is not in this workbook")
NO_COSTS = Words(
    "没有费用数据，因此没有费用、现金流和敏感性各表；导出时加 --costs 即有。",
    "No costs were given, so the sheets about money are left out; export with --costs to have them.",
)
NO_COMPARISON = Words(
    "没有评分数据，因此没有可重算的加权评分表；导出时加 --comparison 即有。",
    "No comparison was given, so there is no ranking that recalculates; export with --comparison to have it.",
)
NO_SUMMARY = Words(
    "报告没有机器可读摘要，因此没有需求追溯、路线图和风险各表。",
    "The report has no summary block, so there are no sheets of requirements, roadmap and risks.",
)
SIMULATED = Words("指标", "Figure")
P10, P50, P90 = Words("P10", "P10"), Words("P50", "P50"), Words("P90", "P90")
