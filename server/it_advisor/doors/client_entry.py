"""Our entry as it stands in a client's file, whoever wrote it."""

from pathlib import Path

from pydantic import AliasChoices, BaseModel, Field

from it_advisor.doors.clients import HABITS
from it_advisor.doors.launch import Launch

FOLDERS = {"IT_ADVISOR_PROMPTS": "prompts", "IT_ADVISOR_CASES": "cases"}
"""The variables that name a team's own folders, and the settings they are."""
_ADDRESS = AliasChoices(*{habit.address for habit in HABITS.values() if habit.address})


class Entry(BaseModel):
    """What a client reads in our entry."""

    command: str = ""
    args: tuple[str, ...] = ()
    env: dict[str, str] = {}
    url: str | None = Field(
        None, validation_alias=AliasChoices(*{one.address for one in HABITS.values() if one.address})
    )

    @property
    def launch(self) -> Launch:
        return Launch(self.command, self.args, tuple(self.env.items()))

    @property
    def folders(self) -> dict[str, Path]:
        """The team's folders it names, by variable; not those that only the client can tell."""
        return {name: Path(self.env[name]) for name in FOLDERS if "${" not in self.env.get(name, "${")}

    @property
    def elsewhere(self) -> bool:
        """Whether a team's server does the work, whose settings are its own."""
        return bool(self.url) or self.args[:1] == ("connect",)

    @property
    def written_for_the_client(self) -> bool:
        """Whether there are variables in it that only the client can fill."""
        return "${" in "".join((self.command, *self.args, *self.env.values()))
