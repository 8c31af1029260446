"""it-advisor token …: who may use a shared server."""

import getpass
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from it_advisor.caller import DEFAULT, OWN, SCOPES, Caller
from it_advisor.doors.operation_command import system_language
from it_advisor.doors.store_commands import with_store
from it_advisor.errors import BadRequest, Problem, Scope, Words
from it_advisor.text import clean

if TYPE_CHECKING:
    from it_advisor.store.opening import Store

T = TypeVar("T")

_WORKSPACE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHOWN_ONCE = Words(
    "这是唯一一次显示；客户端以 Authorization: Bearer 发送它。撤销：it-advisor token revoke {}",
    "Shown this once; clients send it as Authorization: Bearer. To revoke it: it-advisor token revoke {}",
)
_REVOKED = Words("已撤销 {}", "revoked {}")


@click.group()
def token() -> None:
    """共享服务的令牌 Who may use a shared server, as what, and until when."""


@token.command()
@click.argument("name")
@click.option("--scope", type=click.Choice(SCOPES), default="viewer", show_default=True, help="What they may do.")
@click.option("--workspace", default=DEFAULT, show_default=True, help="Whose dossiers they see.")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Until it expires.")
def create(name: str, scope: Scope, workspace: str, days: int) -> None:
    """新建令牌 Make a token for NAME, a person or a program; their work is signed with that name."""
    caller = Caller(given_name(name), scope, named_workspace(workspace), OWN, given_name(name))

    async def make(store: "Store") -> str:
        from it_advisor.store.tokens import NewToken

        expires = datetime.now(UTC) + timedelta(days=days)
        return await store.tokens.create(NewToken(caller, expires), administrator())

    secret = with_store(make)
    click.echo(secret)
    click.echo(_SHOWN_ONCE.said(system_language()).format(secret.split("_")[1]), err=True)


@token.command("list")
def list_() -> None:
    """列出令牌 The tokens there are, without their secrets."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    click.echo("ID        SCOPE    WORKSPACE     EXPIRES     LAST USE    NAME")
    for one in with_store(lambda store: store.tokens.listed()):
        until = "revoked   " if one.revoked_at else "expired   " if one.expires_at <= now else one.expires_at[:10]
        used = one.used_at[:10] or "-"
        click.echo(f"{one.id:9} {one.scope:8} {one.workspace:13} {until:11} {used:11} {one.name}")


@token.command()
@click.argument("id")
def revoke(id: str) -> None:
    """撤销令牌 Let nobody in with it any more, within seconds, on every server of the database."""
    with_store(lambda store: store.tokens.revoke(id, administrator()))
    click.echo(_REVOKED.said(system_language()).format(id))


def administrator() -> str:
    """Who gives the command, as the audit calls them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "administrator"


def named_workspace(name: str) -> str:
    """Raises BadRequest."""
    if not _WORKSPACE.fullmatch(name) or len(name) > 40:
        words = Words(
            "应为至多 40 个小写字母、数字和连字符，如 north",
            "must be at most 40 lower-case letters, digits and hyphens, e.g. north",
        )
        raise BadRequest(Problem("--workspace", words))
    return name


def given_name(name: str, argument: str = "NAME") -> str:
    """As authors are named. Raises BadRequest."""
    found: str = clean(" ".join(name.split()), (argument,))
    if not 0 < len(found) <= 120:
        raise BadRequest(Problem(argument, Words("应为 1 至 120 个字", "must have 1 to 120 characters")))
    return found
