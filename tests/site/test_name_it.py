"""The page "What do you call it?": in the browser it answers as Python does, and without a script it answers too."""

import json
import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from shorewise.explain import classify
from shorewise.glossary import Glossary
from shorewise.load import default_folder, require

Visit = Callable[..., Page]
ADDRESS = "name-it/"
ASKED = ("performer", "place", "direction", "serves")
CLASSIFY = """async ([script, cases]) => {
    const { classify } = await import(script)
    const facts = JSON.parse(document.querySelector('.shorewise-data').textContent)
    return cases.map(kase => facts.readings.map(reading => classify(reading.regions, kase)))
}"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return require(default_folder())


def _cases(glossary: Glossary) -> Iterator[dict[str, str]]:
    """Every answer to the first four questions, none included, and some answers to the others."""
    options = [[None, *glossary.dimensions[id].values] for id in ASKED]
    choose = random.Random(7)
    rest = [id for id in glossary.dimensions if id not in ASKED]
    for answers in product(*options):
        case = {id: value for id, value in zip(ASKED, answers, strict=True) if value}
        yield case
        yield case | {id: choose.choice(list(glossary.dimensions[id].values)) for id in choose.sample(rest, 3)}


def test_the_browser_names_every_case_as_python_does(visit: Visit, server: str, glossary: Glossary) -> None:
    cases = list(_cases(glossary))
    told = visit(ADDRESS).evaluate(CLASSIFY, [f"{server}assets/name-it.js", cases])
    for case, verdicts in zip(cases, told, strict=True):
        for reading, verdict in zip(glossary.readings, verdicts, strict=True):
            right = classify(glossary, case, reading)
            assert verdict["matches"] == right.matches, case
            assert verdict["most_specific"] == right.most_specific, case
            assert {id: sorted(open_) for id, open_ in verdict["possible"].items()} == {
                each.concept: sorted(each.decides) for each in right.possible
            }, case


def test_an_answer_chosen_changes_the_names_and_the_address(visit: Visit, server: str) -> None:
    page = visit(ADDRESS)
    expect(page.locator("article").get_by_role("status")).to_contain_text("No name for certain yet.")
    page.get_by_role("group", name="Who performs the work?").get_by_text("affiliate").click()
    page.get_by_role("group", name="In which country").get_by_text("far away").click()
    names = page.locator("article").get_by_role("status").get_by_role("link")
    expect(names.filter(has_text="captive offshoring").first).to_be_visible()
    expect(page).to_have_url(f"{server}{ADDRESS}?performer=affiliate&place=far")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("article").get_by_role("status")).to_contain_text("No name for certain yet.")
    expect(page).to_have_url(f"{server}{ADDRESS}")


def test_an_address_with_answers_shows_them_and_the_reason_under_both_readings(visit: Visit) -> None:
    page = visit(f"{ADDRESS}?performer=affiliate&place=far&direction=performer")
    expect(page.locator("input[name=performer][value=affiliate]")).to_be_checked()
    group, entity = page.locator("article").get_by_role("status").locator("section").all()
    expect(group.get_by_role("heading")).to_have_text("Under the management reading")
    expect(group.get_by_role("link", name="offshore outsourcing")).to_have_count(0)
    expect(entity.get_by_role("heading")).to_have_text("Under the regulator's reading")
    line = entity.get_by_role("listitem").filter(has=page.get_by_role("link", name="offshore outsourcing"))
    expect(line).to_contain_text("because who performs it: another legal entity")


def test_an_address_with_answers_that_do_not_exist_is_read_as_if_they_were_not_there(visit: Visit, complaints: list[str]) -> None:
    page = visit(f"{ADDRESS}?performer=nobody&colour=blue&__proto__=x")
    expect(page.locator("article").get_by_role("status")).to_contain_text("No name for certain yet.")
    assert complaints == []


def test_the_questions_can_be_answered_by_keyboard(visit: Visit) -> None:
    page = visit(ADDRESS)
    page.locator("input[name=performer]:checked").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("input[name=performer][value=third-party]")).to_be_checked()
    expect(page.locator("article").get_by_role("status")).to_contain_text("external sourcing")


def test_without_a_script_the_page_is_a_table_of_all_answers(visit: Visit, glossary: Glossary) -> None:
    page = visit(ADDRESS, java_script_enabled=False)
    expect(page.get_by_role("group")).to_have_count(0)
    rows = page.locator(".shorewise-all-names tbody tr")
    assert rows.count() == len(glossary.dimensions["performer"].values) * len(glossary.dimensions["direction"].values)
    row = rows.filter(has=page.get_by_role("rowheader", name="third party")).filter(has_text="the performer")
    expect(row.get_by_role("cell").nth(1)).to_contain_text("domestic outsourcing")
    expect(row.get_by_role("cell").nth(3)).to_contain_text("offshore outsourcing")


def test_the_data_on_the_page_cannot_end_the_element_it_stands_in(visit: Visit) -> None:
    text = visit(ADDRESS).locator(".shorewise-data").text_content() or ""
    assert "<" not in text
    assert json.loads(text)["root"] == "sourcing-arrangement"
