"""A table of a report with what its columns are for, and its cells as text, figures and lines."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from it_advisor.markdown import Spans, Table, plain
from it_advisor.report.captions import NONE, Caption
from it_advisor.report.columns import Column, columns_of, is_total, unit_of_length
from it_advisor.report.figures import Figure, cell_figure, is_continental
from it_advisor.report.headings import Role
from it_advisor.report.lists import Listing
from it_advisor.report.units import CURRENCIES, scale_and_unit

Kind = Literal[
    "requirements", "deviations", "components", "scores", "costs", "benefits", "years", "payments", "phases", "risks",
    "evidence", "other",
]  # fmt: skip

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
"""Letters and digits of full width as plain ones: Ｒ１ is R1."""
_ID = re.compile(r"[A-Z]{1,3}-?\d{1,3}")
_NAMED = re.compile(r"([A-Z]-?\d{1,2})[ .：:、] ?\S")
_IDENTIFIED: dict[str, Kind] = {
    "R": "requirements", "C": "components", "L": "costs", "B": "benefits", "P": "phases", "K": "risks", "E": "evidence",
}  # fmt: skip


def _told(cell: Spans) -> str:
    text = plain(cell).strip()
    return text.translate(_NARROW) if _WIDE.search(text) else text


class Cell(NamedTuple):
    """One cell below the header."""

    row: int
    column: int
    text: str
    line: int


class Grid:
    """A table, read. Rows are counted from 0 and leave the header out."""

    def __init__(self, table: Table | Listing, heading: str, role: Role | None, caption: Caption = NONE) -> None:
        self.heading = heading
        self.caption = caption
        self.role = role
        self.line = table.line
        self.titles = tuple(plain(cell).strip() for cell in table.header)
        self.rows = tuple(tuple(_told(cell) for cell in row) for row in table.rows)
        self.is_list = isinstance(table, Listing)
        """Whether it was written as a list: then what is missing may be said in words that are not known."""
        self._table = table

    def line_of(self, row: int) -> int:
        return self._table.line_of(row)

    def text_of(self, row: int) -> str:
        """All that a row, or the item it was, says."""
        return self._table.texts[row] if isinstance(self._table, Listing) else " ".join(self.rows[row])

    @cached_property
    def columns(self) -> tuple[Column | None, ...]:
        """What each column is for."""
        return columns_of(self.titles, self.rows)

    def at(self, *roles: Column) -> int | None:
        """The first column with one of these roles, in the order of the roles."""
        return next((self.columns.index(role) for role in roles if role in self.columns), None)

    def cells(self, *roles: Column) -> Iterator[Cell]:
        """The cells of the first such column; of rows that are no totals. Nothing where there is no such column."""
        place = self.at(*roles)
        if place is not None:
            yield from (
                Cell(at, place, row[place], self.line_of(at))
                for at, row in enumerate(self.rows)
                if not self.is_total(at)
            )

    def all_cells(self) -> Iterator[Cell]:
        for at, row in enumerate(self.rows):
            yield from (Cell(at, place, text, self.line_of(at)) for place, text in enumerate(row))

    def figure(self, row: int, column: int) -> Figure | None:
        """The one figure a cell holds, with the unit its title gives where the cell gives none."""
        return self._figures[row][column]

    def is_total(self, row: int) -> bool:
        """Whether a row is the sum of those above it."""
        return any(map(is_total, self.rows[row][:2]))

    def ids(self) -> dict[str, int]:
        """By id (R1, L12 …), the row it first stands in; it may stand before a name (P2 Pilot) where all have one."""
        found: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            if row and _ID.fullmatch(row[0]):
                found.setdefault(row[0], at)
        if not found:
            rows = [at for at in range(len(self.rows)) if not self.is_total(at)]
            named = [(_NAMED.match(self.rows[at][0]), at) for at in rows]
            found = {one[1]: at for one, at in reversed(named) if one} if all(one for one, _ in named) else {}
        return found

    @cached_property
    def kind(self) -> Kind:
        """What the table is about, by its columns and the letter of its ids."""
        has = set(self.columns)
        letters = {name[0] for name in self.ids()}
        if "deviation" in has and "acceptance" not in has:
            return "deviations"
        if "weight" in has or ("criterion" in has and sum(named_weight(row[0]) is not None for row in self.rows) > 1):
            return "scores"
        if {"milestone", "share"} <= has or ("milestone" in has and "amount" in has):
            return "payments"
        if len(letters) == 1 and (known := _IDENTIFIED.get(letters.pop())):
            return known
        for kind, needed in _KINDS.items():
            if any(group <= has for group in needed):
                return kind
        return "years" if self.columns.count("year") >= 2 else "other"

    def factor(self, row: int, column: int) -> Decimal:
        """What one of a bare figure in this cell counts: 10,000 where amounts are in 万元."""
        return self._counted[row][column].scale

    @cached_property
    def _figures(self) -> tuple[tuple[Figure | None, ...], ...]:
        continental = is_continental(text for row in self.rows for text in row)
        return tuple(
            tuple(
                _titled(cell_figure(_bare(text) if role == "quantity" else text, continental), counted)
                for text, role, counted in zip(row, self.columns, self._counted[at], strict=True)
            )
            for at, row in enumerate(self.rows)
        )

    @cached_property
    def _counted(self) -> tuple[tuple[Caption, ...], ...]:
        """By cell: as its column's title counts, else its row's label, the corner, the line above the table."""
        titles = [self._titled(place) for place in range(len(self.titles))]
        corner = Caption(*scale_and_unit(self.titles[0])) if self.titles else NONE
        usual = corner if corner.unit in CURRENCIES else self.caption if self.kind in _IN_MONEY else NONE
        found = []
        for row in self.rows:
            label = Caption(*scale_and_unit(row[0])) if row and len(row[0]) <= _LABEL else NONE
            bare = label if label.unit in CURRENCIES and label.scale > 1 else usual
            found.append(
                tuple(
                    own if own != NONE or role in NOT_MONEY else bare
                    for own, role in zip(titles, self.columns, strict=True)
                )
            )
        return tuple(found)

    def _titled(self, column: int) -> Caption:
        if self.columns[column] == "duration":
            return Caption(unit=unit_of_length(self.titles[column]))
        return Caption(*scale_and_unit(self.titles[column]))


_IN_MONEY = ("costs", "benefits", "years", "payments", "other")
_LABEL = 20
"""Characters of a row's label that may name a unit; a longer one is a sentence."""
NOT_MONEY: frozenset[Column | None] = frozenset(
    {
        "id",
        "share",
        "weight",
        "quantity",
        "periods",
        "error",
        "ramp",
        "duration",
        "when",
        "date",
        "unit",
        "owner",
        "basis",
        "source",
    }
)
"""Columns whose figures are no amounts, and are not added up."""

_WEIGHED = re.compile(r"[（(](\d{1,3} ?%)[）)]$")


def named_weight(text: str) -> Figure | None:
    """The weight that a criterion's name gives: 断网能力（30%）."""
    found = _WEIGHED.search(text)
    return cell_figure(found[1]) if found else None


def _bare(text: str) -> str:
    """A count without what is counted: 46 店, 12 sites."""
    found = _COUNT.fullmatch(text)
    return found[1] if found else text


_COUNT = re.compile(r"(\d[\d,.]*) ?[^\W\d]{1,12}")
_KINDS: dict[Kind, tuple[set[Column], ...]] = {
    "components": ({"choice", "alternatives"}, {"layer", "choice"}),
    "requirements": ({"need", "component"}, {"need", "acceptance"}, {"need", "priority"}),
    "risks": ({"risk", "mitigation"}, {"risk", "trigger"}, {"risk", "owner"}),
    "phases": ({"phase", "duration"}, {"phase", "exit"}, {"phase", "when"}),
    "benefits": ({"benefit", "amount"}, {"benefit", "ramp"}),
    "costs": ({"quantity", "price"}, {"item", "amount"}, {"item", "price"}),
    "evidence": ({"statement", "source"},),
}


def _titled(figure: Figure | None, counted: Caption) -> Figure | None:
    """A figure as its column's title counts it, where the cell has no unit of its own."""
    if figure is None or figure.unit or counted == NONE:
        return figure
    scale, unit = counted
    return figure._replace(low=figure.low * scale, high=figure.high * scale, step=figure.step * scale, unit=unit)
