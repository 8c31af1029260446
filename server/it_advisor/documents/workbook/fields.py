"""The columns of the sheets of lines: what is typed, what it comes to each year, and what that is worth today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from it_advisor.costs import Benefit, Cost
from it_advisor.costs.returns import present_value, rounded
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.assumptions import name_of
from it_advisor.documents.workbook.money import Line
from it_advisor.documents.workbook.sheet import Cell
from it_advisor.errors import Words

if TYPE_CHECKING:
    from it_advisor.documents.workbook.lines import LineSheet


class Field(NamedTuple):
    """A column: its head, and what stands in it for one line. Those with a key are read back."""

    name: str
    head: Words
    width: float
    cell: Callable[[Line, int], Cell]
    key: str = ""
    rule: tuple[str, float, float] | None = None
    """integer or decimal, at least, at most."""


MOST_MONEY = ("decimal", 0, 1e13)


def cost_fields(sheet: LineSheet) -> Iterator[Field]:
    yield from _named(sheet)
    said = sheet.book.language
    yield Field("category", wording.CATEGORY, 16, lambda line, _: Cell(labels.label(cost(line).category, said)))
    yield Field("kind", wording.KIND, 9, lambda line, _: Cell(labels.label(cost(line).kind, said)))
    yield from _reported(sheet) if sheet.money.reported else _given(sheet)
    yield Field("factor", wording.FACTOR, 11, lambda line, _: _factor(sheet, line))


def benefit_fields(sheet: LineSheet) -> Iterator[Field]:
    yield from _named(sheet)
    said, months = sheet.book.language, sheet.money.months
    yield Field("kind", wording.KIND, 16, lambda line, _: Cell(labels.label(line.line.kind, said)))
    yield from _amounts()
    yield Field(
        "currency",
        wording.CURRENCY,
        8,
        lambda line, _: Cell(line.line.currency or sheet.money.request.currency, "middle"),
    )
    yield Field("from", wording.FROM_MONTH, 8, _input("from_month", "count"), "from_month", ("integer", 0, months - 1))
    yield Field("ramp", wording.RAMP, 9, _input("ramp_months", "count"), "ramp_months", ("integer", 0, 60))
    yield Field(
        "confidence", wording.CONFIDENCE, 9, _input("confidence_pct", "number"), "confidence_pct", ("decimal", 0, 100)
    )
    yield Field("factor", wording.FACTOR, 11, lambda line, _: _factor(sheet, line))


def _named(sheet: LineSheet) -> Iterator[Field]:
    yield Field("id", wording.ID, 7, lambda line, _: Cell(line.id, "name"))
    yield Field("option", wording.OPTION, 20, lambda line, _: Cell(line.line.option))
    yield Field("item", wording.ITEM, 30, lambda line, _: Cell(line.line.item, "in.text"), "item")


def _amounts() -> Iterator[Field]:
    yield Field("low", wording.LOW, 13, _input("low", "money"), "low", MOST_MONEY)
    yield Field("likely", wording.LIKELY, 14, _input("likely", "money"), "likely", MOST_MONEY)
    yield Field("high", wording.HIGH, 13, _input("high", "money"), "high", MOST_MONEY)


def _input(name: str, style: str) -> Callable[[Line, int], Cell]:
    return lambda line, _: Cell(getattr(line.line, name), f"in.{style}")


def _given(sheet: LineSheet) -> Iterator[Field]:
    """Amounts as the request gives them."""
    yes, months = wording.YES.said(sheet.book.language), sheet.money.months
    yield from _amounts()
    yield Field(
        "currency",
        wording.CURRENCY,
        8,
        lambda line, _: Cell(line.line.currency or sheet.money.request.currency, "middle"),
    )
    yield Field("per_user", wording.PER_USER, 7, lambda line, _: Cell(yes if cost(line).per_user else "", "middle"))
    yield Field("taxed", wording.TAXED, 7, lambda line, _: Cell(yes if cost(line).taxed else "", "middle"))
    yield Field("from", wording.FROM_MONTH, 8, _input("from_month", "count"), "from_month", ("integer", 0, months))
    yield Field("to", wording.TO_MONTH, 8, _if_yearly(_input("to_month", "count")), "to_month", ("integer", 1, 120))
    yield Field(
        "growth", wording.GROWTH, 9, _if_yearly(_input("growth_pct", "number")), "growth_pct", ("decimal", -50, 100)
    )


def _reported(sheet: LineSheet) -> Iterator[Field]:
    """Amounts made from the report's own quantities and prices."""
    own, years = sheet.money.reported, sheet.money.years

    def part(name: str, style: str) -> Callable[[Line, int], Cell]:
        return lambda line, _: Cell(getattr(own[line.id], name), f"in.{style}")

    yield Field("quantity", wording.QUANTITY, 10, part("quantity", "number"), "quantity", ("decimal", 0, 1e15))
    yield Field("unit", wording.UNIT, 8, lambda line, _: Cell(own[line.id].unit))
    yield Field("unit_price", wording.UNIT_PRICE, 13, part("unit_price", "money"), "unit_price", ("decimal", 0, 1e15))
    yield Field("error", wording.ERROR, 8, part("error_pct", "number"), "error_pct", ("decimal", 0, 100))
    yield Field("from_year", wording.FROM_YEAR, 8, part("from_year", "count"), "from_year", ("integer", 1, years))
    to_year = part("to_year", "count")
    yield Field("to_year", wording.TO_YEAR, 8, _if_yearly(to_year), "to_year", ("integer", 1, 10))
    for place, (name, head, sign) in enumerate(_MADE):
        yield Field(name, head, 14, _made(sheet, place, sign))
    yield Field("from", wording.FROM_MONTH, 8, lambda line, _: _from_month(sheet, line))
    yield Field("to", wording.TO_MONTH, 8, lambda line, _: _to_month(sheet, line))


_MADE = (("low", wording.LOW, "-"), ("likely", wording.LIKELY, ""), ("high", wording.HIGH, "+"))


def _made(sheet: LineSheet, place: int, sign: str) -> Callable[[Line, int], Cell]:
    """Quantity times unit price, less or more its error."""

    def cell(line: Line, _: int) -> Cell:
        price = f"{sheet.near(line, 'quantity')}*{sheet.near(line, 'unit_price')}"
        share = f"*(1{sign}{sheet.near(line, 'error')}/100)" if sign else ""
        return Cell(line.amount(place), "money", f"ROUND({price}{share},2)")

    return cell


def _if_yearly(cell: Callable[[Line, int], Cell]) -> Callable[[Line, int], Cell]:
    return lambda line, row: cell(line, row) if line.line.kind == "yearly" else Cell(None)


def _from_month(sheet: LineSheet, line: Line) -> Cell:
    """As `costs.reported.start_of` has it."""
    year = sheet.near(line, "from_year")
    later = f"+IF({year}>1,1,0)" if line.line.kind == "one-off" else ""
    return Cell(line.line.from_month, "count", f"12*({year}-1){later}")


def _to_month(sheet: LineSheet, line: Line) -> Cell:
    if line.line.kind == "one-off":
        return Cell(None)
    year = sheet.near(line, "to_year")
    return Cell(cost(line).to_month, "count", f'IF({year}="","",12*{year})')


def _factor(sheet: LineSheet, line: Line) -> Cell:
    """What one of its amount comes to: a product of names, so that it follows them."""
    one, asked = line.line, sheet.money.request
    parts: list[tuple[str, Decimal]] = []
    if one.currency not in (None, asked.currency):
        parts.append((name_of(f"rates.{one.currency}"), asked.rates[one.currency or ""]))
    if isinstance(one, Benefit):
        parts.append((f"{sheet.near(line, 'confidence')}/100", one.confidence_pct / 100))
    else:
        parts += [("users", Decimal(asked.users or 1))] if one.per_user else []
        parts += [("(1+tax_pct/100)", 1 + (asked.tax_pct or 0) / Decimal(100))] if one.taxed else []
    value = Decimal(1)
    for _, part in parts:
        value *= part
    return Cell(value, "factor", "*".join(text for text, _ in parts) or "1")


def results(sheet: LineSheet) -> Iterator[Field]:
    """The money of each year, in all, today's worth of it, and how far its range moves NPV."""
    years, near, workings = sheet.money.years, sheet.near, sheet.workings

    def year(n: int) -> Callable[[Line, int], Cell]:
        def cell(line: Line, _: int) -> Cell:
            formula = f"ROUND({workings.units(line, n)}*{near(line, 'likely')},2)"
            return Cell(line.by_year(years)[n - 1], "money", formula)

        return cell

    for n in range(1, years + 1):
        head = Words(wording.YEAR.zh.format(n), wording.YEAR.en.format(n))
        yield Field(f"year{n}", head, 15, year(n))
    yield Field("total", wording.TOTAL, 16, lambda line, _: _total(sheet, line))
    yield Field("present", wording.PRESENT, 16, lambda line, _: _present(sheet, line))
    yield Field("swing", wording.SWING, 14, lambda line, _: _swing(sheet, line))


def _total(sheet: LineSheet, line: Line) -> Cell:
    years = sheet.money.years
    first, last = sheet.near(line, "year1"), sheet.near(line, f"year{years}")
    return Cell(sum(line.by_year(years), Decimal(0)), "money", f"SUM({first}:{last})")


def unit_worth(sheet: LineSheet, line: Line) -> Decimal:
    return present_value(line.flows, sheet.money.ledgers[0].factors)


def _present(sheet: LineSheet, line: Line) -> Cell:
    worth = rounded(unit_worth(sheet, line) * line.amount(1))
    return Cell(worth, "money", f"ROUND({sheet.workings.unit_worth(line)}*{sheet.near(line, 'likely')},2)")


def _swing(sheet: LineSheet, line: Line) -> Cell:
    low, high = (sheet.workings.amount(line, place) for place in (0, 2))
    swing = rounded(unit_worth(sheet, line) * (line.amount(2) - line.amount(0)))
    return Cell(swing, "money", f"ROUND({sheet.workings.unit_worth(line)}*({high}-{low}),2)")


def cost(line: Line) -> Cost:
    assert isinstance(line.line, Cost)
    return line.line
