"""The report checker: what it finds of planted defects, what it finds in good reports, and how long it takes."""

import gc
from time import process_time

from benchmarks.corpus import (
    false_errors,
    found_anew,
    found_in,
    from_elsewhere,
    good,
    is_found,
    planted,
    planted_elsewhere,
)
from benchmarks.figures import Effort, Goal, Topic, at_most, spread

LEAST_RECALL = 0.95
MOST_FALSE = 1
MOST_MILLISECONDS = 200
WORDS = 10_000

Row = tuple[str, str, str]
NOTE = (
    "Our own: reports of tests/corpus with the defects planted in them, each found only where the rule it was planted "
    "for finds it, all checked with the briefs they answer. Another hand's: reports of tests/corpus/elsewhere, and the "
    "defects their author planted without a look at the rules, checked without a brief; one is found where anything "
    "new is. Of these, 43 % were found at first; the rules were then mended with them, so that both columns are better "
    "than what a report from elsewhere can expect."
)


def quality(effort: Effort) -> Topic:
    ours, others = [*planted()][:: effort.planted], [*planted_elsewhere()][:: effort.planted]
    found = sum(map(is_found, ours)), sum(bool(found_anew(one)) for one in others)
    recall = found[0] / len(ours)
    wrong, elsewhere = false_errors(good()), false_errors(from_elsewhere())
    most = max(wrong.values())
    rows: list[Row] = [
        ("what", "our own", "another hand's"),
        ("good reports", str(len(wrong)), str(len(elsewhere))),
        ("false errors in all of them", str(sum(wrong.values())), str(sum(elsewhere.values()))),
        ("most in one", str(most), str(max(elsewhere.values()))),
        ("planted defects", str(len(ours)), str(len(others))),
        ("found", str(found[0]), str(found[1])),
        ("recall", f"{recall:.3f}", f"{found[1] / len(others):.3f}"),
    ]
    goals = (
        Goal("recall on planted defects", f"≥ {LEAST_RECALL}", f"{recall:.3f}", recall >= LEAST_RECALL),
        Goal("false errors in a good report", f"≤ {MOST_FALSE}", str(most), most <= MOST_FALSE),
    )
    return Topic("The report checker: what it finds", rows, NOTE, goals)


def long_report(words: int = WORDS) -> str:
    """A good report made so long by more prose in its sections, each paragraph another."""
    text = good()["saas-startup-35"]
    head, marker, rest = text.partition("## Risks\n")
    more = []
    count = len(text.split())
    number = 0
    while count < words:
        number += 1
        paragraph = f"Workshop {number} settled how team {number} hands over orders, who signs and which list is kept."
        more.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join((head, *more, marker + rest))


def speed(effort: Effort) -> Topic:
    text = long_report()
    found_in(text)
    gc.collect()
    gc.freeze()  # as a server does once it has started
    took = []
    for _ in range(effort.rounds):
        start = process_time()
        found_in(text)
        took.append((process_time() - start) * 1_000)
    return Topic(
        "The report checker: how long it takes",
        [("what", "ms"), (f"a report of {WORDS:,} words, its tables and its summary block", spread(took))],
        "Processor time, after the first report, which loads the rules, with what is loaded frozen as in a server.",
        (at_most("checking a report of 10,000 words", took, MOST_MILLISECONDS, " ms"),),
    )
