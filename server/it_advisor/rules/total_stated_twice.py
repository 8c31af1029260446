"""The total stated in two places, with two figures.

总额在两处写成两个数。

Why: the board approves the figure on the first page; the tables carry another.

为何：董事会批的是首页的数，表里却是另一个。

Bad:
    ## 决策摘要
    请董事会批准三年总成本 700 万元。
    ## 成本效益分析
    | 类别 | 第1年 | 第2年 | 第3年 | 合计 |
    |---|---:|---:|---:|---:|
    | 合计 | 4,808,400 | 1,646,400 | 1,646,400 | 8,101,200 |
Bad:
    ## Decision Summary
    The board is asked to approve EUR 650,000 over three years.
    ## Costs
    | Category | Year 1 | Year 2 | Year 3 | Total |
    |---|---:|---:|---:|---:|
    | Total | 396,000 | 108,000 | 108,000 | 612,000 |
Good:
    ## 决策摘要
    请董事会批准三年框架约 810 万元；取高值时三年约 916 万元。
    ## 成本效益分析
    | 类别 | 第1年 | 第2年 | 第3年 | 合计（元） |
    |---|---:|---:|---:|---:|
    | 合计 | 4,808,400 | 1,646,400 | 1,646,400 | 8,101,200 |
Good:
    ## Decision Summary
    The board is asked to approve EUR 612k over three years, below the ceiling of EUR 700,000 over three years.
    ## Costs
    | Category | Year 1 | Year 2 | Year 3 | Total |
    |---|---:|---:|---:|---:|
    | Total | 396,000 | 108,000 | 108,000 | 612,000 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import Outlay, horizon, key, totals, years
from it_advisor.rules.sums import money_after, rounds, said, same_unit, shown
from it_advisor.rules.wording import told

CODE = "CO909"
SEVERITY: Severity = "error"

_YEARS = {"三": 3, "五": 5, "四": 4, "两": 2, "three": 3, "five": 5, "four": 4, "two": 2}
_BEFORE = Phrases(
    r"(?:[2-5三四五两]) ?年(?:的)?(?:期)?(?:总(?:拥有)?成本|总投入|总投资|总费用|合计|框架|共计|共"
    r"|(?=[约为需]{0,2} ?[¥￥$€£]?\d))"
    r"(?:（tco）|\(tco\))?|总拥有成本(?:（tco）|\(tco\))?"
    r"|(?:three|five|four|two|[2-5])-year (?:frame|tco|total(?: cost)?|cost|budget)(?: of| is|:){0,2}"
    r"|total cost of ownership(?: \(tco\))?(?: over (?:three|five) years)?(?: of| is|:){0,2}"
)
_AFTER = re.compile(r"over (?:the )?(?:three|five|four|two|[2-5]) years")
_OVER = re.compile(r"over (?:the )?(?:three|five|four|two|[2-5]) years,? (?:it|this|the [a-z ]{3,24}) (?:will )?costs?")
_REACH = 24
_MOST = 20
"""Statements that are looked at, and options that a sentence may speak of instead."""
_PART = Decimal("0.2")
_SCALES = (1, 1_000, 10_000, 1_000_000)
_OTHER = re.compile(
    r"高值|低值|取高|取低|上限|上沿|限额|不超过|收益|节省|效益|备选|方案[b-z二三四乙丙]|不计|若|如果|原报价|对比|不做|现有|现状|目前"
    r"|心理价位|内部人|自有人|营业额|营收|高于|低于"
    r"|high end|low end|upper|lower|ceiling|at most|benefit|saving|alternative|without|\bif\b|instead"
    r"|do-?nothing|doing nothing|limit|\bo[2-9]\b|would|today|turnover|revenue|internal|at present|currently|worst"
)
_BUDGET = re.compile("预算|budget")
_ASKED = re.compile("批准|申请|审批|总投资|approve|invest|request")
_GROSS = re.compile(
    r"(?<!不)(?<!未)含[^，。；]{0,6}税|incl[a-z.]* (?:\d+ ?% )?(?:vat|tax)|with (?:\d+ ?% )?(?:vat|tax)|gross"
)


def check(report: Report) -> Iterator[Fault]:
    found = list(totals(report))
    if found:
        first = found[0]
        yield from (_fault(one, first) for one in found[1:] if _is_whole(one, first))
        for one in islice(_told(report), _MOST):
            if not any(_is_told(one.figure, other.figure) for other in found):
                yield _fault(one, first)
    yield from _asked(report)


def _is_whole(one: Outlay, first: Outlay) -> bool:
    """Whether it is another sum of the same: a small one is that of a part."""
    return not _same(one.figure, first.figure) and abs(one.figure.value) > abs(first.figure.value) * _PART


def _same(one: Figure, other: Figure) -> bool:
    """Also where one of them is in thousands and does not say so."""
    if not same_unit((one.unit, other.unit)):
        return True
    return any(one.agrees(other.value * n) or other.agrees(one.value * n) for n in _SCALES)


def _is_told(one: Figure, other: Figure) -> bool:
    return _same(one, other) or any(rounds(one, other.value * n) for n in _SCALES)


def _told(report: Report) -> Iterator[Outlay]:
    """What sentences say the recommended solution costs over the horizon."""
    years, others, taxed = horizon(report), _others(report), _GROSS.search(report.text("costs").lower())
    for pattern in (_BEFORE, _AFTER, _OVER):
        for hit in told(report, pattern):
            clause = hit.clause()
            if _OTHER.search(clause) or any(name in clause for name in others) or (_GROSS.search(clause) and not taxed):
                continue
            if _BUDGET.search(clause) and not _ASKED.search(clause):
                continue
            money = _last(hit.before(_REACH)) if pattern is _AFTER else money_after(hit.passage.text, hit.end)
            if (
                money is not None
                and (money.is_money or money.step >= 1_000)
                and years in (0, _years(hit.words) or years)
            ):
                yield Outlay(money, hit.passage.line, hit.words.strip())


def _years(words: str) -> int:
    """The years that are spoken of; 0 where none are."""
    found = re.search(r"[2-5三四五两](?= ?年)|(?:three|five|four|two|[2-5])(?=[ -]year)", words.lower())
    return 0 if found is None else _YEARS.get(found[0]) or int(found[0])


def _others(report: Report) -> list[str]:
    """The options of the scoring tables that the decision does not name."""
    decision = report.text("decision").lower()
    titles = {title.lower() for grid in report.grids_of("scores") for title in grid.titles[2:] if len(title) > 2}
    return sorted(title for title in titles if title not in decision)[:_MOST]


def _last(text: str) -> Figure | None:
    """The amount a text ends in."""
    found = figures(text)
    return found[-1] if found and not text[found[-1].end :].strip() else None


def _asked(report: Report) -> Iterator[Fault]:
    """The sum asked for now must be some sum of the tables: a warning, since it may be a first part."""
    asked, costs = key(report, "asked"), years(report)
    if asked is None or asked.figure is None or not costs:
        return
    known = [costs[0].figure, *(one.figure for one in totals(report))]
    once = key(report, "one_off")
    known += [once.figure] if once and once.figure else []
    if not any(_is_told(asked.figure, one) for one in known):
        yield _fault(Outlay(asked.figure, asked.line, asked.label), costs[0])._replace(severity="warning")


def _fault(one: Outlay, other: Outlay) -> Fault:
    return Fault(
        one.line,
        Words(
            f"“{one.label}”是 {shown(one.figure)}，第 {other.line} 行“{other.label}”是 {shown(other.figure)}",
            f"“{one.label}” is {shown(one.figure)}; on line {other.line} “{other.label}” is {shown(other.figure)}",
        ),
        Words(
            f"写成同一个数（表内为 {said(other.figure.value)}）",
            f"state one figure in both places (the table has {said(other.figure.value)})",
        ),
    )
