"""What must not be published is found before anybody reads it, and honest cases pass."""

import time

import pytest

from it_advisor.contribution.making import whole_text
from it_advisor.contribution.screening import screen
from material import EXAMPLES, example

FOUND = [
    ("-----BEGIN RSA PRIVATE KEY-----", "a private key"),
    ("key AKIAIOSFODNN7EXAMPLE", "an access key"),
    ("password: hunter22", "a password"),
    ("密码：abc12345", "a password"),
    ("postgresql://app:geheim@db/x", "an address with a password"),
    ("ask li.wei@example.com", "an e-mail address"),
    ("身份证 11010519491231002X", "an identity number"),
    ("手机 138 1234 5678", "a mobile number"),
    ("call +49 30 1234 5678", "a telephone number"),
    ("card 4111 1111 1111 1111", "a card number"),
    ("IBAN DE89 3704 0044 0532 0130 00", "a bank account"),
    ("Authorization: Bearer abcdefghijklmnop0123", "a token"),
    ("github_pat_11ABCDEFG0123456789abcdef", "an access key"),
]
DISGUISED = {
    "a telephone number": [
        *("010-62345678", "电话：0571-88861234", "Tel. (030) 1234567", "0171 2345678", "(415) 555-2671"),
        *("0049 30 1234567", "+49 30/1234567", "+49.30.1234567"),
    ],
    "a mobile number": [
        *("8613800138000", "138.0013.8000", "tel-13800138000", "13800138000,5 days"),
        *("１３８００１３８０００", "138&#48;0138000"),
    ],
    "an e-mail address": [
        *("info@müller.de", "zhang@公司.中国", "zhang＠acme．com", "zhang.san (at) acme.com", "zhang @ acme.com"),
        "zhang&#64;acme.com",
    ],
    "an identity number": ["110105 19491231 002X", "130503670401001"],
    "a password": ["| password | hunter22 |", "**Password:** hunter22", "密码是 hunter22", "api_key=9f8a7b6c5d"],
}
"""Written so that a simple search would not see it."""
FOUND += [(text, what) for what, texts in DISGUISED.items() for text in texts]
HONEST = ["13,812,345,678 CNY", "11010519491231002", "R1–R12", "2026-11-27", "4111 1111 1111 1112", "1.3.8", "a@b"]


@pytest.mark.parametrize(("text", "what"), FOUND)
def test_a_secret_or_a_person_is_found_with_its_line(text: str, what: str) -> None:
    """Whatever stands around it."""
    (problem, *_) = screen(f"first line\nsecond: {text}, and more").forbidden
    assert (problem.field, what in problem.words.en) == ("content:2", True)


@pytest.mark.parametrize("text", HONEST)
def test_figures_are_no_persons(text: str) -> None:
    """Amounts, dates, ids and numbers with a wrong check digit pass."""
    assert screen(text).forbidden == ()


def test_names_are_left_to_the_curator_but_for_those_that_must_not_appear() -> None:
    """Suppliers have full names too; the contributor knows the customer's."""
    text = "杭州某某科技有限公司与 Acme Widgets GmbH\nRun by Zhonghua Hotels"
    assert len(screen(text).doubtful) == 1
    assert [one.field for one in screen(text, ["zhonghua hotels"]).forbidden] == ["content:2"]
    for hidden in ("Acme  Corp", "Acme\nCorp", "Acme **Corp**", "Acme\u00a0Corp", "Ａｃｍｅ Ｃｏｒｐ", "Acme-Corp"):
        assert screen(f"Run by {hidden}.", ["Acme Corp"]).forbidden
    assert screen("password: correcthorse").doubtful


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.md")))
def test_the_shipped_cases_pass(name: str) -> None:
    """None of them holds anything that would be refused."""
    assert screen(whole_text(example(name))).forbidden == ()


@pytest.mark.parametrize("piece", ["a", "1", "中", "+1 ", "1234 ", "AB12 ", "a@", "a.", "Aaa ", "pwd:a", "有限", "://"])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Nobody stops a server with a text made for it."""
    took = []
    for length in (50_000, 100_000):
        begin = time.process_time()
        screen(piece * (length // len(piece)))
        took.append(time.process_time() - begin)
    assert took[1] < took[0] * 3 + 0.05
