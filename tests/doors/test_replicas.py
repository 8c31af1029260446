"""Several servers on one PostgreSQL behind the reverse proxy that we recommend are one server; nothing is sticky."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import anyio
import httpx2
import pytest
from mcp import Client, types

from databases import fresh_database
from it_advisor.settings import TOOLSETS
from material import FILE
from processes import BUSINESS, HttpServer, on_http
from programs import program

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = program("nginx")
AROUND = """{user} daemon off; pid {folder}/pid; error_log {folder}/log; worker_processes 1;
events {{}}
http {{
log_format told '$upstream_addr $status $uri';
access_log {folder}/access told;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{inner}
}}
"""
SECONDS = 20
MANY = 12


class Proxied(NamedTuple):
    """The address of a proxy, and what it answers with."""

    url: str
    replicas: tuple[HttpServer, HttpServer]
    access: Path

    def answered(self, path: str) -> set[str]:
        """The replicas that have answered a request for this path."""
        lines = [line.split() for line in self.access.read_text("utf-8").splitlines()]
        return {line[0] for line in lines if line[-1] == path}


@contextlib.contextmanager
def behind_nginx(folder: Path, replicas: tuple[HttpServer, HttpServer]) -> Iterator[Proxied]:
    """Our own configuration with the ports of this test, and without TLS."""
    assert NGINX, "install nginx: apt-get install nginx-light"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    inner = CONFIGURATION.read_text("utf-8")
    for number, replica in enumerate(replicas, 8001):
        assert f"127.0.0.1:{number};" in inner
        inner = inner.replace(f"127.0.0.1:{number};", f"127.0.0.1:{replica.port};")
    inner = inner.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    inner = "\n".join(line for line in inner.splitlines() if "ssl_" not in line)
    written = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # its workers write into the folder too
    written.write_text(AROUND.format(user=user, folder=folder, inner=inner), "utf-8")
    process = subprocess.Popen([NGINX, "-e", f"{folder}/log", "-p", str(folder), "-c", str(written)])
    try:
        _wait(port)
        yield Proxied(f"http://127.0.0.1:{port}", replicas, folder / "access")
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait(port: int) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < until, "nginx does not answer"
            time.sleep(0.05)


@contextlib.contextmanager
def served(postgres: str, folder: Path) -> Iterator[Proxied]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IT_ADVISOR_DATABASE", fresh_database(postgres))
        patch.setenv("IT_ADVISOR_TOOLSETS", ",".join(TOOLSETS))
        with on_http() as one, on_http() as other:
            patch.undo()
            with behind_nginx(folder, (one, other)) as proxied:
                yield proxied


@pytest.fixture(scope="module")
def proxied(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    with served(postgres, tmp_path_factory.mktemp("nginx")) as found:
        yield found


async def ask(url: str, name: str, **raw: Any) -> httpx2.Response:
    async with httpx2.AsyncClient(timeout=SECONDS) as http:
        return await http.post(f"{url}/api/v1/{name}", json=raw)


async def begun(url: str) -> str:
    answer = await ask(url, "start_dossier", business_nature=BUSINESS, technical_requirements="single sign-on")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_client_is_served_by_all_of_them_as_by_one(proxied: Proxied, mode: str) -> None:
    """A whole conversation of either era; what one replica began the other goes on with."""
    async with Client(f"{proxied.url}/mcp", mode=mode) as client, Client(f"{proxied.replicas[0].url}/mcp") as alone:
        for _ in range(MANY):
            assert len((await client.list_tools()).tools) == len((await alone.list_tools()).tools)
        arguments = {"business_nature": BUSINESS}
        filled = await client.get_prompt("recommend_it_systems", arguments)
        assert isinstance(filled.messages[0].content, types.TextContent)
        answer = await client.call_tool("start_dossier", {"business_nature": BUSINESS})
        assert answer.structured_content
        for _ in range(4):
            found = await client.call_tool("get_dossier", {"id": answer.structured_content["id"]})
            assert not found.is_error
    assert len(proxied.answered("/mcp")) == 2


async def test_of_two_edits_at_once_one_is_told_of_the_other(proxied: Proxied) -> None:
    """They arrive at different replicas; the text that came too late comes back with the one that was kept."""
    dossier = await begun(proxied.url)
    edit = {"id": dossier, "base_revision": 1, "section": "text.risks"}
    answers = list[httpx2.Response]()

    async def say(content: str) -> None:
        answers.append(await ask(proxied.url, "revise_dossier", **edit, content=content, author="Bo"))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(say, "Winter")
        tasks.start_soon(say, "Summer")
    assert sorted(one.status_code for one in answers) == [200, 409]
    refused = next(one for one in answers if one.status_code == 409)
    assert "Winter" in refused.text
    assert "Summer" in refused.text


async def test_what_is_sent_twice_is_done_once(proxied: Proxied) -> None:
    asked = {"business_nature": BUSINESS, "key": uuid4().hex}
    answers = [await ask(proxied.url, "start_dossier", **asked) for _ in range(4)]
    assert len({one.json()["id"] for one in answers}) == 1
    assert len(proxied.answered("/api/v1/start_dossier")) == 2


async def test_a_client_hears_through_the_proxy_what_another_replica_publishes(proxied: Proxied) -> None:
    consent = {"licence": "CC0-1.0", "consent": True, "consent_by": "the director", "author": "Ana"}
    for name, raw in (
        ("contribute_case", {"id": "proxied", "content": FILE, **consent}),
        ("review_case", {"id": "proxied", "version": 1, "verdict": "accept", "author": "Cy"}),
    ):
        assert (await ask(proxied.url, name, **raw)).status_code == 200
    publish = {"id": "proxied", "version": 1, "verdict": "publish", "author": "Cy"}
    async with contextlib.AsyncExitStack() as stack:
        listening = []
        for _ in range(2):
            client = await stack.enter_async_context(Client(f"{proxied.url}/mcp"))
            listening.append(await stack.enter_async_context(client.listen(resources_list_changed=True)))
        assert (await ask(proxied.replicas[0].url, "review_case", **publish)).status_code == 200
        for events in listening:
            with anyio.fail_after(SECONDS):
                assert await anext(aiter(events))
    async with httpx2.AsyncClient() as http:
        for replica in proxied.replicas:
            with anyio.fail_after(SECONDS):
                while (await http.get(f"{replica.url}/api/v1/cases/proxied")).status_code != 200:
                    await anyio.sleep(0.05)  # the clients may both have been the other's


async def test_a_batch_streams_through_it(proxied: Proxied) -> None:
    rows = "".join(f'{{"business_nature": "a hotel with {rooms} rooms"}}\n' for rows in (range(50),) for rooms in rows)
    async with httpx2.AsyncClient(timeout=SECONDS) as http:
        answer = await http.post(
            f"{proxied.url}/api/v1/recommend_it_systems/batch",
            content=rows,
            headers={"Content-Type": "application/x-ndjson"},
        )
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 50


async def test_one_that_dies_takes_nobody_elses_request_with_it(postgres: str, tmp_path: Path) -> None:
    """Reads while it is killed: at most those it had begun fail, as 502; all asked later are answered."""
    with served(postgres, tmp_path) as proxied:
        dossier = await begun(proxied.url)
        statuses = list[int]()

        async def read() -> None:
            answer = await ask(proxied.url, "get_dossier", id=dossier)
            statuses.append(answer.status_code)

        async with anyio.create_task_group() as tasks:
            for number in range(40):
                tasks.start_soon(read)
                if number == 20:
                    await anyio.sleep(0.05)
                    proxied.replicas[0].process.kill()
        assert set(statuses) <= {200, 502}
        assert statuses.count(200) >= 15
        proxied.replicas[0].process.wait()
        assert [(await ask(proxied.url, "get_dossier", id=dossier)).status_code for _ in range(MANY)] == [200] * MANY
