"""The shipped cases can be trusted: each is complete, and every sum in it is right."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from it_advisor.report import HEADINGS
from it_advisor.summary import Summary, read_summary, totals_of

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))
ARGUMENTS = ("business_nature", "company_size", "budget_range", "technical_requirements")
KEYS = ["id", "title", "language", "origin", "contributor", "source", "date", "industry", "tags", *ARGUMENTS, "summary"]
INDUSTRIES = """manufacturing retail insurance banking healthcare pharma education hospitality property logistics
construction energy software public nonprofit professional-services agriculture media"""
SUMMED = re.compile(r"金额|小计|合计|amount|total|^year \d|^第\d年", re.IGNORECASE)
PLACED = re.compile(r"([\d,]*\d(?:\.\d+)?) ?(万元|k\b|m\b|million)?")
UNITS = {"万元": 10_000, "k": 1_000, "m": 1_000_000, "million": 1_000_000, "": 1}


class Case(NamedTuple):
    front: dict[str, Any]
    prose: str
    block: Summary


class Table(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def read(name: str) -> Case:
    _, front, body = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    block = read_summary(body) or pytest.fail(f"{name} has no summary block")
    return Case(yaml.safe_load(front), re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL), block)


def tables(text: str) -> list[Table]:
    found = [block.splitlines() for block in re.findall(r"(?:^\|.*\|\n)+", text + "\n", re.MULTILINE)]
    cut = [[tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines] for lines in found]
    return [Table(head, tuple(rows)) for head, _, *rows in cut]


def number(cell: str) -> Decimal | None:
    plain = cell.replace(",", "").removesuffix("%")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def figure(cell: str) -> Decimal:
    value = number(cell)
    assert value is not None, f"{cell!r} should be a number"
    return value


def having(name: str, *titles: str) -> list[tuple[Table, int]]:
    found = [(t, at) for t in tables(read(name).prose) for at, title in enumerate(t.head) if title in titles]
    assert found, f"no table has a column {titles}"
    return found


every_case = pytest.mark.parametrize("name", NAMES)
priced_case = pytest.mark.parametrize("name", [name for name in NAMES if read(name).front["origin"] == "illustrative"])


@every_case
def test_a_case_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    """Front matter is complete and in order; the summary is at most 250 tokens (a Chinese character 1, a word 1.4)."""
    front = read(name).front
    assert list(front) == KEYS and front["id"] == name and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert front["industry"] in INDUSTRIES.split() and isinstance(front["date"], date) and front["tags"]
    assert front["origin"] in ("community", "illustrative") and front["source"]
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
    block, wanted = read(name).block, totals_of(read(name).block)
    (by_kind, _), (cash, _) = having(name, "第1年", "Year 1")
    for row in (*by_kind.rows, *cash.rows[:3]):
        assert sum(map(figure, row[1:4])) == figure(row[4]), row[0]
    costs, gains, net = ([figure(cell) for cell in row[1:]] for row in cash.rows[:3])
    assert net == [gain - cost for gain, cost in zip(gains, costs, strict=True)]
    assert [figure(cell) for cell in cash.rows[3][1:4]] == [sum(net[:year]) for year in (1, 2, 3)]
    assert by_kind.rows[-1][1:] == cash.rows[0][1:]
    assert (costs[3], gains[3]) == (wanted.tco, wanted.benefit)
    (benefits, at), *_ = having(name, "满年金额", "Full-year amount")
    assert {row[0]: figure(row[at]) for row in benefits.rows[:-1]} == {b.id: b.yearly for b in block.benefit_lines}


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
def test_the_total_is_held_against_the_ceiling(name: str) -> None:
    """At the low end, as estimated and at the high end of every line's error band."""
    block, ((table, at), *_) = read(name).block, having(name, "上限", "Ceiling")
    for row, sign in zip(table.rows, (-1, 0, 1), strict=True):
        lines = [x.over(3) * (1 + sign * x.error_pct / 100) for x in block.cost_lines if x.option == "O1"]
        assert figure(row[at - 1]) == round(sum(lines)) == figure(row[at]) - figure(row[at + 1])


@priced_case
def test_the_decision_page_says_what_the_tables_say(name: str) -> None:
    """The key figures are the block's; a rounded figure there or in the summary is the rounding of one in a table."""
    case, wanted = read(name), totals_of(read(name).block)
    page = case.prose.split("\n## ")[1]
    (key,) = tables(page)
    exact = (case.block.decision.amount, wanted.one_off, wanted.yearly, wanted.tco, wanted.benefit)
    assert [figure(row[1]) for row in key.rows[:5]] == list(exact)
    assert re.findall(r"\d+", key.rows[5][1]) == ([str(wanted.payback_months)] if wanted.payback_months else [])
    exactly = {value for table in tables(case.prose) for row in table.rows for cell in row if (value := number(cell))}
    brief = " ".join(case.front[argument] for argument in ARGUMENTS)
    for text, unit in PLACED.findall(re.sub(r"^\|.*", "", page, flags=re.MULTILINE) + case.front["summary"]):
        if (unit or "," in text) and text not in brief:
            assert any(rounds_to(text, unit, value) for value in exactly), f"{text} {unit} stands in no table"


def rounds_to(text: str, unit: str, value: Decimal) -> bool:
    plain = text.replace(",", "")
    decimals, zeros = len(plain.partition(".")[2]), len(plain) - len(plain.rstrip("0"))
    step = UNITS[unit] * Decimal(10) ** (-decimals if unit or decimals else min(zeros, 3))
    return abs(Decimal(plain) * UNITS[unit] - value) <= step / 2
