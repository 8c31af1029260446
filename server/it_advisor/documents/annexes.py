"""Tables of a report's own data, in place of the block that programs read."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from it_advisor.costs.figures import shown
from it_advisor.costs.wording import NAMES
from it_advisor.documents import wording
from it_advisor.documents.content import Block, Heading
from it_advisor.documents.outline import table
from it_advisor.errors import Language, Words
from it_advisor.markdown import Span, Spans
from it_advisor.summary import CostLine, Summary

Row = Sequence[str]


def data(summary: Summary, language: Language) -> Iterator[Block]:
    """One table a kind of row that the summary has."""
    yield Heading(1, wording.DATA.said(language))
    for title, heads, rows in tables(summary, language):
        if rows:
            header = [_cell(head.said(language)) for head in heads]
            yield table(title.said(language), header, [[_cell(text) for text in row] for row in rows])


def _cell(text: str) -> Spans:
    return (Span(text),) if text else ()


Tables = Iterator[tuple[Words, Sequence[Words], list[Row]]]
Said = Callable[[str], str]


def tables(summary: Summary, language: Language) -> Tables:
    def said(word: str) -> str:
        return (wording.WORDS.get(word) or NAMES.get(word) or Words(word, word)).said(language)

    yield wording.DECISION_TITLE, wording.DECISION_HEADS, decided(summary, language)
    yield from _solution(summary, language, said)
    yield from _money(summary, language, said)
    yield from _plan(summary, language, said)


def _solution(summary: Summary, language: Language, said: Said) -> Tables:
    trace: list[Row] = [
        (
            row.id,
            row.need,
            f"{said(row.kind)} · {said(row.priority)}",
            ", ".join(row.components),
            row.acceptance,
            row.phase or "",
            ", ".join(row.lines),
            row.deviation,
        )
        for row in summary.requirements
    ]
    parts: list[Row] = [
        (row.id, said(row.layer), row.choice, _listed(row.alternatives, language)) for row in summary.components
    ]
    options: list[Row] = [
        (row.id, row.name, said(row.verdict), said(row.gates), number(row.score)) for row in summary.options
    ]
    yield wording.TRACE, wording.TRACE_HEADS, trace
    yield wording.COMPONENTS, wording.COMPONENT_HEADS, parts
    yield wording.OPTIONS, wording.OPTION_HEADS, options


def _money(summary: Summary, language: Language, said: Said) -> Tables:
    costs: list[Row] = [
        (
            row.id,
            row.option,
            row.item,
            said(row.category),
            f"{number(row.quantity)} {row.unit} × {number(row.unit_price)}",
            f"{said(row.kind)} {_years(row, summary.horizon_years, language)}",
            number(row.over(summary.horizon_years)),
            f"±{number(row.error_pct)} %",
            row.basis,
        )
        for row in summary.cost_lines
    ]
    benefits: list[Row] = [
        (row.id, row.item, number(row.yearly), str(row.from_month), str(row.ramp_months), row.basis)
        for row in summary.benefit_lines
    ]
    yield wording.COST_LINES, wording.COST_HEADS, costs
    yield wording.BENEFITS, wording.BENEFIT_HEADS, benefits


def _plan(summary: Summary, language: Language, said: Said) -> Tables:
    phases: list[Row] = [
        (row.id, row.name, number(row.start_month), number(row.months), row.owner, row.exit, _percent(row.payment_pct))
        for row in summary.phases
    ]
    risks: list[Row] = [
        (row.id, row.risk, row.trigger, row.mitigation, row.owner, number(row.likelihood), number(row.impact))
        for row in summary.risks
    ]
    evidence: list[Row] = [
        (row.id, row.claim, said(row.kind), _listed((row.source, row.date), language), row.confirm_by)
        for row in summary.evidence
    ]
    yield wording.PHASES, wording.PHASE_HEADS, phases
    yield wording.RISKS, wording.RISK_HEADS, risks
    yield wording.EVIDENCE, wording.EVIDENCE_HEADS, evidence


def _percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{number(value)} %"


def _listed(texts: Sequence[str], language: Language) -> str:
    return wording.LISTED.said(language).join(filter(None, texts))


def decided(summary: Summary, language: Language) -> list[Row]:
    """The decision and the totals, line by line."""
    one, money = summary.decision, summary.currency
    amounts = [f"{number(value)} {money}" if value is not None else "—" for value in (one.amount, one.ceiling)]
    values = (one.choice, *amounts, one.by, one.approval, one.changes_if)
    rows: list[Row] = [(name.said(language), value) for name, value in zip(wording.DECISION_ROWS, values, strict=True)]
    if summary.totals:
        for name, value in zip(wording.TOTALS, summary.totals.model_dump().values(), strict=True):
            rows.append((name.said(language).format(money), number(value)))
    return rows


def _years(line: CostLine, horizon: int, language: Language) -> str:
    """Which years a line falls due in."""
    first = line.from_year
    last = first if line.kind == "one-off" else line.to_year or horizon
    return wording.YEARS.said(language).format(str(first) if first == last else f"{first}–{last}")


def number(value: Decimal | int | None) -> str:
    """With thousands separators; cents only where there are some."""
    return "—" if value is None else shown(Decimal(value))
