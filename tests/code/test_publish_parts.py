"""What is added to a finished site, on a few invented pages of the invented glossary."""

import gzip
import hashlib
import json
import re
import struct
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from finished import built_page, finished_site
from justhtml import JustHTML
from markdown_it import MarkdownIt
from pyld import jsonld

from shorewise.glossary import Glossary
from shorewise.mentions import names
from shorewise.publish import card, lists, moved, twin
from shorewise.publish.head import with_head
from shorewise.publish.linked_data import linked_data
from shorewise.publish.page import NotBuilt, Page, pages
from shorewise.publish.whole import addresses, published, vanished
from shorewise.render.address import Here
from shorewise.render.concept import concept_page
from shorewise.render.lists import terms_index
from shorewise.search import search_data

ROOT = "https://cloudwise.example/"
WITHDRAWN = {"concepts/virtual-machine.yaml": (
    "preferred: virtual machine\nkind: component\ndefinition: computer that is played by another\ndelimits: [played]\n"
    "status: withdrawn\nreplaced-by: [hypervisor]\nreviewed: 2026-11-20\n"
)}
RENAMED = {"concepts/virtual-machine.yaml": (
    "preferred: virtual machine\nkind: component\ndefinition: computer that is played by another\ndelimits: [played]\n"
    "former-ids: [guest-system]\nreviewed: 2026-11-20\n"
)}
Make = Callable[..., Glossary]


@pytest.fixture
def site() -> dict[str, str]:
    """Pages as a builder leaves them."""
    return finished_site()


def flat(site: dict[str, str]) -> dict[str, str]:
    return {path if path.count("/") < 2 and "claims" not in path else path.replace("/index.html", ".html"): text for path, text in site.items()}


def by_stem(glossary: Glossary, site: dict[str, str]) -> dict[str, Page]:
    return {page.stem: page for page in pages(glossary, site)}


# --- heads


def test_a_page_makes_no_browser_fetch_the_next_one() -> None:
    """Firefox does where it is named, and finds it forbidden by the policy."""
    page = built_page("X").replace("<title>", '<link rel="prev" href="../a/"><link rel="next" href="b/"><title>')
    assert not re.search(r'rel="(?:prev|next)"', with_head(page, "", f"{ROOT}x/"))


# --- pages

MENTIONS = {  # A plural, and a name twice; what stands in a list of entries, on an entry's page and on the home page counts nowhere.
    "guides/start/index.html": '<p>Of <a class="shorewise-term" href="../../terms/virtual-machine/">virtual machines</a>.</p>',
    "claims/index.html": '<p><a href="../terms/virtual-machine/#sources" class="shorewise-term">virtual machine</a>, '
    '<a class="shorewise-term" href="../terms/virtual-machine/">VM</a>, <a href="../terms/hypervisor/">no mention</a></p>',
    "guides/table/index.html": '<table><tr><td><a class="shorewise-term" href="../../terms/virtual-machine/">virtual machine</a></td></tr></table>',
    **{path: f'<p><a class="shorewise-term" href="{way}terms/virtual-machine/">virtual machine</a></p>' for path, way in
       {"index.html": "", "terms/index.html": "../", "terms/hypervisor/index.html": "../../"}.items()},
}


@pytest.mark.parametrize("files", [False, True])
def test_a_page_says_once_which_guides_mention_it(glossary_of: Make, site: dict[str, str], files: bool) -> None:
    site |= {path: built_page(path, text) for path, text in MENTIONS.items()}
    html = flat({path: text.replace("terms/virtual-machine/", "terms/virtual-machine.html") for path, text in site.items()}) if files else site
    made = published(glossary_of(), html, "2026-11-25")
    shown = {path: JustHTML(made[path].decode(), sanitize=False).query(".shorewise-mentioned a") for path in html}
    at, guide = ("terms/virtual-machine.html", "guides/start.html") if files else ("terms/virtual-machine/index.html", "guides/start/")
    ways = [each.attrs["href"] for each in shown.pop(at)]
    assert [urljoin(f"{ROOT}{at}", way).removeprefix(ROOT) for way in ways] == ["claims.html" if files else "claims/", guide]
    assert {path for path, links in shown.items() if links} == set()



def test_a_page_knows_its_address_its_entry_and_its_own_title(glossary_of: Make, site: dict[str, str]) -> None:
    page = by_stem(glossary_of(), site)["terms/hypervisor"]
    assert (page.address, page.title, page.collection, page.id) == ("terms/hypervisor/", "Hypervisor", "concepts", "hypervisor")


def test_a_flat_site_has_the_same_pages_at_other_addresses(glossary_of: Make, site: dict[str, str]) -> None:
    found = by_stem(glossary_of(), flat(site))
    assert found.keys() == by_stem(glossary_of(), site).keys()
    assert found["terms/hypervisor"].address == "terms/hypervisor.html"
    assert found["terms"].address == "terms/"


def test_a_folder_without_pages_is_refused(glossary_of: Make) -> None:
    with pytest.raises(NotBuilt, match="there is no page in it"):
        pages(glossary_of(), {"index.html": "<p>Hello"})


def test_whatever_is_published_twice_is_published_once(glossary_of: Make, site: dict[str, str]) -> None:
    for renamed in (site, flat(site)):
        first = published(glossary_of(RENAMED), renamed, "2026-11-25")
        again = {path: raw.decode() for path, raw in first.items() if path.endswith(".html")}
        assert published(glossary_of(RENAMED), again, "2026-11-25") == first


# --- heads


def test_the_canonical_address_is_that_of_the_glossary_and_stands_once(glossary_of: Make, site: dict[str, str]) -> None:
    made = published(glossary_of(), site, "2026-11-25")["terms/hypervisor/index.html"].decode()
    assert re.findall(r'<link rel="canonical"[^>]*>', made) == [f'<link rel="canonical" href="{ROOT}terms/hypervisor/">']


def test_what_is_in_the_page_s_texts_stays_text_in_its_head(glossary_of: Make) -> None:
    nasty = 'A "quote" </head> <b> & more'
    made = published(glossary_of(), {"index.html": built_page("X", description=nasty)}, "2026-11-25")["index.html"].decode()
    read = JustHTML(made, sanitize=False)
    assert read.query_one('meta[property="og:description"]').attrs["content"] == nasty
    assert read.query_one("head > script[type='application/ld+json']") is not None


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(NotBuilt):
        with_head("<p>Text", "", ROOT)


# --- JSON-LD


def graph(glossary: Glossary, site: dict[str, str], stem: str) -> list[dict]:
    """What a page says of itself, read as HTML and as JSON-LD by programs that know nothing of how it was made."""
    others = by_stem(glossary, site)
    element = JustHTML(f"<head>{linked_data(glossary, others[stem], others)}</head>", sanitize=False).query("script")
    assert len(element) == 1
    document = json.loads(element[0].children[0].data)
    document["@context"] = {"@vocab": "https://schema.org/", "item": {"@type": "@id"}, "url": {"@type": "@id"}}
    return jsonld.expand(document)


def named(graph: list[dict], kind: str) -> dict:
    (found,) = [node for node in graph if node.get("@type") == [f"https://schema.org/{kind}"]]
    return found


def value(node: dict, name: str) -> list:
    return [each.get("@value", each.get("@id")) for each in node.get(f"https://schema.org/{name}", [])]


def test_a_concept_is_a_term_in_the_set_of_terms(glossary_of: Make, site: dict[str, str]) -> None:
    found = graph(glossary_of(), site, "terms/private-cloud")
    term = named(found, "DefinedTerm")
    assert term["@id"] == f"{ROOT}terms/private-cloud/"
    assert value(term, "name") == ["Private cloud"]
    assert value(term, "termCode") == ["private-cloud"]
    assert value(term, "inDefinedTermSet") == [named(graph(glossary_of(), site, "terms"), "DefinedTermSet")["@id"]]
    assert value(named(found, "WebPage"), "dateModified") == [glossary_of().concepts["private-cloud"].reviewed]


def test_the_set_has_every_living_term(glossary_of: Make, site: dict[str, str]) -> None:
    terms = named(graph(glossary_of(WITHDRAWN), site, "terms"), "DefinedTermSet")
    assert value(terms, "hasDefinedTerm") == [f"{ROOT}terms/hypervisor/", f"{ROOT}terms/private-cloud/"]


def test_the_trail_leads_from_the_home_page_to_the_page(glossary_of: Make, site: dict[str, str]) -> None:
    for stem, trail in {
        "terms/hypervisor": ["", "terms/", "terms/hypervisor/"],
        "guides/start": ["", "guides/start/"],  # There is no page of all guides here.
    }.items():
        items = named(graph(glossary_of(), site, stem), "BreadcrumbList")["https://schema.org/itemListElement"]
        assert [value(item, "item") for item in items] == [[ROOT + each] for each in trail]


def test_a_comparison_is_an_article_about_its_concepts(glossary_of: Make, site: dict[str, str]) -> None:
    article = named(graph(glossary_of(), site | {"terms/software-as-a-service/index.html": built_page("SaaS")}, "compare/three-services"), "Article")
    assert value(article, "about") == [f"{ROOT}terms/software-as-a-service/"]
    assert value(article, "headline") == ["Three services"]


@pytest.mark.parametrize("text", ["</script><i>x</i>", "<!-- <script>", "]]>", "a \\u003c b", "“é” – €"])
def test_no_text_ends_the_element_or_is_changed_in_it(glossary_of: Make, site: dict[str, str], text: str) -> None:
    entry = f"preferred: virtual machine\nkind: component\ndefinition: {json.dumps('computer ' + text)}\nreviewed: 2026-11-20\n"
    term = named(graph(glossary_of({"concepts/virtual-machine.yaml": entry}), site, "terms/virtual-machine"), "DefinedTerm")
    assert value(term, "description") == [f"Computer {text}."]


# --- lists


def test_the_sitemap_has_each_entry_s_own_day_and_no_withdrawn_one(glossary_of: Make, site: dict[str, str]) -> None:
    glossary = glossary_of(WITHDRAWN)
    found = etree.fromstring(lists.sitemap(glossary, pages(glossary, site), "2027-01-01"))
    days = {entry[0].text.removeprefix(ROOT): entry[1].text for entry in found}
    assert days["terms/hypervisor/"] == glossary.concepts["hypervisor"].reviewed
    assert days["guides/start/"] == "2027-01-01"
    assert "terms/virtual-machine/" not in days and "404.html" not in days


def test_the_packed_sitemap_is_the_same_and_knows_no_time() -> None:
    packed = lists.packed(b"<urlset/>")
    assert gzip.decompress(packed) == b"<urlset/>"
    assert packed[4:8] == bytes(4)


def test_robots_are_told_of_the_sitemap(glossary_of: Make) -> None:
    assert f"Sitemap: {ROOT}sitemap.xml" in lists.robots(glossary_of()).splitlines()


def test_a_browser_is_told_how_to_search(glossary_of: Make) -> None:
    found = etree.fromstring(lists.opensearch(glossary_of()))
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert [each.tag for each in found][:2] == [f"{space}ShortName", f"{space}Description"]
    assert found.find(f"{space}Url[@type='text/html']").attrib["template"] == f"{ROOT}?q={{searchTerms}}"


def test_the_feed_is_read_without_a_complaint_newest_first(glossary_of: Make, site: dict[str, str]) -> None:
    glossary = glossary_of({"concepts/virtual-machine.yaml": RENAMED["concepts/virtual-machine.yaml"].replace("2026-11-20", "2026-12-24")})
    read = feedparser.parse(lists.feed(glossary, pages(glossary, site)))
    assert not read.bozo and read.version == "atom10"
    assert [entry.id for entry in read.entries][0] == f"{ROOT}terms/virtual-machine/" == read.entries[0].link
    assert read.feed.updated == read.entries[0].updated == "2026-12-24T12:00:00Z"
    assert sorted({entry.id for entry in read.entries}) == [f"{ROOT}terms/{id}/" for id in ("hypervisor", "private-cloud", "virtual-machine")]


def test_the_overview_leads_to_every_twin_under_its_part_of_the_site(glossary_of: Make, site: dict[str, str]) -> None:
    glossary = glossary_of(WITHDRAWN)
    text = lists.overview(glossary, pages(glossary, site))
    assert text.startswith("# Cloudwise\n\n> What it is.\n\n")
    part = re.search(r"^## Terms\n\n(.*?)\n(?:\n|\Z)", text, re.M | re.S)[1]
    assert f"- [Hypervisor]({ROOT}terms/hypervisor/index.md): What it is." in part.splitlines()
    assert "virtual-machine" not in text


# --- Markdown twins

ARTICLE = """<h1 id="t">A *title*<a class="headerlink" href="#t">¶</a></h1><div class="shorewise"><p>See <a href="../b/">the [b]</a>
and 1. not a list # no heading.</p><dl><div><dt>Broader</dt><dd>one</dd></div><div><dt>Narrower</dt><dd><p>two</p></dd></div></dl>
<details><summary>yes</summary><p>Why?</p><details><summary>no</summary><ul><li>end</li></ul></details></details>
<table><thead><tr><td></td><th>x|y</th></tr></thead><tbody><tr><th>row</th><td><ul><li>p</li><li>q</li></ul></td></tr></tbody></table>
<p>Not <s>old</s>.</p><figure class="shorewise-chart"><svg><text>drawn</text></svg></figure><form hidden><input></form>
<script>run()</script><button>Copy</button><p><b>Who</b><span>asks</span></p></div>"""


@pytest.fixture
def read() -> JustHTML:
    """The twin of an article, read back by another program."""
    text = twin.converted(ARTICLE, f"{ROOT}terms/a/")
    return JustHTML(MarkdownIt("commonmark").enable("table").render(text), sanitize=False)


def says(read: JustHTML, selector: str) -> list[str]:
    return [" ".join(each.to_text().split()) for each in read.query(selector)]


def test_a_twin_reads_back_as_the_article(read: JustHTML) -> None:
    assert says(read, "h1") == ["A *title*"]
    assert "See the [b] and 1. not a list # no heading." in says(read, "p")
    assert [each.attrs["href"] for each in read.query("a")] == [f"{ROOT}terms/b/"]


def test_a_twin_keeps_what_belongs_together(read: JustHTML) -> None:
    assert says(read, "p > strong")[:2] == ["Broader", "Narrower"]
    assert "two" in says(read, "p")
    assert says(read, "li > ul > li > ul > li") == ["end"]
    assert says(read, "th") == ["", "x|y"]
    assert says(read, "td") == ["row", "p; q"]
    assert "Who asks" in says(read, "p")


def test_a_twin_has_nothing_that_only_works_in_a_browser(read: JustHTML) -> None:
    text = read.to_text()
    assert not re.search(r"drawn|Copy|run\(\)|¶", text)
    assert "the same steps stand below as text" in text


# --- cards


def test_no_line_of_a_card_is_wider_than_its_room() -> None:
    lines = card.wrapped("a phrase of some length that has to be broken, “quoted” — at €5", 200, 32, 400)
    assert " ".join(lines) == "A phrase of some length that has to be broken, “quoted” — at €5"
    assert [line for line in lines if card.width_of(line, 32, 400) > 200] == []
    assert len(lines) > 2


SVG = "{http://www.w3.org/2000/svg}"


def test_a_card_says_what_the_page_says(glossary_of: Make, site: dict[str, str]) -> None:
    svg = etree.fromstring(card.drawing(glossary_of(), by_stem(glossary_of(), site)["terms/private-cloud"], "model"))
    assert {"model", "Private cloud", "What it is.", "Cloudwise", "cloudwise.example"} <= {each.text for each in svg.iter(f"{SVG}text")}


def test_a_card_fills_the_cells_of_its_concept(glossary_of: Make, site: dict[str, str]) -> None:
    glossary, wider = glossary_of(), site | {"terms/hosted-service/index.html": built_page("Hosted service")}
    svg = etree.fromstring(card.drawing(glossary, by_stem(glossary, wider)["terms/hosted-service"], "model"))
    filled = [each.get("fill") != "none" for each in svg.iter(f"{SVG}rect") if each.get("width") == each.get("height") == "80"]
    assert filled == [column == "hosted" for _ in glossary.dimensions["platform"].values for column in glossary.dimensions["location"].values]


def test_a_card_has_the_size_that_is_asked_for_and_is_drawn_alike_each_time(glossary_of: Make, site: dict[str, str]) -> None:
    svg = card.drawing(glossary_of(), by_stem(glossary_of(), site)["terms/hypervisor"], "component")
    png = card.picture(svg)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert card.picture(svg) == png
    assert card.picture(svg.replace("Hypervisor", "Supervisor")) != png


def test_the_letters_are_those_of_the_recorded_origin() -> None:
    folder = Path(card.__file__).parent / "fonts"
    recorded = re.findall(r"^([0-9a-f]{64})  (\S+)$", (folder / "ORIGIN.txt").read_text("utf-8"), re.M)
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for _, name in recorded} == {name: sum_ for sum_, name in recorded}
    assert {path.name for path in folder.iterdir()} == {name for _, name in recorded} | {"LICENSE.txt", "ORIGIN.txt"}


# --- former and published addresses


@pytest.mark.parametrize(("directories", "old", "way"), [
    (True, "terms/guest-system/index.html", "../virtual-machine/"),
    (False, "terms/guest-system.html", "virtual-machine.html"),
])
def test_a_former_address_leads_on_in_three_ways(glossary_of: Make, directories: bool, old: str, way: str) -> None:
    glossary = glossary_of(RENAMED)
    ((path, (new, title)),) = moved.moved(glossary, directories).items()
    assert path == old
    page = JustHTML(moved.moved_page(glossary, path, new, title), sanitize=False)
    assert page.query_one("a").attrs["href"] == way
    assert f'<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>' in moved.moved_page(glossary, path, new, title)
    address = f"{ROOT}{new.removesuffix('index.html')}"
    assert page.query_one("link[rel=canonical]").attrs["href"] == address


def test_a_host_is_told_where_a_former_address_leads(glossary_of: Make) -> None:
    assert moved.redirects(glossary_of(RENAMED), True).splitlines() == [
        "/terms/guest-system/ /terms/virtual-machine/ 301", "/terms/guest-system /terms/virtual-machine/ 301",
    ]
    assert moved.redirects(glossary_of(RENAMED), False).splitlines() == ["/terms/guest-system.html /terms/virtual-machine.html 301"]


def test_the_addresses_to_keep_are_the_pages_and_the_places_of_entries(glossary_of: Make, site: dict[str, str]) -> None:
    found = addresses(glossary_of(), site)
    assert {"/", "terms/", "terms/hypervisor/", "guides/start/", "claims/#half-of-all"} <= set(found)
    assert not any("404" in each for each in found)
    assert addresses(glossary_of(), flat(site)) == found


@pytest.mark.parametrize(("address", "wrong"), [
    ("guides/start/", ""),
    ("guides/gone/", "guides/gone/ was published, and there is no such page in this site."),
    ("claims/#half-of-all", ""),
    ("claims/#half", "claims/#half was published, and its page has no place 'half' in this site."),
    ("terms/guest-system/", ""),
    ("/", ""),
])
def test_a_published_address_that_is_gone_is_named(glossary_of: Make, site: dict[str, str], address: str, wrong: str) -> None:
    glossary = glossary_of({**RENAMED, "published.txt": f"{address}\n"})
    for form in (site, flat(site)):
        assert vanished(glossary, form) == ([wrong] if wrong else [])


# --- withdrawn concepts


def test_a_withdrawn_concept_is_in_no_list_no_search_and_no_link_of_a_text(glossary_of: Make) -> None:
    glossary, before = glossary_of(WITHDRAWN), glossary_of()
    for made in (lambda known: terms_index(known, Here()), lambda known: json.dumps(search_data(known, {}))):
        assert "virtual-machine" in made(before)
        assert "virtual-machine" not in made(glossary)
    assert "virtual-machine" in repr(names(before)) and "virtual-machine" not in repr(names(glossary))


def test_the_page_of_a_withdrawn_concept_says_at_once_what_to_use(glossary_of: Make) -> None:
    glossary = glossary_of(WITHDRAWN)
    page = JustHTML(concept_page(glossary, Here("terms/virtual-machine/"), glossary.concepts["virtual-machine"]), sanitize=False)
    banner = page.query_one(".shorewise-banner")
    assert " ".join(banner.to_text().split()) == "Withdrawn. Use hypervisor instead."
    assert banner.query_one("a").attrs["href"] == "../hypervisor/"


def test_a_name_beside_others_is_a_line_that_points_to_one_entry(glossary_of: Make) -> None:
    index = JustHTML(terms_index(glossary_of(), Here("terms/")), sanitize=False)
    said = [" ".join(each.to_text().split()) for each in index.query("dd")]
    assert said.count("see virtual machine") == len(glossary_of().concepts["virtual-machine"].names) - 1
    assert len([each for each in index.query("dt a") if each.attrs["href"] == "virtual-machine/"]) == 1
