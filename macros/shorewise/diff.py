"""What changed between two versions of a glossary, by meaning: regions are compared, not texts.

Goes in: two glossaries in their published form. Comes out: one change for each entry that differs, and the smallest
version number that is honest about all of them.

- A concept that is an area of cases covers fewer of them, more of them, or others: values are compared dimension by
  dimension, under each reading. What is not limited allows every value that either version knows.
- A concept without an area has no such measure. Other words that set it apart, or another place in the hierarchy, are
  taken for another meaning, since no program can tell.
- A comparison or a decision has the meaning of its concepts: when a reader sees something else in it and one of them
  means something else, the change is as grave as theirs. A decision that leads elsewhere is incompatible.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from .published import PublishedComparison, PublishedConcept, PublishedDecision, PublishedGlossary
from .text import listed

Sort = Literal["added", "editorial", "narrowing", "widening", "incompatible", "renamed", "withdrawn"]
Size = Literal["major", "minor", "patch"]
SIZES: Mapping[Sort, Size] = {
    "added": "minor",
    "editorial": "patch",
    "narrowing": "minor",
    "widening": "minor",
    "incompatible": "major",
    "renamed": "major",
    "withdrawn": "major",
}
MEANING: tuple[Sort, ...] = ("incompatible", "widening", "narrowing")
_ORDER: tuple[Sort, ...] = ("withdrawn", "incompatible", "renamed", "widening", "narrowing", "added", "editorial")


@dataclass(frozen=True)
class Change:
    """One entry that changed: where it was and is, what sort of change, why it is called so, what else it touches."""

    collection: str
    id: str
    sort: Sort
    because: str
    now: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()

    @property
    def size(self) -> Size:
        """The part of a version number that has to grow."""
        return SIZES[self.sort]


class _Versions(NamedTuple):
    """Both glossaries, and for each concept of the old one the id that it has now."""

    old: PublishedGlossary
    new: PublishedGlossary
    now: Mapping[str, str]

    def ids_now(self, ids: list[str]) -> list[str]:
        return [self.now.get(id, id) for id in ids]


def changes(old: PublishedGlossary, new: PublishedGlossary) -> list[Change]:
    """Every change, the gravest first."""
    both = _Versions(old, new, heirs(old.concepts, new.concepts))
    concepts = list(_concepts(both))
    sorts = {change.id: change.sort for change in concepts if change.sort in MEANING}
    found = [*concepts, *_entries("comparisons", both, sorts), *_entries("decisions", both, sorts)]
    return sorted(found, key=lambda change: (_ORDER.index(change.sort), change.collection, change.id))


def heirs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Each id of the old entries that is there or has an heir -> the id under which the entry is found now."""
    former = {id: each.id for each in new.values() for id in each.former_ids}
    return {id: id if id in new else former[id] for id in old if id in new or id in former}


def next_version(old: str, found: list[Change]) -> str:
    """The smallest version after the old one that is honest about the changes; the same one when there are none."""
    major, minor, patch = (int(part) for part in old.split("."))
    sizes = {change.size for change in found}
    if "major" in sizes:
        return f"{major + 1}.0.0"
    if "minor" in sizes:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if sizes else old


# --- concepts


def _concepts(both: _Versions) -> Iterator[Change]:
    for id, before in both.old.concepts.items():
        now = both.new.concepts.get(both.now.get(id, ""))
        said = _changed(both, before, now)
        if said:
            sort, because = said
            instead = (now.replaced_by if sort == "withdrawn" else [now.id]) if now else []
            yield Change(
                "concepts", id, sort, because, tuple(instead), tuple(_touched(both.new, now.id if now else id))
            )
    known = set(both.now.values())
    for id, now in both.new.concepts.items():
        if id not in known:
            yield Change("concepts", id, "added", f"'{now.preferred}' is new.", (id,))


def _changed(both: _Versions, before: PublishedConcept, now: PublishedConcept | None) -> tuple[Sort, str] | None:
    """What sort of change it is and why; None when a reader would not see any."""
    if now is None:
        return "withdrawn", f"'{before.preferred}' is gone, and no entry names '{before.id}' as its former id."
    if now.status == "withdrawn" != before.status:
        return "withdrawn", f"'{before.preferred}' was withdrawn."
    if meaning := _meaning(both, before, now):
        return meaning
    if now.id != before.id:
        return "renamed", f"'{before.id}' is now '{now.id}'."
    if now.preferred != before.preferred:
        return "renamed", f"'{before.preferred}' is now called '{now.preferred}'."
    if _seen(before) != _seen(now):
        return "editorial", f"the words about '{now.preferred}' changed, what it covers did not."
    return None


def _seen(concept: PublishedConcept) -> dict:
    return concept.model_dump(exclude={"url", "narrower", "reviewed", "status", "former_ids"})


def _meaning(both: _Versions, before: PublishedConcept, now: PublishedConcept) -> tuple[Sort, str] | None:
    """How the cases that are covered changed; incompatible when one reading lost cases and another won some."""
    if before.kind != now.kind or bool(before.regions) != bool(now.regions):
        return "incompatible", f"'{now.preferred}' is another kind of thing now."
    if not now.regions:
        return _delimited(both, before, now)
    moves = {
        reading: _move(both, before.regions[reading], region)
        for reading, region in now.regions.items()
        if reading in before.regions
    }
    lost, won = any(move.lost for move in moves.values()), any(move.won for move in moves.values())
    if not lost and not won:
        return None
    sort: Sort = "incompatible" if lost and won else "narrowing" if lost else "widening"
    grounds = "; ".join(_grounds(both, moves))
    return sort, f"'{now.preferred}' covers {_COVERS[sort]} than before: {grounds}."


_COVERS: Mapping[Sort, str] = {"narrowing": "fewer cases", "widening": "more cases", "incompatible": "other cases"}


def _delimited(both: _Versions, before: PublishedConcept, now: PublishedConcept) -> tuple[Sort, str] | None:
    """A concept without a region changes its meaning with the words that set it apart, or with what it stands under."""
    if before.delimits != now.delimits:
        return "incompatible", f"other words set '{now.preferred}' apart now: {listed(now.delimits) or 'none'}."
    if set(both.ids_now(before.broader)) != set(now.broader):
        return "incompatible", f"'{now.preferred}' stands under {listed(now.broader) or 'nothing'} now."
    return None


class _Move(NamedTuple):
    """The values that a region lost and won, by axis."""

    lost: Mapping[str, set[str]]
    won: Mapping[str, set[str]]


def _move(both: _Versions, before: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> _Move:
    axes = list(dict.fromkeys([*before, *now]))
    was, is_ = ({axis: _allowed(both, region, axis) for axis in axes} for region in (before, now))
    return _Move(
        {axis: was[axis] - is_[axis] for axis in axes if was[axis] - is_[axis]},
        {axis: is_[axis] - was[axis] for axis in axes if is_[axis] - was[axis]},
    )


def _allowed(both: _Versions, region: Mapping[str, list[str]], axis: str) -> set[str]:
    return set(region[axis] if axis in region else _labels(both, axis))


def _labels(both: _Versions, axis: str) -> dict[str, str]:
    """Every value of an axis that one of the versions knows -> its label. What only one of them knows is a value too:
    a concept that does not ask for it allows it, before and after."""
    dimension = axis.rpartition("/")[2]
    return {**both.old.dimensions.get(dimension, {}), **both.new.dimensions.get(dimension, {})}


def _grounds(both: _Versions, moves: Mapping[str, _Move]) -> Iterator[str]:
    """What was lost and won in words; under which reading, unless it is so under all."""
    readings: dict[str, list[str]] = {}
    for reading, move in moves.items():
        readings.setdefault(_in_words(both, move), []).append(both.new.readings.get(reading, reading))
    for words, under in readings.items():
        if words:
            yield words if len(under) == len(moves) else f"{words} ({listed(under)})"


def _in_words(both: _Versions, move: _Move) -> str:
    return ", ".join(
        f"{axis} {word} {listed([_labels(both, axis).get(value, value) for value in sorted(values)], 'or')}"
        for word, axes in (("no longer", move.lost), ("now also", move.won))
        for axis, values in axes.items()
    )


def _touched(new: PublishedGlossary, id: str) -> Iterator[str]:
    """Where else a reader meets the concept."""
    for each in new.concepts.values():
        if id in (*each.broader, *each.related, *each.replaced_by, *(c.concept for c in each.contrasts)):
            yield f"concepts/{each.id}"
    for collection in ("comparisons", "decisions"):
        for entry in getattr(new, collection).values():
            if id in entry.concepts:
                yield f"{collection}/{entry.id}"


# --- comparisons and decisions

_Entry = PublishedComparison | PublishedDecision


def _entries(collection: str, both: _Versions, sorts: Mapping[str, Sort]) -> Iterator[Change]:
    before: Mapping[str, _Entry] = getattr(both.old, collection)
    after: Mapping[str, _Entry] = getattr(both.new, collection)
    where = heirs(before, after)
    for id, entry in before.items():
        now = after.get(where.get(id, ""))
        if now is None:
            yield Change(collection, id, "withdrawn", f"'{entry.title}' is gone.")
        elif said := _entry_changed(both, sorts, entry, now):
            yield Change(collection, id, *said, (now.id,))
    for id, now in after.items():
        if id not in where.values():
            yield Change(collection, id, "added", f"'{now.title}' is new.", (id,))


def _entry_changed(both: _Versions, sorts: Mapping[str, Sort], before: _Entry, now: _Entry) -> tuple[Sort, str] | None:
    if said := _entry_meaning(both, sorts, before, now):
        return said
    if now.id != before.id:
        return "renamed", f"'{before.id}' is now '{now.id}'."
    if now.hash != before.hash:
        return "editorial", f"the words of '{now.title}' changed."
    return None


def _entry_meaning(both: _Versions, sorts: Mapping[str, Sort], before: _Entry, now: _Entry) -> tuple[Sort, str] | None:
    if now.hash == before.hash:
        return None
    if isinstance(before, PublishedDecision) and isinstance(now, PublishedDecision):
        if _way(both, before, before.start) != _way(None, now, now.start):
            return "incompatible", f"'{now.title}' leads elsewhere now."
    else:
        was, is_ = set(both.ids_now(before.concepts)), set(now.concepts)
        if was != is_:
            sort: Sort = "widening" if was < is_ else "narrowing" if is_ < was else "incompatible"
            return sort, f"'{now.title}' is about {_ABOUT[sort]} than before."
    moved = {sorts[id]: id for id in sorted(before.concepts, reverse=True) if id in sorts}
    for sort in MEANING:
        if sort in moved:
            return sort, f"'{now.title}' speaks of '{moved[sort]}', whose meaning changed."
    return None


_ABOUT: Mapping[Sort, str] = {"narrowing": "fewer concepts", "widening": "more concepts", "incompatible": "others"}


def _way(both: _Versions | None, decision: PublishedDecision, id: str) -> tuple:
    """Where a question leads, without its words: by values for a dimension, by the order of answers otherwise."""
    question = decision.questions[id]
    ways = []
    for number, answer in enumerate(question.answers):
        key = tuple(answer.values) or (number,)
        ends = tuple(sorted(both.ids_now(answer.result) if both else answer.result))
        ways.append((key, _way(both, decision, answer.next) if answer.next else ends))
    return question.dimension or id, tuple(sorted(ways, key=repr))
