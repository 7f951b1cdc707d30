"""Ids under which a concept was published before, and where it stands now: no format may lose them."""

from ..addresses import address
from ..published import PublishedConcept, PublishedGlossary


def former(glossary: PublishedGlossary) -> dict[str, PublishedConcept]:
    """Each id that a concept had before and that none has now -> that concept, in the order of the ids."""
    found = {id: concept for concept in glossary.concepts.values() for id in concept.former_ids}
    return {id: found[id] for id in sorted(found) if id not in glossary.concepts}


def page_of(glossary: PublishedGlossary, id: str) -> str:
    """The full address under which a concept with this id was published."""
    return f"{glossary.url}{address('concepts', id)}"
