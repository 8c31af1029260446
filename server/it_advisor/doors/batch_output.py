"""Where a batch's answers go; what is there already tells how far it had come when it was stopped."""

import contextlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from it_advisor.doors.batch_rows import Done
from it_advisor.errors import BadRequest, Misconfigured, Problem, Words
from it_advisor.text import short

INDEX = "index.jsonl"
_UNFIT = re.compile(r"[^\w-]+")


class Kept(NamedTuple):
    """A row that was done before."""

    number: int
    digest: str
    failed: bool


class Output(Protocol):
    """Takes each row once, in order."""

    def kept(self) -> Iterator[Kept]:
        """The rows done before, in order; what was begun of another is taken away."""
        ...

    def put(self, done: Done) -> None: ...
    def close(self) -> None: ...


def output(place: str) -> Output:
    """Standard output for `-`, a file for a name with an ending, else a folder of Markdown files."""
    if place == "-":
        return Lines(sys.stdout.buffer)
    path = Path(place)
    if path.suffix.lower() in (".jsonl", ".ndjson") and not path.is_dir():
        return Lines(_opened(path))
    if path.suffix and not path.is_dir():
        words = Words("应以 .jsonl 结尾，或是文件夹", "must end in .jsonl, or be a folder")
        raise BadRequest(Problem(f"-o {short(place)}", words))
    return Prompts(path)


def _opened(path: Path) -> BinaryIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise _unwritten(path, error) from error
    _take(file, path)
    return file


def _take(file: BinaryIO, path: Path) -> None:
    """For as long as this process lives: two that write to one file would each cut off what the other began."""
    if sys.platform == "win32":  # which lends a file to be written to one process only where it is asked to
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        words = Words(
            "另一个 it-advisor batch 正在写入；请等它结束，或换一个 -o",
            "is being written to by another it-advisor batch; wait for it, or choose another -o",
        )
        raise BadRequest(Problem(f"-o {short(str(path))}", words)) from error
    except OSError:  # a file system that knows no locks
        return


def _unwritten(path: Path, error: OSError) -> Misconfigured:
    return Misconfigured(Words(f"无法写入 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}"))


class Lines:
    """A line of JSON a row."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def kept(self) -> Iterator[Kept]:
        if not self._file.seekable() or self._file is sys.stdout.buffer:
            return
        self._file.seek(0)
        whole = 0
        for line in self._file:
            found = _read(line)
            if found is None:
                break
            whole += len(line)
            yield found
        self._file.truncate(whole)  # the half of a line that was being written

    def put(self, done: Done) -> None:
        self.write(done.line)

    def close(self) -> None:
        if self._file is not sys.stdout.buffer:
            self._file.close()

    def write(self, line: str) -> None:
        self._file.write(line.encode())
        self._file.flush()


class Prompts:
    """A file of Markdown for each prompt, and an index that tells of every row what became of it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._index = folder, Lines(_opened(folder / INDEX))

    def kept(self) -> Iterator[Kept]:
        for one in self._folder.glob(".*.part"):
            one.unlink()
        return self._index.kept()

    def put(self, done: Done) -> None:
        """The file first: a row is done when the index says so."""
        about: dict[str, Any] = {"row": done.number, "digest": done.digest}
        about |= {"id": done.name} if done.name else {}
        if done.problem is not None:
            about["error"] = done.problem
        else:
            about["file"] = _name(done)
            self._write(about["file"], done.text)
        self._index.write(json.dumps(about, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._index.close()

    def _write(self, name: str, text: str) -> None:
        """Whole or not at all."""
        part = self._folder / f".{name}.part"
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._folder / name)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise _unwritten(self._folder / name, error) from error


def _name(row: Done) -> str:
    """In the order of the rows, with what the asker calls it as far as file systems take it."""
    called = _UNFIT.sub("-", row.name).strip("-")[:40]
    return f"{row.number:06}{f'-{called}' if called else ''}.md"


def _read(line: bytes) -> Kept | None:
    """None for a line that is not whole. Raises BadRequest for one that no batch wrote."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = json.loads(line)
        return Kept(found["row"], found["digest"], "error" in found)
    except (ValueError, KeyError, TypeError) as error:
        words = Words("已有别的内容；请换一个 -o", "holds something else already; choose another -o")
        raise BadRequest(Problem("-o", words)) from error
