"""`it-advisor connect`: a client that only starts programs works with a team's server as if it spoke HTTP itself."""

import http.server
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from mcp import Client, types
from mcp.client.stdio import StdioServerParameters

from it_advisor.doors import cli
from processes import AWKWARD, HELLO, PROGRAM, HttpServer, on_http, on_pipes, search

BRIEF = {"business_nature": "十二家酒店，统一会员与中央预订"}


def through(url: str) -> StdioServerParameters:
    return StdioServerParameters(command=PROGRAM, args=["connect", f"{url}/mcp"])


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_everything_passes_in_both_eras(http_server: HttpServer, mode: str) -> None:
    """Lists, a prompt, a tool, a resource, a completion and an error are those that HTTP gives."""

    async def said(client: Client) -> list[str]:
        name = "recommend_it_systems"
        argument = types.PromptReference(type="ref/prompt", name=name)
        answers = (
            await client.list_tools(),
            await client.list_prompts(),
            await client.get_prompt(name, BRIEF),
            await client.call_tool("search_cases", {"words": "酒店"}),
            await client.read_resource("case://hotel-group-pms-crs"),
            await client.complete(argument, {"name": "company_size", "value": ""}),
            await client.call_tool("get_case", {"id": "no such case"}),
        )
        return [answer.model_dump_json() for answer in answers]

    async with (
        Client(through(http_server.url), mode=mode) as bridged,  # type: ignore[arg-type] # one of the modes
        Client(f"{http_server.url}/mcp", mode=mode) as direct,  # type: ignore[arg-type] # one of the modes
    ):
        assert bridged.protocol_version == direct.protocol_version
        assert await said(bridged) == await said(direct)


def test_what_is_cancelled_is_not_waited_for_and_others_go_on() -> None:
    """In both eras, and the bridge ends with its input, having written nothing but JSON-RPC."""
    with on_http(*AWKWARD, "http") as server:
        for era in ("modern", "legacy"):
            with on_pipes(PROGRAM, "connect", f"{server.url}/mcp") as bridge:
                if era == "legacy":
                    bridge.send({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": HELLO})
                    assert bridge.answer()["result"]["protocolVersion"] == HELLO["protocolVersion"]
                    bridge.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
                waiting, quick = search("wait", 7), search("hotel", 8)
                if era == "legacy":
                    del waiting["params"]["_meta"], quick["params"]["_meta"]
                bridge.send(waiting)
                bridge.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 7}})
                bridge.send(quick, b"{not json")
                answers = bridge.answers(2)
                assert {answer["id"] for answer in answers} == {8, None}, answers
                assert [one for one in bridge.rest() if one["id"] != 7] == []
                assert bridge.ended() == 0


def test_a_server_that_restarts_is_found_again() -> None:
    """What was asked when it went is answered with an error at once, as is what is asked meanwhile; then it works."""
    with on_http(*AWKWARD, "http") as server:
        port = server.port
        with on_pipes(PROGRAM, "connect", f"{server.url}/mcp") as bridge:
            bridge.send(search("wait", 1), search("hotel", 2))
            assert bridge.answer()["id"] == 2
            server.process.kill()
            lost = bridge.answer()
            assert (lost["id"], lost["error"]["code"]) == (1, types.CONNECTION_CLOSED)
            away = bridge.ask()
            assert "does not answer" in away["error"]["message"] and "没有应答" in away["error"]["message"]
            with on_http(PROGRAM, "serve", "--http", "--port", str(port)):
                assert bridge.ask()["result"]["prompts"]


class NoServer(http.server.BaseHTTPRequestHandler):
    """A web site, which knows nothing of MCP and answers with the status it is told."""

    status = 200

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(NoServer.status)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Hello</p>")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_why_there_is_no_answer_is_said_to_the_client_and_in_the_log() -> None:
    """In both languages, with what to do; the line in the log is what clients show of a server that does not start."""
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NoServer)
    threading.Thread(target=site.serve_forever).start()
    url = f"http://127.0.0.1:{site.server_port}/"
    with on_pipes(PROGRAM, "connect", url) as bridge:
        for status, *says in (
            (200, "is no MCP server (200)", "不是 MCP 服务"),
            (404, "is no MCP server (404)", "不是 MCP 服务"),
            (401, "asks for a token", "要求令牌"),
            (403, "a right is missing", "没有所需权限"),
            (503, "is not available now (503)", "暂不可用"),
            (None, "does not answer", "没有应答"),
        ):
            if status is None:
                site.shutdown()
                site.server_close()
            NoServer.status = status or 0
            message = bridge.ask("server/discover")["error"]["message"]
            assert all(words in message and words in bridge.log() for words in (*says, url))
        bridge.hang_up()
        assert (bridge.ended(), bridge.line()) == (0, b"")


def test_a_certificate_of_ones_own_authority_is_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is not, the words say how; then the site is reached."""
    certificate = self_signed(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NoServer)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    threading.Thread(target=site.serve_forever).start()
    NoServer.status = 200
    for named, says in ((False, "SSL_CERT_FILE"), (True, "is no MCP server")):
        if named:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with on_pipes(PROGRAM, "connect", f"https://127.0.0.1:{site.server_port}/mcp") as bridge:
            assert says in bridge.ask("server/discover")["error"]["message"]
    site.shutdown()
    site.server_close()


def self_signed(folder: Path) -> Path:
    """A file with a key and its certificate for this computer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a company's own")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / "own.pem"
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + made.public_bytes(pem))
    return file


def test_an_address_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Before a client waits for it."""
    assert cli.run(["connect", "advisor.example.com"]) == 2
    assert "URL: must begin with https:// or http://" in capsys.readouterr().err
