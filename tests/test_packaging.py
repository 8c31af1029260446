"""What is installed is whole; these tests also run against the built wheel alone."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path

from it_advisor.doors import cli

ROOT = Path(__file__).parent.parent


def test_the_list_of_packages_equals_the_folders() -> None:
    """A forgotten subpackage works in a checkout and is missing in the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    house = ROOT / "server"
    folders = {".".join(path.parent.relative_to(house).parts) for path in house.rglob("__init__.py")}
    assert set(project["tool"]["setuptools"]["packages"]) == folders | {"it_advisor.prompts", "it_advisor.examples"}


def test_templates_and_cases_are_installed() -> None:
    """Every file of prompts/ and examples/ is found where the program looks for it."""
    for package, folder in (("it_advisor.prompts", "prompts"), ("it_advisor.examples", "examples")):
        here = {path.name for path in (ROOT / folder).iterdir() if path.suffix in (".md", ".yaml", ".csv")}
        installed = {file.name for file in files(package).iterdir()}
        assert here
        assert here <= installed


def test_what_a_model_is_scored_with_is_installed() -> None:
    """`it-advisor evals` works without a checkout."""
    assert {"questions.yaml", "briefs.yaml"} <= {file.name for file in files("it_advisor.evals").iterdir()}


def test_the_command_and_the_types_are_installed() -> None:
    """`it-advisor` is a console script, and type checkers see our annotations."""
    (script,) = entry_points(group="console_scripts", name="it-advisor")
    assert callable(script.load())
    assert (files("it_advisor") / "py.typed").is_file()


def test_the_installed_program_answers() -> None:
    """From another folder, with nothing of the checkout in sight."""
    done = subprocess.run(
        [Path(sys.executable).with_name("it-advisor"), "recommend", "--business-nature", "a small hotel", "--json"],
        capture_output=True,
        cwd="/",
        check=True,
    )
    assert "## Decision Summary" in json.loads(done.stdout)["prompt"]
    told = subprocess.run([sys.executable, "-m", "it_advisor", "--version"], capture_output=True, check=True)
    assert version("it-advisor") in told.stdout.decode()


def test_versions_are_pinned_and_no_host_is_named() -> None:
    """Set-up is the same everywhere, and takes its packages from wherever the user's pip does."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all("==" in pin for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    pinned = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
    assert {_name(one) for one in wanted} - {project["name"]} <= pinned
    assert not [line for line in lines if "://" in line or line.startswith("-")]


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9-]+", requirement)
    assert found is not None
    return found[0].lower()


def test_the_example_of_an_mcp_configuration_names_what_exists() -> None:
    """mcp.json at the top starts our console script, and points to the address `make serve` listens on."""
    servers = json.loads((ROOT / "mcp.json").read_text("utf-8"))["mcpServers"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    command = Path(servers["it-advisor"]["command"])
    assert (command.parent, command.name in scripts) == (Path(".venv/bin"), True)
    defaults = {option.name: option.default for option in cli.serve.params}
    assert servers["it-advisor-team"]["url"] == f"http://{defaults['host']}:{defaults['port']}/mcp"
