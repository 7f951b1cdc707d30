"""A build is all or nothing, says what is wrong, and comes out the same everywhere."""

import re
from pathlib import Path

import pytest
from built import BIN, ROOT, Page, contents, copied, its_own_code, mkdocs, pages, publish, run, words
from kinds import KINDS

from shorewise.load import default_folder, require
from shorewise.publish.whole import published

_MARKS_OF_FAILURE = ("Macro Rendering Error", "Macro Syntax Error", "{{", "{%", "][")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copied(tmp_path / "project")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "2", "LC_ALL": "C"}
    assert mkdocs(ROOT, tmp_path, **elsewhere).returncode == 0
    assert publish(ROOT, tmp_path, **elsewhere).returncode == 0
    first, second = contents(site), contents(tmp_path)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_what_is_kept_from_build_to_build_is_as_if_it_were_made_anew(bare: Path, site: Path) -> None:
    addresses = {address for kind, address in KINDS.items() if kind != "lost"} | {"guides/", "about/"}  # A card names its part of the site.
    html = {f"{address}index.html": (bare / f"{address}index.html").read_text("utf-8") for address in addresses}
    made = published(require(default_folder()), html, "2025-11-25")
    kept = {path: raw for path, raw in made.items() if path.endswith((".png", ".md")) and not path.startswith("embed/")}
    assert len(kept) == 2 * len(html)
    assert {path for path, raw in kept.items() if raw != (site / path).read_bytes()} == set()


def test_no_page_shows_a_failure_or_unread_markup(site: Path) -> None:
    found = [f"{path} shows '{mark}'" for path, page in pages(site).items() for mark in _MARKS_OF_FAILURE if mark in _prose(page)]
    assert found == []


def _prose(page: Page) -> str:
    """The text of a page without its pieces of code and what the rules say, both of which may speak about markup."""
    every = words(page.html.query_one("body"))
    for code in page.html.query("body code"):  # Which speaks about the notation.
        every = every.replace(words(code), "")
    for code in page.html.query("code"):
        every = every.replace(words(code), "", 1)
    return every


def test_every_page_has_a_title_of_its_own(site: Path) -> None:
    seen: dict[str, str] = {}
    twins = [f"{path} and {seen[page.title]}" for path, page in pages(site).items() if seen.setdefault(page.title, path) != path and path != "404.html"]
    assert twins == []


def test_a_misspelt_entry_stops_the_build_and_its_neighbour_is_named(project: Path, tmp_path: Path) -> None:
    append(project / "docs/index.md", '\nSee {{ term("nearshring") }}.\n')
    done = mkdocs(project, tmp_path / "site", **its_own_code(project))
    assert done.returncode != 0
    assert "_File_: `index.md`" in done.stdout
    assert "_BuildError_: there is no concept 'nearshring'. Did you mean 'nearshoring'?" in done.stdout
    assert list(tmp_path.glob("site/**/*.html")) == []


def test_the_check_says_where_a_misspelt_entry_stands(project: Path) -> None:
    line = len((project / "docs/index.md").read_text("utf-8").splitlines()) + 1
    append(project / "docs/index.md", 'See {{ term("nearshring") }}.\n')
    done = run(BIN / "shorewise", "check", "--docs", "docs", cwd=project)
    assert done.returncode == 1
    assert f"docs/index.md:{line}:14: P01 there is no concept 'nearshring'. Did you mean 'nearshoring'?" in done.stdout.splitlines()


def test_an_unknown_variable_stops_the_build(project: Path, tmp_path: Path) -> None:
    append(project / "docs/index.md", "\nWe serve {{ n_terms_typo }} terms.\n")
    done = mkdocs(project, tmp_path / "site", **its_own_code(project))
    assert done.returncode != 0
    assert "_File_: `index.md`" in done.stdout
    assert "_UndefinedError_: 'n_terms_typo' is undefined" in done.stdout
    assert list(tmp_path.glob("site/**/*.html")) == []


def test_a_glossary_with_problems_stops_the_build_with_a_sentence(project: Path, tmp_path: Path) -> None:
    append(project / "glossary/concepts/outsourcing.yaml", "colour: red\n")
    done = mkdocs(project, tmp_path / "site", **its_own_code(project))
    assert done.returncode != 0
    assert "the glossary has problems; `shorewise check` explains:" in done.stdout
    assert "M06 'colour' is not a key here." in done.stdout
    assert "Traceback" not in done.stdout


def make_site(project: Path) -> tuple[int, str]:
    """`make site` in a copy, which must never bring its borrowed environment up to date."""
    done = run("make", "--assume-old=.venv/ready", "site", cwd=project, **its_own_code(project))
    return done.returncode, done.stdout


@pytest.fixture
def old_site(project: Path) -> dict[str, bytes]:
    """What was published before."""
    (project / "site/terms").mkdir(parents=True)
    (project / "site/index.html").write_text("<h1>Before</h1>\n", "utf-8")
    (project / "site/terms/index.html").write_bytes(b"\x00\xff")
    return contents(project / "site")


def test_a_file_that_is_no_yaml_leaves_the_old_site_alone(project: Path, old_site: dict[str, bytes]) -> None:
    append(project / "glossary/concepts/outsourcing.yaml", "gloss: broken: value\n")
    code, said = make_site(project)
    line = (project / "glossary/concepts/outsourcing.yaml").read_text("utf-8").count("\n")
    assert code != 0
    assert f"glossary/concepts/outsourcing.yaml:{line}:14: Y10 there is a second ': ' in the line." in said
    assert "no entry belongs to the page" not in said  # Else somebody deletes the page of an entry that is only misspelt.
    assert "Traceback" not in said
    assert contents(project / "site") == old_site


def test_a_link_to_no_section_leaves_the_old_site_alone(project: Path, old_site: dict[str, bytes]) -> None:
    append(project / "docs/claims.md", "\n[nowhere](terms/index.md#no-such-term)\n")
    code, said = make_site(project)
    assert code != 0
    assert (
        "Doc file 'claims.md' contains a link 'terms/index.md#no-such-term', "
        "but the doc 'terms/index.md' does not contain an anchor '#no-such-term'."
    ) in said
    assert contents(project / "site") == old_site


def test_a_new_site_takes_the_place_of_the_old_one(project: Path, old_site: dict[str, bytes]) -> None:
    code, said = make_site(project)
    assert code == 0, said
    assert pages(project / "site")["index.html"].h1 != "Before"
    assert not set(old_site.items()) & set(contents(project / "site").items())


def test_the_site_can_be_searched(site: Path) -> None:
    data = (site / "assets/search-data.js").read_text("utf-8")
    assert '"t":"Captive unit"' in data
    assert [path for path, page in pages(site).items() if not page.html.query(".md-header form[role=search]")] == []


def test_every_sample_configuration_keeps_search() -> None:
    files = [ROOT / "README.md", *ROOT.glob("CONTRIBUTING.md"), *sorted((ROOT / "docs").rglob("*.md"))]
    samples = [(path.name, sample) for path in files for sample in re.findall(r"^```ya?ml\b[^\n]*\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)]
    forgetful = [name for name, sample in samples if "plugins:" in sample and not re.search(r"plugins:.*\bsearch\b", sample, re.S)]
    assert forgetful == []
