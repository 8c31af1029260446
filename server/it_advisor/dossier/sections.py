"""The sections of a dossier by name: reading one, putting another text in its place, merging two people's edits."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from it_advisor.dossier.record import PARTS, Record
from it_advisor.errors import BadRequest, Conflict, NotFound, Problem, Words
from it_advisor.fence import fence
from it_advisor.frontmatter import read_yaml
from it_advisor.problems import problems
from it_advisor.text import clean, short

TEXTS = tuple(f"text.{part}" for part in PARTS)
SECTIONS: tuple[str, ...] = (*(name for name in Record.model_fields if name not in ("text", "doubts")), *TEXTS)
_WITH_IDS = (
    "requirements", "components", "options", "cost_lines", "benefit_lines", "phases", "risks", "evidence",
)  # fmt: skip


class Edit(NamedTuple):
    """What somebody wants a section to be, and the revision they looked at when they wrote it."""

    section: str
    content: str
    base: int


def refuse_unknown(section: str, field: str = "section") -> None:
    """Raises NotFound for what is no section, naming those there are."""
    if section not in SECTIONS:
        asked, known = short(section), ", ".join(SECTIONS)
        words = Words(f"没有部分 {asked}；可用：{known}", f"no section {asked}; there are: {known}")
        raise NotFound(Problem(field, words))


def content_of(record: Record, section: str) -> Any:
    """As data. Raises NotFound for what is no section."""
    refuse_unknown(section)
    if section in TEXTS:
        return record.text.get(PARTS[TEXTS.index(section)], "")
    return record.model_dump(mode="json", include={section})[section]


def written(content: Any) -> str:
    """A section as it is shown and sent: a narrative as it stands, data as JSON, a row a line."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        rows = ",\n".join(json.dumps(_short(row), ensure_ascii=False) for row in content)
        return f"[\n{rows}\n]" if rows else "[]"
    return json.dumps(content, ensure_ascii=False, indent=1)


def _short(row: Any) -> Any:
    """Without what is not said."""
    return {name: value for name, value in row.items() if value not in (None, "", [])} if isinstance(row, dict) else row


def with_section(record: Record, section: str, content: str) -> Record:
    """The record with another text of a section. Raises BadRequest naming what does not fit in."""
    refuse_unknown(section)
    whole = record.model_dump(mode="json")
    if section in TEXTS:
        text = {**whole["text"], PARTS[TEXTS.index(section)]: content}
        given: Mapping[str, Any] = {"text": {part: told for part, told in text.items() if told.strip()}}
    else:
        given = {section: data(section, content)}
    try:
        changed = Record.model_validate({**whole, **given})
    except ValidationError as error:
        raise BadRequest(*(Problem(f"content.{one.field}", one.words) for one in problems(error))) from error
    _refuse_unfit(changed, section)
    return changed


def _refuse_unfit(record: Record, section: str) -> None:
    """Raises BadRequest for ids that stand for two things, and for owners of what is no section."""
    if section in _WITH_IDS:
        uses = Counter(row.id for name in _WITH_IDS for row in getattr(record, name))
        if twice := [row.id for row in getattr(record, section) if uses[row.id] > 1]:
            told = ", ".join(dict.fromkeys(twice))
            words = Words(f"编号 {told} 用了不止一次；请另编", f"{told}: each id may stand once; take another")
            raise BadRequest(Problem("content", words))
    for owner in record.owners if section == "owners" else ():
        refuse_unknown(owner.section, "content.section")


def data(section: str, content: str) -> Any:
    """A section's data, written as JSON or YAML, whose escapes can hide what plain text may not hold."""
    try:
        return clean(read_yaml(content), (section,))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = " ".join(str(error).split())[:300]
        words = Words(f"{section} 应为 JSON 或 YAML 数据：{what}", f"{section} takes data as JSON or YAML: {what}")
        raise BadRequest(Problem("content", words)) from error


class Between(NamedTuple):
    """Who changed the section last, in which revision, and the newest revision of all."""

    revision: int
    author: str
    newest: int
    touched: bool
    """Whether it was edited since the editor looked: changed and changed back, it reads as before and is not."""


def merged(base: Record, head: Record, edit: Edit, since: Between) -> Record:
    """The edit on top of what others did since in other sections. Raises Conflict where they were in the same one."""
    changed = with_section(base, edit.section, edit.content)
    mine, theirs, was = (content_of(one, edit.section) for one in (changed, head, base))
    if theirs != mine and (theirs != was or since.touched):
        raise _conflict(edit, written(theirs), written(mine), since)
    return with_section(head, edit.section, edit.content)


def _conflict(edit: Edit, theirs: str, mine: str, since: Between) -> Conflict:
    mark = fence(theirs, mine)
    both = f"\n<theirs-{mark}>\n{theirs}\n</theirs-{mark}>\n<yours-{mark}>\n{mine}\n</yours-{mark}>"
    by, number, newest = short(since.author), since.revision, since.newest
    words = Words(
        f"{edit.section} 在你的 {edit.base} 版之后已由 {by} 在 {number} 版改过，你的修改未写入；"
        f"请合并两份文字，再以 base_revision {newest} 提交：{both}",
        f"{by} changed {edit.section} in revision {number}, after your {edit.base}; yours was not written. "
        f"Merge the two and send again with base_revision {newest}: {both}",
    )
    return Conflict(Problem("section", words))
