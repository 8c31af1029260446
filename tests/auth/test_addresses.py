"""The addresses of things and the batches let in whom their operations let in, and nobody else."""

from typing import Any

import httpx2
import pytest

from tokens import Shared

BATCH = "/recommend_it_systems/batch"
ROW = b'{"business_nature": "a hotel of forty rooms"}\n'
JSON, LINES = {"Content-Type": "application/json"}, {"Content-Type": "application/x-ndjson"}
CHANGE = b'{"content": "Winter."}'
# method, address, headers, body; what a stranger, a viewer, an editor, and an editor of another workspace come to
ADDRESSES: list[tuple[str, str, dict[str, str], bytes, tuple[int, int, int, int]]] = [
    ("GET", "/cases", {}, b"", (401, 200, 200, 200)),
    ("GET", "/cases/charity-40-staff", {}, b"", (401, 200, 200, 200)),
    ("GET", "/dossiers", {}, b"", (401, 200, 200, 200)),
    ("GET", "/dossiers/{id}", {}, b"", (401, 200, 200, 404)),
    ("GET", "/dossiers/{id}/brief", {}, b"", (401, 200, 200, 404)),
    ("GET", "/dossiers/{id}/export?format=html", {}, b"", (401, 200, 200, 404)),
    ("PUT", "/dossiers/{id}/text.risks", {**JSON, "If-Match": '"1"'}, CHANGE, (401, 403, 200, 404)),
    ("POST", "/dossiers", JSON, ROW, (401, 403, 201, 201)),
    ("POST", BATCH, LINES, ROW, (401, 200, 200, 200)),
    ("GET", "/openapi.json", {}, b"", (401, 200, 200, 200)),
]
WHO = ("nothing", "viewer", "editor", "elsewhere")


@pytest.mark.parametrize(("method", "address", "headers", "body", "expected"), ADDRESSES)
def test_an_address_lets_in_whom_its_operation_lets_in(
    shared: Shared, method: str, address: str, headers: dict[str, str], body: bytes, expected: tuple[int, ...]
) -> None:
    """A stranger to nothing, a viewer to no change, another workspace to no dossier of this one."""
    url = f"{shared.server.url}/api/v1"
    editor = {"Authorization": f"Bearer {shared.tokens['editor']}"}
    begun = httpx2.post(f"{url}/dossiers", headers={**JSON, **editor}, content=ROW, timeout=60).json()
    for who, status in zip(WHO, expected, strict=True):
        token = {"Authorization": f"Bearer {shared.tokens[who]}"} if who in shared.tokens else {}
        place = url + address.format(id=begun["id"])
        answer = httpx2.request(method, place, headers={**headers, **token}, content=body, timeout=60)
        assert answer.status_code == status, (who, answer.text)
        if status >= 400:
            found: dict[str, Any] = answer.json()
            assert found["type"] == f"/api#problem-{status}"
            assert ("www-authenticate" in answer.headers) is (status in (401, 403))
        elif address == BATCH:
            assert '"answer": {' in answer.text
