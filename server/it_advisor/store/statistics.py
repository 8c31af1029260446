"""What became of published cases: actual against forecast, by kind of organisation."""

from sqlalchemy import JSON, ColumnElement, Select, cast, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.contribution.outcomes import ReferenceClass, reference_classes
from it_advisor.contribution.requests import Outcome
from it_advisor.store.ledger import read
from it_advisor.store.schema import case_versions, contributions, outcomes


async def statistics(connection: AsyncConnection, industry: str) -> tuple[ReferenceClass, ...]:
    """From the latest outcome of every published case, by its own date."""
    as_of = _field(connection, outcomes.c.facts, "as_of")
    of = _field(connection, case_versions.c.content, "industry")
    latest = func.row_number().over(partition_by=outcomes.c.case_id, order_by=(as_of.desc(), outcomes.c.number.desc()))
    found = published_cases().join(outcomes, outcomes.c.case_id == contributions.c.id)
    ranked = found.with_only_columns(of.label("industry"), outcomes.c.facts, latest.label("place")).subquery()
    rows = await connection.execute(select(ranked.c.industry, ranked.c.facts).where(ranked.c.place == 1))
    return reference_classes(((of, Outcome.model_validate(read(facts))) for of, facts in rows), industry)


def _field(connection: AsyncConnection, column: ColumnElement[str], name: str) -> ColumnElement[str]:
    """A text among the facts that are kept as JSON; either database finds it without handing over the rest.

    To SQLite JSON is text as it is; cast, it would be a number.
    """
    facts = type_coerce(column, JSON) if connection.dialect.name == "sqlite" else cast(column, JSON)
    found: ColumnElement[str] = facts[name].as_string()
    return found


def published_cases() -> Select[tuple[str]]:
    """Their ids, joined with the version that readers see."""
    seen = (case_versions.c.case_id == contributions.c.id) & (case_versions.c.version == contributions.c.published)
    return select(contributions.c.id).select_from(contributions.join(case_versions, seen))
