"""REST answers in JSON, and says in problem details what to change, field by field, in the caller's language."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from it_advisor.operations import OPERATIONS
from processes import BUSINESS, HttpServer, on_http
from raw_http import Answer, call, post

CALL = "/api/v1/recommend_it_systems"


def problem(answer: Answer, status: int) -> Any:
    """The problem of an answer, after a look at the shape that all of them have."""
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.data.keys() == {"type", "title", "status", "detail", "errors"}
    assert (answer.data["type"], answer.data["status"]) == (f"/api#problem-{status}", status)
    assert answer.data["title"]
    assert answer.data["detail"]
    return answer.data


NEEDED = {
    "start_dossier": ["business_nature"],
    "revise_dossier": ["id", "base_revision", "author"],
    "contribute_case": ["id", "author"],
}
"""What only a copy of a dossier, or whoever is signed in, may leave out."""


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_its_path(http_server: HttpServer, name: str) -> None:
    """Asked without what it needs, it names that field; none of them is missing."""
    fields = OPERATIONS[name].takes.model_fields.items()
    required = NEEDED.get(name) or [field for field, about in fields if about.is_required()]
    answer = post(http_server.port, f"/api/v1/{name}", {})
    if not required:
        assert answer.status == 200
        return
    assert [error["field"] for error in problem(answer, 422)["errors"]] == required


# the body beside business_nature, the field at fault
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"business_nature": None}, "business_nature"),
    ({"business_nature": " \n"}, "business_nature"),
    ({"business_nature": "x" * 4_001}, "business_nature"),
    ({"business_nature": 555}, "business_nature"),
    ({"company_size": 320}, "company_size"),
    ({"business_nature": ["a bakery"]}, "business_nature"),
    ({"business_nature": {"is": "a bakery"}}, "business_nature"),
    ({"business_nature": "a bakery\u202e"}, "business_nature"),
    ({"business_nature": "a bakery\x00"}, "business_nature"),
    ({"company_size": "x" * 8_001}, "company_size"),
    ({"budget_range": "x" * 8_001}, "budget_range"),
    ({"cases": "1"}, "cases"),
    ({"cases": 1.0}, "cases"),
    ({"cases": True}, "cases"),
    ({"cases": 4}, "cases"),
    ({"cases": -1}, "cases"),
    ({"cases": float("nan")}, "cases"),
    ({"cases": 10**400}, "cases"),
    ({"case_detail": "long"}, "case_detail"),
    ({"language": "fr"}, "language"),
    ({"colour": "red"}, "colour"),
    ({"": "nameless"}, ""),
]


@pytest.mark.parametrize(("change", "field"), WRONG, ids=lambda value: repr(value)[:40])
def test_a_wrong_field_is_named(http_server: HttpServer, change: dict[str, Any], field: str) -> None:
    """422, the field, and words that say what would be right; nothing is guessed or coerced."""
    found = problem(post(http_server.port, CALL, {"business_nature": BUSINESS, **change}), 422)
    assert [error["field"] for error in found["errors"]] == [field]
    assert found["errors"][0]["message"]


def test_every_wrong_field_is_named_at_once(http_server: HttpServer) -> None:
    """A form can mark them all."""
    found = problem(post(http_server.port, CALL, {"cases": 9, "language": "fr", "colour": 1}), 422)
    assert {error["field"] for error in found["errors"]} == {"business_nature", "cases", "language", "colour"}


def test_a_thousand_wrong_fields_make_a_short_answer(http_server: HttpServer) -> None:
    """The answer does not grow with the nonsense, in number or in length."""
    names = {f"{place}{'x' * 1_000}": 1 for place in range(1_000)}
    assert len(post(http_server.port, CALL, names).body) < 10_000
    nested = {"business_nature": {"x" * 1_000_000: "\u200b"}}
    assert len(post(http_server.port, CALL, nested).body) < 2_000


@pytest.mark.parametrize(
    ("body", "accepted", "expected"),
    [
        ({"company_size": "三百人", "cases": 9}, "", "应 ≤ 3"),
        ({"company_size": "300 people", "cases": 9}, "", "must be ≤ 3"),
        ({"company_size": "a hotel group with two sites, 300 人", "cases": 9}, "", "must be ≤ 3 / 应 ≤ 3"),
        ({"company_size": "300 people", "language": "zh", "cases": 9}, "", "应 ≤ 3"),
        ({"company_size": "三百人", "language": "en", "cases": 9}, "", "must be ≤ 3"),
        ({"case_detail": "bakery", "cases": 9}, "zh-CN,zh;q=0.9", "应 ≤ 3"),
        ({"cases": 9}, "zh-CN,zh;q=0.9", "应 ≤ 3"),
        ({"cases": 9}, "fr, en;q=0.5", "must be ≤ 3"),
    ],
)
def test_a_problem_speaks_the_callers_language(
    http_server: HttpServer, body: dict[str, Any], accepted: str, expected: str
) -> None:
    """The language asked for, else that of the texts sent, else that of the browser."""
    found = problem(post(http_server.port, CALL, body, f"Accept-Language: {accepted}"), 422)
    assert expected in [error["message"] for error in found["errors"]]


def test_a_name_that_stands_twice_is_named(http_server: HttpServer) -> None:
    """Nobody can know which of the two was meant."""
    found = problem(post(http_server.port, CALL, b'{"business_nature": "a bakery", "cases": 1, "cases": 2}'), 422)
    assert [error["field"] for error in found["errors"]] == ["cases"]


def test_an_unknown_case_is_not_found(http_server: HttpServer) -> None:
    """404 for a thing that is not there, with where to look."""
    found = problem(post(http_server.port, "/api/v1/get_case", {"id": "none"}), 404)
    assert found["errors"][0]["field"] == "id"
    assert "search_cases" in found["detail"]


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"', b"{", b"{'a': 1}", b"business_nature=bakery"])
def test_what_is_no_json_object_is_refused(http_server: HttpServer, body: bytes) -> None:
    """400: the request cannot be read at all."""
    problem(post(http_server.port, CALL, body), 400)


@pytest.mark.parametrize("path", ["/api/no", "/api/v1/no_such", CALL + "/", "/api/v2/get_case"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_path_lists_the_known_ones(http_server: HttpServer, method: str, path: str) -> None:
    """404 with what there is."""
    body = b"{}" if method in ("POST", "PUT", "PATCH") else b""
    headers = ["Host: localhost", "Content-Type: application/json"]
    assert CALL in problem(call(http_server.port, method, path, body, headers), 404)["detail"]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_another_method_is_told_to_post(http_server: HttpServer, method: str) -> None:
    """405 with Allow, as HTTP has it."""
    headers = ["Host: localhost", "Content-Type: application/json"]
    answer = call(http_server.port, method, CALL, b"{}", headers)
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_a_template_that_fails_is_the_services_own_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 and the name of the file; where it lies is told to nobody but the log."""
    head = "---\nname: mine\ntitle: Mine\ndescription: d\nversion: 1\nlanguage: en\n---\n"
    (tmp_path / "mine.en.md").write_text(head + "{{ today < cases }}\n", "utf-8")
    monkeypatch.setitem(os.environ, "IT_ADVISOR_PROMPTS", str(tmp_path))
    with on_http() as server:
        found = problem(post(server.port, "/api/v1/render_template", {"name": "mine"}), 500)
        assert found["detail"].startswith("mine.en.md: '<' not supported")
        assert str(tmp_path) not in str(found)


def test_the_answer_is_the_filled_prompt(http_server: HttpServer) -> None:
    """The main job by one POST."""
    answer = post(http_server.port, CALL, {"business_nature": BUSINESS, "company_size": None})
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert BUSINESS in answer.data["prompt"]


@pytest.mark.parametrize(("accepted", "says"), [("zh-CN", "正文应为 JSON 对象"), ("en", "must be a JSON object")])
def test_a_body_that_is_no_object_is_told_in_the_browsers_language(
    http_server: HttpServer, accepted: str, says: str
) -> None:
    """There is no text to tell the language by."""
    assert says in problem(post(http_server.port, CALL, b"[]", f"Accept-Language: {accepted}"), 400)["detail"]


def test_what_never_became_a_request_is_refused_in_both_languages(http_server: HttpServer) -> None:
    """By every door over HTTP: a foreign name, a wrong type, a broken message."""
    port = http_server.port
    answers = [
        call(port, "GET", "/", headers=["Host: evil.example"]),
        call(port, "POST", CALL, b"{}", ["Host: localhost", "Content-Type: text/plain"]),
        post(port, "/mcp", b"{"),
        post(port, "/mcp", b"[]"),
        post(port, "/mcp", {"jsonrpc": "1.0"}),
    ]
    for answer in answers:
        said = answer.data["detail"] if "detail" in answer.data else answer.data["error"]["message"]
        assert re.search("[a-z]{3} .* / .*[\u4e00-\u9fff]", said), said
