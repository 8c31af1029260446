"""python docs/walk.py: one decision from brief to sign-off, made by running it; prints docs/one-decision.md.

Four people type commands on one database. Ids, times and envelope marks are replaced, so that the page comes out
the same every time.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
CASE = "examples/charity-40-staff.md"
HEAD = yaml.safe_load((ROOT / CASE).read_text("utf-8").split("\n---\n", 1)[0].removeprefix("---\n"))
PROGRAM = Path(sys.executable).with_name("it-advisor")
MOST_SHOWN, MOST_LINES = 110, 24
"""Characters of an argument, and lines of an answer, that the page shows."""
OWNERS = [
    {"section": "cost_lines", "role": "finance", "person": "Tess"},
    {"section": "risks", "role": "it", "person": "Dee"},
]
INTRODUCTION = """# One decision, from brief to sign-off

A charity chooses a system for its case records. Sam is its service manager, Tess its treasurer, Dee its data lead,
Ruth its director. An AI tool has written the report; now the four of them carry it to a decision. Every command below
was run and every answer is the program's own (`make walk`); long ones are cut at “…”, ids and times are replaced.
The same steps are MCP tools, so that each of them can work from their own assistant.
"""


class Walk:
    """The page as it grows: what was told, typed and answered."""

    def __init__(self, folder: str) -> None:
        self._place = {"IT_ADVISOR_DATABASE": f"{folder}/walk.db", "HOME": folder, "LC_ALL": "C.UTF-8"}
        self._names: dict[str, str] = {}
        self._steps = 0

    def tell(self, told: str, *arguments: str) -> None:
        """A step of the story, with its command and its answer."""
        self._steps += 1
        answer = self._hidden(self._run(*arguments))
        lines = answer.strip().splitlines()
        shown = [*lines[:MOST_LINES], "…"] if len(lines) > MOST_LINES + 1 else lines
        print(f"\n## {self._steps}. {told}\n")
        print(f"```sh\n{self._hidden(' '.join(('it-advisor', *map(typed, arguments))))}\n```\n")
        print("\n".join(("```", *shown, "```")))

    def name(self, name: str, *arguments: str, at: str) -> str:
        """Remember an id, which the page shows by this name."""
        data = self.read(*arguments)
        for step in at.split("."):
            data = data[int(step)] if step.isdigit() else data[step]
        self._names[str(data)] = name
        return str(data)

    def read(self, *arguments: str) -> Any:
        return json.loads(self._run(*arguments, "--json"))

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, *arguments], env=self._place, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout + done.stderr

    def _hidden(self, text: str) -> str:
        for known, name in self._names.items():
            text = text.replace(known, name)
        text = re.sub(r"\b[A-Za-z0-9_-]{22}(?=,| ·|$)", "ID", text, flags=re.MULTILINE)
        text = re.sub(r"\d{4}-\d\d-\d\dT[\d:+]+", "TIME", text)
        return re.sub(r"(dossier|theirs|yours)-[0-9a-f]{12}", r"\1-…", text)


def typed(argument: str) -> str:
    """As somebody types it, cut where it is long."""
    plain = " ".join(argument.split())
    cut = f"{plain[:MOST_SHOWN]} …" if len(plain) > MOST_SHOWN else plain
    return cut if re.fullmatch(r"[\w./:@-]+", cut) else "'" + cut.replace("'", "’") + "'"


def main() -> None:
    print(INTRODUCTION.strip())
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(folder)
        dossier = begin(walk)
        carry_on(walk, dossier)
        agree(walk, dossier)


def begin(walk: Walk) -> str:
    start = ("dossier", "start", "--file", CASE, "--business-nature", HEAD["business_nature"], "--author", "Sam")
    walk.tell("Sam starts the dossier from the report; its summary block fills the sections", *start)
    dossier = walk.name("DOSSIER", "dossier", "list", at="dossiers.0.id")
    walk.tell("He says who answers for what", *edit(dossier, 1, "Sam", "owners", json.dumps(OWNERS)))
    return dossier


def carry_on(walk: Walk, dossier: str) -> None:
    def text(section: str) -> str:
        return str(walk.read("dossier", "show", dossier, "--section", section)["content"])

    lines = walk.read("dossier", "show", dossier, "--section", "cost_lines")["content"]
    lines[0]["unit_price"] = 330
    quote = edit(dossier, 2, "Tess", "cost_lines", json.dumps(lines), "--note", "quote of the vendor")
    walk.tell("Tess has a new quote. The sums follow; words that name older amounts are listed to be checked", *quote)
    late = edit(dossier, 2, "Dee", "text.risks", "Winter decides the calendar.")
    walk.tell("Dee had looked at revision 2. She edits another section, so both edits are in", *late)
    clash = edit(dossier, 2, "Sam", "text.risks", "Paper is the main risk.")
    walk.tell("Sam changes the same words without having seen hers: nothing is overwritten, both come back", *clash)
    both = "Winter decides the calendar; paper is the main risk."
    walk.tell("So he merges them by hand, on top of what there is", *edit(dossier, 4, "Sam", "text.risks", both))
    risks = walk.read("dossier", "show", dossier, "--section", "risks")["content"]
    risks[0]["owner"] = "Director"
    walk.tell("He also changes a risk, which is Dee's: the edit counts, and she is told",
              *edit(dossier, 5, "Sam", "risks", json.dumps(risks)))  # fmt: skip
    comment = walk.name("COMMENT", "dossier", "show", dossier, "--view", "comments", at="comments.0.id")
    walk.tell(
        "Dee looks at it and closes it", *act(dossier, 6, "Dee", "resolve", "Fine with me.", "--comment", comment)
    )
    asked = ("dossier", "show", dossier, "--view", "changes", "--against", "1")
    walk.tell("What has changed since the beginning, in figures and why?", *asked)
    walk.tell("The checker reads the dossier as a report, against its own brief", "check", dossier)
    amended = text("text.decision").replace("GBP 43k", "GBP 44k").replace("GBP 75k", "GBP 78k")
    walk.tell("Tess brings the words up to date, section by section",
              *edit(dossier, 6, "Tess", "text.decision", amended))  # fmt: skip
    decision = walk.read("dossier", "show", dossier, "--section", "decision")["content"]
    walk.read(*edit(dossier, 7, "Tess", "decision", json.dumps({**decision, "amount": 43_630})))
    walk.read(*edit(dossier, 8, "Tess", "text.costs", "Prices are assumptions, VAT included; L1 is a quote."))
    walk.read(*edit(dossier, 9, "Tess", "text.features", text("text.features").replace("GBP 1,800", "GBP 1,980")))
    walk.tell("The last one still holds, so it is sent again as it is: now nothing is open",
              *edit(dossier, 10, "Tess", "text.needs", text("text.needs")))  # fmt: skip


def agree(walk: Walk, dossier: str) -> None:
    walk.tell("And the checker finds no error", "check", dossier)
    walk.tell("Tess signs for finance", *act(dossier, 11, "Tess", "sign", "Within the frame.", "--role", "finance"))
    walk.tell("Ruth, the director, signs for the charity",
              *act(dossier, 11, "Ruth", "sign", "Agreed.", "--role", "business"))  # fmt: skip
    step = json.dumps([{"by": "2027-01-27", "action": "Trustees decide", "owner": "Director"}])
    walk.tell("A step is added later: both signatures stay with revision 11 and are shown as outdated",
              *edit(dossier, 11, "Sam", "steps", step))  # fmt: skip
    judge(walk, dossier)
    walk.tell("Who did what", "dossier", "show", dossier, "--view", "history")


def judge(walk: Walk, dossier: str) -> None:
    """Scores are given apart, and nobody gets to see them early."""
    criteria = json.dumps([{"name": "Fit with shelter work", "weight": 60}, {"name": "Ease of use", "weight": 40}])
    walk.read(*edit(dossier, 12, "Sam", "criteria", criteria))
    listed = edit(dossier, 13, "Sam", "scorers", json.dumps(["Sam", "Tess", "Dee"]))
    walk.tell("The trustees also want to know how far the team agrees: three are to score, each apart", *listed)
    walk.tell("Tess scores; nobody sees her scores yet", *act(dossier, 14, "Tess", "score", scores(9, 6)))
    walk.read(*act(dossier, 14, "Sam", "score", scores(6, 7)))
    shorter = json.dumps(["Sam", "Tess"])
    walk.tell("So has Sam. Dee is on leave, but he cannot take her off the list to see them",
              *edit(dossier, 14, "Sam", "scorers", shorter))  # fmt: skip
    shown = "Dee takes herself off. Nobody is missing now: the scores are the dossier's, and it shows where they differ"
    walk.tell(shown,
              *edit(dossier, 14, "Dee", "scorers", shorter, "--note", "on leave"))  # fmt: skip
    walk.tell("What has that changed?", "dossier", "show", dossier, "--view", "changes")


def scores(fit: int, ease: int) -> str:
    """For the two options that are left, the second one point lower."""
    rows = ((option, name, of - less) for less, option in enumerate(("O1", "O2"))
            for name, of in (("Fit with shelter work", fit), ("Ease of use", ease)))  # fmt: skip
    return json.dumps([{"option": one, "criterion": name, "score": of, "rationale": "demo"} for one, name, of in rows])


def edit(dossier: str, base: int, author: str, section: str, content: str, *more: str) -> tuple[str, ...]:
    return (*_step(dossier, base, author), "--section", section, "--content", content, *more)


def act(dossier: str, base: int, author: str, action: str, said: str, *more: str) -> tuple[str, ...]:
    return (*_step(dossier, base, author), "--action", action, "--content", said, *more)


def _step(dossier: str, base: int, author: str) -> tuple[str, ...]:
    return ("dossier", "revise", "--id", dossier, "--base-revision", str(base), "--author", author)


if __name__ == "__main__":
    main()
