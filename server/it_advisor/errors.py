"""The ways a request can fail, named after who can fix them.

AdvisorError
├── BadRequest       the caller: change the request
│   ├── NotFound     the caller: name something that exists
│   └── Conflict     the caller: somebody was there before; look at what there is now and send again
├── Forbidden        whoever hands out rights; the caller may be somebody who has them
├── BadContent       whoever keeps the templates or the cases
├── Unavailable      nobody, or whoever runs the database: the same request may succeed later
│   └── Uncertain    the caller: look whether it was done, or send it again with its key
└── Misconfigured    whoever installed the service
    ├── Incomplete   whoever installed the service, with the command the words name
    └── Unprepared   whoever runs the database, with the command the words name

Every message is written once in Chinese and once in English; a door picks.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
Scope = Literal["viewer", "editor", "curator", "admin"]
"""What a caller may do; each all that those before it may, and more."""


class Words(NamedTuple):
    """One message in both languages."""

    zh: str
    en: str

    def said(self, language: Language | None) -> str:
        """In one language, or in both where the caller's is not known."""
        if language is None:
            return f"{self.en} / {self.zh}"
        return self.zh if language == "zh" else self.en


class Problem(NamedTuple):
    """One thing wrong with a request: where, and in words what and what would be right."""

    field: str
    words: Words


class Refusal(ValueError):
    """What a model's own validator raises: the value is wrong, and this is what would be right.

    A validator that looks at several fields says with `refusal_at` which of them is wrong.
    """

    def __init__(self, words: Words, *problems: Problem) -> None:
        super().__init__(words.en)
        self.words = words
        self.problems = problems


def refusal_at(*problems: Problem) -> Refusal:
    """Of problems whose fields are named from the top of the request on, such as `scores.1.criterion`."""
    return Refusal(_together(problems), *problems)


def _together(problems: Sequence[Problem]) -> Words:
    return Words(
        "；".join(f"{p.field}：{p.words.zh}" if p.field else p.words.zh for p in problems),
        "; ".join(f"{p.field}: {p.words.en}" if p.field else p.words.en for p in problems),
    )


class AdvisorError(Exception):
    """Anything the service itself says no with."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words

    def said(self, language: Language | None) -> str:
        return self.words.said(language)


class BadRequest(AdvisorError):
    """The caller can fix this by changing the request."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(_together(problems))


class NotFound(BadRequest):
    """The caller named something that is not there."""


class Conflict(BadRequest):
    """What the caller started from has changed since; nothing was written, and the words hold both versions."""


class Forbidden(AdvisorError):
    """The caller is known and may not do this; `scope` is the least with which they might."""

    def __init__(self, words: Words, scope: Scope) -> None:
        super().__init__(words)
        self.scope = scope


class Unavailable(AdvisorError):
    """The database does not answer now, is locked or full; nothing was written, and the same may succeed later."""


class Uncertain(Unavailable):
    """The database went away while the work was being made final: it may have been written, or not."""


class BadContent(AdvisorError):
    """A template or a case cannot be used as it is written; the words name file, line and field."""


class Misconfigured(AdvisorError):
    """The installation's settings do not fit together."""


class Damaged(Misconfigured):
    """A database whose file can no longer be read."""


class Incomplete(Misconfigured):
    """An optional part or a font is not installed; everybody may read which and how to install it."""


class Unprepared(Misconfigured):
    """The database's tables are not those this program works with; everybody may read which of them is newer."""
