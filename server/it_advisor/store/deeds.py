"""A contributed case's own rows: its head, its versions, and who did what with it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Column, RowMapping, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.contribution import Review
from it_advisor.contribution.answers import Deed
from it_advisor.errors import NotFound, Problem, Words
from it_advisor.store.ledger import next_number
from it_advisor.store.paging import left_out, page
from it_advisor.store.schema import case_versions, contributions, outcomes, verdicts
from it_advisor.text import short


async def case_row(connection: AsyncConnection, case: str) -> RowMapping:
    """Raises NotFound."""
    row = (await connection.execute(select(contributions).where(contributions.c.id == case))).mappings().first()
    if row is None:
        asked = short(case)
        words = Words(f"没有贡献的案例 {asked}；见 review_case", f"no contributed case {asked}; see review_case")
        raise NotFound(Problem("id", words))
    return row


async def version_row(connection: AsyncConnection, case: str, version: int) -> RowMapping:
    """Raises NotFound."""
    found = select(case_versions).where(case_versions.c.case_id == case, case_versions.c.version == version)
    row = (await connection.execute(found)).mappings().first()
    if row is None:
        raise NotFound(Problem("version", Words(f"没有第 {version} 版", f"there is no version {version}")))
    return row


async def next_deed(connection: AsyncConnection, review: Review, at: str) -> None:
    row = {
        "case_id": review.id,
        "number": await next_number(connection),
        "version": review.version,
        "verdict": review.verdict,
        "reviewer": review.author,
        "comments": review.comments,
        "at": at,
    }
    await connection.execute(insert(verdicts).values(row))


class Deeds(NamedTuple):
    """The last of each kind in their order, and how many came before."""

    shown: tuple[Deed, ...]
    older: int


async def deeds_of(connection: AsyncConnection, case: str) -> Deeds:
    """Versions, verdicts and outcomes."""
    kinds = (
        await _last(connection, case, case_versions.c.version, _given),
        await _last(connection, case, verdicts.c.number, _judged),
        await _last(connection, case, outcomes.c.number, _told),
    )
    return Deeds(sum((one.shown for one in kinds), ()), sum(one.older for one in kinds))


async def _last(
    connection: AsyncConnection, case: str, number: Column[Any], deed: Callable[[RowMapping], Deed]
) -> Deeds:
    found = select(number.table).where(number.table.c.case_id == case)
    last = await page(connection, found, number)
    return Deeds(tuple(map(deed, reversed(last.rows))), await left_out(connection, found, last))


def _given(row: RowMapping) -> Deed:
    return Deed(version=row["version"], what="contributed", who=row["contributor"], said=row["licence"], at=row["at"])


def _judged(row: RowMapping) -> Deed:
    return Deed(version=row["version"], what=row["verdict"], who=row["reviewer"], said=row["comments"], at=row["at"])


def _told(row: RowMapping) -> Deed:
    return Deed(version=0, what="outcome", who=row["author"], said=row["facts"], at=row["at"])
