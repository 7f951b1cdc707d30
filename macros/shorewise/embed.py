"""Write an entry of a glossary as a snippet for somebody else's document.

Goes in: a glossary in its published form, an entry, a format. Comes out: the text, with its marker, that a person puts
into a document: readable as it stands, with absolute links, the version, the licence and the address. An entry is
first made into blocks that know no format; each format then writes blocks its own way, and every sign in their words
that would mean something where they land is written so that it does not.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import quote

from .markers import KINDS, Form, marked
from .published import PublishedComparison, PublishedConcept, PublishedDecision, PublishedGlossary, PublishedResult
from .render.html import Html, markdown, tag

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


class Piece(NamedTuple):
    """Words, and where they lead. With `cite`, the address is to be read too where it cannot be followed."""

    words: str
    url: str = ""
    strong: bool = False
    cite: bool = False


class Paragraph(NamedTuple):
    """Running text."""

    pieces: list[Piece]


class Table(NamedTuple):
    """Rows, each a head and as many cells as there are heads of columns."""

    heads: list[Piece]
    rows: list[tuple[str, list[str]]]


class Item(NamedTuple):
    """An item of a list, and the list below it."""

    pieces: list[Piece]
    items: "list[Item]"


class Outline(NamedTuple):
    """A list in a list."""

    items: list[Item]


Block = Paragraph | Table | Outline


def formats(kind: str) -> list[str]:
    """The formats in which there are snippets of this kind of entry."""
    return [form for form in FORMATS if kind == "decision" or form not in _CHARTS]


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
        return f"%% Source: {_clean(_name(glossary))}, {_clean(glossary.licence)}\n{glossary.decisions[id].mermaid}"
    return _WRITERS[form](blocks(glossary, kind, id))


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


# --- words that may land anywhere

# Signs that would turn the direction of what follows, or that no document may hold.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", UNSEEN.sub("", words))


def _cleaned(pieces: list[Piece]) -> list[Piece]:
    """The pieces with clean words; no blanks at the ends of what is a link or strong, and nothing empty."""
    kept = []
    for piece in pieces:
        words = _clean(piece.words)
        kept.append(piece._replace(words=words.strip() if piece.url or piece.strong else words))
    return [piece for piece in kept if piece.words]


def _address(url: str) -> str:
    """An address in which no sign means anything to any format."""
    return quote(_clean(url), safe="/:?#&=+,;@%~.-")


def _joined(pieces: list[Piece], write: Callable[[Piece], str]) -> str:
    return "".join(map(write, _cleaned(pieces))).strip()


# --- Markdown, and so MDX


def _markdown(found: list[Block]) -> str:
    return "\n\n".join(map(_markdown_block, found))


def _markdown_block(each: Block) -> str:
    match each:
        case Paragraph(pieces):
            return _joined(pieces, _markdown_piece)
        case Table(heads, rows):
            top = ["", *(_joined([head], _markdown_piece) for head in heads)]
            lines = [
                [_joined([Piece(head, strong=True)], _markdown_piece), *map(_plain_markdown, row)] for head, row in rows
            ]
            return "\n".join(map(_markdown_row, [top, ["---"] * len(top), *lines]))
        case Outline(items):
            return "\n".join(_markdown_items(items, ""))
    raise TypeError(each)


def _markdown_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_items(items: list[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_unlisted(_joined(item.pieces, _markdown_piece))}"
        yield from _markdown_items(item.items, indent + "    ")


def _unlisted(line: str) -> str:
    """A line that does not begin like an item of a list."""
    return f"&#{ord(line[0])};{line[1:]}" if re.match(r"[-+]|\d{1,9}[.)]", line) else line


def _plain_markdown(words: str) -> str:
    return markdown(_clean(words)).replace("$", "&#36;")


def _markdown_piece(piece: Piece) -> str:
    inner = _plain_markdown(piece.words) if piece.url or piece.strong else _spaced(piece.words, _plain_markdown)
    link = f"[{inner}]({_address(piece.url)})" if piece.url else inner
    return f"**{link}**" if piece.strong else link


def _spaced(words: str, write: Callable[[str], str]) -> str:
    """Words with the blanks at their ends, written by something that drops them."""
    written = write(words)
    if not words.strip():
        return " "
    return f"{' ' * words.startswith(' ')}{written.strip()}{' ' * words.endswith(' ')}"


# --- HTML


def _html(found: list[Block]) -> str:
    return "\n".join(map(_html_block, found))


def _html_block(each: Block) -> str:
    match each:
        case Paragraph(pieces):
            return tag("p", Html(_joined(pieces, _html_piece)), dir="auto")
        case Table(heads, rows):
            columns = [tag("th", _html_piece(head), scope="col", dir="auto") for head in heads]
            lines = [
                tag("tr", tag("th", _clean(head), scope="row"), *(tag("td", _clean(cell), dir="auto") for cell in row))
                for head, row in rows
            ]
            return tag("table", tag("thead", tag("tr", tag("td"), *columns)), tag("tbody", *lines))
        case Outline(items):
            return _html_items(items)
    raise TypeError(each)


def _html_items(items: list[Item]) -> Html:
    lines = [
        tag("li", Html(_joined(item.pieces, _html_piece)), _html_items(item.items) if item.items else "", dir="auto")
        for item in items
    ]
    return tag("ul", *lines)


def _html_piece(piece: Piece) -> Html:
    link = tag("a", _clean(piece.words), href=_address(piece.url)) if piece.url else Html(tag("i", piece.words)[3:-4])
    return tag("strong", link) if piece.strong else link


# --- reStructuredText


def _rst(found: list[Block]) -> str:
    return "\n\n".join(map(_rst_block, found))


def _rst_block(each: Block) -> str:
    match each:
        case Paragraph(pieces):
            return _rst_line(pieces)
        case Table(heads, rows):
            cells = [["", *(_rst_line([head]) for head in heads)]]
            cells += [[_rst_line([Piece(head)]), *(_rst_line([Piece(cell)]) for cell in row)] for head, row in rows]
            lines = [
                f"{'     -' if place else '   * -'} {cell}".rstrip() for row in cells for place, cell in enumerate(row)
            ]
            return "\n".join([".. list-table::", "   :header-rows: 1", "   :stub-columns: 1", "", *lines])
        case Outline(items):
            return "\n".join(_rst_items(items, "")).strip("\n")
    raise TypeError(each)


def _rst_items(items: list[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_rst_line(item.pieces)}".rstrip()
        yield ""
        yield from _rst_items(item.items, indent + "  ")


def _rst_line(pieces: list[Piece]) -> str:
    """A line that begins with a letter or an escaped sign; links and strong words are kept from letters beside them."""
    line, marked_up = "", False
    for piece in _cleaned(pieces):
        words = re.sub(r"([\\*`|_<>\[\]])", r"\\\1", piece.words).replace("::", ":\\:")
        written = f"`{words} <{_address(piece.url)}>`__" if piece.url else f"**{words}**" if piece.strong else words
        opens, closes = piece.url or piece.strong, marked_up
        if (
            line
            and (opens or closes)
            and not (re.search(r"[ (]$", line) if opens else re.match(r"[ ,.;:!?)]", written))
        ):
            line += "\\ "
        line, marked_up = line + written, bool(opens)
    line = line.strip()
    if not line.strip("\\"):
        return f"\\ {line}" if line else ""  # A line of backslashes alone would be a rule.
    return f"\\{line}" if re.match(r"[^\w\\`*]|\(?\w{1,9}[.)]", line) else line


# --- plain text


def _plain(found: list[Block]) -> str:
    return "\n".join(line for each in found for line in _plain_lines(each) if line)


def _plain_lines(each: Block) -> Iterator[str]:
    match each:
        case Paragraph(pieces):
            yield _joined(pieces, _plain_piece)
        case Table(heads, rows):
            names = [_clean(head.words) for head in heads]
            for head, row in rows:
                yield _clean(head)
                yield from (f"- {name}: {_clean(cell)}" for name, cell in zip(names, row, strict=True) if cell)
        case Outline(items):
            yield from _plain_items(items, "")


def _plain_items(items: list[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_joined(item.pieces, _plain_piece)}"
        yield from _plain_items(item.items, indent + "  ")


def _plain_piece(piece: Piece) -> str:
    return f"{piece.words}, {_address(piece.url)}" if piece.cite else piece.words


_WRITERS: Mapping[str, Callable[[list[Block]], str]] = {
    "md": _markdown,
    "mdx": _markdown,
    "html": _html,
    "rst": _rst,
    "txt": _plain,
}


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
        nodes.append(Node(key, said, [(_clean(question.question), "")], "question"))
        for way in question.answers:
            there = grow(way.next, _clean(way.answer)) if way.next else next(keys)
            if not way.next:
                ends = [_end(glossary, decision, each) for each in way.result]
                nodes.append(Node(there, _clean(way.answer), ends, "result"))
            edges.append(Edge(key, there))
        return key

    grow(decision.start, "")
    about = f"Source: {_name(glossary)}, {glossary.licence}, {decision.url}"
    drawn = str(chart(f"chart-{decision.id}", _clean(decision.title), _clean(about), nodes, edges))
    for plain, looks in _LOOKS.items():  # Safe, since no `<` of any text is left as such.
        drawn = drawn.replace(plain, looks)
    return drawn


def _end(glossary: PublishedGlossary, decision: PublishedDecision, id: str) -> tuple[str, str]:
    """A result in a box, with a link when it is the name of a concept."""
    result = decision.results[id]
    named = _named(result)
    return _clean(result.advice), glossary.concepts[named].url if named else ""
