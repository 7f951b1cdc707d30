"""A package for the prose checker Vale: a rule for each name that is not said, and a vocabulary of those that are.

Each name has a rule of its own, so that what Vale prints gives the reason and a link. A rule does not hold inside a
longer name that has one itself or is in use. Words are matched as `mentions` does it.
"""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..labels import Unsaid, advice_on, labels, names_instead, sentence_about, tidy, unsaid
from ..mentions import ATOM, HYPHENS, plural
from ..published import PublishedGlossary
from .cspell import words
from .frame import address

PACKAGE = "vale"  # Vale takes the name of the archive for that of the folder in it.
_HYPHEN, _GAP = "[\u2010\u2011-]", "[\\s\u2010\u2011-]+"
_BEFORE = "(?<![\\w./\\\\@&+#\u2010\u2011-])(?<!\\w['\u2019])"
_AFTER = "(?![\\w/\\\\@+#])(?![.&\u2010\u2011-]\\w)(?!['\u2019](?!s\\b)\\w)"
_DAY = (2000, 1, 1, 0, 0, 0)  # Archives of the same files are the same.


def package(made: Mapping[str, str]) -> bytes:
    """The archive of these files that Vale's `Packages` takes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for path, text in made.items():
            entry = zipfile.ZipInfo(path, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode())
    return raw.getvalue()


def files(glossary: PublishedGlossary) -> dict[str, str]:
    """Every file of the package by its path."""
    title, forms = style(glossary), _forms(glossary)
    rules = {f"styles/{title}/{id}.yml": _rule(glossary, each, forms) for id, each in _named(unsaid(glossary)).items()}
    accepted = "".join(f"{_accepted(word)}\n" for word in words(glossary))
    found = {
        ".vale.ini": settings(glossary),
        **rules,
        f"styles/config/vocabularies/{title}/accept.txt": accepted,
    }
    return {f"{PACKAGE}/{path}": text for path, text in found.items()}


def style(glossary: PublishedGlossary) -> str:
    """The glossary's title as the name of a folder."""
    return re.sub(r"[^\w-]+", "", tidy(glossary.title)) or "Glossary"


def settings(glossary: PublishedGlossary) -> str:
    """Vale's settings: what the package sets, and a sample for a document's own `.vale.ini`."""
    title = style(glossary)
    return (
        f"# With `Packages = {tidy(address(glossary, PACKAGE))}.zip` in your own .vale.ini, `vale sync` fetches all of this.\n"
        f"StylesPath = styles\nMinAlertLevel = suggestion\nVocab = {title}\n\n[*]\nBasedOnStyles = {title}\n"
    )


def _accepted(word: str) -> str:
    """The word as an exception from spelling: in any case, unless it has a case of its own."""
    return word if sum(map(str.isupper, word)) > 1 else f"(?i){word}"


def _named(found: Sequence[Unsaid]) -> dict[str, Unsaid]:
    """A name for the file of each rule."""
    named: dict[str, Unsaid] = {}
    times: Counter[str] = Counter()
    for each in found:
        id = re.sub(r"[^a-z0-9]+", "-", each.name.casefold()).strip("-") or "name"
        while (file := f"{id}-{times[id]}" if times[id] else id) in named:
            times[id] += 1
        named[file] = each
    return named


# --- a rule


def _rule(glossary: PublishedGlossary, each: Unsaid, forms: "Forms") -> str:
    """The rule of one name. JSON is YAML, and needs no thought about what its signs mean."""
    says = f"{sentence_about(each, each.name)} {advice_on(glossary, each)}".replace("%", "%%")
    first = next((glossary.concepts[id].url for id in each.instead if id in glossary.concepts), glossary.url)
    instead = "|".join(map(_option, names_instead(glossary, each)))
    swap = dict.fromkeys(_keys(each.name, forms), instead)
    fields: Mapping[str, object] = {
        "extends": "substitution",
        "message": says,
        "link": tidy(first),
        "level": "error" if each.is_sure else "warning",
        "nonword": True,
        "vocab": False,
        **({"action": {"name": "replace"}} if each.instead else {}),
    }
    head = "".join(f"{key}: {_quoted(value)}\n" for key, value in fields.items())
    pairs = "".join(f"  ? {_quoted(key)}\n  : {_quoted(value)}\n" for key, value in swap.items())  # `?`: it is long.
    return f"{head}swap:\n{pairs}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _option(name: str) -> str:
    return name.replace("|", r"\|").replace("$", "")


def _keys(name: str, forms: "Forms") -> Iterator[str]:
    """A pattern for the name and one for its plural, with a guard for each longer name that has it inside."""
    for form in (name, *plural(name)):
        pieces = _pieces(form)
        longer = min((forms.get(piece.word, []) for piece in pieces), key=len, default=[])
        guards = dict.fromkeys(guard for other in longer for guard in _guards(pieces, other))
        if pieces:
            yield f"{_BEFORE}{''.join(guards)}{_joined(pieces)}{_AFTER}"


class _Piece(NamedTuple):
    """A word of a name, and the patterns for it and for what stands before it."""

    word: str
    gap: str
    pattern: str


Forms = Mapping[str, list[list[_Piece]]]


def _forms(glossary: PublishedGlossary) -> Forms:
    """Every name and plural, in use or not, under each of its words."""
    found: dict[str, list[list[_Piece]]] = {}
    every = [
        *((each.name, each.short) for each in labels(glossary)),
        *((each.name, False) for each in unsaid(glossary)),
    ]
    for name, short in every:
        for form in (name, *plural(name)):
            pieces = _pieces(form, short)
            for word in {piece.word for piece in pieces}:
                found.setdefault(word, []).append(pieces)
    return found


def _pieces(name: str, short: bool = False) -> list[_Piece]:
    found, end = [], 0
    for atom in ATOM.finditer(name):
        two_words = re.fullmatch(rf"\w+[{HYPHENS}]\w+", name)
        gap = (_HYPHEN if two_words else _GAP) if atom.start() > end else ""
        exact = short or sum(map(str.isupper, atom[0])) > 1
        escaped = re.sub(r"([\\^$.|?*+()\[\]{}#])", r"\\\1", atom[0])
        found.append(_Piece(atom[0].casefold(), gap if end else "", escaped if exact else f"(?i:{escaped})"))
        end = atom.end()
    return found


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(f"{piece.gap if place else ''}{piece.pattern}" for place, piece in enumerate(pieces))


def _guards(inner: list[_Piece], outer: list[_Piece]) -> Iterator[str]:
    """For each place where the name stands inside a longer one: it does not stand there."""
    words = [piece.word for piece in inner]
    for start in range(len(outer) - len(inner) + 1):
        end = start + len(inner)
        if len(outer) > len(inner) and [piece.word for piece in outer[start:end]] == words:
            behind = f"(?<={_BEFORE}{_joined(outer[:start])}{outer[start].gap})" if start else ""
            ahead = "".join(f"{piece.gap}{piece.pattern}" for piece in outer[end:])
            yield f"(?!{behind}{_joined(outer[start:end])}{ahead}{_AFTER})"
