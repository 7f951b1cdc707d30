"""Every entry as a snippet in every format, as `shorewise embed` prints it, for those who rather fetch a file."""

from collections.abc import Iterator

from ..embed import FORMATS, formats, snippet
from ..markers import KINDS
from ..published import PublishedConcept, PublishedEntry, PublishedGlossary
from ..render.address import page

# Format -> what the address of the file ends in, after that of the entry.
ENDINGS = {
    "html": "/fragment.html",
    "mermaid": ".mmd",
    **{form: f".{form}" for form in FORMATS if form not in ("html", "mermaid")},
}

_HEADS = {"concept": "Terms", "comparison": "Comparisons", "decision": "Decisions"}


def place(kind: str, id: str) -> str:
    """Where the files of an entry stand below the version's folder, which is where its page stands on the site."""
    return page(KINDS[kind], id)


def entries(glossary: PublishedGlossary) -> list[tuple[str, PublishedConcept | PublishedEntry]]:
    """Kind and entry of all that can be embedded: what was withdrawn cannot."""
    found = [(kind, entry) for kind, collection in KINDS.items() for entry in getattr(glossary, collection).values()]
    return [(kind, entry) for kind, entry in found if getattr(entry, "status", "") != "withdrawn"]


def parts(glossary: PublishedGlossary) -> Iterator[tuple[str, str, list[PublishedConcept | PublishedEntry]]]:
    """The same by kind: what the kind is called over a list, the kind, its entries."""
    for kind, head in _HEADS.items():
        yield head, kind, [entry for each, entry in entries(glossary) if each == kind]


def snippet_files(glossary: PublishedGlossary) -> dict[str, bytes]:
    """Path below the version's folder -> the snippet. JSON of a concept is a fuller record, made elsewhere."""
    return {
        place(kind, entry.id) + ENDINGS[form]: snippet(glossary, kind, entry.id, form).encode()
        for kind, entry in entries(glossary)
        for form in formats(kind)
        if (kind, form) != ("concept", "json")
    }
