"""Say of the snippets in other people's documents whether they still mean what the glossary means.

Goes in: a document, and the frozen releases. Comes out: a finding for each snippet, with its place; or the document
with the snippets that fell behind written anew. Nothing is fetched: the releases that came with the package are the
reference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from .check.nearest import nearest
from .diff import Change, changes
from .embed import snippet as written
from .markers import KINDS, Damage, Marker, Snippet, hash_of, in_place, snippets
from .part import Place
from .problem import Problem
from .published import PublishedComparison, PublishedConcept, PublishedDecision, PublishedGlossary
from .releases import NOW, newest, order
from .text import listed

State = Literal[
    "current",
    "editorial",
    "narrowing",
    "widening",
    "incompatible",
    "renamed",
    "withdrawn",
    "edited",
    "unknown",
    "damaged",
    "unpinned",
]
Entry = PublishedConcept | PublishedComparison | PublishedDecision
CODES: Mapping[State, tuple[str, str]] = {
    "editorial": ("E01", "The words changed, the meaning did not."),
    "narrowing": ("E02", "The entry covers fewer cases than the snippet says."),
    "widening": ("E03", "The entry covers more cases than the snippet says."),
    "incompatible": ("E04", "The entry means something else than the snippet says."),
    "renamed": ("E05", "The entry has another name."),
    "withdrawn": ("E06", "The entry was withdrawn."),
    "edited": ("E07", "The snippet is not as it was put in."),
    "unknown": ("E08", "The installed package does not know the entry or its version."),
    "damaged": ("E09", "The marker cannot be read, or one of the two is missing."),
    "unpinned": ("E10", "The snippet stands on no release."),
}
_REWRITTEN: tuple[State, ...] = ("editorial", "narrowing", "widening", "incompatible", "renamed", "unpinned")
_AGAIN = "Put it in again: `shorewise embed {}` prints it."
_UPDATE = "`shorewise verify --update` writes it anew."


class Finding(NamedTuple):
    """What is so about a snippet: its place, entry and version, its state, and in words what is wrong and right."""

    place: Place
    entry: str
    version: str
    state: State
    sentence: str = ""
    suggestion: str = ""

    @property
    def problem(self) -> Problem:
        """The finding as a problem, for whoever writes problems down."""
        level = "warning" if self.state == "editorial" else "error"
        return Problem(self.place, CODES[self.state][0], self.sentence, self.suggestion, level)


class Rewritten(NamedTuple):
    """A document with its snippets written anew, and what was found of each of these before."""

    text: str
    changed: list[Finding]


@dataclass(frozen=True, eq=False)
class Reference:
    """The frozen releases, and what changed from each of them to the newest."""

    releases: Mapping[str, PublishedGlossary]
    _found: dict[str, dict[tuple[str, str], Change]] = field(default_factory=dict)

    @cached_property
    def newest(self) -> str:
        return newest(self.releases)

    @property
    def latest(self) -> PublishedGlossary:
        return self.releases[self.newest]

    def change(self, version: str, collection: str, id: str) -> Change | None:
        """What became of an entry since a version; None when nothing did."""
        if version not in self._found:
            found = changes(self.releases[version], self.latest) if version != self.newest else []
            self._found[version] = {(each.collection, each.id): each for each in found if each.sort != "added"}
        return self._found[version].get((collection, id))


def verify(path: str, text: str, reference: Reference) -> list[Finding]:
    """What is so about each snippet of a document, in the order of the document."""
    return [found for each in snippets(path, text) for found in _findings(path, text, each, reference)]


def update(path: str, text: str, reference: Reference) -> Rewritten:
    """The document with every snippet that fell behind in the words of the newest release.

    A current snippet stays as it is. So does one that was edited by hand, that is damaged or that is unknown, and one
    whose entry was withdrawn. ImportError when a chart has to be drawn and cannot be.
    """
    changed: list[Finding] = []
    for each in reversed(snippets(path, text)):
        findings = list(_findings(path, text, each, reference))
        if isinstance(each, Damage) or not findings or any(found.state not in _REWRITTEN for found in findings):
            continue
        id = _id_now(each.marker, reference)
        if not id:
            continue
        new = written(reference.latest, each.marker.kind, id, format_of(each))
        text = text[: each.start] + in_place(each, text, new) + text[each.end :]
        changed = findings + changed
    return Rewritten(text, changed)


def format_of(found: Snippet) -> str:
    """The format in which a snippet was embedded."""
    if found.form == "comment":
        opening = found.text.lstrip()
        return "svg" if opening.startswith("<svg") else "html" if opening.startswith("<") else "md"
    return found.form


def _id_now(marker: Marker, reference: Reference) -> str:
    """The id that the entry has in the newest release; nothing when it is not there."""
    entries = getattr(reference.latest, KINDS[marker.kind]) if reference.newest else {}
    if marker.version == NOW:
        return marker.id if marker.id in entries else ""
    change = reference.change(marker.version, KINDS[marker.kind], marker.id)
    return next(iter(change.now), "") if change else marker.id


# --- what is so about one


def _findings(path: str, text: str, each: Snippet | Damage, reference: Reference) -> Iterator[Finding]:
    place = place_of(path, text, each.start)
    if isinstance(each, Damage):
        yield Finding(place, "", "", "damaged", each.sentence, each.suggestion)
        return
    marker = each.marker
    edited = hash_of(marker.entry, marker.version, each.text) != marker.hash
    if edited:
        sentence = f"the hash does not match the text: the snippet of {marker.entry} or its marker was edited by hand."
        yield Finding(place, marker.entry, marker.version, "edited", sentence, _AGAIN.format(_words(marker)))
    state, sentence, suggestion = _state(marker, reference)
    if not edited or state != "current":
        yield Finding(place, marker.entry, marker.version, state, sentence, suggestion)


def _words(marker: Marker) -> str:
    return f"{marker.id} --kind {marker.kind}"


def place_of(path: str, text: str, start: int) -> Place:
    """Line and column of a place in a text, whatever its line ends are."""
    lines = re.split(r"\r\n|\r|\n", text[:start])
    return Place(path, len(lines), len(lines[-1]) + 1)


def _state(marker: Marker, reference: Reference) -> tuple[State, str, str]:
    if marker.version == NOW:
        instead = _UPDATE if reference.newest else "Embed it again once there is a release."
        return "unpinned", f"{marker.entry} was embedded with --version now, which no release stands behind.", instead
    if marker.version not in reference.releases:
        return "unknown", f"there is no version {marker.version}.", _known_versions(marker.version, reference)
    collection = KINDS[marker.kind]
    entries = getattr(reference.releases[marker.version], collection)
    if marker.id not in entries:
        there = f"version {marker.version} has no {marker.kind} '{marker.id}'."
        return "unknown", there, nearest(marker.id, entries, f"Look for it on {reference.latest.url}.")
    return _drift(marker, reference, reference.change(marker.version, collection, marker.id))


def _known_versions(version: str, reference: Reference) -> str:
    if not reference.newest:
        return "The installed package has no releases yet."
    if order(version) > order(reference.newest):
        return f"The installed package ends at {reference.newest}: install a newer one."
    return nearest(version, reference.releases, f"The newest is {reference.newest}.")


def _drift(marker: Marker, reference: Reference, change: Change | None) -> tuple[State, str, str]:
    entries: Mapping[str, Entry] = getattr(reference.latest, KINDS[marker.kind])
    if change is None:
        now = entries[marker.id]
        if isinstance(now, PublishedConcept) and now.status == "withdrawn":
            return "withdrawn", f"'{now.preferred}' was withdrawn.", _instead(now.replaced_by)
        return "current", "", ""
    if change.sort == "withdrawn":
        return "withdrawn", change.because, _instead(change.now)
    old: Entry = getattr(reference.releases[marker.version], KINDS[marker.kind])[marker.id]
    now = entries[change.now[0]]
    because = f"since {marker.version}, {change.because}"
    match change.sort:
        case "editorial":  # It may concern words that the snippet does not show.
            return ("current", "", "") if now.hash == old.hash else ("editorial", because, _UPDATE)
        case "renamed":
            return "renamed", because, f"Use '{_new_name(old, now)}'. {_UPDATE}"
        case "narrowing" | "widening" | "incompatible" as sort:
            moved = f"It is '{now.id}' now. " if now.id != old.id else ""
            return sort, because, f"{moved}Read whether your text still holds. {_UPDATE}"
    raise ValueError(change.sort)


def _new_name(old: Entry, now: Entry) -> str:
    """What to use: the id, or the name when only that changed."""
    return now.preferred if isinstance(now, PublishedConcept) and now.id == old.id else now.id


def _instead(ids: Sequence[str]) -> str:
    named = [f"'{id}'" for id in ids]
    return f"Use {listed(named, 'or')}." if named else "Take it out: nothing replaces it."
