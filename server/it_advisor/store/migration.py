"""Bringing a database to the state this program knows, whole or not at all."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from it_advisor.errors import Misconfigured, Words

NEWEST = "0003"
"""The last step this program knows; each writes only what programs of the step before can live with."""


def upgrade(connection: Connection, target: str = NEWEST) -> None:
    """Run the steps that are missing, inside the caller's transaction. Raises Misconfigured for a newer database."""
    refuse_newer(revision_of(connection))
    script = _script()

    def steps(revision: Any, _: MigrationContext) -> Any:
        return script._upgrade_revs(target, revision)  # as Alembic's own command does

    with EnvironmentContext(_config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)  # the caller's transaction holds all
        environment.run_migrations()


def revision_of(connection: Connection) -> str | None:
    """The last step the database has taken; None for a blank one."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(revision: str | None) -> None:
    """Raises Misconfigured where a newer program has been at the database."""
    if revision is not None and revision > NEWEST:
        raise Misconfigured(
            Words(
                f"数据库已由更新的版本升级（{revision}），本程序只认到 {NEWEST}；请升级本程序",
                f"a newer version has upgraded the database to {revision} and this program knows {NEWEST}; upgrade it",
            )
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
