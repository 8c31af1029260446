"""A contributed case from the first hand to what became of it, in either database."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from pydantic import ValidationError
from sqlalchemy import text

from it_advisor.advisor import Advisor
from it_advisor.cabinet import Cabinet
from it_advisor.content import load
from it_advisor.contribution import Contribution, Review
from it_advisor.contribution.answers import Contributed
from it_advisor.contribution.requests import Outcome
from it_advisor.errors import BadRequest, Conflict, NotFound
from it_advisor.settings import Settings
from it_advisor.store.indexing import reindex
from it_advisor.store.opening import Store
from material import FILE, start

CONSENT: dict[str, Any] = {
    "licence": "CC-BY-4.0", "consent": True, "consent_by": "the director", "author": "Ana",
}  # fmt: skip


OUTCOME = {"as_of": "2026-11-01", "forecast_cost": 100, "actual_cost": 150}


async def contribute(store: Store, **raw: Any) -> Contributed:
    given = {"id": "our-charity", **CONSENT, **({} if "dossier" in raw else {"content": FILE}), **raw}
    return await store.cases.contribute(Contribution.model_validate(given))


async def follow_up(store: Store, outcome: dict[str, Any]) -> Contributed:
    raw = {"id": "our-charity", "author": "Ana", "outcome": outcome}
    return await store.cases.contribute(Contribution.model_validate(raw))


async def judge(store: Store, *verdicts: str, case: str = "our-charity", version: int = 1) -> str | None:
    state: str | None = None
    for verdict in verdicts:
        request = {"id": case, "verdict": verdict, "version": version, "author": "Cy", "comments": "as it stands"}
        state = (await store.cases.review(Review.model_validate(request))).state
    return state


async def test_a_file_is_looked_at_published_featured_and_withdrawn(store: Store) -> None:
    """Nothing is read by others before a curator has said so; who did what stays."""
    assert (await contribute(store)).state == "pending"
    assert [one.id for one in (await store.cases.review(Review())).cases] == ["our-charity"]
    assert await store.cases.published() == (0, ())
    assert await judge(store, "accept", "publish") == "published"
    counter, (case,) = await store.cases.published()
    assert (counter, case.id, case.origin, case.contributor) == (1, "our-charity", "community", "Ana")
    assert await judge(store, "feature", "withdraw") == "withdrawn"
    assert await store.cases.published() == (2, ())
    shown = await store.cases.review(Review(id="our-charity"))
    assert [(one.what, one.who) for one in shown.deeds] == [
        ("contributed", "Ana"), ("accept", "Cy"), ("publish", "Cy"), ("feature", "Cy"), ("withdraw", "Cy"),
    ]  # fmt: skip
    assert (shown.licence, shown.consent) == ("CC-BY-4.0", "the director")


async def test_a_new_version_waits_while_the_old_one_is_read(store: Store) -> None:
    """And a verdict on a version that is not the newest is refused."""
    await contribute(store)
    await judge(store, "accept", "publish")
    again = FILE.replace("Traps: do not switch in winter", "Traps: never switch in winter")
    assert (await contribute(store, content=again)).version == 2
    assert "do not switch" in (await store.cases.published())[1][0].summary
    with pytest.raises(Conflict, match="the newest is version 2; read it first"):
        await judge(store, "accept")
    await judge(store, "accept", "publish", version=2)
    assert "never switch" in (await store.cases.published())[1][0].summary


async def test_verdicts_follow_one_another(store: Store) -> None:
    """What does not fit names what does; what was returned comes back as a new version."""
    await contribute(store)
    with pytest.raises(Conflict, match="the case is pending; what fits is: accept, return, reject"):
        await judge(store, "publish")
    assert await judge(store, "return") == "returned"
    assert (await contribute(store)).version == 2
    assert await judge(store, "reject", version=2) == "rejected"
    with pytest.raises(BadRequest, match="id: is required: which case"):
        await store.cases.review(Review(verdict="accept", version=1))
    with pytest.raises(NotFound, match="no contributed case nobodys"):
        await judge(store, "accept", case="nobodys")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"consent": False}, "needs a licence, consent: true and consent_by"),
        ({"licence": None}, "needs a licence"),
        ({"content": FILE + "\nask li@example.com"}, r"content:\d+: holds an e-mail address; take it out"),
        ({"content": FILE + "\npassword: hunter22"}, "holds a password"),
        ({"hidden_names": ["Lamplight"]}, "still names Lamplight; reword it"),
        ({"content": "no case"}, "content: content:1: must begin with a line ---"),
        ({"content": FILE + "\ncall 010-62345678"}, r"^content:\d+: holds a telephone number; take it out$"),
        ({"content": ""}, "give either dossier or content"),
        ({"outcome": OUTCOME}, "an outcome and a new version are two requests"),
        ({"id": "no-such", "outcome": OUTCOME, "content": ""}, "no contributed case no-such"),
        ({"author": "Sam 13800138000"}, "author:1: holds a mobile number"),
        ({"consent_by": "zs@acme.com"}, "consent_by:1: holds an e-mail address"),
    ],
)
async def test_what_may_not_be_kept_is_refused_before_anybody_reads_it(
    store: Store, raw: dict[str, Any], message: str
) -> None:
    """Without consent, with a secret, a person or the customer's name."""
    with pytest.raises(BadRequest, match=message):
        await contribute(store, **raw)
    assert (await store.cases.review(Review())).cases == ()


async def test_a_dossier_becomes_a_case(store: Store) -> None:
    """Its newest revision is the report, in the fixed headings."""
    begun = await store.dossiers.start(start())
    about = {"title": "A charity for the homeless", "industry": "nonprofit", "summary": "What was learnt."}
    await contribute(store, dossier=begun.id, **about)
    await judge(store, "accept", "publish")
    ((case,)) = (await store.cases.published())[1]
    assert (case.title, case.industry) == ("A charity for the homeless", "nonprofit")
    assert "## Decision Summary" in case.report
    with pytest.raises(BadRequest, match="industry"):
        await contribute(store, dossier=begun.id, id="another")


async def test_outcomes_are_told_as_a_reference_class_with_its_n(store: Store) -> None:
    """The last outcome of each published case; quartiles only where there are four or more."""
    for number, actual in enumerate((90, 110, 150, 200)):
        case = f"case-{number}"
        await contribute(store, id=case, content=FILE)
        outcome = {**OUTCOME, "actual_cost": actual}
        with pytest.raises(Conflict, match="is not published yet"):
            await store.cases.contribute(Contribution.model_validate({"id": case, "author": "Ana", "outcome": outcome}))
        await judge(store, "accept", "publish", case=case)
        for told in ({**outcome, "actual_cost": 1}, outcome):
            await store.cases.contribute(Contribution.model_validate({"id": case, "author": "Ana", "outcome": told}))
        (found,) = await store.cases.statistics("nonprofit")
        assert found.n == number + 1
    assert (found.median, found.lower_quartile, found.upper_quartile) == (1.3, 1.05, 1.625)
    assert found.words.en == "cost: actual / forecast 1.30, 1.05–1.62, n = 4"


async def test_the_latest_outcome_counts_and_an_empty_one_is_none(store: Store) -> None:
    """Nobody takes a case out of the statistics by telling less, an older day, or one that has not come."""
    await contribute(store)
    await judge(store, "accept", "publish")
    for told in (OUTCOME, {**OUTCOME, "as_of": "2026-01-01", "actual_cost": 900}):
        await follow_up(store, told)
    (found,) = await store.cases.statistics("nonprofit")
    assert (found.n, found.median) == (1, 1.5)
    with pytest.raises(ValidationError, match="needs a forecast and an actual figure"):
        Outcome.model_validate({"as_of": "2026-11-01", "actual_cost": 1})
    ahead = {**OUTCOME, "as_of": "2999-01-01"}
    with pytest.raises(BadRequest, match=r"outcome\.as_of: lies ahead"):
        await follow_up(store, ahead)


async def test_what_is_published_can_be_withdrawn_whatever_waits(store: Store) -> None:
    """A newer version that nobody has accepted keeps no case in print."""
    await contribute(store)
    await judge(store, "accept", "publish")
    await contribute(store)
    assert await judge(store, "withdraw") == "pending"
    assert (await store.cases.published())[1] == ()
    assert await judge(store, "accept", "publish", version=2) == "published"
    await contribute(store)
    assert await judge(store, "reject", version=3) == "rejected"
    with pytest.raises(Conflict, match="readers see version 2; withdraw that one"):
        await judge(store, "withdraw", version=3)
    assert await judge(store, "withdraw", version=2) == "rejected"
    assert (await store.cases.published())[1] == ()


async def test_curators_find_cases_of_every_state_by_their_words(store: Store) -> None:
    """By the same analysis as readers."""
    await contribute(store)
    await judge(store, "reject")
    assert [one.state for one in (await store.cases.review(Review(words="homeless charity"))).cases] == ["rejected"]


async def test_whoever_asks_while_what_was_published_is_made_ready_gets_it_too(tmp_path: Path) -> None:
    """Not only the first of them: else the one who tells clients of a change would see none."""
    settings = Settings(database=str(tmp_path / "team.db"))
    advisor = Advisor(load(settings), cabinet=Cabinet(settings))
    store = await advisor.cabinet.open()
    await contribute(store)
    await judge(store, "accept", "publish")

    async def ask() -> None:
        await advisor.served.take_published()
        assert "our-charity" in advisor.library.cases

    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(ask)
    await advisor.cabinet.close()


def test_whoever_contributes_is_named_in_one_line() -> None:
    """As every reader of cases wants it: a name of two lines would be a case that nobody can read."""
    with pytest.raises(ValidationError, match="one line"):
        Contribution.model_validate({"id": "our-charity", **CONSENT, "content": FILE, "author": "Ana\nBo"})


async def test_a_case_this_program_cannot_read_stops_no_other(store: Store) -> None:
    """As a newer program may write one: ranking, search and an upgrade go on, and its page says why."""
    for id in ("our-charity", "another-charity"):
        await contribute(store, id=id)
        await judge(store, "accept", "publish", case=id)
    async with store.database.writing() as connection:
        newer = "UPDATE case_versions SET content = replace(content, '{\"body\"', :more) WHERE case_id = :id"
        await connection.execute(text(newer), {"id": "our-charity", "more": '{"added":1,"body"'})
        await reindex(connection)
    assert [one.id for one in (await store.cases.published())[1]] == ["another-charity"]
    assert [one.id for one in (await store.cases.review(Review(words="charity"))).cases] == ["another-charity"]
    with pytest.raises(Conflict, match="newer version of this program"):
        await store.cases.review(Review(id="our-charity"))


async def test_a_verdict_has_somebody_who_gave_it(store: Store) -> None:
    """Else the record of who did what would name nobody."""
    await contribute(store)
    with pytest.raises(BadRequest, match="author: is required with a verdict"):
        await store.cases.review(Review.model_validate({"id": "our-charity", "verdict": "accept", "version": 1}))


async def test_an_id_names_no_customer_either(store: Store) -> None:
    """It is published like the rest; neither a name nor a number one can call."""
    for id in ("acme-corp-erp", "erp-13812345678"):
        with pytest.raises(BadRequest, match=r"^id:1: "):
            await contribute(store, id=id, hidden_names=["Acme Corp"])


def test_what_is_returned_says_why() -> None:
    """Its contributor is to change something, and reads what."""
    for comments in ("", "  "):
        with pytest.raises(ValidationError, match="return needs comments"):
            Review.model_validate({"id": "our-charity", "verdict": "return", "version": 1, "comments": comments})
