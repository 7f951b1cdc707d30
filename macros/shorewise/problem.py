"""What is wrong, where, and what would be right."""

from dataclasses import dataclass
from typing import Literal

from .part import Place

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an editor has to mend. Sorts by file and position."""

    place: Place
    code: str
    sentence: str
    suggestion: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        """`path:line:column: CODE sentence suggestion`, the one shape of every message."""
        path, line, column = self.place
        return f"{path}:{line}:{column}: {self.code} {self.sentence} {self.suggestion}".rstrip()


class GlossaryError(Exception):
    """Raised where a glossary is needed and the files do not make one; carries the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
