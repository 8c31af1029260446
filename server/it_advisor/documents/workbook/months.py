"""The months of one option in one case, and the formulas of what is made from them."""

from decimal import Decimal
from itertools import pairwise

from it_advisor.costs.cashflow import Case
from it_advisor.costs.returns import rounded
from it_advisor.documents.workbook import cash_flow
from it_advisor.documents.workbook.cash_flow import CashFlow
from it_advisor.documents.workbook.money import so_far
from it_advisor.documents.workbook.monthly import MONTH_0, Workings
from it_advisor.documents.workbook.sheet import FIRST

GUESSES = ("0.01", "-0.02", "0.1", "-0.1", "0.5")
"""A month: where IRR is looked for, one after the other, as one may lead nowhere."""


class Months:
    """Where net, net so far and discounted so far stand."""

    def __init__(self, flow: CashFlow, workings: Workings, number: int, case: Case) -> None:
        money, self.month = workings.money, workings.months()
        if case == "likely":
            columns = [flow.column(number, part) for part in (cash_flow.NET, cash_flow.TOTAL, cash_flow.TOTAL_WORTH)]
            sheet, top = flow.sheet, FIRST
        else:
            columns = [workings.case_column(number, case, part) for part in range(3)]
            sheet, top = workings.sheet, MONTH_0
        last = top + money.months
        self.net, self.total, self.total_worth = (sheet.far_span((top, one), (last, one)) for one in columns)
        self.worth = sheet.far(last, columns[2])
        self._pairs = (
            sheet.far_span((top, columns[1]), (last - 1, columns[1])),
            sheet.far_span((top + 1, columns[1]), (last, columns[1])),
        )
        self._flows = [rounded(one, Decimal("1e-6")) for one in money.net(money.ledgers[number - 1], case)]

    def payback(self, running: str) -> str:
        """The month after the last one in which the running total is below zero."""
        after = f"SUMPRODUCT(MAX((ROUND({running},2)<0)*({self.month}+1)))"
        return f'IF({after}>MAX({self.month}),"—",{after})'

    @property
    def turns(self) -> int:
        """How often the net so far changes its sign; once means one rate above zero at most (C. J. Norstrom 1972)."""
        below = [rounded(one) < 0 for one in so_far(self._flows)]
        return sum(one != two for one, two in pairwise(below))

    @property
    def turned(self) -> str:
        first, second = self._pairs
        return f"SUMPRODUCT(--((ROUND({first},2)<0)<>(ROUND({second},2)<0)))"

    @property
    def is_alone(self) -> bool:
        """All that goes out goes out before anything comes in: one rate, by Descartes' rule of signs."""
        out = [month for month, flow in enumerate(self._flows) if flow < 0]
        come = [month for month, flow in enumerate(self._flows) if flow > 0]
        return max(out, default=-1) < min(come, default=len(self._flows))

    @property
    def alone(self) -> str:
        out = f"SUMPRODUCT(MAX((ROUND({self.net},6)<0)*({self.month}+1)))"
        come = f"SUMPRODUCT(MAX((ROUND({self.net},6)>0)*({len(self._flows)}-{self.month})))"
        return f"{out}+{come}<={len(self._flows)}"


def irr(net: str) -> str:
    """A year, per cent, to two decimals; below -1 a month there is no rate, though a program may find one there."""
    monthly = "1/0"
    for guess in reversed(GUESSES):
        tried = f"IRR({net},{guess})"
        monthly = f"IFERROR(IF({tried}>-1,{tried},1/0),{monthly})"
    return f'IFERROR(ROUND(100*((1+{monthly})^12-1),2),"—")'
