"""A Markdown extension for the pages: `[captive unit][]` is a link, and a macro's block stays where it stands.

Add `shorewise.links` to `markdown_extensions`; the option `glossary` names another folder than the packaged one.
"""

import posixpath
import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor

from .load import default_folder, load_folder
from .render.address import source_file


class References(Preprocessor):
    """Before a page is read, every name of a concept becomes a reference to the file of its page.

    The builder turns the file into an address and complains if there is none.
    """

    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, lines: list[str]) -> list[str]:
        glossary, _ = load_folder(self.folder)
        start = posixpath.dirname(_page_file(self.md)) or "."
        for name in glossary.names if glossary else ():
            (id, *others) = glossary.named(name)
            if not others:
                self.md.references[name] = (posixpath.relpath(source_file("concepts", id), start), "")
        return lines


def _page_file(md: Markdown) -> str:
    """The file of the page that is being read, below docs/, as either builder tells it."""
    if "relpath" in md.treeprocessors:  # MkDocs
        return md.treeprocessors["relpath"].file.src_uri
    if "rendering_context" in md.preprocessors:  # Zensical
        return md.preprocessors["rendering_context"].page.path
    return ""


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


class Links(Extension):
    """Registers both."""

    def __init__(self, **options: Any) -> None:
        self.config = {"glossary": ["", "Folder of the glossary; the packaged one if left out"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        chosen = self.getConfig("glossary")
        md.preprocessors.register(
            References(md, Path(chosen) if chosen else default_folder()), "shorewise-references", 5
        )
        md.parser.blockprocessors.register(Blocks(md.parser), "shorewise-blocks", 110)


def makeExtension(**options: Any) -> Links:
    """What Markdown calls."""
    return Links(**options)
