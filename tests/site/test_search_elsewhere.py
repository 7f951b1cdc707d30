"""The search box where there is no such page, and on a site that was built otherwise."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from built import BASE, pages
from playwright.sync_api import Browser, Route, expect
from searching import box

# --- no such page


def serve(site: Path) -> Callable[[Route], None]:
    """Answer as a host does: the file, else 404.html."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix(urlsplit(BASE).path)
        file = site / (path + "index.html" if path.endswith("/") or not path else path)
        found = file.is_file() and not path.startswith("/")
        shown = file if found else site / "404.html"
        route.fulfill(status=200 if found else 404, body=shown.read_bytes(), content_type=mimetypes.guess_type(shown.name)[0] or "text/plain")

    return answer


@pytest.mark.parametrize(("address", "name", "target"), [
    ("terms/offshorng/", "Offshoring", "terms/offshoring/"),
    ("a/very/deep/place/captive-center.html", "Captive unit", "terms/captive-unit/"),
])
def test_no_such_page_names_those_that_are_near(browser: Browser, below: Path, address: str, name: str, target: str) -> None:
    page = browser.new_page()
    page.route("**/*", serve(below))
    page.goto(BASE + address)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.get_by_role("region", name="Perhaps you meant").get_by_role("link").first).to_contain_text(name)
    page.get_by_role("region", name="Perhaps you meant").get_by_role("link").first.click()
    expect(page).to_have_url(BASE + target)
    page.goto(BASE + address)
    page.get_by_role("main").get_by_role("combobox").fill("gcc")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{BASE}terms/global-capability-centre/")
    page.goto(BASE + address)
    page.get_by_role("main").get_by_role("link", name="all terms from A to Z").click()
    expect(page).to_have_url(f"{BASE}terms/")
    page.close()


def test_every_link_of_no_such_page_works_from_any_depth(below: Path) -> None:
    page = pages(below)["404.html"]
    inside = [link for link in page.links if not link.startswith(("#", "http", "mailto:", "data:"))]
    assert inside and [link for link in inside if not link.startswith("/kb/")] == []
    actions = [form.attrs["action"] for form in page.html.query("form[action]")]
    assert actions == ["/kb/go/", "/kb/go/"]


# --- other ways to build


def test_the_other_builder_shows_the_same_box(other: Path, browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.route("**/*", serve(other))
    page.on("request", lambda request: asked.append(request.url.removeprefix(BASE)))
    page.goto(f"{BASE}about/", wait_until="networkidle")
    assert not [url for url in asked if url.startswith("search")]
    box(page).fill("captive center")
    expect(page.get_by_role("option").first).to_contain_text("Captive unit also called captive center")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{BASE}terms/captive-unit/")
    page.goto(f"{BASE}terms/offshorng/")
    expect(page.get_by_role("region", name="Perhaps you meant").get_by_role("link").first).to_contain_text("Offshoring")
    page.goto(f"{BASE}go/?t=GCC")
    expect(page).to_have_url(f"{BASE}terms/global-capability-centre/")
    page.close()


def test_a_site_of_files_without_folders_is_searched_too(flat: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/*", serve(flat))
    page.goto(f"{BASE}about/index.html")
    box(page).fill("gcc")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{BASE}terms/global-capability-centre.html")
    page.close()
