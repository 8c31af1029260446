"""A request put together to one document: the report, its charts where they belong, and the annexes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import ValidationError

from it_advisor import markdown
from it_advisor.comparison import compare
from it_advisor.costs import CostsRequest, estimate, request_of
from it_advisor.documents import annexes, charts, wording
from it_advisor.documents.content import (
    Block,
    Chart,
    Document,
    Heading,
    Material,
    Signatures,
    numbered,
    turned,
)
from it_advisor.documents.outline import outline, tidy, title_of
from it_advisor.documents.request import ExportRequest
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.problems import problems
from it_advisor.report import HEADINGS
from it_advisor.summary import Summary
from it_advisor.summary_block import read_summary
from it_advisor.text import language_of

_KEY = "it_advisor_summary"
_FRONT_MATTER = re.compile(r"\A---\n(?=[\w-]+ ?:).*?\n---\n", re.DOTALL)
"""Not a line across the page that a report begins with."""
_PLACES = {"ranking": 4, "roadmap": 6, "costs": 7, "risks": 8}
"""Under which of a report's headings the charts of a kind stand."""


def document_of(request: ExportRequest, today: date) -> Document:
    notes: list[Words] = []
    summary = _summary(request.report, notes)
    parts = markdown.blocks(_FRONT_MATTER.sub("", request.report, count=1))
    language = _language(request, summary)
    material = _material(request, summary, notes)
    drawn = tuple(charts.drawn(material, language, notes))
    title, body = _titled(parts, summary)
    if summary is not None:
        body = tuple(_without_annex(body))
    blocks = _with_charts(outline(body, language), drawn, language)
    every = turned(tuple(numbered(_with_annexes(blocks, material, language))))
    return Document(
        title=tidy(request.title or title or wording.REPORT.said(language)),
        language=language,
        signatures=_signatures(request, today),
        blocks=every,
        material=material,
        notes=tuple(words.said(language) for words in notes),
    )


def _summary(report: str, notes: list[Words]) -> Summary | None:
    """A block that does not fit costs the charts, not the document."""
    try:
        summary = read_summary(report)
    except BadRequest as error:
        notes.append(wording.filled(wording.BAD_SUMMARY, error.words))
        return None
    if summary is None:
        notes.append(wording.NO_SUMMARY)
    return summary


def _language(request: ExportRequest, summary: Summary | None) -> Language:
    if request.language != "auto":
        return request.language
    return summary.language if summary else language_of(request.report) or "zh"


def _material(request: ExportRequest, summary: Summary | None, notes: list[Words]) -> Material:
    costs = request.costs or own_costs(summary, notes)
    if summary and request.costs and request.costs.currency != summary.currency:
        notes.append(wording.filled(wording.OTHER_CURRENCY, summary.currency, request.costs.currency))
    return Material(
        summary,
        costs,
        estimate(costs) if costs else None,
        request.comparison,
        compare(request.comparison) if request.comparison else None,
    )


def own_costs(summary: Summary | None, notes: list[Words]) -> CostsRequest | None:
    """The summary's cost lines, where it has some."""
    if summary is None or not summary.cost_lines:
        return None
    try:
        counted = _without_idling(summary)
        left = [line.id for line in summary.cost_lines if line not in counted.cost_lines]
        notes += [wording.filled(wording.IDLE, ", ".join(left))] if left else []
        return request_of(counted)
    except ValidationError as error:
        words = next(problems(error, CostsRequest)).words
        notes.append(wording.filled(wording.BAD_COSTS, words))
        return None


def _without_idling(summary: Summary) -> Summary:
    """As the report's own totals count: what doing nothing costs is said in the text, not spared by the others."""
    idle = {option.id for option in summary.options if option.verdict == "do-nothing"}
    kept = tuple(line for line in summary.cost_lines if line.option not in idle)
    return summary.model_copy(update={"cost_lines": kept or summary.cost_lines})


def _titled(parts: tuple[markdown.Block, ...], summary: Summary | None) -> tuple[str, tuple[markdown.Block, ...]]:
    """The summary's title, or the report's only heading of the first level, which then is no chapter."""
    first = parts[0] if parts else None
    single = sum(isinstance(part, markdown.Heading) and part.level == 1 for part in parts) == 1
    title = ""
    if single and isinstance(first, markdown.Heading) and first.level == 1:
        title, parts = title_of(first), parts[1:]
    return (summary.title if summary else title), parts


def _without_annex(parts: Iterable[markdown.Block]) -> Iterator[markdown.Block]:
    """Neither the block for programs nor a heading, whatever it says, under which nothing else stands."""
    titles = {title.lstrip("# ") for title in (HEADINGS["zh"][-1], HEADINGS["en"][-1])}
    kept: list[markdown.Block] = []
    emptied = False
    for part in parts:
        if isinstance(part, markdown.Code) and part.text.startswith(_KEY):
            emptied = True
        elif not isinstance(part, markdown.Heading):
            emptied = False
            kept.append(part)
        elif markdown.plain(part.spans).strip() not in titles:
            _close(kept, part.level if emptied else _DEEPER)
            emptied = False
            kept.append(part)
    _close(kept, 0 if emptied else _DEEPER)
    return iter(kept)


_DEEPER = 99
"""Than any heading."""


def _close(kept: list[markdown.Block], level: int) -> None:
    """Takes the headings off the end that a following one of this level leaves with nothing below them."""
    while kept and isinstance(last := kept[-1], markdown.Heading) and last.level >= level:
        kept.pop()


def _with_charts(blocks: Iterable[Block], drawn: tuple[Chart, ...], language: Language) -> Iterator[Block]:
    """Each at the end of the section it belongs to; where there is no such section, in a chapter of their own."""
    waiting = {kind: [chart for chart in drawn if charts.KINDS[chart.name] == kind] for kind in _PLACES}
    titles = {HEADINGS[tongue][place].lstrip("# "): kind for kind, place in _PLACES.items() for tongue in HEADINGS}
    due: list[Chart] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield from due
            due = waiting.pop(titles.get(block.text, ""), [])
        yield block
    yield from due
    if left := [chart for kind in waiting.values() for chart in kind]:
        yield Heading(1, wording.CHARTS.said(language))
        yield from left


def _with_annexes(blocks: Iterable[Block], material: Material, language: Language) -> Iterator[Block]:
    yield from blocks
    if material.summary:
        yield from annexes.data(material.summary, language)
    for title, answer in ((wording.COSTS, material.estimate), (wording.COMPARISON, material.compared)):
        if answer:
            yield Heading(1, title.said(language))
            yield from outline(markdown.blocks(answer.markdown(language)), language, above=1)


def _signatures(request: ExportRequest, today: date) -> Signatures:
    return Signatures(
        tidy(request.version),
        request.date or today,
        tidy(request.owner or ""),
        tuple(map(tidy, request.reviewers)),
        tuple(map(tidy, request.approvers)),
    )
