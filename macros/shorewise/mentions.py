"""Find where a text mentions a concept.

Goes in: the names of a glossary, and a text. Comes out: the places of the text that a reader takes for one of them.
The longest name wins. Names and the other forms that an entry lists are taken as they are written, and

- in the plural: an s, es or ies at its end, or before its `of`; nothing after a name that ends in s;
- with a hyphen where the name has a blank, and with a blank where it has a hyphen, unless the hyphen holds its only
  two words together: to `lock in` a price is no lock-in;
- in any case, but for short forms and for words of a name in capitals: `it` is not IT.

A place is no mention when it is part of another word, of a compound with hyphens, or of a path, an address, a file's
name or an identifier.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .glossary import Glossary

HYPHENS = "\\-\u2010\u2011"
ATOM = re.compile(rf"\w+|[^\w\s{HYPHENS}]")
_LINK = re.compile(rf"\s+|[{HYPHENS}]|")
_TWO_WORDS = re.compile(rf"\w+[{HYPHENS}]\w+")
_ARTICLE = re.compile(r"\A(?:an?|the)\s+", re.I)
_LETTER = r"\w\u0300-\u036f"  # An accent may be a sign of its own.
_JOINED_BEFORE = re.compile(rf"(?:[{_LETTER}./\\@&+#{HYPHENS}]|\w['\u2019])\Z")
_JOINED_AFTER = re.compile(rf"[{_LETTER}/\\@+#]|[.&{HYPHENS}]\w|['\u2019](?!s\b)\w")
_ADDRESS = re.compile(r"[/\\_@]|\w\.\w")
_BLANK = re.compile(r"\s")
_FAR = 2000  # No address is longer, and a text without blanks is not to be read again at every word.


class Mention(NamedTuple):
    """Words of a text that are a name; `concept` is empty when the name leads to no single concept."""

    start: int
    end: int
    concept: str


class _Form(NamedTuple):
    """One way to write a name: the words that must be written exactly so, and whether its hyphen must be one."""

    concept: str
    exact: tuple[str | None, ...]
    hyphen: bool


@dataclass(frozen=True)
class Names:
    """Every form, by its words in small letters, and how many words the longest has that opens with this one."""

    forms: Mapping[str, list[_Form]]
    longest: Mapping[str, int]


# --- the names


@lru_cache(maxsize=8)
def names(glossary: Glossary) -> Names:
    """All names of a glossary. Kept, since every page asks for them.

    Names with several meanings, names to avoid, misspellings and names of withdrawn concepts lead nowhere: a link
    would choose for the reader, or bless a name that should not be used. They are known all the same, so that no
    shorter name is found inside them.
    """
    return lookup(_used(glossary), _avoided(glossary))


def lookup(used: Iterable[tuple[str, str, bool]], avoided: Iterable[tuple[str, str]]) -> Names:
    """Names to look for, each with what it leads to, and for those in use whether it is a short form.

    What is to be avoided is known only where no name in use is written so.
    """
    forms: dict[str, list[_Form]] = {}
    for name, leads, short in used:
        for key, form in _forms(name, leads, short):
            forms.setdefault(key, []).append(form)
    for name, leads in avoided:
        for key, form in _forms(name, leads):
            forms.setdefault(key, [form])
    longest: dict[str, int] = {}
    for key, (form, *_) in forms.items():
        first = ATOM.findall(key)[0]
        longest[first] = max(longest.get(first, 0), len(form.exact))
    return Names(forms, longest)


def _used(glossary: Glossary) -> Iterator[tuple[str, str, bool]]:
    for concept in glossary.concepts.values():
        id = "" if concept.status == "withdrawn" else concept.id
        for name in (concept.preferred, *concept.admitted, *concept.forms):
            yield name, id, False
        for name in concept.abbreviations:
            yield name, id, True
    for each in glossary.ambiguous.values():
        yield each.label, "", False


def _avoided(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Names that nobody should write."""
    for concept in glossary.concepts.values():
        for name in (*(without_article(each.term) for each in concept.deprecated), *concept.misspellings):
            yield name, ""


def without_article(name: str) -> str:
    """The name without an article in front, which is no part of it."""
    return _ARTICLE.sub("", name, count=1)


def _forms(name: str, concept: str, short: bool = False) -> Iterator[tuple[str, _Form]]:
    """The name, and its plural if it has one, each with the words under which it is found."""
    for form in (name, *plural(name)):
        atoms = list(ATOM.finditer(form))
        exact = tuple(atom[0] if short or sum(map(str.isupper, atom[0])) > 1 else None for atom in atoms)
        for count, key, _ in _openings(form, atoms):
            if count == len(atoms):
                yield key, _Form(concept, exact, bool(_TWO_WORDS.fullmatch(form)))


def plural(name: str) -> list[str]:
    """The plural of a name by the rules of spelling alone, if it has one."""
    head, of, rest = name.partition(" of ")
    last = head[-1:].casefold()
    if not last.isalpha() or (last == "s" and not head.endswith("ss")):
        return []
    if re.search("[^aeiou]y$", head):
        return [f"{head[:-1]}ies{of}{rest}"]
    return [f"{head}{'es' if re.search('(ss|x|z|ch|sh)$', head) else 's'}{of}{rest}"]


# --- the text


def mentions(names: Names, text: str) -> list[Mention]:
    """Every mention in the text, in order; no two overlap."""
    atoms = list(ATOM.finditer(text))
    found: list[Mention] = []
    position = 0
    while position < len(atoms):
        count = names.longest.get(atoms[position][0].casefold())
        taken = _longest(names, text, atoms[position : position + count]) if count else None
        if taken:
            found.append(taken[0])
        position += taken[1] if taken else 1
    return found


def _longest(names: Names, text: str, atoms: list[re.Match[str]]) -> tuple[Mention, int] | None:
    """The longest name that these words open with, and how many of them it takes."""
    for count, key, hyphen in reversed(list(_openings(text, atoms))):
        fitting = {form.concept for form in names.forms.get(key, ()) if _fits(form, atoms, hyphen)}
        start, end = atoms[0].start(), atoms[count - 1].end()
        if fitting and not _is_part(text, start, end):
            return Mention(start, end, fitting.pop() if len(fitting) == 1 else ""), count
    return None


def _openings(text: str, atoms: list[re.Match[str]]) -> Iterator[tuple[int, str, bool]]:
    """The first word, the first two and so on, as long as only blanks or a hyphen lie between; whether one does."""
    key, hyphen = "", False
    for count, atom in enumerate(atoms, 1):
        between = text[atoms[count - 2].end() : atom.start()] if count > 1 else ""
        if not _LINK.fullmatch(between):
            return
        hyphen = hyphen or bool(between.strip())
        key += (" " if between else "") + atom[0].casefold()
        yield count, key, hyphen


def _fits(form: _Form, atoms: list[re.Match[str]], hyphen: bool) -> bool:
    return hyphen >= form.hyphen and all(
        want is None or want == atom[0] for want, atom in zip(form.exact, atoms, strict=False)
    )


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether these words are joined to more: part of another word, or of an address."""
    if _JOINED_BEFORE.search(text[max(0, start - 2) : start]) or _JOINED_AFTER.match(text, end):
        return True
    return bool(
        _ADDRESS.search(_unbroken_before(text, start)) or _ADDRESS.search(text, end, _unbroken_after(text, end))
    )


def _unbroken_before(text: str, start: int) -> str:
    """What stands before a place without a blank between."""
    before = text[max(0, start - _FAR) : start]
    return before.split()[-1] if before and not before[-1].isspace() else ""


def _unbroken_after(text: str, end: int) -> int:
    """Where what stands after a place without a blank between ends."""
    found = _BLANK.search(text, end, end + _FAR)
    return found.start() if found else end + _FAR
