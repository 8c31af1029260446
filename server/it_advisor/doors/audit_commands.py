"""it-advisor audit …: who did what, who was refused, and whether that was tampered with."""

import json
import sys
from typing import TYPE_CHECKING

import click

from it_advisor.doors.operation_command import system_language
from it_advisor.doors.store_commands import with_store
from it_advisor.errors import Words

if TYPE_CHECKING:
    from it_advisor.store.auditing import Checked
    from it_advisor.store.opening import Store

_WHOLE = Words("{} 行，链条完整；末环 {}", "{} rows, the chain is whole; its last link is {}")


@click.group()
def audit() -> None:
    """审计 Who did what: every write, refusal and sign-in, each row proving the one before."""


@audit.command()
def verify() -> int:
    """核对 Follow the chain; exit code 1 and the first changed row where it breaks.

    Note the last link: the next time it shows whether rows were cut off the end.
    """

    async def look(store: "Store") -> "Checked":
        from it_advisor.store.auditing import checked

        async with store.database.reading() as connection:
            return await checked(connection)

    found = with_store(look)
    if found.faults:
        click.echo(found.faults[0].said(system_language()))
        return 1
    click.echo(_WHOLE.said(system_language()).format(found.rows, found.chain or "-"))
    return 0


@audit.command("export")
def export() -> None:
    """导出 Print every row as a line of JSON."""

    async def tell(store: "Store") -> None:
        from it_advisor.store.auditing import rows

        async with store.database.reading() as connection:
            async for row in rows(connection):
                sys.stdout.write(f"{json.dumps(row, ensure_ascii=False)}\n")

    with_store(tell)
