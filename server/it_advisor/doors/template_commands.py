"""it-advisor templates …: see, check, begin and compare prompt templates."""

import difflib
from importlib.resources import files
from pathlib import Path

import click

from it_advisor.content import Library, load
from it_advisor.errors import BadRequest, Misconfigured, NotFound, Problem, Words
from it_advisor.settings import from_environment
from it_advisor.template import NAME, Sheet

SKELETON = """\
---
name: "{name}"
title: "{name}"
description: {says}
version: 1
language: {language}
arguments:
- name: question
  title: Question
  description: {asks}
  required: true
---
{{% include "material.{language}" %}}

<question-{{{{ fence }}}}>
{{{{ question }}}}
</question-{{{{ fence }}}}>
"""
_TOLD = {
    "zh": ("这个模板做什么（客户端会显示）", "这个参数要什么"),
    "en": ("What this template is for; clients show it", "What this argument wants"),
}


@click.command("list")
def listing() -> None:
    """列出模板 List the templates: name, languages, version, arguments, where from."""
    library = load(from_environment())
    for name, versions in library.templates.prompts().items():
        first = versions[0]
        languages = "+".join(version.language for version in versions)
        arguments = ", ".join(f"{one.name}{'*' if one.required else ''}" for one in first.arguments)
        where = library.templates.sheets[first.key].where
        click.echo(f"{name}\t{languages}\tv{first.version}\t({arguments})\t{where}")
    _tell_refused(library)


@click.command()
@click.argument("name")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Else the first it has.")
def show(name: str, language: str | None) -> None:
    """显示模板源文 Print a template as its file has it."""
    sheet = _sheet(name, language)
    click.echo(sheet.text, nl=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def validate(folder: Path | None) -> int:
    """检查模板 Check a folder of templates, or IT_ADVISOR_PROMPTS. Exit code 1 where something is wrong."""
    settings = from_environment()
    library = load(settings.model_copy(update={"prompts": folder or settings.prompts, "cases": None}))
    _tell_refused(library)
    if library.refused:
        return 1
    count = sum(not sheet.ours for sheet in library.templates.sheets.values())
    click.echo(Words(f"{count} 个自己的模板，没有问题", f"{count} templates of your own, nothing wrong").said(None))
    return 0


@click.command()
@click.argument("name")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Else IT_ADVISOR_PROMPTS.")
def new(name: str, language: str, folder: Path | None) -> None:
    """新建模板 Begin a template of your own, from ours of that name if there is one; no file is ever overwritten."""
    place = folder or from_environment().prompts
    if place is None or not place.is_dir():
        words = Words(
            "请给出已有的文件夹，或设置 IT_ADVISOR_PROMPTS", "name a folder that exists, or set IT_ADVISOR_PROMPTS"
        )
        raise BadRequest(Problem("--folder", words))
    if not NAME.fullmatch(name):
        words = Words("只用小写字母、数字和下划线，以字母开头", "lower-case letters, digits and _ only, a letter first")
        raise BadRequest(Problem("name", words))
    file = place / f"{name}.{language}.md"
    says, asks = _TOLD[language]
    ours = files("it_advisor.prompts") / file.name
    skeleton = SKELETON.format(name=name, language=language, says=says, asks=asks)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(ours.read_text("utf-8") if ours.is_file() else skeleton)
    except FileExistsError as error:
        raise BadRequest(Problem("name", Words(f"{file} 已存在", f"{file} is already there"))) from error
    except OSError as error:
        raise Misconfigured(
            Words(f"无法写 {file}：{error.strerror}", f"cannot write {file}: {error.strerror}")
        ) from error
    click.echo(file)


@click.command()
@click.argument("name")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Else the first it has.")
def diff(name: str, language: str | None) -> None:
    """与随附版本比较 What your template changes of the shipped one of the same name."""
    own = _sheet(name, language)
    ours = files("it_advisor.prompts") / f"{own.template.key}.md"
    if not ours.is_file():
        words = Words(f"没有随附的 {own.template.key}", f"no {own.template.key} is shipped")
        raise NotFound(Problem("name", words))
    before = ours.read_text("utf-8").splitlines(keepends=True)
    after = own.text.splitlines(keepends=True)
    click.echo("".join(difflib.unified_diff(before, after, f"prompts/{own.template.key}.md", own.where)), nl=False)


COMMANDS = (listing, show, validate, new, diff)


def _sheet(name: str, language: str | None) -> Sheet:
    """A template or part by name. Raises NotFound listing the names."""
    sheets = load(from_environment()).templates.sheets
    for sheet in sorted(sheets.values(), key=lambda sheet: sheet.template.language, reverse=True):
        if sheet.template.name == name and language in (None, sheet.template.language):
            return sheet
    known = ", ".join(sorted({sheet.template.name for sheet in sheets.values()}))
    raise NotFound(Problem("name", Words(f"没有模板 {name}；可用：{known}", f"no template {name}; there are: {known}")))


def _tell_refused(library: Library) -> None:
    for problem in library.refused.values():
        click.echo(problem.said(None), err=True)
