"""Plain web pages of another host: the element and the frame, under strict policies, in a real browser."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path

import pytest
from axe import faults
from playwright.sync_api import Browser, Page, expect
from serve import Quiet, serving
from two_releases import HEIR, NEW, OLD, REDEFINED, RENAMED, REWORDED, WITHDRAWN

from shorewise.export.element import SCRIPT, element_files
from shorewise.export.frame import frame_files
from shorewise.export.whole import exports
from shorewise.publish.embedded import pages_of
from shorewise.publish.policy import headers
from shorewise.published import PublishedGlossary


@cache
def its_headers() -> str:
    """The `_headers` of the site with this release."""
    return headers("/", {"index.html": ""}, pages_of(exports(OLD))).strip()


class _Publisher(Quiet):
    """The site's own host, which sends the headers that its `_headers` says."""

    def end_headers(self) -> None:
        for block in its_headers().split("\n\n"):
            path, *lines = block.split("\n")
            if re.fullmatch(re.escape(path).replace(r"\*", ".*"), self.path.split("?")[0]):
                for line in lines:
                    self.send_header(*line.strip().split(": ", 1))
        super().end_headers()


class _Host(Quiet):
    """Somebody's site, with a policy of its own."""

    def __init__(self, *about: object, policy: list[str], **more: object) -> None:
        self.policy = policy
        super().__init__(*about, **more)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy[0])
        super().end_headers()


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Callable[[PublishedGlossary], PublishedGlossary]]]:
    """The address of a site with both releases, and what makes a release say that it is published there."""
    top = tmp_path_factory.mktemp("publisher")
    with serving(top, _Publisher) as address:

        def here(release: PublishedGlossary) -> PublishedGlossary:
            return release.model_copy(update={"url": address})

        for release in map(here, (OLD, NEW)):
            for path, raw in exports(release).items():
                file = top / "embed/v" / release.version / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(raw)
        yield address, here


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, list[str]]]:
    """The address of somebody's site, its folder, and its policy, which a test may change."""
    folder, policy = tmp_path_factory.mktemp("host"), ["default-src 'none'"]
    with serving(folder, partial(_Host, policy=policy)) as address:
        yield address, folder, policy


@pytest.fixture
def show(browser: Browser, host: tuple[str, Path, list[str]], publisher: tuple[str, Callable]) -> Iterator[Callable[..., Page]]:
    """A page of the host with this in it; its policy allows scripts of the publisher, if any."""
    context = browser.new_context()

    def page_with(body: str, scripts: bool = True, frames: bool = True, style: str = "") -> Page:
        address, folder, policy = host
        policy[0] = f"default-src 'none'; style-src 'self'; script-src {publisher[0] if scripts else chr(39) + 'none' + chr(39)}; frame-src {publisher[0] if frames else chr(39) + 'none' + chr(39)}"
        (folder / "host.css").write_text(style, "utf-8")
        head = '<meta charset="utf-8"><title>A host</title><link rel="stylesheet" href="host.css">'
        name = f"{next(numbers)}.html"
        (folder / name).write_text(f'<!doctype html><html lang="en"><head>{head}</head><body><main><h1>A host</h1>{body}</main></body></html>', "utf-8")
        page = context.new_page()
        page.goto(address + name)
        return page

    yield page_with
    context.close()


def code(release: PublishedGlossary, id: str, which: str = "element") -> str:
    files = element_files(release) if which == "element" else frame_files(release)
    return files[f"terms/{id}/{which}.html"].decode()


def tooltip(page: Page):
    return page.locator("shorewise-term [role=tooltip]")


numbers = count()


# --- the element


def test_the_element_shows_the_definition_by_mouse_and_keyboard_under_a_strict_policy(show: Callable[..., Page], publisher: tuple) -> None:
    page = show(code(publisher[1](OLD), REWORDED), style="body { margin: 8rem; }")
    link = page.get_by_role("link", name="hypervisor")
    says = f"{OLD.concepts[REWORDED].preferred}: {OLD.concepts[REWORDED].definition}"
    link.hover()
    expect(tooltip(page)).to_be_visible()
    expect(tooltip(page)).to_contain_text(says)
    expect(tooltip(page)).to_contain_text(f"{OLD.title} 1.0.0")
    tooltip(page).hover()
    expect(tooltip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tooltip(page)).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(tooltip(page)).to_be_visible()
    expect(link).to_have_accessible_description(says)
    assert faults(page) == []


@pytest.mark.parametrize(("style", "ink", "ground"), [
    ("body { color: rgb(250, 240, 230); background: rgb(10, 20, 30); font-family: monospace }", "rgb(250, 240, 230)", "rgb(10, 20, 30)"),
    ("main { color: rgb(0, 0, 90); background: rgb(255, 255, 200); font-family: monospace }", "rgb(0, 0, 90)", "rgb(255, 255, 200)"),
])  # fmt: skip
def test_the_element_has_the_host_s_colours_and_font(show: Callable[..., Page], publisher: tuple, style: str, ink: str, ground: str) -> None:
    page = show(code(publisher[1](OLD), REWORDED), style=style)
    page.get_by_role("link").hover()
    expect(tooltip(page)).to_have_css("color", ink)
    expect(tooltip(page)).to_have_css("background-color", ground)
    expect(tooltip(page)).to_have_css("font-family", "monospace")


def test_where_the_host_forbids_the_script_the_link_remains(show: Callable[..., Page], publisher: tuple) -> None:
    page = show(code(publisher[1](OLD), REWORDED), scripts=False)
    expect(page.get_by_role("link", name="hypervisor")).to_have_attribute("href", OLD.concepts[REWORDED].url)
    page.get_by_role("link").hover()
    assert page.evaluate("customElements.get('shorewise-term')") is None


def test_a_script_that_is_not_the_one_of_the_hash_is_refused(show: Callable[..., Page], publisher: tuple) -> None:
    given = code(publisher[1](OLD), REWORDED)
    other = re.search(r'integrity="([^"]*)"', code(publisher[1](NEW), HEIR))[1]
    page = show(re.sub(r'integrity="[^"]*"', f'integrity="{other}"', given))
    expect(page.get_by_role("link", name="hypervisor")).to_be_visible()
    assert page.evaluate("customElements.get('shorewise-term')") is None


def test_the_element_asks_for_nothing_but_its_script(show: Callable[..., Page], publisher: tuple, host: tuple) -> None:
    page = show("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # A page of its own: one that changed within the second would be taken from the browser's store.
    (host[1] / "alone.html").write_text(f"<!doctype html><title>x</title>{code(publisher[1](OLD), REWORDED)}", "utf-8")
    page.goto(f"{host[0]}alone.html", wait_until="networkidle")
    page.get_by_role("link").hover()
    expect(tooltip(page)).to_be_visible()
    assert [url for url in asked if not url.startswith(host[0])] == [f"{publisher[0]}embed/v/1.0.0/{SCRIPT}"]


def test_a_finger_opens_first_and_follows_then(browser: Browser, show: Callable[..., Page], publisher: tuple, host: tuple) -> None:
    shown = show(code(publisher[1](OLD), REWORDED)).url
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(shown)
    page.get_by_role("link").tap()
    expect(tooltip(page)).to_be_visible()
    assert page.url == shown
    context.close()


@pytest.mark.parametrize(("id", "said"), [
    (REWORDED, NEW.concepts[REWORDED].definition), (REDEFINED, NEW.concepts[REDEFINED].definition),
    (RENAMED, NEW.concepts[HEIR].definition), (WITHDRAWN, NEW.concepts[WITHDRAWN].definition),
])  # fmt: skip
def test_who_takes_the_next_release_keeps_every_id(show: Callable[..., Page], publisher: tuple, id: str, said: str) -> None:
    old, new = code(publisher[1](OLD), id), code(publisher[1](NEW), HEIR)
    page = show(new.splitlines()[0] + old.splitlines()[1])
    page.get_by_role("link").hover()
    expect(tooltip(page)).to_contain_text(said)


# --- the frame


def test_a_page_for_frames_loads_no_file() -> None:
    """In a frame with `sandbox`, WebKit lets it load none, whatever its policy says."""
    for path, raw in frame_files(OLD).items():
        if path.endswith("/index.html"):
            assert re.findall(r"<(?:script|img)\b[^>]*\bsrc|<link\b(?![^>]*canonical)|@import|url\(", raw.decode()) == [], path


def test_a_frame_at_a_former_address_shows_the_entry_of_today(show: Callable[..., Page], publisher: tuple) -> None:
    before = code(publisher[1](NEW), HEIR, "frame").replace(f"/{HEIR}/", f"/{RENAMED}/")
    inside = show(before).frame_locator("iframe")
    expect(inside.get_by_role("main")).to_contain_text(NEW.concepts[HEIR].definition)
    expect(inside.get_by_role("main")).to_have_css("max-width", re.compile("px|ch"))  # Its styles are found from there too.


def test_the_frame_shows_the_entry_and_says_its_height(show: Callable[..., Page], publisher: tuple) -> None:
    page = show("")
    page.evaluate("addEventListener('message', event => { window.told = [...(window.told ?? []), event.data] })")
    page.evaluate("code => document.querySelector('main').insertAdjacentHTML('beforeend', code)", code(publisher[1](OLD), REWORDED, "frame"))
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("main")).to_contain_text(OLD.concepts[REWORDED].definition)
    expect(inside.get_by_role("main")).to_have_css("max-width", re.compile("px|ch"))
    page.wait_for_function("window.told?.some(each => each.type === 'shorewise-height' && each.height > 20 && each.height < 240)")
    expect(page.locator("iframe")).to_have_attribute("title", f"hypervisor, from {OLD.title} 1.0.0")
    assert faults(page) == []


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")])
def test_the_frame_is_light_or_dark_as_the_reader_s_system_is(browser: Browser, show: Callable[..., Page], publisher: tuple, host: tuple, scheme: str, ink: str) -> None:
    shown = show(code(publisher[1](OLD), REWORDED, "frame"), style=":root { color-scheme: light dark }").url
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(shown)
    expect(page.frame_locator("iframe").locator("body")).to_have_css("color", ink)
    context.close()


def test_a_frame_that_the_host_forbids_leaves_nothing_else_behind(show: Callable[..., Page], publisher: tuple) -> None:
    page = show(code(publisher[1](OLD), REWORDED, "frame") + "<p>After.</p>", frames=False)
    expect(page.get_by_text("After.")).to_be_visible()


def test_the_description_for_content_systems_shows_the_frame(publisher: tuple) -> None:
    release = publisher[1](OLD)
    for path, raw in frame_files(release).items():
        if path.endswith("oembed.json"):
            about = json.loads(raw)
            assert (about["version"], about["type"], about["provider_url"]) == ("1.0", "rich", publisher[0])
            assert about["html"] in frame_files(release)[path.replace("oembed.json", "frame.html")].decode()
            assert about["width"] > 0 and about["height"] > 0


def test_a_withdrawn_entry_stays_in_the_release_that_had_it_and_is_not_offered_in_the_next() -> None:
    assert f"terms/{WITHDRAWN}/index.html" in frame_files(OLD)
    assert f"terms/{WITHDRAWN}/index.html" not in frame_files(NEW)
