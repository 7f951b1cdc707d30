"""Every entry of the real glossary, and entries of the invented one whose words look like something else."""

from functools import cache

from two_releases import OLD

from shorewise.load import default_folder, require
from shorewise.markers import KINDS
from shorewise.published import PublishedGlossary, published

Entry = tuple[PublishedGlossary, str, str]
WILD = [
    "</script>", "<!-- x", "--> x", "{x}", "} {", '{"', "import x from 'y'", "export default 1", "a | b", "\"q\" 'q'", "\\", "`x`", "*x* _x_",
    "a:b :c ::d {e}", ":::note", "1. x", "- x", "+ x", "> x", "# x", "x\n# y", "https://x.example www.x.example a@b.example", "<Note>", "<b>", "$x$",
    "~~x~~", "[^1]", "[x](y)", "![x](y)", "&lt;", "&", "{/* /shorewise */}", "<!-- /shorewise -->", "---", "===", "a\u2028b", "שלום \u202e x",
]


@cache
def real() -> list[Entry]:
    """All concepts, comparisons and decisions of the glossary in this package."""
    return every(published(require(default_folder()), "1.0.0"))


@cache
def wild() -> list[Entry]:
    """A concept, a comparison and a decision for each of the wild words, which stand wherever words may."""
    return [(spoilt, kind, id) for said in WILD for spoilt in [_with(said)] for kind, id in (("concept", "virtual-machine"), ("comparison", "three-services"), ("decision", "whether-to-move"))]


def every(glossary: PublishedGlossary) -> list[Entry]:
    return [(glossary, kind, id) for kind, collection in KINDS.items() for id in getattr(glossary, collection)]


def _with(said: str) -> PublishedGlossary:
    concept = OLD.concepts["virtual-machine"].model_copy(update={"definition": said, "preferred": f"x{said}x", "refers": []})
    table = OLD.comparisons["three-services"]
    rows = [row.model_copy(update={"head": said, "cells": [said] * len(row.cells)}) for row in table.rows]
    chart = OLD.decisions["whether-to-move"]
    questions = {
        id: each.model_copy(update={"question": said, "answers": [answer.model_copy(update={"answer": said}) for answer in each.answers]})
        for id, each in chart.questions.items()
    }
    results = {id: each.model_copy(update={"advice": said, "reason": said}) for id, each in chart.results.items()}
    return OLD.model_copy(update={
        "concepts": {**OLD.concepts, "virtual-machine": concept},
        "comparisons": {"three-services": table.model_copy(update={"rows": rows, "summary": said, "title": said})},
        "decisions": {"whether-to-move": chart.model_copy(update={"questions": questions, "results": results, "summary": said, "title": said})},
    })
