"""it-advisor member …: in which workspace those are who sign in through the OpenID provider, and as what."""

from typing import TYPE_CHECKING

import click

from it_advisor.caller import DEFAULT, SCOPES
from it_advisor.doors.store_commands import with_store
from it_advisor.doors.token_commands import administrator, given_name, named_workspace
from it_advisor.errors import Scope

if TYPE_CHECKING:
    from it_advisor.store.opening import Store


@click.group()
def member() -> None:
    """工作区成员 In which workspace somebody is who signs in through the OpenID provider."""


@member.command()
@click.argument("subject")
@click.option("--scope", type=click.Choice(SCOPES), default="editor", show_default=True, help="What they may do.")
@click.option("--workspace", default=DEFAULT, show_default=True, help="Whose dossiers they see.")
def add(subject: str, scope: Scope, workspace: str) -> None:
    """添加成员 Put SUBJECT, the provider's `sub`, into a workspace, or give them another scope there."""

    async def work(store: "Store") -> None:
        from it_advisor.store.members import Member

        named = Member(named_workspace(workspace), given_name(subject, "SUBJECT"), scope)
        await store.members.add(named, administrator())

    with_store(work)
    click.echo(f"{subject} {scope} {workspace}")


@member.command("list")
def list_() -> None:
    """列出成员 Who is in which workspace."""
    click.echo("WORKSPACE     SCOPE    SUBJECT")
    for one in with_store(lambda store: store.members.listed()):
        click.echo(f"{one.workspace:13} {one.scope:8} {one.subject}")


@member.command()
@click.argument("subject")
def remove(subject: str) -> None:
    """移除成员 Take SUBJECT out of their workspace."""
    with_store(lambda store: store.members.remove(subject, administrator()))
    click.echo(subject)
