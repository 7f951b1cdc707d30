"""Every link on every page leads somewhere, wherever the site is put and however its addresses are written."""

import re
from collections import Counter
from pathlib import Path

from built import BASE, ROOT, dead_links, pages

from shorewise.load import require


def test_every_link_leads_to_a_file_and_a_section_of_it(site: Path) -> None:
    assert dead_links(site) == []


def test_every_link_does_so_when_addresses_are_files(flat: Path) -> None:
    assert (flat / "terms/captive-unit.html").is_file()
    assert dead_links(flat) == []


def test_no_link_needs_the_root_of_the_host(site: Path) -> None:
    rooted = [f"{path}: '{href}'" for path, page in pages(site).items() for href in page.links if href.startswith("/") and path != "404.html"]
    assert rooted == []


def test_canonical_addresses_and_the_sitemap_name_the_folder_once(below: Path) -> None:
    expected = {BASE + page.address for path, page in pages(below).items() if path != "404.html"}
    canonical = {link.attrs["href"] for page in pages(below).values() for link in page.html.query("link[rel=canonical]")}
    listed = set(re.findall("<loc>(.*?)</loc>", (below / "sitemap.xml").read_text("utf-8")))
    assert canonical == expected
    assert listed == expected


def test_the_page_for_lost_readers_links_into_the_folder(below: Path) -> None:
    lost = pages(below)["404.html"]
    outside = [href for href in lost.links if not href.startswith(("/kb/", "/kb", BASE, "https://", "#"))]
    assert outside == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = [f"{path}: {id}" for path, page in pages(site).items() for id, times in Counter(page.ids).items() if times > 1]
    assert twice == []


def test_every_statement_leads_to_where_it_is_treated(site: Path) -> None:
    folders = {"concepts": "terms", "comparisons": "compare", "decisions": "decide"}
    table = pages(site)["about/statements/index.html"]
    rows = {row.query_one("[id]").attrs["id"]: row for row in table.article.query("tbody tr")}

    def target(at: str) -> str:
        path, _, section = at.partition("#")
        collection, _, id = path.partition("/")
        if collection in folders:
            return f"{BASE}{folders[collection]}/{id}/{'#' if section else ''}{section}"
        return f"{BASE}{collection}/#{id}"

    statements = require(ROOT / "glossary").statements
    assert list(rows) == list(statements)
    for id, statement in statements.items():
        shown = [table.to(link.attrs["href"]) for link in rows[id].query("li a")]
        assert shown == [target(each.at) for each in statement.treated], id
