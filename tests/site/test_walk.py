"""A decision that is walked: question after question in the panel and on the chart, kept in the address, whole on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import faults
from built import pages
from kinds import LOOKS
from playwright.sync_api import Browser, Locator, Page, Route, expect

from shorewise.load import default_folder, require
from shorewise.render.mermaid import mermaid

Visit = Callable[..., Page]
TERM = "decide/which-term/"
TEAM = "decide/which-team/"
RENEW = "decide/renew-or-bring-back/"
HALFWAY = "?path=performer.third-party,direction.not-the-recipient-alone"
END = f"{HALFWAY},place-outsourced.far"
ADVICE = "?path=trouble.in-both-performer-and-place,skill-both.no"
GONE = "The path in this address no longer exists"
DECISIONS = sorted(path.stem for path in (default_folder() / "decisions").glob("*.yaml"))
BLOCK = re.compile(r'<div class="shorewise shorewise-decision".*')


def panel(page: Page) -> Locator:
    return page.locator(".shorewise-walk")


def asked(page: Page) -> Locator:
    return panel(page).get_by_role("heading")


def answer(page: Page, words: str) -> Locator:
    return panel(page).get_by_role("button", name=words, exact=True)


def lit(page: Page) -> list[str]:
    """The first line of each lit box, and the numbers of lit arrows."""
    boxes = page.locator(".shorewise-chart g.shorewise-lit").evaluate_all("boxes => boxes.map(box => box.querySelector('text').textContent)")
    return [*boxes, *["->"] * page.locator(".shorewise-chart .edge.shorewise-lit").count()]


def box(page: Page, first_line: str) -> Locator:
    return page.locator(".shorewise-chart g[data-node]").filter(has=page.locator("text.answer", has_text=re.compile(f"^{first_line}$")))


# --- the panel


def test_answers_lead_from_question_to_question_to_the_name(visit: Visit, server: str, complaints: list[str]) -> None:
    page = visit(TERM)
    expect(panel(page)).to_contain_text("Question 1 of at most 4")
    expect(asked(page)).to_have_text("Who performs the work?")
    expect(panel(page)).to_contain_text("Ask who controls the company that employs the team.")
    answer(page, "third party").click()
    expect(panel(page)).to_contain_text("Question 2 of at most 4")
    answer(page, "the performer, alone or with the recipient").click()
    expect(panel(page)).to_contain_text("Question 3 of at most 3")
    assert lit(page) == ["Who performs the work?", "third party", "the performer, alone or", "->", "->"]
    expect(page).to_have_url(server + TERM + HALFWAY)
    answer(page, "far away").click()
    expect(panel(page)).to_contain_text("Answer after 3 questions")
    expect(asked(page)).to_have_text("Offshore outsourcing")
    expect(panel(page).get_by_role("link", name="offshore outsourcing")).to_be_visible()
    expect(panel(page)).to_contain_text("in which the function is performed outside the home country")
    expect(page).to_have_url(server + TERM + END)
    assert complaints == []


def test_advice_ends_with_its_reason_and_its_sources(visit: Visit) -> None:
    page = visit(RENEW + ADVICE)
    expect(asked(page)).to_have_text("Switch to another provider. · Bring it home to your country.")
    expect(panel(page)).to_contain_text("Check lock-in, knowledge, staff rights and the return of data first.")
    expect(panel(page).locator(".shorewise-sources").get_by_role("link").first).to_be_visible()


def test_the_answers_so_far_lead_back_to_each_question(visit: Visit, server: str) -> None:
    page = visit(TERM + END)
    path = panel(page).get_by_role("list", name="Your answers so far")
    expect(path.get_by_role("listitem")).to_contain_text(["third party", "the performer, alone or with the recipient", "far away"])
    path.get_by_role("button", name="Change the answer to: Who directs the work").click()
    expect(asked(page)).to_contain_text("Who directs the work")
    expect(page).to_have_url(f"{server}{TERM}?path=performer.third-party")
    panel(page).get_by_role("button", name="Start again").click()
    expect(page).to_have_url(server + TERM)
    assert lit(page) == ["Who performs the work?"]


def test_the_question_is_coloured_by_its_axis(visit: Visit) -> None:
    page = visit(TERM)
    expect(panel(page).locator(".shorewise-axis-who")).to_be_visible()
    page.goto(page.url + HALFWAY)
    expect(panel(page).locator(".shorewise-axis-where")).to_be_visible()


def test_the_browser_goes_back_and_forward_along_the_path(visit: Visit) -> None:
    page = visit(TERM)
    answer(page, "third party").click()
    answer(page, "the recipient").click()
    page.go_back()
    expect(asked(page)).to_contain_text("Who directs the work")
    assert lit(page) == ["Who performs the work?", "third party", "->"]
    page.go_back()
    expect(asked(page)).to_have_text("Who performs the work?")
    page.go_forward()
    page.go_forward()
    expect(panel(page)).to_contain_text("Question 3 of at most 4")
    assert len(lit(page)) == 5


GONE_PATHS = ("performer.nobody", "place-own.far", "performer.third-party,place-own.far", "performer.third-party,", ".", "performer", "__proto__.x", "%00")


def test_a_path_that_no_longer_exists_is_said_to_and_answers_nothing(visit: Visit, server: str, complaints: list[str]) -> None:
    page = visit()
    for path in GONE_PATHS:
        page.goto(f"{server}{TERM}?path={path}")
        expect(panel(page)).to_contain_text(GONE)
        expect(panel(page)).to_contain_text("Question 1 of at most 4")
        assert lit(page) == ["Who performs the work?"], path
        answer(page, "own group").click()
        expect(panel(page)).not_to_contain_text(GONE)
    assert complaints == []


def test_other_parts_of_an_address_stay(visit: Visit, server: str) -> None:
    page = visit(f"{TERM}?from=mail&path=performer.own-group")
    panel(page).get_by_role("button", name="Start again").click()
    expect(page).to_have_url(f"{server}{TERM}?from=mail")


def test_the_address_of_an_answer_can_be_copied(visit: Visit, server: str) -> None:
    page = visit(TERM + END, permissions=["clipboard-read", "clipboard-write"])
    panel(page).get_by_role("button", name="Copy the address of this path").click()
    expect(panel(page).get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == server + TERM + END


def test_no_two_answers_to_a_question_have_the_same_address(site: Path) -> None:
    for id in DECISIONS:
        steps = pages(site)[f"decide/{id}/index.html"].article.query_one(".shorewise-steps")
        for question in [steps, *steps.query("details[data-question]")]:
            keys = [each.attrs["data-key"] for each in question.children if each.name == "details"]
            assert len(keys) >= 2 and len(set(keys)) == len(keys)
            assert [key for key in keys if not re.fullmatch(f"{question.attrs['data-question']}\\.[a-z0-9_-]+", key)] == []


# --- by keyboard, and heard


def test_a_whole_walk_by_keyboard(visit: Visit) -> None:
    page = visit(TERM)
    answer(page, "own group").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(answer(page, "third party")).to_be_focused()
    page.keyboard.press("Enter")
    expect(asked(page)).to_be_focused()
    expect(panel(page).get_by_role("status")).to_have_text("Question 2 of at most 4")
    page.keyboard.press("Tab")
    expect(answer(page, "the recipient")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(asked(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(asked(page)).to_have_text("Domestic outsourcing")
    expect(asked(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("link", name="domestic outsourcing")).to_be_focused()


def test_a_shared_address_takes_no_focus(visit: Visit) -> None:
    page = visit(TERM + END)
    expect(asked(page)).to_have_text("Offshore outsourcing")
    expect(page.locator("body")).to_be_focused()


def test_going_back_keeps_the_focus_in_the_panel(visit: Visit) -> None:
    page = visit(TERM)
    answer(page, "third party").press("Enter")
    page.go_back()
    expect(asked(page)).to_have_text("Who performs the work?")
    expect(asked(page)).to_be_focused()


# --- on the chart


def test_a_box_of_the_chart_answers_its_question_by_mouse(visit: Visit, server: str) -> None:
    page = visit(TERM)
    box(page, "joint venture").click(position={"x": 4, "y": 4})
    expect(page).to_have_url(f"{server}{TERM}?path=performer.joint-venture")
    expect(asked(page)).to_contain_text("In which country")
    box(page, "the recipient").locator("text").last.click()
    expect(page).to_have_url(f"{server}{TERM}?path=performer.third-party,direction.recipient")


def test_a_name_in_a_box_is_still_a_link(visit: Visit, server: str) -> None:
    page = visit(TERM)
    page.locator(".shorewise-chart a", has_text="domestic outsourcing").click()
    expect(page).to_have_url(f"{server}terms/domestic-outsourcing/")


def test_a_box_of_the_chart_answers_its_question_by_keyboard(visit: Visit, server: str) -> None:
    page = visit(TERM)
    chart = page.locator(".shorewise-chart")
    third = chart.get_by_role("button", name="Who performs the work? third party")
    third.focus()
    page.keyboard.press("Enter")
    expect(third).to_be_focused()
    expect(third).to_have_attribute("aria-pressed", "true")
    expect(panel(page).get_by_role("status")).to_have_text(re.compile("^Question 2 of at most 4: Who directs the work"))
    page.keyboard.press("Tab")
    expect(chart.get_by_role("button", name=re.compile("result\\? the recipient$"))).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{server}{TERM}?path=performer.third-party,direction.recipient")


def test_only_answers_to_questions_that_were_asked_are_stops_for_the_keyboard(visit: Visit) -> None:
    page = visit(TERM)
    stops = page.locator(".shorewise-chart rect[tabindex='0']")
    names = stops.evaluate_all("stops => stops.map(stop => stop.getAttribute('aria-label'))")
    assert names == [f"Who performs the work? {each}" for each in ("own group", "joint venture", "third party")]


def test_a_chart_fits_its_column_on_a_desk_with_letters_large_enough(visit: Visit, server: str) -> None:
    page = visit(viewport={"width": 1280, "height": 900})
    for id in DECISIONS:
        page.goto(f"{server}decide/{id}/")
        assert (id, faults_of(page.locator(".shorewise-chart"))) == (id, [])


def faults_of(figure: Locator) -> list[str]:
    """What of a chart cannot be read."""
    wider = figure.evaluate("figure => figure.scrollWidth - figure.clientWidth")
    sizes = figure.locator("svg").evaluate(
        "svg => { const { a } = svg.getScreenCTM(); return [...svg.querySelectorAll('text')].map(t => a * parseFloat(getComputedStyle(t).fontSize)) }"
    )
    boxes = figure.locator("g[data-node]").evaluate_all(
        "boxes => boxes.filter(box => [...box.querySelectorAll('text')].some(t => t.getBBox().width > box.querySelector('rect').width.baseVal.value - 16))"
        ".map(box => box.textContent)"
    )
    wrong = [*["wider than its column"] * (wider > 0), *["letters too small"] * (min(sizes) < 12)]
    return [*wrong, *(f"too much for its box: {box}" for box in boxes)]


def test_a_phone_unfolds_the_chart_and_brings_the_way_into_sight(visit_by_phone: Visit) -> None:
    page = visit_by_phone(f"{TERM}?path=performer.third-party,direction.recipient")
    unfold = page.get_by_role("button", name="Show the whole chart")
    expect(unfold).to_have_attribute("aria-expanded", "false")
    unfold.tap()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    in_sight(page, "the recipient")
    answer(page, "open call").tap()
    in_sight(page, "open call")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def in_sight(page: Page, first_line: str) -> None:
    """Whether a box can be seen without scrolling the chart sideways."""
    figure, there = page.locator(".shorewise-chart").bounding_box(), box(page, first_line).bounding_box()
    assert figure and there
    assert figure["x"] <= there["x"] and there["x"] + there["width"] <= figure["x"] + figure["width"] + 1


# --- without a script, on paper, from disk, several on a page


def test_without_a_script_nothing_is_missing_and_nothing_pretends_to_work(visit: Visit) -> None:
    page = visit(TERM + END, java_script_enabled=False)
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".shorewise-chart svg")).to_be_visible()
    expect(page.locator(".shorewise-chart").get_by_role("button")).to_have_count(0)
    expect(page.locator(".shorewise-steps > details")).to_have_count(3)


SHOWN = """holders => holders.map(each => [each.textContent, each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
    && each.getClientRects().length > 0])"""


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_the_chart_and_every_step(visit: Visit, server: str, script: bool) -> None:
    page = visit(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page.emulate_media(media="print")
    for id in DECISIONS:
        page.goto(f"{server}decide/{id}/")
        expect(page.locator(".shorewise-chart svg")).to_be_visible()
        found = page.locator(".shorewise-steps details > *, .shorewise-steps li, .shorewise-worked .shorewise-path").evaluate_all(SHOWN)
        assert found and (id, [text for text, shown in found if not shown]) == (id, [])


def test_paper_has_the_path_that_was_walked_and_no_buttons(visit: Visit) -> None:
    page = visit(TERM + END)
    page.emulate_media(media="print")
    expect(asked(page)).to_be_visible()
    expect(panel(page).get_by_text("Your answers so far")).to_be_visible()
    expect(panel(page).get_by_role("button")).to_have_count(0)
    assert lit(page)[-1] == "->"


def test_a_path_can_be_walked_in_a_page_opened_from_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(site / TERM / 'index.html').as_uri()}?path=performer.third-party")
    answer(page, "the recipient").click()
    expect(panel(page)).to_contain_text("Question 3 of at most 4")
    assert page.url.endswith("?path=performer.third-party,direction.recipient")
    page.go_back()
    expect(panel(page)).to_contain_text("Question 2 of at most 4")
    page.close()


def test_several_charts_on_a_page_are_walked_each_for_itself(visit: Visit, site: Path, server: str, complaints: list[str]) -> None:
    page = visit("about/")
    one, two = ((site / path / "index.html").read_text("utf-8") for path in (TERM, TEAM))
    both = BLOCK.sub(lambda found: found[0] + BLOCK.search(two)[0], one, count=1)
    page.route("**/decide/which-term/*", lambda route: answer_with(route, both))
    page.goto(server + TERM)
    first, second = (page.locator(f"[data-decision={id}]") for id in ("which-term", "which-team"))
    second.locator(".shorewise-walk").get_by_role("button", name="third party").click()
    first.locator(".shorewise-walk").get_by_role("button", name="own group").click()
    expect(page).to_have_url(f"{server}{TERM}?path-which-team=performer.third-party&path-which-term=performer.own-group")
    expect(first.locator("g.shorewise-lit")).to_have_count(2)
    page.reload()
    expect(second.locator(".shorewise-walk").get_by_role("heading")).to_contain_text("Is the team an ordinary department")
    expect(first.locator(".shorewise-walk").get_by_role("heading")).to_contain_text("In which country")
    assert complaints == []


def answer_with(route: Route, html: str) -> None:
    """The page asked for, with other contents."""
    if route.request.resource_type == "document":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.continue_()


# --- the source


def test_the_mermaid_source_is_shown_and_copied(visit: Visit) -> None:
    page = visit(TERM, permissions=["clipboard-read", "clipboard-write"])
    source = page.locator(".shorewise-mermaid")
    glossary = require(default_folder())
    right = mermaid(glossary, glossary.decisions["which-term"])
    expect(source.locator("code")).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("code")).to_be_visible()
    assert source.locator("code").text_content() == right
    source.get_by_role("button", name="Copy").click()
    expect(source.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == right


# --- for everybody


ON_THE_WAY = [TERM + HALFWAY, TERM + END, f"{TERM}?path=gone.gone", RENEW + ADVICE]  # test_accessibility has the start.


@pytest.mark.parametrize(("look", "address"), [
    *(("light", address) for address in ON_THE_WAY), *((look, address) for look in ("dark", "phone") for address in ON_THE_WAY[1::2]),
])
def test_axe_finds_nothing_wrong_on_the_way(visit: Visit, look: str, address: str) -> None:
    options: dict[str, Any] = LOOKS[look]
    page = visit(address, **options)
    page.locator(".shorewise-mermaid summary").click()
    if look == "phone":
        page.get_by_role("button", name="Show the whole chart").click()
    assert faults(page) == []
