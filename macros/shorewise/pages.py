"""The pages that exist because an entry exists: a title, a description and one macro line each.

They are committed, so that every builder, editor and link finds a real file. An editor may write below the macro
line; that part is kept. `shorewise pages` brings the head of each page in step with the glossary.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from .glossary import Glossary
from .render import ambiguity, comparison, concept, decision
from .render.address import PAGES, source_file
from .render.html import markdown
from .render.words import full_title
from .text import capital

_MACROS = {"concepts": "concept", "ambiguous": "ambiguity", "comparisons": "comparison", "decisions": "decision"}
_HIDDEN = {
    "concepts": "[navigation]",
    "ambiguous": "[navigation, toc]",
    "comparisons": "[navigation, toc]",
    "decisions": "[navigation, toc]",
}


@dataclass(frozen=True)
class Page:
    """A generated page: its file below docs/, the macro line, and everything above it."""

    path: str
    macro: str
    above: str

    @property
    def head(self) -> str:
        return f"{self.above}{self.macro}\n"


def pages(glossary: Glossary) -> Iterator[Page]:
    """One page for each concept, comparison and decision."""
    for each in glossary.concepts.values():
        yield _page("concepts", each.id, full_title(each), concept.description(each))
    for each in glossary.ambiguous.values():
        if each.id not in glossary.concepts:  # Else the concept's page tells of the other meanings.
            yield _page("ambiguous", each.id, capital(each.label), ambiguity.description(each))
    for each in glossary.comparisons.values():
        yield _page("comparisons", each.id, comparison.title(glossary, each), comparison.description(each))
    for each in glossary.decisions.values():
        yield _page("decisions", each.id, each.title, decision.description(each))


def _page(collection: str, id: str, title: str, description: str) -> Page:
    # Both themes print what stands in the front matter as it is.
    front = [
        f"title: {_quoted(escape(title, quote=False))}",
        f"description: {_quoted(escape(description, quote=False).replace(_QUOTE, '&quot;'))}",
        f"hide: {_HIDDEN[collection]}",
    ]
    above = "\n".join(["---", *front, "---", "", f"# {markdown(title)}", "", ""])
    return Page(source_file(collection, id), _macro(_MACROS[collection], id), above)


_QUOTE = '"'


def _macro(name: str, id: str) -> str:
    return f'{{{{ {name}("{id}") }}}}'


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def in_step(page: Page, text: str) -> bool:
    """Whether the text of a page begins as it should."""
    return text.startswith(page.head)


def brought_in_step(page: Page, text: str | None) -> str | None:
    """The text with the right head and the editor's own part kept; None when the file is not such a page."""
    if text is None:
        return page.head
    _, macro, below = f"{text}\n".partition(f"{page.macro}\n")
    return page.head + below.removesuffix("\n") if macro else None


def left_over(glossary: Glossary, files: Mapping[str, str]) -> list[str]:
    """Pages in the generated folders whose entry is gone."""
    wanted = {page.path for page in pages(glossary)} | {source_file(collection) for collection in PAGES}
    return [path for path in files if path.partition("/")[0] in PAGES.values() and path not in wanted]


def untouched(path: str, text: str) -> bool:
    """Whether a left-over page is as it was generated: nobody wrote anything below its macro line."""
    id = PurePosixPath(path).stem
    return any(text.rstrip().endswith(f"\n\n{_macro(name, id)}") for name in _MACROS.values())
