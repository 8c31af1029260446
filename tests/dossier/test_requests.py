"""What no database could hold is refused before one is asked."""

from typing import Any

import pytest

from it_advisor.errors import BadRequest
from it_advisor.operations import OPERATIONS

ID = "A" * 22


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("get_dossier", {"id": ID, "revision": 2**31}, "revision: must be ≤ 1000000000"),
        ("get_dossier", {"id": ID, "against": 10**30}, "against: must be ≤ 1000000000"),
        ("revise_dossier", {"id": ID, "author": "Bo", "base_revision": 2**63}, "base_revision: must be ≤"),
        ("review_case", {"id": "ours", "version": 2**63}, "version: must be ≤"),
        ("get_dossier", {"id": "mine"}, "id: must be a dossier's id of 22 characters"),
        ("start_dossier", {"business_nature": "a hotel", "key": "short"}, "key: must be 8 to 100 letters, digits or"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_can(name: str, raw: dict[str, Any], message: str) -> None:
    """In words, not as a pattern, and never as a failure of the database."""
    with pytest.raises(BadRequest, match=message):
        OPERATIONS[name].read(raw)
