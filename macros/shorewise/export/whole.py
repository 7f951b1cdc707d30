"""All files of a version, as `shorewise export` writes them and as the site has them below `embed/`."""

import json

from ..published import PublishedGlossary
from .data import data_files
from .edition import edition
from .element import element_files, integrity
from .frame import address, frame_files
from .overview import overview
from .snippets import entries, place, snippet_files
from .words import word_files

INTEGRITY = "integrity.json"
FORMAT = 1  # Of the folder: which files there are, and what they are called. Readers find it in integrity.json.


def exports(glossary: PublishedGlossary) -> dict[str, bytes]:
    """Path below the version's folder -> the file. The same for the same glossary.

    ImportError without pygraphviz, which draws the charts.
    """
    made = {
        **data_files(glossary),
        **word_files(glossary),
        **snippet_files(glossary),
        **frame_files(glossary),
        **element_files(glossary),
        "glossary.html": edition(glossary),
        "llms.txt": overview(glossary).encode(),
    }
    made = {**_under_former_ids(glossary, made), **made}
    return {**dict(sorted(made.items())), INTEGRITY: _integrity(glossary, made)}


def _under_former_ids(glossary: PublishedGlossary, made: dict[str, bytes]) -> dict[str, bytes]:
    """The files of renamed entries, also where they stood before: whoever fetches or frames them there goes on to."""
    return {
        place(kind, id) + path.removeprefix(now): raw
        for kind, entry in entries(glossary)
        for id in entry.former_ids
        for now in [place(kind, entry.id)]
        for path, raw in made.items()
        if path.startswith((f"{now}.", f"{now}/"))
    }


def _integrity(glossary: PublishedGlossary, made: dict[str, bytes]) -> bytes:
    """The hash of every file, as a browser wants it."""
    hashes = {path: integrity(raw) for path, raw in sorted(made.items())}
    about = {"format": FORMAT, "version": glossary.version, "url": address(glossary, "")}
    return (json.dumps({**about, "files": hashes}, indent=1) + "\n").encode()
