"""Adding up marks bit by bit gives what counting them one by one gives."""

from hypothesis import given
from hypothesis import strategies as st

from it_advisor.marks import Marks

LETTERS = st.sets(st.sampled_from("abcdefg"))


@given(st.lists(LETTERS, max_size=40), LETTERS, st.integers(0, 50))
def test_the_best_share_the_most_marks(things: list[set[str]], asked: set[str], most: int) -> None:
    """In order of how many they share, then by number; who shares none is not there."""
    counted = sorted((-len(marks & asked), number) for number, marks in enumerate(things) if marks & asked)
    assert Marks(things).best(asked, range(len(things)), most) == [number for _, number in counted[:most]]


@given(st.lists(LETTERS, max_size=40), LETTERS)
def test_only_what_has_every_mark_passes(things: list[set[str]], asked: set[str]) -> None:
    """Without a mark everything passes."""
    assert set(Marks(things).bearing(asked)) == {n for n, marks in enumerate(things) if asked <= marks}


@given(st.lists(LETTERS, min_size=1, max_size=40))
def test_a_rarer_mark_weighs_no_less(things: list[set[str]]) -> None:
    """And none weighs less than 1."""
    marks = Marks(things)
    by_rarity = sorted("abcdefg", key=lambda mark: sum(mark in thing for thing in things))
    weights = [marks.weight(mark) for mark in by_rarity]
    assert weights == sorted(weights, reverse=True) and weights[-1] >= 1
