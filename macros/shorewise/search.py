"""What the search box of the site knows: entries with their names, and passages of text.

Goes in: a glossary, and the Markdown of the pages. Comes out: plain data, and the script that carries it. A reader's
browser matches (docs/assets/find.js); the words that mean nothing in a query are those of `find`.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .find import ABOUT, AMERICAN, ARTICLES, VERSUS, names
from .glossary import Glossary
from .model import Concept, Dispute
from .reason import reasoner
from .render import ambiguity, comparison, concept
from .render.address import PAGES, page
from .text import capital, plain, sentence

# Words that join others: no text is found by them.
_JOINING = (
    "and",
    "or",
    "not",
    "by",
    "on",
    "at",
    "with",
    "as",
    "from",
    "be",
    "that",
    "this",
    "than",
    "when",
    "if",
    "has",
    "have",
    "should",
    "its",
    "their",
    "my",
    "your",
)
# In this order, since where two entries share words, the first one has them.
_COLLECTIONS = ("ambiguous", "comparisons", "decisions", "claims", "misconceptions", "concepts")


DATA = "assets/search-data.js"  # Where the script is, below docs/ and below the site's root.
_GUIDES = "guides/"


def search_data(glossary: Glossary, pages: Mapping[str, str]) -> dict[str, Any]:
    """The data. `pages` has the path of each page below docs/ -> its Markdown; of these the guides can be found.

    `entries`: u address below the site's root, k collection, t title, d what it is in a sentence, n its names with
    what each is to it; for a concept g the everyday words, a and w how many stand above and below it; for what speaks
    of several concepts c their places in the list. `passages`: u address, t title, x text. `words`: what is skipped in a query.
    """
    entries = list(_entries(glossary))
    places = {entry["u"]: place for place, entry in enumerate(entries)}
    for entry in entries:
        if "c" in entry:
            entry["c"] = [places[_address("concepts", id)] for id in entry["c"]]
    guides = {path: text for path, text in pages.items() if path.startswith(_GUIDES)}
    return {
        "entries": entries,
        "passages": [
            {"u": address, "t": title, "x": plain(text)}
            for address, title, text in (*_passages(glossary), *_sections(guides))
        ],
        "words": {"versus": VERSUS, "articles": ARTICLES, "about": ABOUT, "joining": _JOINING, "american": AMERICAN},
    }


def as_script(data: dict[str, Any]) -> str:
    """The data as a classic script, which loads from a folder on disk too."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.shorewise = Object.assign(globalThis.shorewise || {{}}, {written});\n"


def _address(collection: str, id: str, section: str = "") -> str:
    """Where an entry stands, below the site's root."""
    if collection in PAGES:
        return f"{page(collection, id)}/" + (f"#{section}" if section else "")
    return f"{page(collection)}/#{id}"


# --- entries


def _entries(glossary: Glossary) -> Iterator[dict[str, Any]]:
    known: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name in names(glossary):
        if name.why != "name":
            known.setdefault((name.collection, name.id), []).append((name.words, name.why))
    for collection in _COLLECTIONS:
        for id, each in getattr(glossary, collection).items():
            if collection == "ambiguous" and id in glossary.concepts:
                continue  # The concept's page tells of the other meanings.
            if getattr(each, "status", "") == "withdrawn":
                continue
            title, says, more = _TOLD[collection](glossary, each)
            entry = {
                "u": _address(collection, id),
                "k": collection,
                "t": title,
                "d": says,
                "n": known.get((collection, id), []),
            }
            yield {**entry, **more}


def _concept(glossary: Glossary, each: Concept) -> tuple[str, str, dict[str, Any]]:
    reason = reasoner(glossary)
    more = {"a": len(reason.ancestors(each.id)), "w": len(reason.narrower(each.id))}
    return capital(each.preferred), concept.description(each), more | ({"g": plain(each.gloss)} if each.gloss else {})


_TOLD: dict[str, Any] = {  # collection -> the title, what it is in a sentence, and what else is needed to match it
    "ambiguous": lambda _, each: (
        capital(each.label),
        ambiguity.description(each),
        {"c": list(dict.fromkeys(sense.concept for sense in each.senses))},
    ),
    "comparisons": lambda glossary, each: (
        comparison.title(glossary, each),
        comparison.description(each),
        {"c": each.concepts},
    ),
    "decisions": lambda _, each: (each.title, plain(each.summary), {}),
    "claims": lambda _, each: (plain(each.quoted), plain(each.advice), {}),
    "misconceptions": lambda _, each: (plain(each.belief), plain(each.correction), {}),
    "concepts": _concept,
}


# --- passages: address, title, text

Passage = tuple[str, str, str]


def _passages(glossary: Glossary) -> Iterator[Passage]:
    for each in glossary.concepts.values():
        if each.status != "withdrawn":
            yield from _of_concept(glossary, each)
    for each in glossary.comparisons.values():
        if each.mix_up:
            yield _address("comparisons", each.id), comparison.title(glossary, each), each.mix_up
    for each in glossary.decisions.values():
        for result in each.results.values():
            yield _address("decisions", each.id), each.title, f"{sentence(result.advice)} {result.reason}"
    for each in glossary.claims.values():
        yield _address("claims", each.id), each.quoted, each.measured


def _of_concept(glossary: Glossary, each: Concept) -> Iterator[Passage]:
    title = capital(each.preferred)
    for note in each.notes:
        yield _address("concepts", each.id, "good-to-know"), f"{title}: good to know", note
    for dispute in each.disputes:
        says = _disputed(dispute)
        yield _address("concepts", each.id, "where-authorities-disagree"), f"{title}: where authorities disagree", says
    for contrast in each.contrasts:
        both = f"{title} and {glossary.concepts[contrast.concept].preferred}"
        yield _address("concepts", each.id, "often-confused-with"), both, contrast.difference
    for example in (*each.examples, *each.counterexamples):
        reason = getattr(example, "reason", "")
        yield (
            _address("concepts", each.id, "it-is-and-it-is-not"),
            f"{title}: examples",
            f"{example.text} {reason}".strip(),
        )


def _disputed(dispute: Dispute) -> str:
    said = (f"{capital(each.held_by)}: {each.position}" for each in dispute.positions)
    return " ".join([dispute.question, *said, dispute.house]).strip()


_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_DROPPED = re.compile(r"^\s*(?:\{\{.*\}\}|```.*|</?[a-z][^>]*>|\|?[-:| ]+\|?|(?:!!!|\?\?\?|===).*)\s*$", re.M)
_MARKS = re.compile(
    r"\{:?\s*[.#][^}]*\}|<[^>]+>|^\s*(?:[-*+>]|\d+\.)\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\s*\|\s*", re.M
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*(?:\{\s*#([\w-]+)\s*\})?\s*$", re.M)


def _sections(guides: Mapping[str, str]) -> Iterator[Passage]:
    """Each section of a guide: the text under a heading."""
    for path, text in guides.items():
        address = path.removesuffix(".md").removesuffix("index")
        _, *pieces = _HEADING.split(_FRONT.sub("", text))  # Before the title stands nothing.
        if pieces:
            yield from _texts(f"{address.rstrip('/')}/", _bare(pieces[0]), ["", "", *pieces[2:]])


def _texts(address: str, title: str, pieces: list[str]) -> Iterator[Passage]:
    for heading, id, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        anchor = f"#{id or _slug(heading)}" if heading else ""
        if words := _bare(_DROPPED.sub("", text)):
            yield address + anchor, f"{title}: {_bare(heading)}" if heading else title, words


def _bare(markdown: str) -> str:
    """The words without marks and links."""
    words = _MARKS.sub(lambda mark: " " if "|" in mark[0] else "", _LINK.sub(r"\1", markdown))
    return " ".join(words.split())


def _slug(heading: str) -> str:
    """The anchor that Markdown gives a heading."""
    ascii = unicodedata.normalize("NFKD", plain(_bare(heading))).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii).strip().lower())
