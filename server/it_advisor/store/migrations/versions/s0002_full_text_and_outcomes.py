"""Full text over dossiers and cases, and what became of a case after go-live."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("case_id", sa.Text, sa.ForeignKey("contributions.id"), primary_key=True),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("author", "facts", "at")),
        if_not_exists=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE IF NOT EXISTS text_places (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, "
            "UNIQUE (kind, ref))"
        )
        op.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(kind UNINDEXED, ref UNINDEXED, head, body, "
            'tokenize="unicode61 remove_diacritics 0")'
        )
        op.execute("CREATE VIRTUAL TABLE IF NOT EXISTS text_terms USING fts5vocab(texts, row)")
    else:
        op.execute(
            "CREATE TABLE IF NOT EXISTS texts (kind text, ref text, terms tsvector NOT NULL, PRIMARY KEY (kind, ref))"
        )
        op.execute("CREATE INDEX IF NOT EXISTS ix_texts_terms ON texts USING gin (terms) WITH (fastupdate = off)")
