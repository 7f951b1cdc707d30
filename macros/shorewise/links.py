"""A Markdown extension for the pages: `[captive unit][]` is a link, and so is the first mention of a term in a section.

Add `shorewise.links` to `markdown_extensions`. Its options:

- `glossary`: the folder of the glossary, when it is not `glossary/` beside the pages;
- `once`: a mention becomes a link once a `section` (that is the default), once a `page`, or `never`;
- `root`: the address of the site with the terms, for pages that are part of another site.

A site that has no glossary and names none gets links to the site of the one in this package. But for links to terms,
a page comes out of this as it would without, to the byte.

`[outsourcing][-]` is no link, only the word. A page with `<!-- shorewise: no links -->` on a line of its own has no
links but those it makes itself. A macro's block stays where it stands, to the byte.
"""

import html
import posixpath
import re
import time
import xml.etree.ElementTree as etree
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import REFERENCE_RE, InlineProcessor, ReferenceInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from .glossary import Glossary
from .load import beside, default_folder, load_folder
from .mentions import Mention, Names, mentions, names
from .render.address import source_file
from .ways import Ways, ways


@dataclass(frozen=True)
class Terms:
    """Where the extension finds the glossary, and the pages of its terms."""

    md: Markdown
    named: Path | None
    address: str = ""

    @property
    def own(self) -> Path | None:
        """The folder of the site's own glossary, if it has one."""
        if self.named:
            return self.named
        if "relpath" in self.md.treeprocessors:  # MkDocs
            return beside(Path(self.md.treeprocessors["relpath"].config.docs_dir))
        if "rendering_context" in self.md.preprocessors:  # Zensical
            settings = self.md.preprocessors["rendering_context"].config
            return beside(Path(settings["root_dir"], settings["docs_dir"]))
        return None

    @property
    def glossary(self) -> Glossary | None:
        """The glossary, if there is one."""
        folder = self.own or default_folder()
        if "relpath" in self.md.treeprocessors:  # MkDocs, which has other files at each build
            return _glossary(folder, self.md.treeprocessors["relpath"].files)
        return _glossary(folder, int(time.monotonic()))

    @property
    def root(self) -> str:
        """The address of the site with the terms, if it is another one."""
        return self.address or ("" if self.own or not self.glossary else self.glossary.about.url)

    @property
    def page(self) -> str:
        """The file of the page that is being read, below docs/, as either builder tells it."""
        if "relpath" in self.md.treeprocessors:  # MkDocs
            return self.md.treeprocessors["relpath"].file.src_uri
        if "rendering_context" in self.md.preprocessors:  # Zensical
            return self.md.preprocessors["rendering_context"].page.path
        return ""

    @property
    def ways(self) -> Ways:
        """The ways from this page to those of the terms."""
        return (
            ways(self.glossary, posixpath.dirname(self.page) or ".", self.root) if self.glossary else Ways({}, {}, {})
        )

    def is_own(self, concept: str) -> bool:
        """Whether this is the concept's page, which needs no link to itself."""
        return not self.root and self.page == source_file("concepts", concept)


@lru_cache(maxsize=4)
def _glossary(folder: Path, when: object) -> Glossary | None:
    """Looked at once a build, or once a second: to ask thousands of files for each page takes longer than all else."""
    return load_folder(folder)[0]


class References(ReferenceInlineProcessor):
    """`[captive unit][]` and `[captives][captive unit]` lead to the concept's page. Brackets alone mean nothing."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(REFERENCE_RE, terms.md)
        self.terms = terms

    def handleMatch(self, found: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:
        text, index, closed = self.getText(data, found.end(0))
        name, end, closed = self.evalId(data, index, text) if closed else (None, index, False)
        if not closed:
            return None, None, None
        address = self.terms.ways.names.get(self.NEWLINE_CLEANUP_RE.sub(" ", name))
        return self.makeTag(address, "", text) if address else None, found.start(0), end

    def makeTag(self, href: str, title: str, text: str) -> etree.Element:
        link = super().makeTag(href, title, text)
        link.set("class", "shorewise-term")
        return link


class Plain(InlineProcessor):
    """`[outsourcing][-]` stands for the word, without a link. The element lasts until the mentions are found."""

    TAG = "shorewise-plain"

    def handleMatch(self, found: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        element = etree.Element(self.TAG)
        element.text = found[1]
        return element, found.start(), found.end()


class Blocks(BlockProcessor):
    """A macro's block inside a note, a list or a tab, where Markdown would take it for a paragraph.

    Blocks are one line long, so that they are whole here; at the top of a page Markdown knows them as HTML itself.
    """

    _START = '<div class="shorewise '

    def test(self, parent: etree.Element, block: str) -> bool:
        # Further in, it belongs to a container above, which has to take it first.
        return len(block) - len(block.lstrip(" ")) < 4 and block.lstrip(" ").startswith(self._START)

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        first, _, rest = blocks.pop(0).lstrip().partition("\n")
        etree.SubElement(parent, "p").text = self.parser.md.htmlStash.store(first)
        if rest:
            blocks.insert(0, rest)


# --- the first mention in a section


class Run(NamedTuple):
    """A piece of text in the tree: part of the text of an element, or of what follows a child of it."""

    parent: etree.Element
    after: etree.Element | None
    start: int
    text: str
    free: bool  # whether a link may stand in it
    refers: bool  # whether it is a link to a term already


Passage = list[Run]  # what a reader reads in one go: a paragraph, a cell, an item


@dataclass
class Section:
    """The passages between two headings, and the concepts that they link already."""

    passages: list[Passage] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)


_HEADING = re.compile("h[1-6]")
# Where a link would break something, would stand in a title, or in what is not prose.
_NEVER = re.compile(
    "h[1-6]|a|abbr|button|canvas|caption|code|del|dfn|dt|figcaption|iframe|kbd|label|legend|math|nav|object|option|pre"
    f"|s|samp|script|select|style|summary|svg|textarea|th|tt|var|video|{Plain.TAG}"
)
_TITLES = frozenset(["admonition-title", "toc"])
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>", re.S)
_BREAK = re.compile(r"<(?:br|img)\b.*>", re.S | re.I)
_STASHED = re.compile(r"\x02(?:wzxhzdk:)?(\w+)\x03")
_NO_LINKS = re.compile(r"\s*<!--\s*shorewise:\s*no links\s*-->\s*")


class FirstMentions(Treeprocessor):
    """After a page is read, the first mention of a concept in a section becomes a link to its page."""

    def __init__(self, terms: Terms, once: str) -> None:
        super().__init__(terms.md)
        self.terms = terms
        self.once = once

    def run(self, root: etree.Element) -> None:
        glossary, ways = self.terms.glossary, self.terms.ways
        wanted = self.once != "never" and not self._taken_out(root)
        if not self.terms.root:
            _mark(root, ways.concepts)
        if glossary and wanted:
            for section in self._sections(root, ways.concepts):
                self._link(section, names(glossary), ways.addresses)
        _unwrap(root)

    def _taken_out(self, root: etree.Element) -> bool:
        """Whether the page wants no links. What says so is taken out."""
        found = [
            (parent, child)
            for parent in root.iter()
            for child in parent
            if child.tag == "p" and (stashed := HTML_PLACEHOLDER_RE.fullmatch((child.text or "").strip()))
            if _NO_LINKS.fullmatch(str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]))
        ]
        for parent, child in found:
            parent.remove(child)
        return bool(found)

    def _link(self, section: Section, known: Names, addresses: dict[str, str]) -> None:
        """Make links in a section, but of no concept to which it has one."""
        found = [(run, place) for passage in section.passages for run, place in _mentions(passage, known)]
        linked = section.linked | {place.concept for run, place in found if run.refers}
        chosen = []
        for run, place in found:
            if run.free and place.concept not in linked and not self.terms.is_own(place.concept):
                linked.add(place.concept)
                chosen.append((run, place))
        for run, place in reversed(chosen):
            _insert(run, place.start, place.end, addresses[place.concept])

    def _sections(self, root: etree.Element, concepts: dict[str, str]) -> list[Section]:
        """The sections of the page, each with its passages in order."""
        found = [Section([[]])]
        raw: list[str] = []  # the tags open in raw HTML, which is not in the tree

        def passage() -> None:
            found[-1].passages.append([])
            raw.clear()

        def read(parent: etree.Element, after: etree.Element | None, text: str | None, free: bool) -> None:
            free = free and not isinstance(text, AtomicString)
            for start, piece, tag in self._pieces(text or ""):
                found[-1].passages[-1].append(
                    Run(parent, after, start, piece, free and not raw, "shorewise-term" in "".join(raw))
                )
                _follow(tag, raw)
                if _BREAK.fullmatch(tag):
                    found[-1].passages[-1].append(Run(parent, after, 0, "\n", False, False))

        def walk(element: etree.Element, free: bool) -> None:
            read(element, None, element.text, free)
            for child in element:
                apart = self.md.is_block_level(child.tag)
                if _HEADING.fullmatch(str(child.tag)) and self.once == "section":
                    found.append(Section())
                if apart:
                    passage()
                if concept := concepts.get(child.get("href", "")):
                    found[-1].linked.add(concept)
                if child.tag in ("br", "img"):
                    read(child, None, "\n", False)
                elif isinstance(child.tag, str):
                    walk(child, free and not _is_closed(child))
                if apart:
                    passage()
                read(element, child, child.tail, free)

        walk(root, free=True)
        return found

    def _pieces(self, text: str) -> Iterator[tuple[int, str, str]]:
        """The text between tags of raw HTML: where it starts, what it is, and the tag after it.

        Characters that wait elsewhere stand in for themselves, as often as keeps every place as it is.
        """
        start, piece = 0, ""
        for found in _STASHED.finditer(text):
            piece += text[start + len(piece) : found.start()]
            raw = self._stashed(found)
            if len(raw) == 1:
                piece += raw * len(found[0])
            else:
                yield start, piece, raw
                start, piece = found.end(), ""
        yield start, piece + text[start + len(piece) :], ""

    def _stashed(self, found: re.Match[str]) -> str:
        if found[0][1].isdigit():
            return chr(int(found[1]))
        if not found[1].isdigit():
            return "&"
        return html.unescape(str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]))


def _is_closed(element: etree.Element) -> bool:
    return bool(_NEVER.fullmatch(element.tag)) or not _TITLES.isdisjoint(element.get("class", "").split())


def _follow(tag: str, opened: list[str]) -> None:
    """Keep account of the tags in which there is no link."""
    found = _TAG.fullmatch(tag)
    if found is None or found[3] or not _NEVER.fullmatch(found[2].lower()):
        return
    if not found[1]:
        opened.append(tag)
    elif opened:
        opened.pop()


def _mentions(passage: Passage, known: Names) -> Iterator[tuple[Run, Mention]]:
    """The mentions that lie in one run as a whole, each with its place in the text of which the run is a part."""
    ends = list(accumulate(len(run.text) for run in passage))
    for start, end, concept in mentions(known, "".join(run.text for run in passage)):
        number = bisect_right(ends, start)
        if concept and end <= ends[number]:
            run = passage[number]
            shift = run.start - (ends[number] - len(run.text))
            yield run, Mention(start + shift, end + shift, concept)


def _insert(run: Run, start: int, end: int, address: str) -> None:
    """Make a link of a piece of text. Whatever else is made of the same text has to be further on, and made already."""
    text = (run.parent.text if run.after is None else run.after.tail) or ""
    link = etree.Element("a", {"href": address, "class": "shorewise-term"})
    link.text, link.tail = text[start:end], text[end:]
    if run.after is None:
        run.parent.text = text[:start]
    else:
        run.after.tail = text[:start]
    run.parent.insert(0 if run.after is None else list(run.parent).index(run.after) + 1, link)


def _mark(root: etree.Element, addresses: Container[str]) -> None:
    """Give the links to terms that the page makes itself the class of all such links."""
    for link in root.iter("a"):
        if link.get("href") in addresses:
            link.set("class", " ".join(dict.fromkeys([*link.get("class", "").split(), "shorewise-term"])))


def _unwrap(root: etree.Element) -> None:
    """Leave of a word that is to be plain the word alone."""
    for parent in list(root.iter()) if next(root.iter(Plain.TAG), None) is not None else ():
        for child in [each for each in parent if each.tag == Plain.TAG]:
            position = list(parent).index(child)
            before = parent[position - 1] if position else None
            inside = list(child)
            if inside:
                inside[-1].tail = (inside[-1].tail or "") + (child.tail or "")
            opening = (child.text or "") + ("" if inside else child.tail or "")
            if before is None:
                parent.text = (parent.text or "") + opening
            else:
                before.tail = (before.tail or "") + opening
            parent[position : position + 1] = inside


class Links(Extension):
    """Registers them."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "glossary": ["", "Folder of the site's own glossary; the one beside its pages if left out"],
            "once": ["section", "How often a mention becomes a link: once a section, once a page, or never"],
            "root": ["", "Address of the site with the terms, if it is another one than this and the glossary's own"],
        }
        super().__init__(**options)
        if self.getConfig("once") not in ("section", "page", "never"):
            raise ValueError(f"shorewise.links: 'once: {self.getConfig('once')}' is none of section, page and never.")

    def extendMarkdown(self, md: Markdown) -> None:
        chosen = self.getConfig("glossary")
        terms = Terms(md, Path(chosen) if chosen else None, self.getConfig("root"))
        md.parser.blockprocessors.register(Blocks(md.parser), "shorewise-blocks", 110)
        # Inside code nothing is read any more; other references are read after it.
        md.inlinePatterns.register(Plain(r"\[([^\[\]]+)\]\[-\]", md), "shorewise-plain", 175)
        # After the references that the page itself explains (170).
        md.inlinePatterns.register(References(terms), "shorewise-references", 169)
        # After the inline patterns (20), abbreviations (7) and attribute lists (8), all of which want the text whole;
        # before the table of contents (5) and before the builder turns files into addresses (0).
        md.treeprocessors.register(FirstMentions(terms, self.getConfig("once")), "shorewise-mentions", 6)


def makeExtension(**options: Any) -> Links:
    """What Markdown calls."""
    return Links(**options)
