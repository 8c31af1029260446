"""Pages that a host shows beside an answer, where it can (MCP Apps): each one HTML text with all it needs inside.

Source: the extension io.modelcontextprotocol/ui, revision 2026-01-26.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from mcp import types

from it_advisor.content import Library
from it_advisor.errors import Words

EXTENSION = "io.modelcontextprotocol/ui"
MIME_TYPE = "text/html;profile=mcp-app"
AT = "ui://it-advisor/"
READ = "it-advisor/read"
"""In an answer's `_meta`, which no model is shown: each argument as it was understood, in a line."""
_STYLES = ("style.css", "app.css")
_SCRIPTS: Mapping[str, Sequence[str]] = {
    "form": ("app.js", "app_form.js"),
    "costs": ("app.js", "app_calculator.js", "app_costs.js", "app_costs_charts.js"),
    "comparison": ("app.js", "app_calculator.js", "app_comparison.js"),
}
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched, and nothing runs but the script that the page came with."""


def meta(page: str) -> dict[str, Any] | None:
    """What the `_meta` of a tool says of its page."""
    return {"ui": {"resourceUri": AT + page}} if page else None


def page(uri: str, library: Library) -> types.TextResourceContents | None:
    """The page of this address, made when it is asked for; None where there is none."""
    name = uri.removeprefix(AT)
    if not uri.startswith(AT) or name not in _MATERIAL:
        return None
    look = {"ui": {"csp": {}, "prefersBorder": True}}
    return types.TextResourceContents(uri=uri, mime_type=MIME_TYPE, text=_whole(name, library), _meta=look)


def _whole(name: str, library: Library) -> str:
    style, script = ("".join(map(_read, names)) for names in (_STYLES, _SCRIPTS[name]))
    data = json.dumps(_MATERIAL[name](library), ensure_ascii=False).replace("<", "\\u003c")  # ends no element
    parts = {
        "{policy}": _POLICY.format(script=_digest(script), style=_digest(style)),
        "{style}": style,
        "{script}": script,
        "{material}": data,  # last, since somebody else may have written it
    }
    whole = _read("app.html")
    for mark, part in parts.items():
        whole = whole.replace(mark, part, 1)
    return whole


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return (files("it_advisor.web") / name).read_text(encoding="utf-8")


def _form(library: Library) -> dict[str, Any]:
    """The four fields as the templates declare them, in each language."""
    from it_advisor.doors.web.prompt import ROWS, arguments
    from it_advisor.recommendation import RecommendationRequest
    from it_advisor.schemas import longest

    limits = longest(RecommendationRequest)
    return {
        language: [
            one.model_dump(include={"name", "title", "description", "required"})
            | {"rows": ROWS.get(one.name, 1), "most": limits[one.name]}
            for one in arguments(library, language)
        ]
        for language in ("zh", "en")
    }


def _costs(_: Library) -> dict[str, Any]:
    """The words and colours of the charts that documents have."""
    from it_advisor.costs.wording import COMPARISON, NAMES
    from it_advisor.documents.charts import cash, labels, spending, theme

    said = {name: getattr(labels, name) for name in ("TCO", "TCO_ALT", "YEAR", "CASH", "CASH_ALT", "PAID_BACK")}
    return {
        "words": _both(said | {"NEVER": labels.NEVER, "MONTH": labels.MONTH} | NAMES),
        "heads": {language: [*heads[:5], *heads[6:]] for language, heads in COMPARISON.items()},
        "fills": theme.FILLS,
        "strokes": theme.STROKES,
        "dashes": theme.DASHES,
        "most": {"columns": spending.MOST_OPTIONS, "curves": cash.MOST_CURVES},
    }


def _comparison(_: Library) -> dict[str, Any]:
    from it_advisor.documents.charts import labels, ranking, theme

    said = {name: getattr(labels, name) for name in ("SCORES", "SCORES_ALT", "POINTS_OF_100", "OTHERS")}
    most = {"options": ranking.MOST_OPTIONS, "criteria": ranking.MOST_CRITERIA}
    return {"words": _both(said), "fills": theme.FILLS, "most": most}


def _both(words: Mapping[str, Words]) -> dict[str, tuple[str, str]]:
    return {name: (one.zh, one.en) for name, one in words.items()}


_MATERIAL: Mapping[str, Callable[[Library], dict[str, Any]]] = MappingProxyType(
    {"form": _form, "costs": _costs, "comparison": _comparison}
)
"""By page, what its script is given beside itself."""
