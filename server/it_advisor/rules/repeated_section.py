"""Two main sections for the same purpose.

同一用途的章节出现两次。

Why: the reader does not know which of the two holds.

为何：读者不知道以哪一处为准。

Bad:
    ## 风险提示
    接口风险。
    ## 下一步建议
    2027-01-15 签批。
    ## 风险分析
    数据风险。
Good:
    ## 4. Costs and benefits
    EUR 300k.
    ### Cost analysis
    By line.
    ## Risks
    Interfaces.
"""

from collections.abc import Iterator
from itertools import pairwise

from it_advisor.errors import Words
from it_advisor.report import Role
from it_advisor.report.headings import bare
from it_advisor.report.reading import Report
from it_advisor.report.sections import Section
from it_advisor.rules.fault import Fault, Severity

CODE = "ST104"
SEVERITY: Severity = "error"

_IN_CHAPTERS = frozenset[Role | None]({"needs", "costs"})
"""What reports tell in two chapters: the business and its requirements, what it costs and what it brings."""


def check(report: Report) -> Iterator[Fault]:
    """Of main sections only: a part of one may well have its name. Annexes may be several.

    An error under the same heading. Under another it is a warning, and nothing where the one follows the other (a
    subject in two chapters) or where the decision is summed up at the end.
    """
    known = [section for section in report.sections if section.known and section.role != "annex"]
    level = min((section.level for section in known), default=0)
    main = [section for section in known if section.level == level]
    first: dict[Role | None, Section] = {}
    for before, section in pairwise([main[0], *main] if main else []):
        other = first.setdefault(section.role, section)
        same = bare(section.heading) == bare(other.heading)
        if other is not section and (
            same or ((before.role != section.role or section.role not in _IN_CHAPTERS) and section.role != "decision")
        ):
            yield _fault(section, other)._replace(severity=None if same else "warning")


def _fault(section: Section, other: Section) -> Fault:
    return Fault(
        section.line,
        Words(
            f"“{section.heading}”与第 {other.line} 行的“{other.heading}”是同一部分",
            f"“{section.heading}” serves the same purpose as “{other.heading}” on line {other.line}",
        ),
        Words("合并成一节，只留一处", "merge the two into one"),
    )
