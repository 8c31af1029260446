"""What goes in comes out, whatever the database: dossiers carried on by many hands."""

import json
from collections.abc import Sequence

import pytest

from it_advisor.dossier import DossierRequest, DossierSearch, Revised, Revision, Start
from it_advisor.errors import BadRequest, Conflict, NotFound
from it_advisor.store import fulltext
from it_advisor.store.opening import Store
from material import EXAMPLES, start

NOBODY = "AAAAAAAAAAAAAAAAAAAAAA"


async def revise(store: Store, dossier: Revised, **step: object) -> Revised:
    """A step on top of the revision that is given, by Bo unless another is named."""
    raw = {"id": dossier.id, "base_revision": dossier.revision, "author": "Bo", **step}
    return await store.dossiers.revise(Revision.model_validate(raw))


async def section(store: Store, dossier: Revised, name: str, revision: int | None = None) -> object:
    return (await store.shown(DossierRequest(id=dossier.id, section=name, revision=revision))).content


async def test_a_dossier_is_begun_from_a_brief(store: Store) -> None:
    """The four arguments become the brief and numbered requirements; what is missing is said."""
    begun = await store.dossiers.start(
        Start(business_nature="一家酒店集团", technical_requirements="会员统一；中央预订")
    )
    shown = await store.shown(DossierRequest(id=begun.id))
    assert [row["need"] for row in shown.content["requirements"]] == ["会员统一", "中央预订"]
    assert "options 还是空的" in shown.open_points


async def test_a_report_gives_its_own_money_and_takes_another_title(store: Store) -> None:
    """What is asked for beside it is done or refused, never dropped."""
    report = (EXAMPLES / "charity-40-staff.md").read_text("utf-8")
    given = {"business_nature": "A charity", "report": report}
    begun = await store.dossiers.start(Start.model_validate({**given, "title": "Our choice", "currency": "GBP"}))
    assert begun.title == "Our choice"
    for wrong in ({"currency": "USD"}, {"horizon_years": 7}):
        with pytest.raises(BadRequest, match=f"{next(iter(wrong))}: is .* in the report; leave it out"):
            await store.dossiers.start(Start.model_validate({**given, **wrong}))


async def test_edits_of_different_sections_merge(store: Store) -> None:
    """Two people who looked at the same revision both get in; each finds the other's words untouched."""
    first = await store.dossiers.start(start())
    await revise(store, first, section="text.risks", content="Winter comes first.")
    second = await revise(store, first, section="text.plan", content="Pilot in May.")
    assert (second.revision, second.merged) == (3, True)
    assert await section(store, second, "text.risks") == "Winter comes first."
    assert await section(store, second, "text.plan") == "Pilot in May."


async def test_an_edit_of_a_section_that_changed_meanwhile_is_refused_with_both_texts(store: Store) -> None:
    """Nothing is overwritten and nothing lost; the edit goes in once it is made on top of what there is."""
    first = await store.dossiers.start(start())
    await revise(store, first, section="text.risks", content="Theirs stays.", author="Ana")
    with pytest.raises(Conflict, match=r"(?s)Ana changed text.risks in revision 2.*Theirs stays.*Mine too") as refused:
        await revise(store, first, section="text.risks", content="Mine too.")
    assert "base_revision 2" in refused.value.words.zh
    assert await section(store, first, "text.risks") == "Theirs stays."
    newest = first.model_copy(update={"revision": 2})
    await revise(store, newest, section="text.risks", content="Theirs stays. Mine too.")
    assert await section(store, first, "text.risks") == "Theirs stays. Mine too."


async def test_a_section_that_was_changed_and_changed_back_is_not_as_it_was(store: Store) -> None:
    """Somebody meant it so, and whoever writes over that is told; another section's edits are no matter."""
    first = await store.dossiers.start(start())
    text = str(await section(store, first, "text.risks"))
    await revise(store, first, section="text.risks", content="Ana's.", author="Ana")
    newer = first.model_copy(update={"revision": 2})
    await revise(store, newer, section="text.risks", content=text, author="Ana", note="back, on purpose")
    with pytest.raises(Conflict, match=r"(?s)Ana changed text.risks in revision 3.*Mine over it"):
        await revise(store, first, section="text.risks", content="Mine over it.")
    assert (await revise(store, first, section="text.plan", content="Another section.")).revision == 4


async def test_the_same_edit_by_two_is_no_conflict(store: Store) -> None:
    """And makes no second revision."""
    first = await store.dossiers.start(start())
    for _ in range(2):
        done = await revise(store, first, section="text.risks", content="The same.")
    assert done.revision == 2


async def test_a_request_sent_twice_is_done_once(store: Store) -> None:
    """With a key the second answer is the first one; the same key with another request is refused."""
    begun = await store.dossiers.start(start(key="once-and-for-all"))
    assert await store.dossiers.start(start(key="once-and-for-all")) == begun
    assert len((await store.listing(DossierSearch())).dossiers) == 1
    edit = {"section": "text.next", "content": "Ask three vendors.", "key": "edit-number-1"}
    done = await revise(store, begun, **edit)
    assert await revise(store, begun, **edit) == done
    with pytest.raises(Conflict, match="key"):
        await revise(store, begun, **edit | {"content": "Ask four."})


async def test_every_revision_can_be_read_compared_and_restored(store: Store) -> None:
    """What changed is said in the data and in the figures, with what moved them."""
    first = await store.dossiers.start(start())
    lines = await section(store, first, "cost_lines")
    assert isinstance(lines, list)
    lines[0]["unit_price"] = 400
    await revise(store, first, section="cost_lines", content=json.dumps(lines), note="new quote")
    asked = DossierRequest(id=first.id, view="changes", against=1)
    changes = (await store.shown(asked)).changes
    assert changes
    (figure,) = (one for one in changes.figures if one.figure == "tco")
    assert (figure.was, figure.now) == ("75,010", "84,610")
    assert figure.why == ("L1 Case management: +9,600 (unit_price 300 → 400)",)
    back = await revise(store, first.model_copy(update={"revision": 2}), action="restore", revision=1)
    assert back.revision == 3
    assert await section(store, first, "cost_lines") == await section(store, first, "cost_lines", 1)
    history = (await store.shown(DossierRequest(id=first.id, view="history"))).history
    assert [(one.revision, one.section, one.author) for one in history] == [
        (3, "", "Bo"), (2, "cost_lines", "Bo"), (1, "", "Ana"),
    ]  # fmt: skip


async def test_a_revision_is_compared_with_an_earlier_one(store: Store) -> None:
    """What came later, the same, or nothing at all is not what changed up to it."""
    first = await store.dossiers.start(start())
    with pytest.raises(BadRequest, match="against: revision 1 is the first"):
        await store.shown(DossierRequest(id=first.id, view="changes"))
    await revise(store, first, section="text.risks", content="Winter.")
    for shown, message in ((1, "revision 1 is the first"), (2, "must be earlier than the revision shown, which is 2")):
        for against in (2, 3):
            with pytest.raises(BadRequest, match=f"against: {message}"):
                await store.shown(DossierRequest(id=first.id, view="changes", against=against, revision=shown))


async def test_comments_call_people_and_are_resolved_once(store: Store) -> None:
    """Whoever is mentioned is named; who resolved it and how stays with it."""
    first = await store.dossiers.start(start())
    said = await revise(store, first, action="comment", section="risks", content="@Li who owns K3?")
    await revise(store, first, action="resolve", comment=said.comment, content="The director does.")
    (comment,) = (await store.shown(DossierRequest(id=first.id, section="risks"))).comments
    assert (comment.mentions, comment.resolved_by, comment.resolution) == (("Li",), "Bo", "The director does.")
    with pytest.raises(Conflict, match="Bo has resolved it"):
        await revise(store, first, action="resolve", comment=said.comment)


async def test_names_in_comments_are_those_the_dossier_knows(store: Store) -> None:
    """However the text goes on after them: Chinese has no blanks."""
    first = await store.dossiers.start(start())
    asked = await revise(store, first, section="scorers", content='["李雷", "Li Wei"]')
    await revise(store, asked, action="comment", content="@李雷请看，@Li Wei too; @Bo.")
    (comment,) = (await store.shown(DossierRequest(id=first.id, view="comments"))).comments
    assert comment.mentions == ("李雷", "Li Wei", "Bo")


async def test_an_owner_is_told_of_another_hand(store: Store) -> None:
    """The edit is in; a comment waits for whoever answers for the section."""
    first = await store.dossiers.start(start())
    owners = '[{"section": "cost_lines", "role": "finance", "person": "Tess"}]'
    owned = await revise(store, first, section="owners", content=owners)
    done = await revise(store, owned, section="cost_lines", content="[]")
    assert (done.revision, len(done.notices)) == (3, 1)
    shown = await store.shown(DossierRequest(id=first.id, section="cost_lines"))
    assert [(one.mentions, one.revision, one.resolved_by) for one in shown.comments] == [(("Tess",), 3, "")]
    assert [one.person for one in shown.owners] == ["Tess"]
    assert (await revise(store, done, action="restore", revision=2, role="finance")).notices == ()


async def test_amounts_of_before_are_doubted_until_they_are_sent_again(store: Store) -> None:
    """The same words again are a revision of their own: somebody has looked."""
    first = await store.dossiers.start(start())
    lines = await section(store, first, "cost_lines")
    assert isinstance(lines, list)
    lines[0]["unit_price"] = 330
    dearer = await revise(store, first, section="cost_lines", content=json.dumps(lines))
    assert any(one.startswith("text.costs names amounts") for one in dearer.open_points)
    words = await section(store, first, "text.costs")
    settled = await revise(store, dearer, section="text.costs", content=words)
    assert settled.revision == 3
    assert not any(one.startswith("text.costs names amounts") for one in settled.open_points)


async def test_a_dossier_is_found_without_its_id(store: Store) -> None:
    """Get without an id lists those there are, those about the words first."""
    begun = await store.dossiers.start(start())
    await store.dossiers.start(Start(business_nature="a chain of bakeries"))
    assert [one.id for one in (await store.shown(DossierRequest(words="homelessness"))).dossiers] == [begun.id]
    assert len((await store.shown(DossierRequest())).dossiers) == 2


def scores(*values: float) -> str:
    rows = [
        {"option": option, "criterion": "Fit", "score": value, "rationale": "seen"}
        for option, value in zip(("A", "B"), values, strict=True)
    ]
    return json.dumps(rows)


async def test_scores_are_hidden_until_all_are_in(store: Store) -> None:
    """Then they become the dossier's, and where people disagree is shown."""
    begun = await store.dossiers.start(Start(business_nature="a hotel group"))
    asked = await revise(store, begun, section="criteria", content='[{"name": "Fit", "weight": 1}]')
    asked = await revise(store, asked, section="scorers", content='["Ana", "Bo"]')
    half = await revise(store, asked, action="score", content=scores(8, 3), author="Ana")
    assert half.panel
    assert (half.panel.scored, half.panel.missing, half.panel.revealed) == (("Ana",), ("Bo",), False)
    whole = await store.shown(DossierRequest(id=begun.id))
    assert (whole.content["scores"], whole.ranking) == ([], ())
    with pytest.raises(BadRequest, match="shown once all are in"):
        await revise(store, half, section="scores", content="[]")
    done = await revise(store, half, action="score", content=scores(2, 3), author="Bo")
    assert done.panel
    assert [(one.option, one.by) for one in done.panel.disagreement] == [("A", {"Ana": 8, "Bo": 2})]
    shown = await store.shown(DossierRequest(id=begun.id))
    assert [(one.option, one.points) for one in shown.ranking] == [("A", 50), ("B", 30)]


async def test_a_signature_holds_one_revision_and_is_outdated_by_the_next(store: Store) -> None:
    """Nobody signs what they have not seen, and nobody twice."""
    first = await store.dossiers.start(start())
    await revise(store, first, action="sign", role="finance", content="Within the frame.")
    with pytest.raises(Conflict, match="you have signed revision 1"):
        await revise(store, first, action="sign", role="finance")
    later = await revise(store, first, section="text.risks", content="Another risk.")
    assert later.outdated_signoffs == ("finance Bo (1)",)
    (signed,) = (await store.shown(DossierRequest(id=first.id, revision=1))).signoffs
    assert (signed.role, signed.revision, signed.outdated) == ("finance", 1, True)
    with pytest.raises(Conflict, match="you looked at revision 1 and there is 2"):
        await revise(store, first, action="sign", role="cio")
    assert [one.signed for one in (await store.listing(DossierSearch(signed=False))).dossiers] == [False]


async def test_a_dossier_is_a_template_for_the_next(store: Store) -> None:
    """Structure and wording go over; money, verdicts, scores and evidence do not."""
    first = await store.dossiers.start(start())
    raw = {"business_nature": "an animal shelter", "copy_of": first.id, "title": "Next", "author": "Bo"}
    copy = await store.dossiers.start(Start.model_validate(raw))
    shown = (await store.shown(DossierRequest(id=copy.id))).content
    assert (len(shown["requirements"]), shown["decision"], shown["evidence"]) == (7, None, [])
    assert {line["unit_price"] for line in shown["cost_lines"]} == {"0"}
    assert {one["verdict"] for one in shown["options"]} <= {"alternative", "do-nothing"}
    assert shown["brief"]["business_nature"] == "an animal shelter"


async def test_dossiers_are_found_by_their_words_in_either_language(store: Store) -> None:
    """By bigrams and words, best first, filtered and in pages."""
    names = ("一家连锁酒店，会员与中央预订", "汽车零部件厂，批次追溯", "a chain of bakeries with batch tracing")
    for name in names:
        await store.dossiers.start(Start(business_nature=name))

    async def found(**asked: object) -> Sequence[str]:
        return [one.title for one in (await store.listing(DossierSearch.model_validate(asked))).dossiers]

    assert await found(words="酒店会员") == [names[0]]
    assert await found(words="bakery batches") == [names[2]]
    assert await found(words="追溯", dossier_language="en") == []
    assert await found() == [*reversed(names)]
    page = await store.listing(DossierSearch(limit=2))
    assert page.more
    assert await found(limit=2, after=page.more) == [names[0]]


async def test_a_rare_word_hides_nothing_that_shares_the_others(store: Store) -> None:
    """However many texts have them, in whatever workspace; both databases find the same ones."""
    many = [(f"case-{place}", "a hotel" if place else "a hotel with a granary", "") for place in range(600)]
    async with store.database.writing() as connection:
        await fulltext.put(connection, "case", many)
        await fulltext.put(connection, "dossier", [("mine", "a hotel", "")])
    async with store.database.reading() as connection:
        assert await fulltext.find(connection, "dossier", "hotel granary", 20) == ["mine"]
        found = await fulltext.find(connection, "case", "hotel granary", 20)
    assert (found[0], len(found)) == ("case-0", 20)


async def test_a_text_of_the_longest_words_can_be_kept(store: Store) -> None:
    """More of them than PostgreSQL keeps of one text; those at its head are found."""
    words = " ".join(f"{'ж' * 190}{place:04}" for place in range(5_000))
    async with store.database.writing() as connection:
        await fulltext.put(connection, "case", [("long", "a hotel", words)])
        assert await fulltext.find(connection, "case", "hotel", 5) == ["long"]


AWKWARD = ('" OR kind:case', "'; DROP TABLE dossiers; --", "a:* & !b", "' | '", "NEAR(", "\\", "*", "()")


async def test_words_are_words_and_never_a_query(store: Store) -> None:
    """Whatever signs they hold."""
    await store.dossiers.start(Start(business_nature="a hotel group"))
    for words in AWKWARD:
        assert (await store.listing(DossierSearch(words=f"hotel {words}"))).dossiers, words


SENSELESS: list[tuple[dict[str, object], str]] = [
    ({"section": "prices"}, "no section prices; there are: about, brief"),
    ({}, "section: is required"),
    ({"section": "risks", "content": "{"}, "risks takes data as JSON or YAML"),
    ({"section": "risks", "content": '[{"id": "K1"}]'}, "content.risks.0.risk: is required"),
    ({"section": "risks", "content": '["\\u0000"]'}, r"invisible or invalid U\+0000"),
    ({"section": "risks", "content": '["\\ud800"]'}, "invalid Unicode character"),
    ({"section": "risks", "content": "[]", "base_revision": 9}, "base_revision: there is no revision 9"),
    ({"action": "restore", "revision": 9}, "there is no revision 9"),
    ({"action": "comment", "content": " "}, "say something"),
    ({"action": "resolve", "comment": "x"}, "no such comment"),
    ({"action": "sign"}, "role: is required"),
    ({"action": "score", "content": '[{"option": "O9", "criterion": "x", "score": 1, "rationale": "x"}]'}, "has no O9"),
    ({"section": "risks", "content": '[{"id": "R1", "risk": "x"}]'}, "content.risks.0.trigger"),
]


async def test_a_step_that_makes_no_sense_says_what_would(store: Store) -> None:
    """And changes nothing."""
    first = await store.dossiers.start(start())
    for step, message in SENSELESS:
        with pytest.raises(BadRequest, match=message):
            await revise(store, first, **step)
    assert (await store.shown(DossierRequest(id=first.id))).newest == 1


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    """An unknown dossier, whatever is asked of it."""
    nobody = Revised(id=NOBODY, uri="", title="", language="en", revision=1)
    with pytest.raises(NotFound, match="no dossier"):
        await store.shown(DossierRequest(id=NOBODY))
    with pytest.raises(NotFound, match="no dossier"):
        await revise(store, nobody, section="risks", content="[]")


async def test_an_empty_report_block_is_refused_before_anything_is_written(store: Store) -> None:
    """A report without a summary block fills nothing."""
    with pytest.raises(BadRequest, match="holds no summary block"):
        await store.dossiers.start(start(report="# A report\n\nNothing else."))
    assert (await store.listing(DossierSearch())).dossiers == ()
