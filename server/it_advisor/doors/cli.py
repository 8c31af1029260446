"""The command line: serve, or run one operation. Commands and options are made from the operations table."""

import asyncio
import gc
import json
import locale
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import click

from it_advisor.desk import open_desk
from it_advisor.doors import client_files, export_command, template_commands, workbook_command
from it_advisor.doors.argument_files import read_arguments
from it_advisor.doors.clients import CLIENTS, Client, entry
from it_advisor.doors.log import open_log
from it_advisor.errors import AdvisorError, BadRequest, Language, Problem, Words
from it_advisor.operations import OPERATIONS, Answer, Operation, language_in
from it_advisor.schemas import Schema, input_schema
from it_advisor.settings import from_environment

_WHOLE = re.compile("-?[0-9]{1,18}")


def main() -> None:
    """Exit codes: 0 done, 1 the service failed or doctor found a fault, 2 request or set-up wrong, 130 interrupted."""
    open_log()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # they are text files here
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    try:
        return cli(arguments, prog_name="it-advisor", standalone_mode=False) or 0
    except AdvisorError as error:
        return _complain(error.said(_locale()))
    except click.ClickException as error:
        return _complain(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:  # whoever reads our output has gone, or its disk is full
        sys.stdout = None  # nothing is left to be written at exit
        return 0 if isinstance(error, BrokenPipeError) else _complain(str(error.strerror or error))


def _complain(message: str) -> int:
    print(f"it-advisor: {message}", file=sys.stderr)
    return 2


def _locale() -> Language:
    return "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="it-advisor")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """企业IT系统选型顾问 Choose business IT systems with any AI tool.

    Without a command: serve MCP on standard input and output.
    """
    return _serve_stdio() if context.invoked_subcommand is None else None


def _serve_stdio() -> int:
    gc.disable()  # next to nothing made while starting is ever garbage, and looking for it takes a tenth of the time
    import anyio  # serving imports the SDK, which takes longer than all the rest; other commands do without

    from it_advisor.doors import stdio

    desk = open_desk(from_environment())
    gc.freeze()
    gc.enable()
    return anyio.run(stdio.serve, desk)


@cli.command()
@click.option("--http", is_flag=True, help="Streamable HTTP at /mcp, SSE at /sse, REST at /api/v1; else stdio.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--allowed-host", multiple=True, metavar="NAME", help="A name clients reach this server by; repeatable.")
@click.option("--insecure-no-auth", is_flag=True, help="Listen beyond this computer although nobody signs in.")
def serve(http: bool, host: str, port: int, allowed_host: tuple[str, ...], insecure_no_auth: bool) -> int:
    """启动服务 Serve MCP, on stdio or over HTTP."""
    if not http:
        if (host, port, allowed_host, insecure_no_auth) != ("127.0.0.1", 8000, (), False):
            words = Words("这些选项只用于 HTTP；请加 --http", "these options are for HTTP; add --http")
            raise BadRequest(Problem("serve", words))
        return _serve_stdio()
    from it_advisor.doors import http_server

    place = http_server.Place(host=host, port=port, names=allowed_host, open_to_all=insecure_no_auth)
    return http_server.serve(open_desk(from_environment()), place)


@cli.command()
@click.argument("client", type=click.Choice(list(CLIENTS)))
@click.option("--url", help="The address of a shared server, e.g. https://mcp.example.com/mcp")
@click.option("--write", "action", flag_value="write", help="Put it into the client's own file, keeping a copy of it.")
@click.option("--remove", "action", flag_value="remove", help="Take it out of the client's own file.")
@click.option("--project", is_flag=True, help="The client's file in this folder, not that in your home.")
def config(client: Client, url: str | None, action: str | None, project: bool) -> None:
    """打印或写入客户端配置 Print, or write, the block that makes a client use it-advisor."""
    block = entry(client, _program(), url)
    file = client_files.place(client, project)
    match action:
        case "write":
            click.echo(client_files.write(file, block.key, block.entry).said(_locale()))
        case "remove":
            click.echo(client_files.remove(file, block.key).said(_locale()))
        case _:
            click.echo(f"# {block.where}", err=True)
            click.echo(block.text)


@cli.command()
@click.option("--language", type=click.Choice(["zh", "en"]), help="[default: the system's]")
def doctor(language: Language | None) -> int:
    """检查安装与客户端配置 Check this installation and the clients; exit code 1 if something must be fixed."""
    from it_advisor.doors.doctor import examine  # it imports the SDK

    findings = []
    for finding in examine(Path(_program())):
        findings.append(finding)
        click.echo(finding.said(language or _locale()))
    return int(any(finding.level == "fix" for finding in findings))


def _program() -> str:
    """This very installation, by absolute path: clients often start servers without the user's PATH."""
    here = Path(sys.argv[0])
    beside = Path(sys.executable).parent / ("it-advisor.exe" if sys.platform == "win32" else "it-advisor")
    return str(beside if beside.exists() else here.absolute())


class _Command(click.Command):
    """The command of one operation. Its options are made when it is used: a server starts sooner without."""

    def __init__(self, operation: Operation) -> None:
        summary = f"{operation.summary.zh} {operation.summary.en}"
        super().__init__(operation.command.split()[-1], callback=self._answer, help=summary)
        self._operation = operation

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        self.params = self.params or list(_parameters(self._operation, self._fields))
        return super().get_params(ctx)

    @cached_property
    def _fields(self) -> dict[str, Schema]:
        fields: dict[str, Schema] = input_schema(self._operation.takes)["properties"]
        return fields

    def _answer(self, file: str | None, as_json: bool, **given: str | bool | tuple[str, ...] | None) -> int:
        raw = {name: _typed(name, self._fields[name], value) for name, value in given.items() if value}
        try:
            raw = {**(read_arguments(file, self._operation) if file else {}), **raw}
            _print(asyncio.run(self._operation.run(open_desk(from_environment()).advisor, raw)), as_json)
        except AdvisorError as error:
            return _complain(error.said(language_in(raw) or _locale()))
        return 0


def _parameters(operation: Operation, fields: dict[str, Schema]) -> Iterator[click.Parameter]:
    """An option a plain field, a file for everything at once."""
    for name, field in fields.items():
        option = [f"--{name.replace('_', '-')}", name]
        if name != operation.positional and field.get("type") in ("string", "integer", "number"):
            yield click.Option(option, help=_help(field))
        elif field.get("type") == "boolean":
            yield click.Option(option, help=_help(field), is_flag=True)
        elif field.get("type") == "object":
            yield click.Option(option, help=_help(field), multiple=True, metavar="NAME=TEXT")
    if operation.positional:
        yield click.Argument([operation.positional], required=False)
    yield click.Option(["--file", "-f"], metavar="FILE", help=_file_help(operation))
    yield click.Option(["--json", "as_json"], is_flag=True, help="Print the whole answer as JSON.")


def _file_help(operation: Operation) -> str:
    endings = ", ".join((".yaml", ".json", *operation.readers))
    return f"Take the arguments from a file ({endings}); - is YAML or JSON on standard input."


def _help(field: Schema) -> str:
    choices = " | ".join(field.get("enum", ()))
    default = f"[default: {field['default']}]" if "default" in field else ""
    return " ".join(part for part in (field.get("description", ""), choices, default) if part)


def _typed(name: str, field: Schema, value: str | bool | tuple[str, ...]) -> str | int | dict[str, str]:
    """A number or a mapping where the field is one; what is none stays text, which the operation refuses by name."""
    if isinstance(value, tuple):
        return dict(_pair(name, one) for one in value)
    if isinstance(value, str) and field["type"] == "integer" and _WHOLE.fullmatch(value):
        return int(value)
    return value


def _pair(option: str, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadRequest(Problem(f"--{option}", Words("应为 名称=文字（NAME=TEXT）", "must be NAME=TEXT")))
    return name.strip(), value


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    click.echo(answer.text())
    if answer.next_step and sys.stderr.isatty():
        click.echo(answer.next_step, err=True)


def _attach() -> None:
    """Hang every operation's command into the tree."""
    groups: dict[str, click.Group] = {}
    for operation in OPERATIONS.values():
        if operation.gives_files:
            cli.add_command(export_command.command(operation))
            continue
        *above, _ = operation.command.split()
        parent: click.Group = cli
        for word in above:
            parent = groups.setdefault(word, click.Group(word, help=f"{word}: see its commands."))
            cli.add_command(parent)
        parent.add_command(_Command(operation))
    cli.add_command(workbook_command.command)
    for command in template_commands.COMMANDS:
        groups["templates"].add_command(command)


_attach()
