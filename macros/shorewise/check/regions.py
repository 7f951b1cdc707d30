"""What the rules about regions share."""

from collections.abc import Iterator

from ..glossary import Glossary
from ..model import Concept
from ..reason import Axis, Region, reasoner


def with_region(glossary: Glossary) -> Iterator[tuple[Concept, Region]]:
    """Every living concept that has a region, under the default reading."""
    reason = reasoner(glossary)
    for id, region in (*reason.areas.items(), *reason.steps.items()):
        yield glossary.concepts[id], region


def said(axis: Axis) -> str:
    """An axis in a sentence: the dimension, and of a change the stage."""
    return f"{axis[1]} ({axis[0]})" if axis[0] else axis[1]
