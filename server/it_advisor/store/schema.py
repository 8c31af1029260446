"""The tables, as the newest migration leaves them. Nested facts are kept as JSON text, the same in both databases."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
"""Counts up without end; in SQLite only INTEGER is the row's own number."""


def _key(name: str, kind: type[Text] | type[Integer] = Text) -> Column[object]:
    return Column(name, kind, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _of(table: str, name: str) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{table}.id"), primary_key=True)


facts = Table("facts", metadata, _key("name"), _text("value"))
"""How far numbers have counted: `library` goes up with every change of what is published, `number` with every row."""

dossiers = Table(
    "dossiers",
    metadata,
    _key("id"),
    Column("number", Number, nullable=False, unique=True),
    Column("workspace", Text, nullable=False, index=True),
    Column("head", Integer, nullable=False),
    _text("title"),
    Column("language", String(2), nullable=False),
    _text("created_at"),
    _text("changed_at"),
)
revisions = Table(
    "revisions",
    metadata,
    _of("dossiers", "dossier"),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, nullable=False),
    _text("section"),
    _text("note"),
    _text("author"),
    _text("at"),
    _text("record"),
)
comments = Table(
    "comments",
    metadata,
    _key("id"),
    Column("dossier", Text, ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("number", Number, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    _text("section"),
    _text("author"),
    _text("text"),
    _text("at"),
    _text("resolved_by"),
    _text("resolution"),
)
signoffs = Table(
    "signoffs",
    metadata,
    _of("dossiers", "dossier"),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    _key("role"),
    _key("person"),
    Column("number", Number, nullable=False, unique=True),
    _text("statement"),
    _text("at"),
)
ballots = Table(
    "ballots",
    metadata,
    _of("dossiers", "dossier"),
    _key("scorer"),
    _text("scores"),
    _text("at"),
)
contributions = Table(
    "contributions",
    metadata,
    _key("id"),
    Column("number", Number, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("published", Integer, nullable=False),
    _text("workspace"),
    Column("state", String(16), nullable=False, index=True),
    _text("title"),
    Column("language", String(2), nullable=False),
    _text("changed_at"),
)
"""`version` is the newest, `published` the one that readers see, 0 for none; `workspace` is whose it is."""
case_versions = Table(
    "case_versions",
    metadata,
    _of("contributions", "case_id"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("contributor"),
    _text("licence"),
    _text("consent"),
    _text("warnings"),
    _text("at"),
    _text("content"),
)
verdicts = Table(
    "verdicts",
    metadata,
    _of("contributions", "case_id"),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    _text("reviewer"),
    _text("comments"),
    _text("at"),
)
outcomes = Table(
    "outcomes",
    metadata,
    _of("contributions", "case_id"),
    Column("number", Number, primary_key=True, autoincrement=False),
    _text("author"),
    _text("facts"),
    _text("at"),
)
keys = Table(
    "keys",
    metadata,
    _key("key"),
    _text("request"),
    _text("answer"),
    _text("at"),
)
audit = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("action"),
    _text("subject"),
    _text("before"),
    _text("after"),
    _text("chain"),
)

tokens = Table(
    "tokens",
    metadata,
    _key("id"),
    Column("hash", Text, nullable=False, unique=True),
    _text("parent"),
    _text("issuer"),
    _text("subject"),
    _text("name"),
    Column("scope", String(16), nullable=False),
    _text("workspace"),
    _text("created_at"),
    _text("expires_at"),
    _text("used_at"),
    _text("revoked_at"),
)
"""What callers show: a token somebody was given, or with a `parent` or another issuer the session of a browser."""
members = Table("members", metadata, _key("workspace"), _key("subject"), Column("scope", String(16), nullable=False))
"""In which workspaces those may be whom an OpenID provider vouches for, and as what."""

NUMBERED = (dossiers, comments, signoffs, contributions, verdicts, outcomes)
"""Whose rows are counted together, in `facts`."""
KEPT = (
    facts,
    dossiers,
    revisions,
    comments,
    signoffs,
    ballots,
    contributions,
    case_versions,
    verdicts,
    outcomes,
    keys,
    tokens,
    members,
    audit,
)
"""What an export holds, in an order that rows can be put back in."""
