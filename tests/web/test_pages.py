"""Every page is there in both languages, says what is wrong beside the field, and runs nothing that was typed."""

import re
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from it_advisor.doors.web.labels import LABELS
from it_advisor.doors.web.page import PAGES
from it_advisor.operations import OPERATIONS
from it_advisor.schemas import input_schema
from processes import HttpServer
from seen import HOSTILE, Seen

BRIEF = {"business_nature": "三个工厂的精密零件制造", "company_size": "320 人", "budget_range": "不超过 500 万元"}
PAIR = "/cases/compare?case=charity-40-staff&case=saas-startup-35"
WRITING = ("/dossiers/new", "/cases/contribute", "/cases/review")
PLACES = [*PAGES, *WRITING, "/cases/charity-40-staff", PAIR, "/nowhere"]


@pytest.fixture
def site(http_server: HttpServer) -> httpx2.Client:
    with httpx2.Client(base_url=f"http://127.0.0.1:{http_server.port}", timeout=20, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_is_small_strict_and_in_the_readers_language(site: httpx2.Client, place: str, language: str) -> None:
    """Under 100 kB with all it needs from this server alone, whatever the browser's language."""
    answer = site.get(place, headers={"accept-language": f"{language},fr;q=0.5"})
    assert answer.status_code == (404 if place == "/nowhere" else 200)
    page = Seen(answer.text)
    assert page.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    fetched = [about.get("src") or about.get("href") for tag in ("script", "img", "link") for about in page.all(tag)]
    assert fetched and all(address and address.startswith("/static/") for address in fetched)
    assert not [name for _, about in page.tags for name in about if name.startswith("on") or name == "style"]
    weight = len(answer.content) + sum(len(site.get(address).content) for address in set(fetched) if address)
    assert weight < 100_000


def test_the_language_is_chosen_once_and_kept(site: httpx2.Client) -> None:
    """The switch leads to the same page in the other language, and the next page speaks it too."""
    page = site.get("/cases?words=hotel", headers={"accept-language": "zh"}).text
    (switch,) = re.findall(r'class="tongue" href="([^"]+)"', page)
    assert "words=hotel" in switch
    assert 'lang="en"' in site.get(switch.replace("&amp;", "&")).text[:60]
    assert 'lang="en"' in site.get("/connect", headers={"accept-language": "zh"}).text[:60]


def test_a_form_that_was_sent_is_answered_at_an_address_that_carries_it(site: httpx2.Client) -> None:
    """Reloading sends nothing twice, and the address can be passed on."""
    answer = site.post("/", data={**BRIEF, "cases": "1"}, headers={"accept": "text/html"})
    assert answer.status_code == 303
    query = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert query == {**BRIEF, "cases": "1"}
    page = site.get(answer.headers["location"]).text
    for said in ("读作", "320 人", "5,000,000", "discrete-manufacturing-erp-mes"):
        assert said in page


def test_the_prompt_on_the_page_and_in_the_file_is_the_one_every_door_gives(site: httpx2.Client) -> None:
    """Text copied from the page is what REST answers, but for the random fence."""
    fence = re.compile(r"\b[0-9a-f]{12}\b")
    rest = site.post("/api/v1/recommend_it_systems", json=BRIEF).json()["prompt"]
    file = site.post("/prompt.md", data=BRIEF)
    assert "attachment" in file.headers["content-disposition"]
    assert fence.sub("", file.text) == fence.sub("", rest)


def test_a_form_too_long_for_an_address_is_answered_all_the_same(site: httpx2.Client) -> None:
    """Nothing typed is lost, there is only no link to share."""
    long = {**BRIEF, "technical_requirements": "对接现有系统；" * 1_000}
    answer = site.post("/", data=long, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "data-share" not in answer.text and "R2 " in answer.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"business_nature": ""}, "必填"),
        ({"business_nature": "x" * 4_001}, "4000"),
        ({"business_nature": "面包店\u202e"}, "U+202E"),
        ({**BRIEF, "cases": "seven"}, "cases: 应为整数"),
        ({**BRIEF, "language": "fr"}, "language: 应为其中之一"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(site: httpx2.Client, given: dict[str, str], said: str) -> None:
    """A message in the reader's language; the form keeps its texts."""
    answer = site.post("/", data=given, headers={"accept-language": "zh"})
    assert answer.status_code == 422
    assert said in answer.text
    assert given["business_nature"][:100] in answer.text


@pytest.mark.parametrize("name", ["business_nature", "company_size", "budget_range", "technical_requirements"])
def test_hostile_text_in_a_field_is_text(site: httpx2.Client, name: str) -> None:
    """Nothing typed becomes a tag, on the form, in the prompt or in a search."""
    for page in (
        site.post("/", data={**BRIEF, name: HOSTILE}).text,
        site.get("/cases", params={"words": HOSTILE, "company_size": HOSTILE, "industry": HOSTILE}).text,
        site.get("/", params={**BRIEF, name: HOSTILE}).text,
        site.post("/costs", data={"currency": HOSTILE, "costs.0.item": HOSTILE}).text,
        site.post("/compare", data={"options": HOSTILE, "criteria.0.name": HOSTILE}).text,
    ):
        seen = Seen(page)
        assert [about["src"] for about in seen.all("script")] and all(
            (about["src"] or "").startswith("/static/") for about in seen.all("script")
        )
        assert not [about for about in seen.all("img") if about.get("src") == "x"]
        assert "{{7*7}}" in page or "7*7" in page


def test_cases_are_found_read_kept_and_compared(site: httpx2.Client) -> None:
    """Search, filter, one whole case with its four arguments, its file, two side by side."""
    assert "hotel-group-pms-crs" in site.get("/cases", params={"words": "hotel booking"}).text
    english = site.get("/cases", params={"case_language": "en"}).text
    assert "charity-40-staff" in english and "hotel-group-pms-crs" not in english
    assert site.get("/cases", params={"industry": "nonsense"}).status_code == 422
    case = site.get("/cases/charity-40-staff").text
    assert "<table>" in case and "42,670" in case and "it_advisor_summary" not in case
    assert "it_advisor_summary" in site.get("/cases/charity-40-staff.md").text
    one = site.get("/cases/compare", params={"case": "charity-40-staff"})
    assert one.status_code == 422
    both = site.get("/cases/compare", params={"case": ["charity-40-staff", "hotel-group-pms-crs"]}).text
    assert "42,670" in both and "hotel-group-pms-crs" in both


@pytest.mark.parametrize("path", ["/costs", "/compare"])
def test_a_calculator_answers_its_example_as_every_door_does(site: httpx2.Client, path: str) -> None:
    """The page's form, sent as a browser sends it, holds the whole request."""
    page = site.get(path, params={"example": "1"}).text
    assert page.count("<table>") > 4
    form = dict(re.findall(r'name="([a-z_.0-9]+)" value="([^"]*)"', page))
    assert form


def test_a_calculator_names_the_line_at_fault(site: httpx2.Client) -> None:
    """Empty rows are no lines; a wrong one is named by its place."""
    line = {"costs.0.option": "A", "costs.0.item": "x", "costs.0.kind": "one-off", "costs.0.category": "exit"}
    right = site.post("/costs", data={"currency": "CNY", **line, "costs.0.likely": "100", "costs.1.item": ""})
    assert right.status_code == 200 and "TCO" in right.text
    wrong = site.post("/costs", data={"currency": "CNY", **line, "costs.0.likely": "-5"})
    assert wrong.status_code == 422 and "costs.0.likely" in wrong.text


def test_a_calculator_takes_many_lines(site: httpx2.Client) -> None:
    """Two hundred lines, sent as a browser sends them, with every empty place."""
    columns = ("option", "item", "category", "kind", "likely", "low", "high", "id", "from_month", "to_month")
    line = dict(zip(columns, ("A", "x", "exit", "one-off", "1"), strict=False))
    fields = {f"costs.{row}.{name}": (None, line.get(name, "")) for row in range(200) for name in columns}
    answer = site.post("/costs", files={"currency": (None, "CNY"), "typing": (None, "1"), **fields})
    assert answer.status_code == 200 and "L200" in answer.text


def test_a_calculator_reads_a_file(site: httpx2.Client) -> None:
    """A report with its summary block fills the form; a file of another kind is refused in words."""
    report = site.get("/cases/charity-40-staff.md").content
    read = site.post("/costs", files={"file": ("report.md", report)})
    assert read.status_code == 200 and "Case management" in read.text
    assert site.post("/costs", files={"file": ("x.yaml", b"\xff\xfe")}).status_code == 422
    assert site.post("/costs", files={"file": ("x.yaml", b"- 1\n")}).status_code == 422


def test_every_field_of_a_calculator_has_a_name_for_people() -> None:
    """A new field of an operation needs its words on the page."""
    for operation in (OPERATIONS["estimate_costs"], OPERATIONS["compare_options"]):
        for name, field in input_schema(operation.takes)["properties"].items():
            inner = field.get("items", {}).get("properties", {})
            enums = [one for about in (field, *inner.values()) for one in about.get("enum", ())]
            assert {name, *inner, *enums} <= LABELS.keys()


def test_connecting_shows_this_servers_own_address(site: httpx2.Client) -> None:
    """What is copied works without a change."""
    page = site.get("/connect").text
    assert page.count(f"{site.base_url}".rstrip("/") + "/mcp") >= 10
    assert "先在您的电脑上安装 it-advisor" in page  # for the bridge of Claude Desktop
    assert 'href="vscode:mcp/install?' in page and 'href="cursor://' in page


def test_a_report_is_checked_and_made_into_a_document(site: httpx2.Client) -> None:
    """What the checker finds stands beside the report, worst first; each format is one click."""
    report = site.get("/cases/charity-40-staff.md").text
    spoilt = report.replace("| Total |  |  |  |  |  | 75,010 |", "| Total |  |  |  |  |  | 75,100 |")
    found = site.post("/report", data={"report": spoilt}).text
    assert "NU302" in found and "75,010" in found and found.index('class="finding error"') > 0
    assert site.post("/report", data={"report": "Dear all, lunch is at noon."}).status_code == 422
    assert site.post("/report", data={"report": ""}).status_code == 422
    assert site.post("/report", files={"file": ("r.md", b"\xff\xfe")}).status_code == 422
    word = site.post("/report/document", data={"report": report, "format": "docx"})
    assert word.content[:2] == b"PK" and "attachment" in word.headers["content-disposition"]
    assert site.post("/report/document", data={"report": report, "format": "odt"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "names"), [("/costs", ("tco-by-year", "cash-flow", "sensitivity")), ("/compare", ("scores",))]
)
def test_a_calculation_is_drawn_by_the_documents_charts(site: httpx2.Client, path: str, names: tuple[str, ...]) -> None:
    """Inside the page and under its strict policy; not while somebody types; names that mean harm are text."""
    page = site.get(path, params={"example": "1"}).text
    seen = Seen(page)
    assert len(seen.all("figure")) == len(names) and len(seen.all("svg")) == len(names)
    assert not [name for _, about in seen.tags for name in about if name.startswith("on") or name == "style"]
    assert "<style" not in page
    form = dict(re.findall(r'<input name="([a-z_.0-9]+)" value="([^"]*)"', page))
    form |= {"costs.0.option": HOSTILE[:60], "typing": "1"} if path == "/costs" else {"typing": "1"}
    assert not Seen(site.post(path, data=form).text).all("svg")


def test_a_hostile_name_in_a_chart_is_text(site: httpx2.Client) -> None:
    """What is drawn from somebody's words holds no tag of theirs."""
    name = "</svg><script>alert(1)</script>"
    line = {"costs.0.option": name, "costs.0.item": name, "costs.0.kind": "one-off", "costs.0.category": "exit"}
    page = site.post("/costs", data={"currency": "CNY", **line, "costs.0.likely": "100"}).text
    seen = Seen(page)
    assert seen.all("svg") and len(seen.all("script")) == 1
