"""What the README says of the clients, made from the table that `config` reads."""

from it_advisor.doors.client_places import WITHOUT_A_FILE, project_file
from it_advisor.doors.clients import HABITS, Client
from it_advisor.errors import Language, Words

_HEAD = Words("| `config …` | 客户端 | 放在哪里 | 怎么放 |", "| `config …` | client | where it goes | how |")
_WRITTEN = Words("`--write` 写入", "`--write`")
_IN_A_PROJECT_TOO = Words("`--write` 写入，也可加 `--project`", "`--write`, also with `--project`")
_PASTED = Words("打印出来粘贴", "printed, to paste")


def table(language: Language) -> str:
    """One row a client."""
    rows = [_HEAD.said(language), "| --- | --- | --- | --- |"]
    for client, habit in HABITS.items():
        cells = (f"`{client}`", habit.title, habit.where.said(language), _way(client).said(language))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _way(client: Client) -> Words:
    if client in WITHOUT_A_FILE:
        return _PASTED
    return _IN_A_PROJECT_TOO if project_file(client) else _WRITTEN
