"""Bringing a database to the state this program knows, whole or not at all."""

import re
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from it_advisor.errors import Unprepared, Words

NEWEST = "0003"
"""The last step this program knows; each writes only what programs of the step before can live with."""

_OURS = re.compile(r"\d{4}")
_FOREIGN = Words(
    "数据库中有 it-advisor 不认识的升级记录（alembic_version：{0}）；请用另一个数据库",
    "the database's alembic_version says {0}, which is none of it-advisor's; give it a database of its own",
)


def upgrade(connection: Connection, target: str = NEWEST) -> None:
    """Run the steps that are missing, inside the caller's transaction. Raises Unprepared for a newer database.

    Every step makes only what is not there, so that what something else has left half made is completed.
    """
    refuse_newer(revision_of(connection))
    script = _script()

    def steps(revision: Any, _: MigrationContext) -> Any:
        return script._upgrade_revs(target, revision)  # as Alembic's own command does

    with EnvironmentContext(_config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)  # the caller's transaction holds all
        environment.run_migrations()


def forget(connection: Connection) -> None:
    """Let all the steps be missing."""
    connection.exec_driver_sql("DELETE FROM alembic_version")


def revision_of(connection: Connection) -> str | None:
    """The last step the database has taken; None for a blank one. Raises Unprepared for several, or one not ours."""
    found = MigrationContext.configure(connection).get_current_heads()
    if len(found) > 1 or not all(map(_OURS.fullmatch, found)):
        raise Unprepared(Words(_FOREIGN.zh.format(", ".join(found)), _FOREIGN.en.format(", ".join(found))))
    return found[0] if found else None


def refuse_newer(revision: str | None) -> None:
    """Raises Unprepared where a newer program has been at the database."""
    if revision is not None and revision > NEWEST:
        raise Unprepared(
            Words(
                f"数据库较新（{revision}），已由更新版本的 it-advisor 升级；本程序只认到 {NEWEST}，请升级并重启本程序",
                f"the database is newer: a newer version has upgraded the database to {revision} and this program "
                f"knows {NEWEST}; upgrade it-advisor here and start it again",
            )
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
