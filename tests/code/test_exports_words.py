"""Word lists for other tools from names with any signs in them, read back by readers that are not ours."""

import io
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Extension, Markdown
from sphinx.util.inventory import InventoryFile
from sphobjinv import Inventory
from two_releases import NEW, OLD
from vale_reader import alerts

from shorewise.export.abbreviations import abbreviations, unread
from shorewise.export.cspell import cspell, words
from shorewise.export.inventory import inventory
from shorewise.export.vale import files, package
from shorewise.export.words import word_files
from shorewise.glossary import fold
from shorewise.labels import labels, tidy, unsaid
from shorewise.lint import Vocabulary, lint
from shorewise.published import Avoided, PublishedGlossary

ODD = st.text(st.sampled_from("aB1 -:|\"'$\\^.*+?()[]{}<>%#/&\n\r\t\x00\x85\u2028\u202e\u200b\ud800éע"), min_size=1, max_size=14)
NAMES = st.one_of(ODD, st.sampled_from(["zone 5 6 x", "a std:term 1 b", "x 1", "top 10 list", "a: b", "-", "#", "$", "captive unit", "Captive Unit", "captive-unit"]))


@st.composite
def glossaries(draw: st.DrawFn) -> PublishedGlossary:
    """Two concepts with any names, and one that was withdrawn."""
    base = OLD.concepts["hypervisor"]
    concepts = {}
    for id in ("one", "two", "three-four"):
        avoided = [Avoided(term=draw(NAMES), reason=draw(ODD), use=draw(st.sampled_from(["one", "two", "gone"]))) for _ in range(draw(st.integers(0, 2)))]
        concepts[id] = base.model_copy(update={
            "id": id, "url": f"{OLD.url}terms/{id}/", "preferred": draw(NAMES), "admitted": draw(st.lists(NAMES, max_size=2)), "abbreviations": draw(st.lists(NAMES, max_size=2)),
            "deprecated": avoided, "status": draw(st.sampled_from(["draft", "withdrawn"])), "former_ids": draw(st.sampled_from([[], ["former-one"]])) if id == "one" else [],
        })
    return OLD.model_copy(update={"title": draw(ODD), "concepts": concepts, "comparisons": {}, "decisions": {}})


@given(glossaries())
def test_both_readers_of_inventories_read_the_same(glossary: PublishedGlossary) -> None:
    raw = inventory(glossary)
    sphinx = InventoryFile.loads(raw, uri="https://x.example/").data
    read = {(role, name): item.uri for role in ("std:term", "std:label") for name, item in sphinx.get(role, {}).items()}
    other = {(f"{each.domain}:{each.role}", each.name): f"https://x.example/{each.uri}" for each in Inventory(zlib=raw).objects}
    assert read == other
    assert set(sphinx) <= {"std:term", "std:label"}


@given(glossaries())
def test_a_term_leads_to_the_concept_whose_name_it_is(glossary: PublishedGlossary) -> None:
    terms = InventoryFile.loads(inventory(glossary), uri="").data.get("std:term", {})
    owners: dict[str, set[str]] = {}
    for label in labels(glossary):
        owners.setdefault(fold(tidy(label.name)), set()).add(label.concept)
    assert len({name.casefold() for name in terms}) == len(terms)
    for name, item in terms.items():
        if fold(name) in owners:
            assert owners[fold(name)] == {item.uri.removeprefix("terms/").rstrip("/")}
    plain = {name for name in owners if name.replace(" ", "").isalpha()}
    assert {name for name in plain if len(owners[name]) == 1} <= {fold(name) for name in terms}
    avoided = {fold(each.name) for each in unsaid(glossary) if each.sort == "avoided"}
    withdrawn = {fold(tidy(each.preferred)) for each in glossary.concepts.values()}
    assert not (avoided - withdrawn) & {fold(name) for name in terms}


def test_names_that_no_reader_could_read_are_left_out() -> None:
    odd = OLD.model_copy(update={"concepts": {"one": OLD.concepts["hypervisor"].model_copy(update={"id": "one", "preferred": "one", "admitted": ["service level 3 agreement", "level 3 support"]})}})
    assert set(InventoryFile.loads(inventory(odd), uri="").data["std:term"]) == {"one", "level 3 support"}


@given(glossaries())
def test_abbreviations_are_read_one_by_one(glossary: PublishedGlossary) -> None:
    text = abbreviations(glossary)
    reader = Markdown(extensions=["abbr"])
    assert reader.convert(text).strip() == ""
    known = {tidy(label.name) for label in labels(glossary) if label.short}
    lines = text.splitlines()
    assert all(line.startswith("*[") and line[2:].partition("]: ")[0] in known for line in lines)
    assert len({line.partition("]: ")[0] for line in lines}) == len(lines)


@given(glossaries())
@settings(deadline=None, max_examples=50)
def test_rules_of_vale_can_be_read_and_find_what_lint_finds(glossary: PublishedGlossary) -> None:
    names = [each.name for each in (*labels(glossary), *unsaid(glossary))]
    plain = [name for name in names if re.fullmatch(r"[a-zA-Z0-9]+(?:[ -][a-zA-Z0-9]+)*", name)]
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(package(files(glossary)))).extractall(folder)
        for text in (f"say {name} then" for name in plain or [""]):
            assert [each.match for each in alerts(Path(folder) / "vale", text)] == [each.words for each in lint("a.txt", text, Vocabulary(glossary))]


@given(glossaries())
def test_words_are_letters_each_once(glossary: PublishedGlossary) -> None:
    found = words(glossary)
    assert all(word.isalpha() and len(word) > 1 for word in found)
    assert len({word.casefold() for word in found}) == len(found)
    lines = cspell(glossary).splitlines()
    assert lines[0].startswith("# Words of ") and lines[1:] == found


@given(glossaries())
@settings(deadline=None, max_examples=30)
def test_every_file_is_text_and_the_same_twice(glossary: PublishedGlossary) -> None:
    made = word_files(glossary)
    assert made == word_files(glossary)
    assert all(raw.decode("utf-8") is not None for path, raw in made.items() if path not in ("objects.inv", "vale.zip"))
    assert all(not Path(path).is_absolute() and ".." not in Path(path).parts for path in made)


def test_no_list_has_a_withdrawn_or_an_avoided_name() -> None:
    made = word_files(NEW)
    assert b"repatriation" not in made["cspell.txt"]
    assert b"repatriation" not in made["vale/styles/config/vocabularies/Cloudwise/accept.txt"]
    assert "web" not in made["cspell.txt"].decode().split()


# --- whether a site reads the short forms


APPENDED = {"pymdownx.snippets": {"auto_append": ["includes/abbreviations.md"]}}


@pytest.mark.parametrize("reader", ["abbr", "markdown.extensions.abbr", "extra", "markdown.extensions.extra", "pymdownx.extra"])
def test_short_forms_that_are_read_may_be_appended(reader: str) -> None:
    assert unread(["tables", Extension(), "pymdownx.snippets", reader], APPENDED) == ""


def test_other_files_may_be_appended_and_none_need_be() -> None:
    for options in ({}, {"pymdownx.snippets": {}}, {"pymdownx.snippets": {"auto_append": ["our-abbreviations.md"]}}):
        assert unread(["pymdownx.snippets"], options) == ""


def test_short_forms_that_nothing_reads_are_named() -> None:
    assert unread(["tables", "pymdownx.snippets"], APPENDED) == (
        "includes/abbreviations.md is appended to every page, which would show it as it is written: add 'abbr' to markdown_extensions."
    )
