"""Long lists come a page at a time, or say how much more there is."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Table, insert, update

from it_advisor.contribution import Contribution, Review
from it_advisor.dossier import DossierReport, DossierRequest, DossierSearch, Revision, Start
from it_advisor.errors import BadRequest
from it_advisor.store import schema
from it_advisor.store.opening import Store
from it_advisor.store.paging import MOST
from material import FILE, start

MANY = 2 * MOST + 20


async def multiply(store: Store, table: Table, **changing: Any) -> None:
    """As many more rows like the table's first, each with its own of what is named."""
    async with store.database.writing() as connection:
        row: Mapping[str, Any] = (await connection.execute(table.select())).mappings().one()
        more = ({**row, **{name: make(at) for name, make in changing.items()}} for at in range(2, MANY + 1))
        await connection.execute(insert(table), [*more])


async def pages(store: Store, **asked: Any) -> list[DossierReport]:
    found, after = list[DossierReport](), asked.pop("after", None)
    while not found or after:
        found.append(await store.shown(DossierRequest.model_validate({**asked, "after": after})))
        after = found[-1].more
    return found


async def test_a_long_history_and_many_comments_come_in_pages(store: Store) -> None:
    """The newest first, each once; a page of comments reads from the old to the new."""
    begun = await store.dossiers.start(Start(business_nature="a hotel group"))
    said = {"id": begun.id, "base_revision": 1, "author": "Bo", "action": "comment", "content": "Why?"}
    await store.dossiers.revise(Revision.model_validate(said))
    await multiply(store, schema.revisions, revision=int)
    await multiply(store, schema.comments, number=lambda at: at + 100, id=str)
    async with store.database.writing() as connection:
        await connection.execute(update(schema.dossiers).values(head=MANY))
    history = [[one.revision for one in page.history] for page in await pages(store, id=begun.id, view="history")]
    assert [len(page) for page in history] == [MOST, MOST, 20]
    assert [one for page in history for one in page] == [*range(MANY, 0, -1)]
    comments = [[one.id for one in page.comments] for page in await pages(store, id=begun.id, view="comments")]
    assert [len(page) for page in comments] == [MOST, MOST, 20]
    assert comments[0] == [str(one) for one in range(MANY - MOST + 1, MANY + 1)]
    assert len({one for page in comments for one in page}) == MANY
    assert await pages(store, id=begun.id, view="history", after="9" * 17)
    with pytest.raises(BadRequest, match="after: must be `more` of the page before"):
        await store.shown(DossierRequest(id=begun.id, view="history", after="x"))


async def test_many_signatures_and_deeds_are_counted(store: Store) -> None:
    """The last of them are shown."""
    begun = await store.dossiers.start(start())
    sign = {"id": begun.id, "base_revision": 1, "author": "Bo", "action": "sign", "role": "cio"}
    await store.dossiers.revise(Revision.model_validate(sign))
    await multiply(store, schema.signoffs, number=lambda at: at + 100, person=str)
    shown = await store.shown(DossierRequest(id=begun.id))
    assert (len(shown.signoffs), shown.older_signoffs, shown.signoffs[-1].person) == (MOST, MANY - MOST, str(MANY))
    consent = {"licence": "CC0-1.0", "consent": True, "consent_by": "the director", "author": "Ana"}
    await store.cases.contribute(Contribution.model_validate({"id": "ours", "content": FILE, **consent}))
    await multiply(store, schema.case_versions, version=int)
    case = await store.cases.review(Review(id="ours"))
    assert (len(case.deeds), case.more, case.deeds[-1].version) == (MOST, MANY - MOST, MANY)
    await multiply(store, schema.contributions, number=lambda at: at + 100, id=lambda at: f"case-{at}")
    waiting = await store.cases.review(Review())
    assert (len(waiting.cases), waiting.more) == (50, MANY - 50)
    assert f"{MANY - 50} more are not listed" in waiting.text()


async def test_a_list_of_dossiers_goes_on_wherever_it_is_asked_for(store: Store) -> None:
    """get_dossier without an id pages as list_dossiers does."""
    for number in range(25):
        await store.dossiers.start(Start(business_nature=f"hotel number {number}"))
    first, second = await pages(store)
    assert (len(first.dossiers), len(second.dossiers)) == (20, 5)
    assert first.dossiers == (await store.listing(DossierSearch())).dossiers
    assert f"more: {first.more}" in first.text()
