"""The folder that is exported as a whole: nothing that stood somewhere is missing there, and it says what it holds."""

from markdown_it import MarkdownIt
from two_releases import HEIR, NEW, OLD, RENAMED, WITHDRAWN

from shorewise.export.element import SCRIPT
from shorewise.export.overview import overview
from shorewise.export.whole import exports
from shorewise.published import PublishedGlossary

SAYS_THAT_IT_MOVED = {".json", ".ttl", ".jsonld"}  # Records: these tell programs what happened.


def endings(made: dict[str, bytes], id: str) -> set[str]:
    """What the addresses of a concept's files end in."""
    where = f"terms/{id}"
    return {path.removeprefix(where) for path in made if path.startswith((f"{where}.", f"{where}/"))}


def test_a_renamed_entry_has_every_file_also_where_it_stood_before() -> None:
    made = exports(NEW)
    assert {".md", "/fragment.html", "/index.html", "/frame.html", "/oembed.json"} <= endings(made, HEIR)
    assert endings(made, RENAMED) == endings(made, HEIR)
    assert [end for end in endings(made, HEIR) - SAYS_THAT_IT_MOVED if made[f"terms/{RENAMED}{end}"] != made[f"terms/{HEIR}{end}"]] == []
    assert [end for end in SAYS_THAT_IT_MOVED if made[f"terms/{RENAMED}{end}"] == made[f"terms/{HEIR}{end}"]] == []


def test_a_former_id_that_another_entry_has_now_is_that_entry_s() -> None:
    heir = NEW.concepts[HEIR].model_copy(update={"former_ids": ["hypervisor"]})
    made, before = exports(NEW.model_copy(update={"concepts": {**NEW.concepts, HEIR: heir}})), exports(NEW)
    files = [f"terms/hypervisor{end}" for end in (".md", "/fragment.html", "/index.html", "/frame.html", "/oembed.json")]
    assert [path for path in files if made[path] != before[path]] == []
    own = NEW.concepts["hypervisor"]
    assert f'"hypervisor":["{own.preferred}","{own.definition}"]' in made[SCRIPT].decode()


def listed(glossary: PublishedGlossary) -> dict[str, list[tuple[str, str]]]:
    """Head -> the links below it, each with its words and its address, as a reader of Markdown finds them."""
    found: dict[str, list[tuple[str, str]]] = {}
    tokens = MarkdownIt("commonmark").parse(overview(glossary))
    for before, token in zip(tokens, tokens[1:], strict=False):
        if before.type == "heading_open":
            found[token.content] = []
        elif token.type == "inline" and token.children and token.children[0].type == "link_open":
            found[list(found)[-1]].append((token.children[1].content, str(token.children[0].attrs["href"])))
    return found


def test_the_overview_leads_to_the_markdown_of_every_entry() -> None:
    made, found = exports(NEW), listed(NEW)
    assert made["llms.txt"].decode() == overview(NEW)
    assert list(found) == ["Cloudwise", "Terms", "Comparisons", "Decisions"]
    root = f"{NEW.url}embed/v/2.0.0/"
    assert [to for links in found.values() for _, to in links if made.get(to.removeprefix(root)) is None] == []
    living = {each.preferred for each in NEW.concepts.values() if each.status != "withdrawn"}
    assert {name for name, _ in found["Terms"]} == living
    assert NEW.concepts[WITHDRAWN].preferred not in living
    assert "Version 2.0.0. Texts CC0-1.0." in overview(NEW)


def test_a_name_with_signs_of_markdown_breaks_no_line_of_the_overview() -> None:
    odd = OLD.concepts["hypervisor"].model_copy(update={"preferred": "one\n# two](x) [three"})
    found = listed(OLD.model_copy(update={"concepts": {"hypervisor": odd}, "comparisons": {}, "decisions": {}}))
    assert list(found) == ["Cloudwise", "Terms", "Comparisons", "Decisions"]
    assert [to for _, to in found["Terms"]] == [f"{OLD.url}embed/v/1.0.0/terms/hypervisor.md"]
