"""Rules A: what a person wrote about an area of cases agrees with its characteristics.

The definition's words, the examples, the contrasts: each is held against the region that follows from the
characteristics. A change is held against three regions, of the cases before it, after it, and before that.
"""

import re
from collections.abc import Iterator

from ..glossary import Glossary, fold
from ..model import Concept, Example
from ..reason import Axis, Reasoner, Region, characteristics_of, reasoner
from ..text import listed, plain, references
from .rule import Finding, Findings, rule


def _with_region(glossary: Glossary) -> Iterator[tuple[Concept, Region]]:
    """Every concept whose region is known for certain."""
    reason = reasoner(glossary)
    for id, region in (*reason.areas.items(), *reason.steps.items()):
        yield glossary.concepts[id], region


def _said(axis: Axis) -> str:
    return f"{axis[1]} ({axis[0]})" if axis[0] else axis[1]


# --- the definition's words


class _Stated:
    """What the words of a definition state: for each dimension, the sets of values whose wordings occur."""

    def __init__(self, glossary: Glossary, text: str) -> None:
        self.sets: dict[str, list[tuple[str, frozenset[str]]]] = {}
        rest = fold(text)
        for wording, dimension, values in _wordings(glossary):
            if (found := _phrase(wording)).search(rest):
                rest = found.sub(" | ", rest)  # A longer wording that contains a shorter one speaks for itself.
                self.sets.setdefault(dimension, []).append((wording, values))

    def within(self, dimension: str, allowed: frozenset[str]) -> frozenset[str]:
        """All values that are stated by wordings which state nothing else than what is allowed."""
        return frozenset().union(*(values for _, values in self.sets.get(dimension, []) if values <= allowed))


def _phrase(wording: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(fold(wording))}(?![\w-])")


def _wordings(glossary: Glossary) -> list[tuple[str, str, frozenset[str]]]:
    """Every wording with its dimension and values, the longest first."""
    found = []
    for dimension in glossary.dimensions.values():
        for id, value in dimension.values.items():
            found += [(wording, dimension.id, frozenset([id])) for wording in value.wordings]
        for group in dimension.groups.values():
            found += [(wording, dimension.id, frozenset(group.values)) for wording in group.wordings]
    return sorted(found, key=lambda each: (-len(each[0]), each[0]))


@rule("A01")
def definitions_state_what_sets_the_concept_apart(glossary: Glossary) -> Findings:
    """A definition states each of the concept's own characteristics in a wording of the dimension.

    Otherwise the reader learns less than the site reckons with.
    """
    reason = reasoner(glossary)
    for concept, _ in _with_region(glossary):
        stated = _Stated(glossary, plain(concept.definition))
        for axis, own in reason.own(concept).items():
            if stated.within(axis[1], own) != own:
                known = [wording for wording, dimension, values in _wordings(glossary) if dimension == axis[1] and values <= own]
                hint = f"Say one of: {'; '.join(known)}." if known else f"Add a wording to {axis[1]}."
                yield Finding(concept.place("definition"), f"the definition does not state {_said(axis)}: {listed(sorted(own), 'or')}.", hint)


@rule("A02")
def definitions_state_nothing_else(glossary: Glossary) -> Findings:
    """A definition states no value that the concept does not have."""
    reason = reasoner(glossary)
    for concept, region in _with_region(glossary):
        own = reason.own(concept)
        for dimension, found in _Stated(glossary, plain(concept.definition)).sets.items():
            axes = [axis for axis in region.space.bits if axis[1] == dimension]
            for wording, values in found:
                if not any(values <= own.get(axis, frozenset()) or region.values(axis) <= values for axis in axes):
                    place = concept.place("definition", of=wording)
                    yield Finding(place, f"'{wording}' states {dimension}: {listed(sorted(values), 'or')}, which the concept does not have.", "Say it otherwise, or mend the characteristics.")


@rule("A03")
def characteristics_add_something(glossary: Glossary) -> Findings:
    """A characteristic narrows what the genus has already, under at least one reading."""
    readings = [reasoner(glossary, reading) for reading in glossary.readings or {"": None}]
    for concept, _ in _with_region(glossary):
        for steps, characteristics in characteristics_of(concept):
            stage = steps[0] if steps[0] in ("from", "to", "origin") else ""
            for dimension in characteristics:
                axis = (stage, dimension)
                if dimension in glossary.dimensions and not any(_narrows(each, concept, axis) for each in readings):
                    yield Finding(concept.place(*steps, dimension, "key"), f"the genus already has this {_said(axis)}.", "Delete it: it is inherited.")


def _narrows(reason: Reasoner, concept: Concept, axis: Axis) -> bool:
    genus = reason.genus(concept)
    region = reason.region(concept.id)
    inherited = reason.region(genus.id) if genus else None
    whole = inherited if inherited and region and inherited.space is region.space else region.space.everything if region else None
    return bool(region and whole and region.values(axis) != whole.values(axis))


@rule("A04")
def readings_change_something(glossary: Glossary) -> Findings:
    """Characteristics under another reading differ from those under the default one."""
    for concept in glossary.concepts.values():
        for reading, characteristics in concept.characteristics_under.items():
            for dimension, names in characteristics.items():
                if glossary.values(dimension, names) == glossary.values(dimension, concept.characteristics.get(dimension, [])):
                    place = concept.place("characteristics-under", reading, dimension, "key")
                    yield Finding(place, f"under '{reading}' the {dimension} is the same.", "Delete it.")


# --- examples


@rule("A05")
def examples_are_what_they_show(glossary: Glossary) -> Findings:
    """By its characteristics every example is the concept, and no counterexample is."""
    reason = reasoner(glossary)
    for concept, region in _with_region(glossary):
        for steps, example, given in _given(reason, concept):
            if given.space is not region.space:
                key = "from' and 'to" if region.space is reason.changes else "case"
                yield Finding(concept.place(*steps), f"an example of this kind has '{key}'.", "Write what it was and what it is.")
            elif steps[0] == "examples" and not given <= region:
                axis = given.missing(region)[0]
                wrong = axis in given.apart(region)
                sentence = f"the example is not '{concept.preferred}' by its {_said(axis)}." if wrong else f"the example leaves open whether it is '{concept.preferred}': it does not tell the {_said(axis)}."
                yield Finding(_case_place(concept, steps, axis), sentence, f"It must be {listed(sorted(region.values(axis)), 'or')}.")
            elif steps[0] == "counterexamples" and given & region:
                sure = "is" if given <= region else "may be"
                yield Finding(concept.place(*steps), f"by its case the counterexample {sure} '{concept.preferred}'.", f"Something about {listed([_said(axis) for axis in region.limited()], 'or')} must exclude it.")


def _given(reason: Reasoner, concept: Concept) -> Iterator[tuple[tuple, Example, Region]]:
    """Every example and counterexample that has a case: the steps to it, the example, the case."""
    for section in ("examples", "counterexamples"):
        for position, example in enumerate(getattr(concept, section)):
            if (given := reason.given(example)) is not None:
                yield (section, position), example, given


def _case_place(concept: Concept, steps: tuple, axis: Axis):  # noqa: ANN202
    return concept.place(*steps, axis[0] or "case", axis[1])


@rule("A06")
def every_region_has_an_example(glossary: Glossary) -> Findings:
    """A concept with a region has an example with a case."""
    reason = reasoner(glossary)
    for concept, _ in _with_region(glossary):
        if not any(reason.given(example) for example in concept.examples):
            yield Finding(concept.place("preferred"), f"'{concept.preferred}' has no example with a case.", "Add one under 'examples'.")


@rule("A07")
def every_characteristic_has_a_counterexample(glossary: Glossary) -> Findings:
    """For each of its own characteristics a concept has a counterexample that lacks just that."""
    reason = reasoner(glossary)
    for concept, region in _with_region(glossary):
        excluded = {
            axis
            for steps, _, given in _given(reason, concept)
            if steps[0] == "counterexamples" and given.space is region.space
            for axis in given.apart(region)
        }
        for axis in reason.own(concept):
            if region.values(axis) and axis not in excluded:
                place = concept.place("counterexamples") if concept.counterexamples else concept.place("preferred")
                yield Finding(place, f"no counterexample of '{concept.preferred}' differs in its {_said(axis)}.", "Add one.")


@rule("A08")
def examples_have_the_names_that_fit(glossary: Glossary) -> Findings:
    """The names written at an example are the most specific concepts of its case, under every reading.

    They are a test of the characteristics: who changes one sees here which examples change their name.
    """
    for concept in glossary.concepts.values():
        for section in ("examples", "counterexamples"):
            for position, example in enumerate(getattr(concept, section)):
                yield from _misnamed(glossary, concept, (section, position), example)


def _misnamed(glossary: Glossary, concept: Concept, steps: tuple, example: Example) -> Findings:
    right = names(glossary, example)
    default = right.pop(glossary.default_reading, [])
    if set(example.names) != set(default):
        place = concept.place(*steps, "names") if example.names else concept.place(*steps)
        yield Finding(place, f"by its case the example is {listed(default) or 'nothing that has a name'}.", f"Write 'names: [{', '.join(default)}]', or mend the case.")
    for reading, found in right.items():
        written = example.names_under.get(reading)
        wanted = None if set(found) == set(default) else set(found)
        if (set(written) if written is not None else None) != wanted:
            place = concept.place(*steps, "names-under") if example.names_under else concept.place(*steps)
            hint = f"Write '{reading}: [{', '.join(found)}]' under 'names-under', or mend the case." if wanted is not None else f"Delete '{reading}' under 'names-under'."
            yield Finding(place, f"under '{reading}' the example is {listed(found) or 'nothing that has a name'}.", hint)


def names(glossary: Glossary, example: Example) -> dict[str, list[str]]:
    """Reading -> the most specific concepts of an example, without the root, which names everything."""
    found: dict[str, list[str]] = {}
    for reading in glossary.readings or {"": None}:
        reason = reasoner(glossary, reading)
        given = reason.given(example)
        specific = reason.most_specific(given) if given is not None else []
        found[reading] = sorted(id for id in specific if id != glossary.about.root)
    return found


@rule("A09")
def cases_tell_only_what_matters(glossary: Glossary) -> Findings:
    """Every value in a case makes a difference to what the case is, or may be.

    A value that decides nothing could be anything, and nobody would notice a mistake in it.
    """
    for concept in glossary.concepts.values():
        for section in ("examples", "counterexamples"):
            for position, example in enumerate(getattr(concept, section)):
                for key, dimension in _idle(glossary, example):
                    place = concept.place(section, position, key, dimension, "key")
                    yield Finding(place, f"the {dimension} makes no difference to this case.", "Delete it.")


def _idle(glossary: Glossary, example: Example) -> Iterator[tuple[str, str]]:
    """The key and dimension of every value whose absence changes no verdict under any reading."""
    reasons = [reasoner(glossary, reading) for reading in glossary.readings or {"": None}]
    stages = (("case", "", example.case), ("from", "from", example.from_), ("to", "to", example.to), ("origin", "origin", example.origin))
    for key, stage, case in stages:
        for dimension in case:
            if dimension in glossary.dimensions and not any(_matters(reason, example, (stage, dimension)) for reason in reasons):
                yield key, dimension


def _matters(reason: Reasoner, example: Example, axis: Axis) -> bool:
    given = reason.given(example)
    return given is None or axis not in given.space.masks or reason.matters(given, axis)


# --- neighbours


@rule("A10")
def equal_regions_are_told_apart(glossary: Glossary) -> Findings:
    """Two concepts with the same region are contrasted, and the contrast says what tells them apart."""
    seen: dict[tuple[int, int], Concept] = {}
    for concept, region in _with_region(glossary):
        other = seen.setdefault((id(region.space), region.mask), concept)
        if other is not concept and not _contrasted(concept, other):
            sentence = f"'{concept.preferred}' has the same characteristics as '{other.preferred}'."
            yield Finding(concept.place("characteristics"), sentence, "Make it another name of that concept, or contrast the two.")


def _contrasted(one: Concept, other: Concept) -> bool:
    return other.id in [each.concept for each in one.contrasts] or one.id in [each.concept for each in other.contrasts]


@rule("A11")
def contrasts_say_what_is_shared(glossary: Glossary) -> Findings:
    """A contrast between concepts that no case can both be says which word they share, and only then.

    When cases overlap, the overlap is derived and shown; otherwise only a word can have caused the confusion.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        for position, contrast in enumerate(concept.contrasts):
            if contrast.concept not in glossary.concepts:
                continue
            relation = reason.relation(concept.id, contrast.concept)
            apart = relation is None or relation.kind == "disjoint"
            if apart and not contrast.shares:
                yield Finding(concept.place("contrasts", position), f"no case is both '{concept.id}' and '{contrast.concept}'.", "Add 'shares:' with the word that confuses them.")
            if not apart and contrast.shares:
                yield Finding(concept.place("contrasts", position, "shares"), f"a case can be both '{concept.id}' and '{contrast.concept}'.", "Delete 'shares'; the overlap is shown.")
            other = glossary.concepts[contrast.concept]
            if contrast.shares and not all(_uses(each, contrast.shares) for each in (concept, other)):
                yield Finding(concept.place("contrasts", position, "shares"), f"'{contrast.shares}' is not a word of both entries.", "Name a word that stands in names or definitions of both.")


def _uses(concept: Concept, word: str) -> bool:
    texts = (*concept.names, *(each.term for each in concept.deprecated), *concept.misspellings, plain(concept.definition), plain(concept.gloss))
    return any(fold(word) in fold(text) for text in texts)


# --- kinds without regions


@rule("A12")
def other_kinds_stand_under_their_genus(glossary: Glossary) -> Findings:
    """A concept without a region stands under its genus and under nothing else."""
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        genus = reason.genus(concept)
        if reason.states(concept) is None:
            for position, id in enumerate(concept.broader):
                if id in glossary.concepts and (genus is None or id != genus.id):
                    yield Finding(concept.place("broader", position), f"the definition does not open with '{id}'.", "Open it with that concept, or delete it from 'broader'.")


@rule("A13")
def other_kinds_say_what_sets_them_apart(glossary: Glossary) -> Findings:
    """A concept without a region names the words of its definition that set it apart from its siblings."""
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        if reason.states(concept) is None and not concept.delimits:
            yield Finding(concept.place("definition"), f"'{concept.preferred}' does not say what sets it apart.", "Add 'delimits:' with the decisive words of the definition.")
        if reason.states(concept) is not None and concept.delimits:
            yield Finding(concept.place("delimits"), "characteristics set this concept apart.", "Delete 'delimits'.")
        for position, words in enumerate(concept.delimits):
            if fold(words) not in fold(plain(concept.definition)):
                yield Finding(concept.place("delimits", position), f"the definition does not say '{words}'.", "Copy the words from the definition.")
            for other in glossary.concepts.values():
                if other.id != concept.id and other.kind == concept.kind and fold(words) in fold(plain(other.definition)):
                    yield Finding(concept.place("delimits", position), f"the definition of '{other.preferred}' says '{words}' too.", "Name words that only this one has.")


@rule("A14")
def reasons_name_what_it_is_instead(glossary: Glossary) -> Findings:
    """What the reason of a counterexample refers to in brackets, the counterexample is."""
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        for position, example in enumerate(concept.counterexamples):
            given = reason.given(example)
            for reference in references(example.reason) if given is not None else ():
                for id in glossary.named(reference.name):
                    region = reason.region(id)
                    if region is not None and region.space is given.space and not given <= region:
                        place = concept.place("counterexamples", position, "reason", of=reference.typed)
                        yield Finding(place, f"by its case it is not '{glossary.concepts[id].preferred}'.", "Mend the reason or the case.")
