"""Asking for a report to be checked, and the answer: what to mend first, and how."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from it_advisor.errors import BadRequest, Language, Problem, Words
from it_advisor.model import AskedLanguage, Count, Flag, Model
from it_advisor.problems import problems
from it_advisor.severity import CALLED, Severity

if TYPE_CHECKING:  # the checker is loaded when it is first used
    from it_advisor.brief import Understanding
    from it_advisor.checking import Examination, Found

LISTED = 50
"""Findings in an answer; a client refuses one that is much longer, and nobody mends more at once."""
MOST_CHARACTERS = 16_000
"""Of all findings in an answer, for the same reason."""
MOST = 200_000
"""Characters of a report: several times the longest one a board reads."""

_Said = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, max_length=8_000)] | None,
    BeforeValidator(lambda value: None if isinstance(value, str) and not value.strip() else value),
]
_NOT_SAID = "未说明 not given"


class CheckRequest(Model):
    """A report, and the brief it answers if that is known."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    report: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MOST)] = Field(
        description="Markdown or dossier id"
    )
    business_nature: _Said = None
    company_size: _Said = None
    budget_range: _Said = None
    technical_requirements: _Said = None
    language: AskedLanguage = "auto"

    @property
    def understood(self) -> "Understanding | None":
        """The brief as it is understood; None where nothing of it was given."""
        from it_advisor.brief import Brief, understand

        given = {name: getattr(self, name) for name in Brief.model_fields}
        if not any(given.values()):
            return None
        try:
            return understand(Brief(**{**given, "business_nature": given["business_nature"] or _NOT_SAID}))
        except ValidationError as error:
            raise BadRequest(*problems(error, Brief)) from error


class Finding(Model):
    """One thing a board would object to."""

    code: str = Field(description="The rule; `it-advisor rules CODE` explains it")
    severity: Severity
    family: str
    heading: str
    line: Count
    message: str
    fix: str
    fixable: Flag = Field(description="True: `it-advisor check --fix` mends it")


class Gain(Model):
    """What mending all findings of a rule would bring to the overall score."""

    code: str
    points: Count


class Score(Model):
    """Of 100."""

    overall: Count
    families: dict[str, Count] = Field(description="By a finding's `family`")
    gains: tuple[Gain, ...] = Field(description="What raises it most, at most three")


class Counts(Model):
    """How many findings there are, listed or not."""

    errors: Count = 0
    warnings: Count = 0
    notes: Count = 0
    not_listed: Count = Field(default=0, description="Less severe than those listed")
    suppressed: Count = Field(default=0, description="Taken out by comments in the report, or known from a baseline")


class Checkup(Model):
    """A report as a board would find it; worst first."""

    language: Language
    score: Score
    counts: Counts
    findings: tuple[Finding, ...]

    @property
    def next_step(self) -> str:
        """It stands below the findings: a client that shows one text shows them."""
        return ""

    def text(self) -> str:
        lines = [self._verdict(), ""] if self.findings else [self._verdict()]
        lines += [f"{at}. {_line(one, self.language)}" for at, one in enumerate(self.findings, start=1)]
        if self.counts.not_listed:
            lines += ["", _MORE.said(self.language).format(self.counts.not_listed)]
        closing = _MEND if self.counts.errors else _NO_ERROR if self.findings else _NOTHING
        lines += ["", closing.said(self.language)]
        return "\n".join(lines) + "\n"

    def _verdict(self) -> str:
        zh, en = [f"**{self.score.overall}/100**"], [f"**{self.score.overall}/100**"]
        counts = self.counts
        for words, count in zip(CALLED.values(), (counts.errors, counts.warnings, counts.notes), strict=True):
            zh.append(f"{words.zh} {count}")
            en.append(f"{count} {words.en}{'s'[: count != 1]}")
        if self.score.gains:
            gains = " ".join(f"{one.code} +{one.points}" for one in self.score.gains)
            zh.append(f"最能提分：{gains}")
            en.append(f"raises it most: {gains}")
        if counts.suppressed:
            zh.append(f"已忽略 {counts.suppressed}")
            en.append(f"{counts.suppressed} suppressed")
        return Words("；".join(zh), "; ".join(en)).said(self.language)


_MEND = Words("先改错误，再检查一次。", "Mend the errors, then check again.")
_NO_ERROR = Words("没有错误；警告逐条核对即可。", "No errors; look at the warnings one by one.")
_NOTHING = Words("没有发现问题。", "Nothing to object to.")
_NO_REPORT = Words(
    "不像选型报告：决策摘要、需求、方案、实施、成本、风险、下一步这些部分认出的太少，因此没有检查。"
    "请给出 Markdown 全文，用 # 标出标题",
    "does not look like a selection report: too few of its parts (decision, needs, solution, plan, costs, risks, "
    "next steps) were found, so it was not checked. Give the whole report as Markdown, with its headings marked by #",
)
_MORE = Words(
    "还有 {} 条较轻的未列出；改完再检查。", "{} more, less severe, are not listed; check again after mending."
)


def _line(one: Finding, language: Language) -> str:
    severity = CALLED[one.severity].said(language)
    if language == "zh":
        where = f"第 {one.line} 行" + (f"“{one.heading}”" if one.heading else "")
        return f"[{severity} {one.code}] {where}：{one.message}。改：{one.fix}。"
    where = f"line {one.line}" + (f" “{one.heading}”" if one.heading else "")
    return f"[{severity} {one.code}] {where}: {one.message}. Mend: {one.fix}."


def checkup(request: CheckRequest) -> Checkup:
    """The answer, from the request alone: the same request gives the same answer."""
    from it_advisor.checking import examine
    from it_advisor.report.reading import read_report

    examination = examine(read_report(request.report, request.understood))
    return answer(examination, request.language)


def answer(examination: "Examination", asked: AskedLanguage = "auto", whole: bool = False) -> Checkup:
    """Not `whole`, it has as many findings as a client takes. Raises BadRequest for what is no selection report."""
    from it_advisor import checking

    report, found, suppressed = examination
    language = report.language if asked == "auto" else asked
    if not checking.is_report(report):
        raise BadRequest(Problem("report", _NO_REPORT))
    severities = [one.severity for one in found]
    listed = tuple(_finding(one, language) for one in found) if whole else _fitting(found, language)
    return Checkup(
        language=language,
        score=_scored(found),
        counts=Counts(
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            notes=severities.count("info"),
            not_listed=len(found) - len(listed),
            suppressed=suppressed,
        ),
        findings=listed,
    )


def _scored(found: Sequence["Found"]) -> Score:
    from it_advisor import checking

    score = checking.score(found)
    return Score(
        overall=score.overall,
        families=dict(score.families),
        gains=tuple(Gain(code=code, points=points) for code, points in checking.raises(found)[:3]),
    )


def _fitting(found: Sequence["Found"], language: Language) -> tuple[Finding, ...]:
    listed = tuple(_finding(one, language) for one in found[:LISTED])
    return listed[: sum(total <= MOST_CHARACTERS for total in accumulate(map(_length, listed)))]


def _length(one: Finding) -> int:
    return len(one.heading) + len(one.message) + len(one.fix)


def _finding(one: "Found", language: Language) -> Finding:
    return Finding(
        code=one.code,
        severity=one.severity,
        family=one.family,
        heading=one.heading,
        line=one.line,
        message=one.message.said(language),
        fix=one.fix.said(language),
        fixable=bool(one.edits),
    )
