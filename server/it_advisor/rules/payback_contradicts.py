"""A payback time that does not follow from the costs and benefits the report states.

所写回本期与所列成本、收益对不上。

Why: it is the figure a board remembers, and it will be measured against the cash.

为何：董事会记住的就是这个数，日后要拿现金来对。

Bad:
    ## 成本效益分析
    项目总投资约 300 万元，年收益约 100 万元，投资回收期约 18 个月。
Bad:
    ## Cost-Benefit Analysis
    | Key figure | Value (EUR) |
    |---|---:|
    | Simple payback | month 14 |

    | Cash flow | Year 1 | Year 2 | Year 3 |
    |---|---:|---:|---:|
    | Net | -100 | 40 | 80 |
    | Cumulative net | -100 | -60 | 20 |
Good:
    ## 成本效益分析
    项目总投资约 300 万元，年收益约 100 万元，投资回收期约 3 年。
Good:
    ## Cost-Benefit Analysis
    | Key figure | Value (EUR) |
    |---|---:|
    | Simple payback | month 33 |

    | Cash flow | Year 1 | Year 2 | Year 3 |
    |---|---:|---:|---:|
    | Net | -100 | 40 | 80 |
    | Cumulative net | -100 | -60 | 20 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.phrases import Phrases, Sought
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.flows import flow_of
from it_advisor.rules.outlays import keys
from it_advisor.rules.sums import money_after, said
from it_advisor.rules.wording import told

CODE = "NU305"
SEVERITY: Severity = "error"

_SAID = Phrases(
    r"(?:回本|回收)(?:周?期|时间)?[：:约为在是 ]{0,4}(?:从上线(?:算起"
    r"|起)?[约为 ]{0,3})?(?=[\d一二两三四五六七八九十半])"
    r"|(?:pay-?back|pays (?:for itself|back)|paid back|recovered|(?:is|are) back|break-?even)"
    r"(?: is reached| period| time)?(?: of| is|:| in| within| about| around| after){0,3}"
    r" (?=\d|months?|one |two |three |nine |six |eight )"
    r"|第 ?(?=\d{1,3} ?个?月(?:才|即|就|可)?回本)"
)
_SAID_AFTER = re.compile(r"(?:[年月] ?多?)(?:左右)?(?:之?内|后)?(?:即可|就能|便可|可|即|就)?(?:收回(?!款)|回本)")
_UNSURE = re.compile(
    "若|如果|只有|才能|才可能|需要|须|低于|提醒|不可能|能否|是否|目标|取决|前提|假设"
    "|if |would|only|unless|must|could|below|at least"
    "|require|needs? |depend|target|goal|whether|assum|cannot|at \\d+ ?%|with \\d+ ?%|% of "
)
_NEVER = re.compile(r"不(?:能)?回本|无法回本|not (?:within|in)|never|no payback|does not pay", re.IGNORECASE)
_INVESTED = Phrases(
    "总投资|投资总额|总投入|一次性投入|初始投资|投资额|total investment|initial investment|one-off cost|up-?front cost"
)
_ONCE = re.compile(r"一次性(?:投入|投资)?(?=[^，。；]{0,3}\d)|one-off(?: cost)?(?= (?:eur |usd |gbp |of )?[£$€\d])")
_LIVE = re.compile("go-?live|上线", re.IGNORECASE)
_GAINED = re.compile(
    "年(?:化|度)?(?:净|综合|总)?(?:收益|效益)|每年(?:可)?(?:节省|节约|增收|带来收益)|年(?:节省|节约)"
    "|annual (?:net )?(?:benefits?|savings?)|yearly (?:benefits?|savings?)|saves? (?=.{0,20}(?:a|per) year)"
)
_NET = Phrases(
    "(?:年|每年)?净(?:效益|收益)|扣(?:除|去)?[^，。；\\d]{1,8}后"
    "|net (?:yearly |annual )?(?:gains?|benefits?"
    "|savings?)(?: is| of| are)?"
)
_LEFT = re.compile(r"(?:is|are) left(?![a-z])|remains?(?![a-z])")
_BALANCE = re.compile("累计.{0,6}|cumulative.{0,12}", re.IGNORECASE)
_ROOM = (Decimal("0.7"), Decimal("1.4"))
"""How far a stated payback may be from investment over yearly benefit: ramp-up and running costs come between."""


_NEAR = 16
"""Characters behind a payback in which it may say from when."""
_MOST = 20
"""Statements that are looked at."""


class Stated(NamedTuple):
    low: Decimal
    high: Decimal
    line: int
    text: str
    from_live: bool = False
    """Counted from when the system is in use, not from the first payment."""


class Truth(NamedTuple):
    """The months in which the costs are covered; no end where that is beyond what is reckoned."""

    low: Decimal
    high: Decimal | None
    zh: str
    en: str


def check(report: Report) -> Iterator[Fault]:
    stated = [*_from_keys(report), *_from_text(report)]
    ratio = _from_ratio(report) if stated else None
    whole = (_from_months(report) or _from_cash(report) or ratio) if stated else None
    for one in stated:
        truth = ratio if one.from_live else whole
        if truth is None:
            continue
        if one.high < truth.low or (truth.high is not None and one.low > truth.high):
            yield Fault(
                one.line,
                Words(
                    f"写的是“{one.text}”，按所列数字{truth.zh}",
                    f"“{one.text}” is stated; by the figures given {truth.en}",
                ),
                Words(
                    "按成本和收益的数字改回本期，或改错的数字",
                    "state the payback that follows, or mend costs and benefits",
                ),
            )


def _from_keys(report: Report) -> Iterator[Stated]:
    for key in keys(report):
        if key.name == "payback" and not _NEVER.search(key.text):
            found = figures(key.text)
            month = bool(re.search(r"month|月", key.text + key.label, re.IGNORECASE))
            if len(found) == 1 and (span := _months(found[0], month)):
                yield Stated(*span, key.line, key.text)


def _from_text(report: Report) -> Iterator[Stated]:
    for hit in islice(told(report, _SAID), _MOST):
        text = hit.passage.text
        found = next(iter(figures(text[hit.end : hit.end + 30])), None)
        if found is None or found.start > 6 or _UNSURE.search(text.lower().split("；")[0][: hit.start + 40]):
            continue
        if span := _months(found, "month" in text[hit.start : hit.end + 6]):
            live = bool(_LIVE.search(text[hit.start : hit.end + found.end + _NEAR]))
            yield Stated(*span, hit.passage.line, text[hit.start : hit.end + found.end].strip(), live)
    for hit in islice(told(report, _SAID_AFTER, "decision", "costs"), _MOST):
        before = hit.passage.text[max(0, hit.start - 12) : hit.start + 2]
        found = next(iter(figures(before)[-1:]), None)
        span = _months(found, False) if found is not None and not _UNSURE.search(hit.clause()) else None
        if found is not None and span is not None:
            yield Stated(*span, hit.passage.line, f"{found.text}{hit.words[1:]}", bool(_LIVE.search(hit.clause())))


def _months(figure: Figure, bare: bool) -> tuple[Decimal, Decimal] | None:
    times = {"month": 1, "year": 12}.get(figure.unit, 1 if bare and not figure.unit else 0)
    return (figure.low * times - 1, figure.high * times + 1) if times else None


def _from_months(report: Report) -> Truth | None:
    """Reckoned by month from the lines of the summary or, where there is none, of the tables."""
    flow = flow_of(report)
    if flow is None:
        return None
    months, room = flow.payback, flow.room
    if months is None:
        years = flow.months // 12
        return Truth(Decimal(flow.months), None, f"{years} 年内不回本", f"it does not pay back in {years} years")
    return Truth(Decimal(months - room), Decimal(months + room), f"约在第 {months} 个月", f"it is about month {months}")


def _from_cash(report: Report) -> Truth | None:
    """Between the last year's end at which the balance is below nothing and the first at which it is not."""
    balances = next((found for grid in report.grids if (found := _balances(grid))), ())
    if not balances or balances[0] >= 0:
        return None
    year = next((at for at, balance in enumerate(balances) if balance >= 0), None)
    if year is None:
        end = len(balances)
        return Truth(Decimal(end * 12), None, f"第 {end} 年末仍未回本", f"it is not paid back at the end of year {end}")
    return Truth(
        Decimal(year * 12), Decimal(year * 12 + 12), f"在第 {year + 1} 年内回本", f"it is paid back in year {year + 1}"
    )


def _balances(grid: Grid) -> tuple[Decimal, ...]:
    columns = [place for place, role in enumerate(grid.columns) if role == "year"]
    row = next((at for at, cells in enumerate(grid.rows) if _BALANCE.fullmatch(cells[0])), None)
    if len(columns) < 2 or row is None or "0" in grid.titles[columns[0]][:6]:
        return ()
    found = [grid.figure(row, column) for column in columns]
    return tuple(one.value for one in found if one is not None) if all(found) else ()


def _from_ratio(report: Report) -> Truth | None:
    """Investment over yearly benefit, as the text states them; a report with two of either says nothing certain."""
    invested = list(_amounts(report, _ONCE)) or list(_amounts(report, _INVESTED))
    gained = list(_amounts(report, _NET))
    gained += [one for hit in islice(told(report, _LEFT, "costs"), _MOST) for one in figures(hit.before(24))[-1:]]
    gained = [one for one in gained if one.is_money and one.low > 0] or list(_amounts(report, _GAINED))
    if not invested or not gained or min(one.low for one in gained) <= 0:
        return None
    low = min(one.low for one in invested) / max(one.high for one in gained) * 12 * _ROOM[0]
    high = max(one.high for one in invested) / min(one.low for one in gained) * 12 * _ROOM[1]
    ratio = round(invested[0].low / gained[0].high * 12)
    return Truth(
        low,
        high,
        f"投入 {said(invested[0].low)} ÷ 年收益 {said(gained[0].high)} 约合 {ratio} 个月",
        f"{said(invested[0].low)} invested over {said(gained[0].high)} a year is about {ratio} months",
    )


def _amounts(report: Report, sought: Sought) -> Iterator[Figure]:
    for hit in islice(report.find(sought, "decision", "costs"), _MOST):
        found = money_after(hit.passage.text, hit.end)
        if found is not None:
            yield found
