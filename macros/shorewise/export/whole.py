"""All files of a version, as `shorewise export` writes them and as the site has them below `embed/`."""

import json

from ..published import PublishedGlossary
from .data import data_files
from .edition import edition
from .element import element_files, integrity
from .frame import address, frame_files
from .snippets import snippet_files
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
    }
    return {**dict(sorted(made.items())), INTEGRITY: _integrity(glossary, made)}


def _integrity(glossary: PublishedGlossary, made: dict[str, bytes]) -> bytes:
    """The hash of every file, as a browser wants it."""
    hashes = {path: integrity(raw) for path, raw in sorted(made.items())}
    about = {"format": FORMAT, "version": glossary.version, "url": address(glossary, "")}
    return (json.dumps({**about, "files": hashes}, indent=1) + "\n").encode()
