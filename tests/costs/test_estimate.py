"""An estimate against sums worked by hand, and the properties any honest calculation has."""

from decimal import Decimal, localcontext
from math import prod
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from it_advisor.costs import CostEstimate, CostsRequest, estimate, request_of
from it_advisor.costs.figures import OptionEstimate
from it_advisor.costs.returns import CONTEXT
from it_advisor.summary import Summary, totals_of

EXAMPLE = yaml.safe_load((Path(__file__).parents[2] / "examples" / "costs.yaml").read_text(encoding="utf-8"))


def cost(**fields: Any) -> dict[str, Any]:
    return {"option": "A", "item": "thing", "category": "subscription", "kind": "one-off", "likely": 1200} | fields


def benefit(**fields: Any) -> dict[str, Any]:
    return {"option": "A", "item": "gain", "kind": "saving", "likely": 1200} | fields


def ask(*costs: dict[str, Any], benefits: tuple[dict[str, Any], ...] = (), **fields: Any) -> CostEstimate:
    plain = {"currency": "CNY", "horizon_years": 2, "discount_rate_pct": 10}
    return estimate(CostsRequest.model_validate(plain | fields | {"costs": costs, "benefits": benefits}))


def only(*costs: dict[str, Any], **fields: Any) -> OptionEstimate:
    return ask(*costs, **fields).options[0]


def of(option: OptionEstimate, figure: str) -> Decimal | None:
    assert option.returns is not None
    value: Decimal | None = getattr(option.returns, figure).value
    return value


ranges = st.lists(st.integers(0, 10**7), min_size=3, max_size=3).map(
    lambda amounts: dict(zip(("low", "likely", "high"), sorted(amounts), strict=True))
)
costs = st.builds(
    lambda amounts, kind, month, category: cost(**amounts, kind=kind, from_month=month, category=category),
    ranges,
    st.sampled_from(["one-off", "yearly"]),
    st.integers(0, 23),
    st.sampled_from(["subscription", "staff", "training"]),
)
benefits = st.builds(
    lambda amounts, month, ramp, chance: benefit(**amounts, from_month=month, ramp_months=ramp, confidence_pct=chance),
    ranges,
    st.integers(0, 23),
    st.integers(0, 24),
    st.integers(0, 100),
)
cost_lists = st.lists(costs, min_size=1, max_size=4)
benefit_lists = st.lists(benefits, max_size=3)


@pytest.mark.parametrize(
    ("line", "request_fields", "by_year"),
    [
        (cost(), {}, ["1200", "0"]),
        (cost(from_month=12), {}, ["1200", "0"]),
        (cost(from_month=13), {}, ["0", "1200"]),
        (cost(from_month=24), {}, ["0", "1200"]),
        (cost(kind="yearly"), {}, ["1200", "1200"]),
        (cost(kind="yearly", from_month=6), {}, ["600", "1200"]),
        (cost(kind="yearly", from_month=6, to_month=9), {}, ["300", "0"]),
        (cost(kind="yearly", growth_pct=10), {}, ["1200", "1320"]),
        (cost(kind="yearly", growth_pct=10, from_month=6), {}, ["600", "1260"]),
        (cost(per_user=True), {"users": 7}, ["8400", "0"]),
        (cost(taxed=True), {"tax_pct": 6}, ["1272", "0"]),
        (cost(currency="USD"), {"rates": {"USD": "7.15"}}, ["8580", "0"]),
        (cost(likely="0.005"), {}, ["0.01", "0"]),
        (cost(kind="yearly", from_month=12), {}, ["0", "1200"]),
    ],
)
def test_a_cost_falls_in_its_years(line: dict[str, Any], request_fields: dict[str, Any], by_year: list[str]) -> None:
    """Start, end, price rise, users, tax and exchange rate do to a line what a person works out by hand."""
    years = only(line, **request_fields).years
    assert [year.cost for year in years] == list(map(Decimal, by_year))


@pytest.mark.parametrize(
    ("line", "by_year"),
    [
        (benefit(), ["1200", "1200"]),
        (benefit(from_month=6), ["600", "1200"]),
        (benefit(ramp_months=12), ["650", "1200"]),
        (benefit(from_month=12, ramp_months=12), ["0", "650"]),
        (benefit(confidence_pct=80), ["960", "960"]),
        (benefit(from_month=6, to_month=18), ["600", "600"]),
        (benefit(growth_pct=10), ["1200", "1320"]),
        (benefit(growth_pct=10, from_month=6, ramp_months=2), ["550", "1260"]),
    ],
)
def test_a_benefit_grows_into_its_full_amount(line: dict[str, Any], by_year: list[str]) -> None:
    """A ramp-up of twelve months brings 1/12 + 2/12 + … + 12/12 of a month's benefit in its year."""
    years = only(cost(), benefits=(line,)).years
    assert [year.gain for year in years] == list(map(Decimal, by_year))


def test_one_payment_now_against_one_benefit_later_is_worked_by_hand() -> None:
    """1000 now against 100 at the end of each of 12 months: payback after 10, and the rest as on paper."""
    option = only(cost(likely=1000), benefits=(benefit(),), horizon_years=1, discount_rate_pct=0)
    assert (of(option, "npv"), of(option, "payback_months")) == (200, 10)
    assert (of(option, "benefit_cost_ratio"), of(option, "break_even_benefit")) == (Decimal("1.2"), 1000)
    assert of(option, "break_even_pct") == Decimal("83.33")


def test_npv_of_a_sum_a_year_away_is_the_textbook_figure() -> None:
    """1000 now and 1000 in twelve months at 10 % a year are worth -1909.09."""
    assert of(only(cost(likely=1000), cost(likely=1000, from_month=12)), "npv") == Decimal("-1909.09")


def test_irr_is_said_to_be_one_none_or_several() -> None:
    """A rate is given only where there is exactly one; several are all listed."""
    gain = (benefit(likely=600, from_month=11),)
    several = only(cost(likely=100), cost(likely=540, from_month=24), benefits=gain)
    cases = [only(cost(likely=1000), benefits=(benefit(),)), only(cost()), several]
    assert [case.returns and case.returns.irr for case in cases] == ["one", "none", "several"]
    assert [len(case.scenarios[1].irr_pct) for case in cases] == [1, 0, 2]
    assert [of(case, "irr_pct") is None for case in cases] == [False, True, True]


def test_doing_nothing_is_what_the_others_are_measured_against() -> None:
    """Its costs are spared by the others, and it has a total cost but no returns of its own."""
    today = cost(option="Today", kind="yearly", likely=600)
    option, baseline = ask(cost(likely=1000), today, do_nothing="Today", discount_rate_pct=0).options
    assert (of(option, "npv"), of(option, "payback_months"), option.tco.value) == (200, 20, 1000)
    assert (baseline.tco.value, baseline.returns, baseline.simulation.npv) == (1200, None, None)


def worked() -> CostEstimate:
    """1,000 now (900 to 1,300) and 120 a year for each of five users, against 960 a year today (600 to 1,200) and
    a benefit of 300 (200 to 400) that comes with 80 %: two years, 21 % a year, so 10 % in half a year."""
    return ask(
        cost(likely=1000, low=900, high=1300, item="Set-up"),
        cost(kind="yearly", likely=120, per_user=True, item="Seats"),
        cost(option="Today", kind="yearly", likely=960, low=600, high=1200, item="Clerks"),
        benefits=(benefit(likely=300, low=200, high=400, confidence_pct=80),),
        **{"do_nothing": "Today", "users": 5, "discount_rate_pct": 21},
    )


def annuity(yearly: float) -> float:
    """What a yearly amount in twelfths is worth over two years at 21 %."""
    month = 1.21 ** (-1 / 12)
    return yearly / 12 * sum(month**n for n in range(1, 25))


def test_an_option_with_users_confidence_and_a_baseline_is_worked_by_hand() -> None:
    """Per-user figures, NPV, both paybacks, tornado ends, line ranges: each is what pen and paper give.

    240 + 960 - 600 = 600 a year, 50 a month: 1,000 are back after 20 months. Discounted it takes
    50 x v(1) + … to reach 1,000: v(m) is 1.21^(-m/12), and all 24 months bring 990.
    """
    answer = worked()
    option = answer.options[0]
    assert (option.tco.value, option.total_gain) == (2200, 2400)
    assert option.tco_per_user and option.tco_per_user_month
    assert (option.tco_per_user.value, option.tco_per_user_month.value) == (440, Decimal("18.33"))
    npv = annuity(600) - 1000
    assert float(of(option, "npv") or 0) == pytest.approx(npv, abs=0.006)
    assert (of(option, "payback_months"), of(option, "discounted_payback_months")) == (20, None)
    ends = {swing.line: (float(swing.npv_at_low), float(swing.npv_at_high)) for swing in option.tornado}
    assert ends == {
        "L1": pytest.approx((npv + 100, npv - 300), abs=0.006),
        "L3": pytest.approx((npv - annuity(360), npv + annuity(240)), abs=0.006),
        "B1": pytest.approx((npv - annuity(80), npv + annuity(80)), abs=0.006),
    }
    ranges = {line.id: (line.low, line.likely, line.high) for line in answer.lines}
    assert ranges == {
        "L1": (900, 1000, 1300),
        "L2": (1200, 1200, 1200),
        "L3": (1200, 1920, 2400),
        "B1": (320, 480, 640),
    }
    assert [year.cumulative for year in option.years] == [-400, 200]


def test_the_discounted_payback_is_later_than_the_simple_one_by_hand() -> None:
    """1,000 now against 100 a month at 21 %: 10 months plain; v(1) + … + v(10) is 9.18, and v(11) makes 10.02."""
    option = only(cost(likely=1000), benefits=(benefit(),), discount_rate_pct=21)
    assert (of(option, "payback_months"), of(option, "discounted_payback_months")) == (10, 11)


def test_the_mean_of_the_draws_is_what_the_distribution_has() -> None:
    """A triangle's mean is a third of low + likely + high; confidence and baseline are in it, discounted for NPV.

    Set-up 1,066.67, clerks 920 and benefit 300 x 80 %: NPV 1160 - 600 a year less 1,066.67 on average. The
    draws are nearly symmetric about it, so the middle one lies close.
    """
    drawn = worked().options[0].simulation
    assert drawn.npv
    mean = annuity(920 + 240 - 600) - 3200 / 3
    assert float(drawn.npv.p50) == pytest.approx(mean, abs=60)
    assert float(drawn.tco.p50) == pytest.approx(3200 / 3 + 1200, abs=15)


def test_a_benefit_that_may_not_come_is_drawn_at_its_full_amount_or_not_at_all() -> None:
    """1,200 a year with 50 %: nine tenths of the draws stay at or below 2,400 - 100, one tenth at -100."""
    drawn = only(cost(likely=100), benefits=(benefit(confidence_pct=50),), discount_rate_pct=0).simulation
    assert drawn.npv
    assert (drawn.npv.p10, drawn.npv.p90) == (-100, 2300)


def test_the_chance_of_a_npv_not_negative_is_of_discounted_money() -> None:
    """1,100 and 1,000 a year later: paid back in every draw, and worth less than nothing at 10 %."""
    gain = benefit(likely=600, from_month=0)
    drawn = only(cost(likely=1150), benefits=(gain,), discount_rate_pct=10).simulation
    assert (drawn.payback_probability_pct, drawn.positive_npv_probability_pct) == (100, 0)


def test_a_cost_that_goes_on_unchanged_widens_nothing() -> None:
    """The same old system under the option and under doing nothing: one draw, one case, no swing, no NPV."""
    old = {"item": "Old system", "kind": "yearly", "low": 50, "likely": 100, "high": 200}
    option, baseline = ask(cost(**old), cost(**old, option="Today"), do_nothing="Today").options
    assert [scenario.npv for scenario in option.scenarios] == [0, 0, 0]
    assert option.simulation.npv and (option.simulation.npv.p10, option.simulation.npv.p90) == (0, 0)
    assert option.simulation.payback_probability_pct == 100
    assert option.tornado == ()
    assert option.simulation.tco == baseline.simulation.tco
    assert option.simulation.tco.differ


def test_each_line_is_matched_once_and_only_with_one_that_is_the_same_in_all() -> None:
    """Two old systems against one of today: the second is an own cost; another item or amount is another cost."""
    old = {"item": "Old", "likely": 100, "high": 200}
    today = cost(**old, option="Today")
    for lines, swings in (
        ((cost(**old), cost(**old)), ["L2"]),
        ((cost(**old | {"item": "New"}),), ["L1", "L2"]),
        ((cost(**old | {"high": 300}),), ["L1", "L2"]),
    ):
        option = ask(*lines, today, do_nothing="Today").options[0]
        assert sorted(swing.line for swing in option.tornado) == swings


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_factors_of_a_line_give_its_sum(data: st.DataObject) -> None:
    """Multiplied as printed they come to the likely amount, but for half a cent a year of rounding and a tenth more."""
    amounts = sorted(data.draw(st.lists(st.decimals(0, 10**10, places=2), min_size=3, max_size=3)))
    start = data.draw(st.integers(0, 58))
    line = {
        **dict(zip(("low", "likely", "high"), amounts, strict=True)),
        **{"currency": "USD", "from_month": start, "growth_pct": data.draw(st.decimals(-20, 20, places=1))},
    }
    share = data.draw(st.decimals(0, 100, places=2))
    answer = ask(
        cost(**line, kind="yearly", per_user=data.draw(st.booleans()), taxed=data.draw(st.booleans())),
        benefits=(benefit(**line, confidence_pct=share, ramp_months=data.draw(st.integers(0, 60))),),
        **{"horizon_years": 5, "users": 120, "tax_pct": "6", "rates": {"USD": data.draw(RATES)}},
    )
    for one in answer.lines:
        with localcontext(CONTEXT):
            product = prod((factor.value for factor in one.factors), start=Decimal(1))
            assert abs(product - one.likely) <= 5 * Decimal("0.0055")
        assert one.formula == " × ".join(f"{factor.value.normalize():,f}" for factor in one.factors)
        assert one.low <= one.likely <= one.high


RATES = st.sampled_from(["0.00004", "0.1428571429", "1", "7.15"])


def test_a_rate_of_many_zeros_is_shown_as_it_is() -> None:
    """2,500,000,000 VND at 0.00004 are 100,000, and the line says so factor by factor."""
    line = cost(likely=2_500_000_000, currency="VND", taxed=True, per_user=True)
    answer = ask(line, rates={"VND": "0.00004"}, tax_pct=6, users=3)
    assert answer.lines[0].formula == "2,500,000,000 × 3 × 1.06 × 0.00004"
    assert "| 2,500,000,000 × 3 users × 1.06 tax × 0.00004 exchange rate |" in answer.markdown("en")


@given(ranges, st.integers(0, 23), st.integers(-5, 5))
@settings(max_examples=25, deadline=None)
def test_a_line_without_a_range_has_one_figure_three_times(amounts: Any, month: int, growth: int) -> None:
    """Low, likely and high are rounded alike, so equal amounts stay equal and ordered ones in order."""
    fixed = dict.fromkeys(("low", "likely", "high"), amounts["likely"])
    same, apart = (
        ask(cost(**three, kind="yearly", from_month=month, growth_pct=growth)).lines[0] for three in (fixed, amounts)
    )
    assert same.low == same.likely == same.high
    assert apart.low <= apart.likely <= apart.high


def test_the_break_even_is_a_promise_before_its_confidence() -> None:
    """1,200 promised at 50 % bring 600 a year; 1,000 in two years need 500 to come, so 1,000 to be promised."""
    option = only(cost(likely=1000), benefits=(benefit(confidence_pct=50),), discount_rate_pct=0)
    assert (of(option, "break_even_benefit"), of(option, "break_even_pct")) == (1000, Decimal("83.33"))
    assert option.returns
    assert option.returns.break_even_benefit.formula.endswith("= 1,200 × max(0, 1,000 − 0) ÷ 1,200")


def test_a_break_even_that_is_not_needed_or_not_there_says_why() -> None:
    """Spared costs that pay for all need no benefit; without a benefit there is no share of it."""
    today = cost(option="Today", likely=3000)
    option = ask(cost(likely=1000), today, do_nothing="Today", benefits=(benefit(),), discount_rate_pct=0).options[0]
    assert of(option, "break_even_benefit") == of(option, "break_even_pct") == 0
    assert option.returns and "max(0, 1,000 − 3,000)" in option.returns.break_even_pct.formula
    without = only(cost(likely=1000)).returns
    assert without and (without.break_even_pct.value, without.break_even_pct.formula) == (None, "PV(B) = 0")
    free = only(cost(likely=0), benefits=(benefit(),)).returns
    assert free and (free.benefit_cost_ratio.value, free.benefit_cost_ratio.formula) == (None, "PV(C) = 0")


def test_a_rate_of_borrowing_is_said_to_be_one() -> None:
    """Money that comes in first: 10 % is what it costs, not what it brings."""
    flows = {"horizon_years": 2, "discount_rate_pct": 10}
    loan = ask(cost(likely=1210, from_month=24), benefits=(benefit(likely=12000, to_month=1),), **flows)
    venture = ask(cost(likely=1000), benefits=(benefit(likely=2000),), **flows)
    assert [a.options[0].returns and a.options[0].returns.is_borrowing for a in (loan, venture)] == [True, False]
    assert "(as of a loan, see Conventions)" in loan.markdown("en").split("\n\n")[1]
    assert "（借款型，见口径）" in loan.markdown("zh").split("\n\n")[1]
    assert "loan, see" not in venture.markdown("en")


def test_paybacks_and_rates_can_be_checked_by_the_monthly_flows() -> None:
    """F(0) … F(T) are in the answer, and they add up to the last net so far."""
    option = worked().options[0]
    assert len(option.monthly_net) == 25
    assert (option.monthly_net[0], option.monthly_net[1]) == (-1000, 50)
    assert sum(option.monthly_net) == option.years[-1].cumulative


def test_the_years_the_budget_and_the_payback_agree_on_when_a_one_off_is_paid() -> None:
    """100 of month 12 stand in year 1, break its ceiling, and keep the payback open until then."""
    option = only(
        cost(likely=100, from_month=12),
        benefits=(benefit(likely=100, from_month=1),),
        **{"budget_yearly": 50, "discount_rate_pct": 0},
    )
    assert [year.cumulative for year in option.years] == [Decimal("-8.33"), Decimal("91.67")]
    assert [(verdict.year, verdict.overrun) for verdict in option.budget] == [(1, 50), (2, 0)]
    assert of(option, "payback_months") == 13


def test_every_part_of_an_answer_says_how_it_was_made_and_from_which_lines() -> None:
    """Years, cases and draws as well as the single figures."""
    option = worked().options[0]
    for part in (*option.years, *option.scenarios, option.simulation):
        assert part.formula
        assert part.lines == ("L1", "L2", "L3", "B1") or (part in option.years[1:] and part.lines == ("L2", "L3", "B1"))
    assert option.years[0].formula == "F = B + S − C = 1,200 − 1,600; Σ F = 0 + -400"


@pytest.mark.parametrize(("given_pct", "asked"), [("0.08", ["discount_rate_pct"]), ("8", []), ("0", []), ("1", [])])
def test_a_percentage_below_one_is_asked_about(given_pct: str, asked: list[str]) -> None:
    """0.08 is allowed and calculated as 0.08 %; the first line asks whether 8 % was meant."""
    answer = ask(cost(), discount_rate_pct=given_pct)
    assert list(answer.fractions) == asked
    assert ("**Check** `discount_rate_pct`: 0.08 was taken as 0.08 %; if 8 %" in answer.markdown("en")) == bool(asked)


@pytest.mark.parametrize(
    ("ceilings", "overruns"),
    [
        ({"budget_one_off": 1000}, [200]),
        ({"budget_one_off": 1200, "budget_yearly": 500}, [0, 100, 100]),
        ({"budget_yearly": 500}, [1300, 100]),
        ({"budget_total": 2400}, [0]),
        ({}, []),
    ],
)
def test_each_ceiling_gets_a_verdict_with_its_overrun(ceilings: dict[str, int], overruns: list[int]) -> None:
    """With a ceiling for one-off costs the yearly one is for yearly costs, without it for all of the year."""
    option = only(cost(), cost(kind="yearly", likely=600), **ceilings)
    assert [verdict.overrun for verdict in option.budget] == overruns


def test_the_tornado_names_the_five_lines_that_move_npv_most() -> None:
    """The strongest first; a line without a range is not among them."""
    lines = [cost(id=f"L{n}", likely=1000, high=1000 + 10 * n) for n in range(1, 8)]
    swings = only(*lines, cost(id="L8", likely=9000)).tornado
    assert [(swing.line, swing.swing) for swing in swings] == [(f"L{n}", 10 * n) for n in (7, 6, 5, 4, 3)]


def test_the_simulation_matches_the_triangular_distribution() -> None:
    """For 0, 0, 100 the tenth, half and nine tenths lie at 100(1 - √0.9), 100(1 - √0.5), 100(1 - √0.1)."""
    tco = only(cost(low=0, likely=0, high=100)).simulation.tco
    assert [float(part) for part in (tco.p10, tco.p50, tco.p90)] == pytest.approx([5.13, 29.29, 68.38], abs=1.5)


def test_the_chance_of_payback_follows_from_ranges_and_confidence() -> None:
    """A benefit that comes with 70 % and pays when it comes pays back in 70 % of the draws."""
    option = only(cost(likely=100), benefits=(benefit(confidence_pct=70),))
    assert float(option.simulation.payback_probability_pct or 0) == pytest.approx(70, abs=1.5)


@given(cost_lists, benefit_lists, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_shares_and_tables_add_up_exactly(lines: list[Any], gains: list[Any], rate: int) -> None:
    """Shares are 100.0 to the last tenth, years and categories give the same total, and cases are in order."""
    option = only(*lines, benefits=tuple(gains), discount_rate_pct=rate)
    total = sum(year.cost for year in option.years)
    assert total == option.tco.value == sum(row.total for row in option.categories)
    assert sum(row.share_pct for row in option.categories) == (100 if total else 0)
    pessimistic, likely, optimistic = (Decimal(each.npv or 0) for each in option.scenarios)
    assert pessimistic <= likely <= optimistic


SENSIBLE = 100_000
"""Per cent a year; near the end of the search, a cent of rounding in the smallest flows moves a rate across it."""


@given(cost_lists, benefit_lists, st.integers(2, 9))
@settings(max_examples=15, deadline=None)
def test_scaling_every_amount_scales_the_money_and_nothing_else(lines: list[Any], gains: list[Any], by: int) -> None:
    """An estimate in thousands says the same as one in units."""
    once, more = (
        only(*(scaled(line, n) for line in lines), benefits=tuple(scaled(gain, n) for gain in gains)) for n in (1, by)
    )
    assert Decimal(of(more, "npv") or 0) == pytest.approx(by * Decimal(of(once, "npv") or 0), abs=Decimal(by) / 100)
    assert of(more, "benefit_cost_ratio") == of(once, "benefit_cost_ratio")
    rates, scaled_rates = ([rate for rate in one.scenarios[1].irr_pct if rate < SENSIBLE] for one in (once, more))
    assert scaled_rates == pytest.approx(rates, abs=Decimal("0.01"))


def scaled(line: dict[str, Any], by: int) -> dict[str, Any]:
    return line | {name: line[name] * by for name in ("low", "likely", "high")}


@given(cost_lists, cost_lists, benefit_lists)
@settings(max_examples=15, deadline=None)
def test_two_halves_are_worth_what_the_whole_is_worth(first: list[Any], second: list[Any], gains: list[Any]) -> None:
    """Costs and NPV of lines taken together are the sums of those taken apart."""
    apart, other, whole = only(*first), only(*second, benefits=tuple(gains)), only(*first, *second, benefits=gains)
    assert whole.tco.value == Decimal(apart.tco.value or 0) + Decimal(other.tco.value or 0)
    parts = Decimal(of(apart, "npv") or 0) + Decimal(of(other, "npv") or 0)
    assert Decimal(of(whole, "npv") or 0) == pytest.approx(parts, abs=Decimal("0.02"))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 98))
@settings(max_examples=15, deadline=None)
def test_an_investment_is_worth_less_at_a_higher_rate(price: int, gain: int, rate: int) -> None:
    """Money paid now for money later loses value as the discount rate rises."""
    low, high = (
        only(cost(likely=price), benefits=(benefit(likely=gain),), discount_rate_pct=each) for each in (rate, rate + 1)
    )
    assert Decimal(of(high, "npv") or 0) <= Decimal(of(low, "npv") or 0)


@given(cost_lists, benefit_lists, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_lines_changes_no_figure(lines: list[Any], gains: list[Any], random: Random) -> None:
    """Neither sums nor draws depend on which line was written first."""
    named = [line | {"id": f"L{n}"} for n, line in enumerate(lines, 1)]
    paid = [gain | {"id": f"B{n}"} for n, gain in enumerate(gains, 1)]
    before = only(*named, benefits=tuple(paid))
    random.shuffle(named)
    random.shuffle(paid)
    after = only(*named, benefits=tuple(paid))
    for part in ("years", "scenarios", "simulation", "tornado"):
        assert getattr(after, part) == getattr(before, part)


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    """A figure in a report can be made again."""
    first, again, other = (estimate(CostsRequest.model_validate(EXAMPLE | {"seed": seed})) for seed in (1, 1, 2))
    assert first == again
    assert first.options[0].simulation.npv != other.options[0].simulation.npv


def test_a_request_of_the_greatest_size_is_answered_within_bounds() -> None:
    """Ten options with 300 uncertain lines over ten years, 10,000 draws each, take seconds at the very most."""
    lines = [
        cost(option=f"O{n % 10}", low=1, likely=10 + n, high=999, kind="yearly", from_month=n % 99) for n in range(200)
    ]
    gains = tuple(benefit(option=f"O{1 + n % 9}", low=1, likely=9, high=99, confidence_pct=50) for n in range(100))
    start = process_time()
    ask(*lines, benefits=gains, horizon_years=10, do_nothing="O0")
    assert process_time() - start < 5


@pytest.mark.parametrize("amount", ["0.000001", "1e13"])
@pytest.mark.parametrize("growth", [-50, 100])
def test_the_greatest_and_smallest_amounts_allowed_are_answered(amount: str, growth: int) -> None:
    """Whatever passes the request's bounds is calculated, in the widest mixture of great and small too."""
    line = cost(kind="yearly", likely=amount, currency="USD", growth_pct=growth, per_user=True)
    gains = (benefit(likely="1e13", currency="USD"), benefit(likely="0.000001", confidence_pct="0.0001"))
    for some in (gains, gains[1:]):
        for rate in ("0.000001", "1000000"):
            answer = ask(line, benefits=some, horizon_years=10, users=10_000_000, rates={"USD": rate})
            assert answer.options[0].tco.value is not None
            assert "E+" not in answer.markdown("en")


SUMMARY = """
it_advisor_summary: 1
title: MES
language: en
currency: CNY
decision: {choice: MES, amount: 1, by: 2027-09, approval: board, changes_if: price}
requirements: [{id: R1, need: trace, kind: given, priority: must, acceptance: shown}]
components: [{id: C1, layer: application, choice: MES}]
options:
  - {id: O1, name: Subscribe, verdict: recommended, gates: pass}
  - {id: O2, name: Buy, verdict: alternative, gates: pass}
cost_lines:
  - {id: L1, item: Set-up, category: implementation, kind: one-off, quantity: 40, unit: day, unit_price: 2500,
     basis: quote, error_pct: 20}
  - {id: L2, item: Seats, category: subscription, kind: yearly, quantity: 30, unit: user, unit_price: 1000,
     basis: list, error_pct: 5}
  - {id: L3, item: Later, category: support, kind: yearly, quantity: 1, unit: year, unit_price: 7000, from_year: 2,
     to_year: 2, basis: list, error_pct: 0}
  - {id: L4, item: After the horizon, category: exit, kind: one-off, quantity: 1, unit: lot, unit_price: 9,
     from_year: 9, basis: assumption, error_pct: 0}
  - {id: L6, item: Second roll-out, category: implementation, kind: one-off, quantity: 1, unit: lot, unit_price: 2000,
     from_year: 2, basis: quote, error_pct: 0}
  - {id: L5, option: O2, item: Licence, category: subscription, kind: one-off, quantity: 1, unit: lot,
     unit_price: 200000, basis: list, error_pct: 10}
benefit_lines: [{id: B1, item: Scrap, yearly: 120001, from_month: 3, ramp_months: 5, basis: assumption}]
"""


def test_a_reports_own_lines_give_the_totals_the_report_is_checked_by() -> None:
    """Cost, benefit and payback of the estimate are those of the summary block, with its ids and ranges."""
    summary = Summary.model_validate(yaml.safe_load(SUMMARY))
    option, other = estimate(request_of(summary)).options
    totals = totals_of(summary)
    assert (option.tco.value, of(option, "payback_months")) == (totals.tco, totals.payback_months)
    assert round(sum(year.gain for year in option.years)) == totals.benefit
    assert option.tco.lines == ("L1", "L2", "L3", "L6")
    assert [year.one_off for year in option.years][:2] == [100000, 2000]
    assert [each.tco for each in option.scenarios] == [223500, 199000, 174500]
    assert other.tco.value == 200000
