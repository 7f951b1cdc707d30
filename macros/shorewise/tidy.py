"""Put a YAML file into the form in which editors find their way: only what has one right answer.

Goes in: the text of a file and the schema of its entries. Comes out: the text with keys in the order of the schema,
long plain values folded, no blanks at line ends, one line break at the end. What the file says stays the same.
"""

import re
import textwrap
from collections.abc import Iterable

from .document import read_yaml
from .glossary import FOLDERS, SHARED_FILES
from .model import About
from .part import Entry

WIDTH = 110
_KEY = re.compile(r"( *)([A-Za-z0-9-]+):(?: |$)")
_LONG = re.compile(r"(?P<key>(?P<indent> *(?:- )?)[a-z-]+:) (?P<value>[A-Za-z].*)$")


def tidy(collection: str, text: str) -> str:
    """The text in its right form; as it is where it cannot be read, or would come to say something else."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = [new for line in lines for new in _folded(line)]
    model = {**FOLDERS, **SHARED_FILES}.get(collection, About)
    ordered = _each_in_order(lines, model) if collection in SHARED_FILES else _in_order(lines, 0, model)
    done = "\n".join(ordered).strip("\n") + "\n"
    return done if _says_the_same(text, done) else text


def _says_the_same(before: str, after: str) -> bool:
    old, new = (read_yaml(text.encode("utf-8", "surrogatepass"), "") for text in (before, after))
    return not old.problems and old.value == new.value


def _folded(line: str) -> Iterable[str]:
    """A value that makes the line too long, on the lines after `>-`."""
    found = _LONG.match(line)
    if len(line) <= WIDTH + 10 or not found:
        return [line]
    indent = " " * (len(found["indent"]) + 2)
    return [
        f"{found['key']} >-",
        *textwrap.wrap(found["value"], WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False),
    ]


def _in_order(lines: list[str], indent: int, model: type[Entry]) -> list[str]:
    """The keys on one level in the order of the schema, each with what is below it and the remarks above it."""
    order = {field.alias or name: position for position, (name, field) in enumerate(model.model_fields.items())}
    head: list[str] = []
    parts: list[tuple[int, list[str]]] = []
    waiting: list[str] = []
    for line in lines:
        found = _KEY.match(line)
        if found and len(found[1]) == indent:
            parts.append((order.get(found[2], len(order)), [*waiting, line]))
            waiting = []
        elif line.lstrip().startswith("#") and len(line) - len(line.lstrip()) == indent:
            waiting.append(line)
        elif parts and not waiting:
            parts[-1][1].append(line)
        else:
            (waiting if waiting else head).append(line)
    return [*head, *(line for _, part in sorted(parts, key=lambda each: each[0]) for line in part), *waiting]


def _each_in_order(lines: list[str], model: type[Entry]) -> list[str]:
    """A shared file maps ids to entries: the keys of each in order. The order of the ids is the editor's."""
    starts = [number for number, line in enumerate(lines) if (found := _KEY.match(line)) and not found[1]]
    if not starts:
        return lines
    ends = [*starts[1:], len(lines)]
    entries = [_in_order(lines[start:end], 2, model) for start, end in zip(starts, ends, strict=True)]
    return [*lines[: starts[0]], *(line for entry in entries for line in entry)]
