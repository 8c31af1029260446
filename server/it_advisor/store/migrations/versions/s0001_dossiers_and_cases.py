"""Dossiers, the case library, keys of repeated requests, and who did what."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _table("facts", key("name"), *texts("value"))
    op.execute("INSERT INTO facts (name, value) VALUES ('library', '0'), ('number', '0') ON CONFLICT DO NOTHING")
    dossiers()
    cases()
    _table("keys", key("key"), *texts("request", "answer", "at"))
    who_did_what = texts("at", "actor", "action", "subject", "before", "after", "chain")
    _table("audit", key("number", number()), *who_did_what)


def dossiers() -> None:
    _table(
        "dossiers", key("id"), counted(), whole("head"), *texts("title"), word("language", 2),
        *texts("created_at", "changed_at"),
    )  # fmt: skip
    _table(
        "revisions", of("dossiers", "dossier"), key("revision", sa.Integer()), whole("base"),
        *texts("section", "note", "author", "at", "record"),
    )  # fmt: skip
    _table(
        "comments", key("id"), sa.Column("dossier", sa.Text(), sa.ForeignKey("dossiers.id"), nullable=False),
        counted(), whole("revision"), *texts("section", "author", "text", "at", "resolved_by", "resolution"),
    )  # fmt: skip
    op.create_index("ix_comments_dossier", "comments", ["dossier"], if_not_exists=True)
    _table(
        "signoffs", of("dossiers", "dossier"), key("revision", sa.Integer()), key("role"), key("person"), counted(),
        *texts("statement", "at"),
    )  # fmt: skip
    _table("ballots", of("dossiers", "dossier"), key("scorer"), *texts("scores", "at"))


def cases() -> None:
    _table(
        "contributions", key("id"), counted(), whole("version"), whole("published"), word("state", 16),
        *texts("title"), word("language", 2), *texts("changed_at"),
    )  # fmt: skip
    op.create_index("ix_contributions_state", "contributions", ["state"], if_not_exists=True)
    _table(
        "case_versions", of("contributions", "case_id"), key("version", sa.Integer()),
        *texts("contributor", "licence", "consent", "warnings", "at", "content"),
    )  # fmt: skip
    _table(
        "verdicts", of("contributions", "case_id"), key("number", number()), whole("version"), word("verdict", 16),
        *texts("reviewer", "comments", "at"),
    )  # fmt: skip


def _table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(name, *columns, if_not_exists=True)


def number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def counted() -> sa.Column[int]:
    return sa.Column("number", number(), nullable=False, unique=True)


def key(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[object]:
    return sa.Column(name, kind or sa.Text(), primary_key=True, autoincrement=False)


def of(table: str, name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey(f"{table}.id"), primary_key=True)


def whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def word(name: str, most: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(most), nullable=False)


def texts(*names: str) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, sa.Text(), nullable=False) for name in names)
