"""Macros in somebody's own pages: each stays where it was put, and whatever a glossary holds is shown as typed.

The pages are those of an invented project, built by either builder: one page for each place at each depth.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from built import BASE, BIN, ROOT, Page, built, dead_links, pages, run, words, zensical
from justhtml import Element

from shorewise.search import DATA

CLOUD = ROOT / "tests" / "code" / "cloud"
DEPTHS = ("", "a/", "a/b/")
MACROS = {
    "definition": ('{{ definition("private-cloud") }}', "div.shorewise-definition"),
    "comparison": ('{{ comparison("three-services") }}', "div.shorewise-comparison"),
    "decision": ('{{ decision("which-model") }}', "div.shorewise-decision"),
}
PLACES = {  # name -> what is typed, and the element in which the macro must be
    "top": ("Before.\n\n{}\n\nInside.\n", "article"),
    "note": ('!!! note "A note"\n\n    Before.\n\n    {}\n\n    Inside.\n', "div.admonition"),
    "note-first": ('!!! note "A note"\n    {}\n\n    Inside.\n', "div.admonition"),
    "tight-item": ("- Before.\n- {}\n- Inside.\n", "li"),
    "loose-item": ("- Before.\n\n    {}\n\n    Inside.\n\n- Last.\n", "li"),
    "numbered-item": ("1. Before.\n\n    {}\n\n    Inside.\n\n2. Last.\n", "li"),
    "tab": ('=== "One"\n\n    Before.\n\n    {}\n\n    Inside.\n\n=== "Two"\n\n    Last.\n', "div.tabbed-block"),
}
WILD = """a | b <b>unclosed "quotes" 'both' </script> &amp; `code` *star* _line_ ~wave~ ^hat^ {brace} [bracket] (round) \\ back"""
TAME = "a b unclosed"
STARTS = ("1. ", "# ", "> ", "+ ", "- ", "    ", "!!! note ", "| x | y | ", "<!-- ", "<div class='shorewise '>")


# --- the invented project


def write_project(folder: Path) -> Path:
    """Pages with every macro in every place at every depth, and entries with texts that look like markup."""
    shutil.copytree(CLOUD, folder / "glossary")
    for id, text in (("wild", WILD), ("tame", TAME)):
        write(folder / f"glossary/concepts/{id}.yaml", entry(id, text))
        write(folder / f"glossary/comparisons/{id}.yaml", comparison(id, text))
        write(folder / f"glossary/decisions/{id}.yaml", decision(id, text))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(configuration(folder / "glossary"), "utf-8")
    done = run(BIN / "shorewise", "pages", "--glossary", folder / "glossary", "--docs", folder / "docs", cwd=folder)
    assert done.returncode == 0, done.stdout
    for path, text in own_pages():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, "utf-8")
    return folder


def write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value), "utf-8")  # JSON is YAML, and quotes everything.


def configuration(glossary: Path) -> str:
    return yaml.safe_dump({
        "site_name": "Tiny",
        "theme": {"name": "material", "font": False},
        "extra": {"shorewise": {"glossary": str(glossary), "draft": True}},
        "plugins": ["search", {"macros": {"modules": ["shorewise.site"], "on_undefined": "strict", "on_error_fail": True}}],
        "markdown_extensions": [
            "admonition", "attr_list", "md_in_html", "tables", {"pymdownx.tabbed": {"alternate_style": True}},
            {"shorewise.links": {"glossary": str(glossary)}},
        ],
    })


def own_pages() -> Iterator[tuple[str, str]]:
    """File and text."""
    yield "index.md", "# Home\n"
    for collection in ("misconceptions", "claims", "sources"):
        yield f"{collection}.md", f"# {collection.capitalize()}\n\n{{{{ {collection}_list() }}}}\n"
    for folder in DEPTHS:
        for place, (text, _) in PLACES.items():
            for macro, (call, _) in MACROS.items():
                yield f"{folder}{place}-{macro}.md", f"# A page\n\n{text.format(call)}\nOutside.\n"
        rows = "".join(f'| {{{{ term("{id}") }}}} | kept |\n' for id in ("private-cloud", "tame", "wild"))
        yield f"{folder}table.md", f"# A page\n\n| term | more |\n| --- | --- |\n{rows}"
        sentences = "".join(f'So {{{{ term("{id}") }}}} it is.\n\n' for id in ("private-cloud", "tame", "wild"))
        yield f"{folder}sentences.md", f"# A page\n\n{sentences}A [Private  Cloud][], or [ours][private cloud].\n"


def entry(id: str, text: str) -> dict:
    sources = [{"source": "field-guide", "place": text}]
    example = {"text": text, "case": {"location": "hosted"}}
    return {
        "preferred": f"{id} {text}", "kind": "model", "admitted": [f"other {id} {text}"],
        "clashes": {f"{id} {text}": text}, "deprecated": [{"term": f"old {id} {text}", "reason": text}],
        "broader": ["hosted-service"], "definition": f"[hosted service][] {text}", "gloss": text,
        "characteristics": {"tenancy": "shared"}, "contrasts": [{"concept": "private-cloud", "difference": text}],
        "notes": [text, *(f"{start if id == 'wild' else ''}{text}" for start in STARTS)],
        "disputes": [{"question": text, "positions": [{"position": text, "held-by": text}] * 2, "house": text}],
        "aspects": {"billing": text}, "examples": [example], "counterexamples": [{**example, "reason": text}],
        "sources": sources, "reviewed": "2026-11-25",
    }


def comparison(id: str, text: str) -> dict:
    rows = ["location", "billing", "relations", "readings", "examples"]
    return {"concepts": [id, "private-cloud"], "difference": text, "rows": rows, "mix-up": text, "decision": id}


def decision(id: str, text: str) -> dict:
    answers = [{"answer": f"yes {text}", "result": ["end"]}, {"answer": f"no {text}", "result": ["end"]}]
    result = {"advice": text, "reason": text, "concepts": [id]}
    return {
        "title": f"{id} {text}", "kind": "advice", "summary": text, "start": "end",
        "questions": {"end": {"question": f"{text}?", "help": text, "answers": answers}}, "results": {"end": result},
    }


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, once: Callable[..., Path]) -> Path:
    """The site of the invented project."""

    def make(project: Path) -> None:
        write_project(project)
        built(project, project / "site") if request.param == "mkdocs" else zensical(project)

    return once(f"tiny-{request.param}", make) / "site"


@pytest.fixture
def tiny(site: Path) -> dict[str, Page]:
    """Its pages."""
    return pages(site)


def test_what_the_search_box_knows_follows_while_somebody_writes(tmp_path: Path) -> None:
    """Nobody makes it anew while `mkdocs serve` runs, which builds again and again."""
    project = write_project(tmp_path / "project")
    (project / "docs/assets").mkdir()
    (project / "docs" / DATA).write_text("of yesterday", "utf-8")
    done = run(BIN / "mkdocs", "build", "--site-dir", tmp_path / "site", cwd=project)
    assert done.returncode == 0, done.stdout
    assert '"t":"Private cloud"' in (tmp_path / "site" / DATA).read_text("utf-8")
    assert (project / "docs" / DATA).read_text("utf-8") == "of yesterday"  # Else every build would bring about the next.


# --- each macro stays in its place


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("macro", MACROS)
def test_a_macro_stays_whole_and_inside(tiny: dict[str, Page], macro: str, place: str) -> None:
    _, selector = MACROS[macro]
    _, container = PLACES[place]
    for folder in DEPTHS:
        whole = tiny[f"{folder}top-{macro}/index.html"].article.query_one(selector)
        page = tiny[f"{folder}{place}-{macro}/index.html"]
        found = page.article.query(selector)
        assert [words(each) for each in found] == [words(whole)], page.path
        assert outline(found[0]) == outline(whole), page.path
        assert found[0].parent in page.html.query(container), page.path


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("macro", MACROS)
def test_what_follows_a_macro_stays_where_it_was(tiny: dict[str, Page], macro: str, place: str) -> None:
    _, container = PLACES[place]
    for folder in DEPTHS:
        page = tiny[f"{folder}{place}-{macro}/index.html"]
        assert [path_to(each) for each in page.article.query("p, li") if words(each) == "Outside."] == ["article p"], page.path
        assert any("Inside." in words(each) for each in page.html.query(container)), page.path


def path_to(element: Element) -> str:
    """The elements from the article to this one."""
    return "article" if element.name == "article" else f"{path_to(element.parent)} {element.name}"


def outline(element: Element, depth: int = 0) -> list[tuple[int, str]]:
    """Every element below this one, in order, with its depth. A drawing is one element: longer texts make more of it."""
    children = [child for child in element.children if child.name[0] not in "#!" and element.name != "svg"]
    return [(depth, element.name), *(line for child in children for line in outline(child, depth + 1))]


def test_a_term_stays_in_its_table_cell(tiny: dict[str, Page]) -> None:
    for folder in DEPTHS:
        rows = tiny[f"{folder}table/index.html"].article.query("tbody tr")
        assert [[words(cell) for cell in row.query("td")] for row in rows[:2]] == [["private cloud", "kept"], [f"tame {TAME}", "kept"]]


@pytest.mark.parametrize("macro", MACROS)
def test_a_macro_links_to_the_same_pages_from_every_depth(tiny: dict[str, Page], macro: str) -> None:
    found = [page_targets(tiny[f"{folder}{place}-{macro}/index.html"]) for folder in DEPTHS for place in PLACES]
    assert found[0] and all(each == found[0] for each in found)


def page_targets(page: Page) -> set[str]:
    return {page.to(link.attrs["href"]) for link in page.article.query("div.shorewise a")}


def test_a_name_in_brackets_links_to_its_page_from_every_depth(tiny: dict[str, Page]) -> None:
    for folder in DEPTHS:
        page = tiny[f"{folder}sentences/index.html"]
        last = page.article.query("p")[-1]
        assert words(last) == "A Private Cloud, or ours."
        assert [page.to(link.attrs["href"]) for link in last.query("a")] == [f"{BASE}terms/private-cloud/"] * 2


def test_every_link_leads_somewhere_from_every_depth(site: Path) -> None:
    assert dead_links(site) == []


# --- every text is shown as typed


SHOWING = {"terms/{}": 30, "compare/{}": 8, "decide/{}": 10}  # how often a page shows the text, at least


@pytest.mark.parametrize("address", SHOWING)
def test_texts_that_look_like_markup_are_shown_as_typed(tiny: dict[str, Page], address: str) -> None:
    wild, tame = (words(tiny[f"{address.format(id)}/index.html"].article, without="svg pre") for id in ("wild", "tame"))
    assert tame.count(TAME) >= SHOWING[address]
    assert wild.count(WILD) == tame.count(TAME)


@pytest.mark.parametrize("address", SHOWING)
def test_texts_that_look_like_markup_make_no_elements(tiny: dict[str, Page], address: str) -> None:
    wild, tame = (tiny[f"{address.format(id)}/index.html"].article for id in ("wild", "tame"))
    assert outline(wild) == outline(tame)


def test_a_text_that_begins_like_a_block_is_shown_as_typed(tiny: dict[str, Page]) -> None:
    shown = words(tiny["terms/wild/index.html"].article)
    assert [start for start in STARTS if " ".join(f"{start}{WILD}".split()) not in shown] == []


def test_a_chart_shows_its_labels_as_typed(tiny: dict[str, Page]) -> None:
    drawing = tiny["decide/wild/index.html"].article.query_one("svg")
    boxes = [" ".join(words(text) for text in box.query("text")) for box in drawing.query("g")]
    assert boxes == [f"{WILD}?", f"yes {WILD} {WILD}", f"no {WILD} {WILD}"]


@pytest.mark.parametrize("collection", ["terms", "decide"])
def test_a_title_is_shown_as_typed(tiny: dict[str, Page], collection: str) -> None:
    page = tiny[f"{collection}/wild/index.html"]
    title = f"{'Wild' if collection == 'terms' else 'wild'} {WILD}"
    assert page.h1 == title
    assert page.title == f"{title} - Tiny"


def test_a_description_is_shown_as_typed(tiny: dict[str, Page]) -> None:
    description = tiny["terms/wild/index.html"].html.query_one('meta[name="description"]')
    assert description.attrs["content"] == f"Hosted service {WILD}."


def test_a_name_that_looks_like_markup_is_shown_as_typed_in_a_sentence(tiny: dict[str, Page]) -> None:
    for folder in DEPTHS:
        sentences = [words(each) for each in tiny[f"{folder}sentences/index.html"].article.query("p")]
        assert sentences[:3] == ["So private cloud it is.", f"So tame {TAME} it is.", f"So wild {WILD} it is."]


def test_a_name_that_looks_like_markup_stays_in_its_table_cell(tiny: dict[str, Page]) -> None:
    for folder in DEPTHS:
        row = tiny[f"{folder}table/index.html"].article.query("tbody tr")[2]
        assert [words(cell) for cell in row.query("td")] == [f"wild {WILD}", "kept"]
