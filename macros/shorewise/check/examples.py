"""Rules A05 to A09 and A14: examples are what they show, by their cases.

The case of an example is held against the region of its concept. A change is held against three regions, of the
cases before it, after it, and before that.
"""

from collections.abc import Iterator

from ..glossary import Glossary
from ..model import Concept, Example
from ..part import Place
from ..reason import Axis, Reasoner, Region, reasoner
from ..text import listed, references
from .regions import said, with_region
from .rule import Finding, Findings, rule


@rule("A05", needs="regions")
def examples_are_what_they_show(glossary: Glossary) -> Findings:
    """By its characteristics every example is the concept, and no counterexample is.

    An example that the characteristics exclude shows that one of the two is wrong.

    Example: by its case the counterexample is 'hosted private cloud'. Something about tenancy or location must
    exclude it.
    """
    reason = reasoner(glossary)
    for concept, region in with_region(glossary):
        for steps, _, given in _given(reason, concept):
            if given.space is not region.space:
                key = "from' and 'to" if region.space is reason.changes else "case"
                yield Finding(
                    concept.place(*steps), f"an example of this kind has '{key}'.", "Write what it was and what it is."
                )
            elif steps[0] == "examples" and not given <= region:
                axis = given.missing(region)[0]
                wrong = axis in given.apart(region)
                sentence = (
                    f"the example is not '{concept.preferred}' by its {said(axis)}."
                    if wrong
                    else f"the example leaves open whether it is '{concept.preferred}': it does not tell the {said(axis)}."
                )
                yield Finding(
                    _case_place(concept, steps, axis),
                    sentence,
                    f"It must be {listed(sorted(region.values(axis)), 'or')}.",
                )
            elif steps[0] == "counterexamples" and given & region:
                sure = "is" if given <= region else "may be"
                yield Finding(
                    concept.place(*steps),
                    f"by its case the counterexample {sure} '{concept.preferred}'.",
                    f"Something about {listed([said(axis) for axis in region.limited()], 'or')} must exclude it.",
                )


def _given(reason: Reasoner, concept: Concept) -> Iterator[tuple[tuple, Example, Region]]:
    """Every example and counterexample that has a case: the steps to it, the example, the case."""
    for section in ("examples", "counterexamples"):
        for position, example in enumerate(getattr(concept, section)):
            if (given := reason.given(example)) is not None:
                yield (section, position), example, given


def _case_place(concept: Concept, steps: tuple, axis: Axis) -> Place:
    return concept.place(*steps, axis[0] or "case", axis[1])


@rule("A06", needs="regions")
def every_region_has_an_example(glossary: Glossary) -> Findings:
    """A concept with a region has an example with a case.

    Without one nobody has tried the characteristics on anything real.

    Example: 'service model' has no example with a case. Add one under 'examples'.
    """
    reason = reasoner(glossary)
    for concept, _ in with_region(glossary):
        if not any(reason.given(example) for example in concept.examples):
            yield Finding(
                concept.place("preferred"),
                f"'{concept.preferred}' has no example with a case.",
                "Add one under 'examples'.",
            )


@rule("A07", needs="regions")
def every_characteristic_has_a_counterexample(glossary: Glossary) -> Findings:
    """For each of its own characteristics a concept has a counterexample that lacks it.

    A limit that no counterexample tests could be dropped and nobody would notice.

    Example: no counterexample of 'infrastructure as a service' differs in its application. Add one.
    """
    for concept, _ in with_region(glossary):
        for reading in ("", *concept.characteristics_under):
            for axis in _untested(reasoner(glossary, reading), concept):
                place = concept.place("counterexamples") if concept.counterexamples else concept.place("preferred")
                under = f" under '{reading}'" if reading else ""
                sentence = f"no counterexample of '{concept.preferred}' differs in its {said(axis)}{under}."
                yield Finding(place, sentence, "Add one.")


def _untested(reason: Reasoner, concept: Concept) -> list[Axis]:
    """The concept's own characteristics, or those of this reading, that no counterexample lacks."""
    region = reason.region(concept.id)
    if region is None:
        return []
    cases = [given for steps, _, given in _given(reason, concept) if steps[0] == "counterexamples"]
    excluded = {axis for given in cases if given.space is region.space for axis in given.apart(region)}
    return [axis for axis in reason.own(concept) if region.values(axis) and axis not in excluded]


@rule("A08", needs="regions")
def examples_have_the_names_that_fit(glossary: Glossary) -> Findings:
    """The names written at an example are the most specific concepts of its case, under every reading.

    They are a test of the characteristics: who changes one sees here which examples change their name.

    Example: by its case the example is hosted-private-cloud. Write 'names: [hosted-private-cloud]', or mend the
    case.
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
        yield Finding(
            place,
            f"by its case the example is {listed(default) or 'nothing that has a name'}.",
            f"Write 'names: [{', '.join(default)}]', or mend the case.",
        )
    for reading, found in right.items():
        written = example.names_under.get(reading)
        wanted = None if set(found) == set(default) else set(found)
        if (set(written) if written is not None else None) != wanted:
            place = concept.place(*steps, "names-under") if example.names_under else concept.place(*steps)
            hint = (
                f"Write '{reading}: [{', '.join(found)}]' under 'names-under', or mend the case."
                if wanted is not None
                else f"Delete '{reading}' under 'names-under'."
            )
            yield Finding(
                place, f"under '{reading}' the example is {listed(found) or 'nothing that has a name'}.", hint
            )


def names(glossary: Glossary, example: Example) -> dict[str, list[str]]:
    """Reading -> the most specific concepts of an example, without the root, which names everything."""
    found: dict[str, list[str]] = {}
    for reading in glossary.readings or {"": None}:
        reason = reasoner(glossary, reading)
        given = reason.given(example)
        specific = reason.most_specific(given) if given is not None else []
        found[reading] = sorted(id for id in specific if id != glossary.about.root)
    return found


@rule("A09", needs="regions")
def cases_tell_only_what_matters(glossary: Glossary) -> Findings:
    """Every value in a case makes a difference to what the case is, or may be.

    A value that decides nothing could be anything, and nobody would notice a mistake in it.

    Example: the application makes no difference to this case. Delete it.
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
    stages = (
        ("case", "", example.case),
        ("from", "from", example.from_),
        ("to", "to", example.to),
        ("origin", "origin", example.origin),
    )
    for key, stage, case in stages:
        for dimension in case:
            if dimension in glossary.dimensions and not any(
                _matters(reason, example, (stage, dimension)) for reason in reasons
            ):
                yield key, dimension


def _matters(reason: Reasoner, example: Example, axis: Axis) -> bool:
    given = reason.given(example)
    return given is None or axis not in given.space.masks or reason.matters(given, axis)


@rule("A14", needs="regions")
def reasons_name_what_it_is_instead(glossary: Glossary) -> Findings:
    """What the reason of a counterexample refers to in brackets, the counterexample is.

    The reason and the case tell the same story, so they must agree.

    Example: by its case it is not 'private cloud'. Mend the reason or the case.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        for position, example in enumerate(concept.counterexamples):
            given = reason.given(example)
            for reference in references(example.reason) if given is not None else ():
                for id in glossary.named(reference.name):
                    region = reason.region(id)
                    if region is not None and region.space is given.space and not given <= region:
                        place = concept.place("counterexamples", position, "reason", of=reference.typed)
                        yield Finding(
                            place,
                            f"by its case it is not '{glossary.concepts[id].preferred}'.",
                            "Mend the reason or the case.",
                        )
