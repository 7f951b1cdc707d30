"""What the head of a page says to programs: its address, its picture, its other forms."""

import re
from collections.abc import Mapping

from ..glossary import Glossary
from ..render.html import Html, joined, tag
from .card import HEIGHT, WIDTH, card_path
from .page import NotBuilt, Page
from .twin import twin_path

_FROM, _TO = "<!-- Added by shorewise publish -->", "<!-- End of what was added -->"
_ADDED = re.compile(f"{re.escape(_FROM)}.*?{re.escape(_TO)}", re.S)
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_NEIGHBOUR = re.compile(
    r'<link rel="(?:prev|next)" href="[^"]*">'
)  # Firefox fetches the next page before anybody asks.


def with_head(html: str, addition: str, canonical: str) -> str:
    """The page with this at the end of its head, in place of what an earlier run put there, with its address, and without a next one."""
    head, end, body = html.partition("</head>")
    if not end:
        raise NotBuilt("a page has no head")
    bare = _NEIGHBOUR.sub("", _CANONICAL.sub("", _ADDED.sub("", head)))
    return "".join([bare, _FROM, tag("link", rel="canonical", href=canonical), addition, _TO, end, body])


def links(glossary: Glossary, page: Page) -> Html:
    """Open Graph, the card, and the ways to the Markdown twin, the feed and the search."""
    root, title = glossary.about.url, glossary.about.title
    properties = {
        "og:site_name": title,
        "og:title": page.title,
        "og:description": page.description,
        "og:type": "article" if page.stem else "website",
        "og:url": root + page.address,
        "og:image": root + card_path(page),
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": f"{page.title}: {page.description}".removesuffix(": "),
        "og:locale": glossary.about.language.replace("-", "_"),
    }
    return joined(
        [
            *(tag("meta", property=name, content=content) for name, content in properties.items() if content),
            tag("meta", name="twitter:card", content="summary_large_image"),
            *(tag("link", **attributes) for attributes in _alternates(page, title)),
        ]
    )


def _alternates(page: Page, title: str) -> list[Mapping[str, str]]:
    """Relative, so that they hold wherever the folder is put.

    The blank in "alternate " means nothing to HTML. Without it the theme's script takes each for a translation of the
    whole site and fetches a sitemap from beside it, which for a twin is not there.
    """
    return [
        {"rel": "alternate ", "type": "text/markdown", "href": page.to(twin_path(page))},
        {"rel": "alternate ", "type": "application/atom+xml", "title": title, "href": page.to("feed.xml")},
        {
            "rel": "search",
            "type": "application/opensearchdescription+xml",
            "title": title,
            "href": page.to("opensearch.xml"),
        },
    ]
