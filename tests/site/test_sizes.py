"""What a reader has to fetch: little, and from nowhere else."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from kinds import KINDS
from playwright.sync_api import Page

Visit = Callable[..., Page]
PAGE, VISIT, SEARCH, NEIGHBOURS = 60_000, 120_000, 100_000, 40  # Search: what design.md grants it, once it is asked.
TERM = re.compile(r'href="(?:\.\./)*(?:terms/)?([a-z-]+)/"')


def concept_pages(site: Path) -> dict[str, str]:
    """The HTML of each page below terms/, by the name of its folder."""
    return {path.parent.name: path.read_text("utf-8") for path in sorted(site.glob("terms/*/index.html"))}


def test_the_page_of_a_concept_is_small(site: Path) -> None:
    sizes = {id: len(html.encode()) for id, html in concept_pages(site).items()}
    assert sizes
    assert {id: size for id, size in sizes.items() if size > PAGE} == {}


def test_what_stands_round_a_page_names_no_concept(site: Path) -> None:
    """So it does not grow with their number."""
    concepts = concept_pages(site)
    for id, html in concepts.items():
        before, _, rest = html.partition("<article")
        around = before + rest.partition("</article>")[2]
        assert sorted(set(TERM.findall(around)) & (set(concepts) - {id})) == [], id


def test_the_page_of_a_concept_names_its_neighbours_and_not_all_concepts(site: Path) -> None:
    concepts = concept_pages(site)
    named = {id: len(set(TERM.findall(html)) & set(concepts)) for id, html in concepts.items()}
    assert max(named.values()) > 10  # They are seen.
    assert {id: number for id, number in named.items() if number > NEIGHBOURS} == {}


def size_of(site: Path, url: str) -> int:
    """How many bytes an address costs, compressed as a host sends it."""
    path = site / unquote(urlsplit(url).path.removeprefix("/kb/").removeprefix("/"))
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 9))


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_fetches_little_and_from_this_host_alone(
    visit: Visit, site: Path, complaints: list[str], fetched: list[str], kind: str
) -> None:
    visit(KINDS[kind]).wait_for_load_state("networkidle")
    sizes = {url: size_of(site, url) for url in fetched if not url.startswith("data:")}
    assert len(sizes) >= 4  # The page, its styles, its scripts.
    assert sum(sizes.values()) <= (VISIT + SEARCH if kind == "lost" else VISIT), sizes  # A lost page searches at once.
    assert complaints == []


LOADED = {
    ".html": r'<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*\s(?:src|srcset|data|poster)="(?:https?:)?//[^"]*'
    r'|<link\b(?=[^>]*\srel="?(?:stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)\b)'
    r'[^>]*href="?(?:https?:)?//[^>]*',
    ".css": r"url\(\s*[\"']?(?:https?:)?//[^)]*|@import[^;]*",
}


CODE_FOR_OTHERS = ("element.html", "frame.html")  # To be put into other people's pages, where this site is elsewhere.


@pytest.mark.parametrize("ending", LOADED)
def test_no_file_loads_another_from_elsewhere(site: Path, ending: str) -> None:
    files = [path for path in sorted(site.rglob(f"*{ending}")) if path.name not in CODE_FOR_OTHERS]
    assert files
    found = {str(path.relative_to(site)): hits for path in files if (hits := re.findall(LOADED[ending], path.read_text("utf-8")))}
    assert found == {}


def test_what_would_load_from_elsewhere_would_be_seen() -> None:
    assert re.search(LOADED[".html"], '<script async src="https://cdn.test/x.js">')
    assert re.search(LOADED[".html"], '<link href="//fonts.test/x" rel="stylesheet">')
    assert not re.search(LOADED[".html"], '<link rel="canonical" href="https://here.test/">')
    assert re.search(LOADED[".css"], "a { background: url('https://cdn.test/x.png') }")
