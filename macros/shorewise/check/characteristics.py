"""Rules A03 and A04: characteristics say something."""

from ..glossary import Glossary
from ..model import Concept
from ..reason import Axis, Reasoner, characteristics_of, reasoner
from .regions import said, with_region
from .rule import Finding, Findings, rule


@rule("A03", needs="regions")
def characteristics_add_something(glossary: Glossary) -> Findings:
    """A characteristic narrows what the genus has already, under at least one reading.

    What is inherited and written again would have to be changed in two places.

    Example: the genus already has this location. Delete it: it is inherited.
    """
    readings = [reasoner(glossary, reading) for reading in glossary.readings or {"": None}]
    for concept, region in with_region(glossary):
        for steps, characteristics in characteristics_of(concept):
            stage = steps[0] if steps[0] in ("from", "to", "origin") else ""
            for dimension in characteristics:
                axis = (stage, dimension)
                if axis in region.space.masks and not any(_narrows(each, concept, axis) for each in readings):
                    yield Finding(
                        concept.place(*steps, dimension, "key"),
                        f"the genus already has this {said(axis)}.",
                        "Delete it: it is inherited.",
                    )


def _narrows(reason: Reasoner, concept: Concept, axis: Axis) -> bool:
    region = reason.region(concept.id)
    return region is not None and region.values(axis) != reason.inherited(concept).values(axis)


@rule("A04", needs="regions")
def readings_change_something(glossary: Glossary) -> Findings:
    """Characteristics under another reading differ from those under the default one.

    A second reading that says the same would make a reader look for a difference.

    Example: under 'auditor' the tenancy is the same. Delete it.
    """
    for concept in glossary.concepts.values():
        for reading, characteristics in concept.characteristics_under.items():
            for dimension, names in characteristics.items():
                if glossary.values(dimension, names) == glossary.values(
                    dimension, concept.characteristics.get(dimension, [])
                ):
                    place = concept.place("characteristics-under", reading, dimension, "key")
                    yield Finding(place, f"under '{reading}' the {dimension} is the same.", "Delete it.")
