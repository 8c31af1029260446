"""One row of a batch: where it stands in its file, and the request it makes."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from it_advisor.errors import Problem


class Row(NamedTuple):
    """A request, or what is wrong with the row; `number` is the file's own, its heading counted."""

    number: int
    raw: Mapping[str, Any]
    name: str = ""
    """What the asker calls it, told back so that answers can be matched."""
    faults: tuple[Problem, ...] = ()

    def with_defaults(self, options: Mapping[str, Any]) -> "Row":
        """What is asked of every row, where the row says nothing else."""
        return self._replace(raw={**options, **self.raw})

    @property
    def digest(self) -> str:
        """The same for the same request, and most likely for no other."""
        told = [fault.words.en for fault in self.faults]
        asked = json.dumps([self.name, self.raw, told], ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(asked.encode()).hexdigest()[:16]
