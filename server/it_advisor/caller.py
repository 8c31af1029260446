"""Who asks, and what they may do."""

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from it_advisor.errors import BadRequest, Forbidden, Problem, Scope, Words

SCOPES: tuple[Scope, ...] = get_args(Scope)
OWN = "it-advisor"
"""The issuer of tokens made by this program, whose subject is the name."""
TOKEN, SESSION = "ita_", "its_"
"""What secrets begin with: so one that has leaked is known for what it is, and neither passes for the other."""
DEFAULT = "default"
"""The workspace of whoever was given no other."""
UNSIGNED = ("", "—")
"""What stands for an author who is not named."""


class Caller(NamedTuple):
    """Somebody, as they are known to the whole service."""

    name: str
    """What their work is signed with."""
    scope: Scope
    workspace: str = DEFAULT
    issuer: str = ""
    """Who vouches for them; nobody for the one user of this computer."""
    subject: str = ""
    """What the issuer knows them by, for ever."""

    @property
    def is_local(self) -> bool:
        return not self.issuer

    @property
    def key(self) -> str:
        """Parts them from everybody else; of one person the same with every token."""
        return "" if self.is_local else f"{self.workspace} {self.issuer} {self.subject}"

    @property
    def actor(self) -> str:
        """What the audit calls them."""
        return self.name if self.issuer in ("", OWN) else f"{self.name} <{self.issuer} {self.subject}>"

    def may(self, scope: Scope) -> bool:
        return SCOPES.index(self.scope) >= SCOPES.index(scope)

    def must(self, scope: Scope) -> None:
        """Raises Forbidden, naming the scope that is missing."""
        if not self.may(scope):
            words = Words(
                f"需要 {scope} 权限；{self.name} 以 {self.scope} 登录，请管理员给予更高权限",
                f"needs the scope {scope}; {self.name} is signed in as {self.scope}, an administrator can give more",
            )
            raise Forbidden(words, scope)

    def signing(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The request in their own name. Raises BadRequest where it is in somebody else's."""
        given = raw.get("author")
        if self.is_local or (given is not None and not isinstance(given, str)):  # what is no text is refused by type
            return dict(raw)
        if given and given.strip() not in (*UNSIGNED, self.name):
            words = Words(
                f"您以 {self.name} 登录；请去掉此项，或写 {self.name}",
                f"you are signed in as {self.name}; leave this out, or give that name",
            )
            raise BadRequest(Problem("author", words))
        return {**raw, "author": self.name}


LOCAL = Caller("", "admin")
"""The one user of a server that only this computer reaches, of the command line and of stdio."""
