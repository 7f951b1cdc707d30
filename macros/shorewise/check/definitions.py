"""Rules D: a definition is one phrase, opens with the genus, and does not go round in circles."""

import re

from ..glossary import Glossary, fold
from ..model import Concept
from ..reason import closure, reasoner
from ..text import opening, parts, plain, references
from .rule import Finding, Findings, rule


@rule("D01")
def definitions_open_with_the_genus(glossary: Glossary) -> Findings:
    """A definition opens with a reference to a concept above, when one of the same kind is above.

    Genus first, then what sets the concept apart: the reader knows at once what sort of thing it is, and the
    region is computed from it.

    Example: the genus 'hypervisor' is not above the concept. Add hypervisor to 'broader', or open with another
    concept.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        kin = [id for id in concept.broader if id in glossary.concepts and glossary.concepts[id].kind == concept.kind]
        genus = reason.genus(concept)
        if kin and opening(concept.definition) is None:
            names = " or ".join(f"[{glossary.concepts[id].preferred}][]" for id in kin)
            yield Finding(
                concept.place("definition"), "the definition does not open with its genus.", f"Open it with {names}."
            )
        if genus is not None and genus.id != concept.id and genus.id not in _above(glossary, concept):
            place = concept.place("definition", of=f"[{genus.preferred}][]")
            yield Finding(
                place,
                f"the genus '{genus.preferred}' is not above the concept.",
                f"Add {genus.id} to 'broader', or open with another concept.",
            )


def _above(glossary: Glossary, concept: Concept) -> set[str]:
    """The concepts above, as written."""
    return closure(concept.id, lambda id: glossary.concepts[id].broader if id in glossary.concepts else [])


@rule("D02")
def definitions_do_not_use_the_name(glossary: Glossary) -> Findings:
    """A definition does not contain a name of its own concept.

    Who does not know the name learns nothing from it.

    Example: the definition uses 'virtual machine', which it defines. Say it in other words.
    """
    for concept in glossary.concepts.values():
        words = fold(plain(concept.definition))
        for name in concept.names:
            if re.search(rf"(?<![\w-]){re.escape(fold(name))}s?(?![\w-])", words) and not _inside_another(
                glossary, concept, name
            ):
                place = concept.place("definition", of=name)
                yield Finding(place, f"the definition uses '{name}', which it defines.", "Say it in other words.")
                break


def _inside_another(glossary: Glossary, concept: Concept, name: str) -> bool:
    """Whether the name occurs only within the names of other concepts that are referred to."""
    rest = fold(concept.definition)
    for reference in references(concept.definition):
        if concept.id not in glossary.named(reference.name):
            rest = rest.replace(fold(reference.typed), " ")
    return not re.search(rf"(?<![\w-]){re.escape(fold(name))}s?(?![\w-])", rest)


@rule("D03")
def definitions_are_not_circular(glossary: Glossary) -> Findings:
    """No concept is defined by way of itself, through the definitions it refers to.

    A reader who follows the links must come to an end.

    Example: 'guest' is defined by way of 'virtual machine', which leads back to it. Say one of the two without
    the other.
    """
    defined_by = {
        concept.id: [ids[0] for reference in references(concept.definition) if (ids := glossary.named(reference.name))]
        for concept in glossary.concepts.values()
    }
    for id, concept in glossary.concepts.items():
        if id in closure(id, defined_by.__getitem__):
            through = [other for other in defined_by[id] if other == id or id in closure(other, defined_by.__getitem__)]
            other = glossary.concepts[through[0]]
            yield Finding(
                concept.place("definition"),
                f"'{concept.preferred}' is defined by way of '{other.preferred}', which leads back to it.",
                "Say one of the two without the other.",
            )


@rule("D04")
def definitions_are_one_phrase(glossary: Glossary) -> Findings:
    """A definition is one phrase, without a second sentence and without a full stop.

    Put in place of the name, it must fit into a sentence.

    Example: the definition has a line break. Make it one phrase; what else there is to say goes into 'notes'.
    """
    for concept in glossary.concepts.values():
        words = plain(concept.definition)
        if found := re.search(r"[.!?;](\s|$)|\n", words):
            sign = found[0].strip()
            yield Finding(
                concept.place("definition", of=sign),
                f"the definition has '{sign}'." if sign else "the definition has a line break.",
                "Make it one phrase; what else there is to say goes into 'notes'.",
            )


@rule("D05")
def definitions_start_with_the_thing(glossary: Glossary) -> Findings:
    """A definition starts with a small letter and without an article.

    So it can stand behind the name, and all entries look alike.

    Example: the definition starts with a capital: 'Virtual'. Write 'virtual'.
    """
    for concept in glossary.concepts.values():
        first, _, rest = plain(concept.definition).partition(" ")
        if first.casefold() in ("a", "an", "the"):
            yield Finding(
                concept.place("definition"),
                f"the definition starts with '{first}'.",
                f"Start with '{rest.split()[0] if rest else ''}'.",
            )
        elif first[:1].isupper() and not first[1:2].isupper():
            yield Finding(
                concept.place("definition"),
                f"the definition starts with a capital: '{first}'.",
                f"Write '{first.lower()}'.",
            )


@rule("D06")
def no_two_concepts_have_one_definition(glossary: Glossary) -> Findings:
    """No two concepts have the same definition.

    One of them is wrong, or they are one concept.

    Example: hypervisor has the same definition. Merge the two, or say what tells them apart.
    """
    first: dict[str, str] = {}
    for concept in glossary.concepts.values():
        other = first.setdefault(fold(plain(concept.definition)), concept.id)
        if other != concept.id:
            yield Finding(
                concept.place("definition"),
                f"{other} has the same definition.",
                "Merge the two, or say what tells them apart.",
            )


@rule("D07", "warning")
def definitions_say_what_it_is(glossary: Glossary) -> Findings:
    """A definition says what the concept is and not what it is not, holds no example and no 'etc.'.

    What a thing is not leaves open what it is, and an example is no limit.

    Example: the definition says 'etc'. Say what it is; put examples under 'examples'.
    """
    for concept in glossary.concepts.values():
        words = plain(concept.definition)
        if found := re.search(
            r"^(not|no|none)\b|\betc\b|\bsuch as\b|\bfor example\b|\be\.g\b|\band so on\b", words, re.I
        ):
            place = concept.place("definition", of=found[0])
            yield Finding(place, f"the definition says '{found[0]}'.", "Say what it is; put examples under 'examples'.")


_LONGEST = 45  # words: more than that nobody holds in mind.


@rule("D08", "warning")
def definitions_are_short(glossary: Glossary) -> Findings:
    """A definition has 45 words at the most.

    Nobody holds more in mind.

    Example: the definition has 49 words. Move what is not needed to tell it apart into 'notes'.
    """
    for concept in glossary.concepts.values():
        number = len(plain(concept.definition).split())
        if number > _LONGEST:
            yield Finding(
                concept.place("definition"),
                f"the definition has {number} words.",
                "Move what is not needed to tell it apart into 'notes'.",
            )


@rule("D09", "warning")
def definitions_link_the_concepts_they_name(glossary: Glossary) -> Findings:
    """A definition refers to the concepts that it names with more than one word.

    The reader needs that concept in order to understand this one.

    Example: the definition names 'private cloud' without a reference. Write [private cloud][].
    """
    by_words = {fold(concept.preferred): concept for concept in glossary.concepts.values() if " " in concept.preferred}
    for concept in glossary.concepts.values():
        linked = {id for reference in references(concept.definition) for id in glossary.named(reference.name)}
        pieces = fold(" | ".join(part for part in parts(concept.definition) if isinstance(part, str)))
        for words, other in by_words.items():
            if other.id not in (*linked, concept.id) and re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", pieces):
                place = concept.place("definition", of=other.preferred)
                yield Finding(
                    place,
                    f"the definition names '{other.preferred}' without a reference.",
                    f"Write [{other.preferred}][].",
                )


@rule("D10")
def prose_uses_no_deprecated_name(glossary: Glossary) -> Findings:
    """No definition or gloss uses a name that the glossary tells others not to use.

    A glossary that uses what it tells others to avoid is not believed.

    Example: 'web software' is a name to avoid. Much of what runs on the web is sold otherwise.
    """
    terms = (each for concept in glossary.concepts.values() for each in concept.deprecated)
    deprecated = {fold(each.term): each for each in terms if not glossary.named(each.term)}
    if not deprecated:
        return
    anywhere = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(term)}(?![\w-])" for term in sorted(deprecated, key=len, reverse=True))
    )
    for concept in glossary.concepts.values():
        for key in ("definition", "gloss"):
            if found := anywhere.search(fold(plain(getattr(concept, key)))):
                place = concept.place(key, of=found[0])
                yield Finding(place, f"'{found[0]}' is a name to avoid.", plain(deprecated[found[0]].reason))
