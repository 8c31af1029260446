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
from it_advisor.report.passages import Passage
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "PL607"
SEVERITY: Severity = "warning"

_NUMBERS = (
    dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
    | {"两": 2}
    | dict(
        zip(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(1, 11), strict=True)
    )
)
_COUNT = rf"(\d{{1,3}}|[一两二三四五六七八九十]|{'|'.join(name for name in _NUMBERS if name.isascii())})"
_TEAM = "it|信息(?:部|中心|科|技术部|化部门)|技术部"
_HAS = re.compile(
    rf"(?:{_TEAM}) ?(?:部门?|团队|人员|员工)?(?:只有|仅有|现有|共有?|有|：|:|为)? ?{_COUNT} ?[名人个](?!天|月)"
    rf"|{_COUNT} ?[名个位](?: ?专职)?的? ?it"
    rf"|(?:it (?:team|staff|department) (?:of|consists of|has|counts|numbers)|it:) {_COUNT}\b"
    rf"|{_COUNT} (?:people in it|it (?:staff|people"
    rf"|employees)|people of it)\b"
)
_NONE = re.compile(
    "没有(?:专职)? ?it|无(?:专职)? ?it|不设 ?it|no it (?:staff|team|department)|without it staff|no it\\b"
)
_STAFF = re.compile(
    r"(?:名|人|个|位) ?(?:专职|全职|内部|自有)?(?:的)? ?(?:it|开发|运维|工程师|信息)"
    r"|人(?=[，。；全参投]|$)"
    r"|(?:full-time |in-house |own |internal )?(?:it (?:staff|people|engineers)|developers|administrators|engineers)\b"
)
_USED = re.compile(
    rf"(?:投入|抽调|组建|配备|安排|需要?|派出|专职|组成)[企业内部自有公司约共至少 ]{{0,8}}{_COUNT} ?$"
    rf"|(?:^|[ (]){_COUNT} (?:(?:more|full-time) )?$"
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

_REACH = 24
_READ = 6_000
"""Characters in which an organisation says how many people it has."""


def check(report: Report) -> Iterator[Fault]:
    has = _stated(report)
    if has is None:
        return
    for hit in report.find(_STAFF, "plan", "solution", "types", "costs", "features"):
        found = _USED.search(hit.before(_REACH))
        needs = _number(next(filter(None, found.groups()), "")) if found else 0
        if hit.words == "人" and not re.search(_TEAM, hit.clause()):
            continue
        if found and needs > has and not _FROM_OUTSIDE.search(hit.passage.text.lower()):
            yield _fault(hit.passage, f"{found[0]}{hit.words}".strip(), has)
            return
    if has == 0:
        own = report.find(_OWN_TEAM, "plan", "solution", "types", "features")
        found_own = next((hit for hit in own if not _FROM_OUTSIDE.search(hit.passage.text.lower())), None)
        if found_own is not None:
            yield _fault(found_own.passage, found_own.words, has)


def _stated(report: Report) -> int | None:
    """How many people IT has, by the brief, else by what the report says of the needs."""
    brief = report.brief.brief if report.brief else None
    said = (brief.company_size, brief.technical_requirements, brief.business_nature) if brief else ()
    text = (" ".join(filter(None, said)) or report.text("decision", "needs"))[:_READ].lower()
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
