"""What the rules about regions share."""

from collections.abc import Iterator
from functools import lru_cache

from ..glossary import Glossary
from ..model import Concept
from ..reason import Axis, Region, characteristics_of, reasoner
from ..text import opening

_FOUNDATIONS = ("concepts", "dimensions", "readings", "kinds")


@lru_cache(maxsize=8)
def regions_are_known(glossary: Glossary) -> bool:
    """Whether every concept's region can be computed from what is written, and none is empty.

    One misspelt value or genus would change the place of many concepts, and an editor would be told of all of them.
    """
    if not values_are_known(glossary):
        return False
    reasons = [reasoner(glossary, reading) for reading in glossary.readings]
    root = reasoner(glossary).areas.get(glossary.about.root)
    regions = (region for reason in reasons for region in (*reason.areas.values(), *reason.steps.values()))
    return root is not None and not root.limited() and all(regions)


@lru_cache(maxsize=8)
def values_are_known(glossary: Glossary) -> bool:
    """Whether every kind, genus and value that a region is computed from exists."""
    if any(collection in _FOUNDATIONS for collection, _ in glossary.broken):
        return False
    return all(_is_known(glossary, concept) for concept in glossary.concepts.values())


def _is_known(glossary: Glossary, concept: Concept) -> bool:
    first = opening(concept.definition)
    written = (item for _, characteristics in characteristics_of(concept) for item in characteristics.items())
    return (
        concept.kind in glossary.kinds
        and (first is None or len(glossary.named(first.name)) == 1)
        and all(_values_exist(glossary, dimension, names) for dimension, names in written)
    )


def _values_exist(glossary: Glossary, id: str, names: list[str]) -> bool:
    dimension = glossary.dimensions.get(id)
    return dimension is not None and all(name in dimension.values or name in dimension.groups for name in names)


def with_region(glossary: Glossary) -> Iterator[tuple[Concept, Region]]:
    """Every living concept that has a region, under the default reading."""
    reason = reasoner(glossary)
    for id, region in (*reason.areas.items(), *reason.steps.items()):
        yield glossary.concepts[id], region


def said(axis: Axis) -> str:
    """An axis in a sentence: the dimension, and of a change the stage."""
    return f"{axis[1]} ({axis[0]})" if axis[0] else axis[1]
