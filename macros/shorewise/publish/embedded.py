"""What a site offers to other people's documents: the files of every release, and on each entry's page the way to them.

Goes in: the releases in their published form, the oldest first. Comes out: `embed/v/<version>/` for each, which never
changes, `embed/latest/` with the same files as the newest, and a panel that the pages of its entries end with.
"""

import json
import re
from collections.abc import Iterator, Mapping

from ..embed import formats
from ..export.frame import title
from ..export.snippets import ENDINGS, place
from ..export.whole import INTEGRITY, exports
from ..markers import KINDS
from ..published import PublishedGlossary
from ..releases import NOW
from ..render.html import Html, joined, tag
from .page import Page

_VERSIONS, _LATEST = "embed/v/", "embed/latest/"
_INVENTORY = "objects.inv"  # Which Sphinx looks for at the root of a site.
FOLDERS = (_VERSIONS, _LATEST)
_FROM, _TO = "<!-- More -->", "<!-- /More -->"
_MORE = re.compile(f"{_FROM}.*?{_TO}", re.S)
_NAMES = {
    "md": "Markdown",
    "html": "HTML",
    "rst": "reStructuredText",
    "mdx": "MDX",
    "txt": "Plain text",
    "json": "JSON",
    "svg": "SVG",
    "mermaid": "Mermaid",
}
# What is no snippet, but code that shows one: its name, and the ending of its file.
_SHOWING = {"frame": ("Frame", "/frame.html"), "element": ("Element", "/element.html")}


def embedded_files(releases: Mapping[str, PublishedGlossary]) -> dict[str, bytes]:
    """The files of all releases. The glossary as it is, before there is any release, is only the latest."""
    made: dict[str, bytes] = {}
    latest: dict[str, bytes] = {}
    for version, glossary in releases.items():
        latest = exports(glossary)
        made |= {f"{_VERSIONS}{version}/{path}": raw for path, raw in latest.items()} if version != NOW else {}
    made |= {f"{_LATEST}{path}": raw for path, raw in latest.items()}
    return made | {_INVENTORY: latest[_INVENTORY]}


def pages_of(files: Mapping[str, bytes]) -> list[str]:
    """The HTML among these that a browser opens by itself."""
    return [raw.decode() for path, raw in files.items() if path.endswith(("/index.html", "/glossary.html"))]


def other_than_frozen(files: Mapping[str, bytes], version: str, frozen: str) -> list[str]:
    """A sentence for each file of a version that is not what its release promised. `frozen` is its integrity.json."""
    before = json.loads(frozen)["files"]
    folder = f"{_VERSIONS}{version}/"
    now = json.loads(files[folder + INTEGRITY])["files"]
    return [
        f"{folder}{path} was published for good, and would not be the same file any more."
        for path, hash_ in before.items()
        if now.get(path) != hash_
    ]


def _kind(glossary: PublishedGlossary, page: Page) -> str:
    """The kind of the page's entry, when the release has it and it can be embedded."""
    kind = next((kind for kind, collection in KINDS.items() if collection == page.collection), "")
    entry = getattr(glossary, page.collection).get(page.id) if kind else None
    return kind if entry is not None and getattr(entry, "status", "") != "withdrawn" else ""


def _folder(glossary: PublishedGlossary) -> str:
    return _LATEST if glossary.version == NOW else f"{_VERSIONS}{glossary.version}/"


def with_more(html: str, more: str) -> str:
    """The page with more behind its article, in place of what an earlier run put there."""
    return _MORE.sub("", html).replace("</article>", f"</article>{_FROM}{more}{_TO}" if more else "</article>", 1)


def panel(glossary: PublishedGlossary, page: Page, about: str = "") -> Html:
    """The ways to the entry in each format, which a script makes into a place to look at and copy it.

    `about` is the address of the page about embedding, where the site has one.
    """
    kind = _kind(glossary, page)
    if not kind:
        return Html("")
    items = [
        tag("li", tag("a", name, href=page.to(_folder(glossary) + place(kind, page.id) + ending), download=True))
        for name, ending in _offered(kind)
    ]
    stays = (
        "The glossary as it is, which will change."
        if glossary.version == NOW
        else f"Version {glossary.version}, which will not change."
    )
    says = f"{stays} Copy all of a snippet, markers included: with them "
    tells = "your own checks can tell"
    known = tag("p", says, tag("a", tells, href=page.to(about)) if about else tells, " when its meaning moves.")
    details = tag("details", tag("summary", "Embed this"), known, tag("ul", *items), class_="shorewise-embed")
    return tag("div", details, class_="shorewise md-typeset")


def _offered(kind: str) -> Iterator[tuple[str, str]]:
    yield from ((_NAMES[form], ENDINGS[form]) for form in formats(kind))
    yield from (shown for way, shown in _SHOWING.items() if way != "element" or kind == "concept")


def discovery(glossary: PublishedGlossary, page: Page) -> Html:
    """The link by which a content system finds what to show when somebody pastes the page's address."""
    kind = _kind(glossary, page)
    if not kind:
        return Html("")
    entry = getattr(glossary, page.collection)[page.id]
    href = glossary.url + _folder(glossary) + place(kind, page.id) + "/oembed.json"
    # The blank: see head.py.
    return joined([tag("link", rel="alternate ", type="application/json+oembed", title=title(entry), href=href)])
