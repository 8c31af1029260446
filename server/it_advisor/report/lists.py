"""Lists whose items are records (a risk with its trigger and owner, a phase with its exit), read as tables are."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from it_advisor.markdown import Block, Item, Span, Spans, plain
from it_advisor.report.columns import Column
from it_advisor.report.dates import days, spans
from it_advisor.report.figures import DURATIONS, figures
from it_advisor.report.headings import Role
from it_advisor.report.sections import Section

Record = dict[Column, str]

_LABELS: dict[Column, tuple[str, str]] = {
    "trigger": ("触发(?:信号|条件)?|(?:预警)?信号|迹象", "triggers?|(?:early |warning )?signs?|signals?|early warning"),
    "mitigation": (
        "应对(?:措施|办法)?|缓解(?:措施)?|对策|措施",
        "mitigations?|answer|responses?|actions?|countermeasures?|what we do",
    ),
    "owner": ("责任人|负责人|牵头人?", "owner|owned by|responsible|lead"),
    "exit": (
        "(?:完成|退出)(?:标准|标志|条件)|验收标准|交付(?:物|成果)|成果",
        "exit(?: criteri(?:on|a))?|done when|deliverables?|outcomes?",
    ),
    "share": ("付款|支付", "pay(?:ment)?"),
    "duration": ("时长|工期|周期", "duration|length"),
    "when": ("时间|起止", "when|dates|timeline|timing"),
    "acceptance": ("验收(?:指标|办法)?|如何验收", "acceptance(?: measure)?|accepted when|measure|test"),
    "component": ("组件|对应组件", "components?|met by|covered by"),
    "line": ("费用(?:行|见)|预算行", "cost lines?|paid by"),
    "phase": ("阶段", "phase"),
    "alternatives": ("备选(?:方案)?|替代(?:方案)?|比较过", "alternatives?(?: considered| weighed)?|also considered"),
}
"""By column, how a part of an item is labelled: a Chinese label needs no colon, an English one does."""
_TITLES: dict[Column, tuple[str, str]] = {
    "id": ("编号", "ID"), "risk": ("风险", "Risk"), "phase": ("阶段", "Phase"), "need": ("需求", "Requirement"),
    "choice": ("选择", "Choice"), "trigger": ("触发", "Trigger"), "mitigation": ("应对", "Mitigation"),
    "owner": ("责任人", "Owner"), "exit": ("退出条件", "Exit"), "share": ("付款比例", "Share"),
    "duration": ("时长", "Duration"), "when": ("时间", "When"), "priority": ("优先级", "Priority"),
    "acceptance": ("验收指标", "Acceptance"), "component": ("组件", "Component"), "line": ("预算行", "Cost line"),
    "alternatives": ("备选", "Alternatives"),
}  # fmt: skip
_FIELDS: dict[Role, tuple[Column, ...]] = {
    "risks": ("id", "risk", "trigger", "mitigation", "owner"),
    "plan": ("phase", "when", "duration", "owner", "exit", "share"),
    "needs": ("id", "need", "priority", "component", "acceptance", "phase", "line"),
    "solution": ("id", "choice", "alternatives"),
    "types": ("id", "choice", "alternatives"),
}
"""By what a section is for, what is read from an item; what it is called stands in the first that has no label."""
_WHERE = r"(?:^|(?<=[。；;.!?，,（(：:\n] )|(?<=[。；;.!?，,（(：:\n]))"
_LABEL = re.compile(
    _WHERE
    + "(?:"
    + "|".join(rf"(?P<{column}>(?:{zh})(?: ?[：:为是] ?| ?(?=\S))|(?:{en}) ?:)" for column, (zh, en) in _LABELS.items())
    + ")",
    re.IGNORECASE,
)
_ID = re.compile(r"(?P<id>[A-Z]{1,4}-?\d{1,3})(?![\w%])[ .、:：–—-]*")
_MET = re.compile(
    r"由(?:组件)? ?([^，。；]{1,24}?) ?(?:满足|实现|承担)|(?:met|covered|served) by ([^,.;]{1,40})", re.IGNORECASE
)
_PRIORITY = re.compile(r"必须|应当|可选|\bmust\b|\bshould\b|\bcould\b", re.IGNORECASE)
_MEASURED = re.compile(
    r"\d ?(?:%|‰|秒|分钟|小时|天|日|次|个工作日|percent|seconds?|minutes?|hours?|days?)|验收|报告|测评|accept"
    r"|tested|proved"
    r"|signed",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[。：:；;\n]|\. |[.)] ?$| [–—-] ")
_STOP = re.compile(r"[；;。\n]|\. ")
_SHORT = ("owner", "share", "duration", "line", "phase")
"""What is said in a few words: what follows a stop is something else."""
_NUMBERED = re.compile(r"第 ?[一二三四五\d] ?阶段|\bP\d\b|\bphase \d\b", re.IGNORECASE)
_LINE = re.compile(r"(?<![A-Za-z\d])[LF]\d{1,2}(?!\d)")
_LEAST = 2
"""Items of a list, and labels of most of them, from which on it is a list of records."""


class Listing(NamedTuple):
    """A list as a table: a header, and a row an item."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    lines: tuple[int, ...]
    texts: tuple[str, ...]
    """The items as they are written."""

    @property
    def line(self) -> int:
        return self.lines[0]

    def line_of(self, row: int) -> int:
        return self.lines[row]


def listings(section: Section) -> Iterator[Listing]:
    """The lists of a section that are records of what it is about."""
    fields = _FIELDS.get(section.role) if section.role else None
    if fields is None or not any(isinstance(block, Item) for block in section.blocks):
        return
    for texts in _runs(section.blocks):
        records = [(_record(text, fields), line, text) for text, line in texts]
        kept = [one for one in records if "id" not in fields[:1] or _is_one(one[0], fields)]
        columns = [field for field in fields if _LEAST * sum(field in record for record, *_ in kept) >= len(kept)]
        if len(kept) >= _LEAST and len(columns) > _LEAST - ("id" in columns and fields[1] == "choice"):
            yield _listing(kept, columns)


def _is_one(record: Record, fields: Sequence[Column]) -> bool:
    """Of a numbered thing or with labels: a list of components holds remarks as well."""
    return "id" in record or sum(field in record for field in fields) >= _LEAST + (fields[1] != "choice")


def _runs(found: Sequence[Block]) -> Iterator[list[tuple[str, int]]]:
    """Neighbouring items of the outer list, each with what is nested in it, and its line."""
    run: list[tuple[str, int]] = []
    for block in found:
        if isinstance(block, Item):
            text = plain(block.spans)
            if block.marker and block.depth == 1:
                run.append((text, block.line))
            elif run:
                run[-1] = (f"{run[-1][0]}\n{text}", run[-1][1])
        elif run:
            yield run
            run = []
    if run:
        yield run


def _record(text: str, fields: tuple[Column, ...]) -> Record:
    """What an item says of itself."""
    named = _ID.match(text)
    rest = text[named.end() :] if named else text
    parts = [part for part in _LABEL.finditer(rest) if part.lastgroup in fields]
    record: Record = {"id": named["id"]} if named and "id" in fields else {}
    head = rest[: parts[0].start()] if parts else rest
    for part, end in zip(parts, [*(one.start() for one in parts[1:]), len(rest)], strict=False):
        value = rest[part.end() : end].strip(" 。；;.,，\n")
        if part.lastgroup in _SHORT:
            value = _STOP.split(value)[0].strip()
        if value:
            record.setdefault(next(field for field in fields if field == part.lastgroup), value)
    title = next((field for field in fields if field in ("risk", "phase", "need", "choice")), None)
    if title:
        record[title] = _title(head, title)
    return record | _unlabelled(rest, head, fields, record)


def _title(head: str, field: str) -> str:
    """What it is called: up to the first stop; of a component what is chosen stands behind it."""
    found = _HEAD.search(head)
    if field == "choice":
        return " ".join(head.strip(" ：:；;。.").split())
    return head[: found.start() if found else 80].strip()


def _unlabelled(text: str, head: str, fields: tuple[Column, ...], record: Record) -> Record:
    """What is said in other ways than by a label: 由 C1 满足, (must), 2027年4月—6月, 3 months."""
    found: Record = {}
    if "component" in fields and "component" not in record and (met := _MET.search(text)):
        found["component"] = met[1] or met[2]
    if "priority" in fields and (urgent := _PRIORITY.search(text)):
        found["priority"] = urgent[0]
    if "phase" in fields and "phase" not in record and (stage := _NUMBERED.search(text)):
        found["phase"] = stage[0]
    if "line" in fields and "line" not in record and (lines := _LINE.findall(text)):
        found["line"] = ", ".join(lines)
    if "acceptance" in fields and "acceptance" not in record and _MEASURED.search(text):
        found["acceptance"] = text[:200]
    if "when" in fields:
        found |= {column: said for column, said in _times(head).items() if column not in record}
    return found


def _times(head: str) -> Record:
    """From when to when, and how long."""
    stretch = next((span.text for span in spans(head)), "")
    day = head if not stretch and next(days(head), None) else ""
    length = next((one.text for one in figures(head.replace(stretch, "", 1)) if one.unit in DURATIONS), "")
    times: Record = {"when": stretch or day, "duration": length}
    return {column: text for column, text in times.items() if text}


def _listing(records: Sequence[tuple[Record, int, str]], columns: Sequence[Column]) -> Listing:
    language = 0 if re.search("[\u4e00-\u9fff]", "".join(records[0][0].values())) else 1
    return Listing(
        tuple((Span(_TITLES[column][language]),) for column in columns),
        tuple(tuple((Span(record.get(column, "")),) for column in columns) for record, *_ in records),
        tuple(line for _, line, _ in records),
        tuple(text for *_, text in records),
    )
