"""Which tools a model is shown."""

import pytest

from it_advisor.desk import tools_for
from it_advisor.operations import OPERATIONS
from it_advisor.settings import TOOLSETS, Settings

MOST = 10


def names(settings: Settings, is_shared: bool = False) -> set[str]:
    return {one.name for one in tools_for(settings, is_shared)}


@pytest.mark.parametrize(
    ("settings", "is_shared"), [(Settings(), False), (Settings(), True), (Settings(database="x"), False)]
)
def test_never_more_than_ten_tools_by_default(settings: Settings, is_shared: bool) -> None:
    """The main job, calculators, checker and documents always; dossiers where they are kept for several people."""
    shown = names(settings, is_shared)
    assert len(shown) <= MOST
    assert {"recommend_it_systems", "check_report", "estimate_costs", "compare_options", "export_report"} <= shown
    kept = is_shared or settings.database is not None
    assert ({"start_dossier", "get_dossier", "revise_dossier"} <= shown) is kept


def test_what_is_chosen_is_shown() -> None:
    """All of it and nothing else."""
    assert names(Settings(toolsets=("dossier",)), is_shared=True) == {
        name for name, one in OPERATIONS.items() if one.toolset == "dossier"
    }
    assert names(Settings(toolsets=TOOLSETS)) == set(OPERATIONS)
