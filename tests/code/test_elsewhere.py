"""The macros on a site without a glossary: which glossary they take, what they write, and what they refuse."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from built import words
from justhtml import JustHTML
from markdown import Markdown
from two_releases import NEW, OLD

from shorewise.elsewhere import NotThere, comparison, decision, definition, term, version_of
from shorewise.embed import snippet
from shorewise.load import require
from shorewise.published import PublishedGlossary, as_json, published
from shorewise.site import define_env

CLOUD = Path(__file__).parent / "cloud"
MACROS = [(definition, "concept", "virtual-machine"), (comparison, "comparison", "three-services"), (decision, "decision", "whether-to-move")]
WILD = r"""a | b </script> <b> &amp; `code` *star* _line_ ~~wave~~ ^^hat^^ ==mark== {brace} [x](y) [x][y] \ $x$ :smile: ++ctrl++ @me #1 {: .x }"""


def text(html: str) -> str:
    return words(JustHTML(html, sanitize=False).query_one("body"))


def with_words(said: str) -> PublishedGlossary:
    """The invented glossary with these words wherever a macro shows any."""
    concept = OLD.concepts["virtual-machine"].model_copy(update={"preferred": said, "definition": said, "refers": []})
    table = OLD.comparisons["three-services"]
    rows = [row.model_copy(update={"head": said, "cells": [said] * len(row.cells)}) for row in table.rows]
    chart = OLD.decisions["whether-to-move"]
    questions = {id: each.model_copy(update={"question": said}) for id, each in chart.questions.items()}
    return OLD.model_copy(update={
        "concepts": {**OLD.concepts, "virtual-machine": concept},
        "comparisons": {"three-services": table.model_copy(update={"rows": rows, "summary": said, "title": said})},
        "decisions": {"whether-to-move": chart.model_copy(update={"questions": questions, "summary": said, "title": said})},
    })


# --- which glossary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented glossary, without releases."""
    return Path(shutil.copytree(CLOUD, tmp_path / "glossary"))


def release(folder: Path, *glossaries: PublishedGlossary) -> None:
    (folder / "releases").mkdir()
    for each in glossaries:
        (folder / "releases" / f"{each.version}.json").write_text(as_json(each), "utf-8")


def test_without_a_release_it_is_the_glossary_as_it_is(folder: Path) -> None:
    assert version_of(folder) == version_of(folder, "now") == published(require(folder), "now")


def test_with_releases_it_is_the_newest_unless_another_is_named(folder: Path) -> None:
    release(folder, OLD, NEW, NEW.model_copy(update={"version": "10.0.0"}))
    assert (version_of(folder).version, version_of(folder, "newest").version) == ("10.0.0", "10.0.0")
    assert version_of(folder, "1.0.0") == OLD
    assert version_of(folder, "now").version == "now"


@pytest.mark.parametrize(("wanted", "right"), [("1.0.1", "Did you mean '1.0.0'?"), ("main", "Write 1.0.0, now or newest.")])
def test_a_version_that_is_not_there_is_refused(folder: Path, wanted: str, right: str) -> None:
    release(folder, OLD)
    with pytest.raises(NotThere, match="^there is no version") as refused:
        version_of(folder, wanted)
    assert str(refused.value) == f"there is no version '{wanted}' of the glossary. {right}"


# --- what they write


@pytest.mark.parametrize(("macro", "kind", "id"), MACROS)
def test_a_macro_writes_one_line_that_says_what_the_snippet_says(macro: object, kind: str, id: str) -> None:
    for glossary in (OLD, with_words(WILD)):
        line = macro(glossary, id)
        assert "\n" not in line and "<!--" not in line
        assert text(line) == text(snippet(glossary, kind, id, "html"))


PLACES = ["{}", "!!! note\n\n    {}\n", "- x\n- {}\n", "1. x\n\n    {}\n", '=== "x"\n\n    {}\n', "> {}", "| x |\n| --- |\n| {} |"]
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "footnotes", "md_in_html", "tables", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret",
    "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tilde",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("macro", "kind", "id"), MACROS)
def test_words_are_shown_as_typed_wherever_the_macro_stands(macro: object, kind: str, id: str, place: str) -> None:
    line = macro(with_words(WILD), id)
    html = Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}}).convert(place.format(line))
    assert text(line) in text(html)
    page = JustHTML(html, sanitize=False)
    inside = JustHTML(line, sanitize=False)
    assert sorted(each.name for each in page.query(".shorewise *")) == sorted(each.name for each in inside.query(".shorewise *"))


@pytest.mark.parametrize("name", ["virtual-machine", "VM", "vm", "Virtual  machine"])
def test_a_concept_is_found_by_its_id_and_its_names(name: str) -> None:
    assert definition(OLD, name) == definition(OLD, "virtual-machine")


def test_a_term_is_a_link_for_the_midst_of_a_sentence() -> None:
    html = Markdown(extensions=EXTENSIONS).convert(f"So {term(OLD, 'VM')}, {term(OLD, 'virtual-machine')} and {term(OLD, 'VM', WILD)}.")
    page = JustHTML(html, sanitize=False)
    assert text(html) == f"So VM, virtual machine and {WILD}."
    assert [link.attrs["href"] for link in page.query("a")] == ["https://cloudwise.example/terms/virtual-machine/"] * 3


# --- what they refuse


@pytest.mark.parametrize(("macro", "glossary", "named", "sentence"), [
    (definition, OLD, "hipervisor", "there is no concept 'hipervisor' in Cloudwise 1.0.0. Did you mean 'hypervisor'?"),
    (term, OLD, "zzz", "there is no concept 'zzz' in Cloudwise 1.0.0. Look for it on https://cloudwise.example/."),
    (comparison, OLD, "three-service", "there is no comparison 'three-service' in Cloudwise 1.0.0. Did you mean 'three-services'?"),
    (definition, NEW, "virtual-machine", "the concept 'virtual-machine' is called 'machine-share' now. Write that."),
    (definition, NEW, "cloud repatriation", "'cloud-repatriation' was withdrawn. Write 'cloud-migration'."),
])
def test_what_is_not_there_is_refused_with_what_is_right(macro: object, glossary: PublishedGlossary, named: str, sentence: str) -> None:
    with pytest.raises(NotThere) as refused:
        macro(glossary, named)
    assert str(refused.value) == sentence


def test_what_nothing_replaces_is_to_be_taken_out() -> None:
    concept = OLD.concepts["hypervisor"].model_copy(update={"status": "withdrawn"})
    with pytest.raises(NotThere, match=r"^'hypervisor' was withdrawn\. Take it out: nothing replaces it\.$"):
        definition(OLD.model_copy(update={"concepts": {**OLD.concepts, "hypervisor": concept}}), "hypervisor")


def test_a_name_of_several_concepts_is_refused() -> None:
    concept = OLD.concepts["hypervisor"].model_copy(update={"admitted": ["VM"]})
    with pytest.raises(NotThere, match=r"^'vm' is a name of several concepts\. Write hypervisor or virtual-machine\.$"):
        term(OLD.model_copy(update={"concepts": {**OLD.concepts, "hypervisor": concept}}), "vm")


# --- the macros that a site gets


class Builder:
    """What `define_env` wants of a builder."""

    def __init__(self, docs: Path, **options: str) -> None:
        self.conf = {"docs_dir": str(docs), "extra": {"shorewise": options}, "markdown_extensions": [], "mdx_configs": {}}
        self.page = SimpleNamespace(path="guide.md", url="guide/")
        self.macros = {}
        define_env(self)

    def macro(self, function: object) -> None:
        self.macros[function.__name__] = function


def test_a_site_with_a_glossary_beside_its_pages_shows_its_own(folder: Path) -> None:
    beside = Builder(folder.parent / "docs", draft="yes")
    named = Builder(folder / "docs", glossary=str(folder), draft="yes")
    assert beside.macros["definition"]("hypervisor") == named.macros["definition"]("hypervisor")
    assert 'href="terms/hypervisor' in beside.macros["term"]("hypervisor") or 'href="../terms/hypervisor' in beside.macros["term"]("hypervisor")


def test_a_site_that_names_a_version_shows_that_one(folder: Path) -> None:
    release(folder, OLD, NEW)
    assert Builder(folder / "docs", glossary=str(folder), version="1.0.0").macros["definition"]("hypervisor") == definition(OLD, "hypervisor")


def test_a_site_without_a_glossary_has_every_macro_and_is_told_which_ones_need_one(folder: Path) -> None:
    own = Builder(folder.parent / "docs", draft="yes").macros
    other = Builder(folder / "docs", glossary=str(folder), version="now").macros
    assert set(other) == set(own)
    for name in set(own) - {"definition", "comparison", "decision", "term"}:
        with pytest.raises(SystemExit, match=f"^guide.md: {name} shows the glossary of a site that has one. Put a folder glossary/ beside docs/"):
            other[name]("x")


def test_a_glossary_with_problems_is_not_shown_elsewhere_either(folder: Path) -> None:
    (folder / "concepts/hypervisor.yaml").write_text(json.dumps({"preferred": "x"}), "utf-8")
    with pytest.raises(Exception, match="the glossary has problems"):
        Builder(folder / "docs", glossary=str(folder), version="now")
