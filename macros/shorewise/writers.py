"""Write blocks of text in the formats of other people's documents: Markdown and MDX, HTML, reStructuredText, plain text.

Goes in: paragraphs, tables and outlines that know no format. Comes out: text in which every sign of their words that
would mean something where it lands is written so that it does not.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from .render.html import Html, markdown, tag


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


# --- words that may land anywhere

# Signs that would turn the direction of what follows, or that no document may hold.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(words: str) -> str:
    """The words without signs that nobody sees, and with single blanks."""
    return re.sub(r"\s+", " ", UNSEEN.sub("", words))


def _cleaned(pieces: list[Piece]) -> list[Piece]:
    """The pieces with clean words; no blanks at the ends of what is a link or strong, and nothing empty."""
    kept = []
    for piece in pieces:
        words = clean(piece.words)
        kept.append(piece._replace(words=words.strip() if piece.url or piece.strong else words))
    return [piece for piece in kept if piece.words]


def _address(url: str) -> str:
    """An address in which no sign means anything to any format."""
    return quote(clean(url), safe="/:?#&=+,;@%~.-")


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
    """The words for Markdown with its usual extensions: mathematics between dollars, and the directives of Docusaurus."""
    return re.sub(r"[$]|:(?=[\w:])", lambda sign: f"&#{ord(sign[0])};", markdown(clean(words)))


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
                tag("tr", tag("th", clean(head), scope="row"), *(tag("td", clean(cell), dir="auto") for cell in row))
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
    link = tag("a", clean(piece.words), href=_address(piece.url)) if piece.url else Html(tag("i", piece.words)[3:-4])
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
            names = [clean(head.words) for head in heads]
            for head, row in rows:
                yield clean(head)
                yield from (f"- {name}: {clean(cell)}" for name, cell in zip(names, row, strict=True) if cell)
        case Outline(items):
            yield from _plain_items(items, "")


def _plain_items(items: list[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_joined(item.pieces, _plain_piece)}"
        yield from _plain_items(item.items, indent + "  ")


def _plain_piece(piece: Piece) -> str:
    return f"{piece.words}, {_address(piece.url)}" if piece.cite else piece.words


# Format -> what writes blocks in it.
WRITERS: Mapping[str, Callable[[list[Block]], str]] = {
    "md": _markdown,
    "mdx": _markdown,
    "html": _html,
    "rst": _rst,
    "txt": _plain,
}
