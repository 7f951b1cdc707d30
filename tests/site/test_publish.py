"""The published site: what it says to programs, what its policy lets through, and that no address is lost."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from built import ROOT, Page, contents, copied, its_own_code, pages, publish, words
from justhtml import JustHTML
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, expect
from serve import Quiet, serving

from shorewise.glossary import Glossary
from shorewise.load import PUBLISHED, default_folder, require
from shorewise.render.concept import description
from shorewise.text import capital

KINDS = [
    "", "terms/captive-unit/", "terms/", "compare/outsourcing-offshoring-offshore-outsourcing/", "compare/", "decide/which-term/",
    "decide/", "name-it/", "guides/", "guides/why/", "claims/", "misconceptions/", "sources/", "about/statements/", "about/rules/",
]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return require(default_folder())


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, Page]:
    """The pages with an address."""
    return {path: page for path, page in pages(site).items() if path != "404.html" and page.html.query("article")}


def linked_data(page: Page) -> list[dict]:
    (element,) = page.html.query('script[type="application/ld+json"]')
    return json.loads(element.children[0].data)["@graph"]


def of_kind(page: Page, kind: str) -> dict | None:
    return next((node for node in linked_data(page) if node["@type"] == kind), None)


# --- heads


def test_every_page_says_what_it_is_called_where_it_is_and_how_it_looks(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    root = glossary.about.url
    for path, page in whole.items():
        meta = {each.attrs["property"]: each.attrs["content"] for each in page.html.query("meta[property]")}
        assert meta["og:url"] == root + page.address, path
        assert [each.attrs["href"] for each in page.html.query("link[rel=canonical]")] == [root + page.address], path
        assert page.title.startswith(meta["og:title"]), path
        assert meta["og:description"] == page.html.query_one("meta[name=description]").attrs["content"], path
        assert (site / meta["og:image"].removeprefix(root)).is_file(), path


def test_every_page_leads_to_its_twin_the_feed_and_the_search(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    for path, page in whole.items():
        ways = {each.attrs["type"]: urljoin(path, each.attrs["href"]) for each in page.html.query("link[type]")}
        assert ways["text/markdown"] == path.removesuffix("html") + "md"
        assert (ways["application/atom+xml"], ways["application/opensearchdescription+xml"]) == ("feed.xml", "opensearch.xml"), path
        assert [way for way in ways.values() if not (site / way.removeprefix(glossary.about.url)).is_file()] == []


def test_a_concept_says_to_programs_what_its_page_shows(whole: dict[str, Page], glossary: Glossary) -> None:
    for concept in glossary.concepts.values():
        page = whole[f"terms/{concept.id}/index.html"]
        term, shown = of_kind(page, "DefinedTerm"), words(page.article)
        assert term["@id"] == glossary.about.url + page.address == page.html.query_one("link[rel=canonical]").attrs["href"]
        assert (term["name"], term["termCode"]) == (capital(concept.preferred), concept.id)
        assert page.h1.startswith(term["name"])
        assert term["description"] == description(concept)
        assert words(page.html.query_one(".shorewise-lead")) == " ".join(term["description"].split())
        assert [name for name in term.get("alternateName", []) if name not in shown] == []


def test_the_index_is_the_set_that_every_term_is_in(whole: dict[str, Page], glossary: Glossary) -> None:
    terms = of_kind(whole["terms/index.html"], "DefinedTermSet")
    members = {each["@id"]: each["name"] for each in terms["hasDefinedTerm"]}
    assert members == {f"{glossary.about.url}terms/{each.id}/": capital(each.preferred) for each in glossary.concepts.values() if each.status != "withdrawn"}
    assert of_kind(whole["terms/captive-unit/index.html"], "DefinedTerm")["inDefinedTermSet"] == {"@id": terms["@id"]}


def test_every_page_but_the_first_has_a_trail_of_pages_that_are_there(whole: dict[str, Page], glossary: Glossary) -> None:
    there = {glossary.about.url + page.address: page for page in whole.values()}
    for path, page in whole.items():
        trail = of_kind(page, "BreadcrumbList")
        if path == "index.html":
            assert trail is None
            continue
        steps = trail["itemListElement"]
        assert steps[0]["item"] == glossary.about.url and steps[-1]["item"] == glossary.about.url + page.address
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [step["name"] for step in steps if not there[step["item"]].title.startswith(step["name"])] == []


# --- what else is there


def test_the_sitemap_has_every_page_once_with_its_entry_s_day(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    found = {entry[0].text.removeprefix(glossary.about.url): entry[1].text for entry in etree.parse(site / "sitemap.xml").getroot()}
    withdrawn = {f"terms/{each.id}/" for each in glossary.concepts.values() if each.status == "withdrawn"}
    assert sorted(found) == sorted({page.address for page in whole.values()} - withdrawn)
    assert found["terms/captive-unit/"] == glossary.concepts["captive-unit"].reviewed
    assert found["about/"] == "2025-11-25"  # What SOURCE_DATE_EPOCH says in these tests.


def test_the_feed_reads_without_a_complaint(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    read = feedparser.parse((site / "feed.xml").read_bytes())
    assert not read.bozo
    assert {entry.link for entry in read.entries} <= {glossary.about.url + page.address for page in whole.values()}
    days = [entry.updated for entry in read.entries]
    assert days == sorted(days, reverse=True)


def test_the_overview_leads_to_a_twin_of_every_page(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    linked = re.findall(rf"\]\({re.escape(glossary.about.url)}([^)]*)\): ", (site / "llms.txt").read_text("utf-8"))
    assert sorted(linked) == sorted(path.removesuffix("html") + "md" for path in whole if path != "index.html")
    assert [path for path in linked if not (site / path).is_file()] == []


def twin_of(site: Path, path: str) -> JustHTML:
    text = (site / path).with_suffix(".md").read_text("utf-8")
    deep = MarkdownIt("commonmark", {"maxNesting": 200})  # Charts go further than it follows by itself.
    return JustHTML(deep.enable("table").render(text), sanitize=False)


def letters(element: object) -> str:
    """The words of an element without what Markdown may write otherwise: blanks, the signs of quotations."""
    return re.sub(r'[\s¶"]+', "", words(element))


def test_a_twin_has_the_headings_and_the_links_of_its_page(site: Path, whole: dict[str, Page], glossary: Glossary) -> None:
    for path, page in whole.items():
        twin = twin_of(site, path)
        heads = [letters(each) for each in page.article.query("h1, h2, h3")]
        assert [letters(each) for each in twin.query("h1, h2, h3")] == heads, path
        hidden = page.article.query("template a, [hidden] a, svg a, [role=navigation] a, form a, .headerlink, .md-content__button")
        shown = [each for each in page.article.query("a[href]") if each not in hidden]
        wanted = {urljoin(glossary.about.url + page.address, each.attrs["href"]) for each in shown}
        assert wanted - {each.attrs["href"] for each in twin.query("a")} == set(), path


def test_a_twin_has_every_sentence_of_its_page(site: Path, whole: dict[str, Page]) -> None:
    for path, page in whole.items():
        said = letters(twin_of(site, path).query_one("body"))
        hidden = page.article.query("template *, [hidden] *, svg *, [role=navigation] *, form *")
        blocks = [each for each in page.article.query("p, dt, dd > *, li > p") if each not in hidden and not each.query("svg, button, p")]
        assert [words(each) for each in blocks if letters(each) not in said] == [], path


def test_every_card_is_small(site: Path, whole: dict[str, Page]) -> None:
    cards = {path: len(raw) for path, raw in contents(site / "assets/cards").items()}
    assert len(cards) == len(whole)
    assert {path: size for path, size in cards.items() if size > 30_000} == {}


def test_no_element_has_styles_of_its_own(site: Path) -> None:
    assert [path for path, page in pages(site).items() if page.html.query("[style], style")] == []


def test_a_concept_leads_back_to_every_guide_that_mentions_it(whole: dict[str, Page]) -> None:
    mentions = {
        (urljoin(path, link.attrs["href"]).partition("#")[0], page.address, words(link))
        for path, page in whole.items() if page.address.startswith("guides/") and page.address != "guides/"
        for link in page.article.query("p a.shorewise-term")
    }
    assert ("terms/captive-unit/", "guides/two-readings/", "captive units") in mentions  # A plural counts, and so does the name itself:
    assert ("terms/captive-unit/", "guides/what-goes-wrong/", "captive unit") in mentions
    back = {path: [urljoin(path, each.attrs["href"]) for each in page.html.query(".shorewise-mentioned a")] for path, page in whole.items()}
    assert [(to, guide) for to, guide, _ in mentions if back[f"{to}index.html"].count(guide) != 1] == []


# --- the policy, in the browser


class _WithHeaders(Quiet):
    """A host that reads `_headers`; the site lies in /kb/, and at the top, for which it was made."""

    def end_headers(self) -> None:
        for path, lines in self._rules():
            if re.fullmatch(re.escape(path).replace(r"\*", ".*"), self.path.split("?")[0].removeprefix("/kb")):
                for line in lines:
                    self.send_header(*line.split(": ", 1))
        super().end_headers()

    def _rules(self) -> Iterator[tuple[str, list[str]]]:
        for block in (Path(self.directory) / "kb/_headers").read_text("utf-8").strip().split("\n\n"):
            path, *lines = block.split("\n")
            yield path, [line.strip() for line in lines]


@pytest.fixture(scope="module")
def strict_server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("strict")
    (top / "kb").symlink_to(site)
    for each in site.iterdir():
        (top / each.name).symlink_to(each)
    with serving(top, _WithHeaders) as address:
        yield f"{address}kb/"


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], tuple]]:
    """Open an address; the page, and what the browser refused or asked another host for."""
    context = browser.new_context()

    def open_(address: str) -> tuple:
        page, wrong = context.new_page(), []
        page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error('refused ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))")
        page.on("console", lambda said: wrong.append(said.text) if re.search("refused|Content.Security|violates", said.text, re.I) else None)
        page.on("request", lambda asked: None if asked.url.startswith((address[:20], "data:")) else wrong.append(f"asked {asked.url}"))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return page, wrong

    yield open_
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_a_page_is_against_its_policy(open_page: Callable, strict_server: str, kind: str) -> None:
    page, wrong = open_page(strict_server + kind)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert wrong == []
    assert page.evaluate("typeof __md_get") == "function"  # An inline script ran.


def test_nothing_on_the_page_for_what_is_not_there_is_against_its_policy(open_page: Callable, strict_server: str) -> None:
    _, wrong = open_page(strict_server.removesuffix("kb/") + "404.html")  # Its links start at the top of the host.
    assert wrong == []


def test_the_policy_stops_a_script_that_it_does_not_know(open_page: Callable, strict_server: str) -> None:
    page, wrong = open_page(strict_server)
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.strange = 1'}))")
    assert page.evaluate("window.strange") is None
    assert [each for each in wrong if "script-src-elem inline" in each]


def test_the_policy_in_the_page_alone_is_as_strict(open_page: Callable, server: str) -> None:
    page, wrong = open_page(server)
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.strange = 1'}))")
    assert page.evaluate("window.strange") is None
    assert [each for each in wrong if "script-src-elem inline" in each]


@pytest.mark.parametrize("path", ["index.html", "terms/captive-unit/index.html", "name-it/index.html"])
def test_a_page_opened_from_disk_has_its_looks_and_its_scripts(open_page: Callable, site: Path, path: str) -> None:
    page, wrong = open_page((site / path).as_uri())
    assert wrong == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 248)"
    assert page.evaluate("typeof document$") == "object"  # The theme's own script ran.


# --- twice, flat, former addresses


def test_publishing_again_changes_nothing(site: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(site, tmp_path / "again"))
    done = publish(ROOT, again)
    assert done.returncode == 0, done.stdout
    assert contents(again) == contents(site)


def test_a_flat_site_gets_the_same(flat: Path, site: Path) -> None:
    page = pages(flat)["terms/captive-unit.html"]
    assert page.html.query_one("link[rel=canonical]").attrs["href"].endswith("/terms/captive-unit.html")
    assert (flat / "terms/captive-unit.md").read_text("utf-8").startswith("# Captive unit")
    assert (flat / "assets/cards/terms/captive-unit.png").read_bytes() == (site / "assets/cards/terms/captive-unit.png").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy, to change something in it."""
    return copied(tmp_path / "project")


def put(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_a_former_address_leads_on_and_keeps_what_was_asked(project: Path, bare: Path, browser: Browser, tmp_path: Path) -> None:
    entry = project / "glossary/concepts/captive-unit.yaml"
    put(entry, entry.read_text("utf-8").rstrip("\n") + "\nformer-ids: [in-house-centre]\n")
    target = Path(shutil.copytree(bare, tmp_path / "host/kb"))
    done = publish(project, target, **its_own_code(project))
    assert done.returncode == 0, done.stdout
    with serving(tmp_path / "host") as host:
        address = f"{host}kb/terms/"
        for scripts, kept in ((True, "?from=old#sources"), (False, "")):
            page = browser.new_page(java_script_enabled=scripts)
            page.goto(f"{address}in-house-centre/?from=old#sources")
            page.wait_for_url(f"{address}captive-unit/{kept}")
            expect(page.get_by_role("heading", level=1)).to_contain_text("Captive unit")
            page.context.close()


def test_a_site_that_lost_an_address_is_refused_and_left_alone(project: Path, bare: Path, tmp_path: Path) -> None:
    addresses = project / "glossary" / PUBLISHED
    put(addresses, addresses.read_text("utf-8") + "guides/long-gone/\nclaims/#long-gone\n")
    target = Path(shutil.copytree(bare, tmp_path / "site"))
    done = publish(project, target, **its_own_code(project))
    assert done.returncode == 1
    assert "guides/long-gone/ was published, and there is no such page in this site." in done.stdout
    assert "claims/#long-gone was published, and its page has no place 'long-gone' in this site." in done.stdout
    assert contents(target) == contents(bare)


def test_what_is_new_is_added_to_the_list_when_it_is_asked_for(project: Path, bare: Path, tmp_path: Path) -> None:
    addresses = project / "glossary" / PUBLISHED
    kept = [line for line in addresses.read_text("utf-8").splitlines() if line not in ("guides/", "terms/captive-unit/")]
    put(addresses, "\n".join(kept) + "\n")
    target = Path(shutil.copytree(bare, tmp_path / "site"))
    publish(project, target, **its_own_code(project))
    assert addresses.read_text("utf-8").splitlines() == kept
    publish(project, target, "--record", **its_own_code(project))
    recorded = addresses.read_text("utf-8").splitlines()
    assert {"guides/", "terms/captive-unit/", *kept} <= set(recorded)
    assert recorded == sorted(set(recorded))


def test_a_folder_that_is_no_site_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = publish(ROOT, tmp_path)
    assert done.returncode == 1
    assert "this is no finished site: there is no page in it. Build it first." in done.stdout


def test_no_address_was_ever_taken_off_the_list() -> None:
    now = (ROOT / "glossary" / PUBLISHED).read_text("utf-8")
    shown = subprocess.run(["git", "show", f"HEAD:glossary/{PUBLISHED}"], cwd=ROOT, capture_output=True, text=True)
    before = shown.stdout if shown.returncode == 0 else now
    assert set(before.splitlines()) - set(now.splitlines()) == set()
    assert now.splitlines() == sorted(set(now.splitlines()))
