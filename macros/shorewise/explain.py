"""Say why: verdicts about cases, each with its grounds in words.

Goes in: a glossary, a reading, a case. Comes out: what the case is, what it may be and which question would decide,
and for every concept the reason. Plain text, for the command line and for other programs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .entries import Answer, Question
from .glossary import Glossary
from .model import Dimension
from .reason import Axis, Case, Reasoner, Region, reasoner
from .text import listed


@dataclass(frozen=True)
class Possible:
    """A concept that the case may be, and what would have to be known."""

    concept: str
    decides: list[str]  # dimensions that the case leaves open
    question: str


@dataclass(frozen=True)
class Verdict:
    """Everything about a case under a reading. Concepts are ids."""

    reading: str
    case: Case
    matches: list[str]
    most_specific: list[str]
    possible: list[Possible]
    because: Mapping[str, str]  # concept -> `outsourcing, because ...` or `not offshoring, because ...`


def classify(glossary: Glossary, case: Case, reading: str = "") -> Verdict:
    """What a case is, under the reading named or the default one."""
    reason = reasoner(glossary, reading)
    given = reason.case(case)
    matches = reason.holds(given)
    possible = [_possible(glossary, reason, id, given) for id in reason.possible(given)]
    because = {id: _because(glossary, reason, id, given) for id in reason.areas}
    return Verdict(reason.reading, dict(case), matches, reason.most_specific(given), possible, because)


def _possible(glossary: Glossary, reason: Reasoner, id: str, given: Region) -> Possible:
    open_ = [dimension for _, dimension in given.missing(reason.areas[id])]
    return Possible(id, open_, glossary.dimensions[open_[0]].question)


def _because(glossary: Glossary, reason: Reasoner, id: str, given: Region) -> str:
    region, name = reason.areas[id], glossary.concepts[id].preferred
    if apart := given.apart(region):
        return f"not {name}, because {_grounds(glossary, given, apart)}"
    if open_ := given.missing(region):
        return f"perhaps {name}: {listed([glossary.dimensions[dimension].question for _, dimension in open_])}"
    limited = region.limited()
    return f"{name}, because {_grounds(glossary, given, limited)}" if limited else f"{name}, as every case"


def _grounds(glossary: Glossary, region: Region, axes: Iterable[Axis]) -> str:
    """The values on these axes: `who performs it: third party, and where it is performed: at home`."""
    return listed(
        [
            f"{lower(glossary.dimensions[d].label)}: {values(glossary.dimensions[d], region.values((stage, d)))}"
            for stage, d in axes
        ]
    )


def values(dimension: Dimension, allowed: Iterable[str]) -> str:
    """Values of a dimension in words: the label of the group that is exactly these, or their labels."""
    wanted = frozenset(allowed)
    for group in dimension.groups.values():
        if frozenset(group.values) == wanted:
            return group.label
    return listed([value.label for id, value in dimension.values.items() if id in wanted], "or")


def question_words(glossary: Glossary, question: Question) -> str:
    """The question of a decision as it is asked: typed for advice, its dimension's otherwise."""
    return glossary.dimensions[question.dimension].question if question.dimension else question.question


def answer_words(glossary: Glossary, question: Question, answer: Answer) -> str:
    """The answer as it is given: typed for advice, derived from the values otherwise."""
    if not question.dimension:
        return answer.answer
    return values(glossary.dimensions[question.dimension], glossary.values(question.dimension, answer.values))


def lower(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def case_in_words(glossary: Glossary, witness: Mapping[Axis, str], regions: Iterable[Region]) -> str:
    """A case in words: only what matters to these regions."""
    matter = {axis for region in regions for axis in region.limited()}
    return ", ".join(
        f"{stage + ': ' if stage else ''}{glossary.dimensions[dimension].values[value].label}"
        for (stage, dimension), value in witness.items()
        if (stage, dimension) in matter
    )


@dataclass(frozen=True)
class Relation:
    """How two concepts lie to each other, with a case in words that shows it."""

    relation: str
    witness: str
    sentence: str


def relate(glossary: Glossary, first: str, second: str, reading: str = "") -> Relation | None:
    """How two concepts lie to each other; None when they have no regions of one sort."""
    reason = reasoner(glossary, reading)
    found = reason.relation(first, second)
    if found is None:
        return None
    a, b = (glossary.concepts[id].preferred for id in (first, second))
    areas = [region for id in (first, second) if (region := reason.region(id))]
    shows = {"narrower": found.only_second, "broader": found.only_first, "overlapping": found.both}
    witness = case_in_words(glossary, shows.get(found.kind, {}), areas)
    match found.kind:
        case "equal":
            return Relation("equal", witness, "Every case of one is a case of the other.")
        case "narrower":
            return Relation("nested", witness, f"Every case of {a} is a case of {b}, but not the reverse: {witness}.")
        case "broader":
            return Relation("nested", witness, f"Every case of {b} is a case of {a}, but not the reverse: {witness}.")
        case "overlapping":
            return Relation("overlap", witness, f"A case can be both: {witness}.")
    return Relation("disjoint", witness, f"No case is both: {_what_separates(glossary, areas)}.")


def _what_separates(glossary: Glossary, areas: list[Region]) -> str:
    """The first dimension on which two regions share nothing, with the values of each."""
    one, other = areas
    stage, id = one.apart(other)[0]
    dimension = glossary.dimensions[id]
    sides = [values(dimension, region.values((stage, id))) for region in (one, other)]
    return f"{stage + ', ' if stage else ''}{lower(dimension.label)} is {sides[0]} for one and {sides[1]} for the other"
