"""The tables of a dossier's report, made from its data, so that every sum is right."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from it_advisor.comparison.ranking import weighted_sums
from it_advisor.dossier.judging import grid_of_scores
from it_advisor.dossier.record import Record
from it_advisor.dossier.wording import (
    DEVIATIONS,
    EVIDENCE,
    HEADS,
    KEY_FIGURES,
    MONTH_COUNT,
    MONTH_SPAN,
    MONTHS,
    NO_PAYBACK,
    ONCE,
    OPTION_COSTS,
    POINTS,
    SAID,
    TOTAL,
)
from it_advisor.errors import Language, Words
from it_advisor.summary import BenefitLine, CostLine, Summary, benefit_in, totals_of

Row = Sequence[str]


class Tables:
    """Of one record in its own language, as Markdown; nothing where there is nothing to show."""

    def __init__(self, record: Record, summary: Summary | None) -> None:
        self._record, self._summary = record, summary
        self._language: Language = record.about.language

    def _said(self, words: Words | str, *given: object) -> str:
        told = SAID.get(words, Words(words, words)) if isinstance(words, str) else words
        return told.said(self._language).format(*given) if given else told.said(self._language)

    def _table(self, name: str, rows: Iterable[Row], lead: Words | None = None) -> str:
        if not (found := [*rows]):
            return ""
        table = self._lined(self._said(HEADS[name]).split("|"), found)
        return f"{self._said(lead)}\n\n{table}" if lead else table

    def _lined(self, heads: Row, rows: Iterable[Row]) -> str:
        lines = [heads, ["---"] * len(heads), *rows]
        return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)

    def figures(self) -> str:
        if self._summary is None or not self._record.cost_lines:
            return ""
        totals, years = totals_of(self._summary), self._summary.horizon_years
        payback = totals.payback_months
        asked = self._record.decision.amount if self._record.decision else None
        values = (
            None if asked is None else amount(asked),
            amount(totals.one_off),
            amount(totals.yearly),
            amount(totals.tco),
            amount(totals.benefit) if self._record.benefit_lines else None,
            self._said(NO_PAYBACK, years) if payback is None else self._said(MONTHS, payback),
        )
        rows = ((self._said(name, years), told) for name, told in zip(KEY_FIGURES, values, strict=True) if told)
        return self._table("figures", rows).replace("{0}", self._record.about.currency)

    def requirements(self) -> str:
        return self._table(
            "requirements",
            (
                (
                    one.id, one.need, self._said(one.kind), self._said(one.priority), _listed(one.components),
                    one.acceptance, one.phase or "—", _listed(one.lines), one.owner or "—",
                )
                for one in self._record.requirements
            ),
        )  # fmt: skip

    def deviations(self) -> str:
        rows = ((one.id, one.deviation) for one in self._record.requirements if one.deviation)
        return self._table("deviations", rows, DEVIATIONS)

    def components(self) -> str:
        rows = (
            (one.id, self._said(one.layer), one.choice, "; ".join(one.alternatives) or "—")
            for one in self._record.components
        )
        return self._table("components", rows)

    def options(self) -> str:
        rows = (
            (
                f"{one.id} {one.name}", self._said(one.verdict), self._said(one.gates),
                "—" if one.score is None else f"{one.score.normalize():f}", _listed(one.components),
                "; ".join(one.products) or "—", _listed(one.covers), one.weakness or "—",
            )
            for one in self._record.options
        )  # fmt: skip
        return self._table("options", rows)

    def gates(self) -> str:
        return self._table(
            "gates", ((one.option, one.gate, self._said(one.result), one.evidence or "—") for one in self._record.gates)
        )

    def scores(self) -> str:
        """Criteria by options, scorers' scores averaged, with the points they come to."""
        grid = grid_of_scores(self._record)
        if grid is None or not grid.options:
            return ""
        rows = [
            [one.name, f"{weight * 100:.4g}%", *(f"{row[place]:.4g}" for row in grid.scores)]
            for place, (one, weight) in enumerate(zip(grid.criteria, grid.weights, strict=True))
        ]
        points = [self._said(POINTS), "100%", *(f"{of:.1f}" for of in weighted_sums(grid))]
        return self._lined([*self._said(HEADS["scores"]).split("|"), *grid.options], [*rows, points])

    def phases(self) -> str:
        rows = (
            (
                one.id, one.name, self._said(MONTH_SPAN, plain(one.start_month), plain(one.start_month + one.months)),
                self._said(MONTH_COUNT, plain(one.months)), one.owner, one.exit,
            )
            for one in self._record.phases
        )  # fmt: skip
        return self._table("phases", rows)

    def payments(self) -> str:
        rows = [(one.name, one.exit, f"{plain(one.payment_pct)}%") for one in self._record.phases if one.payment_pct]
        if not rows:
            return ""
        total = sum((one.payment_pct or Decimal(0) for one in self._record.phases), Decimal(0))
        return self._table("payments", [*rows, (self._said(TOTAL), "", f"{plain(total)}%")])

    def costs(self) -> Iterator[str]:
        """One table an option, the recommended one first."""
        order = sorted(self._record.options, key=lambda one: one.verdict != "recommended")
        for option in order:
            lines = [line for line in self._record.cost_lines if line.option == option.id]
            if lines:
                lead = self._said(OPTION_COSTS, f"{option.id} {option.name}")
                yield f"{lead}\n\n{self._table('costs', self._cost_rows(lines))}"

    def _cost_rows(self, lines: Sequence[CostLine]) -> Iterator[Row]:
        years = self._record.about.horizon_years
        for one in lines:
            lasts = max(0, min(one.to_year or years, years) - one.from_year + 1)
            yield (
                one.id, one.item, plain(one.quantity), one.unit, amount(one.unit_price),
                self._said(ONCE) if one.kind == "one-off" else str(lasts), amount(one.over(years)), one.basis,
                f"±{plain(one.error_pct)}%",
            )  # fmt: skip
        total = sum((one.over(years) for one in lines), Decimal(0))
        yield (self._said(TOTAL), "", "", "", "", "", amount(total), "", "")

    def benefits(self) -> str:
        if not self._record.benefit_lines:
            return ""
        years = self._record.about.horizon_years
        rows: list[Row] = [
            (one.id, one.item, amount(one.yearly), str(one.from_month), str(one.ramp_months),
             amount(over(one, years)), one.basis)
            for one in self._record.benefit_lines
        ]  # fmt: skip
        yearly = sum((one.yearly for one in self._record.benefit_lines), Decimal(0))
        total = sum((over(one, years) for one in self._record.benefit_lines), Decimal(0))
        return self._table("benefits", [*rows, (self._said(TOTAL), "", amount(yearly), "", "", amount(total), "")])

    def risks(self) -> str:
        rows = ((one.id, one.risk, one.trigger, one.mitigation, one.owner) for one in self._record.risks)
        return self._table("risks", rows)

    def evidence(self) -> str:
        rows = (
            (one.id, one.claim, self._said(one.kind), one.source or one.confirm_by or "—", one.date or "—")
            for one in self._record.evidence
        )
        return self._table("evidence", rows, EVIDENCE)

    def steps(self) -> str:
        return self._table("steps", ((one.by, one.action, one.owner) for one in self._record.steps))


def over(line: BenefitLine, years: int) -> Decimal:
    """What a benefit line brings within the first so many years."""
    return sum((benefit_in(line, month) for month in range(1, years * 12 + 1)), Decimal(0)).quantize(Decimal(1))


def plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def amount(number: Decimal) -> str:
    """With separators, and with decimals only where there are any."""
    return f"{number:,.2f}".removesuffix(".00")


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "—"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
