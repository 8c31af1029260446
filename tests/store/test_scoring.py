"""Who scores decides when scores are shown; nobody gets to see them by changing the list."""

import json

import pytest

from it_advisor.dossier import DossierReport, DossierRequest, Revised, Revision, Start
from it_advisor.errors import BadRequest
from it_advisor.store.opening import Store


class Table:
    """A dossier with a criterion, and people who take steps on its newest revision."""

    def __init__(self, store: Store, begun: Revised) -> None:
        self.store, self.done = store, begun

    async def step(self, author: str, **step: object) -> Revised:
        raw = {"id": self.done.id, "base_revision": self.done.revision, "author": author, **step}
        self.done = await self.store.dossiers.revise(Revision.model_validate(raw))
        return self.done

    async def listed(self, author: str, *scorers: str, **more: object) -> Revised:
        return await self.step(author, section="scorers", content=json.dumps(scorers), **more)

    async def score(self, author: str, of_a: float) -> Revised:
        rows = [
            {"option": one, "criterion": "Fit", "score": of, "rationale": "seen"} for one, of in (("A", of_a), ("B", 3))
        ]
        return await self.step(author, action="score", content=json.dumps(rows))

    async def shown(self, **asked: object) -> DossierReport:
        return await self.store.shown(DossierRequest.model_validate({"id": self.done.id, "view": "scores", **asked}))

    async def revealed(self, **asked: object) -> bool:
        panel = (await self.shown(**asked)).panel
        return bool(panel and panel.revealed)

    async def points(self) -> list[tuple[str, float]]:
        return [(one.option, one.points) for one in (await self.shown()).ranking]


@pytest.fixture
async def table(store: Store) -> Table:
    """Ann and Ben have scored, Cat has not; the list is in revision 3."""
    table = Table(store, await store.dossiers.start(Start(business_nature="a hotel group")))
    await table.step("Ann", section="criteria", content='[{"name": "Fit", "weight": 1}]')
    await table.listed("Ann", "Ann", "Ben", "Cat")
    await table.score("Ann", 8)
    await table.score("Ben", 2)
    return table


async def test_hidden_scores_are_not_seen_by_changing_the_list(table: Table) -> None:
    """Not by another list, not by restoring one, not by looking at an old revision."""
    for scorers in ([], ["Ann", "Ben"], ["Ann", "Ben", "Catherine"]):
        with pytest.raises(BadRequest, match=r"cannot take Cat off the list|cannot take Ann, Ben, Cat off"):
            await table.listed("Ann", *scorers)
    restored = await table.step("Ann", action="restore", revision=2)
    assert "scorers and scores were not restored" in restored.notices[-1]
    assert (await table.shown(view="whole")).content["scorers"] == ["Ann", "Ben", "Cat"]
    assert [await table.revealed(revision=number) for number in (1, 2, 3, 4)] == [False] * 4
    await table.listed("Ben", "Ann", "Ben", "Cat", "Dan")
    assert not await table.revealed()


@pytest.mark.parametrize("author", ["Cat", "Olga"])
async def test_who_will_not_score_comes_off_by_themselves_or_by_an_owner(table: Table, author: str) -> None:
    """It stands in the history; then nobody is missing, and the scores are the dossier's at once."""
    owner = '[{"section": "scorers", "role": "procurement", "person": "Olga"}]'
    await table.step("Ann", section="owners", content=owner)
    with pytest.raises(BadRequest, match=r"an owner of the section scorers \(Olga\)"):
        await table.listed("Ann", "Ann", "Ben")
    await table.listed(author, "Ann", "Ben", note="on leave")
    assert await table.revealed()
    assert await table.points() == [("A", 50), ("B", 30)]
    step = (await table.shown(view="history")).history[0]
    assert (step.section, step.author, step.note) == ("scorers", author, "on leave")


async def test_whoever_joins_after_scores_are_shown_begins_a_new_round(table: Table) -> None:
    """All score again; until they have, the scores of the round before stand."""
    await table.listed("Cat", "Ann", "Ben")
    await table.listed("Ann", "Ann", "Ben", "Cat")
    panel = (await table.shown()).panel
    assert panel
    assert (panel.revealed, panel.scored, panel.missing) == (False, (), ("Ann", "Ben", "Cat"))
    assert await table.points() == [("A", 50), ("B", 30)]
    for scorer in ("Ann", "Ben", "Cat"):
        await table.score(scorer, 9)
    assert await table.points() == [("A", 90), ("B", 30)]


async def test_whoever_comes_off_takes_their_scores_along(table: Table) -> None:
    """Hidden or shown; nobody else can take an unwelcome score away."""
    await table.score("Cat", 2)
    assert await table.points() == [("A", 40), ("B", 30)]
    with pytest.raises(BadRequest, match="cannot take Ben off"):
        await table.listed("Ann", "Ann", "Cat")
    await table.listed("Ann", "Ben", "Cat")
    assert await table.points() == [("B", 30), ("A", 20)]


async def test_hidden_scores_are_not_seen_by_making_oneself_the_owner_of_the_list(table: Table) -> None:
    """Neither an outsider nor one of those who score; somebody who does not score can be named, and then decides."""
    mine = [{"section": "scorers", "role": "it", "person": "Mallory"}]
    for author, owners in (
        ("Mallory", mine),
        ("Ann", [{**mine[0], "person": "Ann"}]),
        ("Ann", [{**mine[0], "person": ""}]),
    ):
        with pytest.raises(BadRequest, match="name a person who does not score"):
            await table.step(author, section="owners", content=json.dumps(owners))
    await table.step("Ann", section="owners", content=json.dumps([{**mine[0], "person": "Dan"}]))
    with pytest.raises(BadRequest, match="cannot take Cat off"):
        await table.listed("Mallory", "Ann", "Ben", role="it")  # anybody may say a role
    with pytest.raises(BadRequest, match="only Dan can say"):
        await table.step("Ann", section="owners", content="[]")
    await table.listed("Dan", "Ann", "Ben")
    assert await table.revealed()
