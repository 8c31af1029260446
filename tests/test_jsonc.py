"""A person's JSON with comments is edited like a person would: nothing else in it moves."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from it_advisor.errors import Refusal
from it_advisor.jsonc import drop, load, merge
from jsonc_files import files

ENTRY = {"command": "/opt/IT 选型/it-advisor", "args": [], "env": {"PYTHONUTF8": "1"}}
OURS = {"servers": {"it-advisor": ENTRY}}
PATH = ("servers", "it-advisor")


def words(text: str) -> list[str]:
    """Every comment in it, in order."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|//[^\r\n]*|/\*.*?\*/', text, re.DOTALL)
    return [token for token in tokens if not token.startswith('"')]


@given(files())
def test_what_goes_in_is_the_old_and_the_entry(file: tuple[str, dict[str, Any]]) -> None:
    """Every other member keeps its value, every comment its words, and the entry is there."""
    text, data = file
    assert load(text) == data
    after = merge(text, OURS)
    assert load(after) == {**data, "servers": {**data.get("servers", {}), "it-advisor": ENTRY}}
    assert words(after) == words(text)


@given(files())
def test_every_character_of_the_old_stays_in_its_order(file: tuple[str, dict[str, Any]]) -> None:
    """Adding only adds: without what was added the text is the old one, but for blanks in an empty object."""
    text, _ = file
    rest = iter(merge(text, OURS))
    assert all(character in rest for character in text if character not in " \t")


@given(files())
def test_a_second_time_changes_nothing(file: tuple[str, dict[str, Any]]) -> None:
    """To ask twice is to have asked once."""
    once = merge(file[0], OURS)
    assert merge(once, OURS) == once


@given(files())
def test_added_beside_others_and_dropped_again_the_text_is_the_old_one(file: tuple[str, dict[str, Any]]) -> None:
    """To the character, where other servers stand; else the list of servers is left empty."""
    text, data = file
    back = drop(merge(text, OURS), PATH)
    if data.get("servers"):
        assert back == text
    assert load(back) == {**data, "servers": data.get("servers", {})}
    assert words(back) == words(text)


@given(files(), st.data())
def test_whatever_is_dropped_the_rest_stays(file: tuple[str, dict[str, Any]], choice: st.DataObject) -> None:
    """First, last or in the middle, with comments around it or none."""
    text, data = file
    name = choice.draw(st.sampled_from([*data, "not there"]))
    after = drop(text, (name,))
    assert load(after) == {other: value for other, value in data.items() if other != name}


@given(files(), st.data())
def test_whatever_is_replaced_the_rest_stays(file: tuple[str, dict[str, Any]], choice: st.DataObject) -> None:
    """A value that differs is replaced where it stands."""
    text, data = file
    name = choice.draw(st.sampled_from([*data, "new"]))
    after = merge(text, {name: "now this"})
    assert load(after) == {**data, name: "now this"}
    assert list(load(after)) == list(data) + ([] if name in data else [name])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}\n", '{\n  "servers": {\n    "x": 1\n  }\n}\n'),
        ("{\r\n}\r\n", '{\r\n  "servers": {\r\n    "x": 1\r\n  }\r\n}\r\n'),
        ('{\n\t"servers": {}\n}', '{\n\t"servers": {\n\t\t"x": 1\n\t}\n}'),
        ('{\n    "a": 1\n}', '{\n    "a": 1,\n    "servers": {\n        "x": 1\n    }\n}'),
        (
            '{"servers": {\n  "a": 1, // last\n  // "b": 2\n}}',
            '{"servers": {\n  "a": 1, // last\n  "x": 1,\n  // "b": 2\n}}',
        ),
        ('{"servers": {\n  "a": 1 // last\n}}', '{"servers": {\n  "a": 1, // last\n  "x": 1\n}}'),
        ('{"servers": {"a": 1}}', '{"servers": {"a": 1, "x": 1}}'),
        ('{"servers": { // none\n}}', '{"servers": { // none\n  "x": 1\n}}'),
        ('{"servers": {"x": [2]}}', '{"servers": {"x": 1}}'),
    ],
)
def test_an_entry_is_written_as_its_neighbours_are(before: str, after: str) -> None:
    """The file's own indentation, line ends and habit of trailing commas."""
    assert merge(before, {"servers": {"x": 1}}) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"a": 1, "x": 2, "b": 3}', '{"a": 1, "b": 3}'),
        ('{"a":1,"x":2}', '{"a":1}'),
        ('{\n  "a": 1, // one\n  "x": 2\n}', '{\n  "a": 1 // one\n}'),
        ('{\n  "a": 1, // one\n  "x": 2, // two\n}', '{\n  "a": 1, // one\n   // two\n}'),
        ('{ // c\n"x": 1, "b": 2}', '{ // c\n "b": 2}'),
        ('{\n  "x": 1\n}', "{}"),
        ('{ /* c */ "x": 1 }', "{ /* c */ }"),
    ],
)
def test_a_dropped_member_takes_its_comma_and_its_line_with_it(before: str, after: str) -> None:
    """No hole is left, and no comment is lost."""
    assert drop(before, ("x",)) == after


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1"),
        ("{\n  // only a comment\n", "line 3"),
        ('{\n  "servers": {,}\n}', "line 2"),
        ('{\n  "servers": {"a": 1,,}\n}', "line 2"),
        ('{\n  "servers": 1 /* no end\n}', "line 2"),
        ("{\n  'servers': {}\n}", "line 2"),
        ('{\n  "servers": []\n}', "line 2: an object"),
        ("[]", "line 1: an object"),
        ('{\n  "servers": {},\n  "servers": {}\n}', "line 3: servers a second time"),
        ("[" * 100_000, "nesting"),
        ("1" * 5_000, "too long"),
    ],
)
def test_a_text_that_cannot_be_edited_safely_is_refused_by_line(text: str, says: str) -> None:
    """Rather than damaged."""
    with pytest.raises(Refusal, match=says):
        merge(text, OURS)
