"""The site in a real browser: what a reader meets on a desk, in the dark, on a phone, and without a mouse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from built import pages
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
COMPARISON = "compare/outsourcing-offshoring-offshore-outsourcing/"
DECISION = "decide/which-term/"


@pytest.mark.parametrize("address", ["", "terms/captive-unit/", COMPARISON, DECISION, "terms/", "about/statements/"])
def test_a_page_opens_without_an_error_and_asks_no_other_host(visit: Visit, complaints: list[str], address: str) -> None:
    page = visit(address)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []


def test_the_map_is_a_table_with_heads_for_its_rows_and_columns(visit: Visit) -> None:
    table = visit().get_by_role("table", name=re.compile("^The most specific names in each cell"))
    columns, rows = table.get_by_role("columnheader"), table.get_by_role("rowheader")
    expect(columns.first).to_be_visible()
    assert columns.count() >= 3
    assert rows.count() >= 3
    assert table.get_by_role("cell").filter(has=table.page.get_by_role("link")).count() == columns.count() * rows.count()


def test_a_name_on_the_map_leads_to_its_page(visit: Visit, server: str) -> None:
    page = visit()
    page.locator(".shorewise-map").get_by_role("link", name="captive offshoring", exact=True).first.click()
    expect(page).to_have_url(f"{server}terms/captive-offshoring/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Captive offshoring")


WIDTHS = """async paths => {
    const article = document.querySelector("article"), widths = {};
    for (const path of paths) {
        const read = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
        article.replaceChildren(...read.querySelector("article").childNodes);
        widths[path] = document.documentElement.scrollWidth;
    }
    return widths;
}"""  # Everything round the article is the same on every page, and loading each page takes long.


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways_on_a_phone(site: Path, visit_by_phone: Visit, width: int, scripts: bool) -> None:
    page = visit_by_phone(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    widths = page.evaluate(WIDTHS, sorted(pages(site)))
    assert len(widths) == len(pages(site))
    assert {path: found for path, found in widths.items() if found > width} == {}


def test_the_comparison_names_the_column_of_each_cell_on_a_phone(visit_by_phone: Visit) -> None:
    page = visit_by_phone(COMPARISON)
    cells = page.locator(".shorewise-comparison > .shorewise-versus td[data-of]:not(:empty)")
    expect(cells.first).to_be_visible()
    shown = cells.evaluate_all("cells => cells.map(cell => [getComputedStyle(cell, '::before').content, cell.dataset.of])")
    assert {name for _, name in shown} == {"outsourcing", "offshoring", "offshore outsourcing"}
    assert [name for written, name in shown if written != f'"{name}: "'] == []


def test_every_name_in_a_chart_leads_to_its_page(visit: Visit, server: str) -> None:
    page = visit(DECISION)
    links = page.locator(".shorewise-chart a")
    ends = links.evaluate_all("links => links.map(link => new URL(link.href.baseVal, document.baseURI).href)")
    assert ends and [end for end in ends if not end.startswith(f"{server}terms/")] == []
    links.filter(has_text="staff augmentation").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Staff augmentation")


def test_a_chart_is_described_for_those_who_do_not_see_it(visit: Visit) -> None:
    chart = visit(DECISION).locator(".shorewise-chart svg")
    expect(chart).to_have_accessible_name(re.compile("^Which term describes my arrangement\\? .*The same steps stand below as text.$"))


def follow(page: Page, open_one: Callable[[Locator], None]) -> Locator:
    """Open the first answer of each question until a result shows."""
    step = page.locator(".shorewise-steps")
    while not (result := step.locator("> .shorewise-result")).count():
        step = step.locator("> details").first
        expect(step).not_to_have_attribute("open", "")
        open_one(step.locator("> summary"))
        expect(step).to_have_attribute("open", "")
    return result


def test_the_steps_lead_to_a_result_by_mouse(visit: Visit) -> None:
    result = follow(visit(DECISION), lambda summary: summary.click())
    expect(result).to_be_visible()
    expect(result.get_by_role("link").first).to_have_text("in-house provision")


def test_the_steps_lead_to_a_result_by_keyboard(visit: Visit) -> None:
    result = follow(visit(DECISION), lambda summary: summary.press("Enter"))
    expect(result).to_be_visible()


def test_the_steps_lead_to_a_result_on_a_phone(visit_by_phone: Visit) -> None:
    expect(follow(visit_by_phone(DECISION), lambda summary: summary.tap())).to_be_visible()


def test_a_cell_for_all_columns_names_none_of_them_on_a_phone(visit_by_phone: Visit) -> None:
    cell = visit_by_phone(COMPARISON).locator(".shorewise-comparison > .shorewise-versus td[colspan]").first
    expect(cell).to_be_visible()
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


@pytest.mark.parametrize("address", ["terms/outsourcing/", COMPARISON, ""])
def test_no_head_of_the_map_is_broken_inside_a_word_on_a_phone(visit_by_phone: Visit, address: str) -> None:
    heads = visit_by_phone(address).locator(".shorewise-map th").evaluate_all(
        "heads => heads.map(head => [head.textContent, getComputedStyle(head).overflowWrap, head.scrollWidth <= head.clientWidth])"
    )
    assert len(heads) >= 7
    assert [text for text, wrap, fits in heads if wrap != "normal" or not fits] == []


def test_a_phone_shows_the_steps_and_not_the_chart(visit_by_phone: Visit) -> None:
    page = visit_by_phone(DECISION)
    expect(page.locator(".shorewise-steps")).to_be_visible()
    expect(page.locator(".shorewise-chart")).to_be_hidden()


def test_the_steps_need_no_script(visit: Visit) -> None:
    expect(follow(visit(DECISION, java_script_enabled=False), lambda summary: summary.click())).to_be_visible()


def test_whoever_prefers_the_dark_gets_it(visit: Visit) -> None:
    found = {}
    for scheme, name in (("light", "default"), ("dark", "slate")):
        body = visit(color_scheme=scheme).locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", name)
        found[scheme] = body.evaluate("body => getComputedStyle(body).backgroundColor")
    assert found == {"light": "rgb(251, 250, 248)", "dark": "rgb(21, 22, 26)"}


def test_a_reader_can_switch_to_the_dark(visit: Visit) -> None:
    page = visit(color_scheme="light")
    page.get_by_title("Switch to dark").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(21, 22, 26)")


@pytest.mark.parametrize(("typed", "first"), [
    ("captive centre", "Captive unit"),
    ("captive unit", "Captive unit"),
    ("offshoring", "Offshoring"),
    ("BPO", "Business process outsourcing"),
])
def test_search_puts_the_term_first_that_was_typed_under_any_of_its_names(visit: Visit, server: str, typed: str, first: str) -> None:
    page = visit("about/")
    page.get_by_role("combobox", name="Search").click()
    page.keyboard.type(typed)
    found = page.get_by_role("option").first
    expect(found).to_contain_text(first)
    found.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)
    assert page.url.startswith(f"{server}terms/")
