"""Runs the conformance suite against one of our servers and reads what it found."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import yaml

from conformance.judgement import Verdict, entries, judge
from conformance.toolbox import HERE, Toolbox
from processes import on_http

FIXTURES, SESSIONS, PRODUCT = "fixtures", "fixtures, with sessions", "product"
MODERN, HANDSHAKE, OLDER = "2026-07-28", "2025-11-25", "2025-06-18"
MILLISECONDS = "8000"
"""How long the suite waits for one scenario."""
SECONDS = 300
"""How long it may take altogether."""
_FOLDER = re.compile(r"server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z")

NEEDS_NO_FIXTURE = {
    MODERN: (
        "server-stateless",
        "tools-list",
        "prompts-list",
        "resources-list",
        "sep-2164-resource-not-found",
        "caching",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "http-header-validation",
        "input-required-result-unsupported-methods",
    ),
    HANDSHAKE: (
        "server-initialize",
        "ping",
        "tools-list",
        "prompts-list",
        "resources-list",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "server-session-lifecycle",
    ),
}
"""The scenarios that ask a server for nothing but what every server has."""


_FIXTURES = ("-m", "conformance.fixture_server")
SERVERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (FIXTURES, (*_FIXTURES, "http"), (MODERN, HANDSHAKE, OLDER)),
    (SESSIONS, (*_FIXTURES, "http-with-sessions"), (HANDSHAKE, OLDER)),
    (PRODUCT, (), (MODERN, HANDSHAKE)),
)
"""What each is called, how Python starts it, and the revisions it is tested with."""


class Run(NamedTuple):
    """One server under one revision of the specification."""

    name: str
    revision: str
    verdict: Verdict


def run_all(toolbox: Toolbox) -> list[Run]:
    """Each server under each revision that it is to be tested with; two at a time, for the suite mostly waits."""
    with ThreadPoolExecutor(2) as pool:
        return [run for runs in pool.map(lambda server: _runs(toolbox, *server), SERVERS) for run in runs]


def _runs(toolbox: Toolbox, name: str, module: Sequence[str], revisions: Sequence[str]) -> list[Run]:
    with on_http(*((sys.executable, *module) if module else ())) as server:
        return [_run(toolbox, name, revision, f"{server.url}/mcp") for revision in revisions]


def _run(toolbox: Toolbox, name: str, revision: str, url: str) -> Run:
    results = toolbox.folder / "results" / f"{name} {revision}"
    asked = ["--spec-version", revision, "--suite", "all"] if revision == OLDER else ["--requirements", revision]
    command = [*toolbox.package("conformance"), "server", "--url", url, *asked, "--timeout", MILLISECONDS]
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    log = subprocess.run(
        [*command, "-o", str(results)], env=toolbox.environment, capture_output=True, text=True, timeout=SECONDS
    )
    (results / "log").write_text(log.stdout + log.stderr, encoding="utf-8")
    found = {}
    for folder in results.iterdir():
        if (scenario := _FOLDER.fullmatch(folder.name)) and (folder / "checks.json").exists():
            found[scenario[1]] = json.loads((folder / "checks.json").read_text("utf-8"))
    wanted = _required(toolbox, revision)
    if name == PRODUCT:
        wanted = set(NEEDS_NO_FIXTURE[revision])
        found = {scenario: checks for scenario, checks in found.items() if scenario in wanted}
    baseline = list(entries(yaml.safe_load((HERE / "baseline.yaml").read_text("utf-8")), name, revision))
    return Run(name, revision, judge(found, sorted(wanted), baseline))


def _required(toolbox: Toolbox, revision: str) -> set[str]:
    """What the suite itself says a server has to be asked under a revision, scored or not."""
    if revision == OLDER:  # from before the suite froze what a revision requires
        command = [*toolbox.package("conformance"), "list", "--server", "--spec-version", revision]
        listed = subprocess.run(command, env=toolbox.environment, capture_output=True, text=True, check=True)
        return set(re.findall(r"^  - (\S+)", listed.stdout, re.MULTILINE))
    folder = toolbox.folder / "node_modules" / "@modelcontextprotocol" / "conformance" / "requirements"
    document: Mapping[str, Any] = yaml.safe_load((folder / f"{revision}.yaml").read_text("utf-8"))
    others = {one["scenario"] for one in document["not_scored"] if one["leg"] == "server"}
    return {*document["server"], *others}
