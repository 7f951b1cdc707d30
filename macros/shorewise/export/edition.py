"""The whole glossary as one file of HTML, to keep, to send, or to read where there is no network."""

from collections.abc import Iterator

from ..embed import blocks
from ..publish.policy import hash_of
from ..published import PublishedConcept, PublishedGlossary
from ..render.html import Html, tag
from ..text import capital
from ..writers import WRITERS
from .snippets import entries, parts, place

STYLE = (
    ":root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif}"
    "table{border-collapse:collapse}th,td{padding:.3rem .5rem;border:1px solid GrayText;text-align:start;vertical-align:top}"
    "nav ul{columns:14rem;padding:0;list-style:none}section{margin:1.6rem 0;overflow-x:auto}@media print{nav{display:none}}"
)


def edition(glossary: PublishedGlossary) -> bytes:
    """The file. Links between its entries stay in it."""
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=f"default-src 'none'; style-src {hash_of(STYLE)}"),
        tag("title", f"{glossary.title} {glossary.version}"),
        tag("meta", name="viewport", content="width=device-width"),
        tag("link", rel="canonical", href=glossary.url),
        Html(f"<style>{STYLE}</style>"),
    ]
    source = tag("p", tag("a", glossary.url, href=glossary.url), f", version {glossary.version}, {glossary.licence}.")
    body = [tag("h1", glossary.title), source, *_contents(glossary), *_parts(glossary)]
    written = "\n".join([tag("head", *head), "<body><main>", *body, "</main></body>"])
    return f'<!doctype html>\n<html lang="{glossary.language}">\n{_inside(glossary, written)}\n</html>\n'.encode()


def _contents(glossary: PublishedGlossary) -> Iterator[Html]:
    names = sorted((each for _, each in entries(glossary) if isinstance(each, PublishedConcept)), key=_order)
    links = [tag("li", tag("a", each.preferred, href=each.url)) for each in names]
    yield tag("nav", tag("ul", *links), aria_label="Terms")


def _order(concept: PublishedConcept) -> str:
    return concept.preferred.casefold()


def _parts(glossary: PublishedGlossary) -> Iterator[Html]:
    for head, kind, found in parts(glossary):
        yield tag("h2", head)
        for entry in found:
            title = capital(entry.preferred) if isinstance(entry, PublishedConcept) else entry.title
            shown = Html(WRITERS["html"](blocks(glossary, kind, entry.id)))
            yield tag("section", tag("h3", title), shown, *_more(entry), id=_anchor(kind, entry.id))


def _more(entry: object) -> Iterator[Html]:
    if isinstance(entry, PublishedConcept):
        if others := [*entry.abbreviations, *entry.admitted]:
            yield tag("p", f"Also called: {', '.join(others)}.")
        for each in entry.deprecated:
            yield tag("p", f"Do not say: {each.term}. {each.reason}")
        for note in entry.notes:
            yield tag("p", note)


def _anchor(kind: str, id: str) -> str:
    return place(kind, id).replace("/", "-")


def _inside(glossary: PublishedGlossary, html: str) -> str:
    """With links to places in the file instead of those to the entries' pages."""
    for kind, entry in entries(glossary):
        html = html.replace(f'href="{entry.url}"', f'href="#{_anchor(kind, entry.id)}"')
    return html
