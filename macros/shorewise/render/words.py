"""Put what the model and the reasoning know into words and links."""

from collections.abc import Iterable, Mapping

from ..glossary import Glossary
from ..model import Concept, Dimension
from ..reason import Axis, Region, reasoner
from ..text import Reference, capital, listed, mapped
from .address import Here
from .html import Html, tag, text


def title(concept: Concept) -> str:
    """The name as a heading: capital first."""
    return capital(concept.preferred)


def full_title(concept: Concept) -> str:
    """The name as a heading, with its short forms."""
    short = f" ({', '.join(concept.abbreviations)})" if concept.abbreviations else ""
    return title(concept) + short


def term(glossary: Glossary, here: Here, id: str, shown: str = "") -> Html:
    """A link to a concept's page, with its preferred name unless other words are to be shown."""
    words = shown or glossary.concepts[id].preferred
    if here.is_at("concepts", id):
        return text(words)
    return tag("a", words, href=here.href("concepts", id), class_="shorewise-term")


def terms(glossary: Glossary, here: Here, ids: Iterable[str]) -> Html:
    """Links to several concepts, as they are listed in a sentence."""
    return Html(listed([term(glossary, here, id) for id in ids]))


def prose(glossary: Glossary, here: Here, words: str) -> Html:
    """Prose with its references as links."""

    def refer(reference: Reference) -> str:
        ids = glossary.named(reference.name)
        return term(glossary, here, ids[0], reference.shown) if ids else text(reference.shown)

    return Html(mapped(words, refer, text))


def values(dimension: Dimension, allowed: Iterable[str]) -> str:
    """Values of a dimension in words: the label of the group that is exactly these, or their labels."""
    wanted = frozenset(allowed)
    for group in dimension.groups.values():
        if frozenset(group.values) == wanted:
            return group.label
    return listed([value.label for id, value in dimension.values.items() if id in wanted], "or")


def case(glossary: Glossary, witness: Mapping[Axis, str], regions: Iterable[Region]) -> str:
    """A case in words: only the dimensions that matter to these regions."""
    matter = {axis for region in regions for axis in region.limited()}
    labels = [
        f"{stage + ': ' if stage else ''}{glossary.dimensions[dimension].values[value].label}"
        for (stage, dimension), value in witness.items()
        if (stage, dimension) in matter
    ]
    return ", ".join(labels)


def relation(glossary: Glossary, first: str, second: str, reading: str = "") -> str:
    """How two concepts lie to each other, as a sentence; empty when they have no regions of one sort."""
    reason = reasoner(glossary, reading)
    found = reason.relation(first, second)
    if found is None:
        return ""
    a, b = (glossary.concepts[id].preferred for id in (first, second))
    areas = [region for id in (first, second) if (region := reason.region(id))]

    def in_words(witness: Mapping[Axis, str]) -> str:
        return case(glossary, witness, areas)

    return {
        "equal": "Every case of one is a case of the other.",
        "narrower": f"Every case of {a} is a case of {b}, but not the reverse: {in_words(found.only_second)}.",
        "broader": f"Every case of {b} is a case of {a}, but not the reverse: {in_words(found.only_first)}.",
        "overlapping": f"A case can be both: {in_words(found.both)}.",
        "disjoint": "No case is both.",
    }[found.kind]
