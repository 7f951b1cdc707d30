"""Rules A01 and A02: the words of a definition state the characteristics, and nothing else.

Each dimension lists the wordings by which a definition may state a value or a group of values.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..glossary import Glossary, fold
from ..reason import reasoner
from ..text import listed, plain
from .regions import said, with_region
from .rule import Finding, Findings, rule


class _Stated:
    """What the words of a definition state: for each dimension, the sets of values whose wordings occur."""

    def __init__(self, glossary: Glossary, text: str) -> None:
        self.sets: dict[str, list[tuple[str, frozenset[str]]]] = {}
        rest = fold(text)
        for wording in _wordings(glossary):
            if wording.words in rest and wording.phrase.search(rest):
                # A longer wording that contains a shorter one speaks for itself.
                rest = wording.phrase.sub(" | ", rest)
                self.sets.setdefault(wording.dimension, []).append((wording.written, wording.values))

    def within(self, dimension: str, allowed: frozenset[str]) -> frozenset[str]:
        """All values that are stated by wordings which state nothing else than what is allowed."""
        return frozenset().union(*(values for _, values in self.sets.get(dimension, []) if values <= allowed))


class _Wording(NamedTuple):
    written: str
    words: str  # folded, for a quick look
    phrase: re.Pattern[str]
    dimension: str
    values: frozenset[str]


@lru_cache(maxsize=8)
def _wordings(glossary: Glossary) -> list[_Wording]:
    """Every wording with its dimension and values, the longest first."""
    found = []
    for dimension in glossary.dimensions.values():
        parts = [(value.wordings, frozenset([id])) for id, value in dimension.values.items()]
        parts += [(group.wordings, frozenset(group.values)) for group in dimension.groups.values()]
        found += [_wording(wording, dimension.id, values) for wordings, values in parts for wording in wordings]
    return sorted(found, key=lambda each: (-len(each.written), each.written))


def _wording(written: str, dimension: str, values: frozenset[str]) -> _Wording:
    words = fold(written)
    return _Wording(written, words, re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])"), dimension, values)


@rule("A01", needs="regions", leads=True)
def definitions_state_what_sets_the_concept_apart(glossary: Glossary) -> Findings:
    """A definition states each of the concept's own characteristics in a wording of the dimension.

    Otherwise the reader learns less than the site reckons with.

    Example: the definition does not state application: customer. Say one of: runs its own application.
    """
    reason = reasoner(glossary)
    for concept, _ in with_region(glossary):
        stated = _Stated(glossary, plain(concept.definition))
        for axis, own in reason.own(concept).items():
            if stated.within(axis[1], own) != own:
                known = [
                    each.written for each in _wordings(glossary) if each.dimension == axis[1] and each.values <= own
                ]
                hint = f"Say one of: {'; '.join(known)}." if known else f"Add a wording to {axis[1]}."
                yield Finding(
                    concept.place("definition"),
                    f"the definition does not state {said(axis)}: {listed(sorted(own), 'or')}.",
                    hint,
                )


@rule("A02", needs="regions", leads=True)
def definitions_state_nothing_else(glossary: Glossary) -> Findings:
    """A definition states no value that the concept does not have.

    A definition that says more than the characteristics would be right on paper and wrong in every table.

    Example: 'at the provider's site' states location: hosted, which the concept does not have. Say it otherwise,
    or mend the characteristics.
    """
    reason = reasoner(glossary)
    for concept, region in with_region(glossary):
        own = reason.own(concept)
        for dimension, found in _Stated(glossary, plain(concept.definition)).sets.items():
            axes = [axis for axis in region.space.bits if axis[1] == dimension]
            for wording, values in found:
                if not any(values <= own.get(axis, frozenset()) or region.values(axis) <= values for axis in axes):
                    place = concept.place("definition", of=wording)
                    yield Finding(
                        place,
                        f"'{wording}' states {dimension}: {listed(sorted(values), 'or')}, which the concept does not have.",
                        "Say it otherwise, or mend the characteristics.",
                    )
