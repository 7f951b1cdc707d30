"""Put what the model and the reasoning know into words and links."""

import re
from collections.abc import Iterable

from ..glossary import Glossary
from ..model import Concept
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

    return Html(mapped(words, refer, lambda plain: _explained(glossary, plain)))


def _explained(glossary: Glossary, plain: str) -> Html:
    """Plain text with the short forms that about.yaml explains as abbreviations."""

    def hint(found: re.Match[str]) -> str:
        meaning = glossary.about.short_forms.get(found[0])
        return tag("abbr", found[0], title=meaning) if meaning else found[0]

    return Html(re.sub(r"\b[A-Z]{2,6}\b", hint, text(plain)))
