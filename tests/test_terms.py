"""Chinese and English are analysed alike, and what is known of the trade is recognised in both."""

import tracemalloc
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from it_advisor.concepts import CONCEPTS, concepts
from it_advisor.industries import BY_KEY, industry_of
from it_advisor.kinds import KINDS, industry_in, kinds
from it_advisor.subject import spelling, subject_of
from it_advisor.terms import Lexicon, names, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("质量追溯", ["质量", "量追", "追溯"]),
        ("ERP系统", ["erp", "系统"]),
        ("Ｅ Ｒ Ｐ １２", ["e", "r", "p", "12"]),
        ("厂", ["厂"]),
        ("hotels, companies and buses", ["hotel", "company", "buse"]),
        ("access status is for us", ["access", "status"]),
        ("the of and", []),
        ("", []),
    ],
)
def test_a_text_becomes_words_and_bigrams(text: str, expected: list[str]) -> None:
    """Full-width letters, capitals and the plural make no difference; words that say nothing are left out."""
    assert terms(text) == expected


@given(st.text(max_size=200))
def test_any_text_can_be_analysed(text: str) -> None:
    """Whatever is typed, its terms are never blank and analysing it cannot fail."""
    assert all(term.strip() for term in terms(text))
    assert subject_of(terms(text)).unread <= len(terms(text))


@pytest.mark.parametrize(
    ("chinese", "english", "concept"),
    [
        ("全程追溯", "full traceability", "traceability"),
        ("单点登录", "Single sign-on", "single sign-on"),
        ("接电子签章", "with electronic signatures", "electronic signature"),
        ("冷库温度", "cold rooms", "cold chain"),
        ("同城双活", "active-active", "active-active"),
        ("两地三中心", "disaster recovery", "disaster recovery"),
        ("总账", "general ledger", "accounting"),
    ],
)
def test_a_need_is_the_same_in_either_language(chinese: str, english: str, concept: str) -> None:
    """That is how a question finds a case told in the other language."""
    for text in (chinese, english):
        assert concept in subject_of(terms(text)).needs


@pytest.mark.parametrize("things", [CONCEPTS, KINDS], ids=["concepts", "kinds"])
def test_no_phrase_names_two_things(things: dict) -> None:
    """Else a reason could name the wrong one."""
    phrases = [tuple(terms(name)) for words in things.values() for one in words for name in {*names(one)}]
    assert all(phrases)
    lexicon = Lexicon(things)
    assert all(len({key for key, places in lexicon.met(list(p)) if len(places) == len(p)}) == 1 for p in phrases)


@pytest.mark.parametrize("lexicon", [concepts(), kinds()], ids=["concepts", "kinds"])
def test_every_thing_is_met_by_its_own_name(lexicon: Lexicon) -> None:
    """In both languages."""
    for key, words in (CONCEPTS if lexicon is concepts() else KINDS).items():
        for one in words:
            assert key in {met for met, _ in lexicon.met(terms(names(one)[0]))}


def test_every_kind_is_of_an_industry_we_know() -> None:
    """And no industry is without words."""
    assert {industry_in(key) for key in KINDS} == set(BY_KEY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tracability", "traceability"),
        ("omnichanel", "omnichannel"),
        ("reservaton", "reservation"),
        ("retial", "retail"),
        ("manufacturring", "manufacturing"),
        ("hotal", "hotel"),
        ("player", "player"),
        ("erb", "erb"),
        ("追朔", "追朔"),
    ],
)
def test_one_slip_in_an_english_word_is_forgiven(typed: str, meant: str) -> None:
    """A letter missing, added, wrong or swapped; but not two, and not in a short word."""
    assert spelling().corrected(typed) == meant


def test_a_word_longer_than_any_we_know_costs_nothing() -> None:
    """60,000 letters without a blank are no slip of a known word; looking for one would take gigabytes."""
    word = "".join(Random(1).choices(ascii_lowercase, k=60_000))
    spelling()
    tracemalloc.start()
    try:
        assert spelling().corrected(word) == word
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("三家门诊的口腔诊所", "healthcare"),
        ("B2B SaaS for logistics planning", "software"),
        ("药品批发与配送，客户为医院和连锁药店，药品冷链", "pharma"),
        ("we need a bank interface", None),
        ("a symphony orchestra", None),
    ],
)
def test_an_industry_is_told_by_what_the_organisation_is(text: str, industry: str | None) -> None:
    """Not by its customers or by what it connects to."""
    found = industry_of(text)
    assert (found.key if found else None) == industry
