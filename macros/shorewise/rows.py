"""The rows of a comparison: derived from dimensions, aspects, readings, relations and examples, and not yet written.

Whoever shows a comparison writes each cell its own way: `render.comparison` as HTML with links and marks of sources,
`published` as plain words.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from .entries import Comparison
from .explain import relate, values
from .glossary import Glossary
from .model import Dimension, Remark
from .reason import reasoner
from .text import capital, sentence


class Exact(NamedTuple):
    """A cell of words in which nothing refers to anything."""

    words: str


class Prose(NamedTuple):
    """A cell of prose; empty when there is nothing to say."""

    words: str


class Names(NamedTuple):
    """A cell that names concepts; `none` is said when there are none."""

    concepts: list[str]
    none: str


class Pairs(NamedTuple):
    """A cell of sentences, each with what it is about."""

    sentences: list[tuple[str, str]]


Cell = Exact | Prose | Names | Pairs | Remark
Row = tuple[str, list[Cell], str]  # head, one cell for each concept or one for all, axis for the colour


def rows(glossary: Glossary, comparison: Comparison) -> Iterator[Row]:
    """Every row in order, the concepts in everyday words first."""
    concepts = [glossary.concepts[id] for id in comparison.concepts]
    yield "In plain words", [Prose(each.gloss or sentence(each.definition)) for each in concepts], ""
    for row in comparison.rows:
        if row in glossary.dimensions:
            yield _dimension_row(glossary, comparison, glossary.dimensions[row])
        elif row in glossary.aspects:
            yield glossary.aspects[row].label, [each.aspects.get(row, Prose("")) for each in concepts], ""
        else:
            yield from _DERIVED[row](glossary, comparison)


def _dimension_row(glossary: Glossary, comparison: Comparison, dimension: Dimension) -> Row:
    cells: list[Cell] = [Exact(_on_dimension(glossary, dimension, each)) for each in comparison.concepts]
    return dimension.label, cells, dimension.axis


def _on_dimension(glossary: Glossary, dimension: Dimension, id: str) -> str:
    """What a concept says on a dimension: its values, or where a change leads from and to."""
    region = reasoner(glossary).region(id)
    if region is None:
        return "says nothing"
    told = [(stage, region.values((stage, on))) for stage, on in region.limited() if on == dimension.id]
    if not told:
        return "any"
    stages = {"": "{}", "origin": "at first {}", "from": "before {}", "to": "after {}"}
    order = list(stages)
    return ", ".join(
        stages[stage].format(values(dimension, allowed))
        for stage, allowed in sorted(told, key=lambda each: order.index(each[0]))
    )


def _relations(glossary: Glossary, comparison: Comparison) -> Iterator[Row]:
    sentences = [
        (f"{capital(glossary.concepts[one].preferred)} and {glossary.concepts[other].preferred}: ", found.sentence)
        for one, other in combinations(comparison.concepts, 2)
        if (found := relate(glossary, one, other))
    ]
    yield "How they lie to each other", [Pairs(sentences)], ""


def _readings(glossary: Glossary, comparison: Comparison) -> Iterator[Row]:
    for reading in glossary.readings.values():
        reason = reasoner(glossary, reading.id)
        cells: list[Cell] = [Names(reason.broader(id), "nothing broader") for id in comparison.concepts]
        yield f"Broader ({reading.label})", cells, ""


def _examples(glossary: Glossary, comparison: Comparison) -> Iterator[Row]:
    firsts = [glossary.concepts[id].examples[:1] for id in comparison.concepts]
    yield "For example", [Prose(first[0].text if first else "") for first in firsts], ""


_DERIVED: dict[str, Callable[[Glossary, Comparison], Iterator[Row]]] = {
    "relations": _relations,
    "readings": _readings,
    "examples": _examples,
}
