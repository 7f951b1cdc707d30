"""Rules L: prose reads easily. All are warnings: they point at a sentence, an editor judges."""

import re
from collections.abc import Iterator

from ..glossary import Glossary
from ..part import Entry, Reads
from ..text import plain
from .rule import Finding, Findings, rule

_LONGEST = 36  # words
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn)\b", re.I)
_SHORT_FORM = re.compile(r"\b[A-Z]{2,6}\b")


def _sentences(glossary: Glossary) -> Iterator[tuple[Entry, tuple, str]]:
    """Every sentence of prose but definitions, which have rules of their own."""
    for entry in glossary.entries():
        for steps, text, mark in entry.mentions:
            for sentence in re.split(r"(?<=[.?!;:])\s+", plain(text)) if isinstance(mark, Reads) else ():
                if steps != ("definition",):
                    yield entry, steps, sentence


@rule("L01", "warning")
def sentences_are_short(glossary: Glossary) -> Findings:
    """A sentence has 36 words at the most.

    Whoever reads it on a phone has lost its beginning by then.

    Example: a sentence has 37 words: 'one two three four five ...'. Make two of it.
    """
    for entry, steps, sentence in _sentences(glossary):
        if (number := len(sentence.split())) > _LONGEST:
            yield Finding(
                entry.place(*steps), f"a sentence has {number} words: '{_start(sentence)} ...'.", "Make two of it."
            )


@rule("L02", "warning")
def somebody_does_something(glossary: Glossary) -> Findings:
    """A sentence has no more than two verbs in the passive.

    A chain of them hides who does what.

    Example: a sentence has 4 verbs in the passive: 'It is installed where it ...'. Say who does it.
    """
    for entry, steps, sentence in _sentences(glossary):
        if (number := len(_PASSIVE.findall(sentence))) > 2:
            sentence_ = f"a sentence has {number} verbs in the passive: '{_start(sentence)} ...'."
            yield Finding(entry.place(*steps), sentence_, "Say who does it.")


@rule("L03", "warning")
def short_forms_are_explained(glossary: Glossary) -> Findings:
    """A short form in prose is a name of a concept, or is explained in about.yaml.

    Jargon that nobody explains shuts the reader out.

    Example: 'RAM' is explained nowhere. Spell it out, or explain it under 'short-forms' in about.yaml.
    """
    known = {
        name
        for concept in glossary.concepts.values()
        for name in (*concept.names, *(d.term for d in concept.deprecated))
    }
    for entry in glossary.entries():
        for steps, text, mark in entry.mentions:
            for short in dict.fromkeys(_SHORT_FORM.findall(plain(text))) if isinstance(mark, Reads) else ():
                if short not in known and short not in glossary.about.short_forms:
                    place = entry.place(*steps, of=short)
                    yield Finding(
                        place,
                        f"'{short}' is explained nowhere.",
                        "Spell it out, or explain it under 'short-forms' in about.yaml.",
                    )


def _start(sentence: str) -> str:
    return " ".join(sentence.split()[:5])
