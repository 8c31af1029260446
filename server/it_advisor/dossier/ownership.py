"""Who answers for a section, and what they are told when somebody else has changed it."""

from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.dossier.record import Owner, Record, Role
from it_advisor.dossier.sections import SECTIONS, content_of
from it_advisor.errors import Words


class Hand(NamedTuple):
    """Who writes, and in which role if they say so."""

    person: str
    role: Role | None

    def owns(self, owner: Owner) -> bool:
        return owner.role == self.role or owner.person == self.person


class Notice(NamedTuple):
    """That a section was changed by somebody who does not answer for it."""

    section: str
    words: Words


def owners_of(record: Record, section: str) -> tuple[Owner, ...]:
    return tuple(one for one in record.owners if one.section == section)


def people_of(record: Record) -> tuple[str, ...]:
    """Whom the dossier names as owners of something or as scorers."""
    named = [one.person for one in record.owners]
    named += [one.owner for rows in (record.requirements, record.phases, record.risks, record.steps) for one in rows]
    return tuple(dict.fromkeys(filter(None, (*named, *record.scorers))))


def notices(before: Record, after: Record, hand: Hand, revision: int) -> Iterator[Notice]:
    """One a section that has changed and that others own."""
    for section in SECTIONS:
        owners = owners_of(before, section)
        if owners and not any(map(hand.owns, owners)) and content_of(before, section) != content_of(after, section):
            yield Notice(section, _told(section, owners, hand, revision))


def _told(section: str, owners: tuple[Owner, ...], hand: Hand, revision: int) -> Words:
    called = " ".join(f"@{one.person or one.role}" for one in owners)
    roles = ", ".join(dict.fromkeys(one.role.upper() if one.role in ("it", "cio") else one.role for one in owners))
    return Words(
        f"{called} {hand.person} 在第 {revision} 版改了 {section}，该部分由 {roles} 负责；请复核后关闭本条",
        f"{called} {hand.person} changed {section} in revision {revision}, for which {roles} answers; look at it and "
        "resolve this",
    )
