"""A round of scoring: who takes part, who may leave it while scores are hidden, and when a new one begins.

Scores are hidden while somebody on the list of scorers has none. The list decides what is shown, so that:

- whoever comes off it takes their own scores along, and only they or an owner of the section may take them off;
- whoever joins once scores are shown begins a new round, in which all score anew: nobody scores alone with the
  others' numbers before them. Until it is complete the scores of the round before stand.
"""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from it_advisor.comparison.scores import Score
from it_advisor.dossier.judging import agreed
from it_advisor.dossier.ownership import Hand, owners_of
from it_advisor.dossier.record import Owner, Record
from it_advisor.errors import BadRequest, Problem, Words

Ballots = Mapping[str, Sequence[Score]]


class Round(NamedTuple):
    """The record after a change of its list, and whose ballots are put away for it."""

    record: Record
    put_away: tuple[str, ...]


def changed(before: Record, after: Record, ballots: Ballots, hand: Hand) -> Round:
    """What a new list of scorers does to the round. Raises BadRequest for whoever may not take somebody off."""
    left = set(before.scorers) - set(after.scorers)
    _refuse_removal(before, left, ballots, hand)
    if is_shown(before, ballots) and set(after.scorers) - ballots.keys():
        return Round(after, tuple(ballots))
    put_away = tuple(one for one in ballots if one in left)
    kept = {one: scores for one, scores in ballots.items() if one not in left}
    return Round(with_scores(after, kept) if before.scorers else after, put_away)


def with_scores(record: Record, ballots: Ballots) -> Record:
    """With all the scores of all who score as the dossier's own, once nobody is missing."""
    return record.model_copy(update={"scores": agreed(ballots)}) if is_shown(record, ballots) else record


def is_shown(record: Record, ballots: Ballots) -> bool:
    return bool(ballots) and ballots.keys() >= set(record.scorers)


def of_now(before: Record, restored: Record, ballots: Ballots) -> Record:
    """A restored record whose scorers, their owners and scores stay those of now where somebody has scored."""
    if not ballots:
        return restored
    owners = (*(one for one in restored.owners if one.section != "scorers"), *owners_of(before, "scorers"))
    return restored.model_copy(update={"scorers": before.scorers, "scores": before.scores, "owners": owners})


def refuse_takeover(before: Record, after: Record, ballots: Ballots, hand: Hand) -> None:
    """Raises BadRequest for whoever makes themselves owner of the list while somebody has scored.

    Whoever owns it hands it on; while nobody does, one of those who score names somebody who does not.
    """
    owners, wanted = owners_of(before, "scorers"), owners_of(after, "scorers")
    if not ballots or owners == wanted:
        return
    apart = all(one.person and one.person not in before.scorers for one in wanted)
    if not (any(_answers(hand, one) for one in owners) if owners else hand.person in before.scorers and apart):
        theirs = ", ".join(one.person or one.role for one in owners) or ", ".join(before.scorers)
        words = Words(
            f"已有人评分，scorers 部分的负责人只能由 {theirs} 指定；尚无负责人时，应指定不参加评分的人（写明 person）",
            f"scoring has begun: only {theirs} can say who answers for the section scorers; while nobody does, "
            "name a person who does not score",
        )
        raise BadRequest(Problem("content", words))


def _answers(hand: Hand, owner: Owner) -> bool:
    """A role alone answers only where no person is named for it: anybody may say a role."""
    return owner.person == hand.person if owner.person else owner.role == hand.role


def _refuse_removal(before: Record, left: Set[str], ballots: Ballots, hand: Hand) -> None:
    owners = owners_of(before, "scorers")
    if not (ballots and left) or left == {hand.person} or any(_answers(hand, one) for one in owners):
        return
    names, theirs = ", ".join(sorted(left)), ", ".join(one.person or one.role for one in owners)
    words = Words(
        f"已有人评分，不能由你把 {names} 移出名单；可由本人，或由 scorers 部分的负责人移出"
        f"（{theirs or '尚无，请在 owners 部分指定'}）",
        f"scoring has begun and you cannot take {names} off the list; they can themselves, or an owner of the section "
        f"scorers ({theirs or 'there is none: name one in the section owners'})",
    )
    raise BadRequest(Problem("content", words))
