"""Rules A10 to A13: a concept is told apart from those beside it."""

from ..glossary import Glossary, fold
from ..model import Concept
from ..reason import reasoner
from ..text import plain
from .regions import with_region
from .rule import Finding, Findings, rule


@rule("A10", needs="regions")
def equal_regions_are_told_apart(glossary: Glossary) -> Findings:
    """Two concepts with the same region are contrasted, and the contrast says what tells them apart.

    Two names for the same cases are either one concept or two that the dimensions cannot tell apart.

    Example: 'cloud move' has the same characteristics as 'cloud migration'. Make it another name of that concept,
    or contrast the two.
    """
    seen: dict[tuple[int, int], Concept] = {}
    for concept, region in with_region(glossary):
        other = seen.setdefault((id(region.space), region.mask), concept)
        if other is not concept and not _contrasted(concept, other):
            sentence = f"'{concept.preferred}' has the same characteristics as '{other.preferred}'."
            yield Finding(
                concept.place("characteristics"), sentence, "Make it another name of that concept, or contrast the two."
            )


def _contrasted(one: Concept, other: Concept) -> bool:
    return other.id in [each.concept for each in one.contrasts] or one.id in [each.concept for each in other.contrasts]


@rule("A11", needs="regions")
def contrasts_say_what_is_shared(glossary: Glossary) -> Findings:
    """A contrast between concepts that no case can both be says which word they share, and only then.

    When cases overlap, the overlap is derived and shown; otherwise only a word can have caused the confusion.

    Example: no case is both 'hosted-service' and 'on-premises-system'. Add 'shares:' with the word that confuses
    them.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        for position, contrast in enumerate(concept.contrasts):
            if contrast.concept not in glossary.concepts:
                continue
            relation = reason.relation(concept.id, contrast.concept)
            apart = relation is None or relation.kind == "disjoint"
            if apart and not contrast.shares:
                yield Finding(
                    concept.place("contrasts", position),
                    f"no case is both '{concept.id}' and '{contrast.concept}'.",
                    "Add 'shares:' with the word that confuses them.",
                )
            if not apart and contrast.shares:
                yield Finding(
                    concept.place("contrasts", position, "shares"),
                    f"a case can be both '{concept.id}' and '{contrast.concept}'.",
                    "Delete 'shares'; the overlap is shown.",
                )
            other = glossary.concepts[contrast.concept]
            if contrast.shares and not all(_uses(each, contrast.shares) for each in (concept, other)):
                yield Finding(
                    concept.place("contrasts", position, "shares"),
                    f"'{contrast.shares}' is not a word of both entries.",
                    "Name a word that stands in names or definitions of both.",
                )


def _uses(concept: Concept, word: str) -> bool:
    texts = (
        *concept.names,
        *(each.term for each in concept.deprecated),
        *concept.misspellings,
        plain(concept.definition),
        plain(concept.gloss),
    )
    return any(fold(word) in fold(text) for text in texts)


# --- kinds without regions


@rule("A12")
def other_kinds_stand_under_their_genus(glossary: Glossary) -> Findings:
    """A concept without a region stands under its genus and under nothing else.

    Its place follows from its definition, so a second place would be a claim that nothing supports.

    Example: the definition does not open with 'virtual-machine'. Open it with that concept, or delete it from
    'broader'.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        genus = reason.genus(concept)
        if reason.states(concept) is None:
            for position, id in enumerate(concept.broader):
                if id in glossary.concepts and (genus is None or id != genus.id):
                    yield Finding(
                        concept.place("broader", position),
                        f"the definition does not open with '{id}'.",
                        "Open it with that concept, or delete it from 'broader'.",
                    )


@rule("A13")
def other_kinds_say_what_sets_them_apart(glossary: Glossary) -> Findings:
    """A concept without a region names the words of its definition that set it apart from its siblings.

    Where no characteristic tells two concepts apart, only these words do; exchanged definitions would go unseen.

    Example: the definition of 'hosted private cloud' says 'at the provider's site' too. Name words that only this
    one has.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        if reason.states(concept) is None and not concept.delimits:
            yield Finding(
                concept.place("definition"),
                f"'{concept.preferred}' does not say what sets it apart.",
                "Add 'delimits:' with the decisive words of the definition.",
            )
        if reason.states(concept) is not None and concept.delimits:
            yield Finding(concept.place("delimits"), "characteristics set this concept apart.", "Delete 'delimits'.")
        for position, words in enumerate(concept.delimits):
            if fold(words) not in fold(plain(concept.definition)):
                yield Finding(
                    concept.place("delimits", position),
                    f"the definition does not say '{words}'.",
                    "Copy the words from the definition.",
                )
            for other in glossary.concepts.values():
                if (
                    other.id != concept.id
                    and other.kind == concept.kind
                    and fold(words) in fold(plain(other.definition))
                ):
                    yield Finding(
                        concept.place("delimits", position),
                        f"the definition of '{other.preferred}' says '{words}' too.",
                        "Name words that only this one has.",
                    )
