"""A checked report as other programs read it: SARIF 2.1.0, and the annotations of a GitHub workflow."""

import re
from importlib.metadata import version
from typing import Any

from it_advisor.checking import Examination, Found
from it_advisor.errors import Language
from it_advisor.rules import RULES
from it_advisor.rules.fault import Severity
from it_advisor.rules.pages import page_of

_WHY = re.compile("^(?:Why: |为何：)")
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_ESCAPES, ":": "%3A", ",": "%2C"}


def sarif(examination: Examination, name: str, language: Language) -> dict[str, Any]:
    """One run, with every rule there is."""
    places = {rule.CODE: at for at, rule in enumerate(RULES)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "it-advisor",
                        "version": version("it-advisor"),
                        "rules": [_rule(at, language) for at in range(len(RULES))],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, places[one.code], name, language) for one in examination.found],
            }
        ],
    }


def _rule(at: int, language: Language) -> dict[str, Any]:
    rule = RULES[at]
    page = page_of(rule)
    return {
        "id": rule.CODE,
        "name": rule.__name__.rpartition(".")[2].title().replace("_", ""),
        "shortDescription": {"text": page.what.said(language)},
        "fullDescription": {"text": _WHY.sub("", page.why.said(language))},
        "defaultConfiguration": {"level": _LEVELS[rule.SEVERITY]},
    }


def _result(one: Found, place: int, name: str, language: Language) -> dict[str, Any]:
    return {
        "ruleId": one.code,
        "ruleIndex": place,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.message.said(language)} → {one.fix.said(language)}"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": name}, "region": {"startLine": max(1, one.line)}}}
        ],
        "partialFingerprints": {"itAdvisor/v1": one.fingerprint},
    }


def github(examination: Examination, name: str, language: Language) -> str:
    """One workflow command a finding."""
    return "".join(_annotation(one, name, language) for one in examination.found)


def _annotation(one: Found, name: str, language: Language) -> str:
    place = f"file={_escaped(name, _IN_PROPERTIES)},line={one.line},title={_escaped(one.code, _IN_PROPERTIES)}"
    said = f"{one.message.said(language)} → {one.fix.said(language)}"
    return f"::{_COMMANDS[one.severity]} {place}::{_escaped(said, _ESCAPES)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
