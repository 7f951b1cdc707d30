"""The Markdown twin of a page: its article for those who read text, programs mostly.

What only works in a browser is left out. Links are full addresses, so that a passage can be passed on.
"""

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from ..glossary import Glossary
from .page import Page

_DROPPED = (
    "script, style, template, button, form, input, svg, [hidden], [role=navigation], .headerlink, .md-content__button"
)
_CHART = "The page shows a chart here; the same steps stand below as text."


def twin_path(page: Page) -> str:
    """The twin's file, beside the page's: `terms/captive-unit/index.md`."""
    return page.path.removesuffix(".html") + ".md"


def twin(glossary: Glossary, page: Page, text: str) -> str:
    """The converted article, and where it comes from."""
    address = glossary.about.url + page.address
    reviewed = getattr(page.entry(glossary), "reviewed", "")
    read = f" Last read against its sources on {reviewed}." if reviewed else ""
    return f"{text}\n\n---\n\nFrom <{address}>. {glossary.about.title}, {glossary.about.licence}.{read}\n"


def converted(article: str, address: str) -> str:
    """An article's HTML as CommonMark with tables."""
    soup = BeautifulSoup(article, "html.parser")
    _simplify(soup)
    lines = _Converter(address).convert_soup(soup).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _simplify(soup: BeautifulSoup) -> None:
    """Put what Markdown knows in place of what it does not."""
    for chart in soup.select(".shorewise-chart"):
        chart.replace_with(_new(soup, "p", _CHART))
    for dropped in soup.select(_DROPPED):
        dropped.decompose()
    for details in soup.find_all("details"):  # An answer that opens is an item of a list.
        details.name = "li"
        details.wrap(soup.new_tag("ul"))
    for head in soup.select("summary, dt, legend"):
        head.name = "p"
        _fill(head, soup.new_tag("strong"))
    for each in soup.select("dl, dd"):
        each.name = "div"
    for struck in soup.find_all("s"):  # Names not to be used; CommonMark strikes nothing out.
        struck.name = "em"
    for cell in soup.select("td, th"):
        _on_one_line(cell)
    for each in soup.select("b + span, span + span, a + a, strong + small"):
        if each.previous_sibling is each.find_previous_sibling():  # The page keeps them apart by its looks.
            each.insert_before(" ")


def _new(soup: BeautifulSoup, name: str, text: str) -> Tag:
    element = soup.new_tag(name)
    element.string = text
    return element


def _fill(element: Tag, inner: Tag) -> None:
    """Put everything in an element into a new one inside it."""
    for child in list(element.contents):
        inner.append(child)
    element.append(inner)


def _on_one_line(cell: Tag) -> None:
    """A cell of a Markdown table holds one line: items and paragraphs become parts of a sentence."""
    for inner in cell.select("small + ul, strong + ul, b + ul"):
        inner.insert_before(": ")
    for block in cell.select("li, p"):
        if block.find_next_sibling(block.name):
            block.insert_after("; " if block.name == "li" else " ")
    for block in cell.select("ul, ol, li, p, div"):
        block.unwrap()


class _Converter(MarkdownConverter):
    """Markdownify with full addresses. A class, because that is how it is extended."""

    def __init__(self, address: str) -> None:
        super().__init__(
            heading_style="atx", bullets="-", escape_misc=True, autolinks=False, newline_style="backslash", wrap=False
        )
        self.address = address

    def convert_a(self, element: Tag, text: str, parent_tags: Any) -> str:
        href = element.get("href")
        if not href:
            return text
        element["href"] = urljoin(self.address, str(href))
        element.attrs.pop("title", None)
        return super().convert_a(element, text, parent_tags)

    def convert_img(self, element: Tag, text: str, parent_tags: Any) -> str:
        element["src"] = urljoin(self.address, str(element.get("src", "")))
        return super().convert_img(element, text, parent_tags)
