"""Whatever the amount or the list, written in any of the usual ways it is read back as it was."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from it_advisor.brief import split_requirements, understand_budget, understand_size
from it_advisor.brief.glyphs import fold
from it_advisor.brief.numerals import Number, read_number

UNITS = {
    "": 1,
    "万": 10_000,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "k": 1_000,
    "m": 10**6,
    " million": 10**6,
    "bn": 10**9,
}
COEFFICIENT = st.decimals(min_value=1, max_value=9_999, places=2)
UNIT = st.sampled_from(list(UNITS))
HAN = "零一二三四五六七八九"


def only(text: str) -> tuple[Decimal | None, Decimal | None, str | None]:
    budget = understand_budget(text)
    assert budget is not None and len(budget.parts) == 1 and not budget.not_understood, budget
    part = budget.parts[0]
    return part.minimum, part.maximum, part.currency


@given(COEFFICIENT, UNIT)
def test_an_amount_is_read_to_the_cent(coefficient: Decimal, unit: str) -> None:
    """Digits with or without grouping, full-width too, before every unit."""
    amount = coefficient * UNITS[unit]
    wide = str(coefficient).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    for digits in (str(coefficient), f"{coefficient:,}", wide):
        assert only(f"USD {digits}{unit}") == (amount, amount, "USD")
        assert only(f"不超过{digits}{unit}美元") == (None, amount, "USD")


@given(COEFFICIENT, COEFFICIENT, UNIT, st.sampled_from(["-", "–", "~", " to ", "至", "到"]))
def test_a_range_shares_its_unit(one: Decimal, other: Decimal, unit: str, mark: str) -> None:
    """3-4 million is three to four million; upside down it is a contradiction and not turned round."""
    low, high = sorted((one, other))
    assume(low >= 10 or high < 100 or high % 100)  # 2-300k may be 200–300k: see phrasings.yaml
    assert only(f"EUR {low}{mark}{high}{unit}") == (low * UNITS[unit], high * UNITS[unit], "EUR")
    budget = understand_budget(f"至少{high}亿元，最多{low}亿元")
    assert budget is not None
    assert [note.kind for note in budget.problems] == (["contradiction"] if low < high else [])


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_chinese_numeral_is_the_number_it_spells(number: int) -> None:
    """一千零五十, 三万零二百 and so on, up to 99,999,999."""
    assert read_number(spelt(number)) == Number(Decimal(number), Decimal(1)) or read(spelt(number)) == number


def read(text: str) -> Decimal | None:
    number = read_number(text)
    return number and number.value


def spelt(number: int) -> str:
    """In the standard way, with 零 for skipped places."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return spelt(high) + "万" + (("零" if low < 1_000 else "") + spelt(low) if low else "")
    text, skipped = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        text += ("零" if skipped and text else "") + HAN[digit] + name if digit else ""
        skipped = not digit if digit or text else False
    return text


ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(min_value=1, max_value=999_999_999), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_an_english_numeral_is_the_number_it_spells(number: int, hyphen: str, joint: str) -> None:
    """Two hundred and fifty thousand, ten million five hundred thousand and so on, up to 999,999,999."""
    assert only(f"{in_words(number, hyphen, joint)} euros") == (number, number, "EUR")


def in_words(number: int, hyphen: str, joint: str) -> str:
    for unit, name in ((10**6, "million"), (1_000, "thousand")):
        if number >= unit:
            above, below = divmod(number, unit)
            between = joint if below < 100 else " "
            rest = f"{between}{in_words(below, hyphen, joint)}" if below else ""
            return f"{in_words(above, hyphen, joint)} {name}{rest}"
    if number >= 100:
        rest = f"{joint}{in_words(number % 100, hyphen, joint)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    tens, ones = divmod(number, 10)
    return ONES[number - 1] if number < 20 else TENS[tens - 2] + (f"{hyphen}{ONES[ones - 1]}" if ones else "")


@given(
    COEFFICIENT, COEFFICIENT, st.sampled_from(["{}万+{}万", "软件{}万＋硬件{}万", "{}万，另加{}万", "{}万 plus {}万"])
)
def test_a_plus_between_two_sums_bounds_neither(one: Decimal, other: Decimal, form: str) -> None:
    """Both are read as they are written, in their order."""
    budget = understand_budget(form.format(one, other))
    assert budget is not None
    amounts = [amount * 10_000 for amount in (one, other)]
    assert [(part.minimum, part.maximum) for part in budget.parts] == [(amount, amount) for amount in amounts]


OTHER_MONEY = [
    "去年花了{}万",
    "其中硬件{}万",
    "节省{}万",
    "营收{}万",
    "last year USD {}k",
    "of which USD {}k",
    "不是{}万",
]


@given(COEFFICIENT, COEFFICIENT, st.sampled_from(OTHER_MONEY), st.sampled_from(["；", "，"]))
def test_other_money_beside_a_budget_is_kept_and_not_counted(
    budgeted: Decimal, other: Decimal, form: str, mark: str
) -> None:
    """Whatever the amounts, only what is meant for this budget is one of its sums; the rest is quoted."""
    said = form.format(other)
    budget = understand_budget(f"预算{budgeted}万{mark}{said}")
    assert budget is not None
    assert [part.maximum for part in budget.parts] == [budgeted * 10_000]
    assert budget.not_understood == (said,)


@given(
    st.integers(min_value=0, max_value=10**9), st.sampled_from(["{}人", "员工{}名", "{:,} employees", "staff of {}"])
)
def test_a_head_count_is_read_in_every_notation(people: int, form: str) -> None:
    """And falls into exactly one band."""
    size = understand_size(form.format(people))
    assert size is not None and size.headcount is not None
    assert (size.headcount.minimum, size.headcount.maximum) == (people, people)
    assert size.band is not None


@pytest.mark.parametrize(
    ("people", "band"),
    [
        (9, "micro"),
        (10, "small"),
        (99, "small"),
        (100, "medium"),
        (499, "medium"),
        (500, "large"),
        (5_000, "very-large"),
    ],
)
def test_the_bands_begin_where_they_are_documented(people: int, band: str) -> None:
    """10, 100, 500 and 5,000 people are the smallest of their band."""
    size = understand_size(f"{people}人")
    assert size is not None and size.band == band


ITEM = st.text(alphabet="登录审计ABCabc", min_size=2, max_size=12).filter(lambda text: not text.lower().startswith("r"))


@given(st.lists(ITEM, min_size=2, max_size=30), st.sampled_from(["；", "; ", "\n", "\n- ", "\n• ", "。"]))
def test_a_list_is_numbered_item_for_item(items: list[str], mark: str) -> None:
    """Semicolons, lines, bullets and full stops part requirements, and their words stay as they were."""
    assert [one.text for one in split_requirements(mark + mark.join(items))] == items


@given(st.lists(ITEM, min_size=2, max_size=30), st.sampled_from(["{}. {} ", "{}、{} ", "({}) {} ", "{}) {}\n"]))
def test_a_counted_list_loses_its_numbers_only(items: list[str], form: str) -> None:
    """In one line or in many."""
    text = "".join(form.format(n, item) for n, item in enumerate(items, 1))
    assert [one.text for one in split_requirements(text)] == items


def test_five_hundred_requirements_are_told_apart_and_the_rest_is_kept() -> None:
    """The last one holds whatever follows, so that nothing the asker wrote is lost."""
    found = split_requirements(";".join(f"need {n}" for n in range(1, 700)))
    assert len(found) == 500
    assert found[498].text == "need 499"
    assert found[499].text == "\n".join(f"need {n}" for n in range(500, 700))


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    """So that what is reported as not understood is quoted from the text itself."""
    assert len(fold(text)) == len(text)
