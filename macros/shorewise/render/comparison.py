"""A comparison: concepts as columns, rows derived from dimensions, readings, relations, aspects and examples."""

from ..entries import Comparison
from ..glossary import Glossary
from ..rows import Cell, Exact, Names, Pairs, Prose, rows
from ..text import plain
from . import words
from .address import Here
from .citations import UNSOURCED, citations, remark
from .concept import comparison_title
from .html import Html, block, joined, tag, text
from .map import concept_map


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
        _settle(glossary, here, comparison),
        _table(glossary, here, comparison),
        UNSOURCED if set(comparison.rows) & set(glossary.aspects) else "",
        concept_map(glossary, comparison.concepts),
        _after(glossary, here, comparison),
        citations(glossary, here, comparison.sources),
    )


def _table(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    names = [glossary.concepts[id].preferred for id in comparison.concepts]
    heads = [tag("th", words.term(glossary, here, id), scope="col") for id in comparison.concepts]
    lines = []
    for head, row, axis in rows(glossary, comparison):
        cells = [_cell(glossary, here, each) for each in row]
        if len(cells) == 1:  # One cell for all columns.
            written = [tag("td", cells[0], colspan=str(len(names)))]
        else:
            written = [tag("td", cell, data_of=name) for cell, name in zip(cells, names, strict=True)]
        lines.append(
            tag("tr", tag("th", head, scope="row"), *written, class_=f"shorewise-axis-{axis}" if axis else None)
        )
    corner = tag("td", class_="shorewise-corner")
    return tag("table", tag("thead", tag("tr", corner, *heads)), tag("tbody", *lines), class_="shorewise-versus")


def _cell(glossary: Glossary, here: Here, cell: Cell) -> Html:
    match cell:
        case Exact(words=said):
            return text(said)
        case Prose(words=said):
            return words.prose(glossary, here, said)
        case Names(concepts=ids, none=otherwise):
            return words.terms(glossary, here, ids) or text(otherwise)
        case Pairs(sentences=pairs):
            return joined([tag("p", tag("b", about), said) for about, said in pairs])
    return remark(glossary, here, cell)


def _settle(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    """The way to the chart that tells a reader which one it is."""
    decision = glossary.decisions.get(comparison.decision or "")
    if decision is None:
        return Html("")
    chart = tag("a", decision.title, href=here.href("decisions", decision.id))
    return tag("p", tag("b", "Which one is yours? "), chart)


def _after(glossary: Glossary, here: Here, comparison: Comparison) -> Html:
    if not comparison.mix_up:
        return Html("")
    return tag("p", tag("b", "If they are confused: "), words.prose(glossary, here, comparison.mix_up))
