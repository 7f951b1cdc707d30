"""Links to terms in prose, and the definition that opens beside them: by mouse, keyboard and finger, and never needed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import faults
from built import BASE, pages, words
from kinds import LOOKS
from playwright.sync_api import Browser, Locator, Page, expect

Visit = Callable[..., Page]
GUIDE = "guides/who-where-what/"
DATA = "**/search-data.js"


def link(page: Page, name: str = "outsourced") -> Locator:
    """The first mention in its section that reads so."""
    return page.locator("article a.shorewise-term").filter(has_text=re.compile(f"^{name}$")).first


def popover(page: Page) -> Locator:
    return page.locator(".shorewise-popover")


def opened(page: Page, name: str = "outsourced") -> Locator:
    """The popover of a link, opened by the mouse."""
    link(page, name).hover()
    expect(popover(page)).to_be_visible()
    return popover(page)


# --- the links


def test_the_first_mention_in_a_section_leads_to_its_page(site: Path) -> None:
    page = pages(site)[f"{GUIDE}index.html"]
    mentions = [(words(each), page.to(each.attrs["href"])) for each in page.article.query("a.shorewise-term")]
    assert ("outsourced", f"{BASE}terms/outsourcing/") in mentions
    assert ("offshored", f"{BASE}terms/offshoring/") in mentions


def test_no_summary_code_label_or_menu_has_such_a_link(site: Path) -> None:
    never = "summary a.shorewise-term, code a.shorewise-term, label a.shorewise-term, nav a.shorewise-term"
    found = [f"{path}: {words(each)}" for path, page in pages(site).items() for each in page.html.query(never)]
    assert found == []


def test_no_entry_mentions_itself_with_a_link(site: Path) -> None:
    own = [
        path for path, page in pages(site).items() if path.startswith("terms/")
        for each in page.html.query("p > a.shorewise-term") if page.to(each.attrs["href"]) == BASE + page.address
    ]
    assert own == []


def test_the_text_of_a_page_reads_on_where_a_link_is(site: Path) -> None:
    docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    text = " ".join(" ".join(each["text"] for each in docs if each["location"].startswith(GUIDE)).split())
    assert "Work that a third party performs and answers for is outsourced. It may be done" in text


# --- by mouse


def test_a_definition_opens_under_the_mouse_and_closes_when_it_leaves(visit: Visit, complaints: list[str]) -> None:
    page = visit(GUIDE)
    box = opened(page)
    expect(box).to_contain_text("Outsourcing")
    expect(box).to_contain_text("Sourcing arrangement in which a third party performs the function")
    page.locator("article h1").hover()
    expect(box).to_be_hidden()
    assert complaints == []


def test_nothing_is_loaded_before_it_is_needed(visit: Visit) -> None:
    page = visit(GUIDE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("globalThis.shorewise?.entries") is None
    opened(page)
    assert page.locator("script[src*='search-data.js']").count() == 1


def test_the_definition_can_be_hovered_itself(visit: Visit) -> None:
    page = visit(GUIDE)
    box = opened(page)
    page.clock.install()
    box.get_by_text("Sourcing arrangement").hover()
    page.clock.run_for(5000)
    expect(box).to_be_visible()
    page.locator("article h1").hover()
    page.clock.run_for(5000)
    expect(box).to_be_hidden()


def test_read_more_leads_to_the_page(visit: Visit, server: str) -> None:
    page = visit(GUIDE)
    opened(page).get_by_role("link", name="Read more").click()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


def test_a_click_follows_the_link(visit: Visit, server: str) -> None:
    page = visit(GUIDE)
    link(page).click()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


def test_one_definition_gives_way_to_another(visit: Visit) -> None:
    page = visit(GUIDE)
    opened(page)
    page.locator("article h1").hover()
    expect(popover(page)).to_be_hidden()
    expect(opened(page, "affiliates")).to_contain_text("Affiliate")
    assert page.locator(".shorewise-popover").count() == 1
    assert page.locator("[aria-describedby=shorewise-popover-definition]").all_inner_texts() == ["affiliates"]


@pytest.mark.parametrize("address", ["", GUIDE, "terms/captive-unit/", "compare/outsourcing-offshoring-offshore-outsourcing/"])
def test_links_that_macros_print_and_pages_without_sidebars_have_definitions_too(visit: Visit, address: str) -> None:
    page = visit(address)
    term = page.locator("article a.shorewise-term:visible").last
    term.hover()
    expect(popover(page)).to_be_visible()
    expect(term).to_have_accessible_description(re.compile(r"\w+ \w+.*\."))


def test_a_definition_stands_within_the_window_wherever_the_link_is(visit: Visit) -> None:
    page = visit("terms/captive-unit/", viewport={"width": 390, "height": 500})
    for term in page.locator("article a.shorewise-term:visible").all()[:12]:
        page.mouse.move(0, 0)
        expect(popover(page)).to_be_hidden()
        term.hover()
        expect(popover(page)).to_be_visible()
        box, at = popover(page).bounding_box(), term.bounding_box()
        assert box and at
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        assert box["y"] >= 0 and box["y"] + box["height"] <= 500
        assert box["y"] + box["height"] <= at["y"] + 1 or box["y"] >= at["y"] + 1


# --- by keyboard


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent")


def by_keyboard(page: Page) -> Locator:
    """Step back onto a link, as Tab would come to it."""
    link(page).evaluate("link => { const next = document.createElement('button'); link.after(next); next.focus() }")
    page.keyboard.press("Shift+Tab")
    expect(popover(page)).to_be_visible()
    return popover(page)


def test_a_definition_opens_on_focus_and_is_told_with_the_link(visit: Visit) -> None:
    page = visit(GUIDE)
    by_keyboard(page)
    expect(link(page)).to_be_focused()
    expect(link(page)).to_have_accessible_description(re.compile("^Sourcing arrangement in which a third party"))


@pytest.mark.parametrize("way", ["focus", "hover"])
def test_escape_closes_the_definition_and_leaves_the_focus(visit: Visit, way: str) -> None:
    page = visit(GUIDE)
    box = by_keyboard(page) if way == "focus" else opened(page)
    before = focused(page)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert focused(page) == before
    assert page.locator("[aria-describedby=shorewise-popover-definition]").count() == 0


def test_a_definition_closes_when_the_focus_goes_on(visit: Visit) -> None:
    page = visit(GUIDE)
    box = by_keyboard(page)
    page.keyboard.press("Tab")
    expect(box).to_be_hidden()


def test_enter_follows_the_link(visit: Visit, server: str) -> None:
    page = visit(GUIDE)
    by_keyboard(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}terms/outsourcing/")


# --- by finger: the first tap opens, the second follows


def test_the_first_tap_opens_and_the_second_follows(visit_by_phone: Visit, server: str) -> None:
    page = visit_by_phone(GUIDE)
    link(page).tap()
    expect(popover(page)).to_be_visible()
    expect(page).to_have_url(f"{server}{GUIDE}")
    link(page).tap()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


def test_read_more_can_be_tapped(visit_by_phone: Visit, server: str) -> None:
    page = visit_by_phone(GUIDE)
    link(page).tap()
    popover(page).get_by_role("link", name="Read more").tap()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


def test_a_tap_elsewhere_closes(visit_by_phone: Visit) -> None:
    page = visit_by_phone(GUIDE)
    link(page).tap()
    expect(popover(page)).to_be_visible()
    page.locator("article h1").tap()
    expect(popover(page)).to_be_hidden()


# --- when there is nothing to show


def test_without_a_script_it_is_a_link(visit: Visit, server: str) -> None:
    page = visit(GUIDE, java_script_enabled=False)
    link(page).click()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


@pytest.mark.parametrize("phone", [False, True], ids=["mouse", "finger"])
def test_without_the_data_it_is_a_link(visit: Visit, visit_by_phone: Visit, server: str, phone: bool) -> None:
    page = (visit_by_phone if phone else visit)(GUIDE)
    page.route(DATA, lambda route: route.abort())
    if phone:
        link(page).tap()
    else:
        with page.expect_event("requestfailed"):
            link(page).hover()
        expect(popover(page)).to_be_hidden()
        link(page).click()
    expect(page).to_have_url(f"{server}terms/outsourcing/")


def test_a_definition_is_plain_words(visit: Visit) -> None:
    text = "Not <b>bold</b>, **bold**, `code`, [BPO](bpo.md) or [[offshoring]]."
    data = json.dumps({"entries": [{"u": "terms/outsourcing/", "t": "<i>Outsourcing</i>", "d": text}]})
    page = visit(GUIDE)
    script = f"globalThis.shorewise = Object.assign(globalThis.shorewise || {{}}, {data})"
    page.route(DATA, lambda route: route.fulfill(content_type="text/javascript", body=script))
    box = opened(page)
    assert box.locator("p").text_content() == text
    assert box.locator("*").evaluate_all("all => all.map(each => each.localName)") == ["strong", "p", "a"]


def test_no_definition_holds_markup(site: Path) -> None:
    written = (site / "assets/search-data.js").read_text("utf-8")
    entries = json.loads(written[written.index('{"entries"') : written.rindex("}") + 1])["entries"]
    assert [each["d"] for each in entries if re.search(r"[\[\]<>`*]", each.get("d", ""))] == []


def test_a_page_opened_from_disk_shows_definitions_too(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / GUIDE / "index.html").as_uri())
    expect(opened(page)).to_contain_text("Sourcing arrangement in which a third party")
    page.close()


def test_it_works_where_addresses_are_files(browser: Browser, flat: Path) -> None:
    page = browser.new_page()
    page.goto((flat / "guides/who-where-what.html").as_uri())
    expect(opened(page)).to_contain_text("Sourcing arrangement in which a third party")
    page.close()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_while_a_definition_is_open(visit: Visit, look: str) -> None:
    page = visit(GUIDE, reduced_motion="reduce", bypass_csp=True, **LOOKS[look])
    (link(page).tap if look == "phone" else link(page).hover)()
    expect(popover(page)).to_be_visible()
    assert faults(page) == []


def test_a_definition_is_not_printed(visit: Visit) -> None:
    page = visit(GUIDE)
    box = opened(page)
    page.emulate_media(media="print")
    expect(box).to_be_hidden()
