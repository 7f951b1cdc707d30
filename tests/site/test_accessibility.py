"""Whoever cannot see, hear, point or wait can use every kind of page. Search, definitions and walks have tests of their own."""

from collections.abc import Callable

import pytest
from axe import faults
from kinds import KINDS, LOOKS
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
STILL = {"reduced_motion": "reduce", "bypass_csp": True}  # Nothing is judged half faded in; axe is a script of no page.


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_page_of_each_kind(visit: Visit, kind: str, look: str) -> None:
    found = faults(visit(KINDS[kind], **LOOKS[look], **STILL))
    assert not found, "\n".join(found)


def test_axe_finds_nothing_while_the_menu_is_open_on_a_phone(visit: Visit) -> None:
    page = visit(KINDS["guide"], **LOOKS["phone"], **STILL)
    page.locator("label.md-header__button[for=__drawer]").tap()
    expect(page.get_by_role("navigation", name="Navigation").get_by_text("Decide")).to_be_in_viewport()
    found = faults(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_keeps_to_the_width_of_a_phone(visit: Visit, kind: str) -> None:
    """As its scripts leave it; test_reading looks at every page without them."""
    page = visit(KINDS[kind], **LOOKS["phone"])
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- by keyboard


def focused(page: Page) -> Locator:
    return page.locator(":focus")


@pytest.mark.parametrize("kind", ["home", "arrangement", "decision", "name-it", "guide", "go"])
def test_the_first_stop_of_the_keyboard_leads_past_the_head(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    page.locator("body").press("Tab")
    expect(focused(page)).to_have_text("Skip to content")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article").locator(":focus")).to_be_visible()


STOPS = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const around = [at, at.closest("label"), at.nextElementSibling, at.closest("svg g")].filter(Boolean);
    const look = () => around.map(each => {
        const style = getComputedStyle(each);
        return [style.outline, style.boxShadow, style.stroke, style.strokeWidth, style.borderColor, style.backgroundColor].join();
    }).join();
    const box = at.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const marked = look();
    at.blur();
    const plain = look();
    at.focus({ preventScroll: true });
    return {
        what: `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") || at.name || at.textContent.trim().slice(0, 40) || at.title}`,
        marked: marked !== plain,
        seen: Boolean(seen) && around.some(each => each.contains(seen) || seen.contains(each)),
    };
}"""


def stops(page: Page, most: int) -> list[dict]:
    """Where the Tab key leads, from the top of a page to its end or for so many stops."""
    found = []
    while len(found) < most:
        page.keyboard.press("Tab")
        if (stop := page.evaluate(STOPS)) is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize(("kind", "look"), [("home", "light"), ("arrangement", "dark"), ("name-it", "light"), ("decision", "dark")])
def test_whatever_the_keyboard_stops_at_is_marked_and_in_sight(visit: Visit, kind: str, look: str) -> None:
    found = stops(visit(KINDS[kind], **LOOKS[look], reduced_motion="reduce"), 45)
    assert len(found) >= 15
    assert [stop for stop in found if not (stop["marked"] and stop["seen"])] == []


def test_the_keyboard_goes_through_the_head_before_the_page_and_then_the_foot(visit: Visit) -> None:
    page = visit(KINDS["decisions"], **LOOKS["light"])
    order = [stop["what"].lower() for stop in stops(page, 200)]
    parts = ("skip to content", "shorewise", "switch to", "search", "a compare", "which term")
    at = [next(i for i, what in enumerate(order) if part in what) for part in parts]
    assert at == sorted(at)
    assert [what for what in order if what == "a about"] == ["a about", "a about"]  # In the tabs and in the foot.


def until(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", wanted):
            return
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def test_the_colours_are_switched_by_keyboard_and_stay(visit: Visit) -> None:
    page = visit(color_scheme="light")
    for scheme, back in (("slate", "Switch to light"), ("default", "Switch to dark")):
        until(page, ".shorewise-colours")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(focused(page)).to_have_accessible_name(back)
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_colours_follow_the_system_until_they_are_chosen(visit: Visit) -> None:
    page = visit(color_scheme="light")
    body = page.locator("body")
    for system, scheme in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=system)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == system  # Its bars too.
    page.get_by_role("button", name="Switch to dark").click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_without_a_script_no_button_pretends_to_switch_the_colours(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    expect(page.locator(".shorewise-colours")).to_have_count(2)
    expect(page.locator(".shorewise-colours:visible")).to_have_count(0)


def test_the_questions_are_reached_one_after_the_other_by_keyboard(visit: Visit) -> None:
    page = visit(KINDS["name-it"])
    names = list(dict.fromkeys(page.locator("form input[type=radio]").evaluate_all("all => all.map(each => each.name)")))
    assert len(names) >= 4
    for name in names:
        until(page, f"input[name={name}]")
    until(page, "form button")
    expect(focused(page)).to_have_text("Start again")


def test_the_ways_into_the_site_need_neither_a_script_nor_a_pointer_on_a_small_screen(visit: Visit, server: str) -> None:
    page = visit(KINDS["concept"], **LOOKS["phone"], java_script_enabled=False)
    ways = page.get_by_role("contentinfo").get_by_role("navigation")
    for name in ("Terms", "Compare", "Decide", "Name it", "Guides", "About"):
        expect(ways.get_by_role("link", name=name, exact=True)).to_be_visible()
    ways.get_by_role("link", name="Decide", exact=True).press("Enter")
    expect(page).to_have_url(f"{server}decide/")
