"""Amounts, dates, columns and lists are read as they are meant; what is wrong in them is found."""

import re

import pytest

from it_advisor.brief import Brief, understand
from it_advisor.report.columns import columns_of
from it_advisor.report.dates import days, spans
from it_advisor.report.figures import cell_figure
from it_advisor.report.reading import read_report
from it_advisor.rules import RULES, Fault

HEAD = {"zh": "## 成本效益分析\n", "en": "## Costs\n"}


def faults(code: str, markdown: str) -> list[Fault]:
    rule = next(rule for rule in RULES if code == rule.CODE)
    return list(rule.check(read_report(markdown)))


def errors(code: str, markdown: str) -> list[Fault]:
    rule = next(rule for rule in RULES if code == rule.CODE)
    return [one for one in faults(code, markdown) if (one.severity or rule.SEVERITY) == "error"]


@pytest.mark.parametrize(
    ("above", "corner", "label", "value", "unit"),
    [
        ("单位：万元，不含税。", "项目", "订阅", 120_000, "CNY"),
        ("（单位：万元；价格为假设）", "项目", "订阅", 120_000, "CNY"),
        ("All amounts in EUR thousand, without VAT.", "Item", "Fee", 12_000, "EUR"),
        ("Cash flow in £ thousand:", "Item", "Fee", 12_000, "GBP"),
        ("USD, before tax.", "Item", "Fee", 12, "USD"),
        ("", "年度（万元）", "订阅", 120_000, "CNY"),
        ("", "£k", "Fee", 12_000, "GBP"),
        ("", "项目", "合计（万元）", 120_000, "CNY"),
        ("The firm pays in May.", "Item", "Fee", 12, ""),
    ],
)
def test_a_bare_amount_counts_what_is_said_above_it(above: str, corner: str, label: str, value: int, unit: str) -> None:
    """In a line above the table, in its corner or in the row's label, in both languages."""
    grid = read_report(
        f"## Costs\n{above}\n\n| {corner} | 2027 | 2028 |\n|---|---|---|\n| {label} | 12 | 13 |\n"
    ).grids[0]
    figure = grid.figure(0, 1)
    assert figure is not None
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("(1,000)", -1000), ("– 1,000", -1000), ("1,000-", -1000), ("120,000 (quote)", 120_000), ("CHF 120'000", 120_000)],
)
def test_a_cell_is_read_as_accountants_write(cell: str, value: int) -> None:
    """Below nothing in brackets or with a loose minus; with an aside."""
    figure = cell_figure(cell)
    assert figure is not None and figure.value == value


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2026.11–2027.01", 3),
        ("2027年4月—6月", 3),
        ("2027年12月—2028年2月", 3),
        ("Jan 2027 – Mar 2027", 3),
        ("Jan–Mar 2027", 3),
        ("2027-06 至 2027-07", 2),
        ("Apr 6 – May 15", 1.3),
        ("it may take 3–5 people", None),
    ],
)
def test_a_stretch_of_time_is_read_however_it_is_written(text: str, months: float | None) -> None:
    """With months in words or figures, the year said once or twice."""
    assert [round(float(span.months), 1) for span in spans(text)] == ([] if months is None else [months])


def test_a_day_the_calendar_has_not_is_known() -> None:
    """There is no 30 February; 2028 has a 29th."""
    assert [day.is_possible for day in days("2027年2月30日, 29 February 2028, 31 April 2027")] == [False, True, False]


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        (("Step", "When", "Weeks", "Who", "Done when"), ("phase", "when", "duration", "owner", "exit")),
        (("需求编号", "描述", "级别", "实现组件", "如何验收"), ("id", "need", "priority", "component", "acceptance")),
        (("编号", "需求", "对应组件", "费用项"), ("id", "need", "component", "line")),
        (("Item", "Qty", "Unit price", "Days", "Amount"), ("item", "quantity", "price", "periods", "amount")),
        (("Phase", "Timeline", "Lead", "Deliverables"), ("phase", "when", "owner", "exit")),
    ],
)
def test_a_column_is_known_by_its_title_and_its_neighbours(titles: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """Days between a price and an amount are a factor; a step with a length is a phase."""
    assert columns_of(titles, ()) == columns


@pytest.mark.parametrize(
    ("code", "markdown"),
    [
        ("NU302", "| Item | Amount |\n|---|---|\n| Set-up | 10,000 |\n| Discount | (1,000) |\n| Total | 9,000 |"),
        ("NU302", "| Item | Amount |\n|---|---|\n| Set-up | 10,000 |\n| Less discount | 1,000 |\n| Total | 9,000 |"),
        ("NU302", "| Item | Amount |\n|---|---|\n| Users | 40 |\n| Set-up | 10 |\n| Fee | 5 |\n| Total | 15 |"),
        (
            "NU302",
            "| Item | Amount |\n|---|---|\n| Set-up | 10 |\n| Move | 5 |\n| Subtotal one-off | 15 |\n| Fee | 20 |\n"
            "| Subtotal yearly | 20 |\n| Grand total | 35 |",
        ),
        ("NU302", "| Item | Amount | Note |\n|---|---|---|\n| A | 10 | 1 |\n| B | 5 | 2 |\n| Total | 15 | 9 |"),
        ("NU303", "| | Year 1 | Year 2 | Total |\n|---|---|---|---|\n| Stores live | 10 | 20 | 20 |"),
        ("NU303", "| | Year 1 | Year 2 | Total (NPV) |\n|---|---|---|---|\n| Cost | 10 | 20 | 28 |"),
        ("CO909", "It costs £900,000 today over three years; £583,200 over three years with 20 % VAT."),
    ],
)
def test_what_is_right_is_not_called_wrong(code: str, markdown: str) -> None:
    """Discounts, counts beside amounts, subtotals of one row, stocks, present values, other totals."""
    years = "\n\n| | Year 1 | Year 2 | Year 3 | Total |\n|---|---|---|---|---|\n| Total | £200k | £143k "
    "| £143k | £486k |\n"
    assert errors(code, HEAD["en"] + markdown + (years if code == "CO909" else "\n")) == []


@pytest.mark.parametrize(
    ("code", "markdown"),
    [
        ("CO909", "## 决策摘要\n批准三年 658 万元预算。\n## 成本效益分析\n单位：万元。\n\n"
         "| 年度 | 第一年 | 第二年 | 第三年 | 合计 |\n|---|---|---|---|---|\n| 合计 | 504 | 92 | 92 | 688 |\n"),
        ("CO909", "## Executive Summary\nIt costs $61.5k over three years.\n## Costs\n| Item | 3-year cost |\n"
        "|---|---|\n"
         "| Fee | $70,000 |\n| Move | $8,876 |\n| Total | $78,876 |\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(code: str, markdown: str) -> None:
    """The first page against the tables, whatever the amounts are counted in."""
    assert faults(code, markdown)


RISKS = {
    "en": "## Risks\n- **Bridge fails.** Sign: no image. Answer: vendor mends it. Owner: practice manager.\n"
    "- **Charts move wrong.** Sign: 1 in 100 differ. Answer: repeat it. Owner: practice manager.\n"
    "- **Paper comes back.** Sign: slips in week 3. Answer: second training. Owner: lead dentist.\n",
    "zh": "## 风险\n1. **接口变更**。触发：连续 2 日失败。应对：合同约定 5 日内适配。责任人：主任。\n"
    "2. **迁移错误**。触发：差异超过 1‰。应对：整批重迁。责任人：处长。\n"
    "3. **教师不用**。触发：线上低于 70%。应对：秘书带教。责任人：处长。\n",
}
PHASES = (
    "## 实施路线图\n1. **试点（2027年4月—6月，3个月）**：负责人运营总监；完成标准为验收签字；付款 40%。\n"
    "2. **推广（2027年7月—11月，5个月）**：负责人 IT 经理；完成标准为区域经理签字；付款 50%。\n"
    "3. **质保（2027年12月—2028年2月，3个月）**：负责人 IT 经理；完成标准为无一级故障；付款 10%。\n"
)
NEEDS = (
    "## 需求\n1. **R1 选课**（必须）：95% 的请求 2 秒内返回。由组件 C1 满足，第 2 阶段，费用见 L1。\n"
    "2. **R2 对接**（必须）：连续 30 天零差错。由 C2 满足，费用见 L2。\n"
    "## 方案\n### 系统构成\n- **C1 平台**：方案A；备选为方案B与方案C。\n"
    "- **C2 交换**：自带中心；备选为独立 ETL、人工报表。\n"
)


@pytest.mark.parametrize(
    ("code", "text", "right", "wrong"),
    [
        ("RK701", RISKS["en"], " Sign: slips in week 3.", ""),
        ("RK702", RISKS["en"], " Answer: repeat it.", ""),
        ("RK703", RISKS["en"], " Owner: lead dentist.", ""),
        ("RK701", RISKS["zh"], "触发：差异超过 1‰。", ""),
        ("RK702", RISKS["zh"], "应对：整批重迁。", ""),
        ("RK703", RISKS["zh"], "应对：整批重迁。责任人：处长", "应对：整批重迁"),
        ("PL601", PHASES, "负责人 IT 经理；完成标准为区域", "完成标准为区域"),
        ("PL602", PHASES, "（2027年7月—11月，5个月）", ""),
        ("PL603", PHASES, "完成标准为无一级故障；", ""),
        ("NU301", PHASES, "付款 10%", "付款 20%"),
        ("RQ204", NEEDS, "95% 的请求 2 秒内返回。", "很快。"),
        ("RQ202", NEEDS, "由 C2 满足，", ""),
        ("RQ203", NEEDS, "- **C2", "- **C3 大屏**：大屏套件；备选为甲、乙。\n- **C2"),
        ("NE501", NEEDS, "；备选为独立 ETL、人工报表", ""),
    ],
)
def test_a_list_of_records_is_checked_as_a_table_is(code: str, text: str, right: str, wrong: str) -> None:
    """One item of a list lacks what the others say; nothing is found before."""
    assert text.count(right) == 1
    assert not faults(code, text)
    assert faults(code, text.replace(right, wrong))
    assert code == "NU301" or not errors(code, text.replace(right, wrong))


@pytest.mark.parametrize(
    ("code", "markdown"),
    [
        ("ST101", "## 1. At a Glance\nA.\n## 2. Business Context\nB.\n## 3. Technology Stack\nC.\n## 4. Rollout\nD.\n"
         "## 5. Money\nE.\n## 6. What Can Go Wrong\nF.\n## 7. Call to Action\nG.\n"),
        ("ST101", "## 一、总体建议\n甲。\n## 二、现状诊断\n乙。\n## 三、产品选型\n丙。\n## 四、落地路径\n丁。\n"
         "## 五、预算与ROI\n戊。\n## 六、注意事项\n己。\n## 七、后续工作安排\n庚。\n"),
        ("ST102", "# Northwind: System Recommendation\n\n## Executive Summary\nA.\n## Requirements\nB.\n"),
        ("ST102", "# IT 系统选型建议书（实施方案）\n\n## 决策摘要\n选甲。\n## 需求分析\n乙。\n"),
        ("ST104", "## Executive Summary\nA.\n## Risks\nB.\n## Conclusion\nC.\n"),
        ("ST104", "## Executive Summary\n**Risks**\n\nFew.\n\n## Costs\nC.\n## Risks\nB.\n## Next Steps\nD.\n"),
        ("ST104", "## 决策摘要\n甲。\n## 投资估算\n乙。\n## 投资回报分析\n丙。\n"),
        ("HY004", "> | A | B |\n> |---|---|\n> | 1 | 2 |\n"),
        ("HY004", "Text.\n\n    | a | b | c |\n    | d | e | f |\n"),
        ("RQ205", "| ID | Item | Price |\n|---|---|---|\n| L1 | A | 1 |\n\n| ID | Item | Price |\n|---|---|---"
        "|\n| L1 | B | 2 |\n"),
    ],
)  # fmt: skip
def test_an_honest_form_is_no_fault(code: str, markdown: str) -> None:
    """Headings, titles and tables of other hands."""
    assert not faults(code, markdown)


COSTS = (
    "## Costs\nAll amounts in GBP.\n\n| ID | Item | Qty | Unit price | Periods | Amount | Basis | Error |\n"
    "|---|---|---|---|---|---|---|---|\n| L1 | Cloud seats | 180 | £300 | 3 years | £162,000 "
    "| Quote, 2026-08-02 | ±10 % |\n"
    "| L2 | Set-up | 1 | £38,000 | one-off | £38,000 | Assumption | ±10 % |\n| | Total | | | | £200,000 | | |\n\n"
)
PLAN = (
    "## Implementation Plan\n| Phase | Start | Duration | Owner | Exit | Payment |\n|---|---|---|---|---|---|\n"
    "| Design | Jan 2027 | 3 months | Head of IT | Signed | 40 % |\n"
    "| Ledger | Apr 2027 | 3 months | CFO | Two month-ends | 60 % |\n\n"
)


@pytest.mark.parametrize(
    ("code", "markdown", "right", "wrong"),
    [
        ("CO907", COSTS + "At the upper error the total is about £220,000.\n", "£220,000", "£290,000"),
        ("NU308", COSTS + "It is below the ceiling of £230,000.\n", "£230,000", "£190,000"),
        ("NU305", COSTS + "The net gain is £19,000 a year; the one-off £38,000 is back in 24 months.\n", "24", "9"),
        ("NU305", "## 成本效益分析\n一次性 412 万元，每年净效益 138 万元，约 3 年收回。\n", "约 3 年", "约 14 个月"),
        ("NU307", PLAN + "Six months in all.\n", "Six", "Four"),
        ("NU307", PLAN + "All phases take 6 months.\n", "take 6", "take 9"),
        ("NU307", PLAN.replace("months", "个月") + "合计半年。\n", "半年", "8 个月"),
        ("NU301", PLAN, "60 %", "70 %"),
        ("CO902", PLAN, "Jan 2027 | 3", "Jan 2027 – Mar 2027 | 5"),
        ("PL608", PLAN, "Signed", "Contract signed"),
        ("PL607", "## Needs\nThe IT team consists of four people.\n" + PLAN + "It needs 2 IT staff.\n", "2 IT", "7 IT"),
        ("PL607", "## 需求分析\n信息部 6 人。\n## 实施计划\n信息部投入 3 人。\n", "3 人", "9 人"),
        ("CO903", "## 需求\n在校生 12,400 人。\n\n选课时在校生 12,400 人。\n", "选课时在校生 12", "选课时在校生 14"),
        ("CO901", COSTS + "Cloud seats cost £300 each.\n", "£300 each", "£290 each"),
        ("EV402", COSTS, "Quote, 2026-08-02", "Quote"),
        ("EV403", COSTS + "## Next Steps\n2026-10-01: sign.\n", "Quote, 2026-08-02", "Quote, 2021-08-02"),
        ("RK703", "## Risks\n| Risk | Trigger | Mitigation | Owner |\n|---|---|---|---|\n| Late | A | B | CFO "
        "|\n", "CFO", "TBD"),
        ("NU312", "### 对比\n| 评估维度（权重） | 甲 | 乙 |\n|---|---|---|\n| 断网（60%） | 5 | 3 |\n"
        "| 价格（40%） | 4 | 5 |\n"
         "| 加权得分 | 4.6 | 3.8 |\n", "| 4.6", "| 4.9"),
        ("HY003", "## Executive Summary\nTake A.\n", "Take A.", "Certainly! Here is the report you asked for: take A."),
        ("HY003", "## 决策摘要\n选甲。\n", "选甲。", "选甲。以上就是本次选型报告，如需进一步调整请告诉我。"),
        ("HY001", "<!-- note -->\n## Costs\nA.\n", "note", "TBD by finance"),
        ("EV404", "## 成本\n按本厂账单两年回本。\n", "按本厂账单", "同行通常"),
        ("EV405", "## Solution\nBackups are kept.\n", "Backups are kept", "No data will ever be lost"),
    ],
)  # fmt: skip
def test_one_wrong_figure_or_word_is_found(code: str, markdown: str, right: str, wrong: str) -> None:
    """Told in a sentence, a cell or a comment, in either language; nothing is found before."""
    assert markdown.count(right) == 1
    assert not faults(code, markdown)
    assert faults(code, markdown.replace(right, wrong))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("NU306", "The 80–20 % rule holds; the night is from 22–6 小时; 第 50–2 周停线。"),
        ("HY001", "The chart sets {{ .Values.image }}; staff use a TODO app."),
        ("HY003", "The system prompt is under version control."),
        ("SC803", "No personal data are kept by the scale."),
        ("NU307", "The pilot runs in all shops for two weeks."),
        ("CO915", "The quarter ends on 31 March 2027 and 30 June 2027."),
    ],
)
def test_words_that_only_look_wrong_are_left_alone(code: str, text: str) -> None:
    """Rules of thumb, hours of the night, templates of other tools."""
    assert not faults(code, f"## Implementation Plan\n{text}\n")


COSTS_OF = "## Costs\n| Item | Share of {} |\n|---|---|\n"
COMPONENTS = "| ID | Layer | {} | Alternatives |\n|---|---|---|---|\n| C1 | App | {} |\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("NU315", "40 stores × 2.5 hours × 52 weeks = 650 person-days."),
        ("NU315", "5 rounds × 20 minutes = 1.7 hours; 2 × 200 GB = 0.4 TB; 6 人 × 20 天 = 6 人月。"),
        ("NU315", "20 分钟 × 46 店 × 365 天 = 5,597 小时。"),
        ("NU301", "| Region | Share of users on mobile |\n|---|---|\n| North | 40% |\n| South | 30% |\n"),
        ("NU301", COSTS_OF.format("cost") + "| Staff | 60% |\n| of which own | 15% |\n| Licences | 40% |\n"),
        ("HY001", "Prices (add VAT) go to (your controller)."),
        ("HY001", "Sign here: ________ Date: ________"),
        ("CO915", "Orders a day: Jan 28, Feb 31, Mar 36."),
        ("NU303", "| 科目 | 2027年 | 2028年 | 小计（万元） |\n|---|---|---|---|\n| 服务费 | 30 | 30 | 60 |\n"),
        ("NU306", "Clinics open 5–3 days before the holidays."),
        ("NE501", COMPONENTS.format("首选", "派拉 | 竹云；唯智")),
        ("SC804", "The vendor provides a 24/7 hotline."),
        ("PL606", "It replaces AviMark. If the first day fails, a clinic goes back to AviMark, which stays ready."),
        ("ST101", "## Board Summary\nA.\n## Current State\nB.\n## Solution\nC.\n## Timetable\nD.\n"
         "## Financial Summary\nE.\n## Watch-outs\nF.\n## Path Forward\nG.\n"),
        ("ST101", "## 选型结论\n甲。\n## 痛点分析\n乙。\n## 推荐系统\n丙。\n## 推进安排\n丁。\n## 经费测算\n戊。\n"
         "## 风险\n己。\n## 待决事项\n庚。\n"),
    ],
)  # fmt: skip
def test_no_error_is_certain_that_is_none(code: str, text: str) -> None:
    """Units of time, parts of parts, blanks to sign, days of which are meant other things, other words for headings."""
    assert not errors(code, text if text.startswith("## ") else f"## Implementation Plan\n{text}\n")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("NU315", "8 hours × 5 days = 45 hours; 6 人 × 20 天 = 130 人天。"),
        ("NU301", COSTS_OF.format("cost") + "| Staff | 60% |\n| Licences | 55% |\n"),
        ("HY001", "Costs: [Date], <待定>, (add your name), 总计 ____ 元, TBC."),
        ("CO915", "Decide by 31 April; 2 月 30 日上线。"),
        ("NE501", COMPONENTS.format("Choice", "SAP S/4HANA | 不适用")),
        ("NE501", "## Solution\n| Building block | Favoured product | Other products considered |\n|---|---|---|\n"
         "| Data warehouse | Snowflake | none |\n"),
        ("RQ204", "| # | What is needed | Importance | Solved by | Test |\n|---|---|---|---|---|\n"
         "| N1 | A | must | C1 | |\n"),
        ("PL601", "| Stage | Period | Responsible | Finished when |\n|---|---|---|---|\n"
         "| Pilot | May 2027 | | Test passed |\n| All | June 2027 | COO | Signed |\n"),
        ("NE501", COMPONENTS.format("选择", "用友（财务、供应链、制造） | —")),
        ("ST107", "## Next Steps\n1. Sign 1.5 contracts for EUR 3.5 million.\n"),
        ("NU303", "| 科目 | 2027年 | 2028年 | 小计（万元） |\n|---|---|---|---|\n| 服务费 | 30 | 30 | 90 |\n"),
    ],
)  # fmt: skip
def test_what_hides_behind_names_and_numbers_is_found(code: str, text: str) -> None:
    """Modules and slashes of one product, amounts that look like dates, columns under other words."""
    assert errors(code, text if text.startswith("## ") else f"## Implementation Plan\n{text}\n")


def test_ids_in_full_width_are_read() -> None:
    """Ｒ１ is R1; no rule fails on it, and what it names is found."""
    rows = "| ID | Need | Component | Acceptance |\n|---|---|---|---|\n"
    rows += "| R１ | A | C１、C２ | 99 % |\n| R٣ | B | C1 | 9 % |\n"
    choices = (
        "\n| ID | Layer | Choice | Alternatives |\n|---|---|---|---|\n| C1 | A | B | C; D |\n| C2 | A | B | C; D |\n"
    )
    assert not faults("RQ203", rows + choices)
    assert faults("RQ205", rows + choices)


def traced(language: str, components: str) -> str:
    """A requirement's row and three components."""
    head = "| ID | Need | Component | Acceptance |" if language == "en" else "| 编号 | 需求 | 组件 | 验收指标 |"
    choice = "| ID | Layer | Choice | Alternatives |" if language == "en" else "| 编号 | 层 | 选择 | 备选 |"
    rows = "".join(f"| C{at} | Data | A{at} | B{at} |\n" for at in (1, 2, 3))
    return f"{head}\n|---|---|---|---|\n| R1 | A | {components} | 99 % |\n\n{choice}\n|---|---|---|---|\n{rows}"


@pytest.mark.parametrize(
    ("language", "components"),
    [("en", "C1–C3"), ("en", "C1-C3"), ("en", "C1 to C3"), ("zh", "C1～3"), ("zh", "C1至C3")],
)
def test_a_range_of_ids_names_each_of_them(language: str, components: str) -> None:
    """However it is written; without one of them, it is found."""
    assert not faults("RQ203", traced(language, components))
    assert faults("RQ203", traced(language, components.replace("3", "2")))


@pytest.mark.parametrize(("language", "components"), [("en", "All components"), ("zh", "全部组件"), ("zh", "所有组件")])
def test_all_components_are_those_of_the_tables(language: str, components: str) -> None:
    """One requirement may need each of them, beside others that name theirs."""
    named = traced(language, components).replace("\n\n", "\n| R2 | B | C1 | 98 % |\n\n", 1)
    assert not faults("RQ203", named)
    assert faults("RQ203", named.replace(components, "C2"))


@pytest.mark.parametrize(
    ("needs", "report", "found"),
    [
        ("会员统一；PIPL", "## 方案\n会员统一。按个人信息保护法取得同意。\n", False),
        ("会员统一；等保二级", "## 方案\n会员统一。通过网络安全等级保护测评。\n", False),
        ("one client record; GDPR compliance", "## Solution\nOne client record, under the General Data Protection "
         "Regulation.\n", False),
        ("one client record; PCI DSS", "## Solution\nOne client record; card data security is the bank's.\n", False),
        ("one client record; HIPAA", "## Solution\nOne client record, under the General Data Protection Regulation.\n",
         True),
        ("会员统一；PIPL", "## 方案\n会员统一，手机下单。\n", True),
    ],
)  # fmt: skip
def test_a_law_is_answered_by_any_of_its_names(needs: str, report: str, found: bool) -> None:
    """As the rule of laws knows them."""
    brief = understand(Brief(business_nature="retail", technical_requirements=needs))
    rule = next(rule for rule in RULES if rule.CODE == "RQ201")
    assert bool(list(rule.check(read_report(report, brief)))) is found


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("## 决策摘要\n批准三年框架约 390 万元。\n## 成本效益分析\n| 年度 | 第一年 | 第二年 | 第三年 | 合计 |\n"
         "|---|---|---|---|---|\n"
         "| 合计 | 2,631,280 | 692,880 | 582,080 | 3,906,240 |\n", "390 万", "380 万"),
        ("## Summary\nApprove a three-year total of EUR 1.1m.\n## Costs\n| | Year 1 | Year 2 | Year 3 | Total |\n"
         "|---|---|---|---|---|\n| Total | 600,000 | 250,000 | 298,000 | 1,148,000 |\n", "1.1m", "1.2m"),
        ("## Summary\nApprove a three-year total of EUR 610,000.\n## Costs\n| | Year 1 | Year 2 | Year 3 | Total |\n"
         "|---|---|---|---|---|\n| Total | 396,000 | 108,000 | 108,400 | 612,400 |\n", "610,000", "618,000"),
    ],
)  # fmt: skip
def test_a_sentence_rounds_a_sum_to_two_digits(text: str, right: str, wrong: str) -> None:
    """As the form asks; what is rounded to another figure, or given in more digits, is another sum."""
    assert not faults("CO909", text)
    assert errors("CO909", text.replace(right, wrong))


MATRIX = {
    "en": "## Requirements\n| ID | Need | Component | Acceptance |\n|---|---|---|---|\n| R1 | Orders | C1 | 99 % |\n"
    "| R2 | Works offline | C1 | 4 hours |\n\n",
    "zh": "## 需求分析\n| 编号 | 需求 | 组件 | 验收指标 |\n|---|---|---|---|\n| R1 | 订单 | C1 | 99% |\n"
    "| R2 | 断网可用 | C1 | 4 小时 |\n\n",
}


@pytest.mark.parametrize(
    ("language", "text", "severity"),
    [
        ("zh", "R1 支持取消订单。", None),
        ("zh", "R2 断网时订单延期处理。", None),
        ("zh", "R1 和 R2 推迟到二期。", "error"),
        ("zh", "R2（断网）建议取消。", "warning"),
        ("zh", "R2 本期不做。", "error"),
        ("zh", "R2 断网可用本期暂缓，二期再做。", "error"),
        ("en", "R1 handles dropped calls.", None),
        ("en", "R2 is deferred to 2028.", "error"),
        ("en", "R1 and R2 will be postponed.", "error"),
        ("en", "R2, the offline till, is deferred to 2028.", "warning"),
    ],
)
def test_a_requirement_is_relaxed_by_its_own_predicate(language: str, text: str, severity: str | None) -> None:
    """A verb of another thing says nothing of it; where other words stand between, it is asked."""
    found = faults(
        "CO908", f"{MATRIX[language]}## {'Implementation Plan' if language == 'en' else '实施计划'}\n{text}\n"
    )
    assert {one.severity or "error" for one in found} == ({severity} if severity else set())


BANDS = (
    "## Costs\n{said}\n\n| ID | Item | Qty | Unit price | Periods | Amount (EUR) | Error {unit} |\n"
    "|---|---|---|---|---|---|---|\n"
    "| L1 | Seats | 10 | 20,000 | 3 | 600,000 | {first} |\n| L2 | Set-up | 1 | 350,000 | once | 350,000 | {second} |\n"
)


@pytest.mark.parametrize(
    ("unit", "first", "second"),
    [("", "±EUR 120,000", "±EUR 70,000"), ("", "±120,000", "±70,000"), ("(EUR)", "±120,000", "±70,000")],
)
def test_an_error_in_money_is_added(unit: str, first: str, second: str) -> None:
    """Not taken for a share."""
    text = BANDS.replace("{unit}", unit).replace("{first}", first).replace("{second}", second)
    assert not faults("CO907", text.replace("{said}", "With all lines high it is EUR 1,140,000."))
    assert faults("CO907", text.replace("{said}", "With all lines high it is EUR 1,020,000."))


@pytest.mark.parametrize(
    "said",
    [
        "With all lines high it stays below the ceiling of EUR 1,300,000.",
        "各行取高值时仍低于上限 EUR 1,300,000。",
        "各行取高值仍在 EUR 1,300,000 的限额内。",
    ],
)
def test_a_limit_is_not_the_high_end(said: str) -> None:
    """What the high end is held against."""
    text = BANDS.replace("{unit}", "").replace("{first}", "±20 %").replace("{second}", "±20 %")
    assert not faults("CO907", text.replace("{said}", said))


YEARS = (
    "## 决策摘要\n{said}\n## 成本效益分析\n单位：万元。\n\n| 年度 | 第一年 | 第二年 | 第三年 | 合计 |\n"
    "|---|---|---|---|---|\n| 一次性 | 412 | 0 | 0 | 412 |\n"
    "| 年费 | 92 | 92 | 92 | 276 |\n| 合计 | 504 | 92 | 92 | 688 |\n"
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("后两年低于每年 100 万元的限额。", False),
        ("每年 80 万元的限额不变。", False),
        ("每年 80 万元封顶。", False),
        ("The running cost stays within CNY 1,000,000 per year.", False),
        ("每年 80 万元。", True),
    ],
)
def test_a_limit_is_not_the_yearly_cost(said: str, found: bool) -> None:
    """Nor held against the tables as if it were."""
    assert bool(faults("CO914", YEARS.replace("{said}", said))) is found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Break-even in three years requires 80 % of the benefit.", False),
        ("The target is break-even in three years.", False),
        ("能否在三年内回本取决于订单量。", False),
        ("Break-even in three years.", True),
    ],
)
def test_a_payback_that_is_asked_for_is_not_stated(said: str, found: bool) -> None:
    """A target, a condition or a question."""
    text = "## 成本效益分析" if "能" in said else "## Costs"
    text += "\nThe one-off cost EUR 100,000 is paid in May. The net benefit is EUR 100,000 a year.\n"
    assert bool(faults("NU305", f"{text}\n{said}\n")) is found


def priced(option: str, id_: str, name: str, seats: int, price: int) -> str:
    """A table of one line under a heading."""
    return (
        f"### {option}\n| ID | Item | Quantity | Unit price | Amount |\n|---|---|---|---|---|\n"
        f"| {id_} | {name} | {seats} | {price} | {seats * price:,} |\n\n"
    )


@pytest.mark.parametrize(
    ("one", "other", "id_", "severity"),
    [
        ("Option A", "Option B", "L1", None),
        ("方案A：云", "方案B：自建", "L1", None),
        ("Option A", "Annex to option A", "L1", "error"),
        ("费用", "附录", "L1", "error"),
        ("Lines", "Annex", "", "warning"),
        ("费用", "附录", "", "warning"),
    ],
)
def test_items_are_compared_within_one_option(one: str, other: str, id_: str, severity: str | None) -> None:
    """Another option may have another price and another count; without an id it may be another item."""
    name = "CRM seats" if one.isascii() else "客户系统账号"
    for code, seats, price in (("CO901", 14, 650), ("CO903", 18, 600)):
        text = "## Costs\n" + priced(one, id_, name, 14, 600) + priced(other, id_, name, seats, price)
        assert {found.severity or "error" for found in faults(code, text)} == ({severity} if severity else set())


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("云 ERP", "Cloud resource planning", None),
        ("主数据平台", "Master data platform", None),
        ("数据仓库", "MES", "warning"),
        ("数据仓库", "会员小程序", "error"),
        ("Data warehouse", "Member app", "error"),
    ],
)
def test_a_name_in_the_other_script_is_a_translation(one: str, other: str, severity: str | None) -> None:
    """An annex of two languages gives one thing two names."""
    table = "| 编号 | 层 | 选择 | 备选 |\n|---|---|---|---|\n| C1 | 数据 | {} | A |\n\n"
    text = "## 方案\n" + table.replace("{}", one) + "## 附录\n" + table.replace("{}", other)
    assert {found.severity or "error" for found in faults("CO904", text)} == ({severity} if severity else set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planners see stock availability for each shop.", False),
        ("The roster shows staff availability by hour.", False),
        ("The business does not need high availability.", False),
        ("按班次做设备停机时间统计。", False),
        ("系统做停机原因分析。", False),
        ("本期不要求高可用。", False),
        ("The system needs high availability.", True),
        ("System availability is at least 99.9 %.", True),
        ("系统须高可用。", True),
        ("系统全年不停机。", True),
    ],
)
def test_only_the_system_s_availability_asks_for_recovery(text: str, found: bool) -> None:
    """Stock, staff and machines are available too; what is not wanted is not asked for."""
    assert bool(faults("SC804", f"## {'Requirements' if text.isascii() else '业务需求分析'}\n{text}\n")) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Owner: head of operations together with the regional manager", False),
        ("负责人：集团信息部主任与各分院信息科科长共同负责，财务处、院办、医务处参加并每周例会通报进展", False),
        ("The head of operations owns this phase together with the regional manager.", True),
    ],
)
def test_a_line_of_a_record_may_stand_twice(line: str, found: bool) -> None:
    """One owner has two phases."""
    text = f"## Plan\n### Phase 1\n{line}\n\n### Phase 2\n{line}\n"
    assert bool(faults("HY005", text)) is found


@pytest.mark.parametrize(
    ("criterion", "total"), [("Total cost of ownership", "Weighted total"), ("三年总成本合计", "加权总分")]
)
def test_the_total_cost_is_a_criterion(criterion: str, total: str) -> None:
    """Not the outcome of the scoring."""
    text = (
        f"### A\n| Criterion | Weight | A | B |\n|---|---|---|---|\n| {criterion} | 40 | 5 | 3 |\n"
        f"| Works offline | 60 | 4 | 5 |\n| {total} | 100 | 4.4 | 4.2 |\n"
    )
    assert not faults("NU311", text) and not faults("NU312", text)
    assert faults("NU312", text.replace("4.4", "4.9"))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Fees EUR 10 + USD 5 = EUR 15.", "error"),
        ("许可 10 万欧元，托管 5 万美元，共计 15 万欧元。", "error"),
        ("Fees EUR 10,000 and USD 5,000, in total EUR 14,600.", "warning"),
        ("Fees EUR 10,000 and USD 5,000, in total EUR 14,600 at a rate of 0.92.", None),
        ("Fees are EUR 10,000 (USD 10,900), in May EUR 5,000.", None),
        ("许可 10 万元，托管 5 万元，合计 15 万元。", None),
    ],
)
def test_currencies_are_not_added_without_a_rate(text: str, severity: str | None) -> None:
    """Where the bare numbers make the sum it is wrong; where a rate may be behind it, it is to be said."""
    found = faults("NU316", f"{HEAD['en' if text.isascii() else 'zh']}{text}\n")
    assert {one.severity or "error" for one in found} == ({severity} if severity else set())


@pytest.mark.parametrize(
    "rows",
    [
        "| Licences | 10,000 |\n| Set-up | 5,000 |\n| Mobile app (optional) | 900 |\n| Total | 15,000 |",
        "| 许可 | 100 |\n| 实施 | 50 |\n| 报表（不计入合计） | 20 |\n| 合计 | 150 |",
        "| 1 Software | 15,000 |\n| 1.1 Licences | 10,000 |\n| 1.2 Add-ons | 5,000 |\n| Total | 15,000 |",
        "| 一 软件 | 150 |\n| 1 许可 | 100 |\n| 2 模块 | 50 |\n| 合计 | 150 |",
    ],
)
def test_rows_that_are_no_parts_of_a_total_spoil_no_sum(rows: str) -> None:
    """Nor do they become one by machine; where no way of counting fits, the sum is still found."""
    table = f"{HEAD['en']}| Item | Amount (EUR) |\n|---|---:|\n{rows}\n"
    assert faults("NU302", table) == []
    wrong = faults("NU302", re.sub(r"(Total|合计) \| (\d)", r"\1 | 9\2", table))
    assert len(wrong) == 1
    assert not wrong[0].edits


def test_a_total_that_says_what_it_leaves_out_is_no_sum_of_all() -> None:
    """Without internal staff, before contingency: which rows it means is for a person to say."""
    for label in ("Total (without internal staff)", "Total before contingency", "Total without options"):
        rows = f"| Licences | 10,000 |\n| Our own staff | 5,000 |\n| {label} | 10,000 |"
        assert faults("NU302", f"{HEAD['en']}| Item | Amount (EUR) |\n|---|---:|\n{rows}\n") == [], label


def test_amounts_written_with_a_point_for_thousands_are_told_in_full() -> None:
    """Not cut where their own writing has a comma."""
    brief = understand(Brief(business_nature="tax advisers", budget_range="at most EUR 140,000 over three years"))
    rows = "| Lizenzen | 100.000,00 |\n| Einrichtung | 48.800,00 |\n| Total | 148.800,00 |"
    rule = next(rule for rule in RULES if rule.CODE == "NU308")
    (fault,) = rule.check(read_report(f"{HEAD['en']}| Item | Amount (EUR) |\n|---|---:|\n{rows}\n", brief))
    assert "8,800" in fault.message.en and "140,000" in fault.message.en
