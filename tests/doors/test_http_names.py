"""Only pages and names this server was told reach it, on every route: no web page can drive a server on a desk."""

from itertools import product

import pytest

from processes import PROGRAM, HttpServer, on_http, recommendation
from raw_http import MODERN, call, post

ROUTES = [
    ("GET", "/"),
    ("GET", "/sse"),
    ("POST", "/messages"),
    ("POST", "/mcp"),
    ("GET", "/mcp"),
    ("DELETE", "/mcp"),
    ("POST", "/api/v1/recommend_it_systems"),
    ("GET", "/api/v1/get_case"),
    ("OPTIONS", "/mcp"),
    ("HEAD", "/"),
    ("GET", "/no/such/path"),
]

OURS = [
    "localhost",
    "localhost:{port}",
    "LOCALHOST:{port}",
    "127.0.0.1",
    "127.0.0.1:{port}",
    "[::1]",
    "[::1]:1",
    "localhost:1",
]
FOREIGN = [
    "evil.example",
    "evil.example:{port}",
    "localhost.evil.example",
    "evil-localhost",
    "xlocalhost",
    "localhostx",
    "localhost.",
    "127.0.0.1.evil.example",
    "127.0.0.2",
    "127.1",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "[::2]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "::1",
    "[::1",
    "[::1].evil.example",
    "localhost:x@evil.example",
    "localhost@evil.example",
    "evil.example@localhost",
    "localhost:1.evil.example",
    "localhost:*",
    "localhost:",
    "localhost:123456",
    "localhost:-1",
    "localhost:٣",
    "localhost, localhost",
    "localhost evil.example",
    "localhost/",
    "localhost#",
    "http://localhost",
    "ｌocalhost",
    "*",
    "null",
    "",
]
PAGES = ["http://", "https://"]
FOREIGN_PAGES = [
    *(scheme + host for scheme, host in product(PAGES, FOREIGN)),
    "null",
    "",
    "*",
    "localhost",
    "//localhost",
    "file://localhost",
    "ftp://localhost",
    "chrome-extension://localhost",
    "http://localhost/",
    "http://localhost/path",
    "http://localhost?",
    "http:// localhost",
    "http:/localhost",
    "http://http://localhost",
    "http://localhost http://evil.example",
]


def status(server: HttpServer, method: str, path: str, *headers: str) -> int:
    return call(server.port, method, path, headers=[header.format(port=server.port) for header in headers]).status


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_foreign_host_is_misdirected_on_every_route(http_server: HttpServer, method: str, path: str) -> None:
    """DNS rebinding ends here: under another name nothing answers, whatever the path."""
    for host in ("evil.example", "localhost.evil.example", "localhost:1.evil.example"):
        assert status(http_server, method, path, f"Host: {host}") == 421


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_foreign_origin_is_forbidden_on_every_route(http_server: HttpServer, method: str, path: str) -> None:
    """A page of somebody else's cannot call, whatever the path."""
    for origin in ("http://evil.example", "null", "http://localhost:1.evil.example"):
        assert status(http_server, method, path, "Host: localhost", f"Origin: {origin}") == 403


@pytest.mark.parametrize("host", FOREIGN)
def test_no_trick_makes_a_host_ours(http_server: HttpServer, host: str) -> None:
    """Suffixes, user names, wildcards, other spellings of the address: a name is ours or it is not."""
    assert status(http_server, "GET", "/", f"Host: {host}") in (400, 421)


def test_no_trick_makes_an_origin_ours(http_server: HttpServer) -> None:
    """The same for pages, under either scheme, and for what is no web page at all."""
    passed = [
        origin
        for origin in FOREIGN_PAGES
        if status(http_server, "GET", "/", "Host: localhost", f"Origin: {origin}") not in (400, 403)
    ]
    assert passed == []


@pytest.mark.parametrize("host", OURS)
def test_our_own_names_pass_with_any_port_and_in_any_case(http_server: HttpServer, host: str) -> None:
    """A tunnel or a proxy on this computer may use another port."""
    assert status(http_server, "GET", "/", f"Host: {host}") == 200
    for scheme in PAGES:
        assert status(http_server, "GET", "/", "Host: localhost", f"Origin: {scheme}{host}") == 200


def test_a_name_given_twice_or_not_at_all_is_not_ours(http_server: HttpServer) -> None:
    """Two servers on the way might each believe another one of them."""
    assert status(http_server, "GET", "/") in (400, 421)
    for second in ("localhost", "evil.example"):
        assert status(http_server, "GET", "/", "Host: localhost", f"Host: {second}") in (400, 421)
        assert (
            status(http_server, "GET", "/", "Host: localhost", "Origin: http://localhost", f"Origin: http://{second}")
            == 403
        )


def test_white_space_around_a_name_is_no_part_of_it(http_server: HttpServer) -> None:
    """A client or a proxy may put some behind a value as well as before it (RFC 9110); the names are still equal."""
    padded = ("Mcp-Method: \t prompts/get \t ", "Mcp-Name:   recommend_it_systems  ", "Origin: http://localhost  ")
    answer = post(http_server.port, "/mcp", recommendation(), *(f"{one} " for one in MODERN), *padded)
    assert (answer.status, "result" in answer.data) == (200, True)
    assert status(http_server, "GET", "/", "Host: localhost \t ") == 200
    assert status(http_server, "GET", "/", "Host: evil.example  ") == 421


def test_an_allowed_host_passes_and_its_neighbours_do_not() -> None:
    """--allowed-host names exactly one host, for Host and Origin alike."""
    with on_http(
        PROGRAM, "serve", "--http", "--port", "0", "--allowed-host", "Advisor.example.com", "--insecure-no-auth"
    ) as server:
        for name, expected in (("advisor.example.com:8443", 200), ("example.com", 421), ("x.advisor.example.com", 421)):
            assert status(server, "GET", "/", f"Host: {name}") == expected
        assert status(server, "GET", "/", "Host: localhost", "Origin: https://advisor.example.com") == 200
        assert status(server, "GET", "/", "Host: localhost", "Origin: https://example.com") == 403


def test_the_refusal_says_what_the_administrator_can_do(http_server: HttpServer) -> None:
    """And in the shape of the door: problem details under /api/, JSON-RPC elsewhere."""
    for path, kind in (("/mcp", "application/json"), ("/api/v1/get_case", "application/problem+json")):
        answer = call(http_server.port, "POST", path, headers=["Host: evil.example"])
        assert answer.headers["content-type"] == kind
        assert b"--allowed-host" in answer.body
        assert b"evil.example" not in answer.body
