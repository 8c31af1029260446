"""The plan needs more people than the organisation says it has.

计划用的人比企业自己说的还多。

Why: the plan then works only on paper; the missing people are neither hired nor priced.

为何：计划只在纸上成立，缺的人既没招也没算钱。

Brief:
    business_nature: 连锁酒店
    company_size: 约 1,150 人，IT 6 人
Bad:
    ## 实施建议
    项目投入 10 名 IT 人员全职参与。
Good:
    ## 实施建议
    项目投入 4 名 IT 人员，另由厂商派 8 名工程师。
Brief:
    business_nature: charity
    company_size: 40 staff, no IT staff
Bad:
    ## Implementation Plan
    The in-house IT team runs the servers and the database administrator makes the backups.
Good:
    ## Implementation Plan
    There is no in-house IT team; the provider makes the backups.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Passage, Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "PL607"
SEVERITY: Severity = "warning"

_NUMBERS = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_COUNT = r"(\d{1,3}|[一两二三四五六]|one|two|three|four|five)"
_HAS = re.compile(
    rf"it ?(?:部门?|团队|人员|员工)?(?:只有|仅有|共有?|有|：|:|为)? ?{_COUNT} ?[名人个]"
    rf"|{_COUNT} ?[名个位] ?(?:专职)?(?:的)? ?it"
    rf"|(?:it (?:team|staff|department) of|it:) {_COUNT}\b|{_COUNT} (?:people in it|it (?:staff|people"
    rf"|employees)|people of it)\b"
)
_NONE = re.compile(
    "没有(?:专职)? ?it|无(?:专职)? ?it|不设 ?it|no it (?:staff|team|department)|without it staff|no it\\b"
)
_USES = re.compile(
    rf"(?:投入|抽调|组建|配备|安排|需要?|派出|专职|组成)(?:企业|内部|自有|公司|约|共"
    rf"|至少)*? ?{_COUNT} ?[名人个位] ?(?:专职|全职|内部|自有)?(?:的)? ?"
    rf"(?:it|开发|运维|工程师|信息)|{_COUNT} (?:full-time |in-house |own |internal )?(?:it (?:staff|people"
    rf"|engineers)|developers|administrators|engineers)"
)
_OWN_TEAM = re.compile(
    r"(?:内部|自有|本?公司|企业|现有)的? ?(?:it|信息)(?:部门?|团队)|自有运维团队|(?:in-house|own"
    r"|internal) it (?:team|department|staff)|the it department"
    r"|database administrator|专职 ?dba"
)
_FROM_OUTSIDE = re.compile(
    "厂商|供应商|外包|外聘|招聘|新增|集成商|实施方|服务商|乙方|没有|不假设|不需|无需|养不起|vendor|provider"
    "|supplier|contractor|freelance|hire|recruit"
    "|partner|\\bno\\b|not |without|lacks|nobody|needs? an? "
)


def check(report: Report) -> Iterator[Fault]:
    has = _stated(report)
    if has is None:
        return
    for passage, words in report.find(_USES, "plan", "solution", "types", "costs", "features"):
        found = _USES.search(words.lower())
        needs = _number(next(filter(None, found.groups()), "")) if found else 0
        if needs > has and not _FROM_OUTSIDE.search(passage.text.lower()):
            yield _fault(passage, words, has)
            return
    if has == 0:
        for passage, words in report.find(_OWN_TEAM, "plan", "solution", "types", "features"):
            if not _FROM_OUTSIDE.search(passage.text.lower()):
                yield _fault(passage, words, has)
                return


def _stated(report: Report) -> int | None:
    """How many people IT has, by the brief, else by what the report says of the needs."""
    brief = report.brief.brief if report.brief else None
    told = (
        f"{brief.company_size or ''} {brief.technical_requirements or ''} {brief.business_nature or ''}"
        if brief
        else ""
    )
    text = told.strip() or report.text("decision", "needs")
    text = text.lower()
    if _NONE.search(text):
        return 0
    found = _HAS.search(text)
    return _number(next(filter(None, found.groups()), "")) if found else None


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text or 0)


def _fault(passage: Passage, words: str, has: int) -> Fault:
    return Fault(
        passage.line,
        Words(f"“{short(words)}”：企业的 IT 只有 {has} 人", f"“{short(words)}”: there are {has} people in IT"),
        Words(
            f"按 {has} 人重排，或写明外聘、招聘并加费用行",
            f"plan for {has}, or say who is hired or bought in and add the cost line",
        ),
    )
