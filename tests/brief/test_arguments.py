"""The four arguments: what is accepted, what is said about them, and that no text is too much."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from it_advisor.brief import Brief, Understanding, understand

TEXT = st.text(max_size=300) | st.text(
    alphabet="0123456789,.-–~+万亿元人年每不超过以内约$€ kKıİſmMillona至、；\n\"'{}()", max_size=120
)

WORDS = (
    "三年 合计 每年 不超过 至少 500 万 元 美元 USD EUR 5m 800k one-off per year over 3 years between and up to max min"
    " 百万 五 二 十 点 几 half a million twenty-five 1,200 2.5 2.500 24x7 人 员工 家 门店 startup 大型 约 about 每用户"
    " % 2026 2026年 18个月 中等 low 萬 億 ， 、 ; ( ) + - – ~ 到 以内 以上 首年 其中 含 ¥ $ £"
)
SOUP = st.builds(str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(WORDS.split(" ")), max_size=14))


@pytest.mark.parametrize("business", ["", " ", "x", " x ", "x" * 4_001])
def test_the_business_must_be_told_in_two_to_four_thousand_characters(business: str) -> None:
    """Too little to advise on, or too much to read, is refused at its field."""
    with pytest.raises(ValidationError) as refused:
        Brief(business_nature=business)
    assert refused.value.errors()[0]["loc"] == ("business_nature",)


@pytest.mark.parametrize("field", ["company_size", "budget_range", "technical_requirements"])
def test_the_other_arguments_may_be_left_blank_and_are_bounded(field: str) -> None:
    """A form that sends empty fields is not refused; 8,000 characters are accepted and one more is not."""
    assert getattr(Brief(business_nature="零售", **{field: " \n "}), field) is None
    assert getattr(Brief(business_nature="零售", **{field: "需" * 8_000}), field) == "需" * 8_000
    with pytest.raises(ValidationError):
        Brief(business_nature="零售", **{field: "需" * 8_001})


def test_every_argument_tells_how_to_fill_it_in_both_languages() -> None:
    """Models and people read the same short description, with an example."""
    for name, field in Brief.model_fields.items():
        description = field.description or ""
        assert "例如" in description and "e.g." in description, name
        assert len(description) < 220, name


BRIEF = Brief(
    business_nature="汽车零部件制造，两个工厂",
    company_size="320人，3家工厂",
    budget_range="一次性 500 万元，另加每年 80 万，运维",
    technical_requirements="单点登录；对接WMS；OPC UA、MQTT接入",
)


def test_the_answer_lists_how_each_argument_was_understood() -> None:
    """In Chinese, as it can be pasted into a report."""
    assert understand(BRIEF).markdown("zh") == (
        "- **业务性质**：按原文（12 字）\n"
        "- **企业规模**：320 人 · 3 处场所 · 规模档 中型\n"
        "- **预算范围**：CNY 5,000,000 · 一次性；CNY 800,000 · 每年 · 按原文保留：运维\n"
        "- **技术需求**：3 条\n"
        "  - R1 单点登录\n"
        "  - R2 对接WMS\n"
        "  - R3 OPC UA、MQTT接入\n"
    )


def test_the_answer_says_what_to_confirm() -> None:
    """In English, with what was not given and what contradicts itself."""
    answer = understand(Brief(business_nature='"retail chain"', budget_range="EUR 500-300k"))
    assert answer.markdown("en") == (
        "- **Business**: as written (12 characters)\n"
        "- **Company size**: not given\n"
        "- **Budget**: kept as written: EUR 500-300k\n"
        "- **Technical requirements**: not given\n"
        "- **Repaired (business)**: quotes around it taken off\n"
        "- **Please confirm (budget)**: the maximum 300,000 is below the minimum 500,000:"
        " confirm the amounts and their unit\n"
    )


def test_more_than_five_hundred_requirements_are_asked_to_be_merged() -> None:
    """The asker learns that the last number stands for many."""
    many = Brief(business_nature="零售", technical_requirements="\n".join(map("需求{}".format, range(501))))
    assert [note.kind for note in understand(many).notes] == ["too-many"]


def test_amounts_travel_as_strings_of_plain_digits() -> None:
    """A program reads them without rounding and without exponents."""
    part = json.loads(understand(BRIEF).model_dump_json())["budget"]["parts"][0]
    assert part == {
        "minimum": "5000000",
        "maximum": "5000000",
        "currency": "CNY",
        "period": "once",
        "years": None,
        "year": None,
        "limit": None,
    }


@given(st.tuples(TEXT, TEXT | SOUP, TEXT | SOUP, TEXT | SOUP))
def test_any_text_is_understood_or_reported_and_never_an_error(texts: tuple[str, str, str, str]) -> None:
    """Mixed scripts, right-to-left text, control characters: the same brief always gives the same sound answer."""
    brief = Brief.model_validate(dict(zip(Brief.model_fields, ("零售" + texts[0], *texts[1:]), strict=True)))
    answer = understand(brief)
    assert answer == understand(brief)
    assert_sound(answer)
    assert_nothing_is_lost(answer)


def assert_sound(answer: Understanding) -> None:
    """No range is upside down, and what is said can be said in both languages."""
    for part in answer.budget.parts if answer.budget else ():
        assert part.minimum is not None or part.maximum is not None
        assert part.minimum is None or part.maximum is None or part.minimum <= part.maximum
    assert all(note.zh and note.en for note in answer.notes)
    assert answer.markdown("zh") != answer.markdown("en")


def assert_nothing_is_lost(answer: Understanding) -> None:
    """An argument that was given is understood, or kept verbatim and named in a note."""
    noted = {note.field for note in answer.notes}
    given: tuple[tuple[Any, Any], ...] = (("company_size", answer.size), ("budget_range", answer.budget))
    for field, understood in given:
        assert understood is None or understood.said("en") or field in noted
    if any(map(str.isalnum, answer.brief.technical_requirements or "")):
        assert answer.requirements


HOSTILE = [
    *(
        "1",
        "1,",
        "0.",
        "1-",
        "1 ",
        "1k ",
        "1 000 ",
        "99999999",
        "٣",
        "½",
        "①",
        "1. a 2. b ",
        "R1:",
        "half a ",
        "twenty-",
    ),
    *(
        "万",
        "亿",
        "一点",
        "二点五万",
        "5万-3万 ",
        "5万，是，",
        "三年，",
        "至少5万，最多9万。",
        "5m one-off ",
        "$",
        "RMB ",
        "每",
    ),
    *("人", "1人，", "约", "公司", "门店", "small ", "over ", "<", "<a", "~", "{{", "${", '"', "'", "“", "(", "()"),
    *(
        "a;",
        "a,",
        "，",
        ".",
        ". A",
        "abc. A",
        "and ",
        " ",
        "\n",
        "a\t",
        "家人\t",
        "x:\n",
        "- a\n  b\n",
        "#",
        "\u202e",
        "%20",
        "%E9%9B",
        "&#8238;",
        "&lt;",
        "\\n",
        "ﷺ",
        "👩\u200d💻",
    ),
]


@pytest.mark.parametrize("seed", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(seed: str) -> None:
    """Twice as much takes at most three times as long, so that nothing backtracks; all fields at once."""
    assert seconds((seed * 8_000)[:8_000]) < 3 * seconds((seed * 4_000)[:4_000]) + 0.01


def seconds(text: str) -> float:
    """Of processor time, the best of three, so that a busy machine does not count."""
    brief = Brief(
        business_nature=f"零售{text[:3_900]}", company_size=text, budget_range=text, technical_requirements=text
    )
    return min(_once(brief) for _ in range(3))


def _once(brief: Brief) -> float:
    start = time.process_time()
    understand(brief).markdown("zh")
    return time.process_time() - start
