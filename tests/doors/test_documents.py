"""Documents on their way out: through MCP a link and a path, through REST a file, on the command line a folder."""

import base64
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import httpx2
import pytest
from mcp import Client, types
from mcp.client.stdio import StdioServerParameters

from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.settings import Settings
from processes import PROGRAM, HttpServer

ASKED: dict[str, Any] = {"report": "# 酒店集团选型\n\n## 风险提示\n\n没有。", "formats": ["html"], "owner": "IT"}
NAME = "酒店集团选型-v0.1.html"


def stdio(folder: Path) -> Client:
    command = {"command": sys.executable, "args": ["-m", "it_advisor"], "env": {"IT_ADVISOR_EXPORTS": str(folder)}}
    return Client(StdioServerParameters.model_validate(command))


async def test_on_stdio_a_file_is_written_linked_and_embedded(tmp_path: Path) -> None:
    """Into the folder the user has set; a second time under another name, so that nothing is lost."""
    folder = tmp_path / "out"
    async with stdio(folder) as client:
        answers = [await client.call_tool("export_report", ASKED) for _ in range(2)]
        links = [part for part in answers[0].content if isinstance(part, types.ResourceLink)]
        read = await client.read_resource(links[0].uri)
    assert sorted(path.name for path in folder.iterdir()) == ["酒店集团选型-v0.1-2.html", NAME]
    texts = [part.text for part in answers[0].content if isinstance(part, types.TextContent)]
    assert str(folder / NAME) in texts
    embedded = [part.resource for part in answers[0].content if isinstance(part, types.EmbeddedResource)]
    written = (folder / NAME).read_text("utf-8")
    for resource in (*embedded, *read.contents):
        assert isinstance(resource, types.TextResourceContents)
        assert resource.text == written
    assert len(embedded) == 1


async def test_without_a_folder_a_file_is_kept_to_be_read(tmp_path: Path) -> None:
    """As over HTTP: nothing is written, and only who has the address can read it."""
    async with Client(mcp_server.build(open_desk(Settings()))) as client:
        answer = await client.call_tool("export_report", {**ASKED, "formats": ["docx"]})
        (link,) = [part for part in answer.content if isinstance(part, types.ResourceLink)]
        read = await client.read_resource(link.uri)
        with pytest.raises(Exception, match="document://"):
            await client.read_resource(link.uri.replace("document://", "document://0", 1))
    (held,) = read.contents
    assert isinstance(held, types.BlobResourceContents)
    assert ZipFile(BytesIO(base64.b64decode(held.blob))).testzip() is None
    assert answer.structured_content
    assert answer.structured_content["files"][0]["size"] == link.size


def test_rest_gives_the_file_under_its_name(http_server: HttpServer) -> None:
    """As a download that no browser shows or sniffs; several in an archive."""
    one = httpx2.post(f"{http_server.url}/api/v1/export_report", json=ASKED)
    assert one.status_code == 200
    assert one.headers["content-type"].startswith("text/html")
    assert one.headers["x-content-type-options"] == "nosniff"
    disposition = one.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="report-v0.1.html"; ')
    assert unquote(disposition.split("filename*=UTF-8''")[1]) == NAME
    assert disposition.isascii()
    both = httpx2.post(f"{http_server.url}/api/v1/export_report", json={**ASKED, "formats": ["html", "docx"]})
    assert both.headers["content-type"] == "application/zip"
    assert ZipFile(BytesIO(both.content)).namelist() == [NAME, NAME.replace(".html", ".docx")]


def test_the_command_writes_numbers_names_and_replaces_when_told(tmp_path: Path) -> None:
    """What was there stays unless --force is said."""
    report = tmp_path / "report.md"
    report.write_text(ASKED["report"], "utf-8")
    command = [PROGRAM, "export", str(report), "--to", "html", "-o", str(tmp_path / "out")]
    first, second, third = (
        subprocess.run([*command, *more], capture_output=True, encoding="utf-8", check=True).stdout.strip()
        for more in ([], [], ["--force"])
    )
    assert first == third == str(tmp_path / "out" / NAME)
    assert Path(second).name == "酒店集团选型-v0.1-2.html"
    lost = subprocess.run([PROGRAM, "export", "gone.md"], capture_output=True, encoding="utf-8")
    assert (lost.returncode, lost.stderr.count("\n")) == (2, 1)
    assert "gone.md" in lost.stderr


def test_a_missing_part_names_the_command_that_installs_it(tmp_path: Path) -> None:
    """Through the door, not only in a log; and serving needs none of it."""
    script = (
        "import sys; sys.modules['typst'] = sys.modules['vl_convert'] = None\n"
        "from importlib import util; real = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name in ('typst', 'vl_convert') else real(name, *more)\n"
        "from it_advisor.doors.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    report = tmp_path / "report.md"
    report.write_text(ASKED["report"], "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script, "export", str(report), "--to", "pdf", "-o", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert "pip install --editable '.[documents]'; `it-advisor doctor` has the whole command" in done.stderr


def test_a_server_starts_without_any_of_it() -> None:
    """What documents need is imported with the first of them."""
    script = (
        "import sys; from it_advisor.desk import open_desk; from it_advisor.doors import mcp_server, stdio;"
        "from it_advisor.settings import Settings; mcp_server.build(open_desk(Settings()));"
        "heavy = {'docx', 'typst', 'vl_convert', 'xlsxwriter', 'fontTools', 'lxml', 'markdown_it'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
