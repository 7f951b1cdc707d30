"""Glossaries of a few words, and texts made of them and of whatever Markdown knows."""

import json
from collections.abc import Mapping

from shorewise.glossary import Glossary
from shorewise.load import load

SHARED = {
    "about.yaml": {"title": "Tiny", "language": "en", "url": "https://tiny.example/", "licence": "none", "root": "root"},
    "kinds.yaml": {"thing": {"label": "thing", "plural": "things", "explanation": "A thing."}},
}
Names = Mapping[str, object]


def concept(**keys: object) -> dict:
    return {"kind": "thing", "definition": "whatever there is", "reviewed": "2026-11-25", **keys}


def files(*concepts: Names | str, ambiguous: dict | None = None) -> dict[str, bytes]:
    """A glossary with these concepts; a word alone is a preferred name. Ids are numbers, so that no test leans on them."""
    entries = [concept(**({"preferred": each} if isinstance(each, str) else each)) for each in concepts]
    written = {**SHARED, **{f"concepts/c{number}.yaml": entry for number, entry in enumerate(entries)}}
    if ambiguous:
        written["ambiguous.yaml"] = ambiguous
    return {path: json.dumps(text).encode() for path, text in written.items()}  # JSON is YAML.


def glossary(*concepts: Names | str, ambiguous: dict | None = None) -> Glossary:
    made, problems = load(files(*concepts, ambiguous=ambiguous))
    assert made is not None and not problems, problems
    return made


def short(name: str, *abbreviations: str) -> Names:
    return {"preferred": name, "abbreviations": list(abbreviations)}


BPO = {"preferred": "process outsourcing", "abbreviations": ["BPO"]}
PIECES = [
    "offshore outsourcing", "Outsourcing", "BPO", "process outsourcing", "third-party", "captives", "C++", "R&D", "word", "it's",
    " ", " ", " ", "\n", "\n\n", "\n# ", "\n- ", "    ", "> ", "*", "**", "_", "`", "``", "[", "](x.md)", "![", "\\", "&amp;", "&nbsp;",
    "<b>", "</b>", "<a href='x'>", "</a>", "<kbd>", "</kbd>", "<br>", "<div>", "</div>", "<!-- ", " -->", "| ",
    "\n| --- | --- |\n", "!!! note\n\n    ",
    "=== \"BPO\"\n\n    ", "[^1]", "\n[^1]: ",
    "\n*[BPO]: ", "{: .x}", "https://example.org/BPO", "/", ".", ",", "(", ")", "-", "é", "\u00a0", "\t",
]
KNOWN = ("offshore outsourcing", "outsourcing", BPO, "third party", "captive", "C++", "R&D")
