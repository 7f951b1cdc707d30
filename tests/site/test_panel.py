"""What the site offers to other people's documents: the panel on an entry's page, and the files that it leads to."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe import faults
from built import BIN, ROOT, pages, run
from kinds import LOOKS
from playwright.sync_api import Locator, Page, expect

from shorewise.load import default_folder, require
from shorewise.releases import NOW, Releases, newest

Visit = Callable[..., Page]
RELEASES = Releases(default_folder())
VERSION = newest(RELEASES) or NOW
FOLDER = f"embed/v/{VERSION}/" if RELEASES else "embed/latest/"


def opened(page: Page) -> Locator:
    """The panel of the page, open and with its text."""
    panel = page.locator(".shorewise-embed")
    panel.locator("summary").click()
    expect(panel.locator("code")).not_to_be_empty()
    return panel


def test_every_entry_s_page_leads_to_files_that_are_there(site: Path) -> None:
    glossary = require(default_folder())
    with_panel = {path: page.html.query(".shorewise-embed a[download]") for path, page in pages(site).items()}
    offered = {path for path, links in with_panel.items() if links}
    for folder, entries in (("terms", glossary.concepts), ("compare", glossary.comparisons), ("decide", glossary.decisions)):
        assert {f"{folder}/{id}/index.html" for id, each in entries.items() if getattr(each, "status", "") != "withdrawn"} <= offered | _newer(folder)
    for path in offered:
        assert [link.attrs["href"] for link in with_panel[path] if not (site / urljoin(path, link.attrs["href"])).is_file()] == [], path


def _newer(folder: str) -> set[str]:
    """Pages of entries that came after the newest release."""
    if not RELEASES:
        return set()
    collection = {"terms": "concepts", "compare": "comparisons", "decide": "decisions"}[folder]
    return {f"{folder}/{id}/index.html" for id in getattr(require(default_folder()), collection) if id not in getattr(RELEASES[VERSION], collection)}


def test_every_file_has_the_hash_that_the_list_says(site: Path) -> None:
    said = json.loads((site / FOLDER / "integrity.json").read_text("utf-8"))
    there = {path.relative_to(site / FOLDER).as_posix(): path for path in (site / FOLDER).rglob("*") if path.is_file()}
    hashes = {path: f"sha384-{base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()}" for path, file in there.items()}
    assert said["files"] == {path: value for path, value in hashes.items() if path != "integrity.json"}
    assert said["version"] == VERSION


def test_the_command_writes_what_the_site_has(site: Path, tmp_path: Path) -> None:
    done = run(BIN / "shorewise", "export", tmp_path, "--version", VERSION, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert f"of version {VERSION} into {tmp_path}" in done.stdout
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    there = {path.relative_to(site / FOLDER).as_posix(): path.read_bytes() for path in (site / FOLDER).rglob("*") if path.is_file()}
    assert [path for path in written if written[path] != there.get(path)] == []
    assert sorted(written) == sorted(there)


def test_a_version_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    done = run(BIN / "shorewise", "export", tmp_path / "out", "--version", "nwo", cwd=ROOT)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert "there is no version 'nwo'. Did you mean 'now'?" in done.stdout


def test_latest_is_the_newest_version(site: Path) -> None:
    latest = {path.relative_to(site / "embed/latest").as_posix(): path.read_bytes() for path in (site / "embed/latest").rglob("*") if path.is_file()}
    assert latest == {path.relative_to(site / FOLDER).as_posix(): path.read_bytes() for path in (site / FOLDER).rglob("*") if path.is_file()}
    assert (site / "objects.inv").read_bytes() == latest["objects.inv"]


def test_the_page_tells_content_systems_what_to_show(site: Path) -> None:
    page = pages(site)["terms/captive-unit/index.html"]
    (link,) = page.html.query('link[type="application/json+oembed"]')
    path = link.attrs["href"].split("/embed/")[1]
    assert json.loads((site / "embed" / path).read_text("utf-8"))["title"] == link.attrs["title"]


def test_the_panel_shows_each_format_as_its_file_has_it(visit: Visit, site: Path, complaints: list[str]) -> None:
    panel = opened(visit("terms/captive-unit/"))
    for name, ending in (("Markdown", ".md"), ("HTML", "/fragment.html"), ("reStructuredText", ".rst"), ("Frame", "/frame.html"), ("Element", "/element.html")):
        panel.get_by_role("tab", name=name, exact=True).click()
        expect(panel.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
        expect(panel.locator("code")).to_have_text((site / FOLDER / f"terms/captive-unit{ending}").read_text("utf-8"), use_inner_text=False)
    assert complaints == []


def test_the_panel_shows_how_a_snippet_looks_and_says_its_version(visit: Visit) -> None:
    panel = opened(visit("terms/captive-unit/"))
    expect(panel.locator(".shorewise-embed-preview")).to_contain_text("captive unit: delivery unit owned by the group")
    expect(panel).to_contain_text(f"Version {VERSION}, which will not change." if RELEASES else "The glossary as it is")
    panel.get_by_role("tab", name="Frame").click()
    expect(panel.locator(".shorewise-embed-preview")).to_be_empty()


def test_the_keyboard_walks_through_the_formats(visit: Visit) -> None:
    page = visit("decide/which-term/")
    panel = opened(page)
    panel.get_by_role("tab", name="Markdown").focus()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("tab", name="HTML")).to_be_focused()
    page.keyboard.press("End")
    expect(panel.get_by_role("tab").last).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("tab", name="Markdown")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("group", name="The text to copy")).to_be_focused()


def test_the_button_copies_what_is_shown(visit: Visit) -> None:
    page = visit("terms/captive-unit/", permissions=["clipboard-read", "clipboard-write"])
    panel = opened(page)
    panel.get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == panel.locator("code").text_content()


def test_nothing_of_it_is_loaded_before_it_is_opened(visit: Visit, fetched: list[str]) -> None:
    page = visit("terms/captive-unit/")
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "embed" in url] == []


def test_without_a_script_the_ways_are_links(visit: Visit) -> None:
    page = visit("terms/captive-unit/", java_script_enabled=False)
    page.locator(".shorewise-embed summary").click()
    expect(page.locator(".shorewise-embed").get_by_role("link", name="Markdown")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_the_open_panel_has_no_fault_that_a_checker_finds(visit: Visit, look: str) -> None:
    page = visit("compare/outsourcing-offshoring/", reduced_motion="reduce", bypass_csp=True, **LOOKS[look])
    opened(page)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS[look]["viewport"]["width"]


@pytest.mark.parametrize("address", ["glossary.html", "terms/captive-unit/"])
def test_what_others_show_fits_a_phone(visit_by_phone: Visit, address: str) -> None:
    page = visit_by_phone(f"{FOLDER}{address}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
