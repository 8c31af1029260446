"""What an OpenAI-compatible endpoint is sent, and what it answers."""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

Body = dict[str, Any]

_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
"""What some servers leave of a model's reasoning before its answer; a person would not hand it in."""


class Offered(NamedTuple):
    """A tool as a client sees it."""

    name: str
    description: str
    schema: Mapping[str, Any]


class Reply(NamedTuple):
    """The answer of a model: its words, the tool it calls first, and what that took."""

    text: str
    called: str | None
    arguments: str
    """As the model wrote them: JSON, if it wrote what it should."""
    is_cut: bool
    tokens_in: int | None
    tokens_out: int | None


def asking(question: str, instructions: str, tools: Sequence[Offered], more: Mapping[str, Any]) -> Body:
    """A question to a model that has our tools and the instructions our server gives its clients."""
    functions = [{"name": one.name, "description": one.description, "parameters": dict(one.schema)} for one in tools]
    return {
        "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
        "tools": [{"type": "function", "function": one} for one in functions],
        "tool_choice": "auto",
        **more,
    }


def writing(prompt: str, more: Mapping[str, Any]) -> Body:
    """A filled prompt, as a person pastes it into a chat."""
    return {"messages": [{"role": "user", "content": prompt}], **more}


def digest(body: Body) -> str:
    """The same as long as the same is asked, of whichever model."""
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:16]


def reply_in(data: Any) -> Reply:
    """Raises ValueError for what is no answer of this API."""
    try:
        choice = data["choices"][0]
        message, usage = choice["message"], data.get("usage") or {}
        called, arguments = _first(message.get("tool_calls") or ())
        return Reply(
            text=_THOUGHT.sub("", _text(message.get("content")), count=1),
            called=called,
            arguments=arguments,
            is_cut=choice.get("finish_reason") == "length",
            tokens_in=usage.get("prompt_tokens"),
            tokens_out=usage.get("completion_tokens"),
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("no choices[0].message") from error


def fault_in(data: Any) -> str:
    """What an endpoint says is wrong, in its own words; blank where it says nothing of the kind."""
    error = data.get("error") if isinstance(data, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return said if isinstance(said, str) else ""


def _first(calls: Sequence[Any]) -> tuple[str | None, str]:
    """Some servers give the arguments as data, not as the text of it."""
    if not calls:
        return None, ""
    function = calls[0]["function"]
    given = function.get("arguments") or "{}"
    return str(function["name"]), given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return content or ""
