"""`it-advisor config`: prints the block that makes a client use it-advisor, or writes it into the client's file."""

import sys
from pathlib import Path

import click

from it_advisor.doors.client_files import place, remove, write
from it_advisor.doors.clients import CLIENTS, Client, entry
from it_advisor.doors.install_links import link
from it_advisor.doors.operation_command import system_language
from it_advisor.errors import BadRequest, Problem, Words


@click.command()
@click.argument("client", type=click.Choice(list(CLIENTS)))
@click.option("--url", help="The address of a shared server, e.g. https://mcp.example.com/mcp")
@click.option("--with-token", is_flag=True, help="With --url: send the token that IT_ADVISOR_TOKEN holds.")
@click.option("--write", "action", flag_value="write", help="Put it into the client's own file, keeping a copy of it.")
@click.option("--remove", "action", flag_value="remove", help="Take it out of the client's own file.")
@click.option("--link", "action", flag_value="link", help="Print a link that adds it with one click (VS Code, Cursor).")
@click.option("--project", is_flag=True, help="The client's file in this folder, not that in your home.")
def config(client: Client, url: str | None, with_token: bool, action: str | None, project: bool) -> None:
    """打印或写入客户端配置 Print, or write, the block that makes a client use it-advisor."""
    if with_token and url is None:
        words = Words("只用于 --url 的共享服务", "is for a shared server: give --url")
        raise BadRequest(Problem("--with-token", words))
    block = entry(client, own_program(), url, with_token)
    if action == "link":
        return click.echo(link(client, block))
    file = place(client, project) if action or project else None
    if file and action == "write":
        click.echo(write(file, block.key, block.entry, block.inputs).said(system_language()))
    elif file and action == "remove":
        click.echo(remove(file, block.key).said(system_language()))
    else:
        click.echo(f"# {block.where.said(system_language())}", err=True)
        click.echo(block.text)
    return None


def own_program() -> str:
    """This very installation, by absolute path: clients often start servers without the user's PATH."""
    beside = Path(sys.executable).parent / ("it-advisor.exe" if sys.platform == "win32" else "it-advisor")
    return str(beside if beside.exists() else Path(sys.argv[0]).absolute())
