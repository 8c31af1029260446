"""A requirement that is relaxed, deferred or dropped without an entry in the deviation register.

需求被放宽、推迟或不做，偏离登记里却没有。

Why: whoever asked for it believes that it comes, until it does not.

为何：提出的人以为会有，直到没有。

Bad:
    ## 业务需求分析
    | 编号 | 需求 | 性质 | 组件 | 验收指标 |
    |---|---|---|---|---|
    | R1 | 统一主数据 | 明示·必须 | C1 | 无重码 |
    | R2 | 断网可用 | 明示·必须 | C1 | 断网 4 小时不丢单 |

    偏离登记：无。
    ## 实施建议
    R2 推迟到 2028 年二期再做。
Bad:
    ## Requirements
    | ID | Need | Priority | Component | Acceptance measure |
    |---|---|---|---|---|
    | R1 | One item master | must | C1 | No duplicate |
    | R2 | Own app | could | — | Not now |

    | ID | What is relaxed or deferred, why, who must agree |
    |---|---|
    | R1 | Suppliers' items come later; the buyer must agree |
Good:
    ## Requirements
    | ID | Need | Priority | Component | Acceptance measure |
    |---|---|---|---|---|
    | R1 | One item master | must | C1 | No duplicate |
    | R2 | Own app | could | — | Not now |

    | ID | What is relaxed or deferred, why, who must agree |
    |---|---|
    | R2 | Deferred to 2028; the sales manager must agree |
    ## Implementation Plan
    If the pilot slips, R1 is deferred. R2 is deferred. R1 must not be postponed.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.passages import Hit
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import ids_in, label
from it_advisor.rules.wording import told
from it_advisor.text import short

CODE = "CO908"
SEVERITY: Severity = "error"

_RELAXED = re.compile(
    r"推迟|延后|延期|暂缓|放宽|降级|降低要求|不做|暂不|不建|另案|二期再|第二期再|以后再|取消"
    r"|defer(?:red|s)?\b|postpone[ds]?\b|relaxed|dropped|not now|left out|out of scope|later phase|descoped|waived"
)
_NOT = re.compile(
    r"若|如果|假如|万一|一旦|则|不得|不能|不可|不允许|不再推迟|先.{0,20}再|\bif\b|\bunless\b|must not|may not"
    r"|cannot|not be|would|should .{0,20}slip"
)
_REGISTER = re.compile("偏离|deviation|relaxed or deferred")
_NOUN_AFTER = re.compile(
    r"(?![到至于在为后]|[一二两三四五六下本]期|[一二两三四五六半]|建设|实施|上线|交付|做)[\u4e00-\u9fff]| [a-z]{3,}"
)
_TAKES_NO_NOUN = re.compile(r"取消|延期|延后|推迟|dropped|deferred|relaxed|waived|postponed")
_PREPOSITION = re.compile(
    r" (?:to|until|till|from|into|for|by|because|with|without|beyond|after|and|out|as|in|at|here)\b"
)
_GLUE = re.compile(
    r"[^\w]|[A-Z]{1,4}-?\d{1,3}|[、和与及至到也都均将则先已拟可被]|建议|本期|一期|需求"
    r"|\b(?:and|to|is|are|was|were|be|been|has|have|will|also|both|now|being)\b"
)
"""What may stand between a requirement's id and its own predicate."""
_REACH = 30
"""Characters before the word within which the requirement is named that it is about."""


def check(report: Report) -> Iterator[Fault]:
    """Silent where no requirement has a number: then nothing can be entered."""
    known = {name: grid.line_of(row) for grid in report.grids_of("requirements") for name, row in grid.ids().items()}
    if not known:
        return
    registered = _registered(report)
    found: dict[str, tuple[int, str, Severity | None]] = {}
    for grid in report.grids_of("requirements"):
        for cell in grid.cells("acceptance"):
            row = grid.rows[cell.row]
            if _RELAXED.search(cell.text.lower()) and len(cell.text) <= 12 and row[0] in known:
                found.setdefault(row[0], (cell.line, label(row), None))
    for name, line, words, severity in _told(report):
        if name in known:
            found.setdefault(name, (line, words, severity))
    for name, (line, words, severity) in found.items():
        if name not in registered:
            yield Fault(
                line,
                Words(
                    f"{name} 被放宽或推迟，偏离登记里没有：“{words}”",
                    f"{name} is relaxed without a deviation: “{words}”",
                ),
                Words(
                    f"在偏离登记里加 {name}：放宽什么、为什么、须谁同意",
                    f"enter {name} in the deviation register: what is relaxed, why, who must agree",
                ),
                severity,
            )


def _told(report: Report) -> Iterator[tuple[str, int, str, Severity | None]]:
    """What sentences relax: a warning where words beside its own name stand between the id and the verb."""
    needs = {
        grid.rows[cell.row][0]: cell.text for grid in report.grids_of("requirements") for cell in grid.cells("need")
    }
    for hit in told(report, _RELAXED, "plan", "costs", "decision", "solution", "types", "fit", "features", "needs"):
        text = hit.passage.text
        if not _NOT.search(text.lower()) and not _REGISTER.search(text.lower()) and not _has_object(hit):
            before = text[max(0, hit.start - _REACH) : hit.start]
            for name in sorted(ids_in(before)):
                between = before[before.rfind(name) + len(name) :] if name in before else ""
                own = not _GLUE.sub("", between.replace(needs.get(name) or " ", ""))
                yield name, hit.passage.line, short(text, 50), None if own else "warning"


def _has_object(hit: Hit) -> bool:
    """Whether the verb is of another thing: to cancel an order, dropped calls."""
    after = hit.after(_REACH).lower()
    if not _TAKES_NO_NOUN.fullmatch(hit.words.lower()) or _PREPOSITION.match(after):
        return False
    return _NOUN_AFTER.match(after) is not None


def _registered(report: Report) -> set[str]:
    found = {name for grid in report.grids_of("deviations") for name in grid.ids()}
    for grid in report.grids_of("requirements"):
        found |= {grid.rows[cell.row][0] for cell in grid.cells("deviation") if len(cell.text) > 3}
    return found.union(*(ids_in(hit.passage.text) for hit in told(report, _REGISTER)))
