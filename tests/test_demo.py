"""What a newcomer sees first: the demo fills the prompt for a company that two cases help, one of them contributed."""

import re
import subprocess
import sys

import pytest

from it_advisor.doors.clients import CLIENTS, entry

DEMO = (sys.executable, "-m", "it_advisor.examples.demo")


@pytest.fixture(scope="module")
def shown() -> str:
    done = subprocess.run(DEMO, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_the_demo_shows_a_prompt_with_two_fitting_cases(shown: str) -> None:
    """Whatever becomes of the ranking; at least one case is of the community, and none is called weak."""
    origins = re.findall(r'^<case-[0-9a-f]{12} id="[a-z0-9-]+" origin="(\w+)"', shown, re.MULTILINE)
    assert len(origins) == 2 and "community" in origins
    assert "勉强相关" not in shown and "没有足够相似" not in shown


def test_the_demo_lists_the_prompts_and_ends_with_the_lines_for_each_client(shown: str) -> None:
    """Ready to paste, in the order of the documents."""
    assert "prompt recommend_it_systems(business_nature*, company_size, budget_range, technical_requirements)" in shown
    places = [shown.index(f"--- {entry(client, '').where.en}") for client in CLIENTS]
    assert places == sorted(places) and shown.rindex("=" * 72) < places[0]


def test_whoever_has_seen_enough_may_close_the_pipe() -> None:
    """As `head` does; no traceback follows."""
    with subprocess.Popen(DEMO, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as demo:
        assert demo.stdout and demo.stderr
        demo.stdout.close()
        assert (demo.stderr.read(), demo.wait()) == (b"", 0)
