"""The states of a contributed case, and which verdict leads from which to which."""

from typing import Literal, get_args

from it_advisor.errors import Conflict, Problem, Words

State = Literal["pending", "returned", "rejected", "accepted", "published", "featured", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)
SEEN: frozenset[str] = frozenset(("published", "featured"))
"""In these a case takes part in ranking."""
_LEADS: dict[str, tuple[frozenset[str], State]] = {
    "accept": (frozenset(("pending",)), "accepted"),
    "return": (frozenset(("pending", "accepted")), "returned"),
    "reject": (frozenset(("pending", "accepted", "returned")), "rejected"),
    "publish": (frozenset(("accepted", "featured", "withdrawn")), "published"),
    "feature": (frozenset(("accepted", "published")), "featured"),
    "withdraw": (frozenset(("accepted", "published", "featured")), "withdrawn"),
}


def fitting(state: str) -> tuple[str, ...]:
    """The verdicts that a case in this state can be given."""
    return tuple(name for name, (states, _) in _LEADS.items() if state in states)


def after(state: str, verdict: str) -> State:
    """Raises Conflict where the verdict does not fit, naming those that do."""
    sources, target = _LEADS[verdict]
    if state not in sources:
        there = ", ".join(fitting(state)) or "—"
        words = Words(
            f"案例现在是 {state}，不能 {verdict}；可以：{there}", f"the case is {state}; what fits is: {there}"
        )
        raise Conflict(Problem("verdict", words))
    return target
