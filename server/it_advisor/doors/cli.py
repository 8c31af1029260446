"""The command line: serve, or run one operation. Commands and options are made from the operations table."""

import gc
import io
import logging
import sys
import traceback
from pathlib import Path

import click

from it_advisor.brief.glyphs import has_han
from it_advisor.desk import open_desk
from it_advisor.doors import (
    audit_commands,
    batch_command,
    check_command,
    config_command,
    connect_command,
    evals_command,
    export_command,
    member_commands,
    store_commands,
    template_commands,
    token_commands,
    workbook_command,
)
from it_advisor.doors.config_command import own_program
from it_advisor.doors.log import open_log, shape_log
from it_advisor.doors.operation_command import OperationCommand, complain, system_language
from it_advisor.doors.place import Place
from it_advisor.errors import AdvisorError, BadRequest, Language, Problem, Words
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.settings import from_environment
from it_advisor.text import short

FAILED = 70
"""As sysexits.h has it: an error of the software."""
_GROUPS = {
    "cases": "查找、阅读和贡献案例 Find, read and contribute cases.",
    "templates": "填写和编写模板 Fill and write templates.",
    "dossier": "多人共同的决策档案 One decision, many hands.",
}


def main() -> None:
    """Exit codes: 0 done, 1 a fault found by check or doctor, 2 request or set-up wrong, 70 ours, 130 interrupted."""
    open_log()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None where a shell closed it
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    try:
        return cli(arguments, prog_name="it-advisor", standalone_mode=False) or 0
    except AdvisorError as error:
        return complain(error.said(_language_of(arguments)))
    except click.ClickException as error:
        return complain(_misused(error).said(_language_of(arguments)))
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:  # whoever reads our output has gone, or its disk is full
        sys.stdout = None  # nothing is left to be written at exit
        return 0 if isinstance(error, BrokenPipeError) else complain(str(error.strerror or error))
    except Exception as error:  # a fault of ours, which must not look like one of the user's report
        complain(_failure(error).said(_language_of(arguments)))
        if arguments[:1] in ([], ["serve"]):  # whoever runs a server has its log, and no way to ask it again
            logging.getLogger("it_advisor").error("stopped", exc_info=error)
        return FAILED


def _failure(error: Exception) -> Words:
    """What went wrong and where, in a line that can be sent to whoever mends it."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    *_, last = traceback.extract_tb(error.__traceback__)
    where = f"{type(error).__name__}: {short(str(error))} ({Path(last.filename).name}:{last.lineno})"
    return Words(f"程序本身出错，请报告这一行：{where}", f"the program itself failed; please report this line: {where}")


def _language_of(arguments: list[str]) -> Language:
    return "zh" if any(map(has_han, arguments)) else system_language()


def _misused(error: click.ClickException) -> Words:
    """What is wrong with a command line, and where to read how it is right."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    usage = f"{context.command_path if context else 'it-advisor'} --help"
    message = error.format_message()
    return Words(f"命令行有误：{message} 用法见 {usage}", f"{message} Usage: {usage}")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="it-advisor")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """企业IT系统选型顾问 Choose business IT systems with any AI tool.

    Without a command: serve MCP on standard input and output.
    """
    return _serve_stdio() if context.invoked_subcommand is None else None


def _serve_stdio() -> int:
    settings = from_environment()
    if settings.team_url:
        return connect_command.bridged(settings.team_url, settings)
    gc.disable()  # next to nothing made while starting is ever garbage, and looking for it takes a tenth of the time
    import anyio  # serving imports the SDK, which takes longer than all the rest; other commands do without

    from it_advisor.doors import standard_streams, stdio

    desk = open_desk(settings)
    gc.freeze()
    gc.enable()
    standard_streams.open_standard_streams()
    return anyio.run(stdio.serve, desk, backend_options={"use_uvloop": sys.platform != "win32"})


@cli.command()
@click.option("--http", is_flag=True, help="Streamable HTTP at /mcp, SSE at /sse, REST at /api/v1; else stdio.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--allowed-host", multiple=True, metavar="NAME", help="A name clients reach this server by; repeatable.")
@click.option("--sign-in", is_flag=True, help="Callers sign in even on this computer; beyond it they always do.")
@click.option("--cors-origin", multiple=True, metavar="ORIGIN", help="A site whose pages may call REST; repeatable.")
@click.option("--insecure-no-auth", is_flag=True, help="Nobody signs in, whoever reaches it.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; one a core.")
@click.option("--fd", type=int, hidden=True)
def serve(
    http: bool,
    host: str,
    port: int,
    allowed_host: tuple[str, ...],
    sign_in: bool,
    cors_origin: tuple[str, ...],
    insecure_no_auth: bool,
    workers: int,
    fd: int | None,
) -> int:
    """启动服务 Serve MCP, on stdio or over HTTP."""
    place = Place(host, port, allowed_host, insecure_no_auth, sign_in, cors_origin)
    if not http:
        if place != Place("127.0.0.1", 8000) or workers > 1:
            words = Words("这些选项只用于 HTTP；请加 --http", "these options are for HTTP; add --http")
            raise BadRequest(Problem("serve", words))
        return _serve_stdio()
    from it_advisor.doors import serving

    settings = from_environment()
    shape_log(settings)
    return serving.serve(open_desk(settings, place.is_shared), place, workers, fd)


@cli.command()
@click.option("--language", type=click.Choice(["zh", "en"]), help="[default: the system's]")
def doctor(language: Language | None) -> int:
    """检查安装与客户端配置 Check this installation and the clients; exit code 1 if something must be fixed."""
    from it_advisor.doors.doctor import examine  # it imports the SDK

    findings = []
    for finding in examine(Path(own_program())):
        findings.append(finding)
        click.echo(finding.said(language or system_language()))
    return int(any(finding.level == "fix" for finding in findings))


def _kind(operation: Operation) -> type[OperationCommand]:
    if operation.gives_files:
        return export_command.ExportCommand
    return check_command.CheckCommand if operation.checks else OperationCommand


def _attach() -> None:
    """Hang every operation's command into the tree."""
    groups: dict[str, click.Group] = {}
    for operation in OPERATIONS.values():
        *above, _ = operation.command.split()
        parent: click.Group = cli
        for word in above:
            parent = groups.setdefault(word, click.Group(word, help=_GROUPS[word]))
            cli.add_command(parent)
        parent.add_command(_kind(operation)(operation))
    cli.add_command(config_command.config)
    cli.add_command(connect_command.connect)
    cli.add_command(check_command.rules)
    cli.add_command(store_commands.db)
    cli.add_command(token_commands.token)
    cli.add_command(member_commands.member)
    cli.add_command(audit_commands.audit)
    cli.add_command(workbook_command.command)
    cli.add_command(batch_command.command)
    cli.add_command(evals_command.group)
    for command in template_commands.COMMANDS:
        groups["templates"].add_command(command)


_attach()
