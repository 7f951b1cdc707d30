"""The map: one small grid, the same on every page, in which a concept is the cells where its cases lie."""

from collections.abc import Callable, Mapping, Sequence

from ..explain import values
from ..glossary import Glossary
from ..model import Dimension
from ..reason import Region, reasoner
from . import words
from .address import Here
from .html import Html, joined, tag, text

Cell = tuple[Html, str]  # what stands in it, and the class for its look


def axes(glossary: Glossary) -> tuple[Dimension, Dimension] | None:
    """The dimensions that are the rows and the columns; None when the glossary has no map."""
    rows = next((d for d in glossary.dimensions.values() if d.on_map == "rows"), None)
    columns = next((d for d in glossary.dimensions.values() if d.on_map == "columns"), None)
    return (rows, columns) if rows and columns else None


def concept_map(glossary: Glossary, ids: list[str], reading: str = "") -> Html:
    """The cells of a concept, or of several on one map; empty when there is no map, or nothing to compare on it."""
    areas = reasoner(glossary, reading).areas
    regions = {id: areas[id] for id in ids if id in areas}
    if not regions or axes(glossary) is None or len(regions) < min(len(ids), 2):
        return Html("")

    several = len(regions) > 1

    def cell(row: str, column: str) -> Cell:
        within = [id for id, region in regions.items() if _reaches(glossary, region, row, column)]
        names = [glossary.concepts[id].preferred for id in within]
        if len(regions) == 2:
            return text(" and ".join(names) or "neither"), _shade(list(regions), within)
        mark = ", ".join(names) if several else "yes"
        return text(mark if names else "no"), "both" if len(names) > 1 else "on" if names else "off"

    return _grid(glossary, cell, _caption(glossary, regions), several)


def cells(glossary: Glossary, id: str, reading: str = "") -> frozenset[tuple[str, str]] | None:
    """The cells of a concept as (row, column); None when there is no map, or the concept is no area on it."""
    found, region = axes(glossary), reasoner(glossary, reading).areas.get(id)
    if found is None or region is None:
        return None
    rows, columns = found
    return frozenset((r, c) for r in rows.values for c in columns.values if _reaches(glossary, region, r, c))


def _reaches(glossary: Glossary, region: Region, row: str, column: str) -> bool:
    rows, columns = axes(glossary) or ()
    return row in region.values(("", rows.id)) and column in region.values(("", columns.id))


def _caption(glossary: Glossary, regions: Mapping[str, Region]) -> str:
    rows, columns = axes(glossary) or ()
    if len(regions) > 1:
        return "Where the cases of each can lie."
    region = next(iter(regions.values()))
    said = [
        f"{dimension.label.lower()}: {values(dimension, region.values(('', dimension.id)))}"
        for dimension in (rows, columns)
        if ("", dimension.id) in region.limited()
    ]
    return f"On the map: {'; '.join(said) or 'every cell'}."


def names_map(glossary: Glossary, here: Here, shaded: Sequence[str], assuming: Mapping[str, str]) -> Html:
    """The whole map: in each cell the most specific names for cases there, given the values assumed elsewhere.

    The cells of up to two `shaded` concepts are coloured, and say in words which of them they belong to.
    """
    found = axes(glossary)
    if found is None:
        return Html("")
    rows, columns = found
    reason = reasoner(glossary)

    def cell(row: str, column: str) -> Cell:
        names = reason.most_specific(reason.case({**assuming, rows.id: row, columns.id: column}))
        within = [id for id in shaded if _reaches(glossary, reason.areas[id], row, column)] if shaded else None
        return _names_in_cell(glossary, here, names, within), _shade(shaded, within)

    given = [
        f"{glossary.dimensions[d].label.lower()}: {glossary.dimensions[d].values[v].label}" for d, v in assuming.items()
    ]
    caption = "The most specific names in each cell."
    return _grid(glossary, cell, caption + (f" Assumed: {'; '.join(given)}." if given else ""), True)


def _names_in_cell(glossary: Glossary, here: Here, names: list[str], within: list[str] | None) -> Html:
    listing = tag("ul", *(tag("li", words.term(glossary, here, id)) for id in names))
    if within is None:
        return listing
    said = " and ".join(glossary.concepts[id].preferred for id in within) or "neither"
    return joined([tag("small", said), listing])


def _shade(shaded: Sequence[str], within: list[str] | None) -> str:
    if not within:
        return ""
    return "shaded" if len(within) > 1 else f"shaded-{shaded.index(within[0]) + 1}"


def _grid(glossary: Glossary, content: Callable[[str, str], Cell], caption: str, names: bool) -> Html:
    """The grid; a grid of names becomes a list on a narrow screen, where a name would not fit into a cell."""
    rows, columns = axes(glossary) or ()

    def cell(row: str, column: str) -> Html:
        inside, class_ = content(row, column)
        label = columns.values[column].label if names else None
        return tag("td", inside, class_=f"shorewise-{class_}" if class_ else None, data_of=label)

    heads = [tag("th", value.label, scope="col") for value in columns.values.values()]
    lines = [
        tag("tr", tag("th", value.label, scope="row"), *(cell(row, column) for column in columns.values))
        for row, value in rows.values.items()
    ]
    corner = tag("td", class_="shorewise-corner")
    head, body = tag("thead", tag("tr", corner, *heads)), tag("tbody", *lines)
    table = tag("table", tag("caption", caption), head, body, class_="shorewise-grid")
    return tag("div", table, class_=f"shorewise-map{' shorewise-names' if names else ''}")
