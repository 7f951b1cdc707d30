"""The search box in a real browser: what is found first, by mouse, by keyboard, on a phone, from disk and without a script."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest
import yaml
from axe import faults
from built import ROOT, pages
from playwright.sync_api import Browser, Page, expect
from searching import ASK, ask, box, offered

from shorewise.find import find
from shorewise.load import default_folder, load, require
from shorewise.search import as_script, search_data

Visit = Callable[..., Page]
GLOSSARY = require(default_folder())
QUERIES: dict[str, str] = yaml.safe_load((ROOT / "tests/content/queries.yaml").read_text("utf-8"))
VERSUS = re.compile(r" (?:vs|versus) ")
REVERSED = [" vs ".join(reversed(VERSUS.split(query))) for query in QUERIES if VERSUS.search(query)]
LOADED_TO_SEARCH = ("assets/search-data.js", "assets/search.js", "assets/find.js", "assets/minisearch/minisearch.min.js")


# --- what is found


def test_every_query_has_the_page_that_answers_it_first(visit: Visit) -> None:
    found = ask(visit("about/"), QUERIES)
    wrong = {query: (found[query][:3], wanted) for query, wanted in QUERIES.items() if found[query][:1] != [wanted]}
    third = sum(wanted in found[query][:3] for query, wanted in QUERIES.items())
    print(f"\nsearch: {len(QUERIES) - len(wrong)} of {len(QUERIES)} first, {third} among the first three")
    assert wrong == {}


def test_capitals_a_question_mark_and_the_order_of_two_terms_do_not_matter(visit: Visit) -> None:
    wanted = {f"{query.upper()}?": address for query, address in QUERIES.items()} | {query: find(GLOSSARY, query) for query in REVERSED}
    found = ask(visit("about/"), wanted)
    assert {query: found[query][:1] for query in wanted if found[query][:1] != [wanted[query]]} == {}


def test_whatever_a_name_leads_to_in_python_is_first_in_the_browser(visit: Visit) -> None:
    names = [name for each in GLOSSARY.concepts.values() for name in (*each.names, *each.misspellings, *each.asked)]
    names += [" vs ".join(GLOSSARY.concepts[id].preferred for id in each.concepts) for each in GLOSSARY.comparisons.values()]
    found = ask(visit("about/"), names)
    assert {name: found[name][:1] for name in names if found[name][:1] != [find(GLOSSARY, name)]} == {}


FORMS = {
    "back-office": "terms/back-office", "back office": "terms/back-office", "backoffice": "terms/back-office", '"back-office"': "terms/back-office",
    "captive": "terms/captive-unit", "captives": "terms/captive-unit", "captive centers": "terms/captive-unit",
    "outsourc": "terms/outsourcing", "outsourced": "terms/outsourcing", "outsources": "terms/outsourcing", "outsource": "terms/outsourcing",
    "shared services": "terms/shared-services-centre", "GIC": "terms/global-capability-centre", "gcc": "terms/global-capability-centre",
    "IT": "terms/information-technology-outsourcing", "it": "terms/information-technology-outsourcing",
    "offshorng": "terms/offshoring", "outsorcng": "terms/outsourcing", "virtula captive": "terms/virtual-captive", "leagl process outsourcing": "terms/legal-process-outsourcing",
    "capt": "terms/captive-unit", "offshore capt": "terms/offshore-captive", "labor arb": "terms/labour-arbitrage", "back of": "terms/back-office",
    "outsourcing vs offsh": "compare/outsourcing-offshoring", "what is the difference between nearshore and offshore?": "compare/nearshoring-offshoring-domestic-sourcing",
    "which term describes my arrangement": "decide/which-term", "BPO means call centre": "misconceptions", "deloitte": "claims",
}  # fmt: skip


def test_forms_beginnings_typos_and_whole_questions_are_understood(visit: Visit) -> None:
    assert {query: found[:1] for query, found in ask(visit("about/"), FORMS).items()} == {query: [wanted] for query, wanted in FORMS.items()}


def test_a_part_of_a_word_is_found_too(visit: Visit) -> None:
    found = ask(visit("about/"), ["shoring"])["shoring"]
    assert {"terms/offshoring", "terms/nearshoring"} <= set(found)


def test_a_short_form_that_is_a_common_word_is_found_only_where_it_is_the_short_form(visit: Visit) -> None:
    for text in (text for _, text in visit("about/").evaluate(ASK, ["us"])["us"]):
        assert re.search(r"\bUS\b", text), text


REASONS = {
    "captive center": "Captive unit also called captive center ",
    "GCC": "Global capability centre abbreviation GCC ",
    "oursourcing": "Outsourcing often misspelt ",
    "captive outsourcing": "Captive unit do not say captive outsourcing ",
    "offshorng": "Offshoring closest to what you typed ",
    "captive unit": "Captive unit Delivery unit owned by",
}


def test_a_hit_says_why_it_matched_and_what_it_is(visit: Visit) -> None:
    page = visit("about/")
    said = {query: offered(page, query) for query in REASONS}
    assert {query: text for query, text in said.items() if not text.startswith(REASONS[query])} == {}


def test_the_best_hit_and_its_kind_come_first_then_terms_then_pages_then_text(visit: Visit) -> None:
    page = visit("about/")
    for query, heads in {
        "offshoring": ["Terms", "Compare and decide", "In the text"],
        "outsourcing vs offshoring": ["Compare and decide", "Terms", "In the text"],
        "outsourcing market size": ["In the text", "Terms", "Compare and decide"],
    }.items():
        box(page).fill(query)
        expect(page.get_by_role("banner").locator(".shorewise-found-head")).to_have_text(heads)


def test_a_passage_shows_the_words_that_were_met(visit: Visit) -> None:
    page = visit("about/")
    box(page).fill("NASSCOM revenue")
    expect(page.locator(".shorewise-found mark").filter(has_text="evenue").first).to_be_visible()


def test_every_address_that_search_knows_leads_to_a_place_on_the_site(site: Path) -> None:
    script = (site / "assets/search-data.js").read_text("utf-8")
    data = json.loads(script[script.index("{}, ") + 4 : script.rindex(")")])
    found = {each["u"] for each in (*data["entries"], *data["passages"])}
    wrong = [address for address in sorted(found) if not _leads(site, address)]
    assert found and wrong == []


def _leads(site: Path, address: str) -> bool:
    path, section = urldefrag(address)
    page = pages(site).get(f"{path}index.html")
    return page is not None and (not section or section in page.ids)


# --- other glossaries


def with_data(page: Page, script: str) -> None:
    page.route("**/assets/search-data.js", lambda route: route.fulfill(body=script, content_type="text/javascript; charset=utf-8"))


def test_another_glossary_is_searched_with_the_same_script(visit: Visit, cloud_files: dict[str, bytes]) -> None:
    glossary, problems = load(cloud_files)
    assert glossary and not problems
    page = visit("about/")
    with_data(page, as_script(search_data(glossary, {})))
    found = ask(page, ["virtual machine", "virtual machines", "virtual-machine", "virtual machne"])
    assert {query: addresses[:1] for query, addresses in found.items()} == dict.fromkeys(found, ["terms/virtual-machine"])


def test_words_that_no_blank_parts_are_found_in_names_and_in_texts(visit: Visit) -> None:
    entry = {"u": "terms/one/", "k": "concepts", "t": "離岸外包", "d": "外國供應商", "n": [], "a": 0, "w": 0}
    passage = {"u": "terms/two/", "t": "二", "x": "公司把工作交給離岸外包公司。"}
    script = as_script({**search_data(GLOSSARY, {}), "entries": [entry], "passages": [passage]})
    page = visit("about/")
    with_data(page, script)
    assert ask(page, ["外包"]) == {"外包": ["terms/one", "terms/two"]}


def test_nothing_in_the_script_knows_a_term() -> None:
    script = "".join((ROOT / "docs/assets" / name).read_text("utf-8") for name in ("search.js", "find.js")).casefold()
    assert [name for name in GLOSSARY.names if len(name) > 3 and re.search(rf"\b{re.escape(name)}\b", script)] == []


# --- nothing before it is needed


def test_what_a_reader_loads_to_search_is_under_100_kilobytes(site: Path) -> None:
    sizes = {path: len(gzip.compress((site / path).read_bytes(), 9)) for path in LOADED_TO_SEARCH}
    print(f"\nloaded to search: {sum(sizes.values())} bytes, {sizes}")
    assert sum(sizes.values()) < 100_000


def test_nothing_is_loaded_before_the_box_is_in_focus_and_no_index_ever(visit: Visit, server: str) -> None:
    page = visit("about/")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(server)))

    def for_searching() -> set[str]:
        return {url for url in asked if url.startswith(("assets/search-data", "assets/minisearch", "assets/find", "search"))}

    page.reload(wait_until="networkidle")
    assert for_searching() == set()
    box(page).fill("captive")
    expect(page.get_by_role("option").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert for_searching() == {"assets/minisearch/minisearch.min.js", "assets/find.js", "assets/search-data.js"}


def test_when_the_data_cannot_be_loaded_the_list_says_so_and_leads_to_all_terms(visit: Visit, server: str) -> None:
    page = visit("about/")
    page.route("**/assets/search-data.js", lambda route: route.abort())
    box(page).fill("captive")
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text("The search could not be loaded. All terms are on one page.")
    page.get_by_role("option", name="All terms from A to Z").click()
    expect(page).to_have_url(f"{server}terms/")


# --- the combobox


def test_the_keyboard_walks_through_the_list_and_opens_a_page(visit: Visit, complaints: list[str]) -> None:
    page = visit("about/")
    page.keyboard.press("/")
    field, options = box(page), page.get_by_role("banner").get_by_role("option")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("captive")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_value("captive")
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text(re.compile(r"^\d+ results$"))
    for press, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowDown", 1)):
        page.keyboard.press(press)
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", options.nth(place).get_attribute("id") or "none")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Home")
    page.keyboard.type("x")
    expect(field).to_have_value("xcaptive")
    page.keyboard.press("Backspace")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    address = options.first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)
    assert complaints == []


def test_enter_opens_the_first_hit_even_at_once(visit: Visit, server: str) -> None:
    page = visit("about/")
    box(page).focus()
    page.keyboard.type("gcc")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}terms/global-capability-centre/")


def test_escape_closes_then_clears_and_a_click_elsewhere_closes(visit: Visit) -> None:
    page = visit("about/")
    field, panel = box(page), page.get_by_role("banner").get_by_role("listbox")
    field.fill("captive")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_have_value("captive")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    field.fill("captive")
    expect(panel).to_be_visible()
    page.get_by_role("heading", level=1).click(position={"x": 5, "y": 5})
    expect(panel).to_be_hidden()
    field.focus()
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()


def test_a_slash_in_a_field_is_a_slash(visit: Visit) -> None:
    page = visit("about/")
    box(page).focus()
    page.keyboard.type("in/out")
    expect(box(page)).to_have_value("in/out")


def test_a_hit_on_the_page_itself_closes_the_list(visit: Visit, server: str) -> None:
    page = visit("misconceptions/")
    box(page).fill("BPO means call centre")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("banner").get_by_role("listbox")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"^{re.escape(server)}misconceptions/#"))


def test_what_is_not_found_is_said_with_the_nearest_names_and_the_way_to_all(visit: Visit) -> None:
    page = visit("about/")
    for query in ("xyzzy", "weather tomorrow"):
        box(page).fill(query)
        expect(page.get_by_role("banner").get_by_role("status")).to_have_text(f"Nothing found for “{query}”.")
        expect(page.get_by_role("option").last).to_have_text("All terms from A to Z")
        page.keyboard.press("Enter")  # Opens nothing that was not found.
        expect(box(page)).to_have_value(query)


def test_what_is_typed_is_never_read_as_markup(visit: Visit, complaints: list[str]) -> None:
    page = visit("about/")
    typed = "<img src=xq onerror=zzz()>"
    box(page).fill(typed)
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text(f"Nothing found for “{typed}”.")
    expect(page.locator(".shorewise-found-note").first).to_have_text(f"Nothing found for “{typed}”.")
    assert page.locator("img[src=xq]").count() == 0
    page = visit(f"?q={quote(typed)}")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(typed)
    assert complaints == []


@pytest.mark.parametrize("options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_the_open_list_has_no_fault_that_a_checker_finds(visit: Visit, options: dict) -> None:
    page = visit("?q=captive", **options)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults(page) == []


# --- addresses


def test_an_address_with_a_query_opens_with_its_results(visit: Visit, visit_by_phone: Visit, server: str) -> None:
    for page, part in ((visit("about/?q=captive"), "banner"), (visit("?q=captive"), "main"), (visit_by_phone("about/?q=captive"), "banner")):
        expect(page.get_by_role(part).get_by_role("combobox")).to_have_value("captive")
        expect(page.get_by_role(part).get_by_role("option").first).to_contain_text("Captive unit")


@pytest.mark.parametrize(("query", "address"), [("t=GCC", "terms/global-capability-centre/"), ("q=off-shoring", "terms/offshoring/"), ("t=bpo%20vs%20kpo", "compare/bpo-kpo-lpo-rpo-ito/")])
def test_go_leads_straight_to_the_first_hit(visit: Visit, server: str, query: str, address: str) -> None:
    expect(visit(f"go/?{query}")).to_have_url(server + address)


def test_go_says_when_there_is_no_hit(visit: Visit, server: str) -> None:
    page = visit("go/?t=xyzzy")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Nothing found for “xyzzy”.")
    expect(page).to_have_url(f"{server}go/?t=xyzzy")


def test_the_large_box_finds_as_the_small_one_does(visit: Visit, server: str) -> None:
    page = visit()
    page.get_by_role("main").get_by_role("combobox").fill("off shoring")
    expect(page.get_by_role("main").get_by_role("option").first).to_contain_text("Offshoring")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(f"{server}terms/offshoring/")


def test_without_a_script_the_box_is_a_form_that_leads_to_where_all_terms_are(visit: Visit, server: str) -> None:
    page = visit("terms/captive-unit/", java_script_enabled=False)
    page.get_by_role("banner").get_by_role("textbox", name="Search").fill("GCC")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}go/?t=GCC")
    page.get_by_role("main").get_by_role("link", name="all terms from A to Z").click()
    expect(page).to_have_url(f"{server}terms/")


# --- a phone


def test_on_a_phone_a_button_opens_the_box_over_the_whole_width(visit_by_phone: Visit) -> None:
    page = visit_by_phone("about/")
    button = page.get_by_role("button", name="Search", exact=True)
    expect(box(page)).to_be_hidden()
    button.tap()
    expect(box(page)).to_be_focused()
    page.keyboard.type("captive")
    panel = page.get_by_role("banner").locator(".shorewise-found")
    expect(page.get_by_role("option").first).to_contain_text("Captive unit")
    place = panel.bounding_box()
    assert place and (place["x"], place["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Close the search").tap()
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


def test_on_a_phone_escape_leads_back_to_the_button(visit_by_phone: Visit) -> None:
    page = visit_by_phone("about/")
    page.keyboard.press("/")
    page.keyboard.type("captive")
    expect(page.get_by_role("option").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()


# --- from disk


def test_a_folder_opened_from_disk_reads_links_and_finds(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((site / "index.html").as_uri())
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Terms").click()
    expect(page).to_have_url((site / "terms/index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="captive unit", exact=True).first.click()
    expect(page).to_have_url((site / "terms/captive-unit/index.html").as_uri())
    box(page).fill("gcc")
    page.get_by_role("option").first.click()
    expect(page).to_have_url((site / "terms/global-capability-centre/index.html").as_uri())
    box(page).fill("BPO means call centre")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(re.escape((site / "misconceptions/index.html").as_uri()) + "#."))
    page.wait_for_load_state()  # The address changes before the page's script has mended its links.
    links = page.locator("a[href]").evaluate_all("links => links.map(link => new URL(link.getAttribute('href'), document.baseURI)).filter(url => url.protocol === 'file:').map(url => url.pathname)")
    assert links and [path for path in links if not Path(path).is_file()] == []
    page.goto((site / "decide/which-term/index.html").as_uri())
    page.locator(".shorewise-chart a").first.click()
    expect(page).to_have_url(re.compile(r"/terms/[a-z-]+/index\.html"))
    page.goto((site / "go/index.html").as_uri() + "?t=GCC")
    expect(page).to_have_url((site / "terms/global-capability-centre/index.html").as_uri())
    assert errors == []
    page.close()
