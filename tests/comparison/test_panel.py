"""Several people score the same options."""

import pytest

from comparison.samples import Row, answer_to, request_of, score


def scored_by(**views: dict[str, list[float]]) -> Row:
    request = request_of(next(iter(views.values())), [1, 1])
    request["scores"] = [
        score(option, f"c{at}", value, scorer=scorer)
        for scorer, scores in views.items()
        for option, row in scores.items()
        for at, value in enumerate(row)
    ]
    return request


def test_each_scorer_keeps_their_own_result_beside_the_mean() -> None:
    """The mean decides, and who would have chosen otherwise is shown."""
    answer = answer_to(scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [4, 8], "B": [6, 7]}))
    assert [(one.scorer, one.order, one.places) for one in answer.panel.scorers] == [
        ("IT", ("A", "B"), (1, 2)),
        ("Sales", ("B", "A"), (1, 2)),
    ]
    assert {standing.option: standing.points for standing in answer.ranking} == {"A": 75, "B": 57.5}


def test_agreement_and_what_to_talk_about_come_out_as_by_hand() -> None:
    """On c0 the scorers are 5 and 1 apart of 10, on c1 1 and 2; only the 5 is worth a talk."""
    answer = answer_to(scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [4, 8], "B": [6, 7]}))
    assert [(one.criterion, one.agreement_pct) for one in answer.panel.agreements] == [("c0", 70), ("c1", 85)]
    (one,) = answer.panel.disagreements
    assert (one.option, one.criterion, one.lowest_by, one.highest_by, one.apart_pct_of_scale) == (
        *("A", "c0", "Sales", "IT"),
        50,
    )
    assert "| A | c0 | 4 (Sales) | 9 (IT) |" in answer.markdown("en")


def test_a_scorer_who_left_gaps_is_not_ranked_on_the_rest() -> None:
    """Half a view is not made into a whole one."""
    request = scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [4, 8], "B": [6, 7]})
    answer = answer_to(request | {"scores": request["scores"][:-1]})
    assert answer.panel.scorers[1].order == ()
    assert "Sales: 3 of 4 scores; not ranked" in answer.markdown("en")


def test_what_each_scorer_gave_stays_in_the_answer() -> None:
    """The mean hides nobody: own scores by option and criterion, and the points they come to."""
    answer = answer_to(scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [4, 8], "B": [6, 7]}))
    it, sales = answer.panel.scorers
    assert it.scores == {"A": {"c0": 9, "c1": 9}, "B": {"c0": 5, "c1": 5}}
    assert sales.scores == {"A": {"c0": 4, "c1": 8}, "B": {"c0": 6, "c1": 7}}
    assert (it.points, sales.points) == ({"A": 90, "B": 50}, {"A": 60, "B": 65})
    assert not answer.panel.coverage_differs
    assert "- Sales: 1 B (65) → 2 A (60)" in answer.markdown("en")


def test_scorers_who_rated_different_options_are_named_in_the_first_lines() -> None:
    """An option may then lead only because a kinder person rated it; an unsigned price changes nothing about it."""
    request = request_of({"A": [9, 9], "B": [5, 5]}, [1, 1])
    request["scores"] = [
        row | {"scorer": row["option"] if row["criterion"] == "c0" else None} for row in request["scores"]
    ]
    answer = answer_to(request)
    assert answer.panel.coverage_differs
    assert "**The options were not rated by the same people**" in answer.markdown("en").split("####")[1]
    assert "各方案的评分人不同" in answer.markdown("zh").split("####")[1]


def test_a_scorer_who_left_out_a_whole_criterion_favours_no_option() -> None:
    """All options were rated by the same people on each criterion, so there is nothing to warn of."""
    request = scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [4, 8], "B": [6, 7]})
    request["scores"] = [row for row in request["scores"] if (row["scorer"], row["criterion"]) != ("Sales", "c1")]
    assert not answer_to(request).panel.coverage_differs


@pytest.mark.parametrize(("apart", "talk"), [(2.9, 0), (3, 1)])
def test_three_tenths_of_the_scale_apart_are_worth_a_talk_and_less_is_not(apart: float, talk: int) -> None:
    """The boundary the answer names."""
    answer = answer_to(scored_by(IT={"A": [9, 9], "B": [5, 5]}, Sales={"A": [9 - apart, 9], "B": [5, 5]}))
    assert answer.panel.disagreements_found == talk


def test_one_scorer_needs_no_section_of_their_own() -> None:
    """There is nobody to agree with."""
    answer = answer_to(request_of({"A": [9, 9], "B": [5, 5]}, [1, 1]))
    assert (answer.panel.scorers, answer.panel.agreements, answer.panel.disagreements) == ((), (), ())
    assert "The scorers" not in answer.markdown("en")


def test_scorers_who_share_no_score_have_nothing_to_agree_on() -> None:
    """No agreement is made up where nobody scored the same thing."""
    request = request_of({"A": [9, 9], "B": [5, 5]}, [1, 1])
    request["scores"] = [row | {"scorer": row["option"]} for row in request["scores"]]
    answer = answer_to(request)
    assert (len(answer.panel.scorers), answer.panel.agreements, answer.panel.disagreements) == (2, (), ())
    page = answer.markdown("en")
    assert "The scorers" in page
    assert "Least agreed" not in page
    assert "To talk about" not in page
