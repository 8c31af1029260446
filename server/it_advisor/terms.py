"""One analysis of Chinese and English text: index terms, and the phrases of a lexicon met among them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from it_advisor.errors import Words

_CJK = "\u2e80-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_CHINESE = re.compile(f"[{_CJK}]")
_NAME = re.compile(r"(?<![A-Za-z])(?<![-.!?:|#*>] )(?<![\n\"'“-])[A-Z][A-Za-z\d]+")
_PLAIN = re.compile(r"(?<![A-Za-z])[a-z]+")
_STOP = frozenset(
    re.findall(r"\w+", "a an and are as at be by for from how in is it its of on or our the their to us we what with")
)


def terms(text: str) -> list[str]:
    """The index terms of a text, in order: singular lower-case words, and every Chinese bigram."""
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if not _CHINESE.match(run):
            if run not in _STOP:
                found.append(singular(run))
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[place : place + 2] for place in range(len(run) - 1)]
    return found


def singular(word: str) -> str:
    """An English word without its plural s: the S-stemmer of Harman, How effective is suffixing?, JASIS 42 (1991)."""
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else f"{word[:-3]}y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]


def table(text: str) -> list[list[str]]:
    """The rows of a table written one a line, parts parted by bars; an indented line continues the one before."""
    lines = text.strip().replace("\n  ", " ").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines]


def names(words: str) -> list[str]:
    """The words of one language in a row of a table."""
    return re.split("、|, ", words)


def written_names(text: str) -> set[str]:
    """The terms written with a capital where no sentence begins, and nowhere without: SUPCON, Amsterdam."""
    written, plain = _NAME.findall(text), _PLAIN.findall(text)
    return set(terms(" ".join(written))) - set(terms(" ".join(plain)))


class Lexicon:
    """Things by key, recognised in a text by any of their words in either language."""

    def __init__(self, things: Mapping[str, Words]) -> None:
        self._phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for key, words in things.items():
            for name in (*names(words.zh), *names(words.en)):
                phrase = terms(name)
                self._phrases[phrase[0]].append((phrase, key))

    def met(self, text: Sequence[str]) -> list[tuple[str, range]]:
        """Every phrase met in a text's terms, in order: its key, and the places of its terms.

        A phrase of one Chinese character is met at the end of a term too that begins no other: 厂 in 手表厂.
        """
        return [
            (key, range(place, place + len(phrase)))
            for place, term in enumerate(text)
            for phrase, key in self._phrases.get(term) or self._phrases.get(_ending(term)) or ()
            if len(phrase) == 1 or text[place : place + len(phrase)] == phrase
        ]

    def words(self) -> set[str]:
        """Every English word of the phrases."""
        phrases = (phrase for listed in self._phrases.values() for phrase, _ in listed)
        return {term for phrase in phrases for term in phrase if term.isascii() and term.isalpha()}


def _ending(term: str) -> str:
    return term[1:] if len(term) == 2 and not term.isascii() else ""


class Spelling:
    """Known words, found again when one letter is missing, added, wrong, or swapped with its neighbour."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._longest = max(map(len, self._known), default=0) + 1
        self._near: dict[
            str, str
        ] = {}  # the words parted by blanks: almost always one, which takes no memory of its own
        for word in sorted(word for word in self._known if len(word) >= SHORTEST):
            for form in _forms(word):
                self._near[form] = f"{self._near[form]} {word}" if form in self._near else word

    def corrected(self, word: str) -> str:
        """The known word one slip away, first by alphabet; else the word itself."""
        if not SHORTEST <= len(word) <= self._longest or word in self._known:
            return word
        near = {known for form in _forms(word) for known in self._near.get(form, "").split()}
        return min((known for known in near if _is_slip(word, known)), default=word)


SHORTEST = 5
"""Letters a word needs to be corrected; shorter ones are too often another word."""


def _forms(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words one slip apart share a form.

    Quadratic in the letters, so nobody's words may come here unbounded.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_slip(one: str, other: str) -> bool:
    """Whether two words that share a form differ by one slip: they may be as long and two letters apart."""
    apart = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) != len(other) or apart < 2 or (apart == 2 and sorted(one) == sorted(other))
