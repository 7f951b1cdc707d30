"""An element for any web page, `<shorewise-term>`: one file that holds every definition, and the code that uses it."""

import base64
import hashlib
import json
from importlib.resources import files

from ..published import PublishedConcept, PublishedGlossary
from ..render.html import tag
from .former import former
from .frame import address
from .snippets import place

SCRIPT = "shorewise-term.js"
_DATA = "/* DATA */null"


def element_files(glossary: PublishedGlossary) -> dict[str, bytes]:
    """The script, and for each concept the code to put into a page."""
    script = _script(glossary).encode()
    concepts = [each for each in glossary.concepts.values() if each.status != "withdrawn"]
    code = {f"{place('concept', each.id)}/element.html": _code(glossary, each, script) for each in concepts}
    return {SCRIPT: script, **{path: text.encode() for path, text in code.items()}}


def _script(glossary: PublishedGlossary) -> str:
    """The script with the definitions in it. A former id leads to the entry that has it now."""
    known = {**former(glossary), **glossary.concepts}
    terms = {id: [each.preferred, each.definition] for id, each in known.items()}
    data = {"name": glossary.title, "version": glossary.version, "terms": terms}
    # Of the signs that JSON leaves alone, `<` could end the element of somebody who puts the script into the page itself.
    written = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    return (files(__package__) / "element.js").read_text("utf-8").replace(_DATA, written)


def integrity(raw: bytes) -> str:
    """The hash by which a browser refuses a file that is not this one."""
    return f"sha384-{base64.b64encode(hashlib.sha384(raw).digest()).decode()}"


def _code(glossary: PublishedGlossary, concept: PublishedConcept, script: bytes) -> str:
    loads = tag(
        "script",
        src=address(glossary, SCRIPT),
        integrity=integrity(script),
        crossorigin="anonymous",
        referrerpolicy="no-referrer",
        defer=True,
    )
    return f"{loads}\n{tag('shorewise-term', tag('a', concept.preferred, href=concept.url), term=concept.id)}\n"
