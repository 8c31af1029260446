"""Long lists a page at a time, the newest first; a cursor is the number of a page's last row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, RowMapping, Select, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.errors import BadRequest, Problem, Words

MOST = 100
"""Rows of a page, where a request does not say how many."""
_CURSOR = Words("应为上一页的 more", "must be `more` of the page before")


class Page(NamedTuple):
    """Rows, the newest first, and the cursor of the next page; None: there is none."""

    rows: Sequence[RowMapping]
    more: str | None


async def page(
    connection: AsyncConnection,
    found: Select[Any],
    number: ColumnElement[Any],
    after: str | None = None,
    most: int = MOST,
) -> Page:
    """Of what was found, the rows before a cursor by their number. Raises BadRequest for what is no cursor."""
    if at := place(after):
        found = found.where(number < literal(at, BigInteger))
    rows = (await connection.execute(found.order_by(number.desc()).limit(most + 1))).mappings().all()
    return Page(rows[:most], str(rows[most - 1][number]) if len(rows) > most else None)


async def left_out(connection: AsyncConnection, found: Select[Any], page: Page) -> int:
    """How many of what was found are on later pages."""
    if page.more is None:
        return 0
    return int((await connection.execute(select(func.count()).select_from(found.subquery()))).scalar_one()) - MOST


def place(after: str | None) -> int:
    """Raises BadRequest for what is no cursor."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        raise BadRequest(Problem("after", _CURSOR))
    return int(after)
