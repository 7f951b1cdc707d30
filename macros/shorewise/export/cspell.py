"""The words of all names, one a line, for spelling checkers such as cspell."""

import re
import unicodedata

from ..labels import labels, tidy
from ..mentions import plural
from ..published import PublishedGlossary


def words(glossary: PublishedGlossary) -> list[str]:
    """Every word of two letters or more in a name in use or its plural, in order, each in one case only."""
    names = (form for label in labels(glossary) for form in (label.name, *plural(label.name)))
    found = (word for name in names for word in re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFC", name)))
    return sorted({word.casefold(): word for word in sorted(found)}.values())


def cspell(glossary: PublishedGlossary) -> str:
    """The word list."""
    title = tidy(f"{glossary.title}, {glossary.url}")
    return "".join(f"{line}\n" for line in (f"# Words of {title}", *words(glossary)))
