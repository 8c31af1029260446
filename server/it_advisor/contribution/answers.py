"""What is told of contributed cases."""

from pydantic import Field

from it_advisor.cases import CaseCard, enveloped
from it_advisor.contribution.outcomes import ReferenceClass
from it_advisor.contribution.states import State
from it_advisor.errors import Words
from it_advisor.fence import fence
from it_advisor.model import Count, Model

_WAITS = Words("等待审核：review_case。", "It waits for review_case.")
_READ = Words("读完后用 review_case 给出 verdict 和 version。", "Then give review_case a verdict and the version.")

_MORE = Words("另有 {0} 项未列出", "{0} more are not listed")


class Contributed(Model):
    """Where a contributed case stands."""

    id: str
    version: Count
    state: State
    warnings: tuple[str, ...] = Field(default=(), description="What the automatic check leaves to the curator")

    @property
    def next_step(self) -> str:
        return _WAITS.said(None) if self.state == "pending" else ""

    def text(self) -> str:
        inside = "\n".join((f"{self.id} · version {self.version} · {self.state}", *self.warnings))
        mark = fence(inside)
        return f"<case-{mark}>\n{inside}\n</case-{mark}>"


class Waiting(Model):
    """A case in the curator's list."""

    id: str
    title: str
    version: Count
    state: State


class Deed(Model):
    """Who did what with which version."""

    version: Count
    what: str
    who: str
    said: str
    at: str


class Reviewed(Model):
    """A case with all that was done with it, or the list of those there are."""

    id: str | None = None
    state: State | None = None
    version: Count = 0
    published: Count = Field(default=0, description="The version readers see; 0: none")
    case: CaseCard | None = None
    report: str = ""
    licence: str = ""
    consent: str = Field(default="", description="Who agreed")
    warnings: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    reference_class: tuple[ReferenceClass, ...] = ()
    cases: tuple[Waiting, ...] = Field(default=(), description="Without an id: the pending ones, or those found")
    more: Count = Field(default=0, description="How many cases wait behind those listed, or deeds came before them")

    @property
    def next_step(self) -> str:
        return _READ.said(None) if self.state == "pending" and self.report else ""

    def text(self) -> str:
        rows = [f"- `{one.id}` {one.title} (version {one.version}, {one.state})" for one in self.cases]
        if self.id is not None:
            head = (self.id, f"version {self.version}", self.state, self.licence, self.consent)
            rows.append(" · ".join(filter(None, head)))
            rows += [f"! {one}" for one in self.warnings]
            rows += [f"- {one.version} {one.what} {one.who} {one.at} {one.said}" for one in self.deeds]
            rows += [one.words.said(self.case.language if self.case else None) for one in self.reference_class]
        rows += [_MORE.said(None).format(self.more)] if self.more else []
        inside = "\n".join(rows) or "0"
        mark = fence(inside)
        told = f"<review-{mark}>\n{inside}\n</review-{mark}>"
        return "\n".join((told, enveloped(self.case, self.report))) if self.case and self.report else told
