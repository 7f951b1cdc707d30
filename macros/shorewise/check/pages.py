"""Codes P: the pages say nothing of entries that are not there, and are in step with the glossary.

These are no rules of the glossary, so they stand apart: they read the Markdown files of docs/.
"""

import re
from collections.abc import Iterator, Mapping

from ..glossary import Glossary
from ..pages import in_step, left_over, pages
from ..part import Place
from ..problem import Problem
from .nearest import nearest

_CALL = re.compile(r"""\{\{-?\s*(concept|definition|term|ambiguity|comparison|decision)\(\s*["']([^"']*)["']""")
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]]+)\]\[([^\[\]]*)\]")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})[^\n]*\n.*?(?:^\s*\1[`~]*\s*$|\Z)", re.M | re.S)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t)[^\n]*\n?|\n)+")
_CONTAINER = re.compile(r"\s*(?:!!!|\?\?\?|===|///|[-*+] |\d+[.)] |\[\^)")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]]+)\]:", re.M)
NO_LINK = "-"  # [outsourcing][-] is the word without a link.


def check_pages(glossary: Glossary, files: Mapping[str, str], prefix: str = "") -> list[Problem]:
    """Every problem of the pages: path below docs/ -> text."""
    problems = list(_stale(glossary, files, prefix))
    for path, text in files.items():
        if (broken := text.find("\ufffd")) >= 0:
            place = _place(prefix + path, text, broken)
            problems.append(Problem(place, "P05", "the page is not UTF-8 here.", "Save it as UTF-8."))
        problems += _calls(glossary, prefix + path, text)
        problems += _references(glossary, prefix + path, text)
    return sorted(problems)


def _calls(glossary: Glossary, path: str, text: str) -> Iterator[Problem]:
    for call in _CALL.finditer(text):
        collection = {"ambiguity": "ambiguous", "comparison": "comparisons", "decision": "decisions"}.get(
            call[1], "concepts"
        )
        known = getattr(glossary, collection)
        if call[2] not in known and not (collection == "concepts" and len(glossary.named(call[2])) == 1):
            yield Problem(
                _place(path, text, call.start(2)),
                "P01",
                f"there is no {collection[:-1]} '{call[2]}'.",
                nearest(call[2], known, f"See glossary/{collection}."),
            )


def _references(glossary: Glossary, path: str, text: str) -> Iterator[Problem]:
    prose = _without_code(text)
    own = {name.casefold() for name in _DEFINED.findall(prose)}
    for reference in _REFERENCE.finditer(prose):
        name = reference[2] or reference[1]
        if name != NO_LINK and name.casefold() not in own and len(glossary.named(name)) != 1:
            yield Problem(
                _place(path, text, reference.start()),
                "P02",
                f"no concept is called '{name}'.",
                nearest(name, glossary.names, "Write the words without brackets."),
            )


def _without_code(text: str) -> str:
    """The text with blanks in place of code, so that every position stays."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    def blank_outside_containers(found: re.Match[str]) -> str:
        above = [
            line for line in text[: found.start()].split("\n") if line.strip() and not line.startswith((" ", "\t"))
        ]
        return found[0] if above and _CONTAINER.match(above[-1]) else blank(found)

    text = _FENCE.sub(blank, text)
    return _SPAN.sub(blank, _INDENTED.sub(blank_outside_containers, text))


def _stale(glossary: Glossary, files: Mapping[str, str], prefix: str) -> Iterator[Problem]:
    for page in pages(glossary):
        if page.path not in files:
            yield Problem(Place(prefix + page.path), "P03", "the page is missing.", "Run `shorewise pages`.")
        elif not in_step(page, files[page.path]):
            yield Problem(
                Place(prefix + page.path), "P03", "the page is not in step with the glossary.", "Run `shorewise pages`."
            )
    for path in left_over(glossary, files):
        yield Problem(
            Place(prefix + path), "P04", "no entry belongs to the page.", "Delete it, or move what is written there."
        )


def _place(path: str, text: str, start: int) -> Place:
    before = text[:start]
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
