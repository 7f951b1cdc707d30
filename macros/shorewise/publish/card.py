"""The picture that others show beside a link to a page: name, meaning, and the concept's cells on the map.

Drawn as SVG and turned into PNG without a browser and without the network; the letters are in `fonts/`.
"""

import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import resvg_py
from PIL import Image

from ..glossary import Glossary
from ..model import Concept, Dimension
from ..render.html import Html, joined, tag, text
from ..render.map import axes, cells
from ..text import capital
from .page import Page

WIDTH, HEIGHT = 1200, 630
_FONTS = Path(__file__).parent / "fonts"
_PAPER, _INK, _SOFT, _LINE, _HIT, _WHERE, _WHO = (
    "#fbfaf8",
    "#1c1d21",
    "#5a5d66",
    "#dedcd6",
    "#2b3a67",
    "#1a8f8c",
    "#5a69cf",
)
_LEFT, _RIGHT, _MAP, _CELL, _GAP = 72, 1128, 752, 80, 8


def card_path(page: Page) -> str:
    """The card's file: `assets/cards/terms/captive-unit.png`."""
    return f"assets/cards/{page.stem or 'index'}.png"


def picture(svg: str) -> bytes:
    """A drawing as PNG, small: in the few colours that it needs."""
    fonts = [str(path) for path in sorted(_FONTS.glob("*.ttf"))]
    raw = resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts, skip_system_fonts=True, font_family="Inter")
    few = Image.open(io.BytesIO(raw)).convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG", bits=4, compress_level=8)
    return made.getvalue()


@cache
def _palette() -> Image.Image:
    """Few colours: each that is drawn with, and for the edges of letters those between it and the paper."""
    steps = [(_INK, 4), (_SOFT, 2), (_HIT, 1), (_LINE, 1), (_WHERE, 1), (_WHO, 1)]
    mixed = [_mixed(_PAPER, colour, n / count) for colour, count in steps for n in range(1, count + 1)]
    image = Image.new("P", (1, 1))
    image.putpalette([value for colour in [_mixed(_PAPER, _PAPER, 0), *mixed] for value in colour])
    return image


def _mixed(one: str, other: str, share: float) -> list[int]:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return [round(a + (b - a) * share) for a, b in pairs]


def drawing(glossary: Glossary, page: Page, above: str) -> str:
    """The card as SVG."""
    entry = page.entry(glossary)
    on_map = cells(glossary, entry.id) if isinstance(entry, Concept) else None
    right = _MAP - 84 if on_map else _RIGHT
    size, lines = _title(page.title, right - _LEFT)
    below = 150 + len(lines) * size * 1.12
    parts = [
        tag("rect", width=str(WIDTH), height=str(HEIGHT), fill=_PAPER),
        tag("rect", width="14", height=str(HEIGHT), fill=_HIT),
        _text(above, _LEFT, 104, 26, _SOFT),
        *(_text(line, _LEFT, 150 + (n + 0.8) * size * 1.12, size, _INK, 700) for n, line in enumerate(lines)),
        *_meaning(page.description, right - _LEFT, below + 24),
        _map(glossary, on_map) if on_map else "",
        _foot(glossary),
    ]
    size_ = {"width": str(WIDTH), "height": str(HEIGHT)}
    return tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", font_family="Inter", **size_)


def _title(words: str, width: float) -> tuple[float, list[str]]:
    """The largest size in which the title takes at most three lines, and these."""
    for size in (76.0, 64.0, 52.0, 44.0):
        lines = wrapped(words, width, size, 700)
        if len(lines) <= 2 + (size < 60):
            break
    return size, _shortened(lines, 4)


def _meaning(words: str, width: float, top: float) -> Iterator[Html]:
    """As much of the meaning as there is room for."""
    step = 44
    lines = _shortened(wrapped(words, width, 32, 400), min(6, max(1, int((516 - top) // step))))
    return (_text(line, _LEFT, top + (n + 0.8) * step, 32, _INK) for n, line in enumerate(lines))


def _shortened(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;:.") + "…"]


def _map(glossary: Glossary, on: frozenset[tuple[str, str]]) -> Html:
    """The concept's cells among all; heads of columns above, of rows to the left."""
    rows, columns = axes(glossary) or ()
    step = _CELL + _GAP
    left = _RIGHT - step * len(columns.values) + _GAP
    top = 150
    heads = [_head(value, left + n * step + _CELL / 2, top - 14, "middle") for n, value in enumerate(_labels(columns))]
    sides = [_head(value, left - 14, top + n * step + _CELL / 2 + 7, "end") for n, value in enumerate(_labels(rows))]
    boxes = [
        _box(left + x * step, top + y * step, (row, column) in on)
        for y, row in enumerate(rows.values)
        for x, column in enumerate(columns.values)
    ]
    return joined([*heads, *sides, *boxes])


def _labels(dimension: Dimension) -> list[str]:
    return [value.label for value in dimension.values.values()]


def _head(words: str, x: float, y: float, anchor: str) -> Html:
    return tag("text", words, x=f"{x:g}", y=f"{y:g}", font_size="19", fill=_SOFT, text_anchor=anchor)


def _box(x: float, y: float, on: bool) -> Html:
    look = {"fill": _HIT} if on else {"fill": "none", "stroke": _LINE, "stroke_width": "2"}
    return tag("rect", x=f"{x:g}", y=f"{y:g}", width=str(_CELL), height=str(_CELL), rx="12", **look)


def _foot(glossary: Glossary) -> Html:
    mark = joined(
        [
            tag("rect", x=str(_LEFT + x), y=str(540 + y), width="16", height="16", rx="4", fill=fill)
            for x, y, fill in ((0, 0, _LINE), (20, 0, _WHERE), (0, 20, _WHO), (20, 20, _HIT))
        ]
    )
    about = glossary.about
    host = "".join(urlsplit(about.url)[1:3]).rstrip("/")
    name = _text(about.title, _LEFT + 54, 569, 30, _INK, 700)
    where = tag("text", host, x=str(_RIGHT), y="569", font_size="24", fill=_SOFT, text_anchor="end")
    return joined([mark, name, where])


def _text(words: str, x: float, y: float, size: float, colour: str, weight: int = 400) -> Html:
    look = {"font_size": f"{size:g}", "font_weight": str(weight), "fill": colour}
    return tag("text", text(words), x=f"{x:g}", y=f"{y:g}", **look)


# --- breaking lines


@cache
def _widths() -> dict[str, dict[str, int]]:
    return json.loads((_FONTS / "inter-widths.json").read_text("utf-8"))


def width_of(words: str, size: float, weight: int) -> float:
    """How wide the words are drawn; a sign that the letters lack counts as a wide one."""
    known = _widths()[str(weight)]
    return sum(known.get(sign, 900) for sign in words) * size / 1000


def wrapped(words: str, width: float, size: float, weight: int) -> list[str]:
    """The words in lines that are no wider, as far as no single word is."""
    lines: list[str] = []
    for word in capital(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
