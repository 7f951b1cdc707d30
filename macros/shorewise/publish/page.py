"""A page of a built site: what the other modules of this folder start from."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from ..glossary import Glossary
from ..part import Entry
from ..render.address import PAGES, page

_TITLE = re.compile(r"<title>(.*?)</title>", re.S)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.S)


class NotBuilt(ValueError):
    """The folder does not hold what a builder makes; the message says what is missing."""


@dataclass(frozen=True)
class Page:
    """A page that has an address: its file below the site's folder, what its head says, and what stands in its article.

    `collection` and `id` name the entry whose page it is; they are empty for other pages.
    """

    path: str
    title: str
    description: str
    article: str
    collection: str = ""
    id: str = ""

    @property
    def address(self) -> str:
        """The one address of the page, below the site's: `terms/captive-unit/`, or with `.html` in a flat site."""
        return self.path.removesuffix("index.html")

    @property
    def stem(self) -> str:
        """The page without ending: `terms/captive-unit`, whatever the form of addresses; `` is the home page."""
        return stem(self.path)

    @property
    def folder(self) -> str:
        """The part of the site that it belongs to: `terms`."""
        return self.stem.partition("/")[0]

    def to(self, address: str) -> str:
        """The link from here to an address below the site's."""
        way = posixpath.relpath(address, posixpath.dirname(self.path) or ".")
        return f"{way}/" if address.endswith("/") else way

    def entry(self, glossary: Glossary) -> Entry | None:
        """The entry whose page it is."""
        return getattr(glossary, self.collection)[self.id] if self.collection else None


def stem(path: str) -> str:
    """The file of a page without what depends on the form of addresses."""
    return path.removesuffix("index.html").removesuffix(".html").removesuffix("/")


def file_of(stem: str, directories: bool) -> str:
    """The file of a page that is no index, by the form of addresses."""
    return f"{stem}/index.html" if directories else f"{stem}.html"


def pages(glossary: Glossary, html: Mapping[str, str]) -> list[Page]:
    """The pages among the HTML files of a site, home first. What has no article, as a moved page, is none."""
    owners = dict(_owners(glossary))
    found = [
        _page(path, text, *owners.get(stem(path), ("", "")))
        for path, text in html.items()
        if path != "404.html" and "<article" in text
    ]
    if not found:
        raise NotBuilt("there is no page in it")
    return sorted(found, key=lambda each: each.stem)


def root(html: Mapping[str, str]) -> str:
    """Where the site is published, as the builder was told; empty when it was not told.

    The twins, feeds and heads must name the same place as what the builder made, also where somebody publishes a copy.
    """
    found = _CANONICAL.search(html.get("index.html", "").partition("</head>")[0])
    return unescape(found[1]).removesuffix("index.html") if found else ""


def with_directories(pages: list[Page]) -> bool:
    """Whether the site has addresses that end in a slash."""
    return all(page.path == "index.html" or page.path.endswith("/index.html") for page in pages)


def _owners(glossary: Glossary) -> Iterator[tuple[str, tuple[str, str]]]:
    """Page -> its entry. Of a concept and an ambiguous name with one page, the concept comes last and stays."""
    for collection in reversed(PAGES):
        yield from ((page(collection, id), (collection, id)) for id in getattr(glossary, collection))


def _page(path: str, html: str, collection: str, id: str) -> Page:
    head = html.partition("</head>")[0]
    title, description, article = _TITLE.search(head), _DESCRIPTION.search(head), _ARTICLE.search(html)
    if not (title and article):
        raise NotBuilt(f"{path} lacks its title or its article")
    # The builder puts the site's name last, but on the home page, which has nothing else.
    words = unescape(title[1]).strip()
    own = words.rpartition(" - ")[0] or words
    return Page(path, own, unescape(description[1]) if description else "", article[1], collection, id)
