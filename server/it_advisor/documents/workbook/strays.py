"""What somebody changed in a workbook that is no input: it is told, since it cannot be read back."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from it_advisor.documents.workbook import source
from it_advisor.documents.workbook.imprint import Imprint, Place
from it_advisor.documents.workbook.intake import Page, Value, address, is_formula
from it_advisor.documents.workbook.sheet import NOTE
from it_advisor.errors import Problem, Words
from it_advisor.text import short

MOST = 40
"""Told one by one; whoever changes more has made another workbook."""


def strays(imprints: Sequence[Imprint], pages: Mapping[str, Page]) -> tuple[Problem, ...]:
    """By sheet and cell: what it is, and what to do instead."""
    found = list(islice(_all(imprints, pages), MOST + 1))
    return (*found[:MOST], Problem("workbook", _MORE)) if len(found) > MOST else tuple(found)


def _all(imprints: Sequence[Imprint], pages: Mapping[str, Page]) -> Iterator[Problem]:
    titles = {page.get((0, 0)): title for title, page in pages.items()}
    seen = {source.NAME}
    for one in imprints:
        title = one.name if one.name in pages else titles.get(one.marker, "") if one.marker else ""
        if title not in pages:
            yield Problem(f"'{one.name}'", _GONE if one.inputs else _GONE_SHOWN)
            continue
        seen.add(str(title))
        yield from _on(one, str(title), pages[str(title)])
    yield from (Problem(f"'{title}'", _ADDED) for title in pages if title not in seen)


def _on(one: Imprint, title: str, page: Page) -> Iterator[Problem]:
    """Where rows or columns were moved, only what has a key can be found again."""
    if any(page.get(place) != key for place, key in one.keys.items()):
        kept = {value for (row, column), value in page.items() if not (row and column)}
        lost = [key for key in one.keys.values() if key not in kept]
        yield Problem(f"'{title}'", _filled(_LOST, short(", ".join(lost))) if lost else _MOVED)
        return
    for row, column in sorted({*one.formulas, *one.texts, *page} - one.inputs - one.keys.keys()):
        place, value = (row, column), page.get((row, column))
        if words := _wrong(one, place, value):
            yield Problem(address(title, column, row + 1), words)


def _wrong(one: Imprint, place: Place, value: Value) -> Words | None:
    shown = "" if value is None else short(value)
    if place in one.formulas:
        return None if is_formula(value) else _filled(_OVERWRITTEN, shown)
    if place in one.texts:
        expected = one.texts[place]
        return None if _same(expected, value) else _filled(_CHANGED, short(expected), shown)
    return _filled(_ELSEWHERE, shown) if place[0] > NOTE and place[1] > 0 else None


def _same(expected: Value, value: Value) -> bool:
    if isinstance(expected, str) or isinstance(value, str) or value is None or expected is None:
        return expected == value
    return abs(expected - value) <= 1e-9 * max(1, abs(expected))


def _filled(words: Words, *shown: str) -> Words:
    return Words(words.zh.format(*shown), words.en.format(*shown))


_GONE = Words(
    "工作表已删除，其中的数据按导出时的读；请恢复，或在报告、输入文件中修改后重新导出",
    "is gone: what it held is read as it was exported. Put it back, or change the report or the inputs, "
    "and export again",
)
_GONE_SHOWN = Words("工作表已删除或改名；它没有可修改的数据", "is gone or has another name; it held no inputs")
_ADDED = Words("是新增的工作表，不读回", "is a sheet that was added; it is not read back")
_MOVED = Words(
    "行或列被移动、插入或排序：黄色单元格按键读回，其余改动未检查",
    "has rows or columns that were moved, added or sorted: yellow cells were found by their keys, "
    "whatever else was typed was not looked at",
)
_LOST = Words(
    "缺少 {}，按导出时的读；请恢复，或在报告、输入文件中删去后重新导出",
    "lacks {}, which is read as it was exported. Put it back, or delete it in the report or the inputs, "
    "and export again",
)
_OVERWRITTEN = Words(
    "原为公式，现为“{}”，不读回；请撤销，并改它所依据的黄色单元格",
    "held a formula and now says '{}', which is not read back: undo it, and change the yellow cells it rests on",
)
_CHANGED = Words(
    "原为“{}”，现为“{}”，不读回：只读黄色单元格；请在报告或输入文件中修改后重新导出",
    "said '{}' and now says '{}', which is not read back: only yellow cells are. Change the report or the inputs, "
    "and export again",
)
_ELSEWHERE = Words(
    "“{}”不在黄色单元格里，不读回；要加一行，请在报告或输入文件中添加后重新导出",
    "'{}' stands in no yellow cell and is not read back: to add a row, add it to the report or the inputs, "
    "and export again",
)
_MORE = Words("还有更多改动未读回", "holds more that was changed and is not read back")
