"""One item with two prices.

同一项目两个价格。

Why: the higher one will be invoiced.

为何：结算时按高的那个。

Bad:
    ## 成本效益分析
    | 项目 | 数量 | 单价（元） | 年数 | 金额（元） |
    |---|---:|---:|---:|---:|
    | 会员平台订阅 | 1 | 240,000 | 3 | 720,000 |

    会员平台订阅费用约 30 万元，其余不变。
Bad:
    ## Costs
    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | CRM seats | 14 | 600 | 8,400 |

    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | CRM seats | 14 | 650 | 9,100 |
Good:
    ## 成本效益分析
    | 项目 | 数量 | 单价（元） | 年数 | 金额（元） |
    |---|---:|---:|---:|---:|
    | 会员平台订阅 | 1 | 240,000 | 3 | 720,000 |

    会员平台订阅约 24 万元一年，三年共 72 万元。
Good:
    ## Costs
    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | CRM seats | 14 | 600 | 8,400 |

    CRM seats cost EUR 8.4k a year, EUR 50 a seat and month.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.items import Item, items, mentions
from it_advisor.rules.sums import money_after, said, same_unit

CODE = "CO901"
SEVERITY: Severity = "error"

_PARTS = (1, 12, 3, 36, 2, 4, 5)
"""What an amount may be told as instead: a year's, a month's, that of three years …"""


def check(report: Report) -> Iterator[Fault]:
    """Two tables of one option that disagree on one id are an error; a sentence may speak of a part."""
    found = items(report)
    seen: dict[str, Item] = {}
    within: dict[tuple[str, str], Item] = {}
    for item in found:
        seen.setdefault(item.name, item)
        first = within.setdefault((item.option, item.name), item)
        if first.price and item.price and first.unit == item.unit and _differ(first.price, item.price):
            severity: Severity | None = None if item.id and item.id == first.id else "warning"
            yield _fault(item.line, item.label, item.price, first.price, first.line, severity)
    for mention in mentions(report, seen):
        money = money_after(mention.passage.text, mention.end)
        item = mention.item
        if money is not None and item.money and not any(_is(money, one) for one in item.money):
            yield _fault(mention.passage.line, item.label, money, item.price or item.money[0], item.line, "warning")


def _differ(one: Figure, other: Figure) -> bool:
    if one.is_range or other.is_range or not same_unit((one.unit, other.unit)):
        return False
    return not one.agrees(other.value) and not other.agrees(one.value)


def _is(money: Figure, known: Figure) -> bool:
    """Whether it is that amount, or that amount for another stretch of time."""
    if not same_unit((money.unit, known.unit)):
        return True
    return any(money.agrees(known.value * n) or money.agrees(known.value / n) for n in _PARTS)


def _fault(line: int, name: str, one: Figure, other: Figure, where: int, severity: Severity | None) -> Fault:
    return Fault(
        line,
        Words(
            f"“{name}”这里是 {one.text}，第 {where} 行是 {other.text}",
            f"“{name}” is {one.text} here and {other.text} on line {where}",
        ),
        Words(
            f"两处写成同一个数（{said(other.value)} 或 {said(one.value)}），说明按年还是合计",
            f"state one price in both places ({said(other.value)} or {said(one.value)}), and for what time",
        ),
        severity,
    )
