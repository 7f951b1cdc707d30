"""The rule mechanism: a rule is a generator of findings over a glossary, with a code and a level.

A rule's docstring has three parts, which the page about the rules prints: what it keeps, why, and after `Example:`
what it says when that is not so.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..glossary import Glossary
from ..part import Place
from ..problem import Level, Problem


class Finding(NamedTuple):
    """What a rule yields: where, what is wrong, what would be right."""

    place: Place
    sentence: str
    suggestion: str


Findings = Iterator[Finding]
Find = Callable[[Glossary], Findings]
Needs = Literal["nothing", "entries", "regions"]


@dataclass(frozen=True)
class Rule:
    """One fact that a glossary keeps.

    Some rules would say nonsense while something cannot be read. One that says that nothing does this or that
    needs all entries; one that reasons needs the regions of all concepts. What `leads` is best mended first, because
    findings of other rules may follow from it.
    """

    code: str
    level: Level
    find: Find
    needs: Needs = "nothing"
    leads: bool = False

    @property
    def name(self) -> str:
        return self.find.__name__.replace("_", " ")

    @property
    def keeps(self) -> str:
        """The fact, in a sentence."""
        return self._paragraphs[0]

    @property
    def why(self) -> str:
        """The reason for it."""
        return " ".join(self._paragraphs[1:-1])

    @property
    def example(self) -> str:
        """What it says when the fact is not kept."""
        return self._paragraphs[-1].removeprefix("Example: ")

    @property
    def _paragraphs(self) -> list[str]:
        return [paragraph.replace("\n", " ") for paragraph in (inspect.getdoc(self.find) or "").split("\n\n")]

    def problems(self, glossary: Glossary) -> Iterator[Problem]:
        """The findings as problems."""
        for place, sentence, suggestion in self.find(glossary):
            yield Problem(place, self.code, sentence, suggestion, self.level)


RULES: dict[str, Rule] = {}


def rule(code: str, level: Level = "error", needs: Needs = "nothing", leads: bool = False) -> Callable[[Find], Find]:
    """Register a generator of findings as the rule with this code."""

    def register(find: Find) -> Find:
        if code in RULES:
            raise ValueError(f"two rules have the code {code}")
        RULES[code] = Rule(code, level, find, needs, leads)
        return find

    return register


def catalogue() -> list[Rule]:
    """All rules, by code."""
    return sorted(RULES.values(), key=lambda rule: rule.code)
