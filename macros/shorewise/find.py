"""Find the page that answers a query: what somebody types who looks for a term.

Goes in: a glossary and the words typed. Comes out: the page, as `terms/captive-unit`, or None. Names, names to avoid,
misspellings and the questions written on an entry lead to it; two names together lead to their comparison.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from .glossary import Glossary
from .reason import reasoner
from .render.address import page

# What the search of the site knows too: `search` writes these lists into its data.
VERSUS = ("vs", "versus")
ARTICLES = ("a", "an", "the")
ABOUT = (
    "is",
    "are",
    "was",
    "what",
    "which",
    "how",
    "why",
    "do",
    "does",
    "did",
    "you",
    "can",
    "we",
    "i",
    "it",
    "mean",
    "means",
    "meaning",
    "definition",
    "define",
    "full",
    "form",
    "in",
    "of",
    "for",
    "to",
    "business",
    "company",
    "companies",
    "explained",
    "difference",
    "between",
    "example",
    "examples",
    "called",
    "call",
    "us",
    "uk",
)
AMERICAN = (
    ("center", "centre"),
    ("labor", "labour"),
    ("iza", "isa"),
    ("ize", "ise"),
    ("izing", "ising"),
    ("favor", "favour"),
)
_VERSUS = re.compile(rf"\b(?:{'|'.join(VERSUS)})\b")

Why = Literal["name", "also", "abbreviation", "asked", "avoid", "misspelling"]


class Name(NamedTuple):
    """Words under which an entry is looked for, and what they are to it."""

    words: str
    collection: str
    id: str
    why: Why


def find(glossary: Glossary, query: str) -> str | None:
    """The page that the query asks for."""
    known = _names(glossary)
    if address := known.get(_form(query)) or known.get(_form(_core(query))):
        return address
    found = list(_found(known, _words(query)))
    return _comparison(glossary, {address for address, _ in found}) or _foremost(glossary, found)


def _form(words: str) -> str:
    """Words without what may differ: case, blanks, hyphens, articles, American endings, the order around a `vs`."""
    bare = "vs".join(sorted("".join(_words(side)).replace("-", "") for side in _VERSUS.split(words.casefold())))
    for american, british in AMERICAN:
        bare = bare.replace(american, british)
    return bare


def _words(query: str) -> list[str]:
    return [word for word in re.findall(r"[\w&-]+", query.casefold()) if word not in ARTICLES]


def _core(query: str) -> str:
    """The words of a query that are not about the asking."""
    return " ".join(word for word in _words(query) if word not in ABOUT)


@lru_cache(maxsize=8)
def _names(glossary: Glossary) -> dict[str, str]:
    """Every form under which an entry is looked for -> its page; proper names come before the rest."""
    found: dict[str, str] = {}
    for name in names(glossary):
        address = page(name.collection, name.id)
        found.setdefault(_form(name.words), address)
        found.setdefault(_form(name.words) + "s", address)
    return found


def names(glossary: Glossary) -> Iterator[Name]:
    """Everything under which living entries are looked for; where two share words, the first one has them."""
    withdrawn = {concept.id for concept in glossary.concepts.values() if concept.status == "withdrawn"}
    return (name for name in _written(glossary) if name.collection != "concepts" or name.id not in withdrawn)


def _written(glossary: Glossary) -> Iterator[Name]:
    for each in glossary.ambiguous.values():
        if each.id not in glossary.concepts:
            yield Name(each.label, "ambiguous", each.id, "name")
            yield from (Name(name, "ambiguous", each.id, "misspelling") for name in each.misspellings)
    for concept in glossary.concepts.values():
        yield Name(concept.preferred, "concepts", concept.id, "name")
        yield from (Name(name, "concepts", concept.id, "also") for name in concept.admitted)
        yield from (Name(name, "concepts", concept.id, "abbreviation") for name in concept.abbreviations)
    for collection in ("comparisons", "decisions", "claims", "concepts"):
        for id, each in getattr(glossary, collection).items():
            yield from (Name(name, collection, id, "asked") for name in each.asked)
    for concept in glossary.concepts.values():
        yield from (Name(each.term, "concepts", each.use or concept.id, "avoid") for each in concept.deprecated)
        yield from (Name(name, "concepts", concept.id, "misspelling") for name in concept.misspellings)


def _found(known: dict[str, str], words: list[str]) -> Iterator[tuple[str, int]]:
    """The pages of the names among the words, each with its count of words: the longest name, then what it leaves."""
    for count in range(len(words), 0, -1):
        for start in range(len(words) - count + 1):
            if address := known.get(_form(" ".join(words[start : start + count]))):
                yield address, count
                yield from _found(known, words[:start])
                yield from _found(known, words[start + count :])
                return


def _comparison(glossary: Glossary, addresses: set[str]) -> str | None:
    """The smallest comparison of all these terms; a name with several meanings may stand for any of them."""
    choices = [_concepts(glossary, address) for address in addresses]
    wanted = [ids for each in product(*choices) if len(ids := set(each)) == len(addresses) > 1]
    fitting = [each for each in glossary.comparisons.values() if any(ids <= set(each.concepts) for ids in wanted)]
    smallest = min(fitting, key=lambda each: len(each.concepts), default=None)
    return page("comparisons", smallest.id) if smallest else None


def _concepts(glossary: Glossary, address: str) -> list[str]:
    """The concepts that a page of terms stands for."""
    id = address.removeprefix(page("concepts", ""))[1:]
    if id in glossary.concepts and address == page("concepts", id):
        return [id]
    return [sense.concept for sense in glossary.ambiguous[id].senses] if id in glossary.ambiguous else []


def _foremost(glossary: Glossary, found: list[tuple[str, int]]) -> str | None:
    """The page of the longest name; among equals a question comes first, then the term under most others."""
    reason = reasoner(glossary)

    def rank(each: tuple[str, int]) -> tuple[int, int, int]:
        address, count = each
        ids = _concepts(glossary, address)
        return count, -len(ids), sum(len(reason.ancestors(id)) for id in ids)

    return max(found, key=rank, default=("", 0))[0] or None
