"""Each report is exported once, and every file is opened by LibreOffice once, for all tests."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from documents import sheets
from documents.material import exported, told
from documents.typing_cases import ANSWERED, CHANGED, GIVEN, SCORED, Case, pack
from it_advisor.documents import Export


@pytest.fixture(scope="session", params=["zh", "en"])
def answer(request: pytest.FixtureRequest) -> Export:
    return exported(request.param)


@pytest.fixture(scope="session")
def files(answer: Export, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By format, and under `opened` what LibreOffice made of the Word file, as PDF."""
    folder = tmp_path_factory.mktemp(answer.language)
    found = {}
    for file in answer.files:
        found[file.format] = folder / f"report.{file.format}"
        found[file.format].write_bytes(file.content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    opened = folder / "opened"
    told("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", opened, found["docx"])
    return {**found, "opened": opened / "report.pdf"}


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """Each as it is exported, some also after somebody typed into them; all counted in one go."""
    ours = {name: make() for name, make in GIVEN.items()}
    ours |= {f"{name}-typed": sheets.typed(ours[name], edits) for name, edits in CHANGED.items()}
    ours["tender"], ours["scoring"] = pack("en").values()
    ours["tender-typed"] = sheets.typed_at(ours["tender"], ANSWERED)
    ours["scoring-typed"] = sheets.typed_at(ours["scoring"], SCORED)
    saved = sheets.recalculated(ours, tmp_path_factory.mktemp("counted"))
    return {name: Case(data, saved[name], sheets.opened(saved[name], data_only=True)) for name, data in ours.items()}
