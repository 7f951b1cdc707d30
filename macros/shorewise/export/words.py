"""Every word list for other tools."""

from ..published import PublishedGlossary
from .abbreviations import ABBREVIATIONS, abbreviations
from .cspell import cspell
from .inventory import inventory
from .vale import PACKAGE, files, package


def word_files(glossary: PublishedGlossary) -> dict[str, bytes]:
    """Each file by its path below the site's root."""
    made = files(glossary)
    return {
        "objects.inv": inventory(glossary),
        ABBREVIATIONS: abbreviations(glossary).encode(),
        "cspell.txt": cspell(glossary).encode(),
        f"{PACKAGE}.zip": package(made),
        **{path: text.encode() for path, text in made.items()},
    }
