"""Snippets in a README: what GitHub leaves of the page still defines, compares and decides.

GitHub keeps the elements and attributes of a list, without classes, styles and scripts; see documents.py.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from built import words
from documents import BECAME, embedded, on_github, rendered, shorewise, states, targets, texts, texts_of
from entries_of import Entry, real, wild
from justhtml import Element, JustHTML
from two_releases import NEW, OLD

from shorewise.embed import snippet

README = Path(__file__).parent / "readme/README.md"

@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("entries", [real, wild])
def test_a_reader_sees_the_words_of_the_entry(entries: Callable[[], Sequence[Entry]], form: str) -> None:
    for entry in entries():
        assert texts_of(on_github(snippet(*entry, form)).query_one("body")) == texts(*entry), entry[1:]


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("entries", [real, wild])
def test_the_links_lead_to_the_same_places(entries: Callable[[], Sequence[Entry]], form: str) -> None:
    for entry in entries():
        wanted = targets(JustHTML(snippet(*entry, "html"), sanitize=False).query_one("body"))
        assert targets(on_github(snippet(*entry, form)).query_one("body")) == wanted, entry[1:]


# --- a README, before and after an update


@pytest.fixture(params=["md", "html"])
def readme(request: pytest.FixtureRequest, glossary_folder: Path, tmp_path: Path) -> Path:
    """A README with snippets in quotations, lists and folded parts."""
    path = Path(shutil.copy(README, tmp_path))
    path.write_text(embedded(path.read_text("utf-8"), glossary_folder, request.param, "1.0.0"), "utf-8")
    return path


def body(path: Path) -> Element:
    return on_github(path.read_text("utf-8")).query_one("body")


def test_the_snippets_stand_where_they_were_put(readme: Path) -> None:
    page = body(readme)
    assert texts_of(page.query_one("blockquote")) == ["What shares it out:", *texts(OLD, "concept", "hypervisor")]
    assert texts_of(page.query_one("details")) == texts(OLD, "concept", "on-premises-system")
    assert words(page.query_one("ol > li")) == " ".join(["The way back:", *texts(OLD, "concept", "cloud-repatriation")])
    heads = [words(each) for each in page.query("ol > li table tr > *")]
    assert heads[:4] == ["", *(OLD.concepts[id].preferred for id in OLD.comparisons["three-services"].concepts)]


def test_a_decision_is_still_a_list_in_a_list(readme: Path) -> None:
    deepest = body(readme).query("body > ul > li > ul > li > ul > li > ul > li")
    assert words(deepest[-1]) == "the provider: software as a service"


def test_what_github_takes_away_is_nothing_that_is_read(readme: Path) -> None:
    document = readme.read_text("utf-8")
    before = rendered(document).query_one("body")
    assert (words(body(readme)), targets(body(readme))) == (words(before), targets(before))


def test_verify_names_what_became_of_each_snippet(readme: Path, glossary_folder: Path) -> None:
    assert states(readme, glossary_folder) == BECAME


def test_an_updated_readme_has_the_new_words(readme: Path, glossary_folder: Path) -> None:
    shorewise("verify", readme, "--update", "--glossary", glossary_folder)
    assert set(states(readme, glossary_folder).values()) == {"current", "withdrawn"}
    page = body(readme)
    assert texts_of(page)[1] == texts(NEW, "concept", "machine-share")[0]
    assert texts_of(page.query_one("blockquote")) == ["What shares it out:", *texts(NEW, "concept", "hypervisor")]
    assert texts_of(page.query_one("details")) == texts(NEW, "concept", "on-premises-system")
    assert words(page.query_one("ol > li")) == " ".join(["The way back:", *texts(OLD, "concept", "cloud-repatriation")])
