"""Somebody's handbook, which has no glossary, shows entries of one: built by MkDocs and by Zensical.

The package is put where pip would put it, with one release of the invented glossary, or with two.
"""

from pathlib import Path

import pytest
from built import Page, pages, words
from hosts import SETTINGS, build, host, installed, site
from justhtml import Element, JustHTML
from two_releases import NEW, OLD

from shorewise.embed import snippet
from shorewise.export.abbreviations import abbreviations

Package = dict[str, str]
Sites = dict[str, Path]
URL = "https://cloudwise.example/"
BLOCKS = {
    "definition": ("concept", "hypervisor", "div.shorewise-definition"),
    "comparison": ("comparison", "three-services", "div.shorewise-comparison"),
    "decision": ("decision", "which-model", "div.shorewise-decision"),
}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, glossary_folder: Path) -> Package:
    """What was installed last year."""
    return installed(tmp_path_factory.mktemp("old"), glossary_folder, "1.0.0")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory, glossary_folder: Path) -> Package:
    """What is installed now."""
    return installed(tmp_path_factory.mktemp("new"), glossary_folder, "1.0.0", "2.0.0")


@pytest.fixture(scope="module", params=SETTINGS)
def builder(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def sites(builder: str, old: Package, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The handbook with first-mention links, and without."""
    folder = tmp_path_factory.mktemp("hosts")
    return {name: site(builder, host(folder / name, builder, links=name == "links"), old) for name in ("links", "bare")}


def page(site: Path, path: str) -> Page:
    return pages(site)[f"{path}index.html"]


# --- what a macro shows


@pytest.mark.parametrize("macro", BLOCKS)
def test_a_macro_shows_what_the_snippet_says(sites: Sites, macro: str) -> None:
    kind, id, selector = BLOCKS[macro]
    block = page(sites["links"], "").article.query_one(selector)
    embedded = JustHTML(snippet(OLD, kind, id, "html"), sanitize=False)
    assert words(block) == words(embedded.query_one("body"))
    assert outline(block) == outline(embedded.query_one("body"))
    assert "Cloudwise 1.0.0" in words(block) and "CC0-1.0" in words(block)


def outline(element: Element) -> list[tuple[str, dict]]:
    """Every element below this one with its attributes, in order; empty paragraphs do not count."""
    found = (each for each in element.query("*") if each.name != "p" or words(each))
    return [(each.name, each.attrs) for each in found]


@pytest.mark.parametrize("macro", BLOCKS)
def test_a_macro_needs_no_style_no_script_and_no_file(sites: Sites, macro: str) -> None:
    _, _, selector = BLOCKS[macro]
    block = page(sites["links"], "").article.query_one(selector)
    assert {each.name for each in block.query("*")} <= {"p", "a", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    assert {name for each in block.query("*") for name in each.attrs} <= {"href", "dir", "scope"}
    assert list(sites["links"].rglob("*shorewise*")) == []


def test_every_link_of_a_macro_leads_to_the_glossary_s_site(sites: Sites) -> None:
    known = {each.url for entries in (OLD.concepts, OLD.comparisons, OLD.decisions) for each in entries.values()}
    for path in ("", "guides/machines/places/"):
        found = {link.attrs["href"] for link in page(sites["links"], path).article.query("div.shorewise a")}
        assert found and found <= known


def test_a_term_is_a_link_in_the_words_that_were_typed(sites: Sites) -> None:
    found = {words(link): link.attrs["href"] for link in page(sites["links"], "").article.query("p > a.shorewise-term")}
    assert {name: found.get(name) for name in ("VM", "somebody else's machine", "on-premises system")} == {
        "VM": f"{URL}terms/virtual-machine/",
        "somebody else's machine": f"{URL}terms/hosted-service/",
        "on-premises system": f"{URL}terms/on-premises-system/",
    }


CONTAINERS = {"top": "article > div", "note": ".admonition > div", "numbered": "ol > li > div", "tab": ".tabbed-block > div", "tight": "ul > li > div"}


@pytest.mark.parametrize("name", ["links", "bare"])
def test_a_macro_stays_inside_the_note_the_list_or_the_tab(sites: Sites, name: str) -> None:
    shown = page(sites[name], "guides/machines/places/").html
    found = {place: [each for each in shown.query(selector) if "shorewise" in each.attrs.get("class", "")] for place, selector in CONTAINERS.items()}
    assert {place: [each.attrs["class"].split("-")[1] for each in blocks] for place, blocks in found.items()} == {
        "top": ["definition"], "note": ["comparison"], "numbered": ["decision"], "tab": ["definition"], "tight": ["definition"],
    }
    inside = [each for each in shown.query("p, li") if words(each) == "Inside."]
    assert [each.parent.name for each in inside] == ["div", "li", "div", "ul"]
    assert [each.parent.name for each in shown.query("p") if words(each) == "Outside."] == ["article"]


@pytest.mark.parametrize("name", ["links", "bare"])
def test_a_macro_says_the_same_in_every_place(sites: Sites, name: str) -> None:
    shown, top = page(sites[name], "guides/machines/places/").article, page(sites["links"], "").article
    for _, _, selector in BLOCKS.values():
        whole = top.query_one(selector)
        found = [each for each in shown.query(selector) if words(each)[:8] == words(whole)[:8]]
        assert found
        assert {words(each) for each in found} == {words(whole)}
        assert [outline(each) for each in found] == [outline(whole)] * len(found)


# --- what the first mention of a term becomes


def test_first_mentions_are_links_to_the_glossary_s_site(sites: Sites) -> None:
    shown = page(sites["links"], "guides/machines/mentions/").article
    assert [(words(link), link.attrs["href"]) for link in shown.query("a.shorewise-term")] == [
        ("hypervisor", f"{URL}terms/hypervisor/"),
        ("private clouds", f"{URL}terms/private-cloud/"),
        ("virtual machine", f"{URL}terms/virtual-machine/"),
        ("hypervisor", f"{URL}terms/hypervisor/"),
    ]


def test_what_is_no_mention_is_left_alone(sites: Sites) -> None:
    last = page(sites["links"], "guides/machines/mentions/").article.query("p")[-1]
    assert words(last) == (
        "A private cloud is not for us, and neither is private cloud in code, nor one behind a link. The word [hypervisor] in "
        "brackets keeps them, on-premises systems lead where we say, and so does cloud migration."
    )
    assert [(words(link), link.attrs["href"]) for link in last.query("a") if "class" not in link.attrs] == [
        ("behind a link", "../../../"), ("on-premises systems", "../../../"), ("cloud migration", "https://elsewhere.example/"),
    ]


def test_a_page_may_have_no_links(sites: Sites) -> None:
    shown = page(sites["links"], "guides/machines/quiet/").article
    assert list(shown.query("p a")) == []
    assert words(shown.query_one("p")) == "Nothing is linked here: hypervisor, private cloud, virtual machine."


def test_a_page_without_a_mention_is_the_same_to_the_byte(sites: Sites) -> None:
    with_links, without = (at / "guides/machines/plain/index.html" for at in sites.values())
    assert with_links.read_bytes() == without.read_bytes()


def test_nothing_but_links_is_added(sites: Sites) -> None:
    """But for the links, a page that is full of mentions is what it is without the extension."""
    with_links, without = (page(at, "guides/machines/places/").article for at in sites.values())
    assert words(with_links) == words(without)


# --- what a newer package does


def pages_of(project: Path, **texts: str) -> Path:
    """The project with these pages for its own."""
    for each in sorted(project.rglob("docs/**/*.md")):
        each.unlink()
    for name, text in texts.items():
        (project / "docs" / f"{name}.md").write_text(text, "utf-8")
    return project


def shown(macro: str, *ids: str) -> str:
    return "".join(f'{{{{ {macro}("{id}") }}}}\n\n' for id in ids)


def said(site: Path) -> list[str]:
    return [words(each) for each in page(site, "").article.query("div.shorewise")]


def sentences(release: object, *ids: str) -> list[str]:
    return [words(JustHTML(snippet(release, "concept", id, "html"), sanitize=False).query_one("body")) for id in ids]


def test_a_newer_package_shows_the_newer_words(builder: str, new: Package, tmp_path: Path) -> None:
    ids = ("hypervisor", "on-premises-system", "machine-share")
    project = pages_of(host(tmp_path / "host", builder), index=shown("definition", *ids))
    assert said(site(builder, project, new)) == sentences(NEW, *ids)


def test_a_version_keeps_the_older_words(builder: str, new: Package, tmp_path: Path) -> None:
    ids = ("hypervisor", "on-premises-system", "virtual-machine", "cloud-repatriation")
    project = pages_of(host(tmp_path / "host", builder, version="1.0.0"), index=shown("definition", *ids))
    assert said(site(builder, project, new)) == sentences(OLD, *ids)


# A release says what happened to an entry, so that a build is stopped by what somebody has to read, and by that alone.
STOPS = {
    '{{ definition("virtual-machine") }}': "the concept 'virtual-machine' is called 'machine-share' now. Write that.",
    '{{ term("cloud-repatriation") }}': "'cloud-repatriation' was withdrawn. Write 'cloud-migration'.",
    '{{ decision("wich-model") }}': "there is no decision 'wich-model' in Cloudwise 2.0.0. Did you mean 'which-model'?",
    '{{ terms_index() }}': "terms_index shows the glossary of a site that has one. Put a folder glossary/ beside docs/, or take this out.",
}


@pytest.mark.parametrize("macro", STOPS)
def test_what_cannot_be_shown_stops_the_build_whatever_the_settings(builder: str, macro: str, new: Package, tmp_path: Path) -> None:
    project = pages_of(host(tmp_path / "host", builder), index="# Home\n", other=f"# Other\n\n{macro}\n")
    done = build(builder, project, new, strict=False)
    assert done.returncode != 0
    assert f"other.md: {STOPS[macro]}" in done.stdout


def test_a_version_that_is_not_installed_stops_the_build(builder: str, old: Package, tmp_path: Path) -> None:
    project = pages_of(host(tmp_path / "host", builder, version="2.0.0"), index=shown("definition", "hypervisor"))
    done = build(builder, project, old, strict=False)
    assert done.returncode != 0
    assert "there is no version '2.0.0' of the glossary. Did you mean '1.0.0'?" in done.stdout


_APPEND = {"mkdocs": "  - pymdownx.snippets: {auto_append: [abbreviations.md]}\n", "zensical": '"pymdownx.snippets" = {auto_append = ["abbreviations.md"]}\n'}
_READ = {"mkdocs": "  - abbr\n", "zensical": "abbr = {}\n"}


def test_appended_short_forms_that_nothing_would_read_stop_the_build(builder: str, old: Package, tmp_path: Path) -> None:
    project = pages_of(host(tmp_path / "host", builder), index="# Home\n\nA VM.\n")
    (project / "abbreviations.md").write_text(abbreviations(OLD), "utf-8")
    settings = project / SETTINGS[builder]
    settings.write_text(settings.read_text("utf-8") + _APPEND[builder], "utf-8")
    done = build(builder, project, old, strict=False)
    assert done.returncode != 0
    assert "abbreviations.md is appended to every page, which would show it as it is written: add 'abbr' to markdown_extensions." in done.stdout
    settings.write_text(settings.read_text("utf-8") + _READ[builder], "utf-8")
    shown = page(site(builder, project, old), "").article
    assert [each.attrs["title"] for each in shown.query("abbr")] == ["virtual machine"]
    assert "*[" not in words(shown)
