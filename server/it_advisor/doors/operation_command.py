"""The command of an operation: its options are made from its fields, its answer is printed."""

import asyncio
import json
import locale
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import click

from it_advisor.advisor import Advisor
from it_advisor.desk import open_desk
from it_advisor.doors.argument_files import read_arguments
from it_advisor.errors import AdvisorError, BadRequest, Language, Problem, Words
from it_advisor.operations import Answer, Operation, language_in
from it_advisor.schemas import Schema, digits_as_text, input_schema
from it_advisor.settings import from_environment

_WHOLE = re.compile("-?[0-9]{1,18}")


def complain(message: str) -> int:
    print(f"it-advisor: {message}", file=sys.stderr)
    return 2


def system_language() -> Language:
    return "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"


class OperationCommand(click.Command):
    """The command of one operation. Its options are made when it is used: a server starts sooner without."""

    def __init__(self, operation: Operation) -> None:
        summary = f"{operation.summary.zh} {operation.summary.en}"
        super().__init__(operation.command.split()[-1], callback=self.answer, help=summary)
        self.operation = operation

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        self.params = self.params or list(_parameters(self.operation, self.fields))
        return super().get_params(ctx)

    @cached_property
    def fields(self) -> dict[str, Schema]:
        fields: dict[str, Schema] = input_schema(self.operation.takes)["properties"]
        return fields

    def answer(self, file: str | None, as_json: bool, **given: str | bool | tuple[str, ...] | None) -> int:
        raw = {name: typed(name, self.fields[name], value) for name, value in given.items() if value}
        try:
            raw = {**(digits_as_text(read_arguments(file, self.operation), self.fields) if file else {}), **raw}
            advisor = open_desk(from_environment()).advisor
            print_answer(asyncio.run(run(self.operation, advisor, raw)), as_json)
        except AdvisorError as error:
            return complain(error.said(language_in({**raw, "--file": file or ""}) or system_language()))
        return 0


async def run(operation: Operation, advisor: Advisor, raw: dict[str, Any]) -> Answer:
    """Answered, with what was opened for it closed again."""
    try:
        return await operation.run(advisor, raw)
    finally:
        await advisor.cabinet.close()


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
        elif field.get("items") == {"type": "string"}:
            yield click.Option(option, help="; ".join(filter(None, (_help(field), "repeatable"))), multiple=True)
    if operation.positional:
        yield click.Argument([operation.positional], required=False)
    yield click.Option(["--file", "-f"], metavar="FILE", help=_file_help(operation))
    yield click.Option(["--json", "as_json"], is_flag=True, help="Print the whole answer as JSON.")


def _file_help(operation: Operation) -> str:
    endings = ", ".join((".yaml", ".json", *operation.readers))
    return f"Take the arguments from a file ({endings}); - is YAML or JSON on standard input."


def _help(field: Schema) -> str:
    choices = " | ".join(field.get("enum", ()))
    default = f"[default: {field['default']}]" if field.get("default") not in (None, []) else ""
    return " ".join(part for part in (field.get("description", ""), choices, default) if part)


def typed(name: str, field: Schema, value: str | bool | tuple[str, ...]) -> str | int | list[str] | dict[str, str]:
    """A number, a list or a mapping where the field is one; what is none stays text, which is refused by its name."""
    if isinstance(value, tuple):
        return [*value] if field["type"] == "array" else dict(_pair(name, one) for one in value)
    if isinstance(value, str) and field["type"] == "integer" and _WHOLE.fullmatch(value):
        return int(value)
    return value


def _pair(option: str, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadRequest(Problem(f"--{option}", Words("应为 名称=文字（NAME=TEXT）", "must be NAME=TEXT")))
    return name.strip(), value


def print_answer(answer: Answer, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    click.echo(answer.text())
    if answer.next_step and sys.stderr.isatty():
        click.echo(answer.next_step, err=True)
