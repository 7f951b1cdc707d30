"""What every part of an entry can do: know its keys, its place in a file, and what it refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, PrivateAttr


class Place(NamedTuple):
    """Where something was written; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Origin:
    """Where the parts of an entry were written: steps (keys and list positions) -> place."""

    path: str
    places: Mapping[tuple, Place] = field(default_factory=dict, repr=False)
    within: tuple = ()
    lines: tuple[str, ...] = field(default=(), repr=False)

    def place(self, *steps: str | int, of: str = "") -> Place:
        """The place of the part, or of the nearest part around it that was written.

        With `of`, the place of these words inside the part, when they stand on one line.
        """
        whole = (*self.within, *steps)
        ends = range(len(whole), -1, -1)
        known = next((whole[:end] for end in ends if whole[:end] in self.places), None)
        place = self.places[known] if known is not None else Place(self.path)
        return self._inside(known or (), place, of) if of else place

    def _inside(self, steps: tuple, place: Place, words: str) -> Place:
        """The place of the words between here and the next part that is not inside this one."""
        after = (p.line for other, p in self.places.items() if p > place and other[: len(steps)] != steps)
        last = max(min(after, default=len(self.lines) + 1) - 1, place.line)
        for number, line in enumerate(self.lines[place.line - 1 : last], place.line):
            start = line.find(words, place.column - 1 if number == place.line else 0)
            if start >= 0:
                return Place(place.path, number, start + 1)
        return place


@dataclass(frozen=True)
class To:
    """Marks an id that must be found in a collection of the glossary."""

    collection: str


@dataclass(frozen=True)
class Reads:
    """Marks prose, in which [name][] refers to a concept."""


class Part(BaseModel):
    """Anything with keys: unknown keys are refused, hyphens stand for underscores."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


class Entry(Part):
    """A part that has an id and remembers where it was written."""

    _id: str = PrivateAttr("")
    _origin: Origin = PrivateAttr(Origin(""))

    @cached_property
    def id(self) -> str:
        """The file's name without its ending, or the entry's key in a shared file."""
        return self._id

    @cached_property
    def mentions(self) -> tuple["Mention", ...]:
        """Every id and every piece of prose in the entry, in the order of the schema."""
        return tuple(_of_part(self, ()))

    def place(self, *steps: str | int, of: str = "") -> Place:
        """Where a part was written; see `Origin.place`."""
        return self._origin.place(*steps, of=of)

    def settle(self, id: str, origin: Origin) -> "Entry":
        self._id, self._origin = id, origin
        return self


class Mention(NamedTuple):
    """A piece of text that refers to something: the steps to it, the text, and what it is."""

    steps: tuple
    text: str
    mark: To | Reads


def _of_part(part: Part, steps: tuple) -> Iterator[Mention]:
    for name, declared in type(part).model_fields.items():
        annotation = Annotated[declared.annotation, *declared.metadata] if declared.metadata else declared.annotation
        yield from _mentions(annotation, getattr(part, name), (*steps, declared.alias or name))


def _mentions(annotation: Any, value: Any, steps: tuple) -> Iterator[Mention]:
    if get_origin(annotation) is Annotated:
        marks = [mark for mark in annotation.__metadata__ if isinstance(mark, To | Reads)]
        yield from (Mention(steps, value, mark) for mark in marks if isinstance(value, str))
        yield from _mentions(annotation.__origin__, value, steps)
    elif isinstance(value, Part):
        yield from _of_part(value, steps)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _mentions(get_args(annotation)[0], item, (*steps, position))
    elif isinstance(value, dict):
        for_key, for_value = get_args(annotation)
        for key, item in value.items():
            yield from _mentions(for_key, key, (*steps, key, "key"))
            yield from _mentions(for_value, item, (*steps, key))
    elif value is not None:
        for branch in get_args(annotation):
            yield from _mentions(branch, value, steps)
