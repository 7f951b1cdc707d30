"""Short forms with what they stand for, in the Markdown of `abbr`, to be appended to every page of another site."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from ..check.names import runs_through
from ..labels import labels, tidy
from ..published import PublishedConcept, PublishedGlossary

ABBREVIATIONS = "abbreviations.md"
_READS = {"abbr", "extra", "pymdownx.extra"}


def abbreviations(glossary: PublishedGlossary) -> str:
    """A line for each short form with one meaning: `*[GCC]: global capability centre`."""
    owners: dict[str, set[str]] = {}
    for label in labels(glossary):
        owners.setdefault(label.name, set()).add(label.concept)
    found = {
        label.name: _written(_long_form(glossary.concepts[label.concept], label.name))
        for label in labels(glossary)
        if label.short
    }
    lines = [
        f"*[{short}]: {long}\n"
        for short, long in sorted(found.items())
        if long and len(owners[short]) == 1 and re.fullmatch(r"[^\\\[\]`<>&]*\w[^\\\[\]`<>&]*", short)
    ]
    return "".join(lines)


def unread(extensions: Iterable[object], options: Mapping[str, Mapping[str, Any]]) -> str:
    """What to say of settings that append our list of short forms to every page, where nothing reads it; else nothing."""
    appended = [str(each) for each in options.get("pymdownx.snippets", {}).get("auto_append", ())]
    named = next((each for each in appended if PurePath(each).name == ABBREVIATIONS), "")
    known = (str(each).removeprefix("markdown.extensions.") for each in extensions)  # A builder's own are no names.
    read = not _READS.isdisjoint(known)
    if not named or read:
        return ""
    return (
        f"{named} is appended to every page, which would show it as it is written: add 'abbr' to markdown_extensions."
    )


def _long_form(concept: PublishedConcept, short: str) -> str:
    """The name whose words begin with the letters of the short form; else one that has them, else the preferred."""
    names = [tidy(name) for name in (concept.preferred, *concept.admitted)]
    initials = (name for name in names if runs_through(short, "".join(re.findall(r"\b\w", name))))
    letters = (name for name in names if runs_through(short, name))
    return next(initials, None) or next(letters, names[0])


def _written(words: str) -> str:
    """Words that mean nothing to Markdown, to its raw HTML, or to snippets, in one line."""
    bare = re.sub(r"-+8<-+|[<>`&]|^['\"]+|['\"]+$", " ", words)
    return " ".join(bare.split())
