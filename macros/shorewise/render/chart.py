"""Draw a flowchart as SVG: Graphviz decides where things stand, the page's CSS how they look.

Goes in: boxes with lines of text, and arrows. Comes out: one `<svg>` without style, script or colour, with a
title, a description and real links. Sizes are computed here from the number of letters, so that the picture is
the same on every machine, whatever fonts it has.
"""

import textwrap
from collections.abc import Callable
from typing import NamedTuple

from .html import Html, tag

_LETTER, _BOLD, _LINE, _PAD = 7.4, 8.3, 18.0, 10.0  # points: widths of a letter at 13 px, a line's height, space around
_WRAP = 24  # letters in a line
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


def chart(id: str, title: str, description: str, nodes: list[Node], edges: list[Edge]) -> Html:
    """The chart as inline SVG. Ids inside start with `id`, so that several charts may share a page."""
    lines = {node.key: _lines(node) for node in nodes}
    sizes = {node.key: _size(lines[node.key], _BOLD if "question" in node.class_ else _LETTER) for node in nodes}
    places, ways, (width, height) = _layout(sizes, edges)
    arrow = tag(
        "marker",
        tag("path", d="M0 0 8 4 0 8z"),
        id=f"{id}-arrow",
        viewBox="0 0 8 8",
        refX="7",
        refY="4",
        markerWidth="7",
        markerHeight="7",
        orient="auto",
    )
    return tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", description, id=f"{id}-desc"),
        tag("defs", arrow),
        *(tag("path", class_="edge", d=ways[edge], marker_end=f"url(#{id}-arrow)") for edge in edges),
        *(_box(node, lines[node.key], sizes[node.key], places[node.key]) for node in nodes),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"-2 -2 {width + 4:g} {height + 4:g}",
        width=f"{width + 4:g}",
        height=f"{height + 4:g}",
        role="group",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def _lines(node: Node) -> list[_Line]:
    answer = [_Line(line, "", "answer") for line in textwrap.wrap(node.answer, _WRAP)]
    return answer + [_Line(line, link, "") for words, link in node.texts for line in textwrap.wrap(words, _WRAP)]


def _size(lines: list[_Line], letter: float) -> tuple[float, float]:
    """Width and height of a box in points."""
    return round(max(len(line.text) for line in lines) * letter + 2 * _PAD), round(len(lines) * _LINE + 2 * _PAD)


def _layout(sizes: dict[str, tuple[float, float]], edges: list[Edge]) -> tuple[dict, dict, tuple[float, float]]:
    """Centres of the boxes, paths of the arrows and the size of the picture, y downwards."""
    import pygraphviz  # Only whoever draws needs it: it comes with the extra `site`.

    graph = pygraphviz.AGraph(directed=True, rankdir="LR", nodesep="0.16", ranksep="0.45")
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
    )


def _text(line: _Line, x: float, y: float) -> Html:
    written = tag("text", line.text, x=f"{x:g}", y=f"{y:g}", class_=line.class_ or None)
    return tag("a", written, href=line.link) if line.link else written
