"""Build sites, and read what was built.

Links are followed as a browser would, below a made-up address with a path: one that works only at the root of a
host, or leaves the site, leads nowhere there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import yaml
from justhtml import Element, JustHTML

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
BASE = "http://site.test/kb/"
_PROJECT = ("docs", "glossary", "macros", "mkdocs.yml", "Makefile", "pyproject.toml", "requirements.lock", "README.md", "LICENSE")
_SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1764028800"}


# --- building


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program; `stdout` has all that it said."""
    variables = {**os.environ, **_SETTINGS, **environment}
    return subprocess.run(command, cwd=cwd, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def mkdocs(project: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project into a folder."""
    _search_data(project, **environment)
    return run(BIN / "mkdocs", "build", "--strict", "--site-dir", target, cwd=project, **environment)


def zensical(project: Path, **environment: str) -> Path:
    """Build a project with the other builder, which always writes to site/."""
    _search_data(project, **environment)
    done = run(BIN / "zensical", "build", "--strict", cwd=project, **environment)
    assert done.returncode == 0, done.stdout
    return published(project, project / "site", **environment)


def _search_data(project: Path, **environment: str) -> None:
    """What the search box knows, beside its script; without it where a glossary is too spoilt to be read."""
    folder = project if (project / "docs").is_dir() else ROOT  # A project of settings alone takes its pages from this one.
    run(BIN / "shorewise", "search", "docs/assets/search-data.js", cwd=folder, **environment)


def built(project: Path, target: Path, **environment: str) -> Path:
    """The site of a project that has to build."""
    done = mkdocs(project, target, **environment)
    assert done.returncode == 0, done.stdout
    return published(project, target, **environment)


def published(project: Path, site: Path, **environment: str) -> Path:
    """The finished site with all that no builder makes. What takes long is kept from one test run to the next."""
    done = publish(project, site, **environment)
    assert done.returncode == 0, done.stdout
    return site


def publish(project: Path, site: Path, *options: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `shorewise publish` on a finished site, with what earlier runs kept."""
    return run(BIN / "shorewise", "publish", site, "--cache", ROOT / ".cache/publish", *options, cwd=project, **environment)


def copied(folder: Path) -> Path:
    """A copy of the project, to spoil something in it."""
    folder.mkdir(exist_ok=True, parents=True)
    for name in _PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / ".cache").symlink_to(ROOT / ".cache")
    return folder


def its_own_code(project: Path) -> dict[str, str]:
    """The environment in which a copy runs its own macros on its own glossary."""
    return {"PYTHONPATH": str(project / "macros")}


def with_settings(folder: Path, **settings: object) -> Path:
    """A project that is this one but for some lines of mkdocs.yml."""
    theme = {"custom_dir": str(ROOT / "macros/shorewise/theme"), **settings.pop("theme", {})}
    own = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "docs"),
        "watch": [str(ROOT / "glossary"), str(ROOT / "macros")],
        "theme": theme,
        **settings,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(own), "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- reading


class Page:
    """A built page; `path` is its file below the site's folder."""

    def __init__(self, site: Path, path: str) -> None:
        self.path = path
        self._file = site / path

    @cached_property
    def html(self) -> JustHTML:
        return JustHTML(self._file.read_text("utf-8"), sanitize=False)

    @cached_property
    def article(self) -> Element:
        """The part that is the page's own."""
        return self.html.query_one("article")

    @property
    def address(self) -> str:
        """As it is asked for, below the site's address."""
        return self.path.removesuffix("index.html")

    @cached_property
    def title(self) -> str:
        return words(self.html.query_one("title"))

    @cached_property
    def h1(self) -> str:
        return words(self.html.query_one("h1")).removesuffix("¶").strip()

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrs["id"] for element in self.html.query("[id]")]

    @cached_property
    def links(self) -> list[str]:
        """Every href and src."""
        return [element.attrs[name] for name in ("href", "src") for element in self.html.query(f"[{name}]")]

    def to(self, href: str) -> str:
        """Where a link of this page leads, as a full address."""
        return urljoin(BASE + self.address, href)


def words(element: Element, without: str = "") -> str:
    """The text of an element as it reads, without scripts, styles and more kinds of element."""
    return " ".join("".join(_texts(element, {"script", "style", "template", *without.split()})).split())


def _texts(element: Element, skipped: set[str]) -> Iterator[str]:
    if element.name == "#text":
        yield element.data
    elif element.name not in skipped:
        for child in element.children or ():
            yield from _texts(child, skipped)


@cache
def pages(site: Path) -> dict[str, Page]:
    """Every page of a finished site, without what it offers to other people's documents."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {path: Page(site, path) for path in paths if not path.startswith(("embed/v/", "embed/latest/"))}


def dead_links(site: Path) -> list[str]:
    """A sentence for each link that leads to no file, or to no section of it. Says nothing of other hosts, nor of 404.html."""
    found = (f"{page.path}: '{href}' {wrong}" for page in _addressed(site) for href in page.links if (wrong := _wrong(site, page.to(href))))
    return list(dict.fromkeys(found))


def _addressed(site: Path) -> list[Page]:
    """The pages with one address; 404.html stands in for many, so its links start at the root."""
    return [page for path, page in pages(site).items() if path != "404.html"]


def _wrong(site: Path, address: str) -> str:
    address, section = urldefrag(address)
    if not address.startswith(BASE.removesuffix("kb/")):
        return ""
    if not address.startswith(BASE):
        return "leads out of the site."
    path = unquote(address.removeprefix(BASE))
    path += "index.html" if path.endswith("/") or not path else ""
    if not (site / path).is_file():
        return "leads to no file."
    return "leads to no section." if section and path.endswith(".html") and section not in pages(site)[path].ids else ""
