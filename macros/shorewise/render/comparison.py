"""A comparison: concepts as columns, rows derived from dimensions, readings, relations, aspects and examples."""

from collections.abc import Callable, Iterator
from itertools import combinations

from ..entries import Comparison
from ..explain import relate, values
from ..glossary import Glossary
from ..model import Dimension
from ..reason import reasoner
from ..text import capital, plain, sentence
from . import words
from .address import Here
from .citations import citations
from .concept import comparison_title
from .html import Html, block, joined, tag, text
from .map import concept_map

Row = tuple[str, list[Html], str]  # head, one cell for each concept or one for all, axis for the colour


def title(glossary: Glossary, comparison: Comparison) -> str:
    """The concepts as a title."""
    return comparison_title(glossary, comparison.concepts)


def description(comparison: Comparison) -> str:
    """The page in one plain sentence."""
    return plain(comparison.difference)


def comparison_block(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    """The whole comparison as one block."""
    return block(
        "shorewise-comparison",
        tag("p", words.prose(glossary, here, comparison.difference), class_="shorewise-lead"),
        _table(glossary, here, comparison),
        concept_map(glossary, comparison.concepts),
        _after(glossary, here, comparison),
        citations(glossary, here, comparison.sources),
    )


def _table(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    names = [glossary.concepts[id].preferred for id in comparison.concepts]
    heads = [tag("th", words.term(glossary, here, id), scope="col") for id in comparison.concepts]
    lines = []
    for head, cells, axis in _rows(glossary, here, comparison):
        if len(cells) == 1:  # One cell for all columns.
            written = [tag("td", cells[0], colspan=str(len(names)))]
        else:
            written = [tag("td", cell, data_of=name) for cell, name in zip(cells, names, strict=True)]
        lines.append(
            tag("tr", tag("th", head, scope="row"), *written, class_=f"shorewise-axis-{axis}" if axis else None)
        )
    corner = tag("td", class_="shorewise-corner")
    return tag("table", tag("thead", tag("tr", corner, *heads)), tag("tbody", *lines), class_="shorewise-versus")


def _rows(glossary: Glossary, here: Here, comparison: Comparison) -> Iterator[Row]:
    concepts = [glossary.concepts[id] for id in comparison.concepts]
    said = [each.gloss or sentence(each.definition) for each in concepts]
    yield "In plain words", [words.prose(glossary, here, each) for each in said], ""
    for row in comparison.rows:
        if row in glossary.dimensions:
            yield _dimension_row(glossary, comparison, row)
        elif row in glossary.aspects:
            cells = [
                words.prose(glossary, here, glossary.concepts[id].aspects.get(row, "")) for id in comparison.concepts
            ]
            yield glossary.aspects[row].label, cells, ""
        else:
            yield from _DERIVED[row](glossary, here, comparison)


def _dimension_row(glossary: Glossary, comparison: Comparison, id: str) -> Row:
    dimension = glossary.dimensions[id]
    return (
        dimension.label,
        [text(_on_dimension(glossary, dimension, each)) for each in comparison.concepts],
        dimension.axis,
    )


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


def _relations(glossary: Glossary, here: Here, comparison: Comparison) -> Iterator[Row]:
    pairs = [
        tag(
            "p",
            tag("b", f"{capital(glossary.concepts[one].preferred)} and {glossary.concepts[other].preferred}: "),
            found.sentence,
        )
        for one, other in combinations(comparison.concepts, 2)
        if (found := relate(glossary, one, other))
    ]
    yield "How they lie to each other", [joined(pairs)], ""


def _readings(glossary: Glossary, here: Here, comparison: Comparison) -> Iterator[Row]:
    for reading in glossary.readings.values():
        reason = reasoner(glossary, reading.id)
        cells = [
            words.terms(glossary, here, reason.broader(id)) or text("nothing broader") for id in comparison.concepts
        ]
        yield f"Broader ({reading.label})", cells, ""


def _examples(glossary: Glossary, here: Here, comparison: Comparison) -> Iterator[Row]:
    firsts = [glossary.concepts[id].examples[:1] for id in comparison.concepts]
    yield "For example", [joined([words.prose(glossary, here, each.text) for each in first]) for first in firsts], ""


_DERIVED: dict[str, Callable[[Glossary, Here, Comparison], Iterator[Row]]] = {
    "relations": _relations,
    "readings": _readings,
    "examples": _examples,
}


def _after(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    mixed = (
        tag("p", tag("b", "If they are confused: "), words.prose(glossary, here, comparison.mix_up))
        if comparison.mix_up
        else Html("")
    )
    decision = glossary.decisions.get(comparison.decision or "")
    settle = (
        tag("p", tag("b", "Which one is yours? "), tag("a", decision.title, href=here.href("decisions", decision.id)))
        if decision
        else Html("")
    )
    return joined([mixed, settle])
