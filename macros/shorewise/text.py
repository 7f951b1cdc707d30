"""Prose of a glossary: plain text in which `[captive unit][]` or `[captives][captive unit]` refers to a concept.

Nothing else in it means anything: every other sign is printed as it was typed.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")


class Reference(NamedTuple):
    """A concept referred to: the words shown, the name looked up, and the whole as typed."""

    shown: str
    name: str
    typed: str


def parts(text: str) -> Iterator[str | Reference]:
    """The text in order, cut into plain pieces and references."""
    end = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Reference(found[1], found[2] or found[1], found[0])
        end = found.end()
    if text[end:]:
        yield text[end:]


def references(text: str) -> list[Reference]:
    """The references, in order."""
    return [part for part in parts(text) if isinstance(part, Reference)]


def opening(text: str) -> Reference | None:
    """The reference that the text opens with."""
    first = next(parts(text), None)
    return first if isinstance(first, Reference) else None


def plain(text: str) -> str:
    """The words as a reader sees them."""
    return "".join(part.shown if isinstance(part, Reference) else part for part in parts(text))


def sentence(phrase: str) -> str:
    """A phrase as a sentence: capital first, also in a reference that it opens with, and full stop last."""
    ended = phrase + ("" if phrase.endswith((".", "?", "!")) else ".")
    if first := opening(ended):
        return f"[{capital(first.shown)}][{first.name}]" + ended[len(first.typed) :]
    return capital(ended)


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]


def listed(words: list[str], last: str = "and") -> str:
    """Words as they are listed in a sentence: a, b and c."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def mapped(text: str, refer: Callable[[Reference], str], write: Callable[[str], str]) -> str:
    """The text with each reference and each plain piece turned into something else."""
    return "".join(refer(part) if isinstance(part, Reference) else write(part) for part in parts(text))


_END = re.compile(r"(?<![ .][A-Z])[.?!](?= [A-Z\[])")  # An initial before a surname ends no sentence.


def opened(text: str) -> tuple[str, str]:
    """The first sentence, and the rest."""
    found = _END.search(text)
    return (text[: found.end()], text[found.end() :].lstrip()) if found else (text, "")
