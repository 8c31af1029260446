"""Whoever answers for a section is told when somebody else has changed it."""

import pytest

from it_advisor.dossier.ownership import Hand, notices
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import with_section
from it_advisor.errors import NotFound
from material import record

OWNERS = '[{"section": "text.risks", "role": "it", "person": "Ana"}, {"section": "cost_lines", "role": "finance"}]'


def owned() -> Record:
    return with_section(record(), "owners", OWNERS)


@pytest.mark.parametrize(
    ("hand", "told"),
    [
        (Hand("Bo", None), ["text.risks"]),
        (Hand("Bo", "finance"), ["text.risks"]),
        (Hand("Bo", "it"), []),
        (Hand("Ana", None), []),
    ],
)
def test_another_hand_is_noticed(hand: Hand, told: list[str]) -> None:
    """By name or by role; a section that nobody owns is anybody's."""
    after = with_section(with_section(owned(), "text.risks", "Winter."), "text.plan", "May.")
    found = list(notices(owned(), after, hand, 2))
    assert [one.section for one in found] == told
    assert all("@Ana Bo changed text.risks in revision 2, for which IT answers" in one.words.en for one in found)


def test_an_owner_of_what_is_no_section_is_refused() -> None:
    """Naming those there are."""
    with pytest.raises(NotFound, match=r"content.section: no section prices; there are: about, brief"):
        with_section(record(), "owners", '[{"section": "prices", "role": "it"}]')
