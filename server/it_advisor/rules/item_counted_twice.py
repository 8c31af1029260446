"""One item with two quantities.

同一项目两个数量。

Why: seats, devices and sites are what licences are counted by; the smaller figure is priced, the larger one is used.

为何：许可按人数、台数、门店数计价，往往按少的报价、按多的使用。

Bad:
    ## Costs
    | ID | Item | Quantity | Unit | Unit price | Amount |
    |---|---|---:|---|---:|---:|
    | L1 | CRM seats | 14 | seat | 600 | 8,400 |

    ## Annex
    | ID | Item | Quantity | Unit | Unit price | Amount |
    |---|---|---:|---|---:|---:|
    | L1 | CRM seats | 18 | seat | 600 | 10,800 |
Bad:
    ## 业务需求分析
    全部 12 家店同时使用。
    ## 实施建议
    全部 14 家店年底前上线。
Good:
    ## 业务需求分析
    全部 12 家店同时使用。
    ## 实施建议
    先做 2 家店，全部 12 家店年底前上线。
Good:
    ## Plan
    All 12 stores switch in May; all 40 users are trained, all 12 stores reported.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.items import Item, items
from it_advisor.rules.sums import said
from it_advisor.rules.wording import hits

CODE = "CO903"
SEVERITY: Severity = "error"

_ALL = re.compile(
    r"(?:全部|所有|总共|共有|合计)(?:的)? ?(\d{1,3}(?:,\d{3})*|\d{1,7}) ?(家门?店|个?校区|个?仓库?|个?工厂"
    r"|个?站点|间客房|名?员工|个?网点"
    r"|家医院|家分公司|个?账号|个?用户|台设备|辆车)"
    r"|all (\d{1,3}(?:,\d{3})*|\d{1,7}) (stores|sites|shops|plants|schools|campuses|hotels|warehouses|branches|offices"
    r"|users|staff|employees|accounts|laptops|devices|rooms|units|vehicles)\b"
)
_UNITS = re.compile("^[个名家]")


def check(report: Report) -> Iterator[Fault]:
    """Two tables that disagree are an error; sentences that say “all” a warning."""
    seen: dict[str, Item] = {}
    for item in items(report):
        first = seen.setdefault(item.id or item.name, item)
        if _differ(first, item) and first.quantity and item.quantity:
            yield _fault(item.line, item.label, said(item.quantity.value), said(first.quantity.value), first.line)
    counted: dict[str, tuple[str, int]] = {}
    for passage, words, *_ in hits(report, _ALL):
        found = _ALL.match(words.lower())
        if found:
            count, noun = (found[1] or found[3]).replace(",", ""), _UNITS.sub("", found[2] or found[4])
            other, line = counted.setdefault(noun, (count, passage.line))
            if other != count:
                yield _fault(passage.line, noun, count, other, line)._replace(severity="warning")


def _differ(one: Item, other: Item) -> bool:
    if one.quantity is None or other.quantity is None or one.unit != other.unit or one.name != other.name:
        return False
    return not one.quantity.is_range and not other.quantity.is_range and one.quantity.value != other.quantity.value


def _fault(line: int, name: str, one: str, other: str, where: int) -> Fault:
    return Fault(
        line,
        Words(f"“{name}”这里是 {one}，第 {where} 行是 {other}", f"“{name}”: {one} here, {other} on line {where}"),
        Words(
            f"改成同一个数（{other} 或 {one}），单价与合计一并改",
            f"state one count ({other} or {one}), and the sums with it",
        ),
    )
