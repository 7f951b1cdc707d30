"""Write a decision as the source of a Mermaid flowchart, for places that draw Mermaid: READMEs, wikis, other sites.

Labels are always quoted, and every sign in them that could mean something to Mermaid, Markdown or HTML is written as
its number. Boxes are numbered too, so that no id (`end`, say) is taken for a word of the language.
"""

import re
from collections.abc import Iterator

from ..entries import Decision
from ..explain import answer_words, question_words
from ..glossary import Glossary
from ..text import plain
from .address import Here

_SAFE = re.compile(r"""(?<=[^\W\d_])[.)-]|[^\W_]|[ ,?!'(/]""")


def mermaid(glossary: Glossary, decision: Decision) -> str:
    """The chart as Mermaid source that ends in a line break. A question that several answers lead to stands once."""
    return "".join(f"{line}\n" for line in _lines(glossary, decision))


def _lines(glossary: Glossary, decision: Decision) -> Iterator[str]:
    numbers = {id: f"n{number}" for number, id in enumerate(_reached(decision), 1)}
    ends: dict[tuple[str, ...], str] = {}
    yield f"%% {Here(root=glossary.about.url).href('decisions', decision.id)}"
    yield "flowchart TD"
    yield f"  accTitle: {encoded(decision.title)}"
    for id, number in numbers.items():
        yield f'  {number}["{encoded(plain(question_words(glossary, decision.questions[id])))}"]'
    for id, number in numbers.items():
        question = decision.questions[id]
        for answer in question.answers:
            end = tuple(answer.result)
            if not answer.next and end not in ends:
                ends[end] = f"n{len(numbers) + len(ends) + 1}"
                yield from _end(glossary, decision, ends[end], end)
            said = encoded(plain(answer_words(glossary, question, answer)))
            yield f'  {number} -->|"{said}"| {numbers[answer.next] if answer.next else ends[end]}'


def _reached(decision: Decision) -> list[str]:
    """The questions in the order in which they are met."""
    met = [decision.start]
    for id in met:
        met += [way.next for way in decision.questions[id].answers if way.next and way.next not in met]
    return met


def _end(glossary: Glossary, decision: Decision, number: str, result: tuple[str, ...]) -> Iterator[str]:
    """A box for where answers end, and the link to the page when it is one concept."""
    named = [
        plain(decision.results[id].advice) if id in decision.results else glossary.concepts[id].preferred
        for id in result
    ]
    yield f'  {number}(["{"<br>".join(map(encoded, named))}"])'
    if len(result) == 1 and result[0] not in decision.results:
        page = Here(root=glossary.about.url).href("concepts", result[0])
        yield f'  click {number} href "{page}"'


def encoded(words: str) -> str:
    """Words for a label: one line, and no sign in it that means anything."""
    line = " ".join(words.split())
    return "".join(each if _SAFE.match(line, at) else f"#{ord(each)};" for at, each in enumerate(line))
