"""Rules N: a name leads to one concept, and says what it is."""

import re
from collections.abc import Iterator

from ..glossary import Glossary, fold
from ..model import Concept
from ..part import Place
from .nearest import nearest
from .rule import Finding, Findings, rule


def _written(concept: Concept) -> Iterator[tuple[str, Place]]:
    """Every live name of a concept and where it is written."""
    yield concept.preferred, concept.place("preferred")
    for key in ("admitted", "abbreviations"):
        for position, name in enumerate(getattr(concept, key)):
            yield name, concept.place(key, position)


def _unavailable(concept: Concept) -> Iterator[tuple[str, Place]]:
    """Every name that is not to be used, or only searched."""
    for position, deprecated in enumerate(concept.deprecated):
        yield deprecated.term, concept.place("deprecated", position, "term")
    for position, name in enumerate(concept.misspellings):
        yield name, concept.place("misspellings", position)


def sounds(name: str) -> str:
    """A name without case, blanks and hyphens: what a reader would take for the same."""
    return re.sub(r"[\s\-\u2010-\u2015]+", "", name.casefold())


@rule("N01")
def no_two_concepts_share_a_name(glossary: Glossary) -> Findings:
    """No preferred, admitted or short name belongs to two concepts, whatever its case, blanks and hyphens.

    A reader who looks the name up must land on one page. Deprecated names may clash: another concept is often
    why they were dropped.

    Example: 'Hypervisor' is also a name of hypervisor (concepts/hypervisor.yaml:1). Keep it on one of them.
    """
    owners: dict[str, tuple[str, Place]] = {}
    for concept in glossary.concepts.values():
        for name, place in _written(concept):
            other, first = owners.setdefault(sounds(name), (concept.id, place))
            if other != concept.id:
                yield Finding(
                    place, f"'{name}' is also a name of {other} ({first.path}:{first.line}).", "Keep it on one of them."
                )


@rule("N02")
def no_concept_says_a_name_twice(glossary: Glossary) -> Findings:
    """Within a concept each name is written once, and is not at once used and deprecated.

    One of the two would be left behind when the other is changed.

    Example: 'Virtual Machine' is already on line 1. Keep one of them.
    """
    for concept in glossary.concepts.values():
        seen: dict[str, Place] = {}
        for name, place in (*_written(concept), *_unavailable(concept)):
            first = seen.setdefault(fold(name), place)
            if first != place and name.strip():
                yield Finding(place, f"'{name}' is already on line {first.line}.", "Keep one of them.")


@rule("N03")
def file_names_are_names(glossary: Glossary) -> Findings:
    """A concept's file name is one of its names, with hyphens for blanks.

    The file name is the address of the page, and people guess addresses.

    Example: no name of the concept is 'vmachine', as its file is. Rename the file to thin-machine.yaml, or admit
    the name.
    """
    for concept in glossary.concepts.values():
        slugs = [re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") for name, _ in _written(concept)]
        if concept.id not in slugs:
            place = concept.place("preferred")
            yield Finding(
                place,
                f"no name of the concept is '{concept.id}', as its file is.",
                f"Rename the file to {slugs[0]}.yaml, or admit the name.",
            )


@rule("N04")
def names_have_no_stray_signs(glossary: Glossary) -> Findings:
    """Names carry no blanks at their ends, no double blanks, no brackets and no full stop.

    They come from copying, and make a name that nobody can find.

    Example: 'guest [system]' has stray signs. Write 'guest system'.
    """
    for concept in glossary.concepts.values():
        forms = [(form, concept.place("forms", position)) for position, form in enumerate(concept.forms)]
        for name, place in (*_written(concept), *forms, *_unavailable(concept)):
            clean = " ".join(re.sub(r"[\[\]<>{}|]|\.$", "", name).split())
            if name != clean and name.strip():
                yield Finding(place, f"'{name}' has stray signs.", f"Write '{clean}'.")


@rule("N05")
def preferred_names_are_lower_case(glossary: Glossary) -> Findings:
    """A preferred name starts with a small letter, as it stands inside a sentence.

    The page puts a capital where one is due.

    Example: 'Virtual machine' starts with a capital. Write 'virtual machine'.
    """
    for concept in glossary.concepts.values():
        first = concept.preferred.split()[0] if concept.preferred.split() else ""
        if first[:1].isupper() and not first[1:].isupper():
            lower = concept.preferred[:1].lower() + concept.preferred[1:]
            yield Finding(
                concept.place("preferred"), f"'{concept.preferred}' starts with a capital.", f"Write '{lower}'."
            )


@rule("N06")
def clashes_are_own_names(glossary: Glossary) -> Findings:
    """What is listed under clashes is one of the concept's own names.

    Otherwise a reader is warned of a name that the page does not give.

    Example: 'VMs' is not a name of this concept. Did you mean 'VM'?
    """
    for concept in glossary.concepts.values():
        for name in concept.clashes:
            if fold(name) not in map(fold, concept.names):
                place = concept.place("clashes", name, "key")
                yield Finding(
                    place,
                    f"'{name}' is not a name of this concept.",
                    nearest(name, concept.names, "Admit it, or delete the clash."),
                )


@rule("N07")
def misspellings_lead_to_one_concept(glossary: Glossary) -> Findings:
    """A misspelling belongs to one concept, and is nobody's proper name.

    Who types it must be led to one page.

    Example: 'Hypervisor' already leads to hypervisor. Keep it on one of them.
    """
    owners = {fold(name): concept.id for concept in glossary.concepts.values() for name, _ in _written(concept)}
    for concept in glossary.concepts.values():
        for position, name in enumerate(concept.misspellings):
            other = owners.setdefault(fold(name), concept.id)
            if other != concept.id:
                yield Finding(
                    concept.place("misspellings", position),
                    f"'{name}' already leads to {other}.",
                    "Keep it on one of them.",
                )


@rule("N08", "warning")
def preferred_names_are_words(glossary: Glossary) -> Findings:
    """A preferred name is spelt out: a short form stands under abbreviations.

    Readers who do not know the short form must be able to read the title.

    Example: 'CPU' is a short form. Prefer the name spelt out, and list the short form under 'abbreviations'.
    """
    for concept in glossary.concepts.values():
        if concept.preferred.isupper() and len(concept.preferred) > 1:
            yield Finding(
                concept.place("preferred"),
                f"'{concept.preferred}' is a short form.",
                "Prefer the name spelt out, and list the short form under 'abbreviations'.",
            )


@rule("N09", "warning")
def short_forms_have_a_long_form(glossary: Glossary) -> Findings:
    """The letters of a short form stand, in their order, in a name of the concept.

    A reader who meets the short form wants to know what the letters stand for.

    Example: no name of the concept spells 'hyper' out. Admit the long form, or delete the short one.
    """
    for concept in glossary.concepts.values():
        long_forms = [concept.preferred, *concept.admitted]
        for position, short in enumerate(concept.abbreviations):
            if not any(runs_through(short, name) for name in long_forms):
                yield Finding(
                    concept.place("abbreviations", position),
                    f"no name of the concept spells '{short}' out.",
                    "Admit the long form, or delete the short one.",
                )


def runs_through(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in this order in a name."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalnum())


@rule("N10")
def ambiguous_names_are_nobody_s(glossary: Glossary) -> Findings:
    """A name with several meanings is a name of no concept, except of the one whose page has its address.

    Who looks it up must be asked which meaning it is.

    Example: 'Private Cloud' is a name of private-cloud. Take it off that concept, or deprecate it there.
    """
    for each in glossary.ambiguous.values():
        for id in glossary.named(each.label):
            if id != each.id:
                yield Finding(
                    each.place("label"),
                    f"'{each.label}' is a name of {id}.",
                    "Take it off that concept, or deprecate it there.",
                )
        if len({sense.concept for sense in each.senses}) < 2:
            yield Finding(
                each.place("senses"),
                f"all meanings of '{each.label}' are one concept.",
                "Make it another name of that concept.",
            )


@rule("N11")
def forms_are_one_concept_s(glossary: Glossary) -> Findings:
    """A form by which prose mentions a concept is nothing else: no name, no name to avoid, no form of another.

    The words become a link, which can lead to one page only.

    Example: 'hyper-visor' is a name of hypervisor. Delete it here.
    """
    others = {sounds(each.label): "has several meanings" for each in glossary.ambiguous.values()}
    for concept in glossary.concepts.values():
        others |= {sounds(name): f"is not to be used for {concept.id}" for name, _ in _unavailable(concept)}
    for concept in glossary.concepts.values():
        others |= {sounds(name): f"is a name of {concept.id}" for name, _ in _written(concept)}
    for concept in glossary.concepts.values():
        for position, form in enumerate(concept.forms):
            if other := others.get(sounds(form)):
                yield Finding(concept.place("forms", position), f"'{form}' {other}.", "Delete it here.")
            others[sounds(form)] = f"is a form of {concept.id}"
