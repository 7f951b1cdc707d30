"""The macros on a site without a glossary of its own: entries of a published one, as HTML for its pages.

Goes in: a published glossary, and what a page calls an entry. Comes out: one line of HTML that says what
`shorewise embed --format html` says, with absolute links, source and licence, and needs no style and no script; or
NotThere, which says in words what is wrong and what would be right. There is no marker: the line is written anew at
each build.
"""

import re
from functools import lru_cache
from pathlib import Path

from .check import require_sound
from .check.nearest import nearest
from .embed import blocks, called_now, meant
from .glossary import Glossary
from .load import require
from .markers import KINDS
from .published import PublishedConcept, PublishedGlossary, published
from .releases import NOW, Releases, newest
from .render.html import Html, block, tag
from .text import listed
from .writers import WRITERS

NEWEST = "newest"


class NotThere(LookupError):
    """Raised for an entry, a macro or a version that is not there; says so in words."""


# --- which glossary


def version_of(folder: Path, wanted: str = NEWEST) -> PublishedGlossary:
    """A release of the glossary in a folder, or with `now` the glossary as it is; the newest is now when there is none.

    NotThere when there is no such version; NotPublished and GlossaryError when it cannot be used.
    """
    releases = Releases(folder)
    version = newest(releases) or NOW if wanted == NEWEST else wanted
    if version == NOW:
        glossary = require(folder)
        require_sound(glossary)
        return _as_it_is(glossary)
    if version not in releases:
        known = [*releases, NOW]
        otherwise = f"Write {listed([*known, NEWEST], 'or')}."
        raise NotThere(f"there is no version '{version}' of the glossary. {nearest(version, known, otherwise)}")
    return _release(folder, version)


@lru_cache(maxsize=4)
def _release(folder: Path, version: str) -> PublishedGlossary:
    """Kept, since Zensical asks once a page. A release never changes."""
    return Releases(folder)[version]


@lru_cache(maxsize=2)
def _as_it_is(glossary: Glossary) -> PublishedGlossary:
    return published(glossary, NOW)


# --- what a page shows of it


def definition(glossary: PublishedGlossary, named: str) -> Html:
    """A concept's name and definition."""
    return _block("shorewise-definition", glossary, "concept", named)


def comparison(glossary: PublishedGlossary, named: str) -> Html:
    """A comparison as a table."""
    return _block("shorewise-comparison", glossary, "comparison", named)


def decision(glossary: PublishedGlossary, named: str) -> Html:
    """A decision as a list in a list."""
    return _block("shorewise-decision", glossary, "decision", named)


def term(glossary: PublishedGlossary, named: str, shown: str = "") -> Html:
    """A link to a concept's page, for the midst of a sentence: in the words that were typed unless these are its id."""
    concept = glossary.concepts[_entry(glossary, "concept", named)]
    words = shown or (concept.preferred if named == concept.id else named)
    return _quiet(tag("a", words, href=concept.url, class_="shorewise-term"))


def needs_its_own(macro: str) -> str:
    """What to say of a macro that shows a whole glossary."""
    return f"{macro} shows the glossary of a site that has one. Put a folder glossary/ beside docs/, or take this out."


def _block(name: str, glossary: PublishedGlossary, kind: str, named: str) -> Html:
    written = WRITERS["html"](blocks(glossary, kind, _entry(glossary, kind, named)))
    return _quiet(block(name, Html(written.replace("\n", " "))))


# The signs that mean something to Markdown or to one of its usual extensions.
_SIGN = re.compile(r"&[#\w]+;|[\\`*_{}\[\]|~^=$+#@]|:(?=[\w+-])")


def _quiet(markup: str) -> Html:
    """Markup whose words are not read as Markdown, however deep in a list or a note it stands."""
    pieces = re.split(r"(<[^<>]*>)", markup)
    return Html("".join(each if each.startswith("<") else _SIGN.sub(_entity, each) for each in pieces))


def _entity(sign: re.Match[str]) -> str:
    return sign[0] if len(sign[0]) > 1 else f"&#{ord(sign[0])};"


# --- finding it


def _entry(glossary: PublishedGlossary, kind: str, named: str) -> str:
    """The id of the entry that somebody means by its id, or of a concept by one of its names."""
    found = [id for _, id in meant(glossary, [kind], named)]
    if not found:
        raise NotThere(_missing(glossary, kind, named))
    if len(found) > 1:
        raise NotThere(f"'{named}' is a name of several concepts. Write {listed(found, 'or')}.")
    if kind == "concept" and (concept := glossary.concepts[found[0]]).status == "withdrawn":
        raise NotThere(f"'{concept.id}' was withdrawn. {_instead(concept)}")
    return found[0]


def _instead(concept: PublishedConcept) -> str:
    named = [f"'{id}'" for id in concept.replaced_by]
    return f"Write {listed(named, 'or')}." if named else "Take it out: nothing replaces it."


def _missing(glossary: PublishedGlossary, kind: str, named: str) -> str:
    if heir := called_now(glossary, [kind], named):
        return f"the {kind} '{named}' is called '{heir}' now. Write that."
    there = f"there is no {kind} '{named}' in {glossary.title} {glossary.version}."
    return f"{there} {nearest(named, getattr(glossary, KINDS[kind]), f'Look for it on {glossary.url}.')}"
