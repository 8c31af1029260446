"""Outcomes as Markdown that a person compares models by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from statistics import mean

from it_advisor.errors import Language, Words
from it_advisor.evals.outcomes import LANGUAGES, Choice, Tally, Written, confusion, is_right, spent, tally
from it_advisor.evals.questions import Question
from it_advisor.text import short

NONE = "–"
_TOOLS_HEAD = Words(
    "| 模型 | 回答 | 正确 | 中文 | 英文 | 误调用 | 参数可用 | 每次一致 | 失败 | 秒（中位） | 词元 入/出 |",
    "| model | answers | right | zh | en | false calls | arguments taken | steady | failed | seconds (median) "
    "| tokens in/out |",
)
_TOOLS_KEY = Words(
    "正确：先调用了合适的工具；问的是别的事时，什么都没调用。误调用：问的是别的事却调用了工具。"
    "参数可用：正确的调用中，本服务会接受其参数的比例。失败算错。",
    "Right: the fitting tool was called first; of something else, none. False calls: a tool was called though the "
    "question was about something else. Arguments taken: of the right calls, those our server accepts. "
    "A failure is wrong.",
)
_CONFUSED = Words(
    "各行：应调用；各列：实际先调用（–：没有调用）", "Rows: what fits; columns: what was called first (–: nothing)"
)
_WRONG_HEAD = Words("| 问题 | 应为 | 实际 | |", "| question | fits | called | |")
_UNTAKEN = Words("参数不可用：{}", "arguments refused: {}")
_REPORTS_HEAD = Words(
    "| 模型 | 任务书 | 得分 | 错误 | 警告 | 词元 入/出 | 秒 | |",
    "| model | brief | score | errors | warnings | tokens in/out | seconds | |",
)
_REPORTS_KEY = Words(
    "得分由 check_report 给出，满分 100，对照任务书检查；不是选型报告的记 0 分。",
    "The score is that of check_report, of 100, checked against the brief; what is no selection report has 0.",
)
_ALL = Words("平均", "mean")
_CUT = Words("被截断", "cut off")
_NO_REPORT = Words("不是选型报告", "no selection report")


def of_tools(questions: Mapping[str, Question], choices: Iterable[Choice], language: Language) -> str:
    """One table over all models, then for each what it confused and where it went wrong."""
    found = [*_by_model(choices)]
    lines = [_TOOLS_HEAD.said(language), f"| --- |{' ---: |' * 10}"]
    lines += [_summed(tally(questions, mine)) for mine in found]
    lines += ["", _TOOLS_KEY.said(language)]
    for mine in found:
        lines += ["", f"### {mine[0].model}", "", _CONFUSED.said(language), "", *_confusion(questions, mine)]
        wrong = [*_wrong(questions, mine, language)]
        lines += ["", _WRONG_HEAD.said(language), "| --- | --- | --- | --- |", *wrong] if wrong else []
    return "\n".join(lines)


def _by_model(outcomes: Iterable[Choice]) -> Iterator[list[Choice]]:
    for _, mine in groupby(sorted(outcomes, key=lambda one: one.model), key=lambda one: one.model):
        yield [*mine]


def _summed(one: Tally) -> str:
    spoken = (_percent(one.by_language[language]) for language in LANGUAGES)
    false_calls = f"{one.false_calls}/{one.elsewhere}"
    cells = (_cell(one.model), one.answers, _percent(one.right), *spoken, false_calls, _percent(one.taken))
    return _row(*cells, _percent(one.steady), one.failed, f"{one.seconds:.1f}", _tokens(one.tokens))


def _confusion(questions: Mapping[str, Question], choices: Sequence[Choice]) -> Iterator[str]:
    counts = confusion(questions, choices)
    expected = dict.fromkeys(one.tool for one in questions.values())
    called = dict.fromkeys((*expected, *(got for _, got in counts)))
    columns = [tool for tool in called if any(counts[fits, tool] for fits in expected)]
    yield _row("", *map(_name, columns))
    yield f"| --- |{' ---: |' * len(columns)}"
    for fits in expected:
        yield _row(_name(fits), *(counts[fits, tool] or "" for tool in columns))


def _wrong(questions: Mapping[str, Question], choices: Sequence[Choice], language: Language) -> Iterator[str]:
    """Each once, however often it was asked. Arguments matter where the tool was right."""
    seen = set()
    for one in choices:
        question, right = questions[one.id], is_right(questions[one.id], one)
        refused = _UNTAKEN.said(language).format(one.refused) if right and one.refused else ""
        told = one.failed or refused
        if (right and not told) or (one.id, one.called, bool(told)) in seen:
            continue
        seen.add((one.id, one.called, bool(told)))
        asked = f"`{one.id}` {_cell(question.text, 70)}"
        yield _row(asked, _name(question.tool), _name(one.called), _cell(told, 160))


def _name(tool: str | None) -> str:
    return f"`{short(tool)}`" if tool else NONE


def of_reports(written: Iterable[Written], language: Language) -> str:
    """A row a report, and for each model the mean."""
    lines = [_REPORTS_HEAD.said(language), "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"]
    for model, group in groupby(sorted(written, key=lambda one: one.model), key=lambda one: one.model):
        mine = [*group]
        lines += [_report(one, language) for one in mine]
        got = [one for one in mine if not one.failed]
        if got:
            score, errors, warnings, seconds = (
                mean(side) for side in zip(*((o.score or 0, o.errors, o.warnings, o.seconds) for o in got), strict=True)
            )
            cells = (f"**{score:.0f}**", f"{errors:.1f}", f"{warnings:.1f}", _tokens(spent(got)), f"{seconds:.1f}", "")
            lines.append(_row(_cell(model), f"**{_ALL.said(language)}**", *cells))
    return "\n".join((*lines, "", _REPORTS_KEY.said(language)))


def _report(one: Written, language: Language) -> str:
    if one.failed:
        return _row(_cell(one.model), one.id, NONE, NONE, NONE, NONE, f"{one.seconds:.1f}", _cell(one.failed, 160))
    told = [words for words, holds in ((_NO_REPORT, one.score is None), (_CUT, one.is_cut)) if holds]
    found = (one.score or 0, one.errors, one.warnings, _tokens((one.tokens_in or 0, one.tokens_out or 0)))
    return _row(_cell(one.model), one.id, *found, f"{one.seconds:.1f}", "; ".join(w.said(language) for w in told))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _cell(text: str, most: int = 60) -> str:
    """Foreign words in a table: on one line, and none that ends the cell."""
    return short(" ".join(text.split()), most).replace("|", "\\|")


def _percent(part: float | None) -> str:
    return NONE if part is None else f"{part:.0%}"


def _tokens(both: tuple[float, float]) -> str:
    return f"{both[0]:.0f}/{both[1]:.0f}"
