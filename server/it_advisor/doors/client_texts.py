"""Our entry in the text of a client's configuration: found, put in, taken out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from it_advisor import jsonc, tomltext
from it_advisor.doors.clients import NAME
from it_advisor.errors import Refusal


class Text:
    """The text of a client's file, JSON with comments or TOML as its name says, with our entry under `key`.

    Its methods raise Refusal naming the line that is wrong.
    """

    def __init__(self, file: Path, key: str) -> None:
        self._form: ModuleType = tomltext if file.suffix == ".toml" else jsonc
        self._key = key

    def entry(self, text: str | None) -> Mapping[str, Any] | None:
        found = self._form.load(self._filled(text))
        for name in (self._key, NAME):
            found = found.get(name) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else None

    def put(self, text: str | None, entry: Mapping[str, Any], inputs: Sequence[Mapping[str, Any]] = ()) -> str:
        """The text with the entry, and with what is to be asked; an entry that reached the server in another way
        is replaced, not joined."""
        old, text = self.entry(text), self._filled(text)
        if old and ("command" in old) != ("command" in entry):
            text = self.without(text)
        for wanted in inputs:
            if wanted["id"] not in [one.get("id") for one in self._inputs(text)]:
                text = jsonc.append(text, "inputs", wanted)
        merged: str = self._form.merge(text, {self._key: {NAME: entry}})
        return merged

    def without(self, text: str) -> str:
        """An input stays: nobody is asked for what no server names."""
        dropped: str = self._form.drop(text, (self._key, NAME))
        return dropped

    def led_to(self, text: str, before: str | None, entry: Mapping[str, Any]) -> bool:
        """Whether it is an earlier text with our entry and no other change; a copy that somebody broke is none."""
        try:
            if self.entry(before) is not None:
                return False
            return any(self.put(before, entry, inputs) == text for inputs in ((), self._inputs(text)[-1:]))
        except (Refusal, KeyError):
            return False

    def _inputs(self, text: str) -> list[Mapping[str, Any]]:
        found = self._form.load(text)
        inputs = found.get("inputs") if isinstance(found, Mapping) else None
        return [one for one in inputs if isinstance(one, Mapping)] if isinstance(inputs, list) else []

    def _filled(self, text: str | None) -> str:
        if text and text.strip():
            return text
        return "{}\n" if self._form is jsonc else ""
