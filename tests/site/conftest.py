"""The built site, a server for it, and a browser to look at it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from browser import ARGUMENTS, find
from built import ROOT, built, with_settings
from playwright.sync_api import Browser, Page, sync_playwright
from serve import serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published."""
    return built(ROOT, tmp_path_factory.mktemp("site"), PYTHONHASHSEED="1")


@pytest.fixture(scope="session")
def built_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The site with other settings; each is built once."""
    known: dict[str, Path] = {}

    def build(**settings: object) -> Path:
        key = repr(settings)
        if key not in known:
            known[key] = built(with_settings(tmp_path_factory.mktemp("settings"), **settings), tmp_path_factory.mktemp("site"))
        return known[key]

    return build


@pytest.fixture(scope="session")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, which lies in a folder of its host as it may where it is published."""
    top = tmp_path_factory.mktemp("host")
    (top / "kb").symlink_to(site)
    with serving(top) as address:
        yield f"{address}kb/"


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The address of the site where it has a host to itself."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that cannot reach another host."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the visited pages did wrong: errors in the console, requests to other hosts."""
    return []


@pytest.fixture
def fetched() -> list[str]:
    """What the visited pages asked for, whether they got it or not."""
    return []


@pytest.fixture
def visit(browser: Browser, server: str, host: str, complaints: list[str], fetched: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page of the site. The options are those of a browser context: `color_scheme`, `viewport` and so on."""
    contexts = []

    def open_page(address: str = "", **options: Any) -> Page:
        at = host if address == "404.html" else server  # It answers for every address, so its links start at the root.
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: fetched.append(asked.url))
        page.on("request", lambda asked: None if asked.url.startswith((at, "data:")) else complaints.append(f"asked for {asked.url}"))
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.goto(at + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visit_by_phone(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page on a narrow screen."""
    return partial(visit, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
