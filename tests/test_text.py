"""What the text gate lets through, refuses and measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import o200k
from it_advisor.content import load
from it_advisor.errors import BadRequest
from it_advisor.settings import Settings
from it_advisor.text import clean, language_of, scrub, short, suspect, tokens

REFUSED = {
    "null": "a\x00b",
    "escape": "a\x1b[31mb",
    "delete": "a\x7fb",
    "c1 control": "a\x85b",
    "lone surrogate": "a\ud800b",
    "right-to-left override": "abc\u202etxt",
    "isolate": "a\u2066b",
    "right-to-left mark": "a\u200fb",
    "zero-width space": "a\u200bb",
    "word joiner": "a\u2060b",
    "joiner between latin letters": "a\u200db",
    "tag character": "a\U000e0041b",
    "variation selector on a letter": "a\ufe0fb",
    "byte order mark inside": "a\ufeffb",
    "noncharacter": "a\ufffeb",
    "noncharacter of plane 1": "a\U0001ffffb",
}
PASSES = (
    "320 人，3 个工厂；“国产数据库优先”——RPO≤5 分钟",
    "tab\tand\nnew line",
    "family 👨‍👩‍👧 and heart ❤️ and key 1️⃣",
    "👍🏽\ufe0f ℹ️ info 〰️ ‼️ ™️ ▶️ ㊗️ 🏳️‍🌈 👩🏽‍🍳",
    "می‌خواهم",  # Persian needs its zero-width non-joiner
    "नमस्ते क्‍ष",
    "café naïve Ω ≥ 99.9 % → ok",
    "{{ 7*7 }} {% if x %} <b>&amp;</b> `rm -rf` $HOME %s",
)


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_invisible_and_invalid_characters_are_refused_by_place_and_code(value: str) -> None:
    """The caller learns which character it is and what to do."""
    with pytest.raises(BadRequest) as caught:
        clean({"company_size": value})
    problem = caught.value.problems[0]
    assert problem.field == "company_size"
    assert "U+" in problem.words.en
    assert "delete it" in problem.words.en
    assert "删除" in problem.words.zh


@pytest.mark.parametrize("value", PASSES)
def test_what_people_write_passes_unchanged(value: str) -> None:
    """Emoji, joining scripts, full-width signs and template syntax are text like any other."""
    assert clean(value) == value


def test_line_ends_and_composition_are_made_one() -> None:
    """The same text typed on two systems is the same text here."""
    assert clean("\ufeffa\r\nb\rc") == "a\nb\nc"
    assert clean("cafe\u0301") == "café"


def test_what_word_processors_leave_behind_is_mended() -> None:
    """A soft hyphen shows nothing, and the separators of lines and paragraphs end a line."""
    assert clean("Waren\xadwirtschaft\u2028Lager\u2029ERP") == "Warenwirtschaft\nLager\nERP"


@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_what_leaves_is_clean_whatever_came(value: str) -> None:
    """Scrubbed text has nothing to hide, can be encoded, and scrubbing again changes nothing."""
    out = scrub({"a": [value]})["a"][0]
    assert suspect(out) is None
    out.encode()
    assert scrub(out) == out


def test_only_what_may_not_leave_is_replaced() -> None:
    """A hidden character costs the emoji and the Persian beside it nothing."""
    for text in PASSES:
        assert scrub(f"{text}\u202e{text}") == f"{text}\ufffd{text}"


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(value: str) -> None:
    """What the gate let through once passes again, unchanged."""
    try:
        once = clean(value)
    except BadRequest:
        return
    assert clean(once) == once


def test_depth_and_breadth_are_bounded() -> None:
    """A bomb is refused with a sentence, not with a stack trace."""
    deep: list[object] = []
    for _ in range(50):
        deep = [deep]
    for bomb in (deep, ["x"] * 60_000):
        with pytest.raises(BadRequest):
            clean({"words": bomb})


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (("汽车零部件制造", "320 people"), "zh"),
        (("ERP、MES、PLM 集成，OPC UA、MQTT",), "zh"),
        (("a hotel group", "12 hotels"), "en"),
        (("", "300-500"), None),
        (("Müller GmbH, Stuttgart",), "en"),
    ],
)
def test_the_language_is_told_by_the_script(texts: tuple[str, ...], language: str | None) -> None:
    """Chinese prose full of Latin product names is still Chinese."""
    assert language_of(*texts) == language


def test_a_quoted_value_is_one_short_visible_line() -> None:
    """Nothing a caller sends can flood or forge a message."""
    assert short("a\nb\x00" + "c" * 500).startswith("a b\ufffdc")
    assert len(short("x" * 500)) == 60


def test_the_token_estimate_is_close_to_a_real_tokenizer() -> None:
    """Within 15 % of o200k_base on every shipped template and case."""
    library = load(Settings())
    texts = [case.report for case in library.cases.values()]
    texts += [sheet.template.body for sheet in library.templates.sheets.values()]
    for value in texts:
        count = o200k(value)
        if count > 300:
            assert abs(tokens(value) - count) <= 0.15 * count, value[:60]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"scores": [{}, {"rationale": "a\u200bb"}]}, "scores.1.rationale"),
        ({"scores": [{"a\u200bb": 1}]}, "scores.0.<name>"),
        (["x", "a\u200bb"], "1"),
    ],
)
def test_the_place_of_what_may_not_pass_is_named_as_every_other_field_is(value: object, field: str) -> None:
    """Steps parted by points, rows counted from 0."""
    with pytest.raises(BadRequest) as caught:
        clean(value)
    assert caught.value.problems[0].field == field
