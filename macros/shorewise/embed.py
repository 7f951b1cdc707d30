"""Write an entry of a glossary as a snippet for somebody else's document.

Goes in: a glossary in its published form, an entry, a format. Comes out: the text, with its marker, that a person puts
into a document: readable as it stands, with absolute links, the version, the licence and the address. An entry is
first made into blocks that know no format, which `writers` then puts into each.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from .glossary import fold
from .markers import KINDS, Form, marked
from .published import PublishedComparison, PublishedConcept, PublishedDecision, PublishedGlossary, PublishedResult
from .writers import WRITERS, Block, Item, Outline, Paragraph, Piece, Table, clean

FORMATS: Mapping[str, Form] = {
    "md": "comment",
    "html": "comment",
    "rst": "rst",
    "mdx": "mdx",
    "txt": "txt",
    "json": "json",
    "svg": "comment",
    "mermaid": "mermaid",
}
_CHARTS = ("svg", "mermaid")


def formats(kind: str) -> list[str]:
    """The formats in which there are snippets of this kind of entry."""
    return [form for form in FORMATS if kind == "decision" or form not in _CHARTS]


def meant(glossary: PublishedGlossary, kinds: Iterable[str], named: str) -> list[tuple[str, str]]:
    """Kind and id of each entry of these kinds that somebody means: by its id, else a concept by one of its names."""
    wanted = list(kinds)
    found = [(kind, named) for kind in wanted if named in getattr(glossary, KINDS[kind])]
    if found or "concept" not in wanted:
        return found
    called = fold(named)
    return [("concept", each.id) for each in glossary.concepts.values() if called in map(fold, each.names)]


def called_now(glossary: PublishedGlossary, kinds: Iterable[str], former: str) -> str:
    """The id of the entry of these kinds that had this id before; nothing when none had."""
    entries = (entry for kind in kinds for entry in getattr(glossary, KINDS[kind]).values())
    return next((entry.id for entry in entries if former in entry.former_ids), "")


def snippet(glossary: PublishedGlossary, kind: str, id: str, form: str) -> str:
    """The snippet of an entry, which must be there, with its marker and a line break at its end.

    A chart as SVG needs pygraphviz: ImportError without it.
    """
    return marked(f"{kind}/{id}", glossary.version, _text(glossary, kind, id, form), FORMATS[form])


def _text(glossary: PublishedGlossary, kind: str, id: str, form: str) -> str:
    if form == "json":
        return json.dumps(_data(glossary, kind, id), ensure_ascii=False)
    if form == "svg":
        return _svg(glossary, glossary.decisions[id])
    if form == "mermaid":
        return f"%% Source: {clean(_name(glossary))}, {clean(glossary.licence)}\n{glossary.decisions[id].mermaid}"
    return WRITERS[form](blocks(glossary, kind, id))


def _name(glossary: PublishedGlossary) -> str:
    return f"{glossary.title} {glossary.version}"


# --- an entry as blocks


def blocks(glossary: PublishedGlossary, kind: str, id: str) -> list[Block]:
    """The entry as blocks, its source and licence last."""
    entry = getattr(glossary, KINDS[kind])[id]
    source = [Piece(_name(glossary), entry.url, cite=True), Piece(f", {glossary.licence}")]
    if kind == "concept":
        return [Paragraph([*_defined(glossary, entry), Piece(" ("), *source, Piece(")")])]
    first = Paragraph([Piece(entry.title, entry.url, strong=True), Piece(f"{_after(entry.title)}{entry.summary}")])
    body = _versus(glossary, entry) if kind == "comparison" else [Outline([_asked(glossary, entry, entry.start)])]
    return [first, *body, Paragraph([Piece("Source: "), *source])]


def _after(title: str) -> str:
    return " " if title.endswith(("?", "!", ".")) else ": "


def _defined(glossary: PublishedGlossary, concept: PublishedConcept) -> Iterator[Piece]:
    """The name and the definition, in which other concepts are links."""
    yield Piece(concept.preferred, concept.url, strong=True)
    yield Piece(": ")
    rest = concept.definition
    for each in concept.refers:
        before, words, after = rest.partition(each.words)
        if words and each.concept in glossary.concepts:
            yield Piece(before)
            yield Piece(words, glossary.concepts[each.concept].url)
            rest = after
    yield Piece(rest if concept.definition.endswith((".", "?", "!")) else f"{rest}.")


def _versus(glossary: PublishedGlossary, comparison: PublishedComparison) -> Iterator[Block]:
    """The table, and after it what holds for all of its columns."""
    concepts = [glossary.concepts[id] for id in comparison.concepts]
    rows = [(row.head, row.cells) for row in comparison.rows if len(row.cells) == len(concepts)]
    yield Table([Piece(each.preferred, each.url, strong=True) for each in concepts], rows)
    for row in comparison.rows:
        if len(row.cells) == 1 and row.cells[0]:
            yield Paragraph([Piece(row.head, strong=True), Piece(f": {row.cells[0]}")])


def _asked(glossary: PublishedGlossary, decision: PublishedDecision, id: str, said: str = "") -> Item:
    """A question with all that follows, after the answer that leads to it."""
    question = decision.questions[id]
    ways = [
        _asked(glossary, decision, way.next, way.answer)
        if way.next
        else Item([Piece(f"{way.answer}: "), *_ends(glossary, decision, way.result)], [])
        for way in question.answers
    ]
    return Item([*([Piece(f"{said}: ")] if said else []), Piece(question.question)], ways)


def _ends(glossary: PublishedGlossary, decision: PublishedDecision, ids: list[str]) -> Iterator[Piece]:
    """Where an answer leads: names in a row, or advice with its reason and what to read."""
    for number, id in enumerate(ids):
        result = decision.results[id]
        named = _named(result)
        if number:
            yield Piece(", " if named else " ")
        yield Piece(result.advice, glossary.concepts[named].url if named else "", strong=True)
        if not named:
            yield Piece(f" {result.reason}")
            for place, concept in enumerate(result.concepts):
                yield Piece(", " if place else " See ")
                yield Piece(glossary.concepts[concept].preferred, glossary.concepts[concept].url)
            yield Piece("." if result.concepts else "")


def _named(result: PublishedResult) -> str:
    """The concept whose name is the result; nothing for advice."""
    return result.concepts[0] if len(result.concepts) == 1 and not result.reason else ""


# --- JSON


def _data(glossary: PublishedGlossary, kind: str, id: str) -> dict[str, Any]:
    """What the other formats show, as data."""
    entry = getattr(glossary, KINDS[kind])[id]
    if kind == "concept":
        shown = {"term": entry.preferred, "definition": entry.definition}
    else:
        every = entry.model_dump(by_alias=True, exclude={"id", "url", "former_ids", "mermaid", "concepts"})
        shown = {**every, "concepts": [glossary.concepts[each].preferred for each in entry.concepts]}
    return {**shown, "url": entry.url, "source": _name(glossary), "licence": glossary.licence}


# --- SVG

_LOOKS = {
    "<rect ": '<rect fill="none" stroke="currentColor" ',
    "<text ": '<text fill="currentColor" ',
    '<path class="edge"': '<path class="edge" fill="none" stroke="currentColor"',
    '<path d="': '<path fill="currentColor" d="',
    '<g class="question': '<g font-weight="bold" class="question',
    ' class="answer"': ' class="answer" font-style="italic" font-weight="normal"',
    "<svg ": '<svg font-family="sans-serif" font-size="13" ',
}


def _svg(glossary: PublishedGlossary, decision: PublishedDecision) -> str:
    """The chart, which takes its colour from the text around it."""
    from .render.chart import Edge, Node, chart  # It draws with a library that not everybody has.

    nodes: list[Node] = []
    edges: list[Edge] = []
    keys = (f"n{number}" for number in count())

    def grow(id: str, said: str) -> str:
        key = next(keys)
        question = decision.questions[id]
        nodes.append(Node(key, said, [(clean(question.question), "")], "question"))
        for way in question.answers:
            there = grow(way.next, clean(way.answer)) if way.next else next(keys)
            if not way.next:
                ends = [_end(glossary, decision, each) for each in way.result]
                nodes.append(Node(there, clean(way.answer), ends, "result"))
            edges.append(Edge(key, there))
        return key

    grow(decision.start, "")
    about = f"Source: {_name(glossary)}, {glossary.licence}, {decision.url}"
    drawn = str(chart(f"chart-{decision.id}", clean(decision.title), clean(about), nodes, edges))
    for plain, looks in _LOOKS.items():  # Safe, since no `<` of any text is left as such.
        drawn = drawn.replace(plain, looks)
    return drawn


def _end(glossary: PublishedGlossary, decision: PublishedDecision, id: str) -> tuple[str, str]:
    """A result in a box, with a link when it is the name of a concept."""
    result = decision.results[id]
    named = _named(result)
    return clean(result.advice), glossary.concepts[named].url if named else ""
