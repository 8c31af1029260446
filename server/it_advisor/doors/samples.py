"""What a program sends to each address, as a person would type it: with curl, and in Python without a library."""

import json
import shlex
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlencode

import yaml

from it_advisor.doors.guard import BATCH
from it_advisor.doors.rest_resources import Resource

DOSSIER = "id-of-your-own-dossier"
"""Stands where everybody has their own."""
_SECTION = "text.risks"
_JSON: Mapping[str, str] = MappingProxyType({"Content-Type": "application/json"})


class Sample(NamedTuple):
    """One request; `body` is data, or for a batch the name of a file."""

    method: str
    address: str
    headers: Mapping[str, str] = MappingProxyType({})
    body: Any = None


@cache
def requests() -> dict[str, Any]:
    """A request for each operation that can be sent as it stands, but for the id of a dossier."""
    text = (files("it_advisor.examples") / "requests.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def of_operation(name: str) -> Sample:
    return Sample("POST", f"/api/v1/{name}", _JSON, requests()[name])


def of_resource(resource: Resource) -> Sample:
    """The operation's own, as far as the address leaves it to be said."""
    asked = {**requests()[resource.operation]}
    called = {field: name for name, field in resource.names.items()}
    path = resource.path.format(id=asked.get("id", DOSSIER), section=_SECTION)
    said = {called.get(name, name): value for name, value in asked.items()}
    said = {name: value for name, value in said.items() if name in resource.fields}
    if resource.method == "GET":
        return Sample("GET", f"{path}?{urlencode(said, doseq=True)}" if said else path)
    headers = {**_JSON, "If-Match": '"1"'} if resource.method == "PUT" else _JSON
    return Sample(resource.method, path, headers, said)


def of_batch() -> Sample:
    return Sample("POST", f"{BATCH}?cases=1", {"Content-Type": "text/csv"}, "@companies.csv")


def curl(sample: Sample, base: str) -> str:
    """As it is typed into a shell."""
    method = f" -X {sample.method}" if sample.method == "PUT" else ""
    parts = [f"curl -s{method} {shlex.quote(base + sample.address)}"]
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in sample.headers.items()]
    if isinstance(sample.body, str):
        parts.append(f"--data-binary {sample.body}")
    elif sample.body is not None:
        parts.append(f"-d {shlex.quote(json.dumps(sample.body, ensure_ascii=False))}")
    return " \\\n  ".join(parts)


def python(sample: Sample, base: str) -> str:
    """With the standard library alone; of a body that is JSON."""
    body = json.dumps(sample.body, ensure_ascii=False, indent=1)
    return (
        f"import json, urllib.request\n\n"
        f"asked = json.loads(r'''{body}''')\n"
        f"request = urllib.request.Request({base + sample.address!r}, json.dumps(asked).encode(), "
        f"{dict(sample.headers)!r}, method={sample.method!r})\n"
        f"with urllib.request.urlopen(request) as answer:\n"
        f"    print(answer.read().decode())"
    )
