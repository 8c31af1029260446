"""What whoever runs a server for a team relies on: its health, its figures, its log, and its limits."""

import contextlib
import gzip
import json
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from it_advisor.doors.load import Rate
from it_advisor.doors.patience import MOST_HEADERS
from processes import BUSINESS, PROGRAM, HttpServer, on_http, request
from raw_http import Answer, call, connection, post, read

CALL = "/api/v1/recommend_it_systems"
SECRET = "canary-5f1c"
PATIENT = (
    "import sys; from it_advisor.doors import patience; patience.HEAD_SECONDS = 0.3; patience.UNREAD_SECONDS = 0.3\n"
    "from it_advisor.doors.cli import main; main()"
)


@contextlib.contextmanager
def served(*command: str, **settings: str) -> Iterator[HttpServer]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(f"IT_ADVISOR_{name.upper()}", value)
        with on_http(*command) as server:
            patch.undo()  # other servers are started while this one runs
            yield server


@pytest.fixture(scope="module")
def busy() -> Iterator[HttpServer]:
    """A server that counts, writes a log of requests as JSON, and takes 12 a minute of one caller."""
    with served(metrics="true", log_requests="true", log_format="json", requests_per_minute="12") as server:
        yield server


def get(server: HttpServer, path: str, *headers: str) -> Answer:
    return call(server.port, "GET", path, headers=("Host: localhost", *headers))


def ask(server: HttpServer, *headers: str) -> Answer:
    return post(server.port, CALL, {"business_nature": f"{BUSINESS} {SECRET}"}, *headers)


def test_a_caller_who_asks_too_often_is_told_when_to_come_again_and_others_are_not_kept_waiting(
    busy: HttpServer,
) -> None:
    answers = [ask(busy, "Authorization: Bearer one") for _ in range(4)]
    assert [one.status for one in answers] == [200] * 3 + [429]
    refused = answers[-1]
    assert refused.data["status"] == 429
    assert "12" in refused.data["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 5
    assert ask(busy, "Authorization: Bearer another").status == 200


def test_over_mcp_it_is_told_as_an_error_of_the_protocol(busy: HttpServer) -> None:
    asked = request("prompts/list")
    headers = ("Authorization: Bearer three", "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: prompts/list")
    answers = [post(busy.port, "/mcp", asked, *headers) for _ in range(4)]
    assert [one.status for one in answers] == [200] * 3 + [429]
    assert answers[-1].data["error"]["code"] == -32000


def test_figures_are_told_by_route_and_never_by_address(busy: HttpServer) -> None:
    get(busy, f"/cases/{SECRET}?words={SECRET}", "Authorization: Bearer four")
    shown = get(busy, "/metrics").body.decode()
    figures = {
        (sample.labels["route"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(shown)
        for sample in family.samples
        if sample.name == "it_advisor_requests_total"
    }
    assert figures["/cases/{id}", "404"] == 1
    assert SECRET not in shown


def test_a_request_is_a_line_in_the_log_without_a_word_of_it(busy: HttpServer) -> None:
    get(busy, f"/cases?words={SECRET}", "Authorization: Bearer five")
    until = time.monotonic() + 5
    while '"/cases"' not in busy.log() and time.monotonic() < until:
        time.sleep(0.05)
    last = next(line for line in map(json.loads, busy.log().splitlines()) if line.get("route") == "/cases")
    assert (last["method"], last["status"], last["level"]) == ("GET", 200, "info")
    assert 0 < last["seconds"] < 10
    assert SECRET not in busy.log()


def test_who_watches_it_is_answered_however_busy_it_is(busy: HttpServer) -> None:
    assert {get(busy, "/healthz", "Authorization: Bearer six").status for _ in range(30)} == {200}


def test_a_server_is_ready_only_with_its_database(tmp_path: Path) -> None:
    database = tmp_path / "team.db"
    with served(database=str(database)) as server:
        assert get(server, "/readyz").data == {"status": "ready", "faults": []}
        with contextlib.closing(sqlite3.connect(database)) as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
            newer.commit()
        answer = get(server, "/readyz")
        assert answer.status == 503
        assert answer.data["status"] == "unavailable"
        assert get(server, "/healthz").status == 200


def test_a_connection_that_sends_or_reads_too_slowly_is_closed_and_others_are_answered() -> None:
    with on_http(sys.executable, "-c", PATIENT, "serve", "--http", "--port", "0") as server:
        silent, halting = connection(server.port), connection(server.port)
        halting.sendall(b"POST /mcp HTTP/1.1\r\nHost: local")
        reading = connection(server.port)
        reading.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        for _ in range(400):
            with contextlib.suppress(OSError):
                reading.sendall(b"GET /static/script.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert ask(server).status == 200
        for wire in (silent, halting):
            assert wire.recv(1) == b""
            wire.close()
        time.sleep(1)
        with pytest.raises(OSError, match=r"reset|Broken"):
            while reading.recv(65_536):
                pass
            raise BrokenPipeError("Broken")
        reading.close()


@pytest.mark.parametrize(
    "head",
    [
        "".join(f"X-{number}: 1\r\n" for number in range(MOST_HEADERS + 1)),
        f"X-Long: {'a' * 2_100_000}\r\n",
        f"X-Long: {'a' * 2_300_000}",
    ],
    ids=["many", "long", "without-end"],
)
def test_too_large_a_head_is_refused(http_server: HttpServer, head: str) -> None:
    with connection(http_server.port) as wire:
        wire.sendall(f"GET /healthz HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode())
        assert read(wire, "GET").status == 431


def test_several_processes_are_one_server_and_one_that_dies_is_replaced() -> None:
    with served(PROGRAM, "serve", "--http", "--port", "0", "--workers", "2", metrics="true") as server:
        for _ in range(10):
            assert ask(server).status == 200
        counted = sum(
            sample.value
            for family in text_string_to_metric_families(get(server, "/metrics").body.decode())
            for sample in family.samples
            if sample.name == "it_advisor_requests_total" and sample.labels["route"] == CALL
        )
        assert counted == 10
        time.sleep(5)  # one that dies young would die again
        first, second = psutil.Process(server.process.pid).children()
        first.kill()
        assert {ask(server).status for _ in range(10)} == {200}
        until = time.monotonic() + 10
        while len(living := psutil.Process(server.process.pid).children()) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        assert second in living
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(12) == 0
        assert not any(one.is_running() for one in living)


def test_a_rate_fills_up_again_with_time_and_remembers_no_more_callers_than_it_may() -> None:
    now = [0.0]
    rate = Rate(60, clock=lambda: now[0])
    assert [rate.wait("one") for _ in range(16)] == [0] * 15 + [1]
    now[0] += 1
    assert (rate.wait("one"), rate.wait("one")) == (0, 1)
    now[0] -= 100
    assert rate.wait("one") == 1, "a clock that goes back gives nothing"


@contextlib.contextmanager
def collector() -> Iterator[tuple[str, list[Span]]]:
    """What takes in spans, as an OpenTelemetry collector does, and the address to send them to."""
    received: list[Span] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                sent = gzip.decompress(sent)
            for resource in ExportTraceServiceRequest.FromString(sent).resource_spans:
                received.extend(span for scope in resource.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_spans_tell_what_was_asked_and_how_it_ended_and_not_a_word_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent to a collector by the usual program; an MCP call lies within its request, and that within the caller's."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    program = str(Path(PROGRAM).with_name("opentelemetry-instrument"))
    with collector() as (address, received):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        monkeypatch.setenv("OTEL_METRICS_EXPORTER", "none")
        monkeypatch.setenv("OTEL_LOGS_EXPORTER", "none")
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with on_http(program, PROGRAM, "serve", "--http", "--port", "0") as server:
            called = request("tools/call", name="get_case", arguments={"id": SECRET})
            headers = ("MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call", "Mcp-Name: get_case")
            post(server.port, "/mcp", called, *headers, f"traceparent: 00-{trace}-00f067aa0ba902b7-01")
            post(server.port, f"/api/v1/{SECRET}", {SECRET: SECRET}, f"X-{SECRET}: {SECRET}")
            until = time.monotonic() + 15
            while len(received) < 3 and time.monotonic() < until:
                time.sleep(0.05)
    spans = {span.name: span for span in received}
    inner, outer = spans["tools/call get_case"], spans["POST /mcp"]
    assert inner.trace_id == outer.trace_id == bytes.fromhex(trace)
    assert inner.parent_span_id == outer.span_id
    refused = spans["POST /api/{path:path}"]
    assert {one.key: one.value.int_value for one in refused.attributes}["http.response.status_code"] == 404
    assert not [span for span in received if SECRET in str(span)]
