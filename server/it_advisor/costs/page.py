"""An estimate as Markdown tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from it_advisor.costs import wording
from it_advisor.costs.figures import Factor, Figure, LineSum, OptionEstimate, Scenario, Verdict, exactly, shown
from it_advisor.errors import Language
from it_advisor.markup import plain, table

NONE = "—"


MOST_CAUTIONS = 5


def cautions(fractions: Mapping[str, Decimal], language: Language) -> Iterator[str]:
    """What a reader should know before the first figure."""
    for field, value in islice(fractions.items(), MOST_CAUTIONS):
        yield wording.FRACTION.said(language).format(field=field, value=exactly(value), meant=exactly(100 * value))


def comparison(options: Sequence[OptionEstimate], language: Language) -> str:
    """One row an option."""
    rows = (
        (
            _named(option, language),
            *_scenario(option.scenarios[1], language)[1:5],
            _shown(option.scenarios[1].benefit_cost_ratio),
            _shown(option.simulation.payback_probability_pct),
            _budget(option.budget, language),
        )
        for option in options
    )
    return _titled(wording.COMPARISON_TITLE.said(language), _table(wording.COMPARISON[language], rows))


def detail(option: OptionEstimate, language: Language) -> str:
    """All tables of one option."""
    blocks = [
        _years(option, language),
        _table(wording.FIGURES[language], _figures(option, language)),
        _scenarios(option, language),
        *_simulation(option, language),
        *_tornado(option, language),
        *_verdicts(option, language),
    ]
    return _titled(_named(option, language), *blocks)


def lines(sums: Iterable[LineSum], language: Language) -> str:
    """What the figures were made from."""
    rows = (
        (
            line.id,
            plain(line.option),
            plain(line.item),
            wording.NAMES[line.group].said(language),
            " × ".join(_factor(factor, language) for factor in line.factors),
            *map(shown, (line.low, line.likely, line.high)),
        )
        for line in sums
    )
    return _titled(wording.LINES_TITLE.said(language), _table(wording.LINES[language], rows))


def conventions(currency: str, years: int, rate_pct: Decimal, language: Language) -> str:
    """How the figures are to be read."""
    facts = {"currency": currency, "years": years, "rate": f"{rate_pct:f}"}
    notes = (f"- {words.said(language).format(**facts)}" for words in wording.CONVENTIONS)
    return _titled(wording.CONVENTIONS_TITLE.said(language), "\n".join(notes))


def _factor(factor: Factor, language: Language) -> str:
    name = wording.FACTORS[factor.what].said(language)
    return f"{exactly(factor.value)} {name}".rstrip()


def _titled(title: str, *blocks: str) -> str:
    """The title is Markdown."""
    return "\n\n".join([f"#### {title}", *blocks])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    numbers = [column for column, head in enumerate(heads) if head.endswith(":")]
    return table([head.removesuffix(":") for head in heads], rows, numbers)


def _named(option: OptionEstimate, language: Language) -> str:
    name = plain(option.option)
    return f"{name} ({wording.BASELINE.said(language)})" if option.is_baseline else name


def _shown(value: Decimal | int | None) -> str:
    return NONE if value is None else shown(Decimal(value))


def _rates(scenario: Scenario, language: Language) -> str:
    if scenario.npv is None:
        return NONE
    if not scenario.irr_pct:
        return wording.NO_RATE.said(language)
    rates = ", ".join(map(shown, scenario.irr_pct))
    several = wording.SEVERAL.said(language) if len(scenario.irr_pct) > 1 else ""
    return several + rates + (wording.BORROWING.said(language) if scenario.is_borrowing else "")


def _scenario(scenario: Scenario, language: Language) -> tuple[str, ...]:
    return (
        wording.NAMES[scenario.case].said(language),
        shown(scenario.tco),
        _shown(scenario.npv),
        _rates(scenario, language),
        _shown(scenario.payback_months),
        _shown(scenario.discounted_payback_months),
        _shown(scenario.benefit_cost_ratio),
    )


def _years(option: OptionEstimate, language: Language) -> str:
    category, share, total, made_of = wording.YEARS[language]
    years = (wording.YEAR.said(language).format(year.year) + ":" for year in option.years)
    costs = [
        (
            wording.NAMES[row.category].said(language),
            *map(shown, row.by_year),
            shown(row.total),
            str(row.share_pct),
            _ranges(row.lines),
        )
        for row in option.categories
    ]
    sums = (
        (wording.COST, [year.cost for year in option.years], option.tco.value),
        (wording.GAIN, [year.gain for year in option.years], option.total_gain),
        (wording.NET, [year.net for year in option.years], option.years[-1].cumulative),
    )
    below = [(words.said(language), *map(shown, row), _shown(total), "", "") for words, row, total in sums]
    last = (wording.CUMULATIVE.said(language), *(shown(year.cumulative) for year in option.years), "", "", "")
    return _table((category, *years, total, share, made_of), [*costs, *below, last])


def _figures(option: OptionEstimate, language: Language) -> Iterator[tuple[str, ...]]:
    for source in (option, option.returns):
        for name, words in wording.FIGURE_NAMES.items():
            figure = getattr(source, name, None)
            if isinstance(figure, Figure):
                value = _rates(option.scenarios[1], language) if name == "irr_pct" else _shown(figure.value)
                yield words.said(language), value, figure.formula, _ranges(figure.lines)


def _scenarios(option: OptionEstimate, language: Language) -> str:
    """One row each; where they are all the same, why."""
    if len({(each.tco, each.npv) for each in option.scenarios}) == 1:
        return wording.NO_RANGE.said(language)
    return _table(wording.SCENARIOS[language], (_scenario(each, language) for each in option.scenarios))


def _simulation(option: OptionEstimate, language: Language) -> Iterator[str]:
    """The figures that differ from draw to draw."""
    drawn = option.simulation
    tenths = {"TCO": drawn.tco, "NPV": drawn.npv}
    rows = [(name, *map(shown, (one.p10, one.p50, one.p90))) for name, one in tenths.items() if one and one.differ]
    if not rows:
        return
    yield _table(wording.SIMULATION[language], rows)
    if not option.is_baseline:
        yield wording.CHANCES.said(language).format(
            draws=f"{drawn.draws:,}",
            seed=drawn.seed,
            payback=_shown(drawn.payback_probability_pct),
            npv=_shown(drawn.positive_npv_probability_pct),
        )


def _tornado(option: OptionEstimate, language: Language) -> Iterator[str]:
    if option.tornado:
        rows = (
            (swing.line, plain(swing.item), *map(shown, (swing.npv_at_low, swing.npv_at_high, swing.swing)))
            for swing in option.tornado
        )
        yield _table(wording.TORNADO[language], rows)


def _verdicts(option: OptionEstimate, language: Language) -> Iterator[str]:
    if option.budget:
        rows = (
            (
                _ceiling(verdict, language),
                shown(verdict.ceiling),
                shown(verdict.cost),
                shown(verdict.overrun) if verdict.overrun else wording.WITHIN.said(language),
                _ranges(verdict.lines),
            )
            for verdict in option.budget
        )
        yield _table(wording.BUDGET[language], rows)


def _ceiling(verdict: Verdict, language: Language) -> str:
    if verdict.year is not None:
        return wording.YEAR.said(language).format(verdict.year)
    return wording.NAMES[verdict.budget].said(language)


def _budget(verdicts: Sequence[Verdict], language: Language) -> str:
    over = (f"{_ceiling(verdict, language)} +{shown(verdict.overrun)}" for verdict in verdicts if verdict.overrun)
    overruns = ", ".join(over)
    if overruns:
        return f"{wording.OVER.said(language)}: {overruns}"
    return wording.WITHIN.said(language) if verdicts else NONE


def _ranges(ids: Sequence[str]) -> str:
    """'L1–L4, B1': neighbours that count up are joined."""
    runs: list[list[str]] = []
    for name in ids:
        if runs and name == _next(runs[-1][-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _next(name: str) -> str:
    return f"{name[0]}{int(name[1:]) + 1}"
