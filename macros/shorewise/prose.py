"""The prose of a document: what a reader reads as running text, and where each sign of it stands in the file.

Left out are code, addresses, attributes, comments, formulas, front matter, directives, the targets of roles, and the
snippets that this program wrote. Signs of markup that do not part words are taken out, so that `captive *unit*` reads
`captive unit`; what parts them leaves a BREAK.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from .markers import Snippet, code_blocks, snippets

BREAK, _GONE = "\0", "\1"
ENDINGS = (".md", ".markdown", ".mdx", ".rst", ".html", ".htm", ".txt")


class Prose(NamedTuple):
    """Running text, and for each of its signs the place in the document."""

    words: str
    places: list[int]


def prose(path: str, text: str) -> Prose:
    """The prose of a document; the path says by its ending what it is written in, and another ending is plain text."""
    # Of the same length at every step, so that places are those of the text.
    lines = re.sub("[\0\1]", BREAK, text).replace("\r\n", " \n").replace("\r", "\n")
    spans = [(each.start, each.end) for each in snippets(path, text) if isinstance(each, Snippet)]
    read, entities = _READERS.get(PurePath(path).suffix.lower(), (_plain, False))
    return _read_out(read(_cut_spans(lines, spans)), entities)


def _read_out(left: str, entities: bool) -> Prose:
    """What is left of a document, without what is gone."""
    words: list[str] = []
    places: list[int] = []
    for found in re.finditer(r"[^&\1]+|&(?:#\d+|#[xX][\da-fA-F]+|\w+);|&", left):
        written = html.unescape(found[0]) if entities and found[0][0] == "&" else found[0]
        words.append(written)
        places += range(*found.span()) if written == found[0] else [found.start()] * len(written)
    return Prose("".join(words), places)


# --- leaving out


def _blank(sign: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"[^\n]", sign, text)


_cut, _drop = _blank(BREAK), _blank(_GONE)


def _cut_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, after = [], 0
    for start, end in spans:
        pieces += [text[after:start], _cut(text[start:end])]
        after = end
    return "".join([*pieces, text[after:]])


def _without(text: str, pattern: str, leave: Callable[[str], str] = _cut) -> str:
    """The text without what matches; of a group named `kept`, the words stay."""

    def write(found: re.Match[str]) -> str:
        start, end = found.span("kept") if "kept" in found.re.groupindex else (found.end(), found.end())
        start, end = (start - found.start(), end - found.start()) if start >= 0 else (len(found[0]),) * 2
        return leave(found[0][:start]) + found[0][start:end] + leave(found[0][end:])

    return re.sub(pattern, write, text, flags=re.M)


def _paragraphs(text: str) -> str:
    """With a break at each empty line, at each bullet, and at the ends of headings."""
    text = _without(text, r"^[ \t]*(?:[*+-]|\d+[.)])[ \t]")
    text = re.sub(r"^(#{1,6} .*)\n", rf"\1{BREAK}", text, flags=re.M)
    return re.sub(rf"(?<=\n)[ \t{_GONE}]*\n", lambda found: found[0][:-1] + BREAK, text)


# --- plain text, HTML

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strong|sub|sup|time|u|wbr"
)
_RAW = "script|style|pre|code|kbd|samp|var|tt|math|svg|textarea|template|object|iframe"
_TAG_END = r"(?:[\s/](?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)?>"


def _plain(text: str) -> str:
    return _paragraphs(_quoted(text))


def _quoted(text: str) -> str:
    """Without the signs of a quotation at the beginnings of its lines."""
    return _without(text, r"^[ \t]*(?:>[ \t]?)+", _drop)


def _tags(text: str) -> str:
    text = _without(text, r"<!--(?:[^-]|-(?!->))*(?:-->|\Z)|<[!?][^>]*>|<!\[CDATA\[(?:[^\]]|\](?!\]>))*\]\]>")
    text = _without(text, rf"(?i)<({_RAW})\b{_TAG_END}(?s:.*?)(?:</\1\s*>|\Z)")
    text = _without(text, rf"(?i)</?(?:{_INLINE})\b{_TAG_END}", _drop)
    return _without(text, rf"</?[A-Za-z][\w:.-]*{_TAG_END}|<[a-z][\w+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")


def _html(text: str) -> str:
    return _tags(text)


# --- Markdown

_FOLDED = r'^[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:[\w -]*)"(?P<kept>[^"\n]*)"'
# Blocks of other languages that hold prose.
_NOTES = "note|warning|tip|hint|important|caution|attention|danger|error|seealso|admonition|topic|sidebar|rubric|epigraph|highlights|pull-quote|glossary|versionadded|versionchanged|deprecated|details|dropdown|tab-item|card|container|compound|centered|only|list-table|table|csv-table|hlist"
_SPAN = r"(?<![`\\])(`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n)|(?<!`)(?!\1(?!`))`++)+?(?<!`)\1(?!`)"
_WITHIN = r"(?:[^()\s]|\([^()\s]*\))*"


def _markdown(text: str) -> str:
    text = _without(text, r"\A\ufeff?(---|\+\+\+)[ \t]*\n(?s:.*?)\n(?:\1|\.\.\.)[ \t]*$")
    text = _cut_spans(text, _fenced(text))
    text = _indented(_tags(_quoted(text)))
    text = _without(text, rf"\{{[\w:+-]+\}}(?=`)|{_SPAN}")
    text = _formulas(text)
    text = _without(text, r"\{\{(?s:.{0,2000}?)\}\}|\{%(?s:.{0,2000}?)%\}|\{[#.:][^{}\n]*\}")
    return _paragraphs(_emphasis(_links(text)))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where blocks of code stand; of a note that is written as one, only the fences."""
    for start, end, language in code_blocks(text):
        first, last = text.find("\n", start, end), text.rfind("\n", start, end)
        if first >= 0 and re.fullmatch(rf"\{{(?:{_NOTES})\}}", language):
            yield start, first
            yield last, end
        else:
            yield start, end


def _mdx(text: str) -> str:
    text = _without(text, r"^(?:import|export)[ \t].*|\{/\*(?s:.{0,2000}?)\*/\}")
    return _without(_markdown(text), r"\{[^{}\n]*\}")


def _formulas(text: str) -> str:
    display = r"\$\$(?s:.{1,2000}?)\$\$|^[ \t]*\\\[(?s:.{0,2000}?)\\\]|\\\((?s:.{0,2000}?)\\\)"
    return _without(text, rf"{display}|(?<![\\$\w])\$(?=\S)(?:[^$\n]*[^$\n\s\\])?\$(?![\d$])")


def _links(text: str) -> str:
    text = _without(text, r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*|^\*\[[^\]\n]*\]:|\[\^[^\]\n]+\]:?")
    title = r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    text = _without(text, rf"(?<=\])\(\s*(?:<[^>\n]*>|{_WITHIN}){title}\s*\)", _drop)
    return _without(_without(text, r"(?<=\])\[[^\]\n]*\]", _drop), r"\\?!?\[|\\?\]", _drop)


def _emphasis(text: str) -> str:
    text = _without(_without(text, r"^[ \t]*[*+-][ \t]"), _FOLDED)
    text = _without(text, r"\\(?=[!-/:-@\[-`{-~])", _drop)
    return _without(text, r"\*+|~~|==|\^\^|(?<![\w\0])_+(?=\S)|(?<=\S)_+(?!\w)", _drop)


def _indented(text: str) -> str:
    """Without code that is code by its indentation; what belongs to an item of a list or a note is none."""
    lines = text.split("\n")
    within, blank, code = False, True, False
    for number, line in enumerate(lines):
        if not line.strip():
            blank = True
        elif re.match(r"(?: {4}|\t)", line):
            code = (code or blank) and not within
            lines[number] = _cut(line) if code else line
            blank = False
        else:
            opens = re.match(r" {0,3}(?:[*+-]|\d+[.)]|!!!|\?\?\?|===|\[\^[^\]]+\]:|:[ \t])", line)
            within = bool(opens) or (within and line.startswith(" "))
            blank = code = False
    return "\n".join(lines)


# --- reStructuredText

_EXPLICIT = re.compile(r"([ \t]*)\.\.(?:[ \t]+(.*))?$")
_DIRECTIVE = re.compile(r"([\w:+.-]+?)::(?:[ \t]+(.*))?$")
_BULLETS = re.compile(r"[ \t]*(?:(?:[*+-]|\d+[.)]|#\.)[ \t]+)*")  # It matches nothing too.
_SHOWN = "term|abbr|abbreviation|ac|dfn|emphasis|strong|sub|sup|subscript|superscript|title|t|title-reference|index|menuselection|guilabel"


def _rst(text: str) -> str:
    return _paragraphs(_rst_inline(_rst_blocks(text)))


def _rst_blocks(text: str) -> str:
    """Without comments, targets, literal blocks and directives, but for what notes hold."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        explicit = _EXPLICIT.match(line)
        if explicit and (explicit[2] or "")[:1] not in ("[", "|"):
            directive = _DIRECTIVE.match(explicit[2] or "")
            if directive and re.fullmatch(_NOTES, directive[1]):
                opening = explicit.start(2) + directive.end(1) + 2
                lines[number] = _cut(line[:opening]) + line[opening:]
                number = _options(lines, number + 1)
                continue
            number = _cut_block(lines, number, len(explicit[1]), first=True)
            continue
        if explicit:
            lines[number] = _without(line, r"^[ \t]*\.\.[ \t]+(?:\[[^\]]*\]|\|[^|]*\|[ \t]+[\w:+-]+::.*)")
        elif re.match(r"[ \t]*>>> ", line):
            while number < len(lines) and lines[number].strip():
                lines[number] = _cut(lines[number])
                number += 1
        elif line.rstrip().endswith("::"):
            number = _cut_block(lines, number, _BULLETS.match(line).end(), first=False)  # type: ignore[union-attr]
            continue
        number += 1
    return "\n".join(lines)


def _options(lines: list[str], number: int) -> int:
    """Cut the options of a directive; the line after them."""
    while number < len(lines) and re.match(r"[ \t]+:[\w -]+:", lines[number]):
        lines[number] = _cut(lines[number])
        number += 1
    return number


def _cut_block(lines: list[str], number: int, indent: int, first: bool) -> int:
    """Cut the lines that are indented more than the one at this number, and that one too if `first`; the line after."""
    if first:
        lines[number] = _cut(lines[number])
    number += 1
    while number < len(lines) and (
        not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip()) > indent
    ):
        lines[number] = _cut(lines[number])
        number += 1
    return number


def _rst_inline(text: str) -> str:
    same = r"(?:[^`\n]|\n(?![ \t]*\n))"
    text = _without(text, r"``(?=\S)(?:[^`\n]|\n(?![ \t]*\n)|`(?!`))+?``")
    text = _without(text, r"^[ \t]*:[^:\n`]+:(?=\s|$)")
    text = _without(text, rf":[\w:+.-]{{1,60}}:`(?P<kept>{same}+?)\s*(?<!\\)<[^<>`]*>`", _drop)
    text = _without(text, rf":(?:{_SHOWN}):`(?P<kept>{same}+?)`", _drop)
    text = _without(text, rf":[\w:+.-]{{1,60}}:`{same}*?`")
    text = _without(text, rf"`(?P<kept>{same}+?)\s*<[^<>`]*>`__?", _drop)
    text = _without(_without(text, rf"`(?P<kept>{same}+?)`__?", _drop), rf"_?`{same}*?`")
    text = _without(text, r"\|[^|\s](?:[^|\n]*[^|\s])?\|_{0,2}|\[[\w#*-]+\]_|^[ \t]*([^\w\s\0\1])\1+[ \t]*$")
    return _without(_without(text, r"^[ \t]*[*+-][ \t]"), r"\\ |\\(?=\S)|\*+|(?<=\w)__?(?!\w)", _drop)


_READERS: dict[str, tuple[Callable[[str], str], bool]] = {
    ".md": (_markdown, True),
    ".markdown": (_markdown, True),
    ".mdx": (_mdx, True),
    ".html": (_html, True),
    ".htm": (_html, True),
    ".rst": (_rst, False),
    ".txt": (_plain, False),
}
