"""Draw a flowchart as SVG: Graphviz decides where things stand, the page's CSS how they look.

Goes in: boxes with lines of text, and arrows. Comes out: one `<svg>` without style, script or colour, with a
title, a description and real links. Sizes are computed here from the letters, so that the picture is
the same on every machine, whatever fonts it has.
"""

import textwrap
from collections.abc import Callable
from typing import NamedTuple

from .html import Html, tag

_LINE, _PAD = 18.0, 10.0  # points: a line's height, space around
_LETTERS = {
    letter: width
    for letters, width in (("iljI.,:;'|!", 4.0), ("ftr()[]-/ ", 5.2), ("mwMW%@", 12.2))
    for letter in letters
}
_CAPITAL, _LETTER = 9.6, 7.9  # points: the widths of other letters at 13 px, on the safe side for any plain font
_SHAPES = [(way, wrap) for wrap in (24, 20, 17, 14) for way in ("LR", "TB")]  # direction; letters in a line
_COLUMN = 1140  # points: what a page gives a chart on a desk
_SHEET = 700  # points: what fits on a sheet of paper at full size
_POINTS = 72.0  # Graphviz takes sizes in inches and gives places in points.


class Node(NamedTuple):
    """A box: its key, the answer that leads to it, its texts each with a link or none, and its classes."""

    key: str
    answer: str
    texts: list[tuple[str, str]]
    class_: str


class Edge(NamedTuple):
    """An arrow from box to box."""

    start: str
    end: str


class _Line(NamedTuple):
    text: str
    link: str
    class_: str


_Sizes = dict[str, tuple[float, float]]  # key of a box -> width and height
_Layout = tuple[dict[str, tuple[float, float]], dict[Edge, str], tuple[float, float]]


def chart(id: str, title: str, description: str, nodes: list[Node], edges: list[Edge]) -> Html:
    """The chart as inline SVG. Ids inside start with `id`, so that several charts may share a page."""
    lines, sizes, (places, ways, (width, height)) = _drawn(nodes, edges)
    arrow = tag(
        "marker",
        tag("path", d="M0 0 8 4 0 8z"),
        id=f"{id}-arrow",
        viewBox="0 0 8 8",
        refX="7",
        refY="4",
        markerUnits="userSpaceOnUse",
        markerWidth="9",
        markerHeight="9",
        orient="auto",
    )
    return tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", description, id=f"{id}-desc"),
        tag("defs", arrow),
        *(tag("path", class_="edge", d=ways[edge], marker_end=f"url(#{id}-arrow)", data_to=edge.end) for edge in edges),
        *(_box(node, lines[node.key], sizes[node.key], places[node.key]) for node in nodes),
        xmlns="http://www.w3.org/2000/svg",
        class_="shorewise-wide" if width > max(_SHEET, height) else None,
        viewBox=f"-2 -2 {width + 4:g} {height + 4:g}",
        width=f"{width + 4:g}",
        height=f"{height + 4:g}",
        role="group",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def _drawn(nodes: list[Node], edges: list[Edge]) -> tuple[dict[str, list[_Line]], _Sizes, _Layout]:
    """The lines and sizes of the boxes, and the layout, in the first shape that fits the column, else the narrowest."""
    found = []
    for direction, wrap in _SHAPES:
        lines = {node.key: _lines(node, wrap) for node in nodes}
        sizes = {node.key: _size(lines[node.key]) for node in nodes}
        found.append((lines, sizes, _layout(sizes, edges, direction)))
        if _width(found[-1][2]) <= _COLUMN:
            return found[-1]
    return min(found, key=lambda drawn: _width(drawn[2]))


def _width(layout: _Layout) -> float:
    return layout[2][0]


def _lines(node: Node, wrap: int) -> list[_Line]:
    answer = [_Line(line, "", "answer") for line in textwrap.wrap(node.answer, wrap)]
    return answer + [_Line(line, link, "") for words, link in node.texts for line in textwrap.wrap(words, wrap)]


def _size(lines: list[_Line]) -> tuple[float, float]:
    """Width and height of a box in points."""
    return round(max(_wide(line.text) for line in lines) + 2 * _PAD), round(len(lines) * _LINE + 2 * _PAD)


def _wide(text: str) -> float:
    return sum(_LETTERS.get(letter, _CAPITAL if letter.isupper() else _LETTER) for letter in text)


def _layout(sizes: _Sizes, edges: list[Edge], direction: str) -> _Layout:
    """Centres of the boxes, paths of the arrows and the size of the picture, y downwards."""
    import pygraphviz  # Only whoever draws needs it: it comes with the extra `site`.

    graph = pygraphviz.AGraph(directed=True, ordering="out", rankdir=direction, nodesep="0.16", ranksep="0.45")
    for key, (width, height) in sizes.items():
        graph.add_node(key, shape="box", fixedsize=True, label="", width=width / _POINTS, height=height / _POINTS)
    graph.add_edges_from(edges)
    graph.layout("dot")
    right, top = (float(number) for number in graph.graph_attr["bb"].split(",")[2:])

    def point(written: str) -> tuple[float, float]:
        x, y = written.split(",")
        return round(float(x), 1), round(top - float(y), 1)

    places = {key: point(graph.get_node(key).attr["pos"]) for key in sizes}
    ways = {edge: _path(graph.get_edge(*edge).attr["pos"], point) for edge in edges}
    return places, ways, (round(right), round(top))


def _path(spline: str, point: Callable[[str], tuple[float, float]]) -> str:
    """Graphviz' `e,end first control control next ...` as an SVG path that ends at the arrow's tip."""
    written = spline.split()
    tip = point(written.pop(0).removeprefix("e,"))
    points = [point(each) for each in written]
    curve = " ".join(f"{x:g} {y:g}" for x, y in points[1:])
    return f"M{points[0][0]:g} {points[0][1]:g}C{curve}L{tip[0]:g} {tip[1]:g}"


def _box(node: Node, lines: list[_Line], size: tuple[float, float], centre: tuple[float, float]) -> Html:
    (width, height), (x, y) = size, centre
    left, top = x - width / 2, y - height / 2
    first = top + _PAD + _LINE * 0.72
    texts = [_text(line, left + _PAD, first + number * _LINE) for number, line in enumerate(lines)]
    return tag(
        "g",
        tag("rect", x=f"{left:g}", y=f"{top:g}", width=f"{width:g}", height=f"{height:g}", rx="8"),
        *texts,
        class_=node.class_,
        data_node=node.key,
    )


def _text(line: _Line, x: float, y: float) -> Html:
    written = tag("text", line.text, x=f"{x:g}", y=f"{y:g}", class_=line.class_ or None)
    return tag("a", written, href=line.link) if line.link else written
