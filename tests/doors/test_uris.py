"""A URI is a name in a list, never a path: whatever it says, no file is opened for it."""

import sys
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from mcp import Client, MCPError

from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.settings import Settings

UPWARDS = [
    "..",
    "../",
    "....//",
    "..;/",
    "..\\",
    "%2e%2e/",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..%2f",
    "..%c0%af",
    "..%ef%bc%8f",
    "%c0%ae%c0%ae/",
    "．．/",
    "．．／",
    "\u2025/",
    "..\u2215",
    "...",
    "~/",
    "/",
    "//",
    "\\\\host\\share\\",
    "C:\\",
    "file:///",
]
TARGETS = ["etc/passwd", "pyproject.toml", "recommend_it_systems.zh.md", "__init__.py"]
FORMS = [
    "case://{}",
    "template://{}/zh",
    "template://recommend_it_systems/{}",
    "case://hotel-group-pms-crs/{}",
    "{}",
    "CASE://{}",
]
ENDS = ["\x00", "%00", "%0a", "\n", "?x=1", "#x", "/", "/.", " ", "{id}", "$(id)", "'--"]
ATTACKS = [
    *(form.format(up * depth + target) for form, up, depth, target in product(FORMS, UPWARDS, (1, 4), TARGETS)),
    *("case://hotel-group-pms-crs" + end for end in ENDS),
    *("template://recommend_it_systems/zh" + end for end in ENDS),
    *(
        f"case://{name}"
        for name in ("", ".", "..", "*", "%", "None", "Hotel-Group-PMS-CRS", "ｈotel-group-pms-crs", "x" * 100_000)
    ),
]

watching: list[str] | None = None


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if watching is not None and event in ("open", "os.listdir", "os.scandir", "socket.connect", "subprocess.Popen"):
        watching.append(f"{event} {arguments[0]}")


sys.addaudithook(watch)  # there is no way to take it away again


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """What is opened while the test runs."""
    global watching
    watching = []
    yield watching
    watching = None


async def test_no_uri_opens_a_file_or_reads_what_is_not_listed(opened: list[str]) -> None:
    """Over a thousand attacks find nothing, and the answer is that there is no such resource."""
    server = mcp_server.build(open_desk(Settings()))
    async with Client(server) as client:
        listed = {str(one.uri) for one in (await client.list_resources()).resources}
        assert {"case://hotel-group-pms-crs", "template://recommend_it_systems/zh"} <= listed
        opened.clear()
        found = [uri for uri in ATTACKS if uri not in listed and await is_read(client, uri)]
        assert found == []
        assert opened == []
        for uri in listed:
            assert await is_read(client, uri)
        assert opened == []


async def is_read(client: Client, uri: str) -> bool:
    try:
        await client.read_resource(uri)
    except MCPError as error:
        assert error.code == -32602
        return False
    return True


async def test_the_watch_sees_what_is_opened(opened: list[str]) -> None:
    """The test above could fail: a file opened here is noticed."""
    with open(__file__):  # noqa: PTH123 # the plainest way there is
        assert opened == [f"open {__file__}"]
