"""What a caller is told of a failure, and by which status; nothing of it is of one door alone."""

import logging
import re

from it_advisor.errors import (
    AdvisorError,
    BadContent,
    BadRequest,
    Conflict,
    Forbidden,
    Incomplete,
    Language,
    NotFound,
    Unavailable,
    Unprepared,
    Words,
)

logger = logging.getLogger(__name__)

_FOLDER = re.compile(r"^.*[/\\](?=[^/\\]+\.md)")
FAILED = Words("服务内部出错，已记录；请稍后再试", "the service itself failed and has logged it; try again later")


_STATUSES = {
    NotFound: 404,
    Conflict: 409,
    BadRequest: 422,
    Forbidden: 403,
    Incomplete: 501,
    Unavailable: 503,
    Unprepared: 503,
}
"""The first that fits; what fits none is the service's own fault."""


def fault(error: AdvisorError, language: Language | None) -> tuple[int, str, list[dict[str, str]]]:
    """The status by who can mend it, what would be right, and that field by field."""
    problems = error.problems if isinstance(error, BadRequest) else ()
    faults = [{"field": one.field, "message": one.words.said(language)} for one in problems]
    return status_of(error), told(error).said(language), faults


def status_of(error: AdvisorError) -> int:
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def told(error: AdvisorError) -> Words:
    """What a client reads of it. What only whoever runs the service can mend is logged, and names no folder."""
    if isinstance(error, BadRequest | Forbidden | Incomplete | Unavailable | Unprepared):
        return error.words
    logger.error("%s", error)
    if not isinstance(error, BadContent):
        return FAILED
    zh, en = (_FOLDER.sub("", said) for said in error.words)
    return Words(f"{zh}（服务的模板有误，已记录）", f"{en} (a fault of the service's own template; it is logged)")
