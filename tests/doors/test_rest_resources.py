"""A program reads, changes and fetches things by their addresses, as HTTP has it, and loses nobody's work."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from it_advisor.doors.rest_resources import RESOURCES, Resource
from it_advisor.operations import OPERATIONS
from processes import PROGRAM, HttpServer, on_http

SITE = "https://app.example.com"


@pytest.fixture(scope="module")
def api(http_server: HttpServer) -> Iterator[httpx2.Client]:
    base = f"http://127.0.0.1:{http_server.port}/api/v1"
    with httpx2.Client(base_url=base, timeout=20, trust_env=False, headers={"Accept-Language": "en"}) as client:
        yield client


@pytest.fixture
def dossier(api: httpx2.Client) -> str:
    """The address of a new one."""
    begun = api.post("/dossiers", json={"business_nature": "a hotel group with three houses", "author": "Sam"})
    assert begun.status_code == 201
    assert begun.headers["location"] == f"/api/v1/dossiers/{begun.json()['id']}"
    return f"/dossiers/{begun.json()['id']}"


def fault(answer: httpx2.Response, status: int) -> Any:
    """The field of the one problem there is, None where no field is at fault."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    found = answer.json()
    assert (found["status"], found["type"]) == (status, f"/api#problem-{status}")
    assert found["title"] and found["detail"]
    return next((error["field"] for error in found["errors"]), None)


def test_a_thing_read_by_its_address_is_what_its_operation_gives(api: httpx2.Client, dossier: str) -> None:
    """Nothing is answered twice in two ways."""
    asked = {
        "/cases?words=hotel+loyalty&limit=2": ("search_cases", {"words": "hotel loyalty", "limit": 2}),
        "/cases/hotel-group-pms-crs": ("get_case", {"id": "hotel-group-pms-crs"}),
        "/dossiers?words=hotel&signed=false": ("list_dossiers", {"words": "hotel", "signed": False}),
        dossier: ("get_dossier", {"id": dossier[10:]}),
        f"{dossier}?view=history&revision=1": ("get_dossier", {"id": dossier[10:], "view": "history", "revision": 1}),
        f"{dossier}/brief": ("get_dossier", {"id": dossier[10:], "section": "brief"}),
    }
    for address, (operation, raw) in asked.items():
        answer = api.get(address)
        assert answer.status_code == 200
        assert answer.json() == api.post(operation, json=raw).json()
    assert {one.operation for one in RESOURCES} <= OPERATIONS.keys()


# address, the field at fault, the status
WRONG = [
    ("/cases?limit=x", "limit", 422),
    ("/cases?limit=50", "limit", 422),
    ("/cases?limit=1&limit=2", "limit", 422),
    ("/cases?page=2", "page", 422),
    ("/cases/no-such-case", "id", 404),
    ("/dossiers?signed=maybe", "signed", 422),
    ("/dossiers?after=x", "after", 422),
    ("/dossiers/AAAAAAAAAAAAAAAAAAAAAA", "id", 404),
    ("/dossiers/short", "id", 422),
    ("{dossier}?section=colour", "section", 404),
    ("{dossier}?revision=7", "revision", 404),
    ("{dossier}/brief?section=brief", "section", 422),
    ("{dossier}/export?format=wordperfect", "formats.0", 422),
    ("{dossier}/export?report=x", "report", 422),
]


@pytest.mark.parametrize(("address", "field", "status"), WRONG)
def test_a_wrong_address_names_what_is_wrong_in_it(
    api: httpx2.Client, dossier: str, address: str, field: str, status: int
) -> None:
    """As a wrong body does."""
    assert fault(api.get(address.format(dossier=dossier)), status) == field


def test_markdown_is_given_to_whoever_prefers_it(api: httpx2.Client) -> None:
    """Of a read and of an operation; JSON to everybody else."""
    liked = {"text/markdown": "markdown", "application/json;q=0.5, text/markdown": "markdown", "*/*": "json"}
    liked["text/markdown;q=0.3, application/json"] = "json"
    for accepted, kind in liked.items():
        for ask in (
            api.build_request("GET", "/cases?words=hotel"),
            api.build_request("POST", "/search_cases", json={}),
        ):
            ask.headers["accept"] = accepted
            answer = api.send(ask)
            assert kind in answer.headers["content-type"]
            assert answer.headers["vary"] == "Accept"
            assert answer.text.startswith("{" if kind == "json" else "<cases-")


def test_a_section_is_changed_by_whoever_has_seen_it_as_it_is(api: httpx2.Client, dossier: str) -> None:
    """Without a revision 428; on top of somebody else's change 412 with both texts; a different section merges."""
    place = f"{dossier}/text.risks"
    seen = api.get(place)
    winter = {"content": "Winter is the season.", "author": "Bo"}
    assert fault(api.put(place, json=winter), 428) is None
    assert fault(api.put(place, json=winter, headers={"If-Match": "*"}), 400) is None
    done = api.put(place, json=winter, headers={"If-Match": seen.headers["etag"]})
    assert (done.status_code, done.json()["revision"]) == (200, 2)
    late = api.put(place, json={"content": "Summer is the season.", "author": "Al"}, headers={"If-Match": '"1"'})
    assert fault(late, 412) == "section"
    assert "Winter" in late.json()["detail"] and "Summer" in late.json()["detail"]
    wrong = api.put(f"{dossier}/risks", json={"content": [{"id": 1}], "author": "Al"}, headers={"If-Match": '"1"'})
    assert "content" in (fault(wrong, 422) or "")
    merged = api.put(f"{dossier}/steps", json={"content": [], "author": "Al"}, headers={"If-Match": '"1"'})
    assert merged.status_code == 200
    assert api.get(place).json()["content"] == winter["content"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"author": "Al"}, "content"), ({"content": "x"}, "author"), ({"content": "x", "author": "Al", "id": "y"}, "id")],
)
def test_a_change_that_is_not_whole_is_refused(
    api: httpx2.Client, dossier: str, body: dict[str, Any], field: str
) -> None:
    """A section is never emptied because its content was forgotten."""
    assert fault(api.put(f"{dossier}/text.risks", json=body, headers={"If-Match": '"1"'}), 422) == field


def test_what_has_not_changed_is_not_sent_again(api: httpx2.Client, dossier: str) -> None:
    """304 for the very bytes; a comment changes them although it makes no revision."""
    tag = api.get(dossier).headers["etag"]
    again = api.get(dossier, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    part = f"{dossier}/text.risks"
    tag = api.get(part).headers["etag"]
    said = {"id": dossier[10:], "action": "comment", "base_revision": 1, "section": "text.risks", "content": "why?"}
    assert api.post("/revise_dossier", json={**said, "author": "Bo"}).status_code == 200
    assert api.get(part, headers={"If-None-Match": tag}).status_code == 200


def test_a_write_sent_twice_under_one_key_is_done_once(api: httpx2.Client) -> None:
    """The key in the header is the key of the request; another request under it is refused."""
    key, body = {"Idempotency-Key": '"rest-resources-1"'}, {"business_nature": "a bakery", "author": "Sam"}
    one, other = (api.post("/dossiers", json=body, headers=key) for _ in range(2))
    assert (one.status_code, one.json()) == (other.status_code, other.json())
    assert fault(api.post("/dossiers", json={**body, "title": "Another"}, headers=key), 409) == "key"
    assert fault(api.post("/start_dossier", json={**body, "key": "rest-resources-2"}, headers=key), 422) == "key"
    assert fault(api.post("/dossiers", json=body, headers={"Idempotency-Key": "short"}), 422) == "key"


def test_a_long_list_is_read_by_following_its_links(api: httpx2.Client) -> None:
    """Each page leads to the next; together they hold every dossier once."""
    for number in range(3):
        api.post("/dossiers", json={"business_nature": f"a school, number {number}", "author": "Sam"})
    found, address = [], "/dossiers?limit=2"
    while address:
        page = api.get(address)
        found += [one["id"] for one in page.json()["dossiers"]]
        address = page.links.get("next", {}).get("url", "").removeprefix("/api/v1")
    assert len(found) == len({*found}) >= 3
    assert {*found} == {one["id"] for one in api.get("/dossiers?limit=50").json()["dossiers"]}


def test_a_dossier_is_fetched_as_a_document(api: httpx2.Client, dossier: str) -> None:
    """In the format the address names, as a file."""
    answer = api.get(f"{dossier}/export?format=docx&owner=Li", headers={"accept": "*/*"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert ".docx" in answer.headers["content-disposition"]
    both = api.get(f"{dossier}/export?format=html,docx", headers={"accept": "application/json"})
    assert [one["name"].rpartition(".")[2] for one in both.json()["files"]] == ["html", "docx"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/dossiers", "GET, HEAD, POST"),
        ("/dossiers/x/y", "GET, HEAD, PUT"),
        ("/cases/x", "GET, HEAD"),
        ("/recommend_it_systems", "POST"),
    ],
)
def test_an_address_tells_its_methods(api: httpx2.Client, path: str, allowed: str) -> None:
    """To OPTIONS, and to whoever tries another."""
    asked = api.options(path)
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, allowed, b"")
    wrong = api.request("PATCH", path, json={})
    assert fault(wrong, 405) is None
    assert wrong.headers["allow"] == allowed


def test_pages_of_named_sites_alone_may_call(api: httpx2.Client) -> None:
    """Without the option none; with it the named one, on REST only, and a refusal can be read there too."""
    assert fault(api.get("/cases", headers={"Origin": SITE}), 403) is None
    assert "access-control-allow-origin" not in api.get("/cases").headers
    with on_http(PROGRAM, "serve", "--http", "--port", "0", "--cors-origin", f"{SITE}/") as server:
        url = server.url
        wish = {"Origin": SITE, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "if-match"}
        asked = httpx2.options(f"{url}/api/v1/dossiers/x/y", headers=wish)
        assert asked.status_code == 200
        assert asked.headers["access-control-allow-origin"] == SITE
        assert "access-control-allow-credentials" not in asked.headers
        refused = httpx2.post(f"{url}/api/v1/get_case", content=b"x", headers={"Origin": SITE})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (415, SITE)
        read = httpx2.get(f"{url}/api/v1/cases", headers={"Origin": SITE})
        assert "ETag" in read.headers["access-control-expose-headers"]
        assert httpx2.get(f"{url}/api/v1/cases", headers={"Origin": "https://evil.example"}).status_code == 403
        assert httpx2.get(f"{url}/", headers={"Origin": SITE}).status_code == 403


NONSENSE = ("%00", "%FF%FE", "..%2f..%2fetc", "a" * 3_000, "%F0%9F%92%A9", "'%20OR%201=1--", "{{7*7}}", "%E2%80%AE")


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: f"{one.method} {one.path}")
def test_nonsense_in_an_address_is_refused_in_one_shape(api: httpx2.Client, resource: Resource) -> None:
    """In every place of it, under every argument: a problem or an honest answer, never a failure of ours."""
    path = resource.path.removeprefix("/api/v1")
    for said in NONSENSE:
        places = [re.sub(r"{\w+}", said.replace("\\", ""), path)]
        filled = path.format(id="AAAAAAAAAAAAAAAAAAAAAA", section="text.risks")
        places += [f"{filled}?{name}={said}" for name in (*resource.fields, said)]
        for place in places:
            body = {} if resource.method == "GET" else {"json": {"content": said}}
            answer = api.request(resource.method, place, headers={"If-Match": '"1"'}, **body)
            assert answer.status_code < 500, (place, answer.text)
            if answer.status_code >= 400:
                fault(answer, answer.status_code)
