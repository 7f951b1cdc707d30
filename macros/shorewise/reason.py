"""Reason about concepts as regions: boxes with one set of values for each dimension.

Goes in: a glossary and a reading. Comes out: regions, the order between them, and answers about cases, all as ids
of concepts. A concept's region is the region of its genus, the concept that its definition opens with, intersected
with its own characteristics (ISO 704: genus plus what delimits). A change has three such boxes: from, to, origin.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from .glossary import Glossary
from .model import Characteristics, Concept, Example
from .text import opening

Axis = tuple[str, str]  # stage ("", "from", "to" or "origin") and dimension
Case = Mapping[str, str]  # dimension -> value; what is left out is open
STAGES = ("from", "to", "origin")
T = TypeVar("T")


class Space:
    """The cases that are told apart: each value on each axis is one bit of a region.

    Above the bits of each axis one is left free. Adding all bits of the axis to those that a region has carries
    into it unless there are none, so one addition tells whether a region is empty on any axis.
    """

    def __init__(self, glossary: Glossary, stages: Iterable[str]) -> None:
        self.bits: dict[Axis, dict[str, int]] = {}
        position = 0
        for stage in stages:
            for dimension in glossary.dimensions.values():
                bits = {value: 1 << (position + i) for i, value in enumerate(dimension.values)}
                self.bits[stage, dimension.id] = bits
                position += len(bits) + 1
        self.masks = {axis: sum(bits.values()) for axis, bits in self.bits.items()}
        self.all = sum(self.masks.values())
        self.carries = sum(1 << mask.bit_length() for mask in self.masks.values())
        self.everything = Region(self, self.all)

    def holds_cases(self, mask: int) -> bool:
        """Whether the mask has a bit on every axis."""
        return (mask + self.all) & self.carries == self.carries

    def region(self, allowed: Mapping[Axis, Iterable[str]]) -> "Region":
        """The box that allows these values on these axes and everything on the others."""
        mask = self.everything.mask
        for axis, values in allowed.items():
            if axis in self.bits:
                mask &= ~self.masks[axis] | sum({self.bits[axis].get(value, 0) for value in values})
        return Region(self, mask)


@dataclass(frozen=True)
class Region:
    """A box of cases. Compares by what it contains: `<=` is subset, `&` is what both contain."""

    space: Space
    mask: int

    def __and__(self, other: "Region") -> "Region":
        return Region(self.space, self.mask & other.mask)

    def __le__(self, other: "Region") -> bool:
        return self.mask & other.mask == self.mask

    def __lt__(self, other: "Region") -> bool:
        return self <= other and self.mask != other.mask

    def __bool__(self) -> bool:
        """Whether any case is inside: a box without a value on one axis is empty."""
        return self.space.holds_cases(self.mask)

    def values(self, axis: Axis) -> frozenset[str]:
        """The values it allows on an axis."""
        return frozenset(value for value, bit in self.space.bits[axis].items() if self.mask & bit)

    def limited(self) -> list[Axis]:
        """The axes on which it does not allow everything."""
        return [axis for axis, mask in self.space.masks.items() if self.mask & mask != mask]

    def missing(self, other: "Region") -> list[Axis]:
        """The axes on which it allows something that the other does not."""
        return [axis for axis, mask in self.space.masks.items() if self.mask & mask & ~other.mask]

    def apart(self, other: "Region") -> list[Axis]:
        """The axes on which the two share no value."""
        return [axis for axis, mask in self.space.masks.items() if not self.mask & mask & other.mask]

    def differing(self, other: "Region") -> list[Axis]:
        """The axes on which the two do not allow the same."""
        return [axis for axis, mask in self.space.masks.items() if (self.mask ^ other.mask) & mask]

    def witness(self, outside: "Region | None" = None) -> dict[Axis, str]:
        """A case inside, and outside the other region when one is given; empty when there is none."""
        if not self:
            return {}
        case = {axis: self._first(axis, self.mask) for axis in self.space.bits}
        if outside is not None:
            leaving = self.missing(outside)
            if not leaving:
                return {}
            case[leaving[0]] = self._first(leaving[0], self.mask & ~outside.mask)
        return case

    def _first(self, axis: Axis, mask: int) -> str:
        return next(value for value, bit in self.space.bits[axis].items() if mask & bit)


Kind = Literal["equal", "narrower", "broader", "overlapping", "disjoint"]


@dataclass(frozen=True)
class Relation:
    """How two regions lie to each other. The cases that show it are sought when they are asked for."""

    kind: Kind
    first: Region
    second: Region

    @property
    def both(self) -> dict[Axis, str]:
        """A case that is in both; empty when there is none."""
        return (self.first & self.second).witness()

    @property
    def only_first(self) -> dict[Axis, str]:
        """A case that is in the first alone."""
        return self.first.witness(self.second)

    @property
    def only_second(self) -> dict[Axis, str]:
        """A case that is in the second alone."""
        return self.second.witness(self.first)


def lying(a: Region, b: Region) -> Kind:
    """How the first lies to the second."""
    shared = a.mask & b.mask
    if shared == a.mask:
        return "equal" if shared == b.mask else "narrower"
    if shared == b.mask:
        return "broader"
    return "overlapping" if a.space.holds_cases(shared) else "disjoint"


class Reasoner:
    """Answers about one glossary under one reading. Nothing is computed before it is asked for."""

    def __init__(self, glossary: Glossary, reading: str) -> None:
        self.glossary = glossary
        self.reading = reading
        self.cases = Space(glossary, [""])
        self.changes = Space(glossary, STAGES)
        self._regions: dict[str, Region | None] = {}

    # --- regions

    def states(self, concept: Concept) -> str | None:
        """What a concept of its kind states: characteristics, a change, or nothing."""
        kind = self.glossary.kinds.get(concept.kind)
        return kind.states if kind else None

    def genus(self, concept: Concept) -> Concept | None:
        """The concept that the definition opens with."""
        first = opening(concept.definition)
        ids = self.glossary.named(first.name) if first else []
        return self.glossary.concepts[ids[0]] if ids else None

    def own(self, concept: Concept) -> dict[Axis, frozenset[str]]:
        """What the concept itself states under this reading, as values on axes."""
        if self.states(concept) == "change":
            stages = zip(STAGES, (concept.from_, concept.to, concept.origin), strict=True)
        else:
            stages = [("", {**concept.characteristics, **concept.characteristics_under.get(self.reading, {})})]
        return {
            (stage, dimension): self.glossary.values(dimension, names)
            for stage, characteristics in stages
            for dimension, names in characteristics.items()
            if dimension in self.glossary.dimensions
        }

    def region(self, id: str) -> Region | None:
        """The concept's region; None for a kind of concept that has none."""
        line: list[Concept] = []
        while id not in self._regions:
            concept = self.glossary.concepts[id]
            line.append(concept)
            self._regions[id] = None  # Circular definitions end here; a rule reports them.
            genus = self.genus(concept)
            id = genus.id if genus else id
        for concept in reversed(line):
            self._regions[concept.id] = self._region(concept)
        return self._regions[line[0].id] if line else self._regions[id]

    def _region(self, concept: Concept) -> Region | None:
        if self.states(concept) is None:
            return None
        return self.inherited(concept) & self.space(concept).region(self.own(concept))

    def space(self, concept: Concept) -> Space:
        """The cases, or the changes, among which the concept is a region."""
        return self.changes if self.states(concept) == "change" else self.cases

    def inherited(self, concept: Concept) -> Region:
        """What the concept has from its genus: everything, when that has no region of the same sort."""
        genus, space = self.genus(concept), self.space(concept)
        region = self._regions.get(genus.id) if genus else None
        return region if region is not None and region.space is space else space.everything

    @cached_property
    def areas(self) -> dict[str, Region]:
        """All regions of arrangement-like concepts that are not withdrawn."""
        return self._all(self.cases)

    @cached_property
    def steps(self) -> dict[str, Region]:
        """All regions of changes."""
        return self._all(self.changes)

    def _all(self, space: Space) -> dict[str, Region]:
        live = (concept.id for concept in self.glossary.concepts.values() if concept.status != "withdrawn")
        return {id: region for id in live if (region := self.region(id)) is not None and region.space is space}

    # --- order

    @cached_property
    def _area_order(self) -> "Order":
        return Order(self.areas)

    @cached_property
    def _step_order(self) -> "Order":
        return Order(self.steps)

    @cached_property
    def order(self) -> dict[str, list[str]]:
        """Each concept with a region -> the smallest regions that contain it, by id."""
        return {**self._area_order.above, **self._step_order.above}

    def broader(self, id: str) -> list[str]:
        """The concepts directly above: derived for regions, as written for everything else."""
        return self.order[id] if id in self.order else list(self.glossary.concepts[id].broader)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for id in self.glossary.concepts:
            for above in self.broader(id):
                below.setdefault(above, []).append(id)
        return below

    def narrower(self, id: str) -> list[str]:
        """The concepts directly below."""
        return self._below.get(id, [])

    def ancestors(self, id: str) -> set[str]:
        """Every concept above."""
        return closure(id, lambda each: self.broader(each) if each in self.glossary.concepts else [])

    def relation(self, first: str, second: str) -> Relation | None:
        """How two concepts lie to each other; None when they have no regions of one sort."""
        a, b = self.region(first), self.region(second)
        if a is None or b is None or a.space is not b.space:
            return None
        return Relation(lying(a, b), a, b)

    # --- cases

    def case(self, case: Case) -> Region:
        """A case as a box; what it leaves open allows everything."""
        return self.cases.region({("", dimension): [value] for dimension, value in case.items()})

    def step(self, before: Case, after: Case, origin: Case) -> Region:
        """A change as a box: the case before it, the case after it, and the case before that."""
        stages = zip(STAGES, (before, after, origin), strict=True)
        return self.changes.region(
            {(stage, dimension): [value] for stage, case in stages for dimension, value in case.items()}
        )

    def given(self, example: Example) -> Region | None:
        """What an example tells, as a box; None when it tells nothing."""
        if example.case:
            return self.case(example.case)
        stages = (example.from_, example.to, example.origin)
        return self.step(*stages) if any(stages) else None

    def holds(self, case: Region, scope: Iterable[str] | None = None) -> list[str]:
        """The concepts that the case is for certain, whatever it leaves open."""
        return [id for id, region in self._meeting(case, scope) if case <= region]

    def possible(self, case: Region, scope: Iterable[str] | None = None) -> list[str]:
        """The concepts that the case may or may not be, depending on what it leaves open."""
        return [id for id, region in self._meeting(case, scope) if not case <= region]

    def matters(self, case: Region, axis: Axis) -> bool:
        """Whether any verdict about the case would change if it left this axis open."""
        all_ = case.space.masks[axis]
        opened = Region(case.space, case.mask | all_)
        return any(
            region.mask & all_ != all_ and (case <= region or not region.mask & case.mask & all_)
            for _, region in self._meeting(opened, None)
        )

    def most_specific(self, case: Region, scope: Iterable[str] | None = None) -> list[str]:
        """Of the concepts that hold for certain, those that contain no other of them."""
        return self.smallest(self.holds(case, scope))

    def smallest(self, ids: Iterable[str]) -> list[str]:
        """The concepts among these that contain no other of them."""
        regions = {id: self.areas[id] if id in self.areas else self.steps[id] for id in ids}
        return [id for id, region in regions.items() if not any(other < region for other in regions.values())]

    def _meeting(self, case: Region, scope: Iterable[str] | None) -> Iterator[tuple[str, Region]]:
        """The concepts in scope whose regions share a case with this box, in the order of the glossary."""
        order, regions = (self._area_order, self.areas) if case.space is self.cases else (self._step_order, self.steps)
        ids = order.meeting(case) if scope is None else {id for id in scope if id in regions and case & regions[id]}
        return ((id, regions[id]) for id in sorted(ids, key=order.position.__getitem__))


def closure(start: T, step: Callable[[T], Iterable[T]]) -> set[T]:
    """Everything that can be reached from the start, which belongs to it only if a way leads back."""
    reached: set[T] = set()
    ahead = list(step(start))
    while ahead:
        if (each := ahead.pop()) not in reached:
            reached.add(each)
            ahead += step(each)
    return reached


_TOP = -1  # stands above all masks


class Order:
    """Regions ordered by inclusion, as a graph from each to the largest inside it.

    Built from the largest to the smallest, each placed by descending from the top, so that the cost grows with the
    regions that contain one and not with all of them.
    """

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self.regions = regions
        self.position = {id: position for position, id in enumerate(regions)}
        self._ids: dict[int, list[str]] = {}
        for id, region in regions.items():
            self._ids.setdefault(region.mask, []).append(id)
        self._below: dict[int, list[int]] = {mask: [] for mask in self._ids}
        self._tops: list[int] = []
        above = {mask: self._placed(mask) for mask in sorted(self._ids, key=lambda mask: -mask.bit_count())}
        self.above = {
            id: sorted(each for mask in above[region.mask] for each in self._ids[mask])
            for id, region in regions.items()
        }

    def _placed(self, mask: int) -> list[int]:
        """Put a region below the smallest ones that contain it; these."""
        containing = closure(
            _TOP, lambda each: [x for x in (self._tops if each == _TOP else self._below[each]) if mask & x == mask]
        )
        smallest = [each for each in containing if not any(mask & below == mask for below in self._below[each])]
        for home in [self._below[each] for each in smallest] or [self._tops]:
            home.append(mask)
        return smallest

    def meeting(self, case: Region) -> set[str]:
        """The ids of all regions that share a case with the box: below one that shares none, none can."""
        holds_cases = case.space.holds_cases

        def shares(mask: int) -> bool:
            return holds_cases(mask & case.mask)

        met = closure(_TOP, lambda each: filter(shares, self._tops if each == _TOP else self._below[each]))
        return {id for mask in met for id in self._ids[mask]}


@lru_cache(maxsize=16)
def reasoner(glossary: Glossary, reading: str = "") -> Reasoner:
    """The reasoner for a reading, the default one if none is named. Kept, since every page asks for it."""
    return Reasoner(glossary, reading or glossary.default_reading)


def characteristics_of(concept: Concept) -> Iterable[tuple[tuple, Characteristics]]:
    """Every place in an entry where characteristics are written: the steps to it, and what is there."""
    yield ("characteristics",), concept.characteristics
    for reading, characteristics in concept.characteristics_under.items():
        yield ("characteristics-under", reading), characteristics
    yield from ((("from",), concept.from_), (("to",), concept.to), (("origin",), concept.origin))
