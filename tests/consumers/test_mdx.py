"""Snippets in MDX: the compiler that everybody uses, with the plugins of Docusaurus, shows the words of the entry."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from built import words
from documents import BECAME, embedded, rendered_mdx, shorewise, states, targets, texts, texts_of
from entries_of import Entry, real, wild
from justhtml import Element, JustHTML
from two_releases import NEW, OLD

from shorewise.embed import snippet

HERE = Path(__file__).parent / "mdx"


def in_sections(entries: Sequence[Entry]) -> str:
    """A document with all of them, each in an element of its own."""
    return "\n".join(f'<section id="n{number}">\n\n{snippet(*entry, "mdx")}\n</section>\n' for number, entry in enumerate(entries))


@pytest.fixture(scope="module", params=[real, wild])
def shown(request: pytest.FixtureRequest) -> list[tuple[Entry, Element]]:
    """Every entry with the element in which its snippet stands."""
    entries = request.param()
    (page,) = rendered_mdx(in_sections(entries))
    return [(entry, page.query_one(f"#n{number}")) for number, entry in enumerate(entries)]


def test_a_reader_sees_the_words_of_the_entry(shown: list[tuple[Entry, Element]]) -> None:
    assert [(entry[1:], texts_of(section)) for entry, section in shown if texts_of(section) != texts(*entry)] == []


def test_the_words_make_no_elements(shown: list[tuple[Entry, Element]]) -> None:
    made = {each.name for _, section in shown for each in section.query("*")}
    assert made <= {"p", "a", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}


def test_the_links_are_those_of_the_entry(shown: list[tuple[Entry, Element]]) -> None:
    for entry, section in shown:
        wanted = targets(JustHTML(snippet(*entry, "html"), sanitize=False).query_one("body"))
        assert [link for link in targets(section) if "x.example" not in link and "b.example" not in link] == wanted, entry[1:]


# --- a document, before and after an update


@pytest.fixture
def guide(glossary_folder: Path, tmp_path: Path) -> Path:
    """A page of somebody's Docusaurus site, with snippets in components, notes and lists."""
    path = Path(shutil.copy(HERE / "docs/guide.mdx", tmp_path))
    path.write_text(embedded(path.read_text("utf-8"), glossary_folder, "mdx", "1.0.0"), "utf-8")
    return path


def body(path: Path) -> JustHTML:
    """The page; Docusaurus takes the head away before MDX reads it."""
    return rendered_mdx(path.read_text("utf-8").split("---\n", 2)[2])[0]


def test_the_snippets_of_a_document_stand_where_they_were_put(guide: Path) -> None:
    page = body(guide)
    notes = [texts_of(each) for each in page.query("aside")]
    assert notes == [
        ["What shares it out, in a component:", *texts(OLD, "concept", "hypervisor")],
        ["And in a note, what we had before:", *texts(OLD, "concept", "on-premises-system")],
    ]
    assert words(page.query_one("li")) == " ".join(["In a list, the way back:", *texts(OLD, "concept", "cloud-repatriation")])
    seen = texts_of(page.query_one("body"))
    for kind, id in (("concept", "virtual-machine"), ("comparison", "three-services"), ("decision", "which-model")):
        wanted = texts(OLD, kind, id)
        assert wanted in [seen[at : at + len(wanted)] for at in range(len(seen))], id
    assert "Until last winter the shop ran in the cellar. What we rent now:" in seen and seen[-1] == "The end."


def test_verify_names_what_became_of_each_snippet(guide: Path, glossary_folder: Path) -> None:
    assert states(guide, glossary_folder) == BECAME


def test_an_updated_document_compiles_and_has_the_new_words(guide: Path, glossary_folder: Path) -> None:
    shorewise("verify", guide, "--update", "--glossary", glossary_folder)
    assert set(states(guide, glossary_folder).values()) == {"current", "withdrawn"}
    page = body(guide)
    seen = texts_of(page.query_one("body"))
    for kind, id in (("concept", "machine-share"), ("concept", "hypervisor"), ("concept", "on-premises-system")):
        wanted = texts(NEW, kind, id)
        assert wanted in [seen[at : at + len(wanted)] for at in range(len(seen))], id
    assert words(page.query_one("li")) == " ".join(["In a list, the way back:", *texts(OLD, "concept", "cloud-repatriation")])


@pytest.mark.parametrize(("form", "ending"), [("mdx", ".md"), ("md", ".mdx")])
def test_docusaurus_may_have_mdx_in_md_and_comments_in_mdx(form: str, ending: str, glossary_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / f"page{ending}"
    page.write_text(embedded("# A page\n\nEMBED concept/hypervisor\n", glossary_folder, form, "1.0.0"), "utf-8")
    assert states(page, glossary_folder) == {"concept/hypervisor": "editorial"}
    shorewise("verify", page, "--update", "--glossary", glossary_folder)
    assert page.read_text("utf-8") == f"# A page\n\n{snippet(NEW, 'concept', 'hypervisor', form)}"
