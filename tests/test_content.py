"""Templates and cases of one's own, and what happens when they are wrong."""

from pathlib import Path

import pytest

from it_advisor.content import load
from it_advisor.errors import BadContent
from it_advisor.ranking import Wanted
from it_advisor.settings import Settings

CASE = (Path(__file__).parent.parent / "examples" / "hotel-group-pms-crs.md").read_text("utf-8")
TEMPLATE = "---\nname: {name}\nlanguage: en\ndescription: d\nversion: 1\n---\n{body}\n"


def test_a_teams_own_case_is_served_beside_ours(tmp_path: Path) -> None:
    """And one of the same id replaces ours."""
    (tmp_path / "mine.md").write_text(CASE.replace("id: hotel-group-pms-crs", "id: our-own-hotels"), "utf-8")
    shipped, library = load(Settings()), load(Settings(cases=tmp_path))
    assert set(library.cases) == {*shipped.cases, "our-own-hotels"}
    assert library.shelf.rank(Wanted("酒店"), most=1).total == 2


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (CASE.replace("industry: hospitality", "industry: alchemy"), "[industry]"),
        (CASE.replace("language: zh", "language: fr"), ":4 [language]"),
        (CASE.replace("origin: illustrative\n", ""), "[origin]"),
        (CASE.replace("id: hotel-group-pms-crs", "id: ../../etc/passwd"), ":2 [id]"),
        (CASE.replace("\n---\n", "\n", 1), "not closed"),
        (CASE.replace("id:", "id: [", 1), "not YAML"),
        (CASE.replace("tags:", "colour: red\ntags:"), "[colour]"),
        (CASE.replace("## 决策摘要", "## 决策\u200b摘要"), "[body]"),
        ("no front matter at all", ":1"),
    ],
)
def test_a_wrong_case_is_refused_by_file_line_and_field_and_the_others_load(
    tmp_path: Path, broken: str, says: str
) -> None:
    """One bad file never takes the library down."""
    (tmp_path / "broken.md").write_text(broken, "utf-8")
    (tmp_path / "good.md").write_text(CASE.replace("id: hotel-group-pms-crs", "id: good-one"), "utf-8")
    library = load(Settings(cases=tmp_path))
    assert "good-one" in library.cases
    (error,) = library.refused
    assert "broken.md" in error.said("en")
    assert says in error.said("en")


def test_a_case_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """A file saved in another encoding is named, not mangled."""
    (tmp_path / "gbk.md").write_bytes(CASE.encode("gbk", errors="replace"))
    (error,) = load(Settings(cases=tmp_path)).refused
    assert "gbk.md: not UTF-8" in error.said("en")


@pytest.mark.parametrize(
    ("body", "says"),
    [("{% if %}", "mine.en.md"), ("{{ a.b( }}", "mine.en.md"), ("{% include x", "mine.en.md")],
)
def test_a_template_that_does_not_parse_names_its_file(tmp_path: Path, body: str, says: str) -> None:
    """Told at start-up, before anybody is served half a prompt."""
    (tmp_path / "mine.en.md").write_text(TEMPLATE.format(name="mine", body=body), "utf-8")
    with pytest.raises(BadContent) as caught:
        load(Settings(prompts=tmp_path))
    assert says in caught.value.said("en")


def test_a_template_of_ones_own_replaces_ours(tmp_path: Path) -> None:
    """The same name and language wins."""
    (tmp_path / "mine.md").write_text(TEMPLATE.format(name="recommend_it_systems", body="Ours now"), "utf-8")
    template = load(Settings(prompts=tmp_path)).templates.find("recommend_it_systems", "en")
    assert template is not None
    assert template.body == "Ours now\n"
