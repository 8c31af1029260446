"""The four arguments, typed, and how they were understood."""

from it_advisor.brief.arguments import NAMES, Brief, Understanding, read_as, understand
from it_advisor.brief.budget import understand_budget
from it_advisor.brief.mangling import is_placeholder
from it_advisor.brief.money import Budget, Part
from it_advisor.brief.notes import Note
from it_advisor.brief.requirements import Requirement, split_requirements
from it_advisor.brief.size import Size, Span, understand_size

__all__ = [
    "NAMES",
    "Brief",
    "Budget",
    "Note",
    "Part",
    "Requirement",
    "Size",
    "Span",
    "Understanding",
    "is_placeholder",
    "read_as",
    "split_requirements",
    "understand",
    "understand_budget",
    "understand_size",
]
