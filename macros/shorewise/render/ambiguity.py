"""The page of a name that means several things: which one is it?"""

from ..entries import Ambiguity
from ..glossary import Glossary
from ..text import plain, sentence
from . import words
from .address import Here
from .citations import citations
from .html import Html, block, joined, tag


def description(ambiguity: Ambiguity) -> str:
    """The page in one plain sentence."""
    return plain(ambiguity.summary)


def ambiguity_block(glossary: Glossary, here: Here, ambiguity: Ambiguity) -> Html:
    """What to know about the name, and the way to each of its meanings."""
    return block(
        "shorewise-ambiguity",
        tag("p", "A name with several meanings", class_="shorewise-eyebrow"),
        tag("p", words.prose(glossary, here, ambiguity.summary), class_="shorewise-lead"),
        senses(glossary, here, ambiguity),
        citations(glossary, here, ambiguity.sources),
    )


def senses(glossary: Glossary, here: Here, ambiguity: Ambiguity, besides: str = "") -> Html:
    """Each meaning with the concept to look at, besides the one whose page this is."""
    others = [each for each in ambiguity.senses if each.concept != besides]
    return tag(
        "dl", *(_sense(glossary, here, each.means, each.concept) for each in others), class_="shorewise-contrasts"
    )


def _sense(glossary: Glossary, here: Here, means: str, id: str) -> Html:
    concept = glossary.concepts[id]
    says = words.prose(glossary, here, concept.gloss or sentence(concept.definition))
    head = joined(["If ", words.prose(glossary, here, means), ": ", words.term(glossary, here, id)])
    return tag("div", tag("dt", head), tag("dd", says))
