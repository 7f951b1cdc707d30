"""Other people's documents: snippets put into them, what MDX and GitHub make of them, and what a reader sees there."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nh3
from built import words
from click.testing import CliRunner, Result
from justhtml import Element, JustHTML
from markdown_it import MarkdownIt

from shorewise.__main__ import main
from shorewise.embed import blocks
from shorewise.published import PublishedGlossary
from shorewise.writers import UNSEEN, Block, Item, Outline, Paragraph, Table

HERE = Path(__file__).parent


# --- what becomes of a document


def rendered(document: str) -> JustHTML:
    """The page that Markdown becomes."""
    return JustHTML(MarkdownIt("commonmark").enable("table").render(document), sanitize=False)


def on_github(document: str) -> JustHTML:
    """What GitHub leaves of it. It renders Markdown and then takes out what is not in its list."""
    html = MarkdownIt("commonmark").enable("table").render(document)
    kept = nh3.clean(html, tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
    return JustHTML(kept, sanitize=False)


# The list of html-pipeline, which was made for GitHub.
ELEMENTS = set(
    "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p ol ul table thead tbody tfoot blockquote dl dt dd kbd q"
    " samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption abbr bdo cite dfn mark small span time wbr".split()
)
ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "longdesc"}, "div": {"itemscope", "itemtype"},
    "blockquote": {"cite"}, "del": {"cite"}, "ins": {"cite"}, "q": {"cite"},
    "*": set(
        "abbr accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label aria-labelledby axis border cellpadding cellspacing char charoff"
        " charset checked clear color cols colspan compact coords datetime dir disabled enctype for frame headers height hreflang hspace id ismap"
        " label lang maxlength media method multiple name nohref noshade nowrap open progress prompt readonly rel rev role rows rowspan rules"
        " scope selected shape size span start summary tabindex title type usemap valign value width itemprop".split()
    ),
}


def rendered_mdx(*documents: str) -> list[JustHTML]:
    """The pages that documents become; every one of them has to compile."""
    done = subprocess.run(["node", HERE / "mdx/render.mjs"], input=json.dumps(documents), text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert [each["error"] for each in made if "error" in each] == []
    return [JustHTML(each["html"], sanitize=False) for each in made]


# --- documents with snippets in them


def embedded(document: str, glossary: Path, form: str, version: str) -> str:
    """The document with what `shorewise embed` prints in the place of each line `EMBED KIND/ID`, at its depth."""

    def put(place: re.Match[str]) -> str:
        before, kind, id = place.groups()
        lines = shorewise("embed", id, "--kind", kind, "--format", form, "--version", version, "--glossary", glossary).stdout.splitlines()
        return "\n".join(f"{before}{line}".rstrip() for line in lines)

    found, number = re.subn(r"(?m)^([ >]*)EMBED (\w+)/([\w-]+)$", put, document)
    assert number and "EMBED" not in found
    return found


# What the next release makes of the snippets that both documents have.
BECAME = {
    "concept/virtual-machine": "renamed",
    "concept/hypervisor": "editorial",
    "concept/on-premises-system": "incompatible",
    "concept/cloud-repatriation": "withdrawn",
    "comparison/three-services": "current",
    "decision/which-model": "current",
}


def states(path: Path, glossary: Path) -> dict[str, str]:
    """What `shorewise verify` says of each entry in a document."""
    return {each["entry"]: each["state"] for each in json.loads(shorewise("verify", path, "--format", "json", "--glossary", glossary).stdout)}


def shorewise(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


# --- what a reader sees of an entry


def texts(glossary: PublishedGlossary, kind: str, id: str) -> list[str]:
    """Each paragraph, cell and item of an entry in order, as its blocks have them."""
    return [said for each in blocks(glossary, kind, id) for said in _texts(each)]


def _texts(block: Block | Item) -> Iterator[str]:
    match block:
        case Paragraph(pieces):
            yield plain("".join(piece.words for piece in pieces))
        case Table(heads, rows):
            yield from ("", *(plain(head.words) for head in heads))
            yield from (plain(cell) for head, cells in rows for cell in (head, *cells))
        case Outline(items):
            for item in items:
                yield from _texts(Paragraph(item.pieces))
                yield from _texts(Outline(item.items))


def plain(said: str) -> str:
    return " ".join(UNSEEN.sub("", said).split())


def texts_of(element: Element) -> list[str]:
    """The same of a page: each paragraph, cell and item in it."""
    return [words(each, without="ul") for each in element.query("p, th, td, li") if each.parent.name not in ("li", "td", "th")]


def targets(element: Element) -> list[str]:
    """Where the links lead, in order."""
    return [link.attrs["href"] for link in element.query("a")]
