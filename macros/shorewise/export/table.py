"""The glossary as a table, a row for each concept: as CSV for programs, and as CSV for spreadsheets.

Goes in: the published form. Comes out: the file, UTF-8, lines ending in CR LF, as RFC 4180 has it.

- A cell with several names or ids joins them by ` | `. In a cell that can have several, a backslash stands before each
  `|` and `\\` of a name: split at ` | `, then take the backslashes away.
- An id that a concept had before has a row too, of the status `renamed`, with `replaced_by` and nothing else that
  belongs to a concept: whoever joins by id learns what happened, and nothing is counted twice.
- `hash` changes with the name and the definition, `meaning` with what the concept covers.
- `glossary.csv` has every text as it is. For spreadsheets, texts are one line each without signs that nobody sees; a
  byte order mark says that it is UTF-8; and an apostrophe stands before what would be taken for a formula or a number.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from ..published import PublishedConcept, PublishedGlossary
from ..writers import clean
from .former import former, page_of
from .meaning import meaning

COLUMNS = (
    "id", "url", "preferred", "admitted", "abbreviations", "deprecated", "kind", "definition", "broader", "related",
    "status", "replaced_by", "reviewed", "version", "hash", "meaning", "licence",
)  # fmt: skip
# Signs by which some spreadsheet or other takes a cell for a formula; the wide ones are those of Japanese keyboards.
_MEANS_MORE = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|\d+([.,]\d+)?([eE][+-]?\d+)?$")


def table(glossary: PublishedGlossary) -> bytes:
    """For programs."""
    return _written(_rows(glossary)).encode()


def spreadsheet(glossary: PublishedGlossary) -> bytes:
    """For people who open it in a spreadsheet."""
    safe = ({column: _safe(words) for column, words in row.items()} for row in _rows(glossary))
    return _written(safe).encode("utf-8-sig")


def _rows(glossary: PublishedGlossary) -> Iterator[dict[str, str]]:
    stated = {"version": glossary.version, "licence": glossary.licence}
    for concept in glossary.concepts.values():
        yield {**_row(concept), **stated}
    for id, heir in former(glossary).items():
        moved = {"id": id, "url": page_of(glossary, id), "status": "renamed", "replaced_by": _several([heir.id])}
        yield {**moved, **stated}


def _row(concept: PublishedConcept) -> dict[str, str]:
    return {
        "id": concept.id,
        "url": concept.url,
        "preferred": concept.preferred,
        "admitted": _several(concept.admitted),
        "abbreviations": _several(concept.abbreviations),
        "deprecated": _several([each.term for each in concept.deprecated]),
        "kind": concept.kind,
        "definition": concept.definition,
        "broader": _several(concept.broader),
        "related": _several(concept.related),
        "status": concept.status,
        "replaced_by": _several(concept.replaced_by),
        "reviewed": concept.reviewed,
        "hash": concept.hash,
        "meaning": meaning(concept),
    }


def _several(names: list[str]) -> str:
    return " | ".join(re.sub(r"[\\|]", r"\\\g<0>", name) for name in names)


def _safe(words: str) -> str:
    said = clean(words).strip()
    return f"'{said}" if _MEANS_MORE.match(said) else said


def _written(rows: Iterator[Mapping[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
