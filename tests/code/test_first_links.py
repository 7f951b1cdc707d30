"""First mentions in pages of Markdown: each becomes a link, and all else stays what it was. Each test has a tiny glossary of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from tiny import BPO, KNOWN, PIECES, Names, files, short

Convert = Callable[..., str]
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.tabbed",
]
LINK = re.compile(r'<a class="shorewise-term" href="([^"]*)">(.*?)</a>', re.S)


class _At(Preprocessor):
    """Tells the page's file as Zensical does."""

    def __init__(self, md: Markdown, path: str) -> None:
        super().__init__(md)
        self.page = SimpleNamespace(path=path)

    def run(self, lines: list[str]) -> list[str]:
        return lines


@pytest.fixture
def page(tmp_path: Path) -> Convert:
    """Turn Markdown into HTML on a site with these concepts."""

    def convert(text: str, *concepts: Names | str, at: str = "", **options: str) -> str:
        for path, raw in files(*concepts).items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(raw)
        md = markdown(shorewise={"glossary": str(tmp_path), **options})
        if at:
            md.preprocessors.register(_At(md, at), "rendering_context", 1)
        return md.convert(text)

    return convert


def markdown(shorewise: dict | None = None) -> Markdown:
    own = ["shorewise.links"] if shorewise else []
    return Markdown(
        extensions=[*EXTENSIONS, *own],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}, "shorewise.links": shorewise or {}},
    )


def linked(html: str) -> list[str]:
    return [" ".join(words.split()) for _, words in LINK.findall(html)]


def unlinked(html: str) -> str:
    return LINK.sub(r"\2", html)


def test_a_mention_is_the_same_link_as_a_name_in_brackets(page: Convert) -> None:
    assert page("About offshoring.", "offshoring", at="guides/x.md") == page("About [offshoring][].", "offshoring", at="guides/x.md")
    assert page("Offshoring.", "offshoring", at="guides/x.md") == '<p><a class="shorewise-term" href="../terms/c0.md">Offshoring</a>.</p>'


FIVE = "Offshoring.\n\n# One\n\nOffshoring and offshoring.\n\n## Two\n\n- offshoring\n- offshoring\n"


@pytest.mark.parametrize(("once", "times"), [("section", 3), ("page", 1), ("never", 0)])
def test_a_concept_is_linked_as_often_as_configured(page: Convert, once: str, times: int) -> None:
    html = page(FIVE, "offshoring", once=once)
    assert len(linked(html)) == times
    assert linked(page(FIVE, "offshoring")) == ["Offshoring", "Offshoring", "offshoring"]


def test_another_setting_is_refused(page: Convert) -> None:
    with pytest.raises(ValueError, match="none of section, page and never"):
        page("x", "offshoring", once="always")


def test_the_first_mention_is_of_the_concept_and_not_of_the_word(page: Convert) -> None:
    assert linked(page("BPO, process outsourcing.", BPO)) == ["BPO"]


@pytest.mark.parametrize("text", [
    "[Offshoring][] and offshoring.", "Some offshoring. Later [offshoring][].", "[abroad][offshoring], offshoring",
    "[abroad](terms/c0.md), offshoring", '<a class="shorewise-term" href="../x/">offshoring</a>, offshoring',
    'offshoring, <a class="shorewise-term" href="../x/">offshoring</a>',
])
def test_a_section_that_links_a_concept_itself_gets_no_second_link(page: Convert, text: str) -> None:
    assert page(text, "offshoring").count("<a ") == 1


def test_a_page_does_not_link_to_itself(page: Convert) -> None:
    html = page("Offshoring is no outsourcing.", "offshoring", "outsourcing", at="terms/c0.md")
    assert LINK.findall(html) == [("c1.md", "outsourcing")]


def test_on_another_site_links_lead_to_the_glossary_s(page: Convert) -> None:
    for root in ("https://example.org/kb/", "https://example.org/kb"):
        html = page("Offshoring.\n\n# X\n\n[offshoring][]", "offshoring", root=root)
        assert [address for address, _ in LINK.findall(html)] == ["https://example.org/kb/terms/c0/"] * 2


UNTOUCHED = {
    "inline code": "`BPO`",
    "fenced code": "```\nBPO\n```",
    "indented code": "    BPO",
    "indented code in a list": "- x\n\n        BPO",
    "pre": "<pre>BPO</pre>",
    "kbd": "Press <kbd>BPO</kbd>.",
    "code and more in raw HTML": "A <code>x <b>BPO</b></code>, <samp>BPO</samp>, <var>BPO</var>.",
    "script": "<script>BPO</script>",
    "script in a line": "x <script>BPO</script> y",
    "style": "<style>BPO</style>",
    "textarea": "<textarea>BPO</textarea>",
    "svg": '<svg viewBox="0 0 9 9"><text>BPO</text></svg>',
    "svg in a line": 'x <svg viewBox="0 0 9 9"><text>BPO</text></svg> y',
    "link": "[our BPO guide](guide.md)",
    "link with markup": "[our **BPO** guide](guide.md)",
    "link in raw HTML": 'x <a href="guide.html">our <b>BPO</b> guide</a>',
    "image": "![BPO](bpo.png)",
    "image in a link": "[![BPO](bpo.png)](guide.md)",
    "title of a link": '[x](guide.md "BPO")',
    "automatic link": "<https://example.org/BPO>",
    "tab": '=== "BPO"\n\n    x',
    "title of a note": '!!! note "BPO"\n\n    x',
    "title of a note that opens": '??? info "BPO"\n\n    x',
    "head of a table": "| BPO |\n| --- |\n| x |",
    "term of a definition list": "BPO\n:   x",
    "heading": "## BPO and KPO",
    "heading underlined": "BPO\n===",
    "heading in raw HTML": "<h2>BPO</h2>",
    "raw block": "<div>BPO</div>",
    "raw block of a macro": '<div class="shorewise shorewise-top"><p>BPO</p></div>',
    "abbreviation": "BPO\n\n*[BPO]: what it is",
    "abbreviation in raw HTML": 'A <abbr title="BPO">BPO</abbr>.',
    "attribute": 'x <b title="BPO">y</b>',
    "comment": "<!-- BPO -->",
    "comment in a line": "x <!-- BPO --> y",
    "identifier": "A BPO\\_RATE or BPO_RATE.",
    "joined to markup": "**BPO**s2 and x*BPO* and x<b>BPO</b>",
    "mention across markup": "*process* outsourcing and process <b>outsourcing</b>",
    "word broken by raw HTML": "B<wbr>PO<wbr>X",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_not_prose_is_left_alone(page: Convert, text: str) -> None:
    assert page(text, BPO) == markdown().convert(text)


@pytest.mark.parametrize("text", [
    "BPO", "> BPO", "- x\n    - BPO", "| x |\n| --- |\n| BPO |", "x *BPO* y", "**BPO**", "!!! note\n\n    BPO", '=== "x"\n\n    BPO',
    "x\n:   BPO", "x[^1]\n\n[^1]: BPO", '<div markdown>\nBPO\n</div>', "x <b>BPO</b>", "a `b` BPO", "[a](b.md) BPO [c](d.md)",
    "BPO\\*", "<kbd>x</kbd> BPO", "<code>x</code><br>BPO", "BPO&nbsp;x", "1 \\< BPO",
])
def test_a_mention_is_found_wherever_prose_stands(page: Convert, text: str) -> None:
    html = page(text, BPO)
    assert linked(html) == ["BPO"]
    assert unlinked(html) == markdown().convert(text)


def test_a_mention_is_found_with_a_blank_that_does_not_break(page: Convert) -> None:
    assert LINK.findall(page("process&nbsp;outsourcing", BPO)) == [("terms/c0.md", "process&nbsp;outsourcing")]


def test_several_mentions_in_one_text_keep_their_order(page: Convert) -> None:
    text = "x one, *two* three four; one"
    html = page(text, "one", "two", "three", "four")
    assert linked(html) == ["one", "two", "three", "four"]
    assert unlinked(html) == markdown().convert(text)


def test_no_link_stands_in_a_link(page: Convert) -> None:
    html = page("[our BPO guide](guide.md) and [![BPO](bpo.png)](guide.md) and BPO", BPO)
    assert html == (
        '<p><a href="guide.md">our BPO guide</a> and <a href="guide.md"><img alt="BPO" src="bpo.png" /></a> and '
        '<a class="shorewise-term" href="terms/c0.md">BPO</a></p>'
    )


def test_a_heading_keeps_its_id_and_its_place_in_the_table_of_contents(page: Convert) -> None:
    html = page("[TOC]\n\n## BPO and KPO\n\n## [BPO][-]\n", BPO)
    assert '<h2 id="bpo-and-kpo">BPO and KPO</h2>' in html and '<h2 id="bpo">BPO</h2>' in html
    assert '<a href="#bpo-and-kpo">BPO and KPO</a>' in html


@pytest.mark.parametrize(("text", "plain"), [
    ("FOR [US][-] ALL", "FOR US ALL"), ("[*US*][-] all", "*US* all"), ("x **y** [US][-].", "x **y** US."), ("[US][-]", "US"),
    ("a [US][-], [US][-] b", "a US, US b"), ("- [US][-]", "- US"), ("# [US][-]", "# US"), ("[a [US][-] b](c.md)", "[a US b](c.md)"),
])
def test_a_word_can_be_kept_plain_and_nothing_shows_of_it(page: Convert, text: str, plain: str) -> None:
    assert page(text, short("United States", "US")) == markdown().convert(plain)


def test_a_word_kept_plain_is_not_the_first_mention(page: Convert) -> None:
    html = page("[US][-] and US", short("United States", "US"))
    assert html == '<p>US and <a class="shorewise-term" href="terms/c0.md">US</a></p>'


def test_the_sign_for_plain_words_is_shown_in_code(page: Convert) -> None:
    assert page("`[US][-]`", short("United States", "US")) == "<p><code>[US][-]</code></p>"


@pytest.mark.parametrize("text", [
    "<!-- shorewise: no links -->\n\nBPO", "# X\n\nBPO\n\n<!--shorewise: no links-->\n\nBPO", "BPO\n\n<!-- shorewise: no links -->",
])
def test_a_page_can_be_kept_plain_and_nothing_shows_of_it(page: Convert, text: str) -> None:
    without = re.sub("\n*<!--.*-->\n*", "\n\n", text).strip()
    assert page(text, BPO) == markdown().convert(without)


def test_a_page_kept_plain_has_the_links_that_it_makes_itself(page: Convert) -> None:
    assert linked(page("<!-- shorewise: no links -->\n\n[BPO][] and BPO", BPO)) == ["BPO"]


def test_a_page_that_shows_how_to_keep_pages_plain_is_not_kept_plain(page: Convert) -> None:
    html = page("BPO\n\n```\n<!-- shorewise: no links -->\n```", BPO)
    assert linked(html) == ["BPO"]
    assert "&lt;!-- shorewise: no links --&gt;" in html


# --- whatever the text


@pytest.fixture(scope="module")
def linking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a glossary."""
    folder = tmp_path_factory.mktemp("glossary")
    for path, raw in files(*KNOWN).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(raw)
    return folder


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_but_for_the_links_a_page_is_the_same_to_the_byte(linking: Path, text: str) -> None:
    html = markdown(shorewise={"glossary": str(linking)}).convert(text)
    assert unlinked(html) == unlinked(markdown(shorewise={"glossary": str(linking), "once": "never"}).convert(text))
    if "]" not in text:  # A name in brackets is a link as it always was.
        assert unlinked(html) == markdown().convert(text)
