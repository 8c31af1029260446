"""An amount on the first page that the tables do not make: one-off, yearly, or what is asked for.

首页的金额与表对不上：一次性、每年或请批的数。

Why: the board approves the first page; finance pays by the tables.

为何：董事会批的是首页，财务付的是表里的数。

Bad:
    ## 决策摘要
    三年 688 万元，其中一次性 372 万元，每年 82 万元。
    ## 成本效益分析
    单位：万元。

    | 年度 | 第一年 | 第二年 | 第三年 | 合计 |
    |---|---:|---:|---:|---:|
    | 一次性 | 412 | 0 | 0 | 412 |
    | 年费 | 92 | 92 | 92 | 276 |
    | 合计 | 504 | 92 | 92 | 688 |
Bad:
    ## Decision Summary
    The board is asked to approve EUR 150,000 (EUR 90,000 one-off, EUR 20,000 per year).
    ## Costs
    | ID | Item | Quantity | Unit price | Years | Amount (EUR) |
    |---|---|---:|---:|---:|---:|
    | L1 | Seats | 1 | 20,000 | 3 | 60,000 |
    | L2 | Set-up | 1 | 50,000 | once | 50,000 |
    | | Total | | | | 110,000 |
Good:
    ## 决策摘要
    三年 688 万元，其中一次性 412 万元，每年 92 万元。
    ## 成本效益分析
    单位：万元。

    | 年度 | 第一年 | 第二年 | 第三年 | 合计 |
    |---|---:|---:|---:|---:|
    | 一次性 | 412 | 0 | 0 | 412 |
    | 年费 | 92 | 92 | 92 | 276 |
    | 合计 | 504 | 92 | 92 | 688 |
Good:
    ## Decision Summary
    The board is asked to approve EUR 110k (EUR 50,000 one-off, EUR 20,000 per year).
    ## Costs
    | ID | Item | Quantity | Unit price | Years | Amount (EUR) |
    |---|---|---:|---:|---:|---:|
    | L1 | Seats | 1 | 20,000 | 3 | 60,000 |
    | L2 | Set-up | 1 | 50,000 | once | 50,000 |
    | | Total | | | | 110,000 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.passages import Hit
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import totals, years
from it_advisor.rules.portions import Portions, portions
from it_advisor.rules.sums import money_after, rounds, said
from it_advisor.rules.wording import told

CODE = "CO914"
SEVERITY: Severity = "warning"

_ONCE = re.compile(r"一次性(?:投入|费用|投资|成本)?|one-?(?:off|time)(?: cost)?(?: of)?")
_YEARLY = re.compile(r"每年(?:约|费用)?|年费|年度费用|(?:per|a|each) year|yearly|annually|/ ?年")
_ASKED = re.compile(r"批准|to approve(?: the)?(?: budget| frame| sum)?(?: of)?")
_GAIN = re.compile(
    "收益|效益|节省|减少|损失|限额|上限|不超过|limit|at most|benefit|sav|gain|lost|loss|today"
    "|现状|现有|不做|nothing|预算上限|封顶|以内|之内|低于|不高于"
    "|ceiling|within|no more than|below|under |(?<![a-z])cap(?![a-z])"
)
_REACH = 16
_MOST = 20
"""Statements of what is asked for that are looked at."""
_ROOM = Decimal("0.02")


def check(report: Report) -> Iterator[Fault]:
    """Silent where the tables do not say what is one-off and what yearly."""
    made = portions(report)
    if made is None:
        return
    for pattern, right, name in (
        (_ONCE, made.once, Words("一次性", "one-off")),
        (_YEARLY, made.yearly, Words("每年", "yearly")),
    ):
        for hit in told(report, pattern, "decision") if right else ():
            money = _amount(hit)
            if money is not None and not any(_agrees(money, one) for one in right):
                yield _fault(hit, name, money, right[0])
    yield from _asked(report, made)


def _amount(hit: Hit) -> Figure | None:
    """Before the word or behind it, whichever is nearer."""
    if _GAIN.search(hit.clause()):
        return None
    before = figures(hit.before(_REACH))[-1:]
    if before and before[0].is_money and not hit.before(_REACH)[before[0].end :].strip():
        return None if before[0].is_range else before[0]
    money = money_after(hit.passage.text, hit.end, _REACH)
    return money if money is not None and money.is_money and not money.is_range else None


def _agrees(money: Figure, value: Decimal) -> bool:
    return money.agrees(value) or rounds(money, value) or abs(money.value - value) <= value * _ROOM


def _asked(report: Report, made: Portions) -> Iterator[Fault]:
    """What is asked for is the whole, a part that the tables make, or one of the years."""
    known: list[Decimal] = []
    for hit in islice(told(report, _ASKED, "decision"), _MOST):
        money = money_after(hit.passage.text, hit.end)
        if money is None or not money.is_money:
            continue
        known = known or _sums(report, made)
        if known and not any(_agrees(money, one) for one in known):
            yield _fault(hit, Words("请批的数", "what is asked for"), money, max(known))


def _sums(report: Report, made: Portions) -> list[Decimal]:
    known = [one.figure.value for one in (*totals(report), *years(report))] + [*made.once, *made.yearly]
    known += [once + yearly for once in made.once for yearly in made.yearly]
    if report.summary is not None and report.summary.decision.amount:
        known.append(report.summary.decision.amount)
    return known


def _fault(hit: Hit, name: Words, money: Figure, right: Decimal) -> Fault:
    return Fault(
        hit.passage.line,
        Words(
            f"{name.zh}写的是 {money.text}，表里是 {said(right)}",
            f"{name.en} is {money.text} here and {said(right)} by the tables",
        ),
        Words("首页和表写成同一个数", "state one figure on the first page and in the tables"),
    )
