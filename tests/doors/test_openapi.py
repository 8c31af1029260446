"""The API is described as it is: the document is valid, names every address, and every example works."""

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from it_advisor.doors.openapi import ADDRESS, document
from it_advisor.doors.problem_kinds import KINDS
from it_advisor.doors.rest_resources import RESOURCES
from it_advisor.doors.samples import DOSSIER, Sample, of_operation, of_resource, requests
from it_advisor.operations import OPERATIONS
from processes import on_http

SAMPLES = [*map(of_operation, OPERATIONS), *map(of_resource, RESOURCES)]


@pytest.fixture(scope="module")
def server() -> Iterator[httpx2.Client]:
    """One whose dossiers nobody else changes."""
    with on_http() as started, httpx2.Client(base_url=started.url, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def dossier(server: httpx2.Client) -> str:
    return str(server.post("/api/v1/dossiers", json=requests()["start_dossier"]).json()["id"])


def test_the_document_is_valid_and_names_every_address(server: httpx2.Client) -> None:
    """OpenAPI 3.1 by a validator that is not ours; what the server has is what is described, no more, no less."""
    served = server.get(ADDRESS).json()
    assert [*OpenAPIV31SpecValidator(served).iter_errors()] == []
    assert served == json.loads(json.dumps(document()))
    refused = server.get("/api/v1/no_such", headers={"Accept-Language": "en"}).json()
    there = set(refused["detail"].removeprefix("there are: ").split(", "))
    there -= {f"GET {ADDRESS}", "GET /api/v1", "GET /api/v1/"}
    assert there == {f"{method.upper()} {path}" for path, item in served["paths"].items() for method in item}


def test_every_address_tells_the_right_it_needs() -> None:
    """That of its operation, which is what is checked; nothing where nobody has to sign in."""
    paths = document()["paths"]
    for one in OPERATIONS.values():
        assert paths[f"/api/v1/{one.name}"]["post"]["security"] == [{"token": [one.scope]}, {}]
    for thing in RESOURCES:
        needed = OPERATIONS[thing.operation].scope
        assert paths[thing.path][thing.method.lower()]["security"][0] == {"token": [needed]}


def test_every_operation_has_an_example() -> None:
    """A new operation needs its request in examples/requests.yaml."""
    assert requests().keys() == OPERATIONS.keys()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.method} {sample.address}"[:60])
def test_every_answer_is_as_the_document_says(server: httpx2.Client, dossier: str, sample: Sample) -> None:
    """Of every example, by its status and its schema."""
    method, address, headers, body = json.loads(
        json.dumps(sample._replace(headers=dict(sample.headers))).replace(DOSSIER, dossier)
    )
    answer = server.request(method, address, headers={**headers, "Accept": "application/json"}, json=body)
    place = _described(method, httpx2.URL(address).path)
    schema = place["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**schema, "components": document()["components"]})


def _described(method: str, path: str) -> Any:
    for place, item in document()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", r"[^/]+", place), path) and method.lower() in item:
            return item[method.lower()]
    raise AssertionError(f"{method} {path} is not described")


def test_every_line_on_the_page_can_be_typed(server: httpx2.Client, dossier: str, tmp_path: Path) -> None:
    """Into a shell and into Python as they stand there, but for the id of one's own dossier."""
    page = server.get("/api").text
    found = re.findall(r'<pre tabindex="0" class="(curl|Python)"><code>(.*?)</code>', page, re.DOTALL)
    ways: dict[str, list[str]] = {"curl": [], "Python": []}
    for way, text in found:
        ways[way].append(html.unescape(text).replace(DOSSIER, dossier))
    assert len(ways["curl"]) == len(SAMPLES) + 1
    (tmp_path / "companies.csv").write_text("业务性质,id\n十二家酒店,A\n", "utf-8")
    script = "set -e\n" + "\necho\n".join(
        one.replace("curl -s", "curl -sS --fail-with-body", 1) for one in ways["curl"]
    )
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr
    program = "\n".join(ways["Python"]).replace("'If-Match': '\"1\"'", "'If-Match': '\"2\"'")
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("place", ["/api", "/api/", "/api/v1", "/api/v1/"])
def test_a_problem_leads_to_what_helps(server: httpx2.Client, place: str) -> None:
    """The page has a part for each kind of problem, which the type of one names, in the reader's language."""
    said = {}
    for language in ("zh", "en"):
        page = server.get(place, headers={"Accept-Language": language}).text
        for status, kind in KINDS.items():
            assert f'id="problem-{status}"' in page
            assert html.escape(kind.advice.said("zh" if language == "zh" else "en")) in page
        said[language] = page
    assert said["zh"] != said["en"]
