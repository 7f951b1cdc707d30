"""The real glossary keeps every rule, its pages are in step, and its figures add up.

A failure here is a list of sentences for whoever edits the glossary.
"""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from shorewise.check import check
from shorewise.check.pages import check_pages
from shorewise.glossary import Glossary
from shorewise.load import load_folder
from shorewise.schema import schemas

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / ".vscode" / "schemas"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """The glossary, as far as it can be read."""
    found, problems = load_folder(ROOT / "glossary", "glossary/")
    report(problems)
    assert found is not None
    return found


def report(problems: list) -> None:
    """Fail with every problem on a line of its own."""
    if problems:
        pytest.fail("\n".join(map(str, problems)), pytrace=False)


def test_the_glossary_keeps_every_rule(glossary: Glossary) -> None:
    report(check(glossary))


def test_the_pages_are_in_step_with_the_glossary(glossary: Glossary) -> None:
    docs = ROOT / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    report(check_pages(glossary, texts, "docs/"))


def test_every_statement_of_the_two_articles_is_there(glossary: Glossary) -> None:
    said = [f"a{number:02}" for number in range(1, 64)]
    contradictions = [f"x{number:02}" for number in range(1, 12)]
    assert list(glossary.statements) == said + contradictions


def test_every_statement_is_treated_somewhere(glossary: Glossary) -> None:
    untreated = [f"glossary/statements.yaml: nothing takes {each.id} up: {each.says}" for each in glossary.statements.values() if not each.treated]
    assert untreated == []


# --- what helps editors


def test_the_schemas_for_editors_are_fresh() -> None:
    committed = {path.name: path.read_text("utf-8") for path in SCHEMAS.iterdir()}
    stale = sorted(name for name, text in schemas().items() if committed.get(name) != text)
    report([f".vscode/schemas/{name} is not what `shorewise schema .vscode/schemas` writes." for name in stale])
    assert sorted(committed) == sorted(schemas())


def described() -> dict[str, str]:
    """Schema -> the files it describes, as editors are told."""
    return json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]


def test_editors_are_pointed_at_every_schema() -> None:
    assert sorted(described()) == sorted(f"./.vscode/schemas/{name}" for name in schemas())


def test_every_file_of_the_glossary_has_a_schema() -> None:
    covered = {path for pattern in described().values() for path in ROOT.glob(pattern)}
    assert sorted(path.name for path in set((ROOT / "glossary").rglob("*.yaml")) - covered) == []


@pytest.mark.parametrize("schema", sorted(described()))
def test_every_file_is_valid_for_editors(schema: str) -> None:
    validator = Draft7Validator(json.loads((ROOT / schema).read_text("utf-8")))
    files = sorted(ROOT.glob(described()[schema]))
    assert files or "ignore" in schema  # Nothing is ignored at present.
    report([f"{path.relative_to(ROOT)}: {error.json_path} {error.message}" for path in files for error in validator.iter_errors(as_typed(path))])


def as_typed(path: Path) -> dict:
    """The file as an editor sees it: every scalar is text but for the rank, which is a number."""
    value = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return {**value, "rank": int(value["rank"])} if "rank" in value else value


# --- figures that are computed from others


def numbers(glossary: Glossary, claim: str, key: str, sentence: str) -> list[float]:
    """The numbers where the sentence has `#`. The text must still say the sentence, or this test must go with it."""
    text = getattr(glossary.claims[claim], key)
    found = re.search(re.escape(sentence).replace(r"\#", r"(\d+(?:\.\d+)?)"), text)
    if found is None:
        pytest.fail(f"glossary/claims.yaml: {claim}.{key} does not say '{sentence}' any more.", pytrace=False)
    return [float(number) for number in found.groups()]


def test_the_contracts_of_2019_add_up(glossary: Glossary) -> None:
    sentence = "# billion is the value of outsourcing contracts in 2019, of which # for information technology and # for business processes"
    whole, technology, processes = numbers(glossary, "statista-92-to-409", "measured", sentence)
    assert technology + processes == whole


def test_the_growth_between_the_joined_figures_is_computed(glossary: Glossary) -> None:
    start, first, end, last = numbers(glossary, "statista-92-to-409", "quoted", "at # billion US dollars in # and at # billion by #")
    times, growth = numbers(glossary, "statista-92-to-409", "advice", "is # times as much in eight years, which is growth of #% a year")
    assert last - first == 8
    assert round(end / start, 2) == times
    assert round(100 * ((end / start) ** (1 / (last - first)) - 1), 1) == growth


def test_the_growth_of_the_borrowed_forecast_is_computed(glossary: Glossary) -> None:
    (rate,) = numbers(glossary, "statista-92-to-409", "advice", "grows by about #% a year")
    sentence = "at that pace # becomes about # in eight years (92.5 times #)"
    start, end, times = numbers(glossary, "statista-92-to-409", "advice", sentence)
    assert round((1 + rate / 100) ** 8, 2) == times
    assert round(start * (1 + rate / 100) ** 8) == end


def test_the_share_of_the_sector_is_computed(glossary: Glossary) -> None:
    (before,) = numbers(glossary, "nasscom-38-5", "measured", "would have had about # billion")
    share, sector = numbers(glossary, "nasscom-38-5", "measured", "our own sum, #% of a sector of # billion")
    assert round(share / 100 * sector, 1) == before
