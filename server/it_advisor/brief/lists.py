"""A list written in one line, cut only where every piece can stand on its own."""

import re
from collections.abc import Iterable

from it_advisor.brief.series import starts

_ORDINAL = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-z])"
_BRACKETED = re.compile(
    rf"\((?!{_ORDINAL}[)）])[^()]*+\)|（(?!{_ORDINAL}[)）])[^（）]*+）|\[[^\[\]]*+\]|【[^【】]*+】|“[^“”]*+”|\"[^\"]*+\""
    r"|「[^」]*+」|https?://(?:[^\s;；，。、]|;(?=\S))++"
)
_STRONG = re.compile(
    r"[;；؛•●▪■◆◦‣✓✔☑☐。！]"
    r"|(?<=[A-Za-z0-9)%]{3})(?<!etc)(?<!incl)(?<!excl)(?<!approx)(?<!Inc)(?<!Ltd)(?<!Corp)\. +(?=[A-Z\u4e00-\u9fff])"
    r"|,? +and +(?=(?:must|should|shall|needs?|has to|have to)\b)|[，,]?(?:并且|同时|而且)(?=必须|需|应|要)"
)
_LABEL = re.compile(r"([A-Z]{1,5}-?)\d{1,3}(?=[.:：)])")
_COMMA = re.compile(r"[、，]|(?<!\d),|,(?!\d)")
_OTHER_COMMA = re.compile(r"\t+|(?<=\S) +[|+＋] +(?=\S)|(?<=[\u4e00-\u9fff])[+＋|｜](?=[\u4e00-\u9fff])")
_AND = re.compile(r" and |以及")
_LEADING_AND = re.compile(r"(?:and|or)\b *|以及|及|和", re.IGNORECASE)
_EDGES = " \t\r\n,，、;；。"

_MEASURE = re.compile(r"[≤≥≈<>=~±]")
_GOVERNS = re.compile(
    r"支持|对接|集成|兼容|满足|提供|具备|采用|使用|需|必须|要求|与|和|跟|包|符合|通过|打通|接入|连接|覆盖|基于|从|在|对|按|如|实现|可(?!用性|用率|靠性|扩展性)|能|应"
    r"|(?:support|integrat|connect|compl[yi]|work|need|must|should|shall|includ|provid|use|using|with|for|via|to|such|has|have"
    r"|we|our|the|it|in|on|at|an?|from|all|both|between|either|one|run|host|deploy|migrat|replac|handl|allow|enabl)(?![a-z]*-)",
    re.IGNORECASE,
)
"""A first word that may govern the whole list, as in 支持微信、支付宝 or integrate with SAP, Oracle."""
_GOVERNED = re.compile(
    r"(?:接入|对接|集成|接口|互通|打通|联动|同步|等|兼容|适配|协议|系统|数据库|integrations?|etc\.?|interfaces?|support|systems?"
    r"|一体化|skills?|apps?|clients?|UIs?|languages?|versions?|devices?|browsers?"
    r"|experience|expertise|in-house|等(?!保)\w{0,6}|[二两三四五六七八九十\d][种个类项大]\w{0,10})\W*$",
    re.IGNORECASE,
)
"""A last word that may belong to the whole list, as in OPC UA、MQTT接入."""
_DEPENDENT = re.compile(
    r"[\d.]+$|[一二三四五六七八九十]+$|需|且|并|而|但|因|如|其中|包括|则|从而|才|不|也|以便|或"
    r"|(?:which|that|with|including|such|e\.g|or|but|because|if|when|so|as|than|while|where|not|without|to|for)\b",
    re.IGNORECASE,
)
_LAST_WORD = 16
"""Characters at the end of a list in which a governing last word is looked for."""
_LONGEST_ITEM = 40
"""Characters; a longer stretch between commas is a clause of a sentence rather than an item of a list."""


def numbered_parts(line: str) -> list[str]:
    """Cut before the numbers of a line that counts 1. 2. 3. or in another way from its start; the numbers stay."""
    begins = starts(_masked(line)) or [0]
    return [line[start:end] for start, end in zip(begins, [*begins[1:], len(line)], strict=True)]


def strong_parts(line: str) -> list[str]:
    """Cut at semicolons, bullets, ends of sentences, and 'and must'."""
    return _cut(line, _STRONG.finditer(_unlabelled(_masked(line))))


def plain_list(text: str) -> list[str]:
    """Cut at commas, 、 and a last 'and', where these are three or more short items and no word governs several.

    Where there are none, at tabs, pluses and bars between the items.
    """
    mask = _masked(text)
    items = _last_and(_cut(text, _COMMA.finditer(mask)))
    if len(items) == 1 and not text.startswith("|"):
        items = _cut(text, _OTHER_COMMA.finditer(mask))
    safe = len(items) >= 3 and not _MEASURE.search(mask) and all(map(_stands_alone, items))
    return items if safe and not _is_governed(items) else [text]


def _last_and(items: list[str]) -> list[str]:
    """The last two items apart: `A, B, and C` has three, and so has `A, B and C`."""
    if len(items) < 2:
        return items
    leading = _LEADING_AND.match(items[-1])
    last = [items[-1][leading.end() :]] if leading else _AND.split(items[-1])
    return [*items[:-1], *filter(None, (item.strip(_EDGES) for item in last))]


def _stands_alone(item: str) -> bool:
    return len(item) <= _LONGEST_ITEM and item.count(" ") < 5 and not _DEPENDENT.match(item)


def _is_governed(items: list[str]) -> bool:
    """Whether the first or the last word may belong to every item, as in `Java, Go and C# skills here`."""
    behind = [_GOVERNED.search(item[-_LAST_WORD:]) is not None for item in items]
    *others, last = (item.split() for item in items)
    longer = len(last) > 2 and "and" not in last and all(len(words) == 1 for words in others)
    first = items[0].lstrip("0123456789.．、)） ")
    return _GOVERNS.match(first) is not None or (behind[-1] and not all(behind)) or (longer and last[0].isascii())


def _masked(text: str) -> str:
    """The text with what stands in brackets or quotes blotted out, so that nothing in there is cut."""
    return _BRACKETED.sub(lambda found: "\0" * len(found[0]), text)


def _unlabelled(mask: str) -> str:
    """With the asker's own labels blotted out, of the kind the line begins with: `FR1. Login FR2. Report`."""
    label = _LABEL.match(mask.lstrip())
    return re.sub(rf"\b{label[1]}\d{{1,3}}\. ", lambda found: "\0" * len(found[0]), mask) if label else mask


def _cut(text: str, marks: Iterable[re.Match[str]]) -> list[str]:
    pieces, done = list[str](), 0
    for mark in marks:
        pieces.append(text[done : mark.start()])
        done = mark.end()
    return [piece for piece in (piece.strip(_EDGES) for piece in (*pieces, text[done:])) if piece]
