"""Must-haves come before any score."""

import pytest

from comparison.samples import Row, answer_to, request_of

SCORES = {"A": [9, 9], "B": [5, 5], "C": [1, 1]}


def gate(option: str, result: str, name: str = "Data stays in China") -> Row:
    return {"option": option, "gate": name, "result": result, "evidence": f"{option} says so"}


def with_gates(*gates: Row) -> Row:
    return request_of(SCORES, [1, 1], gates=list(gates))


def test_a_failed_must_have_takes_the_best_option_out_and_says_why() -> None:
    """No score buys a must-have back, and the page shows what the fail rests on."""
    answer = answer_to(with_gates(gate("A", "fail"), gate("B", "pass"), gate("C", "pass")))
    assert answer.winners == ("B",)
    assert [standing.option for standing in answer.ranking] == ["B", "C"]
    page = answer.markdown("en")
    assert "Out, and not ranked: **A**." in page
    assert "| A | Data stays in China | **fail** | A says so |" in page


def test_a_must_have_nobody_checked_is_open_not_passed() -> None:
    """The option stays in, and the first lines say what it still has to show."""
    answer = answer_to(with_gates(gate("B", "pass"), gate("C", "pass")))
    assert [verdict.result for verdict in answer.gates] == ["open", "pass", "pass"]
    assert "A still has to show: Data stays in China." in answer.markdown("en")
    assert "A 尚有必备条件待证实：Data stays in China。" in answer.markdown("zh")


@pytest.mark.parametrize(
    ("out", "left", "words"),
    [
        ("AB", ("C",), "Only **C** is left; nothing to compare it with."),
        ("ABC", (), "No option passes its must-haves, so nothing is ranked."),
    ],
)
def test_with_one_option_or_none_left_the_answer_says_so(out: str, left: tuple[str, ...], words: str) -> None:
    """No ranking of one, no made-up winner, no error."""
    answer = answer_to(with_gates(*(gate(name, "fail" if name in out else "pass") for name in SCORES)))
    assert answer.winners == left
    assert answer.lead_points is None
    assert answer.robustness.weight_space is None
    assert words in answer.markdown("en")
