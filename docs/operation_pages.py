"""What docs/operations.md says of each operation, made from the table of operations; cog puts it there.

Arguments come from the schemas, examples from examples/requests.yaml, and the answers to mistakes are the service's
own: each request of mistakes.yaml is really made, on a store that is thrown away.
"""

import json
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import anyio
import click
import yaml

from it_advisor.brief import Brief
from it_advisor.desk import open_desk, tools_for
from it_advisor.doors.cli import cli
from it_advisor.doors.failures import status_of
from it_advisor.doors.problem_kinds import KINDS
from it_advisor.doors.samples import DOSSIER, curl, of_operation, requests
from it_advisor.errors import AdvisorError, Language, Words
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.schemas import Schema, input_schema, longest
from it_advisor.settings import Settings

LONG = 1_000
BASE = "http://127.0.0.1:8000"
MISTAKES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))
_ARGUMENTS = Words("| 参数 | 类型 | 不填时 | 说明 |", "| argument | type | if left out | what it is |")
_REQUIRED = Words("**必填**", "**required**")
_READS = Words("只读", "reads only")
_WRITES = Words("写入数据库", "writes to the database")
_FILES = Words("生成文件", "makes files")
_RIGHTS = Words("所需权限", "right needed")
_ALWAYS = Words("模型默认可见", "shown to a model by default")
_STORED = Words("有数据库或多人共用时模型可见", "shown to a model with a database, or on a shared server")
_CHOSEN = Words("设 `IT_ADVISOR_TOOLSETS` 时模型可见", "shown to a model where `IT_ADVISOR_TOOLSETS` names {}")
_MISTAKE = Words("写错时，例如 {}：", "A mistake, for example {}:")
_SHELL = Words("命令行", "Command line")


class _Readable(yaml.SafeDumper):
    """Texts of several lines as they are."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Readable.add_representer(str, _Readable.represent_str)


def pages(language: Language) -> str:
    """A section an operation."""
    return "\n\n".join("\n".join(_page(one, language)) for one in OPERATIONS.values())


def _page(one: Operation, language: Language) -> Iterator[str]:
    yield f"## {one.name}\n\n**{one.title.said(language)}.** {one.summary.said(language)}\n"
    yield f"{'；'.join(_facts(one, 'zh')) if language == 'zh' else '; '.join(_facts(one, 'en'))}\n"
    schema = input_schema(one.takes)
    yield f"{_ARGUMENTS.said(language)}\n| --- | --- | --- | --- |"
    yield from _rows(schema, language, longest=_longest(one))
    yield f"\nMCP\n\n```json\n{_call(one)}\n```\n"
    yield f"{_SHELL.said(language)}\n\n```sh\n{typed(one)}\n```\n"
    yield f"REST\n\n```sh\n{curl(of_operation(one.name), BASE)}\n```\n"
    status, words = _answers()[one.name]
    mistake = json.dumps(MISTAKES[one.name], ensure_ascii=False)
    yield f"{_MISTAKE.said(language).format(f'`{mistake}`')}\n\n> {status} {words.said(language)}"


def _facts(one: Operation, language: Language) -> Iterator[str]:
    yield (_WRITES if one.writes else _FILES if one.gives_files else _READS).said(language)
    yield f"{_RIGHTS.said(language)} `{one.scope}`"
    alone, stored = ({tool.name for tool in tools_for(Settings(), shared)} for shared in (False, True))
    shown = _ALWAYS if one.name in alone else _STORED if one.name in stored else _CHOSEN
    yield shown.said(language).format(f"`{one.toolset}`")


def _rows(
    schema: Schema, language: Language, above: str = "", longest: Mapping[str, int] = MappingProxyType({})
) -> Iterator[str]:
    """A row a field; those of a row in a list below it, under the list's name."""
    for name, field in schema["properties"].items():
        needed = name in schema.get("required", ())
        default = _REQUIRED.said(language) if needed else _default(field)
        kind = f"{_kind(field)} ≤ {longest[name]:,}" if name in longest else _kind(field)
        said = (field.get("description") or _usual().get(name, "")).replace("|", "\\|")
        yield f"| `{above}{name}` | {kind} | {default} | {said} |"
        if "properties" in (inner := field.get("items", {})):
            yield from _rows(inner, language, f"{above}{name}[].")


@cache
def _usual() -> dict[str, str]:
    """What arguments are that several operations take; a model is told once."""
    fields = input_schema(OPERATIONS["recommend_it_systems"].takes)["properties"]
    return {name: fields[name].get("description", "") for name in Brief.model_fields}


def _longest(one: Operation) -> dict[str, int]:
    """The characters a text may have, where it is a long one."""
    return {name: most for name, most in longest(one.takes).items() if most >= LONG}


def _default(field: Schema) -> str:
    return f"`{json.dumps(field['default'], ensure_ascii=False)}`" if "default" in field else "–"


def _kind(field: Schema) -> str:
    if "enum" in field:
        return " \\| ".join(f"`{one}`" for one in field["enum"])
    kind = field.get("format") or field.get("type", "")
    if kind == "array":
        return f"array of {_kind(field.get('items', {}))}"
    least, most = field.get("minimum"), field.get("maximum")
    return f"{kind} {'' if least is None else least}–{most}" if most is not None else str(kind)


def _call(one: Operation) -> str:
    params = {"name": one.name, "arguments": requests()[one.name]}
    return json.dumps({"method": "tools/call", "params": params}, ensure_ascii=False, indent=1)


def typed(one: Operation) -> str:
    """As options where they hold all of it, else as YAML on standard input."""
    asked = requests()[one.name]
    command: click.Command = cli
    for word in one.command.split():
        assert isinstance(command, click.Group)
        command = command.commands[word]
    names = {param.name for param in command.get_params(click.Context(command))}
    if asked.keys() <= names and not any(isinstance(value, dict) for value in asked.values()):
        words = [word for name, value in asked.items() for word in _words(one, name, value)]
        return f"it-advisor {one.command} {' '.join(words)}"
    text = yaml.dump(asked, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=100)
    return f"it-advisor {one.command} --file - <<'END'\n{text}END"


def _words(one: Operation, name: str, value: Any) -> Iterator[str]:
    if name == one.positional:
        yield shlex.quote(str(value))
        return
    yield f"--{name.replace('_', '-')}"
    if value is not True:
        yield shlex.quote(str(value))


@cache
def _answers() -> dict[str, tuple[int, Words]]:
    """What the service says to each mistake, and the status of REST with it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"{folder}/pages.db")
        return anyio.run(_asked, settings)


async def _asked(settings: Settings) -> dict[str, tuple[int, Words]]:
    advisor = open_desk(settings).advisor
    begun = (await OPERATIONS["start_dossier"].run(advisor, requests()["start_dossier"])).model_dump(mode="json")["id"]
    found: dict[str, tuple[int, Words]] = {}
    try:
        for name, raw in MISTAKES.items():
            asked = {field: begun if value == DOSSIER else value for field, value in raw.items()}
            try:
                await OPERATIONS[name].run(advisor, asked)
            except AdvisorError as error:
                found[name] = status_of(error), Words(*(said.replace("\n", " ") for said in error.words))
    finally:
        await advisor.cabinet.close()
    return found


def kinds(language: Language) -> str:
    """A row a status that an operation can have."""
    head = Words("| REST | 是什么 | 怎么办 |", "| REST | what it is | what helps |").said(language)
    told = (
        f"| {status} | {kind.title.said(language)} | {kind.advice.said(language)} |" for status, kind in KINDS.items()
    )
    return "\n".join((head, "| --- | --- | --- |", *told))
