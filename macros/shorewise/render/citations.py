"""Citations: which source, where in it, and how far it may be trusted."""

from collections.abc import Iterable, Iterator

from ..entries import Source
from ..glossary import Glossary
from ..model import Citation, Concept, Remark
from ..text import capital
from . import words
from .address import Here
from .html import Html, joined, tag

TRUST = {
    "read": "read",
    "secondary": "known through a secondary source",
    "background": "background, not read for this",
}
UNSOURCED = tag("p", tag("small", "Entries that name no source are this glossary's own reasoning."))


def cited(concept: Concept) -> Iterator[Citation]:
    """Every citation of an entry, wherever it stands."""
    yield from concept.sources
    for dispute in concept.disputes:
        for position in dispute.positions:
            yield from position.sources
    for each in (*concept.aspects.values(), *concept.examples, *concept.counterexamples):
        yield from each.sources


def marks(glossary: Glossary, here: Here, found: Iterable[Citation]) -> Html:
    """Citations in passing, after the words they stand for: [author]."""
    sources = [glossary.sources[each.source] for each in found if each.source in glossary.sources]
    links = [tag("a", f"[{each.author or each.title}]", href=here.href("sources", each.id)) for each in sources]
    return joined([tag("small", " ", link) for link in links])


def remark(glossary: Glossary, here: Here, said: Remark) -> Html:
    """A remark with the marks of its sources."""
    return joined([words.prose(glossary, here, capital(said.text)), marks(glossary, here, said.sources)])


def citations(glossary: Glossary, here: Here, found: Iterable[Citation]) -> Html:
    """A list of citations, each source once with all its places."""
    places: dict[str, list[str]] = {}
    for citation in found:
        listed = places.setdefault(citation.source, [])
        if citation.place and citation.place not in listed:
            listed.append(citation.place)
    items = [
        tag("li", _citation(glossary.sources[id], here, at)) for id, at in places.items() if id in glossary.sources
    ]
    return tag("ul", *items, class_="shorewise-sources") if items else Html("")


def _citation(source: Source, here: Here, places: list[str]) -> Html:
    where = f", {'; '.join(places)}" if places else ""
    return Html(
        f"{tag('a', name(source), href=here.href('sources', source.id))}{Html(tag('span', where)) if where else ''} {tag('small', f'({TRUST[source.trust]})')}"
    )


def name(source: Source) -> str:
    """Author, title and year, as far as they are known."""
    head = f"{source.author}, " if source.author else ""
    return f"{head}{source.title}{f' ({source.year})' if source.year else ''}"
