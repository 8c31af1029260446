"""Whether a database has the tables this program works with."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect

from it_advisor.store.schema import KEPT

_OF_FULL_TEXT = {"sqlite": ("texts", "text_places", "text_terms"), "postgresql": ("texts",)}


def lacking(connection: Connection) -> Iterator[str]:
    """Tables that are not there, and columns of others as table.column."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    yield from (name for name in _OF_FULL_TEXT[connection.dialect.name] if name not in there)
    found = inspector.get_multi_columns(filter_names=[table.name for table in KEPT])
    columns = {table: {one["name"] for one in rows} for (_, table), rows in found.items()}
    for table in KEPT:
        if table.name not in columns:
            yield table.name
        else:
            yield from (f"{table.name}.{one.name}" for one in table.c if one.name not in columns[table.name])
