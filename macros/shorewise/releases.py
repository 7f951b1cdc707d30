"""The frozen releases of a glossary: one file for each version in its folder `releases/`, in the published form.

A file that is there is never written again. They travel with the package, so that whoever installed it can say of a
snippet of any version what has changed since.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from .diff import Change, next_version
from .published import PublishedGlossary

FOLDER = "releases"
NOW = "now"  # Stands for the glossary as its files are, in the place of a version.
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class NotPublished(ValueError):
    """Raised for a file that holds no glossary in its published form; says so in a sentence."""


class Releases(Mapping[str, PublishedGlossary]):
    """Version -> the glossary of that release, the oldest first. A file is read when it is asked for, once."""

    def __init__(self, glossary: Path) -> None:
        self._files = {path.stem: path for path in (glossary / FOLDER).glob("*.json") if VERSION.fullmatch(path.stem)}
        self._read: dict[str, PublishedGlossary] = {}

    def __getitem__(self, version: str) -> PublishedGlossary:
        if version not in self._read:
            self._read[version] = read_published(self._files[version])
        return self._read[version]

    def __contains__(self, version: object) -> bool:
        return version in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files, key=order))

    def __len__(self) -> int:
        return len(self._files)


def read_published(path: Path) -> PublishedGlossary:
    """The glossary in a file; NotPublished when it holds none."""
    try:
        return PublishedGlossary.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NotPublished(f"{path} is no glossary in its published form: {where} {first['msg'].lower()}.") from None


def order(version: str) -> tuple[int, ...]:
    """A version as something that sorts: 0.10.0 after 0.9.0."""
    return tuple(map(int, version.split(".")))


def newest(versions: Iterable[str]) -> str:
    """The newest of the versions, nothing when there are none."""
    return max(versions, key=order, default="")


def file_of(glossary: Path, version: str) -> Path:
    """Where a release is kept."""
    return glossary / FOLDER / f"{version}.json"


def integrity_of(glossary: Path, version: str) -> Path:
    """Where the hashes of all files of a release are kept, so that no later program publishes others in their place."""
    return glossary / FOLDER / f"{version}.integrity.json"


def refusal(wanted: str, last: str, found: list[Change]) -> str:
    """Why a version may not follow the last one with these changes, in sentences; nothing when it may."""
    if order(wanted) <= order(last):
        return f"{wanted} is not greater than {last}, the newest release. {_right(last, found)}"
    if order(wanted) >= order(next_version(last, found)):
        return ""
    deserving = [change for change in found if order(next_version(last, [change])) > order(wanted)]
    lines = [f"  {change.sort}: {change.because} (a {change.size} version)" for change in deserving]
    return "\n".join([f"{wanted} is too small for what changed since {last}:", *lines, _right(last, found)])


def _right(last: str, found: list[Change]) -> str:
    right = next_version(last, found)
    return "Nothing has changed since." if right == last else f"{right} would be right."
