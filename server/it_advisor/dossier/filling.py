"""A new record: from a brief, from a report with its summary block, or from another dossier as a template."""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.brief import Brief, understand
from it_advisor.comparison.gates import GateCheck
from it_advisor.dossier.doubt import with_amounts
from it_advisor.dossier.record import PARTS, About, Doubt, OptionInFull, OwnedRequirement, Record
from it_advisor.dossier.wording import DOUBTED, HEADS
from it_advisor.errors import BadRequest, Language, Problem, Words
from it_advisor.report import HEADINGS
from it_advisor.report.grids import Grid
from it_advisor.report.headings import ROLES
from it_advisor.report.reading import Report, read_report
from it_advisor.summary import Summary

_NO_BLOCK = Words(
    "报告没有摘要块（末尾以 it_advisor_summary: 1 开头的 YAML）；请补上，或不填 report",
    "holds no summary block (the YAML at its end that begins with it_advisor_summary: 1); add it, or leave report out",
)
_FIGURES = re.compile(r"关键数字|Key figure")
_OURS = frozenset(tuple(told.split("|")) for words in HEADS.values() for told in words)
_TABLE_LINE = re.compile(r"^\s*\|.*$", re.MULTILINE)
_MARK = re.compile("|".join(re.escape(one.partition("{")[0]) for one in DOUBTED))
_MADE = frozenset({"requirements", "deviations", "components", "costs", "benefits", "phases", "risks", "evidence"})
"""Kinds of table that are made anew from the data whenever the report is written."""


def of_brief(brief: Brief, about: About) -> Record:
    """The requirements as the brief says them, each still without a measure."""
    needs, measure = understand(brief).requirements[:500], _OPEN[about.language]
    rows = (
        OwnedRequirement(id=need.id, need=need.text[:2_000], kind="given", priority="must", acceptance=measure)
        for need in needs
    )
    return Record(about=about, brief=brief, requirements=tuple(rows))


_OPEN: dict[Language, str] = {"zh": "待定", "en": "to be agreed"}


def of_report(markdown: str, brief: Brief) -> Record:
    """What the summary block says as data, and the report's prose without the tables that are made from the data.

    Raises BadRequest where there is no block, or one that cannot be read.
    """
    report = read_report(markdown)
    summary = report.summary
    if summary is None:
        raise BadRequest(Problem("report", report.summary_fault or _NO_BLOCK))
    return of_summary(summary, brief).model_copy(update={"text": dict(_prose(report))})


def parts_of(markdown: str) -> dict[str, str]:
    """The prose of a report by the part of a dossier it belongs to; it needs no summary block."""
    return dict(_prose(read_report(markdown)))


def of_summary(summary: Summary, brief: Brief) -> Record:
    rows = summary.model_dump(mode="json", include={"decision", *_SHARED})
    about = summary.model_dump(include={"title", "language", "currency", "horizon_years"})
    return Record.model_validate({"about": about, "brief": brief.model_dump(), **rows})


_SHARED = {"requirements", "components", "options", "cost_lines", "benefit_lines", "phases", "risks", "evidence"}


def of_dossier(record: Record, brief: Brief, about: About) -> Record:
    """What the next decision can start from: structure and wording, without money, verdicts, scores and evidence."""
    copy = record.model_copy(
        update={
            "about": about.model_copy(update={"horizon_years": record.about.horizon_years}),
            "brief": brief,
            "decision": None,
            "options": tuple(_unjudged(one) for one in record.options),
            "gates": tuple(GateCheck(option=one.option, gate=one.gate, result="open") for one in record.gates),
            "scores": (),
            "evidence": (),
            "steps": (),
            "cost_lines": tuple(one.model_copy(update={"unit_price": Decimal(0)}) for one in record.cost_lines),
            "benefit_lines": tuple(one.model_copy(update={"yearly": Decimal(0)}) for one in record.benefit_lines),
            "text": {part: told for part, told in record.text.items() if part not in ("decision", "costs", "next")},
        }
    )
    doubts = tuple(Doubt(section=name, revision=1) for name in with_amounts(copy))
    return copy.model_copy(update={"doubts": doubts})


def _unjudged(option: OptionInFull) -> OptionInFull:
    verdict = option.verdict if option.verdict == "do-nothing" else "alternative"
    return option.model_copy(update={"score": None, "gates": "open", "verdict": verdict})


def _prose(report: Report) -> Iterator[tuple[str, str]]:
    """The text under each of the fixed headings; a table stays where it is of a kind of its own."""
    lines = report.lines
    starts: dict[str, str] = dict(zip(HEADINGS[report.language], ROLES, strict=True))
    made = {line for grid in report.grids if _is_made(grid) for line in _lines_of(grid.line, lines)}
    role, told = "", list[str]()
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip() in starts or number > len(lines):
            if role in PARTS and (text := _tidy(told)):
                yield role, text
            role, told = starts.get(line.strip(), ""), []
        elif number not in made and not _MARK.match(line):
            told.append(line)
        elif number - 1 not in made:
            _drop_lead(told)


def _is_made(grid: Grid) -> bool:
    """Whether a table is one of those made from the data: by its kind, or because its head is ours."""
    return grid.kind in _MADE or grid.titles in _OURS or bool(_FIGURES.match(grid.titles[0]))


def _drop_lead(told: list[str]) -> None:
    """The line that only announces the table that stood below it."""
    while told and not told[-1].strip():
        told.pop()
    if told and told[-1].rstrip().endswith((":", "：")):
        told.pop()


def _lines_of(start: int, lines: tuple[str, ...]) -> Iterator[int]:
    """The lines of the table that begins at one."""
    number = start
    while number <= len(lines) and _TABLE_LINE.match(lines[number - 1]):
        yield number
        number += 1


def _tidy(told: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).strip()
