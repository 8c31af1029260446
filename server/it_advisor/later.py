"""What most starts do not need, imported when it is first asked for."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Later:
    """Something by its module and its name; called as if it were there already."""

    module: str
    name: str

    def __call__(self, *given: Any) -> Any:
        return self.found(*given)

    @property
    def found(self) -> Any:
        return getattr(import_module(self.module), self.name)
