"""Workspaces, what callers show to be let in, and who is a member of what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXTS = ("parent", "issuer", "subject", "name", "workspace", "created_at", "expires_at", "used_at", "revoked_at")


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("workspace", sa.Text, nullable=False, server_default="default"))
    op.create_index("ix_dossiers_workspace", "dossiers", ["workspace"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("scope", sa.String(16), nullable=False),
    )
    op.create_table(
        "members",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("workspace", "subject")),
        sa.Column("scope", sa.String(16), nullable=False),
    )
