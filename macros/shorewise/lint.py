"""Find names in other people's documents that a glossary says not to use.

Goes in: a document, and a glossary in its published form. Comes out: a finding for each such name, with its place, the
reason and the right name. A name inside a longer one that is in use is none; nor is one that alone fills quotation
marks, since that speaks of the word.

A baseline has the findings that are let pass: the file, the name and the words around it, so that text may move.
"""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from .labels import Sort, Unsaid, advice_on, labels, sentence_about, unsaid
from .mentions import Mention, Names, lookup, mentions
from .part import Place
from .problem import Problem
from .prose import BREAK, prose
from .published import PublishedGlossary

_UNSURE = "unsure"
CODES: Mapping[str, tuple[str, str]] = {
    "avoided": ("W01", "A name is used that the glossary avoids."),
    _UNSURE: ("W02", "A name is used that may mean several things, or something in another field."),
    "withdrawn": ("W03", "The name of a withdrawn concept is used."),
    "renamed": ("W04", "A former name is used."),
    "gone": ("W05", "The baseline lets something pass that is no longer there."),
}
_MARKS = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u201e": "\u201c", "\u00ab": "\u00bb"}
_FAR = 200  # Signs within which the words around a name are looked for.


class Known(NamedTuple):
    """What the baseline keys a finding by: moving a text does not change it."""

    path: str
    name: str
    around: str


class Finding(NamedTuple):
    """A name that is not said: its place, the words as written with those around them, and what to say instead."""

    place: Place
    words: str
    around: str
    sort: Sort
    sure: bool
    sentence: str
    suggestion: str

    @property
    def problem(self) -> Problem:
        """The finding as a problem, for whoever writes problems down."""
        code = CODES[_UNSURE if self.sort == "avoided" and not self.sure else self.sort][0]
        return Problem(self.place, code, self.sentence, self.suggestion, "error" if self.sure else "warning")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What a glossary says and what not, made ready to be looked for."""

    glossary: PublishedGlossary

    @cached_property
    def unsaid(self) -> dict[str, Unsaid]:
        return {each.name: each for each in unsaid(self.glossary)}

    @cached_property
    def used(self) -> Names:
        return lookup(((label.name, label.concept, label.short) for label in labels(self.glossary)), ())

    @cached_property
    def avoided(self) -> Names:
        return lookup((), ((name, name) for name in self.unsaid))


def lint(path: str, text: str, vocabulary: Vocabulary) -> list[Finding]:
    """Every name in the document that is not said, in the order of the document."""
    words, places = prose(path, text)
    found = mentions(vocabulary.avoided, words)
    said = mentions(vocabulary.used, words) if found else []
    lines = [0, *(each.end() for each in re.finditer(r"\r\n|\r|\n", text))] if found else []
    return [
        _finding(_place(path, lines, places[each.start]), words, each, vocabulary)
        for each in found
        if not _is_within(each, said) and not _is_quoted(words, each)
    ]


def _place(path: str, lines: list[int], at: int) -> Place:
    line = bisect_right(lines, at)
    return Place(path, line, at - lines[line - 1] + 1)


def _is_within(each: Mention, longer: list[Mention]) -> bool:
    """Whether it lies in one of these, which are in order and do not overlap."""
    before = bisect_right(longer, each.start, key=lambda other: other.start)
    return before > 0 and each.end <= longer[before - 1].end


def _is_quoted(words: str, each: Mention) -> bool:
    """Whether the name alone stands between quotation marks."""
    closing = _MARKS.get(words[each.start - 1 : each.start], "")
    return bool(closing) and re.match(rf"[.,;:?!]?{closing}", words[each.end : each.end + 2]) is not None


def _finding(place: Place, words: str, each: Mention, vocabulary: Vocabulary) -> Finding:
    one = vocabulary.unsaid[each.concept]
    written = " ".join(words[each.start : each.end].split())
    return Finding(
        place,
        written,
        _around(words, each),
        one.sort,
        one.is_sure,
        sentence_about(one, written),
        advice_on(vocabulary.glossary, one),
    )


def _around(words: str, each: Mention) -> str:
    """The name with the three words before and after it in its paragraph."""
    before = re.findall(r"\w+", words[max(0, each.start - _FAR) : each.start].rpartition(BREAK)[2])[-3:]
    after = re.findall(r"\w+", words[each.end : each.end + _FAR].partition(BREAK)[0])[:3]
    return " ".join([*before, *re.findall(r"\w+", words[each.start : each.end]), *after])


# --- the baseline


class NoBaseline(ValueError):
    """Raised for a file that holds no baseline; says so in a sentence."""


def _known(finding: Finding, relative: Mapping[str, str]) -> Known:
    path = relative.get(finding.place.path, finding.place.path)
    return Known(PurePosixPath(path).as_posix(), finding.words.casefold(), finding.around.casefold())


def baseline(findings: Iterable[Finding], relative: Mapping[str, str]) -> str:
    """The file that lets these pass. `relative` has each document's path as seen from the baseline's folder."""
    counted = sorted(Counter(_known(each, relative) for each in findings).items())
    entries = [{**known._asdict(), "times": times} for known, times in counted]
    return json.dumps({"shorewise-lint": 1, "known": entries}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str) -> Counter[Known]:
    """What a baseline lets pass, and how often; NoBaseline when it is none."""
    try:
        data = json.loads(text)
        if data["shorewise-lint"] != 1:
            raise NoBaseline(f"it is of kind {data['shorewise-lint']}, which a newer shorewise wrote.")
        return Counter(
            {Known(*(str(each[key]) for key in Known._fields)): int(each["times"]) for each in data["known"]}
        )
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, NoBaseline):
            raise
        raise NoBaseline("it holds no baseline. Write one with --write-baseline.") from None


def let_pass(
    findings: list[Finding], known: Counter[Known], relative: Mapping[str, str]
) -> tuple[list[Finding], list[Known]]:
    """The findings that the baseline does not have, and what it has that is no longer there in these documents."""
    left = Counter(known)
    new = []
    for each in findings:
        key = _known(each, relative)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(each)
    looked_at = set(relative.values())
    return new, sorted(key for key, times in left.items() if times > 0 and key.path in looked_at)


def gone(each: Known, path: str) -> Problem:
    """An entry of the baseline at this path that is no longer needed."""
    return Problem(
        Place(path),
        CODES["gone"][0],
        f"'{each.name}' is no longer in {each.path}: {each.around}.",
        "Write the baseline anew: --write-baseline.",
        "warning",
    )
