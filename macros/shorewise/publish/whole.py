"""Everything that a builder does not make, added to a finished site in one go.

Goes in: the glossary and the site's HTML files. Comes out: every file that is new or other than before. Nothing here
depends on the clock, on the builder, or on whether the site was published before.
"""

from collections.abc import Mapping
from functools import partial

from ..addresses import former, living
from ..glossary import Glossary
from ..kept import Keep, nowhere
from ..published import PublishedGlossary
from ..published import published as as_published
from ..releases import NOW
from . import embedded, lists, moved
from .card import card_path, drawing, picture
from .head import links, with_head
from .linked_data import linked_data
from .mentioned import line, mentioned
from .page import Page, pages, stem, with_directories
from .policy import headers, with_policy
from .twin import converted, twin, twin_path

Files = dict[str, bytes]
_NOWHERE = "https://nowhere.invalid/"


def published(
    glossary: Glossary,
    html: Mapping[str, str],
    day: str,
    keep: Keep = nowhere,
    releases: Mapping[str, PublishedGlossary] | None = None,
) -> Files:
    """All files to write: path below the site's folder -> bytes. `day` is the day of the build.

    `keep` may know from an earlier run what takes long to make. Each of the releases gets its folder for other people's
    documents; while there is none, the glossary as it is stands for the newest.
    """
    html = {path: text for path, text in html.items() if not path.startswith(embedded.FOLDERS)}
    found = pages(glossary, html)
    directories = with_directories(found)
    versions = releases or {NOW: as_published(glossary, NOW)}
    whole = _whole_pages(glossary, html, found, list(versions.values())[-1]) | _moved_pages(glossary, directories)
    secured = {path: with_policy(text) for path, text in whole.items()}
    site = lists.sitemap(glossary, found, day)
    offered = embedded.embedded_files(versions)
    return {
        **_encoded(secured),
        **_twins(glossary, found, keep),
        **_cards(glossary, found, keep),
        "sitemap.xml": site,
        "sitemap.xml.gz": lists.packed(site),
        "feed.xml": lists.feed(glossary, found),
        "opensearch.xml": lists.opensearch(glossary),
        **_encoded(
            {
                "robots.txt": lists.robots(glossary),
                "llms.txt": lists.overview(glossary, found),
                "_headers": headers(glossary.about.url, secured, embedded.pages_of(offered)),
                "_redirects": moved.redirects(glossary, directories),
                moved.SCRIPT_PATH: moved.SCRIPT,
            }
        ),
        **offered,
    }


def _encoded(texts: Mapping[str, str]) -> Files:
    return {path: text.encode() for path, text in texts.items()}


def _whole_pages(
    glossary: Glossary, html: Mapping[str, str], found: list[Page], newest: PublishedGlossary
) -> dict[str, str]:
    """Every HTML file, the pages with all that belongs into their heads, and with what they offer to others."""
    by_stem = {page.stem: page for page in found}
    about = by_stem.get("embed")
    mentioning = mentioned(found)

    def whole(page: Page) -> str:
        head = links(glossary, page) + embedded.discovery(newest, page) + linked_data(glossary, page, by_stem)
        made = with_head(html[page.path], head, glossary.about.url + page.address)
        panel = embedded.panel(newest, page, about.address if about else "")
        return embedded.with_more(made, line(page, mentioning.get(page.address, [])) + panel)

    return {**html} | {page.path: whole(page) for page in found}


def _moved_pages(glossary: Glossary, directories: bool) -> dict[str, str]:
    return {
        old: moved.moved_page(glossary, old, new, title)
        for old, (new, title) in moved.moved(glossary, directories).items()
    }


def _twins(glossary: Glossary, found: list[Page], keep: Keep) -> Files:
    def text_of(page: Page) -> str:
        # Made for a host that does not exist, so that what was kept serves wherever the site is put.
        address = _NOWHERE + page.address
        text = keep(f"twin {address}\n{page.article}", lambda: converted(page.article, address).encode())
        return text.decode().replace(_NOWHERE, glossary.about.url)

    return {twin_path(page): twin(glossary, page, text_of(page)).encode() for page in found}


def _cards(glossary: Glossary, found: list[Page], keep: Keep) -> Files:
    titles = {page.stem: page.title for page in found}
    drawings = {card_path(page): drawing(glossary, page, _sort(glossary, page, titles)) for page in found}
    return {path: keep(f"card {svg}", partial(picture, svg)) for path, svg in drawings.items()}


def _sort(glossary: Glossary, page: Page, titles: Mapping[str, str]) -> str:
    """What sort of page it is: a concept's kind, else the part of the site."""
    kind = glossary.kinds.get(getattr(page.entry(glossary), "kind", ""))
    return kind.label if kind else titles.get(page.folder, glossary.about.title) if page.stem != page.folder else ""


# --- addresses


def addresses(glossary: Glossary, html: Mapping[str, str]) -> list[str]:
    """Every address of the site that is worth keeping: all pages, and the places of entries in lists."""
    stems = [page.stem for page in pages(glossary, html)]
    return sorted({*(f"{each}/" if each else "/" for each in stems), *dict(living(glossary))})


def vanished(glossary: Glossary, html: Mapping[str, str]) -> list[str]:
    """A sentence for each address in the list of published ones at which there is nothing any more.

    NotBuilt if the folder has no pages at all.
    """
    pages(glossary, html)
    moved_on = {old for old, _, _ in former(glossary)}
    there = {stem(path): text for path, text in html.items()}
    return [
        f"{address} was published, and {wrong} in this site."
        for address in glossary.published
        if address not in moved_on and (wrong := _wrong(address, there))
    ]


def _wrong(address: str, there: Mapping[str, str]) -> str:
    path, _, section = address.partition("#")
    text = there.get(path.strip("/"))
    if text is None:
        return "there is no such page"
    return f"its page has no place '{section}'" if section and f'id="{section}"' not in text else ""
