"""it-advisor batch: a prompt for every row of a file; goes on where it was stopped, and does no row twice."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, get_args

import click

from it_advisor.batch import KINDS, MOST_BYTES, Kind, Row, kind_of, read
from it_advisor.desk import open_desk
from it_advisor.doors.operation_command import system_language
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.recommendation import Detail
from it_advisor.settings import from_environment
from it_advisor.text import short

if TYPE_CHECKING:  # it imports the SDK, which no other command needs
    from it_advisor.doors.batch_output import Kept, Output
    from it_advisor.doors.batch_rows import Done

_LARGE = Words(f"大于 {MOST_BYTES} 字节；请分批", f"is larger than {MOST_BYTES} bytes; split it")
_KIND = Words("不知道是哪种文件；请加 --format", "nobody can tell its kind; add --format")


class Tally(NamedTuple):
    """What has become of the rows."""

    done: int = 0
    failed: int = 0
    before: int = 0

    def words(self) -> Words:
        zh = f"{self.done} 行完成，{self.failed} 行有误" + (f"；其中 {self.before} 行此前已处理" * bool(self.before))
        en = f"{self.done} rows done, {self.failed} with an error" + (
            f"; {self.before} of them before" * bool(self.before)
        )
        return Words(zh, en)


@click.command("batch")
@click.argument("file", metavar="FILE")
@click.option("--out", "-o", required=True, help="A .jsonl file, a folder of .md files, or - for standard output.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="[default: by the file's ending]")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of the prompts. [default: each row's own]")
@click.option("--cases", type=click.IntRange(0, 3), help="How many similar cases. [default: 2]")
@click.option("--case-detail", type=click.Choice(get_args(Detail)), help="[default: summary]")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to work in.")
def command(file: str, out: str, kind: Kind | None, workers: int, **options: Any) -> int:
    """成批填写 A prompt for every row of a .csv, .xlsx or .jsonl file; - is standard input.

    Stopped, it goes on where it was when it is started again. Exit code 1 if a row has an error.
    """
    from it_advisor.doors.batch_output import output

    with TemporaryFile() as source:
        _take(file, source)
        reading = read(source, kind or _kind(file))
        if reading.notice:
            click.echo(reading.notice.said(system_language()), err=True)
        given = {name: value for name, value in options.items() if value is not None}
        rows = (row.with_defaults(given) for row in reading.rows)
        with closing(output(out)) as target:
            before = _skipped(rows, target.kept(), out)
            tally = asyncio.run(_worked(_dones(rows, workers), reading.about, target, before))
    click.echo(tally.words().said(system_language()), err=out == "-")
    return int(tally.failed > 0)


def _kind(file: str) -> Kind:
    if (kind := kind_of(file)) is None:
        raise BadRequest(Problem(short(file), _KIND))
    return kind


def _take(file: str, kept: BinaryIO) -> None:
    """Copied, so that it can be read again and does not change meanwhile. Raises BadRequest."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            copyfileobj(source, kept)
    except OSError as error:
        words = Words(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}")
        raise BadRequest(Problem(short(file), words)) from error
    if kept.tell() > MOST_BYTES:
        raise BadRequest(Problem(short(file), _LARGE))


def _skipped(rows: Iterator[Row], kept: "Iterator[Kept]", out: str) -> Tally:
    """Past the rows done before. Raises BadRequest where they are not those of this file and these options."""
    tally = Tally()
    for one in kept:
        row = next(rows, None)
        if row is None or (row.number, row.digest) != (one.number, one.digest):
            words = Words(
                f"第 {one.number} 行来自另一份文件或另一些选项；请换一个 -o",
                f"its row {one.number} was made from another file or with other options; choose another -o",
            )
            raise BadRequest(Problem(f"-o {short(out)}", words))
        tally = Tally(tally.done + 1 - one.failed, tally.failed + one.failed, tally.before + 1)
    return tally


async def _dones(rows: Iterator[Row], workers: int) -> "AsyncIterator[Done]":
    """Every row, in order."""
    language, settings = system_language(), from_environment()
    advisor = open_desk(settings).advisor
    if workers > 1:
        from it_advisor.doors.batch_workers import shared_out

        for done in shared_out(workers, rows, language):
            yield done
            await asyncio.sleep(0)  # Ctrl-C is told to a task that waits
        return
    from it_advisor.doors.batch_rows import work

    try:
        async for done in work(advisor, rows, {}, language):
            yield done
    finally:
        await advisor.cabinet.close()


async def _worked(dones: "AsyncIterator[Done]", about: int, target: "Output", tally: Tally) -> Tally:
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=about, file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        bar.update(tally.before)
        async for done in dones:
            target.put(done)
            failed = done.problem is not None
            tally = tally._replace(done=tally.done + 1 - failed, failed=tally.failed + failed)
            bar.update(1)
    return tally
