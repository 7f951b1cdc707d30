"""The inventory of Sphinx, `objects.inv`: where `:term:` and `:ref:` of other documents lead.

Names in use, ids and former names are terms, with the page of their concept; ids, also as `concept/captive-unit`, are
labels. A name to avoid is none: who writes it is to be told and not linked.
"""

import re
import zlib
from collections.abc import Iterator
from urllib.parse import quote

from ..glossary import fold
from ..labels import is_a_name, labels, tidy, unsaid
from ..markers import KINDS
from ..published import PublishedConcept, PublishedEntry, PublishedGlossary

_UNREADABLE = re.compile(r"\S\s+\S+\s+-?\d+\s")  # Every reader takes these for a type and a priority.


def inventory(glossary: PublishedGlossary) -> bytes:
    """The file. Addresses in it are relative to the site's root, where it stands."""
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {tidy(glossary.title)}\n"
        f"# Version: {tidy(glossary.version)}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    lines = [*_lines("std:term", _terms(glossary)), *_lines("std:label", _labels(glossary))]
    return head.encode() + zlib.compress("".join(sorted(lines)).encode(), 9)


def _lines(role: str, named: list[tuple[str, str, str]]) -> Iterator[str]:
    """A line for each name, address and text to show, but for names that no reader could read."""
    for name, uri, shown in named:
        if not _UNREADABLE.search(f"{name} "):
            yield f"{name} {role} -1 {uri} {shown}\n"


def _terms(glossary: PublishedGlossary) -> list[tuple[str, str, str]]:
    """Every name that leads to one concept. `-` lets an author's own words show."""
    named = [(label.name, label.concept) for label in labels(glossary)]
    former = [(each.name, each.instead[0]) for each in unsaid(glossary) if each.sort == "renamed"]
    withdrawn = [(tidy(each.preferred), each.id) for each in glossary.concepts.values() if each.status == "withdrawn"]
    owners: dict[str, set[str]] = {}
    for name, id in named:
        owners.setdefault(fold(name), set()).add(id)
    ways: dict[str, tuple[str, str]] = {}
    for name, id in (*named, *former, *withdrawn):
        ways.setdefault(fold(name), (name, id))
    return [
        (name, _uri(glossary, glossary.concepts[id]), "-")
        for key, (name, id) in ways.items()
        if is_a_name(name) and len(owners.get(key, ())) < 2
    ]


def _labels(glossary: PublishedGlossary) -> list[tuple[str, str, str]]:
    """Every id and former id. Where entries of several kinds share one, the first has it."""
    ways: dict[str, tuple[str, str, str]] = {}
    entries = [(kind, each) for kind, where in KINDS.items() for each in getattr(glossary, where).values()]
    for kind, each in entries:
        way = _uri(glossary, each), _shown(each)
        ways.setdefault(each.id, (each.id, *way))
        ways[f"{kind}/{each.id}"] = (f"{kind}/{each.id}", *way)
    for kind, each in entries:
        for id in each.former_ids:
            way = _uri(glossary, each), _shown(each)
            ways.setdefault(id, (id, *way))
            ways.setdefault(f"{kind}/{id}", (f"{kind}/{id}", *way))
    return list(ways.values())


def _shown(each: PublishedConcept | PublishedEntry) -> str:
    return tidy(each.preferred if isinstance(each, PublishedConcept) else each.title) or "-"


def _uri(glossary: PublishedGlossary, each: PublishedConcept | PublishedEntry) -> str:
    return quote(tidy(each.url.removeprefix(glossary.url)), safe="/:?#&=+,;@%~.-")
