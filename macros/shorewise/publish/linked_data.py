"""What a page is about, as JSON-LD in the words of schema.org: nothing that the page does not show."""

import json
from collections.abc import Mapping
from typing import Any

from ..glossary import Glossary
from ..model import Concept
from ..render import words
from ..render.address import PAGES, page
from ..render.concept import description
from ..render.html import Html
from .page import Page

Node = dict[str, Any]
_LESS = "\\u003c"
_TERMS = page("concepts")
_ARTICLES = (PAGES["comparisons"], PAGES["decisions"], "guides")


def linked_data(glossary: Glossary, page: Page, others: Mapping[str, Page]) -> Html:
    """The element for the head of a page; `others` are all pages by stem."""
    graph = [*_subject(glossary, page, others), *_trail(glossary, page, others)]
    written = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # A `</script>` or `<!--` in a text would end the element or confuse it.
    return Html(f'<script type="application/ld+json">{written.replace("<", _LESS)}</script>')


def _subject(glossary: Glossary, page: Page, others: Mapping[str, Page]) -> list[Node]:
    entry = page.entry(glossary)
    if isinstance(entry, Concept):
        about = {"mainEntity": {"@id": _at(glossary, page)}, "dateModified": entry.reviewed}
        return [_term(glossary, page, entry, others), _work(glossary, page, "WebPage") | about]
    if page.stem == _TERMS:
        return [_terms(glossary, page, others)]
    if not page.stem:
        return [_work(glossary, page, "WebSite")]
    kind = "Article" if page.folder in _ARTICLES and page.stem not in _ARTICLES else "WebPage"
    about = [{"@id": _at(glossary, others[each])} for each in _concepts(glossary, page) if each in others]
    return [_work(glossary, page, kind) | ({"about": about} if about else {})]


def _term(glossary: Glossary, page: Page, concept: Concept, others: Mapping[str, Page]) -> Node:
    also = [*concept.abbreviations, *concept.admitted]
    return {
        "@type": "DefinedTerm",
        "@id": _at(glossary, page),
        "url": _at(glossary, page),
        "name": words.title(concept),
        **({"alternateName": also} if also else {}),
        "termCode": concept.id,
        "description": description(concept),
        "inLanguage": glossary.about.language,
        "inDefinedTermSet": {"@id": _at(glossary, others[_TERMS])} if _TERMS in others else glossary.about.url,
    }


def _terms(glossary: Glossary, page: Page, others: Mapping[str, Page]) -> Node:
    living = [each for each in glossary.concepts.values() if each.status != "withdrawn"]
    ways = [(each, others.get(_stem(each.id))) for each in living]
    listed = [
        {"@type": "DefinedTerm", "@id": _at(glossary, there), "name": words.title(each), "termCode": each.id}
        for each, there in ways
        if there
    ]
    return _work(glossary, page, "DefinedTermSet") | {"hasDefinedTerm": listed}


def _work(glossary: Glossary, page: Page, kind: str) -> Node:
    named = "headline" if kind == "Article" else "name"
    itself = {} if kind == "WebPage" else {"@id": _at(glossary, page)}
    return {
        "@type": kind,
        **itself,
        "url": _at(glossary, page),
        named: page.title,
        **({"description": page.description} if page.description else {}),
        "inLanguage": glossary.about.language,
    }


def _concepts(glossary: Glossary, page: Page) -> list[str]:
    """The pages of the concepts that a comparison or a chart is about."""
    entry = page.entry(glossary)
    return [_stem(id) for id in getattr(entry, "concepts", getattr(entry, "scope", []))]


def _stem(id: str) -> str:
    return page("concepts", id)


def _trail(glossary: Glossary, page: Page, others: Mapping[str, Page]) -> list[Node]:
    """The way from the home page; the home page itself has none."""
    steps = page.stem.split("/") if page.stem else []
    stems = ["", *("/".join(steps[:count]) for count in range(1, len(steps) + 1))]
    trail = [others[each] for each in stems if each in others] if steps else []
    items = [
        {"@type": "ListItem", "position": number, "name": each.title, "item": _at(glossary, each)}
        for number, each in enumerate(trail, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}] if items else []


def _at(glossary: Glossary, page: Page) -> str:
    return glossary.about.url + page.address
