"""Choices of a fixed few as a reader sees them, and back."""

from it_advisor.costs.wording import NAMES
from it_advisor.documents.wording import WORDS
from it_advisor.errors import Language, Words

_OWN = {
    "proof-of-concept": Words("概念验证", "proof of concept"),
    "demo": Words("演示", "demo"),
    "reference": Words("用户走访", "reference"),
    "document": Words("文件", "document"),
    "estimate": Words("估计", "estimate"),
    "vendor-claim": Words("厂商自述", "vendor claim"),
    "higher": Words("越高越好", "higher"),
    "lower": Words("越低越好", "lower"),
}
EVIDENCE_KINDS = ("proof-of-concept", "demo", "reference", "document", "estimate", "vendor-claim")
RESULTS = ("pass", "fail", "open")
PRIORITIES = ("must", "should", "could")


def label(value: str, language: Language) -> str:
    words = _OWN.get(value) or NAMES.get(value) or WORDS.get(value)
    return words.said(language) if words else value


def choices(values: tuple[str, ...], language: Language) -> list[str]:
    return [label(value, language) for value in values]


def value_of(label_said: str, values: tuple[str, ...]) -> str | None:
    """What a label of either language means; None where it is none."""
    said = label_said.strip().casefold()
    for value in values:
        if said in (value, label(value, "zh"), label(value, "en").casefold()):
            return value
    return None
