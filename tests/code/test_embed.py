"""Snippets: what they say in each format, whatever signs the words hold, and how they are found again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils.core import publish_parts
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML
from markdown_it import MarkdownIt

from shorewise import embed, writers
from shorewise.embed import blocks, formats, snippet
from shorewise.glossary import Glossary
from shorewise.load import load, read_files
from shorewise.markers import Damage, Snippet, hash_of, in_place, snippets
from shorewise.published import PublishedGlossary, published

CLOUD = published(load(read_files(Path(__file__).parent / "cloud"))[0], "1.2.0")
EVERY = [("concept", "virtual-machine"), ("comparison", "three-services"), ("decision", "which-model"), ("decision", "whether-to-move")]
WRITTEN = [(kind, id, form) for kind, id in EVERY for form in formats(kind)]
ENDINGS = {"mermaid": "mmd"}


def name(form: str) -> str:
    return f"document.{ENDINGS.get(form, form)}"


def found(form: str, text: str) -> Snippet:
    """The one snippet of a document, which must be as it was put in."""
    (each,) = snippets(name(form), text)
    assert isinstance(each, Snippet), each
    assert hash_of(each.marker.entry, each.marker.version, each.text) == each.marker.hash
    return each


# --- reading back what a reader sees


def as_html(form: str, text: str) -> JustHTML:
    """The document as its own reader makes it a page; nothing is taken out that somebody smuggled in."""
    if form == "rst":
        text = publish_parts(text, writer="html5", settings_overrides={"report_level": 2, "halt_level": 2, "warning_stream": ""})["body"]
    elif form in ("md", "mdx"):
        text = MarkdownIt("commonmark").enable("table").render(without_mdx_markers(text) if form == "mdx" else text)
    return JustHTML(text, sanitize=False)


def without_mdx_markers(text: str) -> str:
    """What MDX leaves of a snippet: it drops the markers. Nothing else of it may be an expression or an element."""
    bare = re.sub(r"^\{/\* /?shorewise[^*]*\*/\}$", "", text, flags=re.M)
    assert not re.search(r"[<{}]", bare), bare
    assert not re.search(r"^(import|export)\b", bare, re.M), bare
    return bare


def seen(read: JustHTML, selector: str = "body") -> str:
    return " ".join("".join(each.to_text(separator="") for each in read.query(selector)).split())


def elements(read: JustHTML) -> set[str]:
    return {each.name for each in read.query("body *")}


def plain(words: str) -> str:
    return " ".join(writers.UNSEEN.sub("", words).split())


# --- what stands in them


def test_a_definition_in_markdown() -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "md")
    assert text.splitlines() == [
        f"<!-- shorewise: concept/virtual-machine 1.2.0 {found('md', text).marker.hash} -->",
        "",
        "**[virtual machine](https://cloudwise.example/terms/virtual-machine/)**: share of a machine that a "
        "[hypervisor](https://cloudwise.example/terms/hypervisor/) hands out. "
        "([Cloudwise 1.2.0](https://cloudwise.example/terms/virtual-machine/), CC0-1.0)",
        "",
        "<!-- /shorewise -->",
    ]


def test_a_definition_in_plain_text_ends_with_its_marker() -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "txt")
    first, last = text.splitlines()
    assert first == "virtual machine: share of a machine that a hypervisor hands out. (Cloudwise 1.2.0, https://cloudwise.example/terms/virtual-machine/, CC0-1.0)"
    assert last == f"[shorewise concept/virtual-machine 1.2.0 {found('txt', text).marker.hash}]"


def test_a_definition_as_json_has_the_marker_as_a_member() -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "json")
    assert json.loads(text) == {
        "shorewise": str(found("json", text).marker),
        "term": "virtual machine",
        "definition": "share of a machine that a hypervisor hands out",
        "url": "https://cloudwise.example/terms/virtual-machine/",
        "source": "Cloudwise 1.2.0",
        "licence": "CC0-1.0",
    }


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst"])
def test_a_comparison_reads_back_as_its_table(form: str) -> None:
    read = as_html(form, snippet(CLOUD, "comparison", "three-services", form))
    rows = [[" ".join(cell.to_text().split()) for cell in row.query("th, td")] for row in read.query("tr")]
    assert rows[0][1:] == ["infrastructure as a service", "platform as a service", "software as a service"]
    assert rows[2:] == [
        ["Application", "the customer", "the customer", "the provider"],
        ["Platform", "the customer", "the provider", "the provider"],
        ["Billing", "By the machine", "By the request", "By the head"],
    ]


def test_what_holds_for_all_columns_follows_the_table(glossary_of: Callable[..., Glossary]) -> None:
    file = "comparisons/three-services.yaml"
    text = (Path(__file__).parent / "cloud" / file).read_text("utf-8").replace("billing]", "relations]")
    made = published(glossary_of({file: text}), "1.2.0")
    assert "**How they lie to each other**: Infrastructure as a service and platform as a service: No case is both" in snippet(made, "comparison", "three-services", "md")


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst"])
def test_a_decision_reads_back_as_steps_within_steps(form: str) -> None:
    read = as_html(form, snippet(CLOUD, "decision", "which-model", form))
    deepest = " ".join(read.query("li > ul > li > ul > li > ul > li")[-1].to_text().split())
    assert deepest == "the provider: software as a service"
    assert seen(read, "body > ul > li").startswith("Where does it run?")


def test_a_chart_takes_its_colour_from_the_text_around_it() -> None:
    text = snippet(CLOUD, "decision", "whether-to-move", "svg")
    read = JustHTML(text, sanitize=False)
    assert {rect.attrs["stroke"] for rect in read.query("rect")} == {"currentColor"}
    assert {label.attrs["fill"] for label in read.query("text")} == {"currentColor"}
    assert "Source: Cloudwise 1.2.0, CC0-1.0, https://cloudwise.example/decide/whether-to-move/" in text


def test_a_chart_as_mermaid_opens_with_its_marker_and_source() -> None:
    lines = snippet(CLOUD, "decision", "whether-to-move", "mermaid").splitlines()
    assert lines[0].startswith("%% shorewise: decision/whether-to-move 1.2.0 ")
    assert lines[1:4] == ["%% Source: Cloudwise 1.2.0, CC0-1.0", "%% https://cloudwise.example/decide/whether-to-move/", "flowchart TD"]
    assert lines[-1] == "%% /shorewise"


@pytest.mark.parametrize(("kind", "id", "form"), WRITTEN)
def test_every_snippet_names_version_licence_and_address(kind: str, id: str, form: str) -> None:
    text = snippet(CLOUD, kind, id, form)
    for part in ("Cloudwise 1.2.0", "CC0-1.0", getattr(CLOUD, embed.KINDS[kind])[id].url):
        assert part in text


@pytest.mark.parametrize(("kind", "id", "form"), WRITTEN)
def test_every_snippet_is_found_again_in_its_format(kind: str, id: str, form: str) -> None:
    from shorewise.verify import format_of

    text = snippet(CLOUD, kind, id, form)
    each = found(form, text if form == "json" else f"Before.\n\n{text}\nAfter.\n")
    assert (each.marker.entry, each.marker.version) == (f"{kind}/{id}", "1.2.0")
    assert format_of(each) in ({"md"} if form == "md" else {form})


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst"])
@pytest.mark.parametrize(("kind", "id"), EVERY)
def test_every_link_is_a_full_address(kind: str, id: str, form: str) -> None:  # C145
    read = as_html(form, snippet(CLOUD, kind, id, form))
    targets = [link.attrs["href"] for link in read.query("a")]
    assert targets and [target for target in targets if not target.startswith("https://cloudwise.example/")] == []


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst"])
@pytest.mark.parametrize(("kind", "id"), EVERY)
def test_no_snippet_brings_a_heading_a_script_or_a_style(kind: str, id: str, form: str) -> None:
    read = as_html(form, snippet(CLOUD, kind, id, form))
    assert elements(read) & {"h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "font", "iframe"} == set()
    assert list(read.query("[style]")) == []


def test_a_chart_is_only_offered_for_a_decision() -> None:
    assert set(formats("decision")) - set(formats("concept")) == {"svg", "mermaid"} == set(formats("decision")) - set(formats("comparison"))


# --- whatever the words are

_HOSTILE = st.sampled_from([
    "</script>", "<script>", "<!--", "-->", "<!-- /shorewise -->", "{/* /shorewise */}", ".. /shorewise", "|", "{", "}", "{{", "{%", '"', "'", "\\", "`", "``",
    "*", "**", "_", "__", "[", "]", "](x)", "<b>", "&lt;", "&", "#", "::", ":math:`x`", "|x|", "x_", "~~~", "```", "$x$", "- ", "+ ", "1. ", "1) ", "A. ", "> ",
    "=", "!", "https://x.example", "שלום", "سلام", "\u202e", "\u2066", "\u200f", "\u00a0", "\n", "\r\n", "\t", "\0", "é", "中", "word", "a", " ", "  ", "import ", "export ",
    "[shorewise concept/a 1.0.0 0123456789abcdef]", '"shorewise": "concept/a 1.0.0 0123456789abcdef"', "(", ")", ".", ",", "`__", "<http://x.example>", "\\ ", "%%",
])
WORDS = st.lists(st.one_of(_HOSTILE, st.text(max_size=3)), min_size=1, max_size=8).map("".join)
HOSTILE = '</script><i>x</i> <!-- --> | {x} "q" \\ `c` *s* _u_ [l](m) שלום'


def with_words(first: str, second: str, third: str) -> PublishedGlossary:
    """The cloud glossary with these words in a definition, a table and a chart."""
    concept = CLOUD.concepts["virtual-machine"].model_copy(update={"definition": first, "preferred": f"x{second}x", "refers": []})
    comparison = CLOUD.comparisons["three-services"]
    rows = [row.model_copy(update={"head": f"x{second}x", "cells": [first, third, "x"]}) for row in comparison.rows]
    decision = CLOUD.decisions["whether-to-move"]
    question = decision.questions["load"]
    answers = [each.model_copy(update={"answer": third}) for each in question.answers]
    results = {id: each.model_copy(update={"advice": f"x{first}x", "reason": second}) for id, each in decision.results.items()}
    changed = {"load": question.model_copy(update={"question": first, "answers": answers})}
    return CLOUD.model_copy(update={
        "concepts": {**CLOUD.concepts, "virtual-machine": concept},
        "comparisons": {"three-services": comparison.model_copy(update={"rows": rows, "summary": first, "title": f"x{third}x"})},
        "decisions": {"whether-to-move": decision.model_copy(update={"questions": changed, "results": results, "summary": second, "title": f"x{third}x"})},
    })


def expected(glossary: PublishedGlossary, kind: str, id: str) -> str:
    """Every word of the snippet without a blank between, as the blocks have them."""
    said: list[str] = []

    def take(block: embed.Block) -> None:
        match block:
            case embed.Paragraph(pieces):
                said.extend(piece.words for piece in pieces)
            case embed.Table(heads, rows):
                said.extend(head.words for head in heads)
                for head, cells in rows:
                    said.extend([head, *cells])
            case embed.Outline(items):
                for item in items:
                    take(embed.Paragraph(item.pieces))
                    take(embed.Outline(item.items))

    for each in blocks(glossary, kind, id):
        take(each)
    return "".join("".join(said).split())


ENTRIES = [("concept", "virtual-machine"), ("comparison", "three-services"), ("decision", "whether-to-move")]
MAY_HOLD = {"html", "head", "body", "p", "a", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "colgroup", "col"}


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst"])
@given(first=WORDS, second=WORDS, third=WORDS)
@example(first=HOSTILE, second="</script>", third="<!--")
@example(first="1. a", second="-", third="+")
@settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
def test_whatever_the_words_are_a_reader_sees_them(form: str, first: str, second: str, third: str) -> None:
    glossary = with_words(first, second, third)
    for kind, id in ENTRIES:
        text = snippet(glossary, kind, id, form)
        read = as_html(form, text)
        visible = "".join(read.root.to_text(separator="").split())
        assert visible == plain(expected(glossary, kind, id)).replace(" ", "")
        assert elements(read) - {"div", "span"} <= MAY_HOLD
        assert {link.attrs["href"].partition("/terms")[0].partition("/decide")[0].partition("/compare")[0] for link in read.query("a[href^='https://cloudwise']")} <= {"https://cloudwise.example"}


@pytest.mark.parametrize("form", ["md", "mdx", "html", "rst", "txt", "json"])
@given(first=WORDS, second=WORDS, third=WORDS)
@example(first=HOSTILE, second="[shorewise concept/a 1.0.0 0123456789abcdef]", third="\n\n")
@settings(max_examples=25, deadline=None, derandomize=True)
def test_whatever_the_words_are_the_snippet_is_found_whole(form: str, first: str, second: str, third: str) -> None:
    for kind, id in ENTRIES:
        text = snippet(with_words(first, second, third), kind, id, form)
        for document in (text, text.replace("\n", "\r\n"), text if form == "json" else f"Before.\n\n{text}\nAfter.\n"):
            each = found(form, document)
            assert each.marker.entry == f"{kind}/{id}"
            assert document[: each.start].strip() in ("", "Before.") and document[each.end :].strip() in ("", "After.")
            assert document[: each.start] + in_place(each, document, text) + document[each.end :] == document


@given(first=WORDS, second=WORDS, third=WORDS)
@example(first="</script><i>x</i>", second="x", third="x")  # C153
@settings(max_examples=25, deadline=None, derandomize=True)
def test_a_script_element_with_the_json_in_it_ends_where_it_should(first: str, second: str, third: str) -> None:
    text = snippet(with_words(first, second, third), "concept", "virtual-machine", "json")
    read = JustHTML(f'<body><script type="application/json">{text}</script><p>after</p>', sanitize=False)
    (script,) = read.query("script")
    assert json.loads(script.to_text(separator="") or text)["definition"] == first
    assert [each.name for each in read.query("body > *")] == ["script", "p"]


@given(first=WORDS, second=WORDS, third=WORDS)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_no_word_turns_the_direction_of_what_follows(first: str, second: str, third: str) -> None:
    for kind, id in ENTRIES:
        for form in ("md", "html", "rst", "txt"):
            assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", snippet(with_words(first, second, third), kind, id, form))


# --- where a snippet stands


LINE = "**[virtual machine]"


@pytest.mark.parametrize(("before", "after"), [("", ""), ("- ", "  "), ("1. ", "   "), ("> ", "> "), ("> - ", ">   "), ("    ", "    "), ("* > ", "  > ")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_snippet_may_stand_in_a_list_or_a_quotation(before: str, after: str, end: str) -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "md")
    first, *rest = text.rstrip("\n").split("\n")
    document = end.join(["# Title", "", f"{before}{first}", *(f"{after}{line}".rstrip() if not line else f"{after}{line}" for line in rest), "", "After.", ""])
    each = found("md", document)
    assert (each.prefix, document[: each.start].endswith(before)) == (after, True)
    assert document[: each.start] + in_place(each, document, text) + document[each.end :] == document


def test_formatters_may_do_what_they_do() -> None:
    text = snippet(CLOUD, "comparison", "three-services", "md")
    padded = text.replace("| --- |", "| :------- |".replace(":", "")).replace("| the customer |", "| the customer    |").replace("**", "__")
    assert padded != text
    found("md", padded)
    decision = snippet(CLOUD, "decision", "which-model", "md")
    found("md", re.sub(r"(?m)^( *)- ", r"\1* ", decision).replace("    ", "  "))


@pytest.mark.parametrize("form", ["md", "mdx"])
@pytest.mark.parametrize("example_of", ["```html\n{}```\n", "~~~\n{}\n~~~\n", "- ````\n  ```\n{}\n  ````\n", "Write `{}` there.\n"])
def test_an_example_of_a_marker_is_no_marker(form: str, example_of: str) -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", form)
    shown = text.split("\n")[0] if "`{}`" in example_of else text
    assert snippets(name(form), example_of.format(shown)) == []


def test_a_chart_as_mermaid_stands_in_a_code_block() -> None:
    text = snippet(CLOUD, "decision", "which-model", "mermaid")
    found("md", f"Before.\n\n```mermaid\n{text}```\n")
    found("rst", ".. mermaid::\n\n" + "".join(f"   {line}\n" for line in text.splitlines()))


def test_a_chart_as_mermaid_in_another_code_block_is_an_example() -> None:
    assert snippets("a.md", f"```text\n{snippet(CLOUD, 'decision', 'which-model', 'mermaid')}```\n") == []


def test_two_snippets_of_plain_text_need_no_line_between_them() -> None:
    one, other = (snippet(CLOUD, "concept", id, "txt") for id in ("virtual-machine", "hypervisor"))
    assert [each.marker.id for each in snippets("a.txt", f"Words.\n\n{one}{other}")] == ["virtual-machine", "hypervisor"]
    assert all(hash_of(each.marker.entry, each.marker.version, each.text) == each.marker.hash for each in snippets("a.txt", one + other))


def test_a_snippet_deep_in_json_keeps_the_rest_as_it_is() -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "json")
    document = '{\n\t"a": [1,2],\n\t"terms": [\n\t\t' + json.dumps(json.loads(text), indent="\t").replace("\n", "\n\t\t") + "\n\t]\n}\n"
    each = found("json", document)
    assert document[: each.start] + in_place(each, document, text) + document[each.end :] == document


def test_json_on_one_line_stays_on_one() -> None:
    document = json.dumps([json.loads(snippet(CLOUD, "concept", "virtual-machine", "json"))])
    each = found("json", document)
    assert "\n" not in in_place(each, document, snippet(CLOUD, "concept", "hypervisor", "json"))


@pytest.mark.parametrize("document", [
    "<!-- shorewise: concept/virtual-machine 1.2.0 0123456789abcdef -->\ntext\n",
    "<!-- shorewise: concept/virtual-machine -->\ntext\n<!-- /shorewise -->\n",
    "<!-- shorewise: concpt/virtual-machine 1.2.0 0123456789abcdef -->\n",
    "text\n<!-- /shorewise -->\n",
])
def test_a_marker_that_is_not_whole_is_damage(document: str) -> None:
    assert isinstance(snippets("a.md", document)[0], Damage)


def test_a_marker_inside_another_leaves_the_first_without_an_end() -> None:
    text = snippet(CLOUD, "concept", "virtual-machine", "md")
    first, second = snippets("a.md", text.partition("\n")[0] + "\n\n" + text)
    assert isinstance(first, Damage) and isinstance(second, Snippet)


@pytest.mark.parametrize("text", ["<!-- shorewise is good -->", "<!-- the word shorewise -->", ".. shorewise::\n", "[shorewise]", "{/* shorewise */}", ""])
def test_what_only_names_the_program_is_no_marker(text: str) -> None:
    assert snippets("a.md", text) + snippets("a.rst", text) + snippets("a.mdx", text) == []
