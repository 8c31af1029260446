"""Which argument a column holds, in either language and however it is written, and its cells as that argument."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from it_advisor.batch.row import Row
from it_advisor.brief.arguments import NAMES
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.recommendation import RecommendationRequest
from it_advisor.schemas import input_schema
from it_advisor.text import short

NAME = "id"
"""The column by which the asker tells the rows apart; it is told back."""
_CALLED = {
    NAME: ("name", "编号", "序号", "名称", "企业名称", "公司名称", "company"),
    "technical_requirements": ("requirements",),
}
_FLAGS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}
Columns = dict[int, str]
"""By place, the argument."""


def _folded(heading: str) -> str:
    return "".join(heading.casefold().replace("_", " ").split())


def _headings() -> dict[str, str]:
    """Every way to write a heading, and its argument."""
    fields = input_schema(RecommendationRequest)["properties"]
    called: dict[str, tuple[str, ...]] = {
        argument: (*words, *_CALLED.get(argument, ())) for argument, words in NAMES.items()
    }
    called[NAME] = (NAME, *_CALLED[NAME])
    return {_folded(word): name for name in (*fields, NAME) for word in (name, *called.get(name, ()))}


def columns_of(head: Sequence[str]) -> Columns:
    """Raises BadRequest naming a heading that says nothing we know or stands twice, or that the business is missing."""
    known = _headings()
    told = {place: heading.strip() for place, heading in enumerate(head) if heading.strip()}
    if strange := [heading for heading in told.values() if _folded(heading) not in known]:
        names, usual = ", ".join(map(short, strange[:10])), ", ".join(_usual())
        words = Words(
            f"第一行的列名不认识：{names}；可用：{usual}，以及用来对照的 {NAME}",
            f"the first row has headings nobody knows: {names}; there are: {usual}, and {NAME} to tell rows apart",
        )
        raise BadRequest(Problem("file", words))
    columns = {place: known[_folded(heading)] for place, heading in told.items()}
    if twice := sorted({name for name in columns.values() if [*columns.values()].count(name) > 1}):
        names = ", ".join(twice)
        raise BadRequest(Problem("file", Words(f"{names} 有两列；只留一列", f"{names} has two columns; keep one")))
    if "business_nature" not in columns.values():
        words = Words("第一行没有 business_nature（业务性质）一列", "the first row has no heading business_nature")
        raise BadRequest(Problem("file", words))
    return columns


def _usual() -> Iterator[str]:
    for name in input_schema(RecommendationRequest)["properties"]:
        yield f"{name} ({NAMES[name].zh})" if name in NAMES else name


def row_of(number: int, cells: Sequence[str], columns: Columns) -> Row:
    """The filled cells as what their argument takes; what is not that stays text, which is refused by name."""
    told = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip()}
    raw = {name: told[place] for place, name in columns.items() if place in told}
    name = short(raw.pop(NAME), 200) if NAME in raw else ""
    if over := [place for place in told if place not in columns]:
        at = over[0] + 1
        words = Words(f"第 {at} 格没有列名；逗号须在引号内", f"cell {at} has no heading; quote cells that hold commas")
        return Row(number, {}, name, (Problem("row", words),))
    return Row(number, _typed(raw), name)


def _typed(raw: Mapping[str, str]) -> dict[str, Any]:
    kinds = _kinds()
    return {name: _cell(value, kinds[name]) if name not in NAMES else value for name, value in raw.items()}


@cache  # every row asks, and a schema takes a millisecond
def _kinds() -> dict[str, str]:
    fields = input_schema(RecommendationRequest)["properties"]
    return {name: field.get("type", "") for name, field in fields.items()}


def _cell(value: str, kind: str) -> str | int | bool:
    if kind == "boolean":
        return _FLAGS.get(value.casefold(), value)
    return int(value) if kind == "integer" and value.isascii() and value.isdigit() and len(value) < 10 else value
