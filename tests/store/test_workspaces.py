"""What belongs to one workspace is, for another, not there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from it_advisor.advisor import Advisor
from it_advisor.cabinet import Cabinet
from it_advisor.caller import Caller
from it_advisor.content import load
from it_advisor.errors import AdvisorError, Conflict, Forbidden
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from it_advisor.store.opening import Store
from material import start

ANA = Caller("Ana", "editor", "north", "it-advisor", "Ana")
BO = Caller("Bo", "editor", "south", "it-advisor", "Bo")
EVE = Caller("Eve", "viewer", "north", "it-advisor", "Eve")
NOWHERE = "AAAAAAAAAAAAAAAAAAAAAA"


def asked(dossier: str) -> list[tuple[str, dict[str, Any]]]:
    """Every way to name a dossier."""
    brief = {"business_nature": "a charity", "copy_of": dossier}
    edit = {"id": dossier, "base_revision": 1, "section": "text.risks", "content": "None."}
    case = {"id": "a-case", "dossier": dossier, "licence": "internal", "consent": True, "consent_by": "the board"}
    return [
        *(("get_dossier", {"id": dossier, "view": view}) for view in ("whole", "report", "history", "comments")),
        ("start_dossier", brief),
        ("revise_dossier", edit),
        ("revise_dossier", {**edit, "action": "comment"}),
        ("revise_dossier", {**edit, "action": "sign", "role": "cio"}),
        ("check_report", {"report": dossier}),
        ("export_report", {"report": f"dossier://{dossier}", "formats": ["html"]}),
        ("contribute_case", case),
    ]


@pytest.fixture
async def of(store: Store, place: str) -> AsyncIterator[Callable[[Caller], Callable[..., Awaitable[Any]]]]:
    """Running an operation as somebody, on an empty store of each kind."""
    settings = Settings(database=place)
    cabinet = Cabinet(settings)
    advisor = Advisor(load(settings), cabinet=cabinet)
    yield lambda caller: lambda name, raw: OPERATIONS[name].run(advisor.serving(caller), raw)
    await cabinet.close()


async def test_a_dossier_of_another_workspace_is_one_that_is_not_there(of: Any) -> None:
    """In every operation the same words, but for the id itself."""
    raw = start(title="Secret").model_dump(mode="json", exclude_none=True, exclude={"author"})
    dossier = (await of(ANA)("start_dossier", raw)).id
    for (name, mine), (_, absent) in zip(asked(dossier), asked(NOWHERE), strict=True):
        told = []
        for one in (mine, absent):
            with pytest.raises(AdvisorError) as caught:
                await of(BO)(name, one)
            told.append((type(caught.value), str(caught.value).replace(dossier, NOWHERE)))
        assert told[0] == told[1], name
    for words in ("", "Secret", "charity"):
        assert (await of(BO)("list_dossiers", {"words": words})).dossiers == ()
        assert (await of(BO)("get_dossier", {"words": words})).dossiers == ()
        assert [one.id for one in (await of(EVE)("list_dossiers", {"words": words})).dossiers] == [dossier]
    history = (await of(EVE)("get_dossier", {"id": dossier, "view": "history"})).history
    assert [one.author for one in history] == ["Ana"]


async def test_a_key_of_another_is_free(of: Any) -> None:
    """Neither what somebody did with it nor that it was used is told to anybody else."""
    raw = {"business_nature": "a charity of forty", "key": "one-and-the-same"}
    first, again, other = [await of(who)("start_dossier", raw) for who in (ANA, ANA, BO)]
    assert first == again
    assert first.id != other.id
    with pytest.raises(Conflict):
        await of(ANA)("start_dossier", {**raw, "business_nature": "another"})


async def test_work_is_signed_by_whoever_is_signed_in(of: Any) -> None:
    """Nobody writes in another's name, and nobody has to give their own; who may only read writes nothing."""
    begun = await of(ANA)("start_dossier", {"business_nature": "a charity of forty", "author": "Ana"})
    edit = {"id": begun.id, "base_revision": 1, "section": "text.risks", "content": "None."}
    with pytest.raises(AdvisorError, match="author: you are signed in as Ana"):
        await of(ANA)("revise_dossier", {**edit, "author": "Bo"})
    with pytest.raises(Forbidden, match="needs the scope editor; Eve is signed in as viewer"):
        await of(EVE)("revise_dossier", edit)
    with pytest.raises(Forbidden, match="curator"):
        await of(ANA)("review_case", {})
    await of(ANA)("revise_dossier", edit)
    history = (await of(EVE)("get_dossier", {"id": begun.id, "view": "history"})).history
    assert [one.author for one in history] == ["Ana", "Ana"]
