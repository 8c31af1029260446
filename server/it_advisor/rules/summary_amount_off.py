"""The summary block's sums do not follow from its lines, or are not those of the report's tables.

摘要块的金额与自己的费用行或正文表格不一致。

Why: programs read the block and people read the tables; each then decides on other money.

为何：程序读摘要块，人读表格，两边定的就不是同一笔钱。

Block:
    it_advisor_summary: 1
    title: Example
    language: en
    currency: EUR
    decision: {choice: A, amount: null, by: 2027-06, approval: board, changes_if: trial fails}
    requirements: [{id: R1, need: one record, kind: given, priority: must, acceptance: no error}]
    components: [{id: C1, layer: application, choice: A}]
    options: [{id: O1, name: A, verdict: recommended, gates: pass}]
Bad:
    ## 决策摘要
    | 关键数字 | 数值（元） |
    |---|---:|
    | 本次申请 | 90,000 |
    | 三年总成本 | 170,000 |

    ```yaml
    currency: CNY
    decision: {choice: 甲, amount: 110000, by: 2027-06, approval: 董事会, changes_if: 试点不过}
    cost_lines:
    - {id: L1, item: 订阅, category: subscription, kind: yearly, quantity: 1,
       unit: 年, unit_price: 40000, basis: 假设, error_pct: 10}
    - {id: L2, item: 实施, category: implementation, kind: one-off, quantity: 1,
       unit: 项, unit_price: 50000, basis: 假设, error_pct: 10}
    totals: {one_off: 50000, yearly: 40000, tco: 170000, benefit: 0}
    ```
Bad:
    ## Decision Summary
    | Key figure | Value (EUR) |
    |---|---:|
    | Three-year TCO | 170,000 |

    ```yaml
    decision: {choice: A, amount: 90000, by: 2027-06, approval: board, changes_if: trial fails}
    cost_lines:
    - {id: L1, item: Seats, category: subscription, kind: yearly, quantity: 1,
       unit: year, unit_price: 40000, basis: quote, error_pct: 10}
    - {id: L2, item: Set-up, category: implementation, kind: one-off, quantity: 1,
       unit: job, unit_price: 50000, basis: quote, error_pct: 10}
    totals: {one_off: 50000, yearly: 40000, tco: 190000, benefit: 0}
    ```
Good:
    ## Decision Summary
    | Key figure | Value (EUR) |
    |---|---:|
    | Asked for now | 90,000 |
    | Three-year TCO | 170,000 |

    ```yaml
    decision: {choice: A, amount: 90000, by: 2027-06, approval: board, changes_if: trial fails}
    cost_lines:
    - {id: L1, item: Seats, category: subscription, kind: yearly, quantity: 1,
       unit: year, unit_price: 40000, basis: quote, error_pct: 10}
    - {id: L2, item: Set-up, category: implementation, kind: one-off, quantity: 1,
       unit: job, unit_price: 50000, basis: quote, error_pct: 10}
    totals: {one_off: 50000, yearly: 40000, tco: 170000, benefit: 0}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.blocks import Pair, differing, line_of_key
from it_advisor.rules.ceilings import told_caps
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import Outlay, keys, totals
from it_advisor.rules.sums import said, shown
from it_advisor.summary import Summary, Totals, totals_of

CODE = "CO910"
SEVERITY: Severity = "error"

_NAMES = {
    "one_off": Words("一次性投入", "one-off"), "yearly": Words("年度费用", "yearly"), "tco": Words("总成本", "tco"),
    "benefit": Words("收益", "benefit"), "asked": Words("本次申请", "amount asked for"),
}  # fmt: skip


def check(report: Report) -> Iterator[Fault]:
    summary = report.summary
    if summary is None:
        return
    sums = totals_of(summary) if summary.cost_lines else None
    if summary.totals is not None and sums is not None:
        yield from _against_lines(report, summary.totals, sums, bool(summary.benefit_lines))
    yield from _against_tables(report, summary, summary.totals or sums)
    yield from _ceiling(report, summary)


def _against_lines(report: Report, stated: Totals, sums: Totals, gains: bool) -> Iterator[Fault]:
    for name in ("one_off", "yearly", "tco", *(["benefit"] if gains else [])):
        one, right = getattr(stated, name), getattr(sums, name)
        if abs(one - right) > 1:
            words = _NAMES[name]
            yield Fault(
                line_of_key(report, name),
                Words(
                    f"摘要块 totals.{name}（{words.zh}）是 {said(one)}，其费用行合计 {said(right)}",
                    f"totals.{name} in the summary block is {said(one)}; its lines make {said(right)}",
                ),
                Words(f"改成 {said(right)}，或改错的那一行", f"write {said(right)}, or mend the line that is wrong"),
                about=name,
            )


def _ceiling(report: Report, summary: Summary) -> Iterator[Fault]:
    """The limit that sentences name against the block's: a warning, since one may be of a part."""
    limit = summary.decision.ceiling
    for one in told_caps(report) if limit else ():
        if limit and one.figure.unit in ("", summary.currency) and not one.figure.agrees(limit):
            yield Fault(
                one.line,
                Words(
                    f"上限写的是 {shown(one.figure)}，摘要块里是 {said(limit)}",
                    f"the ceiling is {shown(one.figure)} here and {said(limit)} in the summary block",
                ),
                Words("两处改成同一个数", "state the same figure in both"),
                "warning",
            )


def _against_tables(report: Report, summary: Summary, sums: Totals | None) -> Iterator[Fault]:
    known: dict[str, Decimal] = (
        {} if sums is None else {name: getattr(sums, name) for name in _NAMES if name != "asked"}
    )
    if summary.decision.amount is not None:
        known["asked"] = summary.decision.amount
    stated = [(key.name, Outlay(key.figure, key.line, key.label)) for key in keys(report) if key.figure is not None]
    total = next(totals(report), None)
    if total is not None:
        stated.append(("tco", total))
    for name, one in dict(reversed(stated)).items():
        if name in known and one.figure.unit in ("", summary.currency):
            what, fits = Words(f"“{one.label}”", f"“{one.label}”"), one.figure.agrees(known[name])
            yield from differing(Pair(one.line, what, shown(one.figure), said(known[name]), fits))
