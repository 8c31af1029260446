"""Real clients ask the plain product the same questions, over both transports in both eras; the answers are compared.

The Python SDK's client and fastmcp's (ask.py), those of the two TypeScript SDKs (ask.mjs), and the Inspector's CLI,
which also checks the tools' schemas for what other clients may not take.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any, NamedTuple

from conformance.toolbox import CACHE, HERE, Toolbox
from it_advisor.desk import tools_for
from it_advisor.settings import Settings
from processes import PROGRAM, on_http

PROMPT = "recommend_it_systems"
GIVEN = {"business_nature": "连锁酒店，12 家门店", "company_size": "600 人", "budget_range": "三年 50 万元"}
READ = f"template://{PROMPT}/zh"
MISTAKE = {"limit": 999}
ASKED = {
    "prompt": {"name": PROMPT, "arguments": GIVEN},
    "refusal": {"name": PROMPT, "arguments": {}},
    "completion": {
        "ref": {"type": "ref/prompt", "name": PROMPT},
        "argument": {"name": "business_nature", "value": "制"},
    },
    "call": {"name": PROMPT, "arguments": GIVEN},
    "mistake": {"name": "search_cases", "arguments": MISTAKE},
    "read": {"uri": READ},
}
INSPECTOR: dict[str, tuple[str, ...]] = {
    "tools": ("tools/list", "--strict"),
    "prompts": ("prompts/list",),
    "resources": ("resources/list",),
    "templates": ("resources/templates/list",),
    "prompt": ("prompts/get", "--prompt-name", PROMPT, "--prompt-args", *(f"{k}={v}" for k, v in GIVEN.items())),
    "call": ("tools/call", "--tool-name", PROMPT, "--tool-args-json", json.dumps(GIVEN)),
    "mistake": ("tools/call", "--tool-name", "search_cases", "--tool-args-json", json.dumps(MISTAKE)),
    "read": ("resources/read", "--uri", READ),
}
"""What its CLI can ask; it has no way to complete."""
OVER_PIPES = ("tools", "prompt", "call", "read")
"""What it asks there: each question starts it and the server anew."""
ERAS = {"legacy": "2025-11-25", "auto": "2026-07-28", "modern": "2026-07-28"}
"""The revision that a client and this server agree on, by what the client is told to speak."""
LISTS = {"tools": "tools", "prompts": "prompts", "resources": "resources", "templates": "resourceTemplates"}
ENVELOPE = ("_meta", "resultType", "ttlMs", "cacheScope", "nextCursor")
"""What the eras put around an answer."""
STRICT = 6
"""The Inspector's exit code for a schema with an error in it."""
SECONDS = 120


class Answers(NamedTuple):
    """What one client was told."""

    client: str
    era: str
    transport: str
    answers: dict[str, Any]
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.client}, {self.era}, {self.transport}"

    @property
    def count(self) -> int:
        """Each call of a tool is one."""
        return sum(len(answer) if name == "calls" else 1 for name, answer in self.answers.items())


def ask_all(toolbox: Toolbox) -> list[Answers]:
    """Two at a time. A client that stops is a fault; raises RuntimeError for a script of ours that does."""
    with on_http() as server, ThreadPoolExecutor(2) as pool:
        asked = {**ASKED, "calls": list(_calls(toolbox))}
        said = json.dumps({"url": f"{server.url}/mcp", "command": [PROGRAM], "asked": asked})
        scripts = (
            [sys.executable, str(HERE / "ask.py"), "sdk", said],
            [toolbox.python, str(HERE / "ask.py"), "fastmcp", said],
            [toolbox.node, str(HERE / "ask.mjs"), said],
        )
        running = [pool.submit(_script, toolbox, script) for script in scripts]
        places = product(("legacy", "modern"), (f"{server.url}/mcp", None))
        inspecting = [pool.submit(_inspector, toolbox, era, url) for era, url in places]
        return [*(one for done in running for one in done.result()), *(done.result() for done in inspecting)]


def _calls(toolbox: Toolbox) -> Iterator[dict[str, Any]]:
    """A good and a bad call of every tool that the plain product shows, as every door is asked in the tests."""
    os.environ.setdefault("XDG_DATA_HOME", str(toolbox.folder / "home"))  # wanted by what is imported
    from doors.test_same_answer import BAD, CASES

    for one in tools_for(Settings(), is_shared=False):
        yield from ({"name": one.name, "arguments": arguments[one.name]} for arguments in (CASES, BAD))


def _script(toolbox: Toolbox, command: Sequence[str]) -> list[Answers]:
    done = _ran(toolbox, command)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:3])[:100]} ended with {done.returncode}: {done.stderr[-2_000:]}")
    return [_checked(one) for one in json.loads(done.stdout)]


def _checked(one: dict[str, Any]) -> Answers:
    wanted = ERAS[one["mode"]]
    faults = []
    if "error" in one:
        faults.append(f"stopped: {one['error']}")
    elif one["era"] != wanted:
        faults.append(f"speaks {one['era']} where it should speak {wanted}")
    return Answers(one["client"], wanted, one["transport"], one.get("answers", {}), tuple(faults))


def _inspector(toolbox: Toolbox, era: str, url: str | None) -> Answers:
    """Over HTTP where there is an address; else each question goes to a server of its own on pipes."""
    answers, faults = {}, []
    program = [*toolbox.package("mcp-inspector"), "--cli", *([url] if url else []), "--format", "json"]
    for name in INSPECTOR if url else OVER_PIPES:
        method, *options = INSPECTOR[name]
        asked = ["--protocol-era", era, "--method", method, *options, *([] if url else ["--", PROGRAM])]
        done = _ran(toolbox, [*program, *asked])
        if done.returncode == STRICT:
            faults.append(f"--strict finds errors in the tools' schemas: {done.stderr.strip()}")
        if not done.stdout.startswith("{"):
            faults.append(f"{method} stopped: {done.stderr[-500:].strip()}")
            continue
        result = json.loads(done.stdout)["result"]
        answers[name] = result[LISTS[name]] if name in LISTS else result
    return Answers("Inspector CLI", ERAS[era], "http" if url else "stdio", answers, tuple(faults))


def _ran(toolbox: Toolbox, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=toolbox.folder, env=toolbox.environment, capture_output=True, text=True, timeout=SECONDS
    )


def differences(told: Sequence[Answers]) -> Iterator[str]:
    """Whatever stopped a client, and every answer that is missing or not what the first client was told."""
    whole = next((one for one in told if one.answers), told[0])
    first = {name: plain(name, answer) for name, answer in whole.answers.items()}
    for one in told:
        yield from (f"{one.name}: {fault}" for fault in one.faults)
        for name in _asked(one) if one.answers else ():
            if (found := plain(name, one.answers.get(name))) != first[name]:
                yield f"{one.name}: {name} differs from {whole.name}: {_place(first[name], found)}"


def _asked(one: Answers) -> Iterable[str]:
    if one.client.startswith("Inspector"):
        return INSPECTOR if one.transport == "http" else OVER_PIPES
    return (*INSPECTOR, "completion", "refusal", "calls")


def plain(name: str, answer: Any) -> Any:
    """Without the envelope of its era, and without what a client's own types do not know."""
    bare = _bare(answer)
    if name == "calls":  # a server on this computer's pipes also says where it has written a document
        return [{**one, "content": [block for block in one["content"] if not _is_place(block)]} for one in bare or ()]
    if name == "prompts":  # the TypeScript SDKs drop the title of a prompt's argument
        return [
            {**one, "arguments": [_without(each, ("title",)) for each in one.get("arguments", ())]}
            for one in bare or ()
        ]
    return bare


def _is_place(block: dict[str, Any]) -> bool:
    return str(block.get("text", "")).startswith(str(CACHE))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in ENVELOPE and one is not None}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _without(value: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key not in names}


def _place(one: Any, other: Any, at: str = "") -> str:
    """The first place at which two answers differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next(_place(one[key], other[key], f"{at}.{key}") for key in one if one[key] != other[key])
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return next(_place(a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    return re.sub(r"\s+", " ", f"at {at or 'the top'}: {str(one)[:200]} / {str(other)[:200]}")
