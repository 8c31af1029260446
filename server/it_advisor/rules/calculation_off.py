"""A calculation written out in a sentence or a cell whose result is wrong.

写在句子或单元格里的算式，结果算错了。

Why: whoever has a calculator finds it, and then doubts what he cannot reckon again.

为何：有计算器的人一算就知道，别的数也就不信了。

Bad:
    ## 成本效益分析
    减少报废 45 万元/年，停掉维保 30 万元/年，合计 95 万元/年。
Bad:
    ## Costs
    62 lawyers × 46 weeks × £16 = £65,632 a year.
Bad:
    ## Costs
    | Item | Calculation | Cost |
    |---|---|---|
    | Seats | 3 clinics × $450 × 36 months | $43,200 |
    | Mail | 28 × $22 × 36 months | $22,176 |
Good:
    ## 成本效益分析
    减少报废 45 万元/年，停掉维保 30 万元/年，合计 75 万元/年，五年收益 375 万元。
Good:
    ## Costs
    62 lawyers × 46 weeks × £16 = £45,632 a year. Support is 7 × 24.

    | Item | Calculation | Cost |
    |---|---|---|
    | Seats | 3 clinics × $400 × 36 months | $43,200 |
    | Mail | 28 × $22 × 36 months | $22,176 |
Good:
    ## Costs
    | Item | Basis | Year 1 | Year 2 | Total |
    |---|---|---|---|---|
    | Seats | 14 sites × €4,500 a year | 63,000 | 63,000 | 126,000 |

    46 hours a week at €26 an hour × 50 weeks = €59,800 a year.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from math import prod

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sources import blocks_of_text
from it_advisor.rules.sums import like, money_after, plus, said, same_unit
from it_advisor.rules.wording import told

CODE = "NU315"
SEVERITY: Severity = "error"

_TIMES = re.compile(r"[^\d×✕*=]{0,24}[×✕*][^\d×✕*=]{0,4}")
_EQUALS = re.compile(r"[^\d×✕*=]{0,24}[=＝≈] ?(?:about |约)?[^\d]{0,4}")
_RESULT = re.compile("[=＝]")
_TERMS = 4
_TOGETHER = re.compile(r"合计(?<![年期]合计)|共计(?<![年期]共计)|[tT]ogether(?<!year [tT]ogether)(?<!year altogether)")
_ASIDE = re.compile(r"[（(][^（()）]{0,80}[)）]")
"""“105 万元（7 人 × 15 万元）”: how an amount is reckoned is no further amount."""
_EACH = re.compile(r"(?:每\S{0,3}|[×✕*@]|各| each| at) ?$")
_NEAR = 6
"""Before a price of one, which is a factor and no part of a sum."""
_STOP = re.compile(r"[。\n]|[.;] (?=[A-Z])")
_OVER_YEARS = re.compile(r"[三四五3-5] ?年(?:累计|总)?(?:收益|效益)")
_SPANS = {"三": 3, "四": 4, "五": 5}
_SIZE = re.compile(r" ?[kKMGTP](?:B|bit|Wh|W)\b")
_MADE_OF = {"person-day": {"person", "day"}, "person-month": {"person", "month"}}
_MOST = 8
"""Terms of a calculation, and calculations of a text, that are looked at."""
_LEAST = 2
_ROOM = Decimal("0.02")


def check(report: Report) -> Iterator[Fault]:
    for line, text in blocks_of_text(report):
        if "=" in text or "＝" in text or "≈" in text:
            yield from _products(line, text)
            yield from _results(line, text)
        yield from _sums(line, text)
    for grid in report.grids_of("costs"):
        yield from _cells(grid)
    yield from _over_years(report)


def _chains(found: Sequence[Figure], text: str) -> Iterator[tuple[list[Figure], Figure | None]]:
    """Figures with a sign of multiplication between them, and the one an equals sign leads to."""
    chain: list[Figure] = []
    for at, one in enumerate(found):
        chain.append(one)
        after = found[at + 1] if at + 1 < len(found) else None
        between = text[one.end : after.start] if after is not None else ""
        if after is not None and _TIMES.fullmatch(between):
            continue
        if len(chain) > 1:
            yield chain, after if after is not None and _EQUALS.fullmatch(between) else None
        chain = []


def _product(chain: Sequence[Figure]) -> Decimal:
    return prod((one.value / (100 if one.unit == "%" else 1) for one in chain), start=Decimal(1))


def _agrees(result: Figure, value: Decimal) -> bool:
    return result.agrees(value) or abs(result.value - value) <= abs(value) * _ROOM


def _is_told(chain: Sequence[Figure], result: Figure, text: str) -> bool:
    """Whether the result is counted in what its factors are; hours to days, GB to TB take another factor."""
    if result.unit and not result.is_money and result.unit != "%":
        units = {one.unit for one in chain}
        return result.unit in units or _MADE_OF.get(result.unit, {""}) <= units - {""}
    sizes = {found[0] for one in (chain[-1], result) if (found := _SIZE.match(text, one.end))}
    return len(sizes) < _LEAST


def _products(line: int, text: str) -> Iterator[Fault]:
    for chain, result in islice(_chains(figures(text), text), _MOST):
        if result is not None and not any(one.is_range for one in (*chain, result)) and _is_told(chain, result, text):
            right = _product(chain)
            others = [
                Decimal(1),
                *(one.value for one in figures(text[: chain[0].start])[-_TERMS:]),
            ]  # 46 hours a week at €26 × 50
            if not any(_agrees(result, right * one) for one in others):
                yield _fault(line, " × ".join(said(one.value) for one in chain), right, result, None)


def _results(line: int, text: str) -> Iterator[Fault]:
    """An amount after an equals sign that no reckoning of what stands before it makes: 9 a week at $95, 48 weeks = …"""
    for found in islice(_RESULT.finditer(text), _MOST):
        result = money_after(text, found.end())
        start = max((stop.end() for stop in _STOP.finditer(text, 0, found.start())), default=0)
        terms = [one.value for one in figures(text[start : found.start()])[-_TERMS:]]
        if result is None or result.is_range or len(terms) < _LEAST or "×" in text[start : found.start()]:
            continue
        tails = [terms[at:] for at in range(len(terms) - 1)]
        made = [*map(prod, tails), *map(sum, tails), *(2 * tail[0] - sum(tail) for tail in tails)]
        made += [tail[0] / tail[1] for tail in tails if tail[1]]
        if not any(_agrees(result, Decimal(one)) for one in made):
            yield _fault(line, " × ".join(map(said, terms)), Decimal(prod(terms)), result, "warning")


def _cells(grid: Grid) -> Iterator[Fault]:
    """A row whose cell holds a calculation, against its amount; silent where most are off."""
    amount, found = grid.at("amount"), []
    for row, cells in enumerate(grid.rows):
        end = grid.figure(row, amount) if amount is not None else None
        for text in cells if end is not None and any("×" in cell for cell in cells) else ():
            for chain, result in _chains(figures(text), text):
                if result is None and end is not None and any(one.is_money for one in chain):
                    found.append((row, chain, end))
    off = [(row, chain, end) for row, chain, end in found if not _is_in(grid, row, _product(chain))]
    for row, chain, end in off if 2 * len(off) <= len(found) else ():
        yield _fault(grid.line_of(row), " × ".join(said(one.value) for one in chain), _product(chain), end, None)


def _is_in(grid: Grid, row: int, value: Decimal) -> bool:
    """Whether a figure of the row is it: that of a year stands before that of all years."""
    cells = (grid.figure(row, column) for column in range(len(grid.titles)))
    return any(one is not None and _agrees(one, value) for one in cells)


def _sums(line: int, text: str) -> Iterator[Fault]:
    """“Together” after some amounts: the last few of them must make it. A warning: one may stand elsewhere."""
    for found in islice(_TOGETHER.finditer(text), _MOST):
        total = money_after(text, found.end())
        stops = [stop.end() for stop in _STOP.finditer(text, 0, found.start())]
        start = stops[-2] if len(stops) > 1 else 0
        said_before = _ASIDE.sub("", text[start : found.start()])
        before = [
            one
            for one in figures(said_before)[-_MOST:]
            if one.is_money and not one.is_range and not _EACH.search(said_before[: one.start][-_NEAR:])
        ]
        if (
            total is None
            or total.is_range
            or len(before) < _LEAST
            or not same_unit(one.unit for one in (*before, total))
        ):
            continue
        sums = [sum((one.value for one in before[at:]), Decimal(0)) for at in range(len(before))]
        if not any(_agrees(total, one) for one in sums):
            parts = [one.value for one in before]
            yield _fault(line, plus(parts).split(" = ")[0], sums[0], total, "warning")


def _over_years(report: Report) -> Iterator[Fault]:
    """The benefits of some years are no more than that many times those of one."""
    yearly = [money for hit in told(report, _TOGETHER, "costs") if (money := _yearly(hit.passage.text, hit.end))]
    for hit in told(report, _OVER_YEARS, "costs") if len(yearly) == 1 else ():
        total, years = money_after(hit.passage.text, hit.end), _SPANS.get(hit.words[0]) or int(hit.words[0])
        if total is not None and total.low > yearly[0].high * years * (1 + _ROOM):
            yield _fault(
                hit.passage.line, f"{said(yearly[0].value)} × {years}", yearly[0].value * years, total, "warning"
            )


def _yearly(text: str, place: int) -> Figure | None:
    money = money_after(text, place)
    return money if money is not None and re.match(r" ?(?:/ ?年|a year|per year)", text[place:][money.end :]) else None


def _fault(line: int, shown: str, right: Decimal, result: Figure, severity: Severity | None) -> Fault:
    return Fault(
        line,
        Words(f"{shown} = {said(right)}，写的是 {result.text}", f"{shown} = {said(right)}, written as {result.text}"),
        Words(
            f"改成 {like(right, result)}，或改错的那一项",
            f"write {like(right, result)}, or mend the part that is wrong",
        ),
        severity,
    )
