"""What people type leads to the page that answers it: every query of queries.yaml, in either order of its two sides."""

import re
from pathlib import Path

import pytest
import yaml

from shorewise.find import find
from shorewise.load import default_folder, require
from shorewise.render.address import LISTS, PAGES, page

GLOSSARY = require(default_folder())
QUERIES: dict[str, str] = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text("utf-8"))
FILES = {
    page(collection, id): f"glossary/{'ambiguous.yaml' if collection == 'ambiguous' else f'{collection}/{id}.yaml'}"
    for collection in reversed(PAGES)
    for id in getattr(GLOSSARY, collection)
} | {address: f"glossary/{collection}.yaml" for collection, address in LISTS.items()}
VERSUS = re.compile(r" (?:vs|versus) ")
REVERSED = {query: " vs ".join(reversed(VERSUS.split(query))) for query in QUERIES if VERSUS.search(query)}


def leads(query: str, wanted: str) -> None:
    found = find(GLOSSARY, query)
    assert found == wanted, (
        f"'{query}' leads to {found or 'no page'} and should lead to {wanted}. "
        f"Add a name, a misspelling or a line of 'asked' to {FILES.get(wanted, 'its entry')}."
    )


def test_every_query_leads_to_a_page_that_exists() -> None:
    missing = {query: address for query, address in QUERIES.items() if address not in FILES}
    assert not missing, f"tests/content/queries.yaml names pages that do not exist: {missing}"


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_leads_to_the_page_that_answers_it(query: str) -> None:
    leads(query, QUERIES[query])


@pytest.mark.parametrize("query", REVERSED)
def test_the_order_of_two_terms_does_not_matter(query: str) -> None:
    leads(REVERSED[query], find(GLOSSARY, query) or "a page")


@pytest.mark.parametrize("query", QUERIES)
def test_capitals_and_a_question_mark_do_not_matter(query: str) -> None:
    leads(f"{query.upper()}?", QUERIES[query])


@pytest.mark.parametrize("id", GLOSSARY.comparisons)
def test_the_names_of_a_comparison_lead_to_it(id: str) -> None:
    names = [GLOSSARY.concepts[each].preferred for each in GLOSSARY.comparisons[id].concepts]
    leads(" vs ".join(names), f"compare/{id}")
    leads(" or ".join(reversed(names)), f"compare/{id}")


@pytest.mark.parametrize("query", ["", "?", "weather tomorrow", "how to bake bread", "what is the meaning of"])
def test_words_of_no_entry_lead_nowhere(query: str) -> None:
    assert find(GLOSSARY, query) is None
