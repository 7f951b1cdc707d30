"""Keep what takes long to make, from one run to the next, in a folder that may be deleted at any time.

Like `load`, one of the few places that touch files.
"""

import hashlib
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

Keep = Callable[[str, Callable[[], bytes]], bytes]

_MADE_WITH = ("resvg-py", "pillow", "markdownify", "beautifulsoup4")


def nowhere(made_from: str, make: Callable[[], bytes]) -> bytes:
    """Make it each time."""
    return make()


def keeper(folder: Path | None) -> Keep:
    """A function that makes bytes, or takes those that were made before from the same text by the same programs."""
    if folder is None:
        return nowhere
    programs = _programs()

    def keep(made_from: str, make: Callable[[], bytes]) -> bytes:
        path = folder / hashlib.sha256(f"{programs}\n{made_from}".encode()).hexdigest()
        if not path.is_file():
            _put(path, make())
        return path.read_bytes()

    return keep


def _programs() -> str:
    """What tells whether the same text would give the same bytes: versions, and our own modules."""
    own = sorted((Path(__file__).parent / "publish").glob("**/*.*"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in own if path.suffix in (".py", ".ttf", ".json")))
    return " ".join([*(f"{name} {version(name)}" for name in _MADE_WITH), digest.hexdigest()])


def _put(path: Path, raw: bytes) -> None:
    """Write a file that others may be writing or reading at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(raw)
    draft.replace(path)
