"""JSON with comments as people write it, for property tests."""

import json
from typing import Any

from hypothesis import strategies as st

NAMES = st.text(max_size=3)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(['"', "\\", "//", "/*", ",}"])
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2), max_leaves=5
)
OTHERS = st.dictionaries(NAMES, DATA, max_size=3)


@st.composite
def written(draw: st.DrawFn, data: Any, newline: str = "\n") -> str:
    """`data` as somebody might have typed it: comments, blanks, line breaks and trailing commas anywhere."""
    marks = (
        "",
        " ",
        newline + "  ",
        "\t" + newline,
        f" // , }} note{newline}",
        "/* { , */ ",
        f"/* two{newline}*/// and{newline}",
    )
    gaps = st.sampled_from(marks)

    def gap() -> str:
        return draw(gaps)

    def text(value: Any) -> str:
        if not isinstance(value, dict | list):
            return gap() + json.dumps(value, ensure_ascii=False) + gap()
        if isinstance(value, dict):
            parts = [f"{gap()}{json.dumps(name)}{gap()}:{text(one)}" for name, one in value.items()]
        else:
            parts = [text(one) for one in value]
        inside = ",".join(parts) + (f",{gap()}" if parts and draw(st.booleans()) else gap())
        return gap() + ("{%s}" if isinstance(value, dict) else "[%s]") % inside + gap()

    return draw(st.sampled_from(("", "\ufeff"))) + text(data)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """(text, data) of a client's file: other settings, and perhaps other servers."""
    data: dict[str, Any] = draw(OTHERS)
    if draw(st.booleans()):
        data["servers"] = draw(OTHERS)
    return draw(written(data, draw(st.sampled_from(("\n", "\r\n", "\r"))))), data
