"""What may be said and what not, according to a glossary in its published form, and what to say instead.

Names to avoid, names of withdrawn concepts and former names are not said, unless they are names in use as well.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .glossary import fold
from .mentions import HYPHENS, without_article
from .published import PublishedConcept, PublishedGlossary
from .text import listed
from .writers import clean

Sort = Literal["avoided", "withdrawn", "renamed"]


class Label(NamedTuple):
    """A name in use, the concept it leads to, and whether it is a short form, whose case counts."""

    name: str
    concept: str
    short: bool


class Unsaid(NamedTuple):
    """A name that is not said: why, in sentences, and the ids of the concepts of which one is meant."""

    name: str
    sort: Sort
    why: str
    instead: list[str]

    @property
    def is_sure(self) -> bool:
        """Whether there is one right word for it. A word alone may be one of another field, and is left to a person."""
        return len(self.instead) < 2 and len(self.name.split()) > 1


def labels(glossary: PublishedGlossary) -> list[Label]:
    """Every name in use."""
    living = (each for each in glossary.concepts.values() if each.status != "withdrawn")
    return [label for concept in living for label in _labels(concept)]


def _labels(concept: PublishedConcept) -> Iterator[Label]:
    for name in (concept.preferred, *concept.admitted):
        if is_a_name(name):
            yield Label(tidy(name), concept.id, False)
    for name in concept.abbreviations:
        if is_a_name(name):
            yield Label(tidy(name), concept.id, True)


def tidy(words: str) -> str:
    """The words in one line, without signs that nobody sees."""
    return " ".join(clean(words).split())


def is_a_name(words: str) -> bool:
    """Whether there is anything in it to look for."""
    return re.search(r"\w", tidy(words)) is not None


def unsaid(glossary: PublishedGlossary) -> list[Unsaid]:
    """Every name that is not said, each once."""
    used = {_key(label.name) for label in labels(glossary)}
    found: dict[str, Unsaid] = {}
    for each in (*_avoided(glossary), *_withdrawn(glossary), *_renamed(glossary)):
        key = _key(each.name)
        if is_a_name(key) and key not in used:
            found[key] = _together(found[key], each) if key in found else each
    return list(found.values())


def _key(name: str) -> str:
    """The name without what a reader takes for the same: its case, and whether there is a hyphen or a blank."""
    return fold(re.sub(f"[{HYPHENS}]", " ", name))


def _together(one: Unsaid, other: Unsaid) -> Unsaid:
    """What two entries say about one name."""
    why = one.why if other.why in one.why else f"{one.why} {other.why}"
    return one._replace(why=why, instead=list(dict.fromkeys([*one.instead, *other.instead])))


def _avoided(glossary: PublishedGlossary) -> Iterator[Unsaid]:
    for concept in glossary.concepts.values():
        if concept.status != "withdrawn":
            for each in concept.deprecated:
                yield Unsaid(without_article(tidy(each.term)), "avoided", tidy(each.reason), [each.use])


def _withdrawn(glossary: PublishedGlossary) -> Iterator[Unsaid]:
    for concept in glossary.concepts.values():
        if concept.status == "withdrawn":
            for label in _labels(concept):
                yield Unsaid(label.name, "withdrawn", "", concept.replaced_by)


def _renamed(glossary: PublishedGlossary) -> Iterator[Unsaid]:
    """Former names: an id is a name with hyphens, and is kept where the name has changed."""
    slugs = {_slug(label.name) for label in labels(glossary)}
    for concept in glossary.concepts.values():
        if concept.status != "withdrawn":
            for id in (concept.id, *concept.former_ids):
                if id not in slugs:
                    yield Unsaid(id.replace("-", " "), "renamed", "", [concept.id])


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def names_instead(glossary: PublishedGlossary, each: Unsaid) -> list[str]:
    """The names to use."""
    known = (glossary.concepts[id] for id in each.instead if id in glossary.concepts)
    return [tidy(concept.preferred) for concept in known]


def sentence_about(each: Unsaid, words: str) -> str:
    """What is wrong with words that are such a name."""
    match each.sort:
        case "withdrawn":
            return f"'{words}' was withdrawn."
        case "renamed":
            return f"'{words}' has another name now."
        case _:
            return f"'{words}' is not said. {each.why}".strip()


def advice_on(glossary: PublishedGlossary, each: Unsaid) -> str:
    """What would be right."""
    names = [f"'{name}'" for name in names_instead(glossary, each)]
    return f"Write {listed(names, 'or')}." if names else "Say it in other words: nothing replaces it."
