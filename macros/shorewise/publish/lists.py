"""The lists that programs read: sitemap, robots, feed, search description, and the overview for language models."""

import gzip
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import NamedTuple

from ..export.overview import item
from ..glossary import Glossary
from ..model import Concept
from ..render import words
from ..render.concept import description
from .page import Page
from .twin import twin_path

NEWEST = 30  # How many entries the feed holds.


def _xml(element: etree.Element) -> bytes:
    etree.indent(element)
    return etree.tostring(element, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(parent: etree.Element, name: str, text: str = "", **attributes: str) -> etree.Element:
    child = etree.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def withdrawn(glossary: Glossary, page: Page) -> bool:
    """Whether the page only tells what to use instead: no list leads to it."""
    return getattr(page.entry(glossary), "status", "") == "withdrawn"


# --- sitemap, robots


def sitemap(glossary: Glossary, pages: Iterable[Page], day: str) -> bytes:
    """Every page with the day of its last change: its entry's, or the day of the build."""
    top = etree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in pages:
        if not withdrawn(glossary, page):
            entry = _add(top, "url")
            _add(entry, "loc", glossary.about.url + page.address)
            _add(entry, "lastmod", getattr(page.entry(glossary), "reviewed", day))
    return _xml(top)


def packed(raw: bytes) -> bytes:
    """The same, packed without the time of day."""
    return gzip.compress(raw, mtime=0)


def robots(glossary: Glossary) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {glossary.about.url}sitemap.xml\n"


# --- search description


def opensearch(glossary: Glossary) -> bytes:
    """With which a browser offers to search the site from its address bar."""
    about = glossary.about
    top = etree.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    _add(top, "ShortName", about.title[:16])
    _add(top, "Description", f"Search the terms of {about.title}"[:1024])
    _add(top, "InputEncoding", "UTF-8")
    _add(top, "Language", about.language)
    _add(top, "Url", type="text/html", method="get", template=f"{about.url}?q={{searchTerms}}")
    _add(top, "Url", type="application/opensearchdescription+xml", rel="self", template=f"{about.url}opensearch.xml")
    return _xml(top)


# --- feed


class Change(NamedTuple):
    """An entry that was read anew."""

    day: str
    address: str
    title: str
    summary: str


def changes(glossary: Glossary, pages: Iterable[Page]) -> list[Change]:
    """The living concepts, those last read first."""
    found = [
        Change(entry.reviewed, page.address, words.full_title(entry), description(entry))
        for page in pages
        if isinstance(entry := page.entry(glossary), Concept) and entry.status != "withdrawn"
    ]
    return sorted(sorted(found, key=lambda each: each.address), key=lambda each: each.day, reverse=True)


def feed(glossary: Glossary, pages: Iterable[Page]) -> bytes:
    """Atom: the concepts last read against their sources. An entry keeps its id for good: its address."""
    about, found = glossary.about, changes(glossary, pages)[:NEWEST]
    top = etree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": about.language})
    _add(top, "title", about.title)
    _add(top, "subtitle", "Terms that were last read against their sources")
    _add(top, "id", f"{about.url}feed.xml")
    _add(top, "link", rel="self", type="application/atom+xml", href=f"{about.url}feed.xml")
    _add(top, "link", rel="alternate", type="text/html", href=about.url)
    _add(top, "updated", _noon(max((each.day for each in found), default="1970-01-01")))
    _add(_add(top, "author"), "name", about.title)
    _add(top, "rights", about.licence)
    for each in found:
        entry = _add(top, "entry")
        _add(entry, "title", each.title)
        _add(entry, "id", about.url + each.address)
        _add(entry, "link", rel="alternate", type="text/html", href=about.url + each.address)
        _add(entry, "updated", _noon(each.day))
        _add(entry, "summary", each.summary)
    return _xml(top)


def _noon(day: str) -> str:
    """An instant of that day which is the same day nearly everywhere."""
    return f"{day}T12:00:00Z"


# --- overview for language models


def overview(glossary: Glossary, pages: list[Page]) -> str:
    """llms.txt: what the site is, and a way to the Markdown twin of each page."""
    home = next((page for page in pages if not page.stem), None)
    titles = {page.stem: page.title for page in pages}
    groups: dict[str, list[str]] = {}
    for page in pages:
        if page is not home and not withdrawn(glossary, page):
            head = titles.get(page.folder, "") if "/" in page.stem or page.stem in _folders(pages) else ""
            says = item(page.title, glossary.about.url + twin_path(page), page.description)
            groups.setdefault(head or "Other pages", []).append(says)
    about = f"> {home.description}\n\n" if home else ""
    rights = f"Texts {glossary.about.licence}. Each link leads to the page as Markdown.\n"
    listed = [f"## {head}\n\n" + "\n".join(lines) + "\n" for head, lines in groups.items()]
    return f"# {glossary.about.title}\n\n{about}{rights}\n" + "\n".join(listed)


def _folders(pages: list[Page]) -> set[str]:
    return {page.folder for page in pages if "/" in page.stem}
