"""Where everything is on the site, and the way from one page to another."""

import posixpath
from dataclasses import dataclass

PAGES = {"concepts": "terms", "ambiguous": "terms", "comparisons": "compare", "decisions": "decide"}
LISTS = {"misconceptions": "misconceptions", "claims": "claims", "sources": "sources", "statements": "about/statements"}


def page(collection: str, id: str = "") -> str:
    """The page of an entry, or of the collection's index, without ending: `terms/captive-unit`."""
    return f"{PAGES[collection]}/{id}".rstrip("/") if collection in PAGES else LISTS[collection]


def source_file(collection: str, id: str = "") -> str:
    """The Markdown file of that page: `terms/captive-unit.md`."""
    return (
        f"{page(collection, id)}.md"
        if id and collection in PAGES
        else f"{page(collection)}{'/index' if collection in PAGES else ''}.md"
    )


@dataclass(frozen=True)
class Here:
    """The page that is being written; knows the way from it to every other page.

    `url` is its address below the site's root: `terms/captive-unit/`, or `terms/captive-unit.html` without
    directory addresses. With `root`, an absolute address, links lead there instead: for use on other sites. With
    `source`, the page's file below docs/, links name files, for a builder that turns them into addresses itself.
    """

    url: str = ""
    directories: bool = True
    root: str = ""
    source: str = ""

    def href(self, collection: str, id: str = "", section: str = "") -> str:
        """The link to an entry's page, or to its place in a list."""
        if collection in LISTS and id:
            section = id
        return self.to(page(collection, id), section)

    def to(self, path: str, section: str = "") -> str:
        """The link to a page without ending: `terms/captive-unit`; `` is the home page."""
        anchor = f"#{section}" if section else ""
        if self.root:
            return self.root + (f"{path}/" if path else "") + anchor
        if anchor and self._address(path) == self.url:
            return anchor
        if self.source:
            return self._from(f"{path}/index.md" if path in PAGES.values() else f"{path or 'index'}.md") + anchor
        relative = self._from(self._address(path) or ".")
        return relative + ("/" if self.directories and not relative.endswith("/") else "") + anchor

    def to_file(self, path: str) -> str:
        """The link to a file that is no page: `assets/name-it.js`."""
        return self.root + path if self.root else self._from(path)

    def is_at(self, collection: str, id: str) -> bool:
        """Whether this is the entry's own page, which needs no link to itself."""
        return not self.root and self._address(page(collection, id)) == self.url

    def _from(self, target: str) -> str:
        return posixpath.relpath(target, posixpath.dirname(self.source or self.url) or ".")

    def _address(self, path: str) -> str:
        if self.directories:
            return f"{path}/" if path else ""
        return f"{path or 'index'}.html" if path not in PAGES.values() else f"{path}/index.html"
