"""A concept's page: the answer in the first screen, then the difference from its neighbours, then the evidence."""

from ..entries import Decision
from ..explain import relate, values
from ..glossary import Glossary
from ..model import Concept, Counterexample, Dispute
from ..reason import Reasoner, reasoner
from ..text import capital, listed, plain, sentence
from . import words
from .address import Here
from .ambiguity import senses
from .citations import UNSOURCED, citations, cited, marks, remark
from .html import Html, block, joined, tag
from .map import concept_map

_MANY = 3  # concepts in a title that is still read as a whole
Section = tuple[str, Html]  # heading and what stands under it; an empty one is left out


def definition(glossary: Glossary, here: Here, concept: Concept) -> Html:
    """The definition as one block, for use in any page."""
    return block(
        "shorewise-definition",
        tag(
            "p",
            tag("strong", words.term(glossary, here, concept.id)),
            ": ",
            words.prose(glossary, here, concept.definition),
        ),
    )


def description(concept: Concept) -> str:
    """The page in one plain sentence, for search engines."""
    return sentence(plain(concept.definition))


def concept_page(glossary: Glossary, here: Here, concept: Concept) -> str:
    """The page below its title, as Markdown: headings for the table of contents, everything else HTML."""
    sections: list[Section] = [
        ("How to tell", _how_to_tell(glossary, here, concept)),
        ("It is, and it is not", _examples(glossary, here, concept)),
        ("Where authorities disagree", joined([_dispute(glossary, here, each) for each in concept.disputes])),
        ("Often confused with", _contrasts(glossary, here, concept)),
        ("At a glance", _aspects(glossary, here, concept)),
        ("Good to know", _notes(glossary, here, concept)),
        ("Where it sits", _where_it_sits(glossary, here, concept)),
        ("Compare and decide", _pages_with(glossary, here, concept)),
        ("Often said, and wrong", _misconceptions(glossary, here, concept)),
        ("Sources", citations(glossary, here, cited(concept))),
    ]
    written = [f"## {heading}\n\n{block('shorewise-section', body)}" for heading, body in sections if body]
    return "\n\n".join([_top(glossary, here, concept), *written, _foot(glossary, here, concept)])


# --- the first screen


def _top(glossary: Glossary, here: Here, concept: Concept) -> Html:
    kind = glossary.kinds.get(concept.kind)
    return block(
        "shorewise-top",
        tag("p", kind.label if kind else concept.kind, class_="shorewise-eyebrow"),
        _withdrawn(glossary, here, concept),
        tag("p", words.prose(glossary, here, sentence(concept.definition)), class_="shorewise-lead"),
        tag("p", words.prose(glossary, here, concept.gloss), class_="shorewise-gloss") if concept.gloss else "",
        _names(glossary, here, concept),
        _other_meanings(glossary, here, concept),
        concept_map(glossary, [concept.id]),
    )


def _withdrawn(glossary: Glossary, here: Here, concept: Concept) -> Html:
    if concept.status != "withdrawn":
        return Html("")
    return tag(
        "p",
        tag("strong", "Withdrawn."),
        " Use ",
        words.terms(glossary, here, concept.replaced_by),
        " instead.",
        class_="shorewise-banner",
    )


def _other_meanings(glossary: Glossary, here: Here, concept: Concept) -> Html:
    """Where the name has other meanings too, the way to them."""
    ambiguity = glossary.ambiguous.get(concept.id)
    if ambiguity is None:
        return Html("")
    summary = tag("p", words.prose(glossary, here, ambiguity.summary))
    return tag("div", summary, senses(glossary, here, ambiguity, besides=concept.id), class_="shorewise-meanings")


def _names(glossary: Glossary, here: Here, concept: Concept) -> Html:
    also = [tag("b", name) for name in (*concept.abbreviations, *concept.admitted)]
    clashes = [f" Elsewhere {name} also means {meaning}." for name, meaning in concept.clashes.items()]
    called = (
        tag("p", "Also called ", listed_html(also), ".", *clashes, class_="shorewise-also")
        if also or clashes
        else Html("")
    )
    avoid = [
        tag(
            "p",
            "Do not say ",
            tag("s", each.term),
            ": ",
            words.prose(glossary, here, each.reason),
            class_="shorewise-also",
        )
        for each in concept.deprecated
    ]
    return joined([called, *avoid])


def listed_html(items: list[Html]) -> Html:
    """Markup listed as in a sentence."""
    return Html(listed(list(items)))


# --- what it is


def _how_to_tell(glossary: Glossary, here: Here, concept: Concept) -> Html:
    reason = reasoner(glossary)
    region = reason.region(concept.id)
    if region is None:
        return Html("")
    own = reason.own(concept)
    items = []
    for stage, dimension_id in sorted(region.limited(), key=lambda axis: axis not in own):
        dimension = glossary.dimensions[dimension_id]
        allowed = values(dimension, region.values((stage, dimension_id)))
        when = {"from": "Before: ", "to": "After: ", "origin": "Before that: "}.get(stage, "")
        inherited = (
            ""
            if (stage, dimension_id) in own
            else tag(
                "small", " (as every ", words.term(glossary, here, _giver(reason, concept, stage, dimension_id)), ")"
            )
        )
        items.append(
            tag(
                "li",
                tag("b", dimension.label),
                tag("span", when + dimension.question, " ", tag("strong", sentence(allowed)), inherited),
                class_=f"shorewise-axis-{dimension.axis}",
            )
        )
    return (
        tag("ul", *items, class_="shorewise-tell") if items else tag("p", "Every case is one: nothing sets it apart.")
    )


def _giver(reason: Reasoner, concept: Concept, stage: str, dimension: str) -> str:
    """The concept, up the line of genera, that states a characteristic."""
    while (genus := reason.genus(concept)) and (stage, dimension) not in reason.own(concept):
        concept = genus
    return concept.id


def _examples(glossary: Glossary, here: Here, concept: Concept) -> Html:
    good = [
        tag("p", words.prose(glossary, here, each.text), marks(glossary, here, each.sources))
        for each in concept.examples
    ]
    bad = [_counterexample(glossary, here, concept, each) for each in concept.counterexamples]
    columns = [
        tag("div", tag("h3", head), *items)
        for head, items in ((words.title(concept), good), (f"Not {concept.preferred}", bad))
        if items
    ]
    return tag("div", *columns, class_="shorewise-pair") if columns else Html("")


def _counterexample(glossary: Glossary, here: Here, concept: Concept, each: Counterexample) -> Html:
    tags = [
        tag("span", words.term(glossary, here, id), class_="shorewise-tag") for id in instead(glossary, concept, each)
    ]
    return tag(
        "p",
        words.prose(glossary, here, each.text),
        " ",
        tag("em", words.prose(glossary, here, each.reason)),
        " ",
        *tags,
        marks(glossary, here, each.sources),
    )


def instead(glossary: Glossary, concept: Concept, each: Counterexample) -> list[str]:
    """What a counterexample is instead: its most specific names, of those that exclude the concept."""
    reason = reasoner(glossary)
    if not each.case or concept.id not in reason.areas:
        return []
    names = reason.most_specific(reason.case(each.case))
    return [id for id in names if not reason.areas[id] & reason.areas[concept.id]]


# --- what it is not


def contrasts(glossary: Glossary, id: str) -> list[tuple[str, str]]:
    """The concepts this one is confused with, written on either side, each with the decisive difference."""
    own = [(each.concept, each.difference) for each in glossary.concepts[id].contrasts]
    others = [
        (other.id, each.difference)
        for other in glossary.concepts.values()
        for each in other.contrasts
        if each.concept == id
    ]
    return own + others


def _contrasts(glossary: Glossary, here: Here, concept: Concept) -> Html:
    items = []
    for other, difference in contrasts(glossary, concept.id):
        found = relate(glossary, concept.id, other)
        together = [each for each in glossary.comparisons.values() if {concept.id, other} <= set(each.concepts)]
        links = [tag("a", "Side by side", href=here.href("comparisons", each.id)) for each in together]
        items.append(
            tag(
                "div",
                tag("dt", words.term(glossary, here, other)),
                tag(
                    "dd",
                    words.prose(glossary, here, difference),
                    *([" ", tag("small", found.sentence)] if found else []),
                    *([" ", *links] if links else []),
                ),
            )
        )
    return tag("dl", *items, class_="shorewise-contrasts") if items else Html("")


def _aspects(glossary: Glossary, here: Here, concept: Concept) -> Html:
    items = [
        tag("div", tag("dt", glossary.aspects[id].label), tag("dd", remark(glossary, here, value)))
        for id, value in concept.aspects.items()
        if id in glossary.aspects
    ]
    if not items:
        return Html("")
    return joined([tag("dl", *items, class_="shorewise-aspects"), UNSOURCED])


def _notes(glossary: Glossary, here: Here, concept: Concept) -> Html:
    return joined([tag("p", words.prose(glossary, here, note)) for note in concept.notes])


def _dispute(glossary: Glossary, here: Here, dispute: Dispute) -> Html:
    positions = [
        tag(
            "div",
            tag("p", tag("b", capital(each.held_by))),
            tag("p", words.prose(glossary, here, each.position)),
            citations(glossary, here, each.sources) or tag("small", "No source was read for this."),
        )
        for each in dispute.positions
    ]
    house = (
        tag("p", tag("b", "House decision"), " ", words.prose(glossary, here, dispute.house), class_="shorewise-house")
        if dispute.house
        else Html("")
    )
    return tag(
        "div",
        tag("h3", words.prose(glossary, here, dispute.question)),
        tag("div", *positions, class_="shorewise-pair"),
        house,
        class_="shorewise-dispute",
    )


# --- its neighbours


def _where_it_sits(glossary: Glossary, here: Here, concept: Concept) -> Html:
    reason = reasoner(glossary)
    rows = [
        ("Broader", reason.broader(concept.id)),
        ("Narrower", reason.narrower(concept.id)),
        ("Related", related(glossary, concept.id)),
    ]
    if concept.id in reason.order:
        for reading in list(glossary.readings.values())[1:]:
            there = reasoner(glossary, reading.id).broader(concept.id)
            if set(there) != set(reason.broader(concept.id)):
                rows.insert(1, (f"Broader under the {reading.label}", there))
    items = [tag("div", tag("dt", head), tag("dd", words.terms(glossary, here, ids))) for head, ids in rows if ids]
    return tag("dl", *items, class_="shorewise-aspects") if items else Html("")


def related(glossary: Glossary, id: str) -> list[str]:
    """Related concepts, written on either side."""
    others = [other.id for other in glossary.concepts.values() if id in other.related]
    return [*glossary.concepts[id].related, *others]


def _pages_with(glossary: Glossary, here: Here, concept: Concept) -> Html:
    compare = [
        tag("li", tag("a", comparison_title(glossary, each.concepts), href=here.href("comparisons", each.id)))
        for each in glossary.comparisons.values()
        if concept.id in each.concepts
    ]
    decide = [
        tag("li", tag("a", each.title, href=here.href("decisions", each.id)))
        for each in glossary.decisions.values()
        if _is_result(concept.id, each)
    ]
    return tag("ul", *compare, *decide) if compare or decide else Html("")


def _is_result(id: str, decision: Decision) -> bool:
    given = (answer.result for question in decision.questions.values() for answer in question.answers)
    return any(id in ids for ids in given) or any(id in result.concepts for result in decision.results.values())


def comparison_title(glossary: Glossary, ids: list[str]) -> str:
    """The concepts of a comparison as its title: outsourcing, offshoring or captive unit; many by their short forms."""
    known = [glossary.concepts[id] for id in ids if id in glossary.concepts]
    short = len(known) > _MANY
    return capital(
        listed([(each.abbreviations or [each.preferred])[0] if short else each.preferred for each in known], "or")
    )


def _misconceptions(glossary: Glossary, here: Here, concept: Concept) -> Html:
    items = [
        tag(
            "li",
            tag("a", each.belief, href=here.href("misconceptions", each.id)),
            " ",
            words.prose(glossary, here, each.correction),
        )
        for each in glossary.misconceptions.values()
        if concept.id in each.concepts
    ]
    return tag("ul", *items) if items else Html("")


def _foot(glossary: Glossary, here: Here, concept: Concept) -> Html:
    edit = (
        tag("a", "Improve this entry", href=f"{glossary.about.repository}glossary/concepts/{concept.id}.yaml")
        if glossary.about.repository
        else ""
    )
    cite = f"Cite as: “{words.title(concept)}”, {glossary.about.title}, {glossary.about.url}terms/{concept.id}/."
    return block(
        "shorewise-foot",
        tag(
            "p",
            edit,
            f" · {concept.status.capitalize()}, last read against its sources on {concept.reviewed}. · {cite}",
        ),
    )
