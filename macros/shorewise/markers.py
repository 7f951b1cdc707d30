"""The marker of a snippet: which entry it shows, of which version, and a hash by which a change by hand shows.

    <!-- shorewise: concept/captive-unit 1.0.0 9f86d081884c7d65 -->      Markdown, HTML, SVG
    {/* shorewise: concept/captive-unit 1.0.0 9f86d081884c7d65 */}       MDX
    .. shorewise: concept/captive-unit 1.0.0 9f86d081884c7d65            reStructuredText
    %% shorewise: decision/which-name 1.0.0 9f86d081884c7d65             Mermaid

open a snippet, and the same with `/shorewise` ends it. Plain text has one line at its end, `[shorewise concept/...]`;
the snippet is all lines back to an empty one. JSON has a member `"shorewise": "concept/..."`; the snippet is the
object around it.

The hash covers the marker's own words and the text. Blanks, line ends, `*`, `_` and rules of hyphens do not count,
since formatters exchange them. Nor does what stands before the marker on its line, when that is only blanks, `>` and
bullets: such a snippet stands in a quotation or a list, and each of its lines begins with the same `>` and blanks.
Markers in code blocks and in `code` of Markdown are examples, and so no markers; but those of Mermaid stand in one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from .published import digest

Form = Literal["comment", "mdx", "rst", "mermaid", "txt", "json"]
KINDS: Mapping[str, str] = {"concept": "concepts", "comparison": "comparisons", "decision": "decisions"}
_SIGNS: Mapping[Form, tuple[str, str]] = {
    "comment": ("<!-- ", " -->"),
    "mdx": ("{/* ", " */}"),
    "rst": (".. ", ""),
    "mermaid": ("%% ", ""),
}


class Marker(NamedTuple):
    """What a marker says."""

    kind: str
    id: str
    version: str
    hash: str

    @property
    def entry(self) -> str:
        return f"{self.kind}/{self.id}"

    def __str__(self) -> str:
        return f"{self.entry} {self.version} {self.hash}"


class Snippet(NamedTuple):
    """A snippet in a document: its marker, its form, what it says, and where it stands.

    `start` and `end` enclose all of it. `prefix` stands before each of its lines but the first. `text` is what lies
    between the markers, without the prefixes.
    """

    marker: Marker
    form: Form
    text: str
    start: int
    end: int
    prefix: str = ""


class Damage(NamedTuple):
    """A place where a snippet should be and cannot be read: what is wrong, and what would be right."""

    start: int
    sentence: str
    suggestion: str


def hash_of(entry: str, version: str, text: str) -> str:
    """The hash of a snippet."""
    bare = re.sub(r"-{2,}|[*_]", "", re.sub(r"(?m)^(\s*)[-+] ", r"\1", text))
    return digest(f"{entry} {version} {bare}")


def marked(entry: str, version: str, text: str, form: Form) -> str:
    """The text with its marker. Text for plain text must not have empty lines; for JSON it is an object."""
    seen = as_json(json.loads(text)) if form == "json" else text
    marker = f"{entry} {version} {hash_of(entry, version, seen)}"
    if form == "json":
        return _json({"shorewise": marker, **json.loads(text)}, 2) + "\n"
    if form == "txt":
        return f"{text.strip()}\n[shorewise {marker}]\n"
    before, after = _SIGNS[form]
    blank = "" if form == "mermaid" or text.startswith("<") else "\n"
    return f"{before}shorewise: {marker}{after}\n{blank}{text.strip()}\n{blank}{before}/shorewise{after}\n"


def as_json(data: Mapping[str, Any]) -> str:
    """An object as the hash sees it: whatever the order of its members and the blanks between them."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _json(data: Mapping[str, Any], indent: int | str | None) -> str:
    """JSON that may also stand in a script element, which would end at a `</script>`."""
    return json.dumps(data, ensure_ascii=False, indent=indent).replace("<", "\\u003c")


# --- finding them

_FORMS: Mapping[str, tuple[Form, ...]] = {  # Docusaurus reads .md as MDX, and takes comments of HTML in both.
    ".md": ("comment", "mdx", "mermaid", "txt"),
    ".markdown": ("comment", "mdx", "mermaid", "txt"),
    ".mdx": ("mdx", "comment", "mermaid"),
    ".rst": ("rst", "mermaid"),
    ".html": ("comment", "mermaid"),
    ".htm": ("comment", "mermaid"),
    ".svg": ("comment",),
    ".mmd": ("mermaid",),
    ".txt": ("txt",),
    ".json": ("json",),
}
ENDINGS = tuple(_FORMS)
_ALL: tuple[Form, ...] = ("comment", "mdx", "rst", "mermaid", "txt")

_MARKER = re.compile(r"(concept|comparison|decision)/([a-z0-9-]+) +(\d+\.\d+\.\d+|now) +([0-9a-f]{16})")
_ANY = re.compile(
    r"(?<!`)<!--\s*(?P<comment>/shorewise|shorewise(?::|\s+\w+/)[^>]*?)\s*-->"
    r"|(?<!`)\{/\*\s*(?P<mdx>/shorewise|shorewise(?::|\s+\w+/).*?)\s*\*/\}"
    r"|^(?P<before>[ \t>*+-]*)(?:\.\. (?P<rst>/?shorewise(?::(?!:).*|[ \t]*)$)|%% (?P<mermaid>/?shorewise(?::.*|[ \t]*)$)"
    r"|\[shorewise (?P<txt>[^\]\n]*)\][ \t]*$)",
    re.M,
)
_FENCE = re.compile(r"^[ \t>]*(?:(?:[*+-]|\d+[.)])[ \t>]*)?(`{3,}|~{3,})[ \t]*([^\s`]*)[^`\n]*$", re.M)
_PREFIX = re.compile(r"(?:[ \t>]|[*+-][ \t]|\d{1,9}[.)][ \t])*")


def snippets(path: str, text: str) -> list[Snippet | Damage]:
    """Every snippet in a document, in order, and every place where one is damaged.

    The path says by its ending which forms of marker may stand in the document; with another ending, any form may.
    """
    ending = PurePath(path).suffix.lower()
    if ending == ".json":
        return list(_in_json(text))
    lines = text.replace("\r\n", "\n ").replace("\r", "\n")  # Of the same length, so that places are those of the text.
    code = code_blocks(lines) if ending in (".md", ".mdx", ".markdown") else []
    signs = [each for each in _ANY.finditer(lines) if _form(each) in _FORMS.get(ending, _ALL) and _counts(each, code)]
    return list(_paired(text, signs))


def code_blocks(lines: str) -> list[tuple[int, int, str]]:
    """Where code blocks of Markdown stand, and in which language they are."""
    found: list[tuple[int, int, str]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(lines):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2]:
            found.append((opened.start(), fence.end(), opened[2]))
            opened = None
    return [*found, *([(opened.start(), len(lines), opened[2])] if opened else [])]


def _counts(sign: re.Match[str], code: list[tuple[int, int, str]]) -> bool:
    inside = next((language for start, end, language in code if start <= sign.start() < end), None)
    return inside is None or (sign.lastgroup == "mermaid" and inside == "mermaid")


def _paired(text: str, signs: list[re.Match[str]]) -> Iterator[Snippet | Damage]:
    opened: tuple[re.Match[str], Marker] | None = None
    after = 0  # Where the last snippet ended.
    for sign in signs:
        form = _form(sign)
        said = sign[form].strip()
        if opened and (said != "/shorewise" or form != _form(opened[0])):
            yield _without_end(opened)
            opened = None
        if said == "/shorewise":
            if opened:
                after = sign.end()
                yield _between(text, *opened, sign, form)
            else:
                yield Damage(_start(sign), "an end marker without a snippet before it.", "Delete it.")
            opened = None
            continue
        marker = _MARKER.fullmatch(said.removeprefix("shorewise:").strip())
        if marker is None:
            yield Damage(
                _start(sign),
                f"'{said}' is no marker that can be read.",
                "Put the snippet in again: `shorewise embed ID` prints it.",
            )
        elif form == "txt":
            yield _block(text, sign, Marker(*marker.groups()), after)
            after = sign.end()
        else:
            opened = sign, Marker(*marker.groups())
    if opened:
        yield _without_end(opened)


def _form(sign: re.Match[str]) -> Form:
    return next(form for form in _ALL if sign[form] is not None)


def _start(sign: re.Match[str]) -> int:
    return sign.start() + len(sign["before"] or "")


def _without_end(opened: tuple[re.Match[str], Marker]) -> Damage:
    sign, marker = opened
    return Damage(
        _start(sign),
        f"the snippet of {marker.entry} has no end marker.",
        "Put it in again, down to the line with `/shorewise`.",
    )


def _between(text: str, opening: re.Match[str], marker: Marker, closing: re.Match[str], form: Form) -> Snippet:
    start, end = _start(opening), closing.end()
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    prefix = _prefix(text[_line_start(text, start) : start])
    return Snippet(marker, form, _without_prefix(text[opening.end() : _start(closing)], prefix), start, end, prefix)


def _block(text: str, sign: re.Match[str], marker: Marker, after: int) -> Snippet:
    """The lines above the marker, back to an empty one or to the snippet before."""
    last = first = _line_start(text, _start(sign))
    while first > after:
        above = _line_start(text, first - (2 if text[first - 2 : first] == "\r\n" else 1))
        if above < after or not text[above:first].strip(" \t\r\n>"):
            break
        first = above
    bare = len(text[first:last]) - len(text[first:last].lstrip(" \t>"))
    prefix = _prefix(text[first : first + bare])
    end = _start(sign) + len(text[_start(sign) : sign.end()].rstrip())
    return Snippet(marker, "txt", _without_prefix(text[first + bare : _start(sign)], prefix), first + bare, end, prefix)


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _prefix(before: str) -> str:
    """What each further line of a snippet begins with when this stands before its first."""
    return re.sub(r"[^\s>]", " ", before) if _PREFIX.fullmatch(before) else ""


def _without_prefix(text: str, prefix: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text)
    return re.sub(r"(?m)^[ \t>]+", "", lines) if ">" in prefix else lines


# --- in JSON

_MEMBER = re.compile(r'"shorewise"\s*:\s*"([^"\\]*)"')


def _in_json(text: str) -> Iterator[Snippet | Damage]:
    for member in _MEMBER.finditer(text):
        marker = _MARKER.fullmatch(member[1])
        around = _object_around(text, member)
        if marker is None:
            yield Damage(
                member.start(),
                f"'{member[1]}' is no marker that can be read.",
                "Put the snippet in again: `shorewise embed ID --format json` prints it.",
            )
        elif around is None:
            yield Damage(
                member.start(), "the object around the marker cannot be read as JSON.", "Put the snippet in again."
            )
        else:
            start, end, data = around
            said = as_json({key: value for key, value in data.items() if key != "shorewise"})
            line = text[text.rfind("\n", 0, start) + 1 : start]
            indent = re.match(r"[ \t]*", line)[0]  # type: ignore[index]  It matches nothing too.
            yield Snippet(Marker(*marker.groups()), "json", said, start, end, indent)


def _object_around(text: str, member: re.Match[str]) -> tuple[int, int, dict[str, Any]] | None:
    """The innermost object that has the member."""
    start = member.start()
    while (start := text.rfind("{", 0, start)) >= 0:
        try:
            data, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if end > member.start() and data.get("shorewise") == member[1]:
            return start, end, data
    return None


# --- writing them back


def in_place(snippet: Snippet, document: str, written: str) -> str:
    """A new snippet as it stands in the place of the old one: with its prefix and the line ends of the document."""
    old = document[snippet.start : snippet.end]
    if snippet.form == "json":
        return _json_in_place(snippet, old, json.loads(written), _line_end(document))
    lines = written.strip("\n").split("\n")
    after = [f"{snippet.prefix}{line}" if line else snippet.prefix.rstrip() for line in lines[1:]]
    return _line_end(old if "\n" in old or "\r" in old else document).join([lines[0], *after])


def _json_in_place(snippet: Snippet, old: str, data: Mapping[str, Any], line_end: str) -> str:
    if "\n" not in old:
        return _json(data, None)
    inner = re.match(r"\{\s*?\n([ \t]*)", old)
    step = inner[1].removeprefix(snippet.prefix) if inner else "  "
    return _json(data, step).replace("\n", f"{line_end}{snippet.prefix}")


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
