"""The cost items of a report's tables, and where the text speaks of them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from it_advisor.report.figures import CURRENCIES, Figure
from it_advisor.report.grids import Grid
from it_advisor.report.passages import Passage
from it_advisor.report.reading import Report
from it_advisor.rules.tracing import is_id
from it_advisor.rules.wording import told

_ASIDE = re.compile(r"[（(][^（()）]{0,40}[)）]")
_TAIL = re.compile(r"(?:的)?(?:年|总)?(?:费用|费|成本|投入|预算|价格|报价|单价)?(?: (?:costs?|fees?|price))?")
_GENERIC = re.compile(" ?(?:订阅|年费|许可|subscriptions?|licen[cs]es?|seats|fees?)$")
_OPTION = re.compile(
    r"(?:方案|选项|备选) ?[（(]?([a-z]|[甲乙丙丁]|[一二三四\d](?![年个家月]))(?![a-z\d])"
    r"|(?:option|variant|alternative|scenario) \(?([a-z]|\d)(?![a-z\d])|\b(o\d)\b",
    re.IGNORECASE,
)
_MOST = 500
"""Names that sentences are searched for; each costs a look at every place of the text."""
_SHORTEST = 4
"""Characters in a name that a sentence may be searched for; a Chinese one counts double."""


class Item(NamedTuple):
    """A row of a table of priced lines."""

    id: str
    name: str
    """In small letters and without asides, to compare."""
    label: str
    line: int
    quantity: Figure | None
    unit: str
    price: Figure | None
    money: tuple[Figure, ...]
    """Every amount in its row."""
    option: str = ""
    """The option it is priced for, where the table or its row is of one of several."""


class Mention(NamedTuple):
    item: Item
    passage: Passage
    end: int
    """Where its name ends in the passage."""


def items(report: Report) -> tuple[Item, ...]:
    return tuple(item for grid in report.grids_of("costs") if grid.at("price") is not None for item in _items(grid))


def _items(grid: Grid) -> Iterator[Item]:
    column = next((at for role in ("item", "component", "choice") if (at := grid.at(role)) is not None), None)
    named = column if column is not None else (1 if len(grid.titles) > 1 and grid.ids() else 0)
    option = _option(grid.heading)
    quantity, price, amount, unit = (grid.at(role) for role in ("quantity", "price", "amount", "unit"))
    for row, cells in enumerate(grid.rows):
        if grid.is_total(row) or not cells[named]:
            continue
        found = [grid.figure(row, at) for at in (price, amount) if at is not None]
        yield Item(
            cells[0] if is_id(cells[0]) else "",
            named_as(cells[named]),
            cells[named],
            grid.line_of(row),
            None if quantity is None else grid.figure(row, quantity),
            "" if unit is None else cells[unit],
            None if price is None else grid.figure(row, price),
            tuple(one for one in found if one is not None and (one.unit in CURRENCIES or not one.unit)),
            option or next(filter(None, (_option(cell) for cell in cells if _OPTION.fullmatch(cell))), ""),
        )


def _option(text: str) -> str:
    """The letter or number of the option that a heading or a cell names."""
    found = _OPTION.search(text)
    return next(filter(None, found.groups())).lower() if found else ""


def _short(named: Mapping[str, Item]) -> dict[str, Item]:
    """By their names without “subscription”: a sentence calls the product alone. Only where one item begins so."""
    found = {short: item for name, item in named.items() if (short := _GENERIC.sub("", name)) != name}
    return {short: item for short, item in found.items() if sum(name.startswith(short) for name in named) == 1}


def named_as(text: str) -> str:
    return _ASIDE.sub("", text).strip().lower()


def mentions(report: Report, named: Mapping[str, Item]) -> Iterator[Mention]:
    """Where a sentence names an item: its name, “cost” or “fee” passed over. Items named within others are left out."""
    named = {**_short(named), **named}
    names = [name for name in named if len(name.encode()) >= _SHORTEST * 2 - 2 and len(name) >= 3][:_MOST]
    if not names:
        return
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))
    for hit in told(report, pattern):
        tail = _TAIL.match(hit.passage.text, hit.end)
        yield Mention(named[hit.words.lower()], hit.passage, tail.end() if tail else hit.end)
