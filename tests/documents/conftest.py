"""Each report is exported once, and each Word file is opened by LibreOffice once, for all tests."""

from pathlib import Path

import pytest

from documents.material import exported, told
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
