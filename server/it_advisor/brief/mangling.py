"""What clients do to prompt arguments on the way: cut at a blank, left in quotes, shifted, not filled in.

Seen with several clients: only the first word of a value arrives (anthropics/claude-code#14210),
quoted values are spread over the slots (anthropics/claude-code#70284, google-gemini/gemini-cli#6284),
placeholders arrive as they stand (anomalyco/opencode#33564).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from it_advisor.brief.budget import understand_budget
from it_advisor.brief.counts import names_people
from it_advisor.brief.currencies import CURRENCY
from it_advisor.brief.escapes import unescaped
from it_advisor.brief.glyphs import HAN, fold
from it_advisor.brief.notes import ArgumentName, Kind, Note, ask, excerpt
from it_advisor.brief.size import understand_size
from it_advisor.brief.tokens import knows_all
from it_advisor.brief.vocabulary import LEXICON as MONEY
from it_advisor.brief.workforce import LEXICON as PEOPLE
from it_advisor.errors import Words

Arguments = Mapping[ArgumentName, str | None]

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "`": "`"}
_CLOSING = {'"': {'"'}, "”": {"“"}, "」": {"「"}, "』": {"『"}, "»": {"«"}}
_UNESCAPED = ("已还原转义字符（如 %20、&lt;、\\n）", "escapes such as %20, &lt; and \\n turned back into text")
_UNQUOTED = ("已去掉首尾引号", "quotes around it taken off")
_PLACEHOLDER = (
    r"\$\d|\$[A-Z_]{2,40}|\$?\{[^{}]{0,80}\}|\{\{[^{}]{0,80}\}\}|<[a-z_ -]{1,40}>|%[sd]"
    rf"|<{HAN}{{1,40}}>|%[A-Z_]{{2,40}}%|@(?:business_nature|company_size|budget_range|technical_requirements)"
    r"|\[(?:your|insert|请)[^\[\]]{0,60}\]|[【（]请?(?:填写|输入|补充|在此)[^【】（）]{0,30}[】）]"
    r"|[【（]请[^【】（）]{0,30}[】）]|YOUR_[A-Z_]{2,40}(?:_HERE)?|x{3,8}"
)
_UNFILLED = re.compile(rf"{_PLACEHOLDER}|undefined|null|none|nil|nan|\[object object\]|\.{{3}}|…", re.IGNORECASE)
_WHOLLY = re.compile(_PLACEHOLDER, re.IGNORECASE)
_UNFILLED_WITHIN = re.compile(r"\{\{[^{}]{1,80}\}\}|\$\{[^{}]{1,80}\}")
_NOTHING = re.compile(
    r"n/?a|tb[dca]|to ?do|pending|unknown|not (?:sure|known|decided)(?: yet)?|[-—–/]{1,4}"
    r"|无|没有|暂无|未知|不详|不清楚|待定|未定|尚未确定|不知道|待补充?|待填写?|待确认|略|\"\"|''|“”|「」",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(
    r"(?<![\w-])(?:--(?:business|company|budget|technical)[-_][a-z]+|"
    r"(?:business_nature|company_size|budget_range|technical_requirements) ?[=:：])",
    re.IGNORECASE,
)
"""An argument's name as a program or a command line is given it."""
_DANGLING = re.compile(
    r"(?:.*[ ,])?(?:an?|the|our|we|and|or|with|of|for|to|not|between|from|per|under|below|about|around|approx|than)"
    r"|(?:over|up|at|no|in|max|min|more|less|rmb|usd|eur|gbp|cny|us|约|大约|不超过|至少|最多|和|与|以及|包括)"
    r"|.*[,、，:：(（]",
    re.IGNORECASE | re.DOTALL,
)
"""Ends in a word that wants another one, or is nothing but such a word."""
_END = 40
"""Characters at the end of a value in which a dangling word is looked for."""
_LATIN_WORD = re.compile(r"[a-z][a-z'-]*", re.IGNORECASE)
_MARKED = rf"{CURRENCY}|[万亿]"  # compiled when it is first used, so that a start does not wait for it
_LONGEST_SHIFTED = 60
"""Characters; a longer value is about more than a size or a budget."""


_PIECES = re.compile(r"[;；，、。\n]|,(?!\d)| and (?:an? )?|以及|[\"“”]+")
_MOST_PIECES = 20
"""Pieces of one argument in which another is looked for."""
_CURRENCY = re.compile(CURRENCY, re.IGNORECASE)
_MAY_HOLD_OTHERS: tuple[ArgumentName, ...] = ("company_size", "budget_range", "technical_requirements")
_SLOTS: dict[ArgumentName, Words] = {
    "budget_range": Words("预算", "budget"),
    "company_size": Words("企业规模", "company size"),
}


class Mended(NamedTuple):
    """The arguments after the repairs that are certain, and a note for each of them and for each doubt."""

    values: dict[ArgumentName, str | None]
    notes: tuple[Note, ...]


def mend(given: Arguments) -> Mended:
    """Turns back escapes, takes off quotes around a value, drops what says nothing; the rest is asked about."""
    plain = {field: value and unescaped(value) for field, value in given.items()}
    values = {field: value and _without_quotes(value) for field, value in plain.items()}
    notes = [note for field, value in values.items() if value for note in _remarks(field, value)]
    escaped = [_repaired(field, "escaped", *_UNESCAPED) for field, value in plain.items() if value != given[field]]
    quoted = [_repaired(field, "quoted", *_UNQUOTED) for field, value in values.items() if value != plain[field]]
    optional = values.keys() - {"business_nature"}
    values |= {field: None for field in optional if _says_nothing(values[field] or "")}
    doubts = [*notes, *_shifts(values), *_spread(values)]
    told = {note.field for note in doubts}
    crowded = (note for note in _crowded(values) if note.field not in told)
    return Mended(values, (*escaped, *quoted, *doubts, *crowded))


def _without_quotes(value: str) -> str:
    """Without the pair of quotes around all of it; `"A" and "B"` keeps its four, and one letter its two."""
    inner = value[1:-1].strip()
    surrounded = _QUOTES.get(value[0]) == value[-1] and not {value[0], value[-1]} & set(inner)
    return _without_quotes(inner) if surrounded and len(inner) > 1 else value


def is_placeholder(value: str) -> bool:
    """Whether what was to be filled in arrived as it stood: $1, {{offer}}, <report>."""
    return _WHOLLY.fullmatch(value.strip()) is not None


def _says_nothing(value: str) -> bool:
    return any(pattern.fullmatch(value) for pattern in (_UNFILLED, _NOTHING))


def _remarks(field: ArgumentName, value: str) -> Iterator[Note]:
    """What can be said about one value on its own."""
    said = excerpt(value)
    if _UNFILLED.fullmatch(value) or _UNFILLED_WITHIN.search(value):
        zh = f"“{said}”含有未填写的占位符：应为何值？"
        yield ask(field, "unfilled", zh, f"“{said}” holds a placeholder left unfilled: what should stand there?")
    elif named := _ARGUMENT.search(value):
        zh = f"“{named[0].strip()}”是参数名，却在值中：几个参数是否合在了一处？"
        yield ask(field, "shifted", zh, f"“{named[0].strip()}” names an argument: are several of them in one slot?")
    elif _NOTHING.fullmatch(value):
        yield _repaired(field, "nothing-said", f"“{said}”视为未提供", f"“{said}” is taken as not given")
    elif _is_cut(value):
        zh = f"“{said}”似乎被截断：请补全，含空格的值请加引号"
        yield ask(field, "cut", zh, f"“{said}” seems cut off: what follows? Quote a value that has blanks")


def _repaired(field: ArgumentName, kind: Kind, zh: str, en: str) -> Note:
    return Note(field=field, kind=kind, action="repaired", zh=zh, en=en)


def _is_cut(value: str) -> bool:
    """A quote opened and never closed, or closed and never opened, or an end that wants another word."""
    first, last = value[0], value[-1]
    opened = first in _QUOTES and _QUOTES[first] not in value[1:]
    closed = last in _CLOSING and not _CLOSING[last] & set(value[:-1]) and not value[-2:-1].isdigit()
    return opened or closed or _DANGLING.fullmatch(value[-_END:]) is not None


def _shifts(values: Arguments) -> Iterator[Note]:
    """A budget where no budget belongs, or a head count where none does."""
    for field, value in values.items():
        if value is None or len(value) > _LONGEST_SHIFTED:
            continue
        plain = fold(value)
        if field != "budget_range" and _may_be_money(field, plain) and _is_budget(value):
            en = f"“{value}” reads like a budget: did the arguments shift?"
            yield ask(field, "shifted", f"“{value}”看起来是预算：参数是否错位？", en)
        if field != "company_size" and knows_all(PEOPLE, plain) and _is_headcount(value):
            en = f"“{value}” reads like a company size: did the arguments shift?"
            yield ask(field, "shifted", f"“{value}”看起来是企业规模：参数是否错位？", en)


def _may_be_money(field: ArgumentName, plain: str) -> bool:
    """Most sizes hold nothing but words that budgets hold too; only a currency, or 万, sets a budget apart."""
    marked = field != "company_size" or re.search(_MARKED, plain, re.IGNORECASE)
    return marked is not None and knows_all(MONEY, plain)


def _crowded(values: Arguments) -> Iterator[Note]:
    """A budget or a head count among the words of another argument, while its own is missing."""
    for field in _MAY_HOLD_OTHERS:
        pieces = [piece.strip() for piece in _PIECES.split(values.get(field) or "")[:_MOST_PIECES]]
        short = [piece for piece in pieces if 0 < len(piece) <= _LONGEST_SHIFTED]
        for other, holds in _HOLDS.items():
            if field == other or values.get(other) or len(pieces) < 2:
                continue
            if found := next(filter(holds, short), None):
                name = _SLOTS[other]
                zh = f"“{found}”看起来是{name.zh}：几个参数是否合在了一处？"
                yield ask(field, "shifted", zh, f"“{found}” reads like a {name.en}: are several arguments in one slot?")
                break


def _holds_a_budget(piece: str) -> bool:
    plain = fold(piece)
    return _CURRENCY.search(plain) is not None and knows_all(MONEY, plain) and _is_budget(piece)


def _holds_a_headcount(piece: str) -> bool:
    return knows_all(PEOPLE, fold(piece)) and _is_headcount(piece)


def _is_budget(value: str) -> bool:
    budget = understand_budget(value)
    return budget is not None and any(part.currency for part in budget.parts) and not budget.not_understood


def _is_headcount(value: str) -> bool:
    size = understand_size(value) if names_people(fold(value)) else None
    return size is not None and size.headcount is not None and not size.not_understood


def _spread(values: Arguments) -> Iterator[Note]:
    """One word an argument, and size and budget say nothing of their kind: a sentence cut at its blanks."""
    given = [value for value in values.values() if value is not None]
    size, budget = values.get("company_size"), values.get("budget_range")
    if not all(map(_LATIN_WORD.fullmatch, given)):
        return
    if len(given) == 1 or (size and budget and not _says_size(size) and not _says_budget(budget)):
        yield ask(
            "business_nature",
            "cut",
            "每个参数只收到一个词：如原文更长，请给含空格的值加引号，或改用工具调用",
            "one word arrived for each argument: if there was more, quote values that have blanks, or call the tool",
        )


def _says_size(value: str) -> bool:
    size = understand_size(value)
    return size is not None and bool(size.bands)


def _says_budget(value: str) -> bool:
    budget = understand_budget(value)
    return budget is not None and bool(budget.parts or budget.band)


_HOLDS: dict[ArgumentName, Callable[[str], bool]] = {
    "budget_range": _holds_a_budget,
    "company_size": _holds_a_headcount,
}
"""What an argument may hold that belongs into another."""
