"""The folder that is packed: what a wheel is built from, the manifest and the picture; nothing else."""

import shutil
import tomllib
from pathlib import Path

from bundle.manifest import manifest
from bundle.project import ROOT, written

PYTHON = "3.13"
"""What `uv` fetches where it finds no other that will do."""
IGNORED = (".venv/", "__pycache__/", "*.pyc", "*.egg-info/", "build/", "uv.lock")
"""What may come to lie in the folder once it has been run from, and is not packed."""


def stage(folder: Path) -> Path:
    """Fill an empty folder. Returns it."""
    for name in ("README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(ROOT / "bundle" / "icon.png", folder)
    for name in ("server", "prompts", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info"))
    (folder / "pyproject.toml").write_text(_pinned((ROOT / "pyproject.toml").read_text("utf-8")), "utf-8")
    (folder / ".python-version").write_text(f"{PYTHON}\n", "utf-8")
    (folder / ".mcpbignore").write_text("\n".join(IGNORED) + "\n", "utf-8")
    (folder / "manifest.json").write_text(written(manifest()), "utf-8")
    return folder


def _pinned(text: str) -> str:
    """With the versions the set-up was tried with, for whoever unpacks it in a year too."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = "".join(f'    "{line}",\n' for line in lines if line and not line.startswith("#"))
    new = f"{text}\n[tool.uv]\nconstraint-dependencies = [\n{pins}]\n"
    tomllib.loads(new)
    return new
