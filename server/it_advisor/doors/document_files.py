"""Documents on their way out: kept for a while to be fetched, written into a folder, shown to a client of MCP."""

import base64
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from mcp import types

from it_advisor.errors import Misconfigured, Words

if TYPE_CHECKING:  # documents are imported with the first one that is asked for
    from it_advisor.documents import Export
    from it_advisor.documents.answer import DocumentFile

KEPT_BYTES = 64_000_000
"""Of the newest documents, in the memory of one server."""
SMALL_BYTES = 24_000
"""A file up to this size travels in the answer itself; clients refuse an answer of over 25,000 tokens."""
_PARTS = re.compile(r"(.*?)((?:-v[0-9A-Za-z.-]{1,20})?\.[0-9a-z]+)")
"""The name of a file: its title, and its version with its ending."""
_URI = re.compile(r"document://([0-9a-f]{64})/[^/]+")


class Kept:
    """The newest documents, each read again by whom it was made for and nobody else."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, str], DocumentFile] = OrderedDict()

    def of(self, owner: str) -> "Shelf":
        return Shelf(self, owner)

    def keep(self, owner: str, file: "DocumentFile") -> None:
        self._files[owner, file.sha256] = file
        self._files.move_to_end((owner, file.sha256))
        while len(self._files) > 1 and sum(one.size for one in self._files.values()) > KEPT_BYTES:
            self._files.popitem(last=False)

    def find(self, owner: str, sha256: str) -> "DocumentFile | None":
        return self._files.get((owner, sha256))


class Shelf(NamedTuple):
    """One caller's documents."""

    kept: Kept
    owner: str

    def keep(self, file: "DocumentFile") -> str:
        """Its address."""
        self.kept.keep(self.owner, file)
        return f"document://{file.sha256}/{quote(file.name)}"

    def find(self, uri: str) -> types.TextResourceContents | types.BlobResourceContents | None:
        asked = _URI.fullmatch(uri)
        file = self.kept.find(self.owner, asked[1]) if asked else None
        return _contents(file, uri) if file else None


def shown(
    files: "Sequence[DocumentFile]", shelf: Shelf, paths: Sequence[Path]
) -> Iterator[types.ResourceLink | types.EmbeddedResource | types.TextContent]:
    """Where each was written, a link to it, and the file itself where it is small."""
    if paths:
        yield types.TextContent(text="\n".join(map(str, paths)))
    for file in files:
        uri = shelf.keep(file)
        yield types.ResourceLink(uri=uri, name=file.name, mime_type=file.mime_type, size=file.size)
        if file.size <= SMALL_BYTES:
            yield types.EmbeddedResource(resource=_contents(file, uri))


def _contents(file: "DocumentFile", uri: str) -> types.TextResourceContents | types.BlobResourceContents:
    if file.mime_type.startswith("text/"):
        return types.TextResourceContents(uri=uri, mime_type=file.mime_type, text=file.content.decode())
    return types.BlobResourceContents(
        uri=uri, mime_type=file.mime_type, blob=base64.b64encode(file.content).decode("ascii")
    )


def download(answer: "Export") -> tuple[str, str, bytes]:
    """Name, type and content of what one answer over HTTP can carry: the file, or an archive of several."""
    if len(answer.files) == 1:
        file = answer.files[0]
        return file.name, file.mime_type, file.content
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in answer.files:
            archive.writestr(file.name, file.content)
    return answer.files[0].name.rpartition(".")[0] + ".zip", "application/zip", packed.getvalue()


def write(files: "Sequence[DocumentFile]", folder: Path, replace: bool = False) -> tuple[Path, ...]:
    """Into the folder and nowhere else; a name that is taken gets a number unless it may be replaced."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(file, folder, replace) for file in files)
    except OSError as error:
        raise Misconfigured(
            Words(f"无法写入 {folder}：{error.strerror}", f"cannot write into {folder}: {error.strerror}")
        ) from error


def _write(file: "DocumentFile", folder: Path, replace: bool) -> Path:
    stem, _, ending = file.name.rpartition(".")
    names = (file.name if number == 1 else f"{stem}-{number}.{ending}" for number in count(1))
    for name in names:
        place = folder / name
        try:
            with place.open("wb" if replace else "xb") as out:
                out.write(file.content)
            return place
        except FileExistsError:
            continue
    raise AssertionError("names never end")


def default_folder() -> Path:
    return Path.home() / "Documents" / "it-advisor"


def disposition(name: str) -> str:
    """A Content-Disposition that every browser understands: RFC 6266 with the name of RFC 5987 beside a plain one."""
    parts = _PARTS.fullmatch(name)
    title, rest = (parts[1], parts[2]) if parts else (name, "")
    latin = normalize("NFKD", title).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^0-9A-Za-z]+", "-", latin).strip("-")
    plain = letters if len(letters) * 2 > len(title) else "report"  # the rest of a Chinese title would say nothing
    return f"attachment; filename=\"{plain}{rest}\"; filename*=UTF-8''{quote(name, safe='')}"
