"""The first sheet: what is decided, and each option's figures at a glance; nothing on it is typed twice."""

from collections.abc import Sequence

from it_advisor.documents import wording as documents
from it_advisor.documents.annexes import decided
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.money import case_of
from it_advisor.documents.workbook.ranking import Ranking
from it_advisor.documents.workbook.sensitivity import Sensitivity
from it_advisor.documents.workbook.sheet import FIRST, Cell, Sheet, Value
from it_advisor.errors import Words

_WIDTHS = (36, 22, 22, 16, 16, 16, 16)


def write(
    sheet: Sheet, book: Book, figures: Sensitivity | None, ranking: Ranking | None, missing: Sequence[Words]
) -> None:
    for column, width in enumerate(_WIDTHS, 1):
        sheet.width(column, width)
    row = _control(sheet, book)
    if summary := book.document.material.summary:
        rows = decided(summary, book.language)
        row = _decision(sheet, book, rows[: len(documents.DECISION_ROWS)] if figures else rows, row) + 1
    if figures:
        row = _money(sheet, book, figures, row) + 1
    if ranking:
        row = _points(sheet, book, ranking, row) + 1
    if missing:
        sheet.block(row, wording.MISSING.said(book.language), len(_WIDTHS))
        for below, words in enumerate(missing, row + 1):
            sheet.wide(below, 1, len(_WIDTHS), Cell(words.said(book.language), "note"))
        row += len(missing) + 2
    if figures:
        sheet.chart(row, 1, figures.flow.chart(), (980, 340))
    sheet.finish(freeze=None, on_one_page=True)


def _control(sheet: Sheet, book: Book) -> int:
    said, signatures = book.language, book.document.signatures
    open_ = documents.TO_BE_NAMED.said(said)
    facts = (
        (documents.REPORT, book.document.title),
        (documents.VERSION, signatures.version),
        (documents.DATE, signatures.date.isoformat()),
        (documents.OWNER, signatures.owner or open_),
        (documents.REVIEWERS, documents.JOINED.said(said).join(signatures.reviewers) or open_),
    )
    for row, (name, value) in enumerate(facts, FIRST - 1):
        _pair(sheet, row, name.said(said), value)
    return FIRST + len(facts)


def _pair(sheet: Sheet, row: int, name: str, value: str) -> None:
    sheet.put(row, 1, Cell(name, "name"))
    sheet.wide(row, 2, len(_WIDTHS), Cell(value))


def _decision(sheet: Sheet, book: Book, rows: Sequence[Sequence[str]], row: int) -> int:
    sheet.block(row, wording.DECISION.said(book.language), len(_WIDTHS))
    for below, (name, value) in enumerate(rows, row + 1):
        _pair(sheet, below, name, value)
    return row + 1 + len(rows)


def _money(sheet: Sheet, book: Book, figures: Sensitivity, row: int) -> int:
    """Links to the likely case."""
    said = book.language
    sheet.block(row, wording.OPTIONS_MONEY.said(said), len(_WIDTHS))
    heads = (
        wording.OPTION,
        wording.TCO,
        wording.NPV,
        wording.IRR,
        wording.PAYBACK,
        wording.DISCOUNTED_PAYBACK,
        wording.RATIO,
    )
    sheet.row(row + 1, (Cell(head.said(said), "head.middle") for head in heads))
    row += 2
    for number, option, _ in figures.money.options:
        likely = case_of(option, "likely")
        rate = min(likely.irr_pct, key=abs, default=None)
        values: list[tuple[str, str, Value]] = [
            ("TCO", "money", likely.tco),
            ("NPV", "money", likely.npv),
            ("IRR", "rate", rate),
            ("payback", "count", likely.payback_months),
            ("discounted_payback", "count", likely.discounted_payback_months),
            ("benefit_cost", "points", likely.benefit_cost_ratio),
        ]
        cells = (
            Cell("—" if value is None else value, style, figures.far(number, name)) for name, style, value in values
        )
        sheet.row(row, (Cell(option.option, "name"), *cells))
        row += 1
    return row


def _points(sheet: Sheet, book: Book, ranking: Ranking, row: int) -> int:
    said = book.language
    sheet.block(row, wording.OPTIONS_POINTS.said(said), len(_WIDTHS))
    heads = [wording.OPTION, wording.POINTS, wording.PLACE, *([wording.STATE] if ranking.gates else [])]
    sheet.row(row + 1, (Cell(head.said(said), "head.middle") for head in heads))
    places = {one.option: one.place for one in ranking.answer.ranking}
    results = {verdict.option: verdict.result for verdict in ranking.answer.gates}
    row += 2
    for number, option in enumerate(ranking.request.options):
        cells = [Cell(ranking.points[number], "points", ranking.far(option, ranking.points_row))]
        cells.append(Cell(places.get(option, "—"), "count", ranking.far(option, ranking.place_row)))
        if ranking.gates:
            state = labels.label(results[option], said)
            cells.append(Cell(state, "middle", ranking.far(option, ranking.state_row)))
        sheet.row(row, (Cell(option, "name"), *cells))
        row += 1
    return row
