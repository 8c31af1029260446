"""python docs/walk.py: one decision from brief to sign-off, made by running it; prints docs/one-decision.md.

Four people work on one dossier over REST as their own clients would. Ids and times are replaced, so that
the page comes out the same every time.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx2
import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"
CASE = (EXAMPLES / "charity-40-staff.md").read_text("utf-8")
BODY = CASE.split("\n---\n", 1)[1]
HEAD = yaml.safe_load(CASE.split("\n---\n", 1)[0].removeprefix("---\n"))
STORY: list[tuple[str, str, dict[str, Any]]] = [
    (
        "The service manager starts it from the brief and the report their AI tool wrote. The report's summary block "
        "fills the sections.",
        "start_dossier",
        {"business_nature": HEAD["business_nature"], "report": BODY, "author": "Sam", "key": "walk-start"},
    ),
    (
        "The treasurer and the data lead look at revision 1 at the same time. The treasurer has a new quote.",
        "revise_dossier",
        {"base_revision": 1, "section": "cost_lines", "content": "<L1 at GBP 330>", "author": "Tess", "note": "quote"},
    ),
    (
        "The data lead rewrites the risks' introduction, still on top of revision 1: another section, so it merges.",
        "revise_dossier",
        {"base_revision": 1, "section": "text.risks", "content": "Winter decides the calendar.", "author": "Dee"},
    ),
    (
        "The service manager changes the same words without having seen that. Nothing is overwritten: both come back.",
        "revise_dossier",
        {"base_revision": 1, "section": "text.risks", "content": "Paper is the main risk.", "author": "Sam"},
    ),
    (
        "So the two are merged by hand, on top of what there is.",
        "revise_dossier",
        {
            "base_revision": 3,
            "section": "text.risks",
            "content": "Winter decides the calendar; paper is the main risk.",
            "author": "Sam",
        },
    ),
    ("What has changed since revision 1, in figures too?", "get_dossier", {"view": "changes", "against": 1}),
    (
        "A question before signing.",
        "revise_dossier",
        {
            "action": "comment",
            "base_revision": 4,
            "section": "cost_lines",
            "content": "@Tess is VAT in?",
            "author": "Sam",
        },
    ),
    (
        "Answered and closed.",
        "revise_dossier",
        {"action": "resolve", "base_revision": 4, "comment": "<comment>", "content": "It is.", "author": "Tess"},
    ),
    (
        "Finance signs revision 4.",
        "revise_dossier",
        {"action": "sign", "base_revision": 4, "role": "finance", "content": "Within the frame.", "author": "Tess"},
    ),
    ("The checker reads the dossier as a report.", "check_report", {"report": "dossier://<dossier>"}),
    (
        "A step is added after that: the signature stays with revision 4 and is shown as outdated.",
        "revise_dossier",
        {
            "base_revision": 4,
            "section": "steps",
            "content": "- {by: 2027-01-27, action: Trustees decide, owner: Director}",
            "author": "Sam",
        },
    ),
    ("The whole history.", "get_dossier", {"view": "history"}),
]


def main() -> None:
    print("# One decision, from brief to sign-off\n")
    print(
        "Made by running it: `make walk`. Every answer below is the service's own, shortened; ids and times are not.\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "it_advisor", "serve", "--http", "--port", "0"]
        place = {"IT_ADVISOR_DATABASE": f"{folder}/walk.db", "PATH": "/usr/bin:/bin", "HOME": folder}
        server = subprocess.Popen(command, env=place, stderr=subprocess.PIPE, encoding="utf-8")
        assert server.stderr
        url = server.stderr.readline().split("it-advisor: ")[1].split("/mcp")[0]
        try:
            walk(url)
        finally:
            server.terminate()
            server.wait()


def walk(url: str) -> None:
    names = {"<dossier>": "", "<comment>": ""}
    for number, (told, operation, raw) in enumerate(STORY, start=1):
        if operation == "get_dossier" or operation == "revise_dossier":
            raw = {"id": "<dossier>", **raw}
        answer = httpx2.post(f"{url}/api/v1/{operation}", json=filled(raw, names, url), timeout=30)
        data = answer.json()
        names["<dossier>"] = names["<dossier>"] or data["id"]
        names["<comment>"] = data.get("comment") or names["<comment>"]
        print(f"## {number}. {told}\n")
        print(f"```yaml\n{operation}: {shown(raw)}\n```\n")
        print(f"`{answer.status_code}`\n\n```yaml\n{hidden(shown(data), names)}\n```\n")


def filled(raw: dict[str, Any], names: dict[str, str], url: str) -> dict[str, Any]:
    given = {name: _named(value, names) for name, value in raw.items()}
    if given.get("content") == "<L1 at GBP 330>":
        asked = {"id": names["<dossier>"], "section": "cost_lines"}
        lines = httpx2.post(f"{url}/api/v1/get_dossier", json=asked).json()["content"]
        lines[0]["unit_price"] = 330
        given["content"] = yaml.safe_dump(lines, allow_unicode=True)
    return given


def _named(value: Any, names: dict[str, str]) -> Any:
    for name, known in names.items():
        value = value.replace(name, known) if isinstance(value, str) else value
    return value


def shown(data: Any) -> str:
    """As YAML, without what is empty, long texts cut."""
    return (
        str(yaml.safe_dump(_short(data), allow_unicode=True, sort_keys=False, width=110)).strip().replace("\n", "\n  ")
    )


def _short(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _short(value) for name, value in data.items() if value not in (None, "", [], {}, False)}
    if isinstance(data, list):
        return [_short(one) for one in data]
    return f"{data[:600]} …" if isinstance(data, str) and len(data) > 600 else data


def hidden(text: str, names: dict[str, str]) -> str:
    for name, known in names.items():
        text = text.replace(known, name) if known else text
    text = re.sub(r"(theirs|yours)-[0-9a-f]{12}", r"\1-…", text)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:+]+", "<time>", text)


if __name__ == "__main__":
    main()
