"""The shipped cases can be trusted: each is complete, and every sum in it is right."""

import re
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from case_files import (
    NAMES,
    amounts,
    contract,
    days,
    digits_that_count,
    figure,
    having,
    length,
    number,
    read,
    rounds_to,
    section,
    tables,
    worth,
)
from it_advisor.report import HEADINGS
from it_advisor.summary import Category, totals_of

ARGUMENTS = ("business_nature", "company_size", "budget_range", "technical_requirements")
KEYS = ["id", "title", "language", "origin", "contributor", "source", "date", "industry", "tags", *ARGUMENTS, "summary"]
INDUSTRIES = """manufacturing retail insurance banking healthcare pharma education hospitality property logistics
construction energy software public nonprofit professional-services agriculture media"""
SUMMED = re.compile(r"金额|小计|合计|amount|total|^year \d|^第\d年", re.IGNORECASE)
FACTOR = re.compile(r"([\d,]*\d(?:\.\d+)?) ?(亿|万|m\b)?(?: ?(%|个百分点))?")
SPANS = {"首年": (0, 1), "次年": (1, 2), "第三年": (2, 3), "三年": (0, 3), "每年经常性": (2, 3)}
SPANS |= {"First year": (0, 1), "Second year": (1, 2), "Third year": (2, 3), "Three years": (0, 3)}
LONGEST = {("zh", True): 5_000, ("zh", False): 9_000, ("en", True): 1_800, ("en", False): 3_300}
"""By language and whether there are fewer than 100 staff."""
HARD = {"zh": ("规则：", "示例：", "失败测试："), "en": ("Rule:", "Example:", "Failure test:")}
HOLIDAYS = {  # in 2027, as month-day; those of the weekend left out
    "CNY": "02-05 02-08 02-09 04-05 06-09 09-15 10-01 10-04 10-05 10-06 10-07",
    "GBP": "03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    "EUR": "03-26 03-29 04-27 05-06 05-17 05-27 11-01",
}


every_case = pytest.mark.parametrize("name", NAMES)
priced_case = pytest.mark.parametrize("name", [name for name in NAMES if read(name).front["origin"] == "illustrative"])


@every_case
def test_a_case_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    """Front matter is complete and in order; the summary is at most 250 tokens (a Chinese character 1, a word 1.4)."""
    front = read(name).front
    assert list(front) == KEYS and front["id"] == name and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert front["industry"] in INDUSTRIES.split() and isinstance(front["date"], date) and front["tags"]
    assert front["origin"] in ("community", "illustrative") and front["source"]
    assert bool(re.search("[a-z]+ [a-z]+", front["source"])) == (front["language"] == "en"), "not in its language"
    assert all(isinstance(front[key], str) and len(front[key]) > 10 for key in ARGUMENTS)
    assert len(front["title"]) <= 100 and front["language"] == read(name).block.language
    chinese, words = (re.findall(kind, front["summary"]) for kind in (r"[\u3000-\u9fff\uff00-\uffef]", r"[A-Za-z0-9]+"))
    assert 0 < len(chinese) + 1.4 * len(words) <= 250


@every_case
def test_a_case_is_a_report_in_the_fixed_headings(name: str) -> None:
    """Each heading once and in order, and no others of that level."""
    case = read(name)
    fixed, found = HEADINGS[case.block.language], re.findall(r"^##+ .+$", case.prose, re.MULTILINE)
    assert [line for line in found if line in fixed or line.startswith("## ")] == list(fixed)


@every_case
def test_the_totals_follow_from_the_lines(name: str) -> None:
    """What the block says it costs and brings is what its lines add up to; no lines, no totals."""
    case = read(name)
    assert case.block.totals == (totals_of(case.block) if case.block.cost_lines else None)
    assert bool(case.block.cost_lines) == bool(case.block.decision.amount) == (case.front["origin"] == "illustrative")


@every_case
def test_every_number_of_the_block_is_met_in_the_text(name: str) -> None:
    """A reader meets every requirement, component, line, phase, risk and piece of evidence, and no unknown one."""
    case, block = read(name), read(name).block.model_dump()
    known = {row["id"]: kind for kind, rows in block.items() if isinstance(rows, tuple) for row in rows}
    named = set(re.findall(r"(?<![A-Za-z0-9])[RCLBPKEO]\d+(?![A-Za-z0-9])", case.prose))
    assert {name for name, kind in known.items() if kind != "options"} <= named <= set(known)
    assert all(row["acceptance"] in case.prose for row in block["requirements"])


@priced_case
def test_a_case_is_no_longer_than_its_reader_bears(name: str) -> None:
    """The caps that the template sets by size; tables count, the summary block does not."""
    case = read(name)
    few = max(worth(plain, "") for plain in re.findall(r"\d[\d,]*", case.front["company_size"])) < 100
    assert length(name) <= LONGEST[case.block.language, few]


@priced_case
def test_every_total_row_adds_up(name: str) -> None:
    """In each table with a total row, each money column adds up to it."""
    summed = [table for table in tables(read(name).prose) if re.match("合计|总计|Total|Sum", table.rows[-1][0])]
    columns = [(table, at) for table in summed for at, title in enumerate(table.head) if SUMMED.search(title)]
    assert len(columns) >= 8
    for table, at in columns:
        assert sum(figure(row[at]) for row in table.rows[:-1]) == figure(table.rows[-1][at]), table.head[at]


@priced_case
def test_every_line_multiplies_and_is_the_line_of_the_block(name: str) -> None:
    """Quantity times unit price times years is the amount, in the text as in the block."""
    lines, priced = {line.id: line for line in read(name).block.cost_lines}, having(name, "单价", "Unit price")
    assert [row[0] for table, _ in priced for row in table.rows[:-1]] == list(lines)
    for table, price in priced:
        for row in table.rows[:-1]:
            line, years = lines[row[0]], number(row[price + 1]) or 1
            cells = figure(row[price - 2]), figure(row[price]), figure(row[price + 2])
            assert (line.quantity, line.unit_price, line.over(3)) == cells and cells[0] * cells[1] * years == cells[2]
            assert (row[1], row[-1]) == (line.item, f"±{line.error_pct.normalize():f}%")


@priced_case
def test_the_years_add_up_to_the_horizon(name: str) -> None:
    """Costs by category, benefits and cash flow agree with the totals and with each other."""
    wanted = totals_of(read(name).block)
    (by_kind, _), (cash, _) = having(name, "第1年", "Year 1")
    for row in (*by_kind.rows, *cash.rows[:3]):
        assert sum(map(figure, row[1:4])) == figure(row[4]), row[0]
    costs, gains, net = ([figure(cell) for cell in row[1:]] for row in cash.rows[:3])
    assert net == [gain - cost for gain, cost in zip(gains, costs, strict=True)]
    assert [figure(cell) for cell in cash.rows[3][1:4]] == [sum(net[:year]) for year in (1, 2, 3)]
    assert by_kind.rows[-1][1:] == cash.rows[0][1:]
    assert (costs[3], gains[3]) == (wanted.tco, wanted.benefit)


@priced_case
def test_the_scores_are_weighted_rightly(name: str) -> None:
    """Weights make 100, and the weighted scores (of 5, shown of 100) are those of the block."""
    blocks = {option.id: option.score for option in read(name).block.options}
    for table, at in having(name, "权重", "Weight"):
        rows, last = table.rows[:-1], table.rows[-1]
        assert sum(figure(row[at]) for row in rows) == 100
        for place in range(at + 1, len(table.head)):
            score = sum(figure(row[at]) * figure(row[place]) for row in rows) / 5
            assert score == figure(last[place]) == blocks[table.head[place].split()[0]]


@priced_case
def test_the_payments_make_the_whole_contract(name: str) -> None:
    """Shares make 100 %, and each payment is its share of the contract."""
    for table, at in having(name, "付款比例", "Share"):
        whole = figure(table.rows[-1][at + 1])
        assert sum(figure(row[at]) for row in table.rows[:-1]) == 100
        assert all(figure(row[at + 1]) == whole * figure(row[at]) / 100 for row in table.rows)


@priced_case
def test_the_vendor_is_paid_in_the_years_of_the_milestones(name: str) -> None:
    """By category and in all, the year tables hold what the dated milestones ask for, beside the other lines."""
    lines = [line for line in read(name).block.cost_lines if line.option == "O1"]
    paid, due = contract(name)
    kinds = [kind for kind in get_args(Category) if any(line.category == kind for line in lines)]
    by_kind, cash = (table for table, _ in having(name, "第1年", "Year 1"))
    for kind, row in zip(kinds, by_kind.rows[:-1], strict=True):
        mine = [line for line in lines if line.category == kind]
        whole = sum(line.price for line in mine if line in paid)
        for year in (1, 2, 3):
            others = sum(line.over(year) - line.over(year - 1) for line in mine if line not in paid)
            assert figure(row[year]) == others + whole * due.get(year, Decimal(0)) / 100, f"{row[0]}, year {year}"
    ((bands, first),) = having(name, "首年", "First year")
    assert cash.rows[0][1:4] == bands.rows[1][first : first + 3]


@priced_case
def test_each_year_is_held_against_every_ceiling_of_the_brief(name: str) -> None:
    """Low, estimated and high; a limit the high end breaks is said, with the sum, beside the decision and the costs."""
    ((table, _),), brief = having(name, "首年", "First year"), read(name).front["budget_range"]
    *bands, limits, left = [row[1:] for row in table.rows]
    for cells, sign in zip(bands, (-1, 0, 1), strict=True):
        for title, cell in zip(table.head[1:], cells, strict=True):
            assert figure(cell) == round(spent(name, title, sign)), title
    assert {figure(cell) for cell in limits if cell != "—"} == {worth(*amount) for amount in amounts(brief)}
    for high, limit, rest in zip(bands[-1], limits, left, strict=True):
        assert number(rest) == (None if limit == "—" else figure(limit) - figure(high))
        for page in (section(name, 1), section(name, 5)) if rest.startswith("-") else ():
            assert any(rounds_to(*amount, -figure(rest)) for amount in amounts(page)), f"{rest} is not owned"


def spent(name: str, title: str, sign: int) -> Decimal:
    """What falls due in a span of years, every line at one end of its error band."""
    (start, end), yearly = SPANS[title], title == "每年经常性"
    lines = [x for x in read(name).block.cost_lines if x.option == "O1" and (x.kind == "yearly" or not yearly)]
    return sum(((x.over(end) - x.over(start)) * (1 + sign * x.error_pct / 100) for x in lines), Decimal(0))


@priced_case
def test_a_benefit_is_the_product_of_its_drivers(name: str) -> None:
    """Each benefit rests on a x b x c, which makes exactly its amount, or on a priced line."""
    block, ((table, at), *_) = read(name).block, having(name, "满年金额", "Full-year amount")
    shown = [(row[0], figure(row[at]), row[-1]) for row in table.rows[:-1]]
    assert shown == [(line.id, line.yearly, line.basis) for line in block.benefit_lines]
    prices = {line.id: line.price for line in block.cost_lines}
    for line in block.benefit_lines:
        same, product = re.match(r"(?:same as|同) (L\d+)", line.basis), Decimal(1)
        factors = [FACTOR.search(part) for part in re.split(" [×x] ", line.basis)]
        assert same or (len(factors) > 1 and all(factors)), line.basis
        for plain, unit, percent in (factor.groups(default="") for factor in factors if factor and not same):
            product *= worth(plain, unit) / (100 if percent else 1)
        assert line.yearly == (prices[same[1]] if same else product), line.basis


@priced_case
def test_every_need_is_paid_for_or_its_deviation_is_agreed(name: str) -> None:
    """The matrix names the block's components and lines; a need without either stands in the register."""
    needs, ((matrix, at),) = read(name).block.requirements, having(name, "预算行", "Budget line")
    for row, need in zip(matrix.rows, needs, strict=True):
        traced = re.findall(r"C\d+", row[3]), re.findall(r"L\d+", row[at])
        assert (row[0], *map(set, traced)) == (need.id, set(need.components), set(need.lines))
        assert need.deviation or (need.lines and need.components), f"{need.id} is met by nothing or costs nothing"
        assert f"| {need.deviation} |" in read(name).prose if need.deviation else True


@priced_case
def test_the_three_hardest_needs_can_be_run_and_failed(name: str) -> None:
    """Each has its operating rule, a worked example with numbers and a failure test."""
    hard = re.findall(r"^(?:- |\*\*)R\d.*", section(name, 3).split("\n### ")[-1], re.MULTILINE)
    assert len(hard) == 3
    for text in hard:
        places = [text.find(word) for word in HARD[read(name).block.language]]
        assert -1 < places[0] < places[1] < places[2], text[:20]
        assert re.search(r"\d", text[places[1] : places[2]]), text[:20]


@priced_case
def test_dates_are_working_days(name: str) -> None:
    """No date (2027 if it names no year) is a weekend or public holiday, but 1 January, when laws and ledgers begin."""
    for when in days(read(name).prose):
        closed = HOLIDAYS[read(name).block.currency].split() if when.year == 2027 else []
        assert f"{when:%m-%d}" == "01-01" or (when.weekday() < 5 and f"{when:%m-%d}" not in closed), when
    assert all(days(step) for step in re.findall(r"^\d\. .*", section(name, 7), re.MULTILINE))


@priced_case
def test_the_decision_page_says_what_the_tables_say(name: str) -> None:
    """The key figures are the block's; a rounded figure there or in the summary is the rounding of one in a table."""
    case, wanted = read(name), totals_of(read(name).block)
    (key,) = tables(case.prose.split("\n## ")[1])
    exact = (case.block.decision.amount, wanted.one_off, wanted.yearly, wanted.tco, wanted.benefit)
    assert [figure(row[1]) for row in key.rows[:5]] == list(exact)
    assert re.findall(r"\d+", key.rows[5][1]) == ([str(wanted.payback_months)] if wanted.payback_months else [])
    cells = {number(cell) or Decimal(0) for table in tables(case.prose) for row in table.rows for cell in row}
    exactly = {abs(value) for value in cells}
    brief = " ".join(case.front[argument] for argument in ARGUMENTS)
    for plain, unit in amounts(section(name, 1) + case.front["summary"]):
        known = plain in brief or any(rounds_to(plain, unit, value) for value in exactly)
        assert known, f"{plain} {unit} stands in no table"


@priced_case
def test_prose_gives_money_in_two_figures(name: str) -> None:
    """On the decision page, beside the costs and in the summary; but for the amounts of the brief."""
    front = read(name).front
    brief = " ".join(front[argument] for argument in ARGUMENTS)
    for plain, unit in amounts(section(name, 1) + section(name, 5) + front["summary"]):
        assert digits_that_count(plain) <= 2 or plain in brief, f"{plain} {unit}"
