"""A requirement of the brief that the report does not take up.

简报里的需求，报告没有回应。

Why: whoever asked will look for it first.

为何：提出需求的人第一眼就找这一条。

Brief:
    business_nature: 区域酒店集团，12 家酒店
    technical_requirements: 中央预订；断网能办入住；旅客信息按公安要求上传
Bad:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 中央预订 | C1 | 一处改价，各渠道一致 |
    | R2 | 断网能办入住退房 | C1 | 断网 4 小时不丢单 |
Good:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 中央预订 | C1 | 一处改价，各渠道一致 |
    | R2 | 断网能办入住退房 | C1 | 断网 4 小时不丢单 |
    | R3 | 旅客信息按公安要求上传 | C2 | 连续 14 天无漏传 |
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from it_advisor.brief import Requirement
from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.regimes import regimes_in, without_regimes
from it_advisor.terms import terms
from it_advisor.text import language_of, short

CODE = "RQ201"
SEVERITY: Severity = "error"

TAKEN_UP = 0.5
"""The part of a requirement's words that must stand together in one sentence or cell."""
UNSURE = 0.25
"""From here on it may be there in other words."""
LITTLE = 4
"""Words beside the name of a law that say no more than that it is to be kept."""
SPREAD = 0.7
"""The part of its words that, spread over the report, says that it is: a list of names is often told apart."""


def check(report: Report) -> Iterator[Fault]:
    """Silent where the brief is in another language than the report: its words cannot be met there."""
    asked = report.brief.requirements if report.brief else ()
    if not asked or language_of(*(need.text for need in asked)) not in (None, report.language):
        return
    places: dict[str, set[int]] = defaultdict(set)
    for number, passage in enumerate(report.passages):
        for term in terms(passage.text):
            places[term].add(number)
    answered = set(regimes_in(report.prose)) if any(regimes_in(need.text) for need in asked) else set()
    for need in asked:
        named = set(regimes_in(need.text))
        kept = bool(named) and named <= answered
        words = set(terms(without_regimes(need.text) if kept else need.text))
        share = 1.0 if kept and len(words) <= LITTLE else _met(words, places)
        if share < TAKEN_UP and not (share >= UNSURE and len(words & places.keys()) >= SPREAD * len(words)):
            yield _fault(report.line_of("needs"), need, "warning" if kept or share >= UNSURE else None)


def _fault(line: int, need: Requirement, severity: Severity | None) -> Fault:
    said = short(need.text)
    return Fault(
        line,
        Words(f"没有回应简报的 {need.id}“{said}”", f"{need.id} of the brief is not taken up: “{said}”"),
        Words(
            "在追溯表加一行：组件、验收指标、阶段、费用行；做不到就登记偏离",
            "add its row to the matrix (component, acceptance, phase, cost line) or enter a deviation",
        ),
        severity,
        about=need.text,
    )


def _met(words: set[str], places: dict[str, set[int]]) -> float:
    """The largest part of the words that one passage has."""
    counted = Counter(number for word in words for number in places.get(word, ()))
    return max(counted.values(), default=0) / len(words) if words else 1.0
