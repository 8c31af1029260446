"""Where evals keep what was answered: a line of JSON each, so that a run that was stopped goes on where it was."""

from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from it_advisor.errors import BadRequest, Misconfigured, Problem, Words
from it_advisor.evals.outcomes import Choice, Outcome, Written
from it_advisor.text import short

_LINE: TypeAdapter[Choice | Written] = TypeAdapter(Choice | Written)


class Record:
    """The outcomes there are; without a file they are kept for this run alone."""

    def __init__(self, place: str | None) -> None:
        """Raises BadRequest for a file of something else, Misconfigured for one that cannot be written."""
        self._file = _opened(Path(place)) if place else None
        try:
            self.outcomes = _read(self._file, place or "") if self._file else []
        except BadRequest:
            self.close()
            raise
        self._answered = {one.key for one in self.outcomes if not one.failed}

    def close(self) -> None:
        if self._file:
            self._file.close()

    def add(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if not outcome.failed:
            self._answered.add(outcome.key)
        if self._file:
            self._file.write(f"{outcome.model_dump_json()}\n".encode())
            self._file.flush()

    def knows(self, model: str) -> bool:
        """Whether that model has answered anything."""
        return any(name == model for name, *_ in self._answered)

    def has(self, key: tuple[str, str, int]) -> bool:
        """Whether it was answered; what failed is asked again."""
        return key in self._answered


def _opened(path: Path) -> BinaryIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError as error:
        words = Words(f"无法写入 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}")
        raise Misconfigured(words) from error


def _read(file: BinaryIO, name: str) -> list[Outcome]:
    """Without the half of a line that was being written when it was stopped."""
    file.seek(0)
    found: list[Outcome] = []
    whole = 0
    for line in file:
        if not line.endswith(b"\n"):
            break
        whole += len(line)
        try:
            found.append(_LINE.validate_json(line))
        except ValidationError as error:
            words = Words("已有别的内容；请换一个 -o", "holds something else already; choose another -o")
            raise BadRequest(Problem(f"-o {short(name)}", words)) from error
    file.truncate(whole)
    return found
