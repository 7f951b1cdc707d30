"""The page on which a reader describes a case and is told its names.

The page carries the regions as data; a script of its own (docs/assets/name-it.js) reasons about them as `reason`
does, and a test holds the two against each other. Without the script the page is a table of all answers to the
first questions.
"""

import json
from itertools import product

from ..glossary import Glossary
from ..reason import Reasoner, reasoner
from ..text import capital, plain, sentence
from . import words
from .address import Here
from .html import Html, block, tag
from .map import axes


def name_it(glossary: Glossary, here: Here, split: str) -> Html:
    """The form, the place for the answer, the data, and the table, which also asks the dimension `split`."""
    fields = [_field(glossary, dimension) for dimension in glossary.dimensions]
    form = tag("form", *fields, tag("button", "Start again", type="reset"), class_="shorewise-form")
    answer = tag("div", role="status", aria_live="polite", class_="shorewise-answer")
    data = Html(f'<script type="application/json" class="shorewise-data">{_embedded(facts(glossary, here))}</script>')
    script = Html(f'<script type="module" src="{here.to_file("assets/name-it.js")}"></script>')
    return block(
        "shorewise-name-it",
        tag("div", form, answer, class_="shorewise-ask"),
        _table(glossary, here, split),
        data,
        script,
    )


def _field(glossary: Glossary, id: str) -> Html:
    dimension = glossary.dimensions[id]
    options = [
        tag("label", tag("input", type="radio", name=id, value=value), tag("span", known.label))
        for value, known in dimension.values.items()
    ]
    open_ = tag("label", tag("input", type="radio", name=id, value="", checked=True), tag("span", "not known"))
    return tag(
        "fieldset", tag("legend", dimension.question), *options, open_, class_=f"shorewise-axis-{dimension.axis}"
    )


# --- the data


def facts(glossary: Glossary, here: Here) -> dict:
    """What the script needs: dimensions in words, and for each reading the limits of each concept's region."""
    dimensions = {
        id: {
            "label": each.label,
            "question": each.question,
            "values": {value: known.label for value, known in each.values.items()},
            "groups": [{"label": group.label, "values": group.values} for group in each.groups.values()],
        }
        for id, each in glossary.dimensions.items()
    }
    ids = list(reasoner(glossary).areas)
    concepts = {
        id: {
            "name": glossary.concepts[id].preferred,
            "href": here.href("concepts", id),
            "says": plain(glossary.concepts[id].gloss or sentence(glossary.concepts[id].definition)),
        }
        for id in ids
    }
    readings = [
        {"id": id, "label": each.label, "regions": _limits(reasoner(glossary, id))}
        for id, each in glossary.readings.items()
    ]
    return {"dimensions": dimensions, "concepts": concepts, "readings": readings, "root": glossary.about.root}


def _limits(reason: Reasoner) -> dict[str, dict[str, list[str]]]:
    return {
        id: {dimension: sorted(region.values((stage, dimension))) for stage, dimension in region.limited()}
        for id, region in reason.areas.items()
    }


def _embedded(data: dict) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


# --- the table


def _table(glossary: Glossary, here: Here, split: str) -> Html:
    """For each pair of row and column, and each value of one more dimension, the names that fit."""
    found = axes(glossary)
    if found is None:
        return Html("")
    rows, columns = found
    third = glossary.dimensions[split]
    heads = tag(
        "tr",
        *(tag("th", each.label, scope="col") for each in (rows, third)),
        *(tag("th", value.label, scope="col") for value in columns.values.values()),
    )
    lines = [
        tag(
            "tr",
            tag("th", rows.values[row].label, scope="row"),
            tag("td", third.values[value].label, data_of=third.label),
            *(
                tag("td", _cell(glossary, here, {rows.id: row, split: value, columns.id: column}), data_of=known.label)
                for column, known in columns.values.items()
            ),
        )
        for row, value in product(rows.values, third.values)
    ]
    caption = tag("caption", f"All answers to three questions: {rows.question} {third.question} {columns.question}")
    return tag(
        "table", caption, tag("thead", heads), tag("tbody", *lines), class_="shorewise-versus shorewise-all-names"
    )


def _cell(glossary: Glossary, here: Here, case: dict[str, str]) -> Html:
    """The names under the default reading, and under each other reading where they are others."""
    told: list[tuple[str, list[str]]] = []
    for id, reading in glossary.readings.items():
        reason = reasoner(glossary, id)
        names = [each for each in reason.most_specific(reason.case(case)) if each != glossary.about.root]
        if not told or set(names) != set(told[0][1]):
            told.append((reading.label, names))
    lists = [tag("ul", *(tag("li", words.term(glossary, here, id)) for id in names)) for _, names in told]
    parts = [lists[0]]
    for (label, _), names in zip(told[1:], lists[1:], strict=True):
        parts += [tag("small", f"{capital(label)}:"), names]
    return Html("".join(parts))
