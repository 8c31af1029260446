"""A contributed case's own rows: its head, its versions, and who did what with it."""

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.contribution import Review
from it_advisor.contribution.answers import Deed
from it_advisor.errors import NotFound, Problem, Words
from it_advisor.store.ledger import next_number
from it_advisor.store.schema import case_versions, contributions, outcomes, verdicts
from it_advisor.text import short


async def case_row(connection: AsyncConnection, case: str, workspace: str | None = None) -> RowMapping:
    """Raises NotFound; with a workspace also for what another one contributed that nobody has published."""
    row = (await connection.execute(select(contributions).where(contributions.c.id == case))).mappings().first()
    if row is None or (workspace not in (None, row["workspace"]) and not row["published"]):
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


async def deeds_of(connection: AsyncConnection, case: str) -> tuple[Deed, ...]:
    """Versions, verdicts and outcomes, each kind in its order."""
    mine = select(case_versions).where(case_versions.c.case_id == case).order_by(case_versions.c.version)
    given = [
        Deed(version=row["version"], what="contributed", who=row["contributor"], said=row["licence"], at=row["at"])
        for row in (await connection.execute(mine)).mappings()
    ]
    judged = select(verdicts).where(verdicts.c.case_id == case).order_by(verdicts.c.number)
    given += [
        Deed(version=row["version"], what=row["verdict"], who=row["reviewer"], said=row["comments"], at=row["at"])
        for row in (await connection.execute(judged)).mappings()
    ]
    told = select(outcomes).where(outcomes.c.case_id == case).order_by(outcomes.c.number)
    given += [
        Deed(version=0, what="outcome", who=row["author"], said=row["facts"], at=row["at"])
        for row in (await connection.execute(told)).mappings()
    ]
    return tuple(given)
