"""Which guides mention a concept: the way back from its page to where it is used.

Goes in: the pages of a site. Comes out: for each page that is mentioned, those pages of running text that link to it as
to a term, each once. Pages of entries are left out, as they say by themselves how they are related; so is the home page.
"""

from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from ..render.address import PAGES
from ..render.html import Html, joined, tag
from .page import Page

_HERE = "https://here.invalid/"


def mentioned(pages: list[Page]) -> dict[str, list[Page]]:
    """Address of a page below the site's -> the pages that mention it, in the order of the pages."""
    by_address: dict[str, list[Page]] = {}
    for page in filter(_is_text, pages):
        for address in dict.fromkeys(_mentions(page)):
            by_address.setdefault(address, []).append(page)
    return by_address


def _is_text(page: Page) -> bool:
    return bool(page.stem) and not page.collection and page.stem not in PAGES.values()


def _mentions(page: Page) -> Iterator[str]:
    """The addresses of the terms that stand in sentences of a page, rather than in a table or a list."""
    for link in BeautifulSoup(page.article, "html.parser").select("p a.shorewise-term[href]"):
        yield urljoin(_HERE + page.address, str(link["href"])).partition("#")[0].removeprefix(_HERE)


def line(page: Page, mentioning: list[Page]) -> Html:
    """The sentence that leads to the pages which mention this one; nothing where there are none."""
    if not mentioning:
        return Html("")
    links = [tag("a", each.title, href=page.to(each.address)) for each in mentioning]
    return tag("p", "Mentioned in: ", joined(links, ", "), ".", class_="shorewise-mentioned md-typeset")
