"""The sheet of what-ifs: the three cases, the lines that matter most, other discount rates, and the simulation."""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.costs.cashflow import CASES, Case, Ledger
from it_advisor.costs.figures import OptionEstimate, Scenario
from it_advisor.costs.returns import discount_factors, present_value, rounded
from it_advisor.costs.scenarios import STRONGEST
from it_advisor.documents.workbook import cash_flow, labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.cash_flow import CashFlow
from it_advisor.documents.workbook.money import Money, case_of
from it_advisor.documents.workbook.monthly import HIGH, LIKELY, LOW, Workings
from it_advisor.documents.workbook.months import Months, irr
from it_advisor.documents.workbook.safety import safe
from it_advisor.documents.workbook.sheet import FIRST, Cell, Sheet, Value, at
from it_advisor.documents.workbook.strongest import SIGN, SWING, Mover, movers
from it_advisor.errors import Words

STEPS = (-4, -2, 0, 2, 4)
"""Per cent added to the discount rate."""
_HEADS = (
    wording.OPTION,
    wording.SCENARIO,
    wording.TCO,
    wording.NPV,
    wording.IRR,
    wording.PAYBACK,
    wording.DISCOUNTED_PAYBACK,
    wording.RATIO,
    wording.BREAK_EVEN,
    wording.ONE_RATE,
)
_WIDTHS = (32, 14, 18, 18, 16, 14, 14, 12, 14, 22)
NAMES = ("TCO", "NPV", "IRR", "payback", "discounted_payback", "benefit_cost", "break_even")
"""Of the figures of the likely case, each with the option's number: NPV_1."""


class Sensitivity:
    """The sheet, and where each option's figures stand."""

    def __init__(self, book: Book, money: Money, workings: Workings, flow: CashFlow) -> None:
        self.book, self.money, self.workings, self.flow = book, money, workings, flow
        self.sheet: Sheet = book.sheet(wording.SENSITIVITY, wording.SENSITIVITY_NOTE)
        self.likely: dict[int, int] = {}
        """The row of an option's likely case, by its number."""

    def far(self, number: int, name: str) -> str:
        return self.sheet.far(self.likely[number], 3 + NAMES.index(name))

    def write(self) -> None:
        for column, width in enumerate(_WIDTHS, 1):
            self.sheet.width(column, width)
        row = self._scenarios(FIRST - 1) + 1
        for number, option, ledger in self.money.rivals:
            if movers(ledger, self.workings):
                row = self._tornado(row, number, option, ledger) + 1
        row = self._rates(row) + 1
        self._simulation(row)
        self.sheet.finish(freeze=None)

    def _head(self, row: int, title: str, heads: tuple[Words, ...]) -> int:
        self.sheet.block(row, title, len(heads))
        self.sheet.row(row + 1, (Cell(head.said(self.book.language), "head.middle") for head in heads))
        return row + 2

    def _scenarios(self, row: int) -> int:
        row = self._head(row, wording.SCENARIOS.said(self.book.language), _HEADS)
        for number, option, ledger in self.money.options:
            for case in CASES:
                cells = list(self._case(row, number, ledger, case_of(option, case), option))
                self.sheet.row(row, cells)
                if case == "likely":
                    self.likely[number] = row
                    for name in NAMES[1:] if not option.is_baseline else ():
                        self.book.name(f"{name}_{number}", self.far(number, name))
                row += 1
        return row

    def _case(self, row: int, number: int, ledger: Ledger, told: Scenario, option: OptionEstimate) -> Iterator[Cell]:
        none, likely = wording.NONE.said(self.book.language), told.case == "likely"
        style = "sum." if likely else ""
        yield Cell(option.option, f"{style}text")
        yield Cell(labels.label(told.case, self.book.language), f"{style}text")
        yield Cell(told.tco, f"{style}money", self._tco(ledger, told.case))
        if option.is_baseline:
            yield from (Cell(none, f"{style}middle") for _ in _HEADS[3:])
            return
        months = Months(self.flow, self.workings, number, told.case)
        yield Cell(told.npv, f"{style}money", f"ROUND({months.worth},2)")
        rate = min(told.irr_pct, key=abs, default=None)
        yield Cell(none if rate is None else rate, f"{style}rate", irr(months.net))
        yield _count(told.payback_months, months.payback(months.total), style)
        yield _count(told.discounted_payback_months, months.payback(months.total_worth), style)
        gains, costs = self.workings.moved(ledger, self.workings.worth_month, told.case)
        ratio = none if told.benefit_cost_ratio is None else told.benefit_cost_ratio
        yield Cell(ratio, f"{style}points", f'IF(ROUND({costs},6)=0,"—",ROUND(({gains})/({costs}),2))')
        yield self._break_even(ledger, option, style) if likely else Cell(None)
        yield self._only(row, told, months, style)

    def _tco(self, ledger: Ledger, case: Case) -> str:
        side = self.money.side(ledger.option)
        amounts = {"pessimistic": HIGH, "likely": LIKELY, "optimistic": LOW}[case]
        return f"SUMPRODUCT(ROUND({self.workings.all_units(side)}*{self.workings.row(side, amounts)},2))"

    def _break_even(self, ledger: Ledger, option: OptionEstimate, style: str) -> Cell:
        value: Value = option.returns.break_even_pct.value if option.returns else None
        benefits = self.money.side(ledger.option, True)
        if not benefits.filled:
            return Cell(wording.NONE.said(self.book.language), f"{style}middle")
        month = self.workings.worth_month
        worth = self.workings.flow(benefits, month, LIKELY)
        needed = self.workings.flow(self.money.side(ledger.option), month, LIKELY)
        if ledger.spared:
            needed += f"-{self.workings.flow(self.money.side(ledger.spared[0].line.option), month, LIKELY)}"
        formula = f'IF(ROUND({worth},6)=0,"—",ROUND(100*MAX({needed},0)/({worth}),2))'
        return Cell("—" if value is None else value, f"{style}rate", formula)

    def _only(self, row: int, told: Scenario, months: "Months", style: str) -> Cell:
        said = self.book.language
        words = [one.said(said) for one in (wording.ONLY, wording.ONLY_ABOVE, wording.PERHAPS)]
        sure = months.is_alone, months.turns == 1 and min(told.irr_pct, key=abs, default=-1) >= 0, True
        value = next(word for word, holds in zip(words, sure, strict=True) if holds) if told.irr_pct else "—"
        rate = at(row, 1 + _HEADS.index(wording.IRR))
        chosen = f'IF({months.alone},"{words[0]}",IF(AND({months.turned}=1,{rate}>=0),"{words[1]}","{words[2]}"))'
        return Cell(value, f"{style}text", f'IF(ISNUMBER({rate}),{chosen},"—")')

    def _tornado(self, row: int, number: int, option: OptionEstimate, ledger: Ledger) -> int:
        heads = (wording.ITEM, wording.ID, wording.AT_LOW, wording.AT_HIGH, wording.SWING)
        title = wording.TORNADO.said(self.book.language).format(option.option)
        first = row = self._head(row, title, heads)
        for place, one in enumerate(movers(ledger, self.workings)[:STRONGEST], 1):
            self.sheet.row(row, self._mover(number, place, one, ledger))
            row += 1
        bars = {"type": "data_bar", "bar_color": "#8EA9DB", "bar_solid": True}
        self.sheet.page.conditional_format(first, 5, row - 1, 5, bars)
        return row

    def _mover(self, number: int, place: int, one: Mover, ledger: Ledger) -> Iterator[Cell]:
        """The line that stands at this place now: empty where no more of them have a range."""
        strongest, worth, npv = self.workings.strongest, self.workings.worth_row, self._npv(number)

        def found(row: int) -> str:
            return strongest.found(row, number, place)

        unit = f"{found(strongest.row(number, SIGN))}*{found(worth)}"
        formulas = (
            *(found(row) for row in (strongest.items, FIRST - 1)),
            *(f"ROUND({npv}+{unit}*({found(row)}-{found(LIKELY)}),2)" for row in (LOW, HIGH)),
            found(strongest.row(number, SWING)),
        )
        low, likely, high = one.stream.line.range
        now = present_value(self.money.net(ledger), ledger.factors)
        ends = (rounded(now + one.worth * (end - likely)) for end in (low, high))
        values: tuple[Value, ...] = (safe(one.stream.line.item), one.stream.id, *ends, one.swing)
        values = values if one.swing else ("",) * len(values)
        for value, style, formula in zip(values, ("text", "middle", *("money",) * 3), formulas, strict=True):
            yield Cell(value, style, f'IFERROR({formula},"")')

    def _npv(self, number: int) -> str:
        return Months(self.flow, self.workings, number, "likely").worth

    def _rates(self, row: int) -> int:
        rivals, rate = self.money.rivals, self.money.request.discount_rate_pct
        self.sheet.block(row, wording.RATES.said(self.book.language), len(rivals) + 1)
        heads = [Cell(wording.RATE.said(self.book.language), "head.middle")]
        self.sheet.row(row + 1, (*heads, *(Cell(option.option, "head.middle") for _, option, _ in rivals)))
        row += 2
        for step in STEPS:
            shifted = max(rate + step, Decimal(0))
            self.sheet.put(row, 1, Cell(shifted, "rate", f"MAX(0,discount_rate_pct{step:+d})"))
            factors = discount_factors(shifted, self.money.months)
            for column, (number, _, ledger) in enumerate(rivals, 2):
                value = rounded(present_value(self.money.net(ledger), factors))
                weights = f"(1+{at(row, 1, 'column')}/100)^(-{self.workings.months()}/12)"
                formula = f"ROUND(SUMPRODUCT({self.flow.months(number, cash_flow.NET)}*{weights}),2)"
                self.sheet.put(row, column, Cell(value, "money", formula))
            row += 1
        return row

    def _simulation(self, row: int) -> int:
        heads = (wording.OPTION, wording.SIMULATED, wording.P10, wording.P50, wording.P90, wording.CHANCE)
        row = self._head(row, wording.SIMULATION.said(self.book.language), heads)
        for _, option, _ in self.money.options:
            drawn = option.simulation
            for name, tenths in (("TCO", drawn.tco), ("NPV", drawn.npv)):
                if tenths:
                    chance = drawn.payback_probability_pct if name == "NPV" else None
                    amounts = (Cell(value, "money") for value in (tenths.p10, tenths.p50, tenths.p90))
                    self.sheet.row(row, (Cell(option.option), Cell(name, "middle"), *amounts, Cell(chance, "rate")))
                    row += 1
        return row


def _count(value: int | None, formula: str, style: str) -> Cell:
    return Cell("—" if value is None else value, f"{style}count", formula)
