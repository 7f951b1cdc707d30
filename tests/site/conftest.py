"""The built site, a server for it, and a browser to look at it."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from built import BASE, ROOT, built, copied, its_own_code, mkdocs, published, with_settings, zensical
from filelock import FileLock
from playwright.sync_api import Browser, Page
from serve import serving

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """A folder that is made once in a run: the first worker that needs it makes it, and the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "once"
    shared.mkdir(exist_ok=True)

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        whole = shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock"):
            if not whole.exists():
                make(shared / name)
                whole.touch()
        return shared / name

    return folder


@pytest.fixture(scope="session")
def bare(once: Once) -> Path:
    """The site as a builder leaves it."""

    def make(target: Path) -> None:
        done = mkdocs(ROOT, target, PYTHONHASHSEED="1")
        assert done.returncode == 0, done.stdout

    return once("bare", make)


@pytest.fixture(scope="session")
def site(once: Once, bare: Path) -> Path:
    """The site as it is published."""
    return once("site", lambda target: published(ROOT, shutil.copytree(bare, target, dirs_exist_ok=True)))


@pytest.fixture(scope="session")
def flat(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site whose addresses are files, as it is read from a disk."""
    settings = with_settings(tmp_path_factory.mktemp("settings"), use_directory_urls=False)
    return once("flat", lambda target: built(settings, target))


@pytest.fixture(scope="session")
def below(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built for a place below its host."""
    settings = with_settings(tmp_path_factory.mktemp("settings"), site_url=BASE)
    return once("below", lambda target: built(settings, target))


@pytest.fixture(scope="session")
def other(once: Once) -> Path:
    """The site below its host as Zensical builds it."""

    def make(project: Path) -> None:
        copied(project)
        settings = (project / "mkdocs.yml").read_text("utf-8")
        (project / "mkdocs.yml").write_text(settings.replace("https://shorewise.example/", BASE), "utf-8")
        zensical(project, **its_own_code(project))

    return once("other", make) / "site"


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
