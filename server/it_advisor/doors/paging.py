"""Long lists of MCP, a page at a time."""

import re
from collections.abc import Sequence
from typing import TypeVar

from mcp import MCPError, types

from it_advisor.errors import Words

T = TypeVar("T")
Page = types.PaginatedRequestParams | None

PAGE_SIZE = 100
_CURSOR = re.compile(r"after-([0-9]{1,6})")


def paged(items: Sequence[T], page: Page) -> tuple[list[T], str | None]:
    """One page of a list and the cursor of the next. An unknown cursor is refused, not taken for the first page."""
    cursor = page.cursor if page else None
    place = 0
    if cursor is not None:
        found = _CURSOR.fullmatch(cursor)
        if found is None or not 0 < int(found[1]) < len(items):
            raise invalid(
                Words("cursor 无效；请从第一页重新开始", "cursor is not valid; start again from the first page")
            )
        place = int(found[1])
    after = place + PAGE_SIZE
    return list(items[place:after]), f"after-{after}" if after < len(items) else None


def invalid(words: Words) -> MCPError:
    return MCPError(types.INVALID_PARAMS, words.said(None))
