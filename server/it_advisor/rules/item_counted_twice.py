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
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import figures
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.items import Item, items
from it_advisor.rules.sums import said

CODE = "CO903"
SEVERITY: Severity = "error"

_ALL = re.compile(
    r"(?:全部|所有|总共|共有|合计)(?:的)? ?(\d{1,3}(?:,\d{3})*|\d{1,7}) ?(家门?店|个?校区|个?仓库?|个?工厂"
    r"|个?站点|间客房|名?员工|个?网点"
    r"|家医院|家分公司|个?账号|个?用户|台设备|辆车)"
    r"|all (\d{1,3}(?:,\d{3})*|\d{1,7}) (stores|sites|shops|plants|schools|campuses|hotels|warehouses|branches|offices"
    r"|users|staff|employees|accounts|laptops|devices|rooms|units|vehicles)\b"
)
_NOUNS = "员工|教职工|在校生|会员|门店|店|经销商|工厂|校区|医院|分公司|诊所"
_HAS = re.compile(
    rf"(?P<a>在校生|员工|教职工|会员|门店|经销商) ?\d[\d,.]{{0,12}} ?万? ?[人名家个]"
    rf"|(?:\d[\d,.]{{0,12}}|[一二两三四五六七八九十]{{1,2}}) ?万? ?[名家个所]? ?(?P<b>{_NOUNS})(?!长|员)"
    r"|(?:\d[\d,.]{0,12}|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<c>staff|employees|clinics|stores|students|factories|plants|branches|hospitals|schools|dealers|fee earners)\b"
)
_SOUGHT = Phrases(_HAS.pattern)
_GROWS = re.compile("增至|增长|扩大|计划新|将达|未来|此前|去年|原有|grow|by 20|last year|will have|plans? to|up to")
_SPELT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WHOLE = Decimal("0.55")
"""The part of a count from which on another cannot be a part of it: a pilot, a region."""
_UNITS = re.compile("^[个名家]")


def check(report: Report) -> Iterator[Fault]:
    """Two tables of one option that disagree on one id are an error; sentences that say “all” a warning."""
    seen: dict[tuple[str, str], Item] = {}
    for item in items(report):
        first = seen.setdefault((item.option, item.id or item.name), item)
        if _differ(first, item) and first.quantity and item.quantity:
            fault = _fault(item.line, item.label, said(item.quantity.value), said(first.quantity.value), first.line)
            yield fault if item.id else fault._replace(severity="warning")
    yield from _organisation(report)
    counted: dict[str, tuple[str, int]] = {}
    for passage, words, *_ in report.find(_ALL):
        found = _ALL.match(words.lower())
        if found:
            count, noun = (found[1] or found[3]).replace(",", ""), _UNITS.sub("", found[2] or found[4])
            other, line = counted.setdefault(noun, (count, passage.line))
            if other != count:
                yield _fault(passage.line, noun, count, other, line)._replace(severity="warning")


def _organisation(report: Report) -> Iterator[Fault]:
    """How many there are of what the organisation has, twice, and not as a part: a warning, since it may grow."""
    counts: dict[str, dict[Decimal, int]] = {}
    for passage, words, *_ in report.find(_SOUGHT):
        found = _HAS.match(words.lower())
        if found is None or _GROWS.search(passage.text.lower()):
            continue
        noun = next(filter(None, (found["a"], found["b"], found["c"]))).removeprefix("门").rstrip("s")
        number = next(iter(figures(words.replace("两", "二") + ("家" if found["b"] else ""))), None)
        value = _SPELT.get(words.lower().split()[0]) or (number.value if number else None)
        if value and (noun in counts or passage.role in (None, "decision", "needs")):
            counts.setdefault(noun, {}).setdefault(Decimal(value), passage.line)
    for noun, values in counts.items():
        first = next(iter(values))
        for value, line in list(values.items())[1:]:
            small, large = sorted((first, value))
            if small > large * _WHOLE and large - small not in values:
                yield _fault(line, noun, said(value), said(first), values[first])._replace(severity="warning")


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
