"""The life of a contributed case: given, looked at, published, and what became of it."""

from it_advisor.contribution.answers import Contributed, Reviewed
from it_advisor.contribution.requests import Contribution, Review

__all__ = ["Contributed", "Contribution", "Review", "Reviewed"]
