"""The fixed material: what people write, with the tool that fits, and the briefs that reports are written for."""

from datetime import date
from typing import TypeVar

from it_advisor.brief import Brief
from it_advisor.errors import Language
from it_advisor.frontmatter import read_yaml
from it_advisor.model import Model

M = TypeVar("M", bound=Model)


class Question(Model):
    """What a person writes, and the tool that should be called first; none where it is about something else."""

    id: str
    language: Language
    text: str
    tool: str | None = None
    also: tuple[str, ...] = ()
    """Tools with which the person is served as well."""

    def is_met_by(self, called: str | None) -> bool:
        return called == self.tool or called in self.also


class FixedBrief(Brief):
    """An organisation that wants a report, and the day it asks."""

    id: str
    language: Language
    as_of: date


def read_questions(source: str) -> tuple[Question, ...]:
    return _read(source, Question)


def read_briefs(source: str) -> tuple[FixedBrief, ...]:
    return _read(source, FixedBrief)


def _read(source: str, model: type[M]) -> tuple[M, ...]:
    return tuple(model.model_validate(one) for one in read_yaml(source))
