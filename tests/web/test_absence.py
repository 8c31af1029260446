"""What the pages say where something is not there: a store, its database, the part that draws and writes documents."""

import sys
from pathlib import Path

import httpx2
import pytest

from processes import HttpServer, on_http

WITHOUT = (
    "from importlib import util; real = util.find_spec\n"
    "util.find_spec = lambda name, *more: None if name in ('typst', 'vl_convert') else real(name, *more)\n"
    "import sys; from it_advisor.doors.cli import run; sys.exit(run(['serve', '--http', '--port', '0']))"
)


def site_of(server: HttpServer) -> httpx2.Client:
    return httpx2.Client(base_url=server.url, timeout=20, trust_env=False, headers={"accept-language": "en"})


def test_without_a_database_or_the_part_that_draws_the_rest_of_the_pages_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures in words and what to install for the charts; dossiers are not available just now, and all else is."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", "postgresql://127.0.0.1:1/nothing")
    with on_http(sys.executable, "-c", WITHOUT) as server, site_of(server) as site:
        for path, said in (("/costs", "2,375,417.56"), ("/compare", "62.23")):
            page = site.get(path, params={"example": "1"})
            assert page.status_code == 200 and said in page.text and "<svg" not in page.text
            assert "[documents]" in page.text
        word = site.post("/report/document", data={"report": "# A report\n", "format": "pdf"})
        assert word.status_code == 501 and "[documents]" in word.text
        for path in ("/dossiers", "/dossiers/" + "A" * 22, "/cases/review"):
            page = site.get(path)
            assert page.status_code == 503 and "Not possible now" in page.text, path


def test_looking_for_dossiers_makes_no_database_and_beginning_one_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The pages of a store are not shown before there is one; the first dossier brings them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with on_http() as server, site_of(server) as site:
        assert 'href="/dossiers"' not in site.get("/").text and 'href="/cases/review"' not in site.get("/cases").text
        assert "No dossier yet" in site.get("/dossiers").text and "No case waits" in site.get("/cases/review").text
        for path in ("/dossiers/" + "A" * 22, "/cases/review/any"):
            assert site.get(path).status_code == 404
        assert not list(tmp_path.iterdir())
        given = {"business_nature": "A bakery with two shops", "author": "Ann"}
        assert site.post("/dossiers", data=given).status_code == 303
        assert 'href="/dossiers"' in site.get("/").text and 'href="/cases/review"' in site.get("/cases").text
