"""What the search box knows, on the invented glossary: entries with their names, passages, and the words that are skipped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from shorewise.__main__ import main
from shorewise.find import ABOUT, VERSUS
from shorewise.glossary import Glossary
from shorewise.search import as_script, search_data

CLOUD = Path(__file__).parent / "cloud"
GUIDE = """---
title: A guide
---

# A *guide*

First, see [the host](../terms/host.md) and [a machine][virtual machine].

{{ concept("virtual-machine") }}

## What it costs, and when { #cost }

- **Little** at `first`
- much later

### Zoë's case

Told <b>here</b>.
"""


@pytest.fixture
def glossary(glossary_of: Callable[..., Glossary]) -> Glossary:
    return glossary_of()


def entry(data: dict, address: str) -> dict:
    (found,) = (each for each in data["entries"] if each["u"] == address)
    return found


def test_a_concept_has_its_address_its_sentence_and_its_names_with_what_each_is(glossary: Glossary) -> None:
    found = entry(search_data(glossary, {}), "terms/virtual-machine/")
    concept = glossary.concepts["virtual-machine"]
    assert (found["k"], found["t"]) == ("concepts", "Virtual machine")
    assert found["d"].endswith(".") and "][" not in found["d"]
    assert found["n"] == [
        *((name, "also") for name in concept.admitted), *((name, "abbreviation") for name in concept.abbreviations),
        *((name, "asked") for name in concept.asked), *((each.term, "avoid") for each in concept.deprecated),
        *((name, "misspelling") for name in concept.misspellings),
    ]  # fmt: skip


def test_every_concept_comparison_decision_and_claim_is_an_entry(glossary: Glossary) -> None:
    addresses = {each["u"] for each in search_data(glossary, {})["entries"]}
    wanted = [f"terms/{id}/" for id in glossary.concepts] + [f"compare/{id}/" for id in glossary.comparisons]
    wanted += [f"decide/{id}/" for id in glossary.decisions] + [f"claims/#{id}" for id in glossary.claims]
    assert [address for address in wanted if address not in addresses] == []


def test_a_comparison_names_the_places_of_its_concepts(glossary: Glossary) -> None:
    data = search_data(glossary, {})
    for id, each in glossary.comparisons.items():
        places = entry(data, f"compare/{id}/")["c"]
        assert [data["entries"][place]["u"] for place in places] == [f"terms/{concept}/" for concept in each.concepts]


def test_the_words_of_find_are_in_the_data(glossary: Glossary) -> None:
    words = search_data(glossary, {})["words"]
    assert (words["about"], words["versus"]) == (ABOUT, VERSUS)


def test_a_guide_is_cut_at_its_headings_and_its_marks_are_gone(glossary: Glossary) -> None:
    found = [each for each in search_data(glossary, {"guides/one.md": GUIDE})["passages"] if each["u"].startswith("guides/")]
    assert found == [
        {"u": "guides/one/", "t": "A guide", "x": "First, see the host and a machine."},
        {"u": "guides/one/#cost", "t": "A guide: What it costs, and when", "x": "Little at first much later"},
        {"u": "guides/one/#zoes-case", "t": "A guide: Zoë's case", "x": "Told here."},
    ]


def test_a_guide_without_a_heading_has_no_passage(glossary: Glossary) -> None:
    data = search_data(glossary, {"guides/one.md": "Words.\n"})
    assert [each for each in data["passages"] if each["u"].startswith("guides/")] == []


def test_the_script_adds_to_what_is_there_and_is_one_line(glossary: Glossary) -> None:
    script = as_script(search_data(glossary, {}))
    assert script.startswith("globalThis.shorewise = Object.assign(globalThis.shorewise || {}, {")
    assert script.count("\n") == 1
    assert json.loads(script[script.index("{}, ") + 4 : script.rindex(")")])["entries"]


def test_the_command_writes_the_file_only_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "docs/guides").mkdir(parents=True)
    (tmp_path / "docs/guides/one.md").write_text(GUIDE, "utf-8")
    target = tmp_path / "search-data.js"
    command = ["search", str(target), "--glossary", str(CLOUD), "--docs", str(tmp_path / "docs")]
    first, second = (CliRunner().invoke(main, command) for _ in range(2))
    assert (first.exit_code, first.output) == (0, f"wrote {target}\n")
    assert (second.exit_code, second.output) == (0, "")
    assert '"guides/one/#cost"' in target.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "search-data.js"]
