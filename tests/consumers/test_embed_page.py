"""What the page about embedding shows is what a reader can do: its settings build, its macros show, its commands run."""

import re
from pathlib import Path

import pytest
import yaml
from built import BIN, ROOT, pages, run, words
from documents import on_github, rendered_mdx, shorewise, texts, texts_of
from hosts import SETTINGS, host
from justhtml import JustHTML

from shorewise.embed import snippet
from shorewise.load import default_folder, require
from shorewise.published import published

PAGE = (ROOT / "docs/embed.md").read_text("utf-8")
NOW = published(require(default_folder()), "now")


def samples(section: str, language: str = "") -> list[str]:
    """The code blocks of a section, as a reader copies them."""
    (text,) = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
    return [re.sub(r"\{% (end)?raw %\}", "", each) for each in found]


SITE = "In another MkDocs or Zensical site"
MACROS, PIN, LINKS = map(yaml.safe_load, samples(SITE, "yaml"))


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the settings and the page that are shown; nothing of this project is beside it."""
    project = tmp_path_factory.mktemp("shown")
    (page,) = samples(SITE, "markdown")
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text(f"# Home\n\nOutsourcing it is.\n\n{page}", "utf-8")
    (project / "mkdocs.yml").write_text(yaml.safe_dump({"site_name": "Shown", "theme": {"name": "material", "font": False}, **MACROS, **LINKS}), "utf-8")
    done = run(BIN / request.param, "build", "--strict", cwd=project)
    assert done.returncode == 0, done.stdout
    return project / "site"


def test_the_macros_that_are_shown_show_the_entries(site: Path) -> None:
    article = pages(site)["index.html"].article
    entries = [("concept", "captive-unit"), ("comparison", "captive-unit-outsourcing"), ("decision", "which-term")]
    if not list((default_folder() / "releases").glob("*.json")):
        assert [words(each) for each in article.query("div.shorewise")] == [in_words(*each) for each in entries]
    assert [words(each.query_one("strong > a")) for each in article.query("div.shorewise")] == [
        NOW.concepts["captive-unit"].preferred, *(getattr(NOW, f"{kind}s")[id].title for kind, id in entries[1:]),
    ]


def in_words(kind: str, id: str) -> str:
    return words(JustHTML(snippet(NOW, kind, id, "html"), sanitize=False).query_one("body"))


def test_terms_and_first_mentions_are_links(site: Path) -> None:
    links = [(words(link), link.attrs["href"]) for link in pages(site)["index.html"].article.query("p > a.shorewise-term")]
    assert links == [
        ("Outsourcing", "https://shorewise.example/terms/outsourcing/"),
        ("captive unit", "https://shorewise.example/terms/captive-unit/"),
        ("a centre of our own", "https://shorewise.example/terms/captive-unit/"),
    ]


def test_the_version_that_is_shown_is_the_setting_that_is_tried(tmp_path: Path) -> None:
    settings = host(tmp_path / "host", "mkdocs", version="1.0.0") / SETTINGS["mkdocs"]
    assert yaml.safe_load(settings.read_text("utf-8"))["extra"] == PIN["extra"]


@pytest.mark.parametrize(("section", "form"), [("In MDX and Docusaurus", "mdx"), ("In a README", "md")])
def test_the_commands_that_are_shown_print_what_the_document_takes(section: str, form: str) -> None:
    (command,) = samples(section)
    program, *arguments = command.partition(">>")[0].split()
    done = shorewise(*arguments, "--version", "now")
    assert (program, done.exit_code) == ("shorewise", 0)
    (page,) = rendered_mdx(done.stdout) if form == "mdx" else [on_github(done.stdout)]
    assert texts_of(page.query_one("body")) == texts(NOW, "concept", "captive-unit")
