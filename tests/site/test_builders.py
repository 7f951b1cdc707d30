"""The same files make the same site with either builder."""

from pathlib import Path

from built import Page, dead_links, pages


def test_both_builders_make_the_same_pages(site: Path, other: Path) -> None:
    assert sorted(pages(other)) == sorted(pages(site))


def test_both_builders_give_a_page_the_same_heading(site: Path, other: Path) -> None:
    found = {path: page.h1 for path, page in pages(other).items() if path != "404.html"}
    assert found == {path: pages(site)[path].h1 for path in found}


def test_both_builders_give_a_page_the_same_sections(site: Path, other: Path) -> None:
    def sections(page: Page) -> list[str]:
        return [heading.attrs["id"] for heading in page.article.query("h2")]

    found = {path: sections(page) for path, page in pages(other).items() if path != "404.html"}
    assert found == {path: sections(pages(site)[path]) for path in found}


def test_both_builders_link_a_page_to_the_same_places(site: Path, other: Path) -> None:
    differing = [
        f"{path}: only {builder} leads to {', '.join(sorted(more)[:3])}"
        for path, page in pages(site).items() if path != "404.html"
        for builder, more in (
            ("MkDocs", _targets(page) - _targets(pages(other)[path])),
            ("Zensical", _targets(pages(other)[path]) - _targets(page)),
        )
        if more
    ]
    assert differing == []


def _targets(page: Page) -> set[str]:
    return {page.to(link.attrs["href"]) for link in page.article.query("a[href]")}


def test_every_link_of_the_other_builder_leads_somewhere(other: Path) -> None:
    assert dead_links(other) == []
