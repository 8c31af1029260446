"""What a dossier still lacks before it can be signed."""

from collections.abc import Iterator

from it_advisor.dossier.judging import misfits
from it_advisor.dossier.record import Record
from it_advisor.errors import Words
from it_advisor.text import short

_MOST = 30


def open_points(record: Record) -> list[Words]:
    """At most thirty, in the order of the sections."""
    found = [*_missing(record), *_doubtful(record), *_unranked(record), *_lost(record), *_unanswered(record)]
    return found[:_MOST]


def _missing(record: Record) -> Iterator[Words]:
    for name in ("decision", "requirements", "components", "options", "phases", "risks"):
        if not getattr(record, name):
            yield Words(f"{name} 还是空的", f"{name} is still empty")
    if record.options and not any(one.verdict == "recommended" for one in record.options):
        yield Words("options 中没有 recommended 的方案", "no option is recommended")


def _doubtful(record: Record) -> Iterator[Words]:
    for one in record.doubts:
        yield Words(
            f"{one.section} 中的金额早于第 {one.revision} 版的费用改动；请复核后重新提交该部分（不变也可）",
            f"{one.section} names amounts that are older than the change of costs in revision {one.revision}; check "
            "and send it again, unchanged if they hold",
        )


def _unranked(record: Record) -> Iterator[Words]:
    for one in misfits(record):
        yield Words(f"评分不能用于排名：{one.field}：{one.words.zh}", f"no ranking: {one.field}: {one.words.en}")


def _lost(record: Record) -> Iterator[Words]:
    """What is named and not there."""
    known = {one.id for one in record.requirements} | {one.id for one in record.components}
    known |= {one.id for one in record.options} | {one.id for one in record.cost_lines}
    known |= {one.id for one in record.phases}
    named = [(row.id, (*row.components, *row.lines, *filter(None, (row.phase,)))) for row in record.requirements]
    named += [(row.id, (*row.components, *row.covers)) for row in record.options]
    named += [(row.id, (row.option,)) for row in record.cost_lines]
    for row, ids in named:
        if lost := [one for one in ids if one not in known]:
            yield Words(f"{row} 引用了不存在的 {'、'.join(lost)}", f"{row} names {', '.join(lost)}, which is not there")


def _unanswered(record: Record) -> Iterator[Words]:
    for row in record.requirements:
        if row.priority == "must" and not row.components and not row.deviation:
            told = short(row.need, 40)
            yield Words(f"{row.id}（{told}）没有组件满足，也没有偏离说明", f"{row.id} ({told}) is met by no component")
    for one in record.evidence:
        if one.kind == "assumption" and not one.confirm_by:
            yield Words(f"{one.id} 是假设，没有确认人", f"{one.id} is assumed and nobody confirms it")
