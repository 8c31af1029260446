"""The sheets of a report's requirements, roadmap and risks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.lines import LineSheet
from it_advisor.documents.workbook.money import Line
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Sheet, at
from it_advisor.summary import Phase, Requirement, Risk, Summary

REQUIREMENTS_MARKER, PHASES_MARKER, RISKS_MARKER = "requirements", "phases", "risks"
MOST_MONTHS = 60
"""Of the bars; what comes later is in the numbers beside them."""
_TRACE = (
    Column(wording.ID, 6),
    Column(wording.NEED, 40, "need"),
    Column(wording.NATURE, 9),
    Column(wording.PRIORITY, 10, "priority"),
    Column(wording.COMPONENTS, 14),
    Column(wording.ACCEPTANCE, 40, "acceptance"),
    Column(wording.PHASE, 8),
    Column(wording.LINES, 12),
    Column(wording.LINES_COST, 16),
    Column(wording.DEVIATION, 30, "deviation"),
)
_PHASES = (
    Column(wording.ID, 6),
    Column(wording.PHASE, 26, "name"),
    Column(wording.START, 8, "start_month"),
    Column(wording.MONTHS, 8, "months"),
    Column(wording.END, 8),
    Column(wording.OWNER, 18, "owner"),
    Column(wording.EXIT, 40, "exit"),
    Column(wording.PAYMENT, 9, "payment_pct"),
)
_RISKS = (
    Column(wording.ID, 6),
    Column(wording.RISK, 36, "risk"),
    Column(wording.TRIGGER, 30, "trigger"),
    Column(wording.RESPONSE, 40, "mitigation"),
    Column(wording.OWNER, 18, "owner"),
    Column(wording.LIKELIHOOD, 11, "likelihood"),
    Column(wording.IMPACT, 10, "impact"),
    Column(wording.GRADE, 8),
)


def requirements(book: Book, summary: Summary, costs: LineSheet | None) -> None:
    sheet = book.sheet(wording.TRACE, wording.TRACE_NOTE, REQUIREMENTS_MARKER)
    sheet.heads(_TRACE)
    known = {line.id: line for line in costs.lines} if costs and costs.money.reported else {}
    for row, one in enumerate(summary.requirements, FIRST):
        sheet.key(row, 0, one.id)
        sheet.row(row, _requirement(one, [known[name] for name in one.lines if name in known], costs, book))
    last = FIRST + len(summary.requirements) - 1
    sheet.check((FIRST, 4), (last, 4), validate="list", source=labels.choices(labels.PRIORITIES, book.language))
    sheet.page.autofilter(HEAD, 0, last, len(_TRACE))  # rows that are sorted take their keys along
    sheet.finish(freeze=(FIRST, 3))


def _requirement(one: Requirement, lines: Sequence[Line], costs: LineSheet | None, book: Book) -> Iterator[Cell]:
    said = book.language
    yield Cell(one.id, "name")
    yield Cell(one.need, "in.text")
    yield Cell(labels.label(one.kind, said), "middle")
    yield Cell(labels.label(one.priority, said), "in.middle")
    yield Cell(", ".join(one.components))
    yield Cell(one.acceptance, "in.text")
    yield Cell(one.phase or "", "middle")
    yield Cell(", ".join(one.lines))
    if lines and costs:
        whole = sum((sum(line.by_year(costs.money.years), Decimal(0)) for line in lines), Decimal(0))
        yield Cell(whole, "money", "+".join(costs.far(line, "total") for line in lines))
    else:
        yield Cell(None, "money")
    yield Cell(one.deviation or None, "in.text")


def roadmap(book: Book, phases: Sequence[Phase]) -> None:
    sheet = book.sheet(wording.ROADMAP, wording.ROADMAP_NOTE, PHASES_MARKER)
    sheet.heads(_PHASES)
    last = FIRST + len(phases) - 1
    for row, one in enumerate(phases, FIRST):
        sheet.key(row, 0, one.id)
        sheet.row(row, _phase(row, one))
    for column, most in ((3, 120), (4, 120), (8, 100)):
        sheet.check((FIRST, column), (last, column), validate="decimal", criteria="between", minimum=0, maximum=most)
    _bars(book, sheet, phases, last)
    sheet.finish(freeze=(FIRST, 3))


def _phase(row: int, one: Phase) -> Iterator[Cell]:
    yield Cell(one.id, "name")
    yield Cell(one.name, "in.text")
    yield Cell(one.start_month, "in.number")
    yield Cell(one.months, "in.number")
    yield Cell(one.start_month + one.months, "number", f"{at(row, 3)}+{at(row, 4)}")
    yield Cell(one.owner, "in.text")
    yield Cell(one.exit, "in.text")
    yield Cell(one.payment_pct, "in.number")


def _bars(book: Book, sheet: Sheet, phases: Sequence[Phase], last: int) -> None:
    """A column a month, coloured while the phase runs."""
    end = max(one.start_month + one.months for one in phases)
    months = min(MOST_MONTHS, int(end) + 3)
    first = len(_PHASES) + 1
    for month in range(months):
        sheet.put(HEAD, first + month, Cell(month + 1, "head.middle"))
        sheet.width(first + month, 3)
        for row in range(FIRST, last + 1):
            sheet.put(row, first + month, Cell(None))
    head, start, length = at(HEAD, first, "row"), at(FIRST, 3, "column"), at(FIRST, 4, "column")
    running = f"=AND({head}>{start},{head}-1<{start}+{length})"
    rule = {"type": "formula", "criteria": running, "format": book.format("bar")}
    sheet.page.conditional_format(FIRST, first, last, first + months - 1, rule)


def risks(book: Book, found: Sequence[Risk]) -> None:
    sheet = book.sheet(wording.RISKS, wording.RISKS_NOTE, RISKS_MARKER)
    sheet.heads(_RISKS)
    last = FIRST + len(found) - 1
    for row, one in enumerate(found, FIRST):
        sheet.key(row, 0, one.id)
        sheet.row(row, _risk(row, one))
    grades = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5}
    sheet.check((FIRST, 6), (last, 7), **grades)
    scale = {"type": "3_color_scale", "min_color": "#C6E0B4", "mid_color": "#FFE699", "max_color": "#F4B183"}
    ends = {"min_type": "num", "min_value": 1, "mid_type": "num", "mid_value": 9, "max_type": "num", "max_value": 20}
    sheet.page.conditional_format(FIRST, 8, last, 8, {**scale, **ends})
    sheet.finish(freeze=(FIRST, 3))


def _risk(row: int, one: Risk) -> Iterator[Cell]:
    yield Cell(one.id, "name")
    for text in (one.risk, one.trigger, one.mitigation, one.owner):
        yield Cell(text, "in.text")
    yield Cell(one.likelihood, "in.count")
    yield Cell(one.impact, "in.count")
    likelihood, impact = at(row, 6), at(row, 7)
    both = one.likelihood * one.impact if one.likelihood and one.impact else ""
    yield Cell(both, "count", f'IF(OR({likelihood}="",{impact}=""),"",{likelihood}*{impact})')
