"""A decision worked on by several people in their browsers: nothing typed is lost and nothing is done twice."""

import re
from html import unescape

import httpx2
import pytest

from it_advisor.doors.web.labels import LABELS
from it_advisor.doors.web.sections import DATA, ROLES, ROWS, VIEWS
from it_advisor.dossier.record import Record
from it_advisor.errors import Language
from it_advisor.schemas import input_schema
from processes import HttpServer
from seen import HOSTILE, Seen

NEED = "Twelve hotels, one loyalty scheme and central booking"
ID = re.compile(r"/dossiers/([A-Za-z0-9_-]{22})")
NARRATIVE = "text.risks"


@pytest.fixture
def site(http_server: HttpServer) -> httpx2.Client:
    with httpx2.Client(
        base_url=http_server.url, timeout=30, trust_env=False, headers={"accept-language": "en"}
    ) as client:
        yield client


def hidden(page: str, name: str) -> str:
    """The value of a hidden field; that of the last form, where several have one."""
    return re.findall(rf'name="{re.escape(name)}" value="([^"]*)"', page)[-1]


def area(page: str, of: str) -> str:
    """What stands in a textarea."""
    (found,) = re.findall(rf'<textarea id="{of}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return unescape(found)


def filled(page: str) -> dict[str, str]:
    """The editor's form as a browser would send it back untouched."""
    (form,) = re.findall(r'<form class="brief.*?</form>', page, re.DOTALL)
    fields = dict(re.findall(r'<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    for name, picks in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        fields[name] = (
            dict(re.findall(r'value="([^"]*)"( selected)', picks)) and re.findall(r'value="([^"]*)" selected', picks)[0]
        )
    return {name: unescape(value or "") for name, value in fields.items()} | {"author": "Ann"}


@pytest.fixture
def dossier(site: httpx2.Client) -> str:
    """A dossier begun on the page; its address."""
    form = site.get("/dossiers/new").text
    given = {"business_nature": NEED, "technical_requirements": "one booking system; loyalty points", "author": "Ann"}
    answer = site.post("/dossiers", data={**given, "key": hidden(form, "key"), "title": "Booking for twelve hotels"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def edited(site: httpx2.Client, dossier: str, content: str, **more: str) -> httpx2.Response:
    """The editor opened, filled and sent."""
    form = site.get(f"{dossier}/section", params={"section": NARRATIVE}).text
    known = {name: hidden(form, name) for name in ("key", "base_revision")}
    fields = {"action": "edit", "section": NARRATIVE, "content": content, "author": "Bo", **known, **more}
    return site.post(dossier, data=fields)


def test_a_dossier_is_begun_found_and_begun_only_once(site: httpx2.Client) -> None:
    """From the four arguments; sent twice it is one; the list finds it by its words, a page at a time."""
    form = site.post("/dossiers/new", data={"business_nature": NEED, "cases": "2"}).text
    assert area(form, "business_nature") == NEED
    given = {"business_nature": NEED, "title": "Sent twice", "author": "Ann", "key": hidden(form, "key")}
    first, second = site.post("/dossiers", data=given), site.post("/dossiers", data=given)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    found = site.get("/dossiers", params={"words": "Sent twice"}).text
    assert found.count("Sent twice") == 2  # the field and the one dossier
    assert "None found" in site.get("/dossiers", params={"words": "zebra crossing"}).text
    assert "None found" in site.get("/dossiers", params={"words": "Sent twice", "signed": "yes"}).text
    assert 'href="/dossiers"' in site.get("/").text
    for number in range(21):
        site.post("/dossiers", data={**given, "title": f"Page {number}", "key": f"paged-{number:04}"})
    page = site.get("/dossiers").text
    assert "Page 20" in page
    assert "Sent twice" in site.get("/dossiers", params={"after": hidden(page, "after")}).text


def test_a_dossier_is_a_template_for_the_next(site: httpx2.Client, dossier: str) -> None:
    """One link, and what the new one is about."""
    (link,) = re.findall(r'href="(/dossiers/new\?copy_of=[^"]+)"', site.get(dossier).text)
    form = site.get(link).text
    given = {"copy_of": hidden(form, "copy_of"), "title": "The next one", "author": "Ann", "business_nature": ""}
    answer = site.post("/dossiers", data=given)
    assert answer.status_code == 303, answer.text
    assert "loyalty points" in site.get(answer.headers["location"] + "/report").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_of_a_dossier_speak_the_readers_language(
    site: httpx2.Client, dossier: str, language: Language
) -> None:
    """Whatever language the dossier is in, what stands around it is in the reader's."""
    for path in ("", "/report", "/comments", "/scores", "/history", "/check"):
        page = site.get(f"{dossier}{path}", headers={"accept-language": language})
        assert page.status_code == 200
        assert f"<title>{VIEWS[path.lstrip('/')].said(language)} · Booking for twelve hotels" in page.text
        other: Language = "en" if language == "zh" else "zh"
        assert f">{VIEWS['comments'].said(language)}</a>" in page.text
        assert f">{VIEWS['comments'].said(other)}</a>" not in page.text


def test_a_finished_report_fills_a_dossier(site: httpx2.Client) -> None:
    """Pasted with its summary block; without one the form says so and keeps all that was typed."""
    report = site.get("/cases/charity-40-staff.md").text
    answer = site.post("/dossiers", data={"business_nature": "a charity", "report": report, "author": "Ann"})
    page = site.get(answer.headers["location"]).text
    assert "Requirements" in page and "revision 1" in page
    assert "42,670" in site.get(answer.headers["location"] + "/report").text
    refused = site.post("/dossiers", data={"business_nature": NEED, "report": "# Nothing", "author": "Ann"})
    assert refused.status_code == 422 and "summary block" in refused.text
    assert area(refused.text, "business_nature") == NEED and area(refused.text, "report") == "# Nothing"
    assert site.post("/dossiers", data={"business_nature": NEED}, files={"file": ("r.md", b"\xff")}).status_code == 422


def test_a_section_is_edited_and_two_hands_lose_nothing(site: httpx2.Client, dossier: str) -> None:
    """Who was late sees both texts and a third to merge them in; what they send then is the newest."""
    early = site.get(f"{dossier}/section", params={"section": NARRATIVE}).text
    assert edited(site, dossier, "The vendor may leave.\n\nWe keep the data.").status_code == 303
    shown = site.get(dossier).text
    assert "revision 2" in shown and "The vendor may leave." in shown and "Bo" in shown
    late = {"action": "edit", "section": NARRATIVE, "content": "Staff may leave.", "author": "Cy", "note": "staff"}
    clash = site.post(dossier, data={**late, "key": hidden(early, "key"), "base_revision": "1"})
    assert clash.status_code == 409
    assert area(clash.text, "theirs") == "The vendor may leave.\n\nWe keep the data."
    assert area(clash.text, "yours") == area(clash.text, "content") == "Staff may leave."
    assert "+The vendor may leave." in clash.text and 'value="staff"' in clash.text
    assert "&lt;theirs-" not in clash.text  # the envelope is for models
    both = "The vendor may leave.\r\n\r\nStaff may leave."
    again = {
        **late,
        "content": both,
        "key": hidden(clash.text, "key"),
        "base_revision": hidden(clash.text, "base_revision"),
    }
    assert site.post(dossier, data=again).status_code == 303
    assert site.post(dossier, data=again).status_code == 303  # a second click changes nothing
    report = site.get(f"{dossier}/report").text
    assert "Staff may leave." in report and "revision 3" in report


def test_data_is_edited_and_what_does_not_fit_stays_in_the_form(site: httpx2.Client, dossier: str) -> None:
    """A fault is named in the reader's language; the text and the revision stay."""
    known = {"action": "edit", "section": "risks", "base_revision": "1", "author": "Ann"}
    wrong = site.post(dossier, data={**known, "content": '[{"id": "K1", "risk": "x"}]'})
    assert wrong.status_code == 422 and '"risk": "x"' in area(wrong.text, "content") and "trigger" in wrong.text
    nobody = site.post(dossier, data={**known, "content": "[]", "author": ""})
    assert nobody.status_code == 422 and "Your name" in nobody.text
    row = '[{"id": "K1", "risk": "late", "trigger": "delay", "mitigation": "buffer", "owner": "Bo"}]'
    assert site.post(dossier, data={**known, "content": row}).status_code == 303
    assert "K1 · late · delay" in site.get(dossier).text


def test_history_is_read_compared_and_restored(site: httpx2.Client, dossier: str) -> None:
    """Each revision with who and why; any two compared; an old one comes back as a new one."""
    edited(site, dossier, "Old words.")
    edited(site, dossier, "New words.", note="reworded")
    history = site.get(f"{dossier}/history").text
    assert "reworded" in history and "Bo" in history and "Begun" in history
    changes = site.get(f"{dossier}/changes", params={"against": "2", "revision": "3"}).text
    assert "<del>-Old words.</del>" in changes and "<ins>+New words.</ins>" in changes
    back = {"action": "restore", "revision": "2", "base_revision": "3", "author": "Ann", "key": hidden(history, "key")}
    assert site.post(dossier, data=back).status_code == 303
    assert "Old words." in site.get(f"{dossier}/report").text
    stale = site.post(dossier, data={**back, "key": "another-key"})
    assert stale.status_code == 409 and "revision 3" in stale.text
    assert "New words." in site.get(f"{dossier}/report", params={"revision": "3"}).text


def test_comments_are_made_and_resolved_and_the_newest_revision_is_signed(site: httpx2.Client, dossier: str) -> None:
    """An open comment stands beside its section; a signature falls behind when something changes."""
    said = {"action": "comment", "section": NARRATIVE, "base_revision": "1", "author": "Fay", "content": "Why? @Ann"}
    assert site.post(dossier, data=said).status_code == 303
    assert "1 open" in site.get(dossier).text
    comments = site.get(f"{dossier}/comments").text
    settled = {"action": "resolve", "comment": hidden(comments, "comment"), "base_revision": "1", "author": "Ann"}
    assert site.post(dossier, data={**settled, "content": "Explained."}).status_code == 303
    assert "settled by Ann" in site.get(f"{dossier}/comments").text and "1 open" not in site.get(dossier).text
    assert site.post(dossier, data={**said, "content": " "}).status_code == 422
    signing = {"action": "sign", "base_revision": "1", "author": "Max"}
    unsaid = site.post(dossier, data={**signing, "content": "For finance."})
    assert unsaid.status_code == 422 and "Your role" in unsaid.text and "For finance." in unsaid.text
    assert site.post(dossier, data={**signing, "role": "finance", "content": "For finance."}).status_code == 303
    assert "Finance Max signed" in site.get(dossier).text
    edited(site, dossier, "More risk.")
    assert "changed since" in site.get(dossier).text


def test_scores_stay_hidden_until_all_are_in(site: httpx2.Client) -> None:
    """A panel of two: each fills a form, the first sees no other's, then both and where they differ."""
    report = site.get("/cases/charity-40-staff.md").text
    begun = site.post("/dossiers", data={"business_nature": "a charity", "report": report, "author": "Ann"})
    dossier = begun.headers["location"]
    assert "nothing to score yet" in site.get(f"{dossier}/scores").text
    for revision, (section, content) in enumerate(
        (("criteria", "[{name: Fit, weight: 60}, {name: Cost, weight: 40}]"), ("scorers", "[Ann, Bo]")), start=1
    ):
        known = {"action": "edit", "section": section, "base_revision": str(revision), "author": "Ann"}
        assert site.post(dossier, data={**known, "content": content}).status_code == 303
    form = site.get(f"{dossier}/scores").text
    fixed = dict(re.findall(r'name="((?:option|criterion)\.\d+)" value="([^"]*)"', form))
    places = re.findall(r'name="score\.([\d.]+)"', form)
    ballot = {**fixed, "action": "score", "base_revision": "3"} | {f"rationale.{one}": "seen" for one in places}
    wrong = site.post(dossier, data={**ballot, "author": "Ann", "score.0.0": "many"})
    assert wrong.status_code == 422 and 'value="many"' in wrong.text
    ann = {**ballot, "author": "Ann"} | {f"score.{one}": "7" for one in places}
    assert site.post(dossier, data=ann).status_code == 303
    waiting = site.get(f"{dossier}/scores").text
    assert "stay hidden" in waiting and "missing: Bo" in waiting
    assert (
        site.post(dossier, data={**ballot, "author": "Bo"} | {f"score.{one}": "3" for one in places}).status_code == 303
    )
    assert "Where you disagree most" in site.get(f"{dossier}/scores").text


def test_a_dossiers_report_is_checked_and_made_into_documents(site: httpx2.Client, dossier: str) -> None:
    """One click a format; the check says what a board would find."""
    word = site.post(f"{dossier}/document", data={"format": "docx"})
    assert word.content[:2] == b"PK" and "attachment" in word.headers["content-disposition"]
    assert site.post(f"{dossier}/document", data={"format": "odt"}).status_code == 422
    assert "of 100" in site.get(f"{dossier}/check").text


@pytest.mark.parametrize("path", ["", "/report", "/section?section=risks", "/nowhere"])
def test_what_is_gone_or_was_never_there_is_said_on_a_page(site: httpx2.Client, dossier: str, path: str) -> None:
    """Whether the id is malformed, unknown, or the page of it; and in a POST as well."""
    for name in ("x", "A" * 22):
        assert site.get(f"/dossiers/{name}{path}").status_code == 404
    assert site.get(f"{dossier}/nowhere").status_code == 404
    assert site.get(f"{dossier}/section?section=nonsense").status_code == 404
    assert site.get(f"{dossier}/report?revision=99").status_code == 404
    for nonsense in ("x", "9" * 5_000):
        assert site.get(f"{dossier}/report", params={"revision": nonsense}).status_code == 422
    assert site.post("/dossiers/" + "A" * 22, data={"base_revision": "1", "author": "x"}).status_code == 404


def test_hostile_text_in_a_dossier_is_text(site: httpx2.Client, dossier: str) -> None:
    """Nothing anybody writes becomes a tag for those who read it."""
    edited(site, dossier, HOSTILE, author=HOSTILE, note=HOSTILE)
    site.post(dossier, data={"action": "comment", "base_revision": "1", "author": HOSTILE, "content": HOSTILE})
    for path in ("", "/report", "/history", "/changes", "/comments", "/check", f"/section?section={NARRATIVE}"):
        seen = Seen(site.get(f"{dossier}{path}").text)
        assert all((about["src"] or "").startswith("/static/") for about in seen.all("script"))
        assert not [about for about in seen.all("img") if about.get("src") == "x"]
        assert not [name for _, about in seen.tags for name in about if name.startswith("on") or name == "style"]


@pytest.mark.parametrize(
    ("page", "section", "said"),
    [
        ("/costs?example=1", "text.costs", "Total cost of ownership"),
        ("/compare?example=1", "text.fit", "leads with 62.23"),
        ("/compare?example=1", "criteria", "Supplier strength"),
    ],
)
def test_a_calculation_is_put_into_a_dossier(
    site: httpx2.Client, dossier: str, page: str, section: str, said: str
) -> None:
    """The section's editor opens with it below what stands there; it is saved as everything is."""
    shown = site.get(page).text
    assert f'value="{dossier.rpartition("/")[2]}"' in shown
    sent = {
        name: unescape(re.findall(rf'name="{name}" hidden>\n(.*?)</textarea>', shown, re.DOTALL)[0])
        for name in ("content", "data")
    }
    known = {"dossier": dossier.rpartition("/")[2], "section": section}
    if section.startswith("text."):
        edit = {"action": "edit", "section": section, "content": "Our words.", "author": "Ann", "base_revision": "1"}
        assert site.post(dossier, data=edit).status_code == 303
    editor = site.post("/dossiers/into", data={**known, **sent}).text
    proposed = area(editor, "content")
    assert said in proposed and (proposed.startswith("Our words.\n\n") or section == "criteria")
    fields = {name: hidden(editor, name) for name in ("key", "base_revision", "section", "action")}
    assert site.post(dossier, data={**fields, "content": proposed, "author": "Ann"}).status_code == 303
    assert said in site.get(f"{dossier}/report").text or section == "criteria"


def test_a_part_of_a_checked_report_is_put_into_a_dossier(site: httpx2.Client, dossier: str) -> None:
    """What stands under its heading; a report without that heading is refused in words."""
    report = site.get("/cases/charity-40-staff.md").text
    known = {"dossier": dossier.rpartition("/")[2], "section": "text.decision", "report": report}
    assert known["dossier"] in site.post("/report", data={"report": report}).text
    assert len(area(site.post("/dossiers/into", data=known).text, "content")) > 50
    lost = site.post("/dossiers/into", data={**known, "report": "# Lunch\n"})
    assert lost.status_code == 422 and "no such heading" in lost.text
    assert site.post("/dossiers/into", data={**known, "data": "{"}).status_code == 422
    begun = site.post("/dossiers/new", data={"report": report, "business_nature": "a charity"}).text
    assert area(begun, "report") == report


def test_a_case_is_contributed_screened_reviewed_and_published(site: httpx2.Client, dossier: str) -> None:
    """From a dossier or a file; who contributes sees its state, a curator all that was done with it."""
    asked = {"id": "page-hotels", "dossier": dossier.rpartition("/")[2], "industry": "hospitality", "author": "Ann"}
    asked |= {"tags": "booking, loyalty", "summary": "One booking system.", "title": "A hotel group"}
    unsaid = site.post("/cases/contribute", data=asked)
    assert unsaid.status_code == 422 and "consent" in unsaid.text and "One booking system." in unsaid.text
    agreed = {**asked, "licence": "CC-BY-4.0", "consent": "1", "consent_by": "its CIO"}
    named = site.post("/cases/contribute", data={**agreed, "hidden_names": "Twelve hotels"})
    assert named.status_code == 422
    taken = site.post("/cases/contribute", data=agreed)
    assert taken.status_code == 200, taken.text
    assert "waiting" in taken.text and "page-hotels" in site.get("/cases/review").text
    site.post("/cases/contribute", data=agreed)
    page = site.get("/cases/review/page-hotels").text
    assert "its CIO" in page and 'href="/cases/review/page-hotels?version=1"' in page
    verdict = {"verdict": "accept", "version": "1", "comments": "Well told.", "author": "Cur"}
    stale = site.post("/cases/review/page-hotels", data=verdict)
    assert stale.status_code == 422 and "the newest is version 2" in stale.text and "Well told." in stale.text
    verdict["version"] = "2"
    for each in ("accept", "publish"):
        assert site.post("/cases/review/page-hotels", data={**verdict, "verdict": each}).status_code == 303
    page = site.get("/cases/review/page-hotels").text
    assert "published" in page and page.count("Well told.") == 2 and "Withdraw" in page
    assert "hotel group" in site.get("/cases/page-hotels").text
    assert site.post("/cases/review/page-hotels", data={"version": "2", "author": "Cur"}).status_code == 422
    assert site.post("/cases/review/page-hotels", data={**verdict, "verdict": "withdraw"}).status_code == 303
    assert site.get("/cases/page-hotels").status_code == 404
    assert site.get("/cases/review/nobody").status_code == 404
    assert site.post("/cases/contribute", files={"file": ("c.md", b"\xff")}).status_code == 422
    file = site.get("/cases/charity-40-staff.md").text
    clash = site.post("/cases/contribute", data={**agreed, "dossier": "", "id": "charity-40-staff", "content": file})
    assert clash.status_code == 422 and "another case" in clash.text


def test_data_is_filled_into_fields(site: httpx2.Client, dossier: str) -> None:
    """A table with a row a line and no JSON: every data section shows what it holds and saves the same again."""
    editor = site.get(f"{dossier}/section", params={"section": "requirements"}).text
    assert 'name="requirements.0.need"' in editor and "one booking system" in editor
    form = editor[editor.index('<form class="brief') :]
    assert form.index('class="by-enter"') < form.index('name="more"')  # the Enter key saves
    known = {"action": "edit", "rows": "1", "author": "Ann"}
    risk = {"risks.0.id": "K1", "risks.0.risk": "late", "risks.0.trigger": "delay", "risks.0.owner": "Bo"}
    at_first = {**known, "section": "risks", "base_revision": "1"}
    unsaid = site.post(dossier, data={**at_first, **risk})
    assert unsaid.status_code == 422 and "Row 1 Mitigation: " in unsaid.text and 'value="K1"' in unsaid.text
    more = site.post(dossier, data={**at_first, **risk, "more": "risks"}).text
    assert 'name="risks.4.id"' in more and 'value="K1"' in more and "revision 1" in more
    assert site.post(dossier, data={**at_first, **risk, "risks.0.mitigation": "buffer"}).status_code == 303
    scorers = {**known, "section": "scorers", "base_revision": "2", "scorers": "Ann\r\nBo"}
    assert site.post(dossier, data=scorers).status_code == 303
    decision = {"choice": "Buy", "by": "2027-09", "approval": "The board", "changes_if": "Price"}
    assert (
        site.post(dossier, data={**known, **decision, "section": "decision", "base_revision": "3"}).status_code == 303
    )
    late = site.post(dossier, data={**at_first, **risk, "risks.0.mitigation": "other"})
    assert late.status_code == 409 and '"mitigation": "other"' in area(late.text, "content")
    emptied = site.post(dossier, data={**known, "section": "risks", "base_revision": "4", "risks.0.id": ""})
    assert emptied.status_code == 303
    assert "K1" not in site.get(f"{dossier}/report").text


def test_more_rows_than_a_form_shows_are_edited_as_text(site: httpx2.Client, dossier: str) -> None:
    """None of them is lost by being left out of the form."""
    risk = '{{"id": "K{0}", "risk": "r", "trigger": "t", "mitigation": "m", "owner": "o"}}'
    content = f"[{', '.join(risk.format(number) for number in range(1, 302))}]"
    known = {"action": "edit", "section": "risks", "base_revision": "1", "author": "Ann", "content": content}
    assert site.post(dossier, data=known).status_code == 303
    editor = site.get(f"{dossier}/section", params={"section": "risks"}).text
    assert '"K301"' in area(editor, "content") and 'name="rows"' not in editor


def test_every_data_section_of_a_full_dossier_comes_back_as_it_went(site: httpx2.Client) -> None:
    """Opened and saved unchanged, nothing is changed: there is no new revision."""
    report = site.get("/cases/charity-40-staff.md").text
    begun = site.post("/dossiers", data={"business_nature": "a charity", "report": report, "author": "Ann"})
    dossier = begun.headers["location"]
    for section in DATA:
        editor = site.get(f"{dossier}/section", params={"section": section}).text
        assert site.post(dossier, data=filled(editor)).status_code == 303, section
        assert "revision 1<" in site.get(dossier).text, section


def test_every_field_and_choice_of_a_dossiers_rows_has_a_name_for_people() -> None:
    """A new field of the record needs its words on the page."""
    for section, field in input_schema(Record)["properties"].items():
        inner = field.get("items", field).get("properties", {})
        picks = [one for about in inner.values() for one in about.get("enum", ())]
        assert {*inner, *picks} <= {*LABELS, *ROWS, *ROLES} or section in ("text", "doubts")
