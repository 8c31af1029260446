"""The characters of a text made alike, one for one, so that every place keeps its offset."""

import re
import unicodedata

HAN = r"(?-i:[\u4e00-\u9fff])"
"""A Chinese character. Where case is ignored, each of the 20,992 would be looked up at start whether it has any."""

LATIN = "(?-i:[A-Za-z])"
"""A letter of a folded text; the same as [a-z] where case is ignored, and sooner compiled."""

_PLAIN: dict[int, int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **str.maketrans("ıİſK", "iisk"),  # what [a-z] also matches where case is ignored
    **str.maketrans("￥￡￦−‐‑‘’“”", "¥£₩---''\"\""),
    ord("，"): ord("，"),  # parts clauses in Chinese, where a narrow comma groups digits
}
_WIDE_GROUPS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
ORDINALS = "(?<![a-z])(?:phase|stage|option|lot|step|wave|package|part|release|tier|milestone|item)"
"""Words a number after which names one of several, and counts nothing."""
_A_BLANK_GROUP = re.compile(r"\d \d{3}")
_BLANK_GROUPS = re.compile(
    rf"(?:{ORDINALS}|(?<![a-z])(?:group|site|year|fy)) ?\d{{1,2}}(?= )|(?<![\d.,'/])\d{{1,3}}(?: \d{{3}})+(?![\d'])",
    re.IGNORECASE,
)
"""Thousands marked off by blanks, and not the number of a phase before them."""
_CHINESE_WAN = re.compile(r"(?<=\d)[wW](?![A-Za-z])")
_FORMAL = re.compile("[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万萬亿億]{2,}")
_FORMAL_SCALE = re.compile("(?<=[0-9] )[佰仟](?=[元圆万美欧港])|(?<=[0-9])[佰仟](?=[元圆万美欧港])")
_FORMAL_DIGITS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_ENDS = re.compile(r"\[([^\[\],，]{1,20})[,，]([^\[\],，]{1,20})\]")
_UNIT_BEHIND = re.compile(r"(?<=\d)[(（]([千百]?[万亿]?元?)[)）]")
_UNUSUAL = re.compile(r"[^ -~\n\u4e00-\u9fff]")
_NOT_MAINLAND = re.compile(r"[萬億圓\u3040-\u30ff\uac00-\ud7af]")


def fold(text: str) -> str:
    """Full-width forms, other scripts' digits, blanks and marks as plain ASCII; the length stays the same.

    `1 200 000` becomes `1'200'000`, `[100,200]` becomes `[100-200]` and, in Chinese text,
    `50w` becomes `50万`, `500（万）` becomes `500 万 `, 伍佰万 becomes 五百万.
    """
    plain = _UNUSUAL.sub(_plain, _WIDE_GROUPS.sub(",", text).translate(_PLAIN))
    plain = _ENDS.sub(r"[\1-\2]", plain) if "[" in plain else plain
    if has_han(plain):
        plain = _FORMAL.sub(lambda found: found[0].translate(_FORMAL_DIGITS), plain)
        plain = _FORMAL_SCALE.sub(lambda found: found[0].translate(_FORMAL_DIGITS), plain)
        plain = _UNIT_BEHIND.sub(r" \1 ", plain) if "(" in plain or "（" in plain else plain
        return _CHINESE_WAN.sub("万", plain)
    return _BLANK_GROUPS.sub(_grouped, plain) if _A_BLANK_GROUP.search(plain) else plain


def _grouped(found: re.Match[str]) -> str:
    return found[0].replace(" ", "'") if found[0][0].isdigit() else found[0]


def has_han(text: str) -> bool:
    return re.search(HAN, text) is not None


def is_mainland_chinese(text: str) -> bool:
    """Whether 元 and 万 in it can only mean renminbi: no traditional 萬 or 億, no Japanese, no Korean."""
    return has_han(text) and _NOT_MAINLAND.search(text) is None


def _plain(found: re.Match[str]) -> str:
    character = found[0]
    if character.isascii():
        return " " if character in "\t\r\v\f" else character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if character.isspace() or unicodedata.category(character) == "Cf" else character
