"""An entry as a page to be shown in a frame of somebody else's page, and what tells a content system about it.

The page is light or dark as the reader's system is, and says its height to the page around it. In a frame with `sandbox`
it can do nothing else. It loads nothing, since WebKit takes no file for its own in such a frame.
"""

import json
from importlib.resources import files

from ..embed import snippet
from ..publish.policy import with_policy
from ..published import PublishedConcept, PublishedEntry, PublishedGlossary
from ..releases import NOW
from ..render.html import Html, joined, tag
from .snippets import entries, place

WIDTH, HEIGHT = 640, 240  # In pixels, until the page has said its height.


def frame_files(glossary: PublishedGlossary) -> dict[str, bytes]:
    """For each entry its page, the code of a frame with it, and its oEmbed description."""
    made = {}
    for kind, entry in entries(glossary):
        where = place(kind, entry.id)
        made[f"{where}/index.html"] = _page(glossary, kind, entry).encode()
        made[f"{where}/frame.html"] = f"{frame(glossary, kind, entry)}\n".encode()
        made[f"{where}/oembed.json"] = _oembed(glossary, kind, entry).encode()
    return made


def title(entry: PublishedConcept | PublishedEntry) -> str:
    """What the entry is called, whatever it is."""
    return entry.preferred if isinstance(entry, PublishedConcept) else entry.title


def address(glossary: PublishedGlossary, where: str) -> str:
    """The full address of a file below the version's folder; the glossary as it is has none of its own."""
    return f"{glossary.url}embed/{'latest' if glossary.version == NOW else f'v/{glossary.version}'}/{where}"


def frame(glossary: PublishedGlossary, kind: str, entry: PublishedConcept | PublishedEntry) -> Html:
    """The element that shows the page."""
    return tag(
        "iframe",
        src=address(glossary, f"{place(kind, entry.id)}/"),
        title=f"{title(entry)}, from {glossary.title} {glossary.version}",
        width=str(WIDTH),
        height=str(HEIGHT),
        loading="lazy",
        sandbox="allow-scripts allow-popups",
        referrerpolicy="no-referrer",
    )


def _page(glossary: PublishedGlossary, kind: str, entry: PublishedConcept | PublishedEntry) -> str:
    head = [
        tag("meta", charset="utf-8"),
        tag("title", f"{title(entry)} - {glossary.title} {glossary.version}"),
        tag("meta", name="viewport", content="width=device-width"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("link", rel="canonical", href=entry.url),
        _own("style", "frame.css"),
        Html('<base target="_blank">'),
    ]
    body = joined([tag("main", Html(f"\n{snippet(glossary, kind, entry.id, 'html')}")), _own("script", "frame.js")])
    whole = f'<!doctype html>\n<html lang="{glossary.language}">\n{tag("head", *head)}\n{tag("body", body)}\n</html>\n'
    return with_policy(whole)


def _own(element: str, file: str) -> Html:
    """The styles or the script that all pages have."""
    return tag(element, Html((files(__package__) / file).read_text("utf-8")))


def _oembed(glossary: PublishedGlossary, kind: str, entry: PublishedConcept | PublishedEntry) -> str:
    """As https://oembed.com asks for."""
    about = {
        "version": "1.0",
        "type": "rich",
        "title": title(entry),
        "provider_name": glossary.title,
        "provider_url": glossary.url,
        "html": frame(glossary, kind, entry),
        "width": WIDTH,
        "height": HEIGHT,
        "cache_age": 31536000,
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
