"""A glossary: all entries of one folder, by id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .entries import Ambiguity, Aspect, Claim, Comparison, Decision, Ignore, Misconception, Source, Statement
from .model import About, Concept, Dimension, Kind, Reading
from .part import Entry, Place

SHARED_FILES: Mapping[str, type[Entry]] = {
    "readings": Reading,
    "kinds": Kind,
    "aspects": Aspect,
    "misconceptions": Misconception,
    "claims": Claim,
    "sources": Source,
    "statements": Statement,
    "ambiguous": Ambiguity,
    "ignore": Ignore,
}
FOLDERS: Mapping[str, type[Entry]] = {
    "dimensions": Dimension,
    "concepts": Concept,
    "comparisons": Comparison,
    "decisions": Decision,
}


def fold(name: str) -> str:
    """A name without the differences that do not tell names apart: case and blanks."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, eq=False)
class Glossary:
    """Everything in one glossary folder, by id, in file order.

    `broken` names the entries that are there and cannot be used, as (collection, id). `published` has every address
    that was ever published, with its place in the list.
    """

    about: About
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    aspects: Mapping[str, Aspect] = field(default_factory=dict)
    misconceptions: Mapping[str, Misconception] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    ambiguous: Mapping[str, Ambiguity] = field(default_factory=dict)
    ignore: Mapping[str, Ignore] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    published: Mapping[str, Place] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Every entry, folder by folder."""
        yield self.about
        for collection in (*FOLDERS, *SHARED_FILES):
            yield from getattr(self, collection).values()

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        named: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            for name in dict.fromkeys(map(fold, concept.names)):
                named.setdefault(name, []).append(concept.id)
        return named

    def named(self, name: str) -> list[str]:
        """Ids of the concepts with that preferred, admitted or short name, whatever its case."""
        return self._by_name.get(fold(name), [])

    @cached_property
    def names(self) -> list[str]:
        """Every name that refers to a concept, folded."""
        return list(self._by_name)

    def ids(self, collection: str) -> list[str]:
        """The ids of a collection, those of entries that cannot be used included: they are there, after all."""
        return [*getattr(self, collection), *(id for where, id in sorted(self.broken) if where == collection)]

    @property
    def default_reading(self) -> str:
        """The reading that holds where none is named: the first one."""
        return next(iter(self.readings), "")

    def values(self, dimension: str, names: Iterable[str]) -> frozenset[str]:
        """The values that these values and groups of a dimension stand for; unknown ones are left out."""
        known = self.dimensions.get(dimension)
        if known is None:
            return frozenset()
        groups = (known.groups[name].values if name in known.groups else [name] for name in names)
        return frozenset(value for group in groups for value in group if value in known.values)
