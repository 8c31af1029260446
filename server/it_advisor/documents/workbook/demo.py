"""The sheet an assessor scores scripted demos and proofs of concept on."""

from collections.abc import Sequence

from it_advisor.documents.workbook import tender_wording as words
from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Sheet, at, span
from it_advisor.documents.workbook.tender import BLANK
from it_advisor.summary import Requirement, Summary

VENDORS = 4
WEIGHTS = {"must": 3, "should": 2, "could": 1}
BEST = 5
WEIGHT, FIRST_VENDOR = 5, 6
_COLUMNS = (
    Column(wording.ID, 7),
    Column(words.STEP, 44),
    Column(words.PROOF, 40),
    Column(words.MODE, 16),
    Column(wording.WEIGHT, 8),
)


def scoring(book: Book, summary: Summary | None, options: Sequence[str]) -> None:
    """A row a requirement: musts are proved, the rest is shown."""
    said = book.language
    sheet = book.sheet(words.DEMO, words.DEMO_NOTE)
    sheet.heads(_COLUMNS)
    names = list(options[:VENDORS]) or [words.VENDOR_N.said(said).format(n) for n in range(1, VENDORS + 1)]
    for column, name in enumerate(names, FIRST_VENDOR):
        sheet.put(HEAD, column, Cell(name, "in.middle"))
        sheet.width(column, 16)
    rows = summary.requirements if summary else ()
    last = FIRST + (len(rows) or BLANK) - 1
    for row in range(FIRST, last + 1):
        scores = [Cell(None, "in.count")] * len(names)
        sheet.row(row, (*_step(rows[row - FIRST] if rows else None, book), *scores))
    vendors = FIRST_VENDOR + len(names) - 1
    bounds = {"criteria": "between", "minimum": 0, "maximum": BEST}
    sheet.check((FIRST, FIRST_VENDOR), (last, vendors), validate="integer", **bounds)
    sheet.check((FIRST, WEIGHT), (last, WEIGHT), validate="decimal", criteria=">=", value=0)
    sheet.check((FIRST, 4), (last, 4), validate="list", source=[mode.said(said) for mode in words.MODES])
    _sums(sheet, last, vendors, len(rows))
    sheet.finish(freeze=(FIRST, 3))


def _step(one: Requirement | None, book: Book) -> list[Cell]:
    if one is None:
        return [Cell(None, f"in.{style}") for style in ("name", "text", "text", "text", "number")]
    mode = words.MODES[one.priority == "must"].said(book.language)
    cells = [Cell(one.id, "name"), Cell(one.need, "in.text"), Cell(one.acceptance, "in.text"), Cell(mode, "in.text")]
    return [*cells, Cell(WEIGHTS[one.priority], "in.number")]


def _sums(sheet: Sheet, last: int, vendors: int, steps: int) -> None:
    """Points in each way of showing and in all, the place, and what is still to be scored."""
    said, row = sheet.language, last + 1
    modes, weights = span((FIRST, 4), (last, 4)), span((FIRST, WEIGHT), (last, WEIGHT))
    names = [*(mode.said(said) for mode in words.MODES), words.SCORED.said(said), wording.PLACE.said(said)]
    names.append(words.MISSING_SCORES.said(said))
    for place, name in enumerate(names):
        sheet.wide(row + place, 1, WEIGHT, Cell(name, "sum.text"))
    for column in range(FIRST_VENDOR, vendors + 1):
        scores = f"{at(FIRST, column)}:{at(last, column)}"
        for place, mode in enumerate(words.MODES):
            chosen = f'({modes}="{mode.said(said)}")'
            whole = f"SUMPRODUCT({chosen}*{weights})"
            points = f"IF({whole}=0,0,100*SUMPRODUCT({chosen}*{weights}*{scores})/({BEST}*{whole}))"
            sheet.put(row + place, column, Cell(0, "sum.points", points))
        points = f"IF(SUM({weights})=0,0,100*SUMPRODUCT({weights}*{scores})/({BEST}*SUM({weights})))"
        sheet.put(row + 2, column, Cell(0, "sum.points", points))
        all_points = span((row + 2, FIRST_VENDOR), (row + 2, vendors))
        sheet.put(row + 3, column, Cell(1, "sum.count", f"RANK({at(row + 2, column)},{all_points})"))
        sheet.put(row + 4, column, Cell(steps, "sum.count", f'SUMPRODUCT(({weights}<>"")*({scores}=""))'))
