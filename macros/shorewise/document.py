"""Read one YAML file into plain text values that know where they were written.

Goes in: the bytes of a file. Comes out: dictionaries, lists and strings, the place of every part, and
problems (codes Y...). Of YAML only what an editor needs is accepted: one document of mappings, lists and text.
Nothing turns into a number, a date or a truth value.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .part import Place
from .problem import Problem

# libyaml is many times faster; the wheels of PyYAML carry it, a source build may not.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 12
_BOMS = {
    codecs.BOM_UTF8: "starts with a byte order mark",
    codecs.BOM_UTF16_LE: "is UTF-16",
    codecs.BOM_UTF16_BE: "is UTF-16",
}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_COMMENT_AFTER = re.compile(r"[ \t]+#")


@dataclass
class Document:
    """One file: its value, where each part stands, and what is wrong with it."""

    path: str
    value: Any = None
    lines: tuple[str, ...] = ()
    places: dict[tuple, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_yaml(raw: bytes, path: str) -> Document:
    """The document in the bytes; `value` is None when there are problems that leave nothing to read."""
    document = Document(path)
    text = _decode(raw, document)
    if text is not None:
        _Reader(text, document).read()
    return document


def _decode(raw: bytes, document: Document) -> str | None:
    def problem(line: int, column: int, code: str, sentence: str, suggestion: str) -> None:
        document.problems.append(Problem(Place(document.path, line, column), code, sentence, suggestion))

    for mark, sentence in _BOMS.items():
        if raw.startswith(mark) or (mark == codecs.BOM_UTF16_LE and b"\0" in raw[:4]):
            problem(1, 1, "Y01", f"the file {sentence}.", "Save it as UTF-8 without a byte order mark.")
            return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        problem(*_position(before), "Y01", f"byte {raw[error.start]:#04x} is not UTF-8.", "Save the file as UTF-8.")
        return None
    text = text.replace("\r\n", "\n")
    for found in _INVISIBLE.finditer(text):
        name = unicodedata.name(found[0], "a control character").lower()
        problem(
            *_position(text[: found.start()]),
            "Y02",
            f"there is an invisible U+{ord(found[0]):04X} ({name}).",
            "Delete it.",
        )
    return None if document.problems else text


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Reader:
    """Turns the parser's events into values; all that is refused is collected on the way."""

    def __init__(self, text: str, document: Document) -> None:
        self.document = document
        self.lines = document.lines = tuple(text.split("\n"))
        self.shared: set[str] = set()
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def read(self) -> None:
        """Fill the document."""
        try:
            self._stream()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except _TooDeep as error:
            self._problem(
                error.mark, "Y09", f"the lists and mappings are more than {_DEEPEST} deep.", "Check the indentation."
            )

    def _stream(self) -> None:
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._problem(
                        event.start_mark,
                        "Y03",
                        "a second document starts here.",
                        "One file holds one document: delete the line '---'.",
                    )
            elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent, yaml.CollectionStartEvent)):
                value = self._value(event, ())
                if documents == 1:
                    self.document.value = value
        if documents == 0 or self.document.value == "":
            self.document.problems = self.document.problems or [
                Problem(Place(self.document.path), "Y04", "the file is empty.", "Write the entry, or delete the file.")
            ]
            self.document.value = None

    def _value(self, event: yaml.Event, steps: tuple, key: bool = False) -> Any:
        if len(steps) > _DEEPEST:
            raise _TooDeep(event.start_mark)
        if not key:
            self.document.places[steps] = self._place(event.start_mark)
        self._refuse_sharing(event)
        if isinstance(event, yaml.AliasEvent):
            return ""
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, key)
        return self._sequence(steps) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(steps)

    def _refuse_sharing(self, event: yaml.Event) -> None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        if event.anchor and sign + event.anchor not in self.shared:
            self.shared.add(sign + event.anchor)
            what = "an alias" if sign == "*" else "an anchor"
            self._problem(
                event.start_mark,
                "Y05",
                f"'{sign}{event.anchor}' is {what}.",
                "Write each value out in full, where it belongs.",
            )
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(event.start_mark, "Y06", f"'{tag}' is a tag.", "Delete it; every value is text.")

    def _scalar(self, event: yaml.ScalarEvent, key: bool) -> str:
        plain = not event.style and not event.tag
        after = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        if plain and event.value and _COMMENT_AFTER.match(after[event.end_mark.column :]):
            self._problem(
                event.end_mark,
                "Y07",
                "what follows ' #' is dropped from the value.",
                "Put the value in quotes, or move the remark to a line of its own.",
            )
        if event.style == '"' and (found := _INVISIBLE.search(event.value)):
            # A backslash in double quotes stands for another sign: "C:\\Programs" holds a paragraph separator.
            sentence = f"a backslash in double quotes makes an invisible U+{ord(found[0]):04X}."
            self._problem(event.start_mark, "Y02", sentence, "Use single quotes, or '>-' and the next line.")
        if not event.value.strip() and not key:
            self._problem(
                event.start_mark, "Y04", "there is no value here.", "Write one, or delete the key or list item."
            )
        return event.value

    def _sequence(self, steps: tuple) -> list:
        items: list = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*steps, len(items))))
        return items

    def _mapping(self, steps: tuple) -> dict:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._value(event, (*steps, ""), key=True)
            if not isinstance(name, str):
                self._problem(
                    event.start_mark, "Y10", "a key must be a word.", "Quote the value if it starts with '[' or '{'."
                )
                self._value(next(self.events), (*steps, ""))
                continue
            if name in found:
                self._problem(
                    event.start_mark,
                    "Y08",
                    f"the key '{name}' is here a second time; the first is on line {lines[name]}.",
                    "Keep one of them.",
                )
            lines.setdefault(name, event.start_mark.line + 1)
            self.document.places[(*steps, name, "key")] = self._place(event.start_mark)
            found[name] = self._value(next(self.events), (*steps, name))
        return found

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        said = f"{error.context or ''} {error.problem or ''}"
        starts = any(words in said for words in _TOLD_AT_THE_START)
        mark = (error.context_mark if starts else None) or error.problem_mark or error.context_mark
        number = min(mark.line, len(self.lines) - 1)
        above = next((line for line in reversed(self.lines[:number]) if line.strip()), "")
        for at, line in ((number, self.lines[number]), (number - 1, above)):
            if bracket := _LIST_THEN_WORDS.match(line):
                place = Place(self.document.path, at + 1, bracket.start(1) + 1)
                sentence = "a value that starts with '[' is read as a list."
                self.document.problems.append(Problem(place, "Y10", sentence, "Start it on the next line, after '>-'."))
                break
        else:
            self._problem(mark, "Y10", *_explain(said, self.lines[number], above))
        self.document.value = None

    def _place(self, mark: yaml.Mark) -> Place:
        return Place(self.document.path, mark.line + 1, mark.column + 1)

    def _problem(self, mark: yaml.Mark, code: str, sentence: str, suggestion: str) -> None:
        self.document.problems.append(Problem(self._place(mark), code, sentence, suggestion))


class _TooDeep(Exception):
    def __init__(self, mark: yaml.Mark) -> None:
        self.mark = mark


# Of these the parser notices the end, where the editor looks in vain.
_TOLD_AT_THE_START = ("could not find expected ':'", "quoted scalar", "flow sequence", "flow mapping")
_LIST_THEN_WORDS = re.compile(r"\s*(?:- )?[\w-]+: +(\[[^\]]*\] *[^\s,#].*)")


def _explain(said: str, line: str, above: str) -> tuple[str, str]:
    """The parser's complaint in words for somebody who does not know YAML."""
    if "mapping values are not allowed" in said:
        if line.count(": ") + line.rstrip().endswith(":") == 1 and _indent(line) > _indent(above):
            return "the line is indented further than the one above, which has a value already.", "Line the keys up."
        return (
            "there is a second ': ' in the line.",
            "Put the value in quotes, or start it on the next line after '>-'.",
        )
    if "\\t" in said or "tab" in said or line.startswith("\t"):
        return "the line is indented with a tab.", "Indent with two spaces."
    if "could not find expected ':'" in said:
        return "this line has no ': ' and belongs to no value.", "Indent it under its key, or write 'key: value'."
    if "block end" in said or "block mapping" in said or "block collection" in said:
        return "the indentation does not fit the lines above.", "Line the keys up; list items start with '- '."
    if "cannot start any token" in said or "anchor" in said or "alias" in said:
        return "the value starts with a sign that means something in YAML.", "Put the value in quotes."
    if "flow sequence" in said or "flow mapping" in said:
        return "a bracket '[' or '{' is not closed.", "Close it, or put the value in quotes."
    if "quoted scalar" in said or "unknown escape" in said:
        sentence = "the quotation marks do not match, or a backslash stands inside double quotes."
        return sentence, "Use '>-' and the next line."
    return f"this is not YAML: {said.strip()}.", "Compare with another entry."


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
