"""By what a program that holds an older copy of a concept sees whether the concept still means the same."""

import json

from ..published import PublishedConcept, digest


def meaning(concept: PublishedConcept) -> str:
    """Sixteen hexadecimal digits that change when what the concept covers changes, and stay when only words do.

    They come from the kind and the values on the dimensions; without those, from the words that set the concept apart
    and the concepts that it stands under. `hash` of a concept is the other half: it changes with the words.
    """
    covers = concept.regions or [concept.delimits, sorted(concept.broader)]
    return digest(json.dumps([concept.kind, covers], ensure_ascii=False, sort_keys=True))
