"""What is published beside the wheel is right before anybody uploads it: the bundle, and the registry's entry."""

import json
import re
import struct
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bundle.__main__ import start
from bundle.manifest import TOOLSETS
from bundle.project import written
from bundle.registry import entry
from bundle.staging import stage
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from processes import on_pipes, recommendation

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stage(tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def manifest(staged: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((staged / "manifest.json").read_text("utf-8"))
    return found


def test_the_manifest_is_one_that_hosts_take(manifest: dict[str, Any]) -> None:
    """By the schema of its version; it tells of every tool of its toolsets, and asks for no secret in the open."""
    schema = json.loads((ROOT / "tests" / "mcpb-manifest-0.4.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(manifest)] == []
    assert manifest["version"] == PROJECT["project"]["version"]
    shown = [one.name for one in OPERATIONS.values() if one.toolset in TOOLSETS]
    assert [tool["name"] for tool in manifest["tools"]] == shown and len(shown) <= 10
    assert "recommend_it_systems" in [prompt["name"] for prompt in manifest["prompts"]]
    asked = manifest["user_config"]
    assert {name for name in asked if asked[name].get("sensitive")} == {"token", "database"}
    assert not any(field["required"] for field in asked.values())


def test_every_setting_that_is_asked_for_reaches_the_program(manifest: dict[str, Any]) -> None:
    """Under the name of a setting we have."""
    env = manifest["server"]["mcp_config"]["env"]
    assert {env[f"IT_ADVISOR_{name.upper()}"] for name in manifest["user_config"]} == {
        f"${{user_config.{name}}}" for name in manifest["user_config"]
    }
    assert manifest["user_config"].keys() <= Settings.model_fields.keys()


def test_the_folder_holds_what_a_wheel_is_built_from_and_no_more(staged: Path, manifest: dict[str, Any]) -> None:
    """Every file of every package, once; nothing of tests, of this computer or of a run."""
    here = {str(path.relative_to(staged)) for path in staged.rglob("*") if path.is_file()}
    folders = {"prompts", "examples", "server"}
    assert {name.split("/")[0] for name in here} == folders | {
        ".mcpbignore", ".python-version", "LICENSE", "README.md", "icon.png", "manifest.json", "pyproject.toml",
    }  # fmt: skip
    ours = {path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    wanted = {
        str(path.relative_to(ROOT)) for path in ours if "__pycache__" not in path.parts and "egg-info" not in str(path)
    }
    assert {name for name in here if "/" in name} == wanted
    assert manifest["server"]["entry_point"] in here and manifest["icon"] in here
    kept = tomllib.loads((staged / "pyproject.toml").read_text("utf-8"))
    assert kept["project"] == PROJECT["project"]
    assert "tomlkit==0.15.2" in kept["tool"]["uv"]["constraint-dependencies"]
    minor = (staged / ".python-version").read_text("utf-8").strip()
    assert minor in ("3.11", "3.12", "3.13", "3.14")
    assert struct.unpack(">4sII", (staged / "icon.png").read_bytes()[12:24]) == (b"IHDR", 512, 512)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, '"messages"'),
        ({"team_url": "${user_config.team_url}", "prompts": "${user_config.prompts}"}, '"messages"'),
        ({"team_url": "http://127.0.0.1:9/mcp", "token": "ita_x"}, "http://127.0.0.1:9/mcp does not answer"),
    ],
)
def test_what_is_unpacked_serves_here_or_is_the_bridge_to_a_team(
    staged: Path, manifest: dict[str, Any], chosen: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the settings say; one that nobody filled, or that the host left as it was, is none."""
    server = start(manifest, staged, **chosen)
    for name, value in (server.env or {}).items():
        monkeypatch.setenv(name, value)
    with on_pipes(sys.executable, str(staged / server.args[-1])) as process:
        process.send(recommendation())
        assert says in json.dumps(process.answer())


def test_the_registrys_entry_is_the_one_made_from_the_code() -> None:
    """`make fix` writes it anew."""
    assert (ROOT / "server.json").read_text("utf-8") == written(entry())


def test_the_registrys_entry_keeps_the_registrys_rules() -> None:
    """Lengths and names of its schema, one version everywhere, and proof that package and image are ours."""
    listed = entry()
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", listed["name"])
    assert 1 <= len(listed["description"]) <= 100 and len(listed["title"]) <= 100
    assert listed["version"] == PROJECT["project"]["version"]
    pypi, image = listed["packages"]
    assert (pypi["identifier"], pypi["version"]) == (PROJECT["project"]["name"], listed["version"])
    assert image["identifier"].endswith(f":{listed['version']}") and "version" not in image
    assert f"<!-- mcp-name: {listed['name']} -->" in (ROOT / "README.md").read_text("utf-8")
    assert f"io.modelcontextprotocol.server.name={listed['name']}\n" in (ROOT / "Dockerfile").read_text("utf-8")
    assert [one["value"] for one in image["packageArguments"]] == ["serve"]  # without --http: on stdio
    secret = {one["name"] for one in pypi["environmentVariables"] if one["isSecret"]}
    assert secret == {"IT_ADVISOR_TOKEN", "IT_ADVISOR_DATABASE"}
    assert all(one["format"] in ("string", "filepath") for one in pypi["environmentVariables"])
