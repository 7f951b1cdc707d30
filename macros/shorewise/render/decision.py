"""A decision, shown as a chart, as steps that open one after the other, and as Mermaid source; all from one model.

`docs/assets/walk.js` asks question after question: it reads the steps, which carry what it needs. `data-question` is
the question that stands in an element, `data-key` an answer as it is named in addresses, `data-node` its box in the
chart, `data-name` a result in plain words.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import count
from typing import NamedTuple

from ..entries import Answer, Decision, Path, Question
from ..explain import answer_words, question_words
from ..glossary import Glossary
from ..text import opened, plain, sentence
from . import words
from .address import Here
from .chart import Edge, Node, chart
from .citations import citations
from .html import Html, block, joined, tag
from .mermaid import mermaid


def description(decision: Decision) -> str:
    """The page in one plain sentence."""
    return plain(decision.summary)


def decision_block(glossary: Glossary, here: Here, decision: Decision) -> Html:
    """The whole decision as one block: what it answers, the chart, the steps, whose logic it is."""
    first, rest = opened(decision.summary)
    reading = glossary.readings.get(decision.reading or glossary.default_reading)
    under = (
        tag("p", tag("small", f"Answers under the {reading.label}. {reading.line}"))
        if reading and decision.kind == "identification"
        else ""
    )
    tree = _tree(glossary, decision)
    return block(
        "shorewise-decision",
        tag("p", words.prose(glossary, here, first), class_="shorewise-lead"),
        tag("p", words.prose(glossary, here, rest)) if rest else "",
        under,
        tag("div", class_="shorewise-walk"),  # The script's place: kept free for it while the page loads.
        _figure(glossary, here, decision, tree),
        tag(
            "div",
            tag("h2", "Step by step", id=f"{decision.id}-steps"),
            _steps(glossary, here, decision, tree),
            class_="shorewise-steps",
            data_question=tree.question,
            data_node=tree.node,
        ),
        _worked(glossary, here, decision),
        citations(glossary, here, decision.sources),
        _source(glossary, decision),
        data_decision=decision.id,
    )


# --- the tree of answers, in which a question stands once for each way to it


class Step(NamedTuple):
    """A place on the way: its box in the chart, the answer that leads there as said and as named in addresses, and
    what stands there: a question with its ways on, or an end."""

    node: str
    said: str
    key: str
    question: str
    ways: list["Step"]
    result: list[str]


def _tree(glossary: Glossary, decision: Decision) -> Step:
    """All the ways, from the start. Boxes are numbered, so that no id can upset the layout."""
    numbers = count()

    def ask(id: str, said: str, key: str) -> Step:
        node = f"n{next(numbers)}"
        question = decision.questions[id]
        ways = zip(question.answers, answer_keys(question), strict=True)
        return Step(node, said, key, id, [lead(question, way, f"{id}.{name}") for way, name in ways], [])

    def lead(question: Question, way: Answer, key: str) -> Step:
        said = answer_words(glossary, question, way)
        return ask(way.next, said, key) if way.next else Step(f"n{next(numbers)}", said, key, "", [], way.result)

    return ask(decision.start, "", "")


def answer_keys(question: Question) -> list[str]:
    """What the answers are called in an address. Made of what they say, not of where they stand: an address must not
    mean another answer when answers are moved or reworded."""
    keys: list[str] = []
    for way in question.answers:
        said = "_".join(way.values) or re.sub(r"[^a-z0-9]+", "-", plain(way.answer).lower()).strip("-")
        keys.append(said if said and said not in keys else f"{said}-{len(keys) + 1}".lstrip("-"))
    return keys


# --- the steps


def _steps(glossary: Glossary, here: Here, decision: Decision, step: Step) -> Html:
    question = decision.questions[step.question]
    help_ = tag("p", tag("small", words.prose(glossary, here, question.help))) if question.help else Html("")
    ways = [
        tag(
            "details",
            tag("summary", way.said),
            _outcome(glossary, here, decision, way),
            data_key=way.key,
            data_question=way.question or None,
            data_node=way.node,
        )
        for way in step.ways
    ]
    return joined([tag("p", tag("strong", question_words(glossary, question))), help_, *ways])


def _outcome(glossary: Glossary, here: Here, decision: Decision, step: Step) -> Html:
    if step.question:
        return _steps(glossary, here, decision, step)
    ends = [
        tag("li", _result(glossary, here, decision, id), data_name=_name(glossary, decision, id)) for id in step.result
    ]
    return tag("ul", *ends, class_="shorewise-result")


def _name(glossary: Glossary, decision: Decision, id: str) -> str:
    """A result in plain words."""
    return plain(decision.results[id].advice) if id in decision.results else glossary.concepts[id].preferred


def _result(glossary: Glossary, here: Here, decision: Decision, id: str) -> Html:
    if id not in decision.results:
        return joined(
            [
                words.term(glossary, here, id),
                ": ",
                words.prose(glossary, here, sentence(glossary.concepts[id].definition)),
            ]
        )
    result = decision.results[id]
    see = joined([" See ", words.terms(glossary, here, result.concepts), "."]) if result.concepts else Html("")
    return joined(
        [
            tag("strong", words.prose(glossary, here, result.advice)),
            " ",
            words.prose(glossary, here, result.reason),
            see,
            citations(glossary, here, result.sources),
        ]
    )


# --- worked examples


def _worked(glossary: Glossary, here: Here, decision: Decision) -> Html:
    """Ways through the chart that somebody went: the first in full, the rest to open."""
    paths = list(decision.paths or paths_of_examples(glossary, decision))
    if not paths:
        return Html("")
    first, *rest = (_path(glossary, here, decision, path) for path in paths)
    more = tag("details", tag("summary", f"{len(rest)} more"), *rest) if rest else Html("")
    return tag("div", tag("h2", "A worked example", id=f"{decision.id}-worked"), first, more, class_="shorewise-worked")


def paths_of_examples(glossary: Glossary, decision: Decision) -> Iterator[Path]:
    """For an identification chart: the examples of its concepts whose case answers every question, one for each end."""
    seen: set[tuple[str, ...]] = set()
    for id in decision.scope:
        for example in glossary.concepts[id].examples:
            answers, result = _walked(glossary, decision, example.case)
            if result and tuple(result) not in seen:
                seen.add(tuple(result))
                yield Path(story=example.text, answers=answers, result=result)


def _walked(glossary: Glossary, decision: Decision, case: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The answers that a case gives and where they end; no end when the case leaves a question open."""
    answers: dict[str, str] = {}
    id: str | None = decision.start
    while id and id not in answers:
        question = decision.questions[id]
        value = case.get(question.dimension or "")
        fitting = (way for way in question.answers if value in glossary.values(question.dimension or "", way.values))
        way = next(fitting, None)
        if way is None:
            return answers, []
        answers[id] = answer_words(glossary, question, way)
        id = way.next
        if way.result:
            return answers, way.result
    return answers, []


def _path(glossary: Glossary, here: Here, decision: Decision, path: Path) -> Html:
    asked = [
        tag("li", question_words(glossary, decision.questions[id]), " ", tag("strong", answer))
        for id, answer in path.answers.items()
    ]
    ends = [tag("li", _result_in_short(glossary, here, decision, id)) for id in path.result]
    return tag(
        "div",
        tag("p", words.prose(glossary, here, path.story)),
        tag("ol", *asked),
        tag("ul", *ends),
        class_="shorewise-path",
    )


def _result_in_short(glossary: Glossary, here: Here, decision: Decision, id: str) -> Html:
    if id in decision.results:
        return words.prose(glossary, here, decision.results[id].advice)
    return words.term(glossary, here, id)


# --- the chart, and its source


def _figure(glossary: Glossary, here: Here, decision: Decision, tree: Step) -> Html:
    nodes: list[Node] = []
    edges: list[Edge] = []
    _grow(glossary, here, decision, tree, nodes, edges)
    about = f"{len(decision.questions)} questions. The same steps stand below as text."
    return tag(
        "figure",
        chart(f"chart-{decision.id}", decision.title, about, nodes, edges),
        class_="shorewise-chart",
        tabindex="0",
        role="group",
        aria_label=f"Chart: {decision.title}",
    )


def _grow(glossary: Glossary, here: Here, decision: Decision, step: Step, nodes: list[Node], edges: list[Edge]) -> None:
    """Add a step and all that follows."""
    texts, class_ = _box(glossary, here, decision, step)
    nodes.append(Node(step.node, step.said, texts, class_))
    for way in step.ways:
        _grow(glossary, here, decision, way, nodes, edges)
        edges.append(Edge(step.node, way.node))


def _box(glossary: Glossary, here: Here, decision: Decision, step: Step) -> tuple[list[tuple[str, str]], str]:
    if not step.question:
        return [_label(glossary, here, decision, each) for each in step.result], "result"
    question = decision.questions[step.question]
    axis = f" shorewise-axis-{glossary.dimensions[question.dimension].axis}" if question.dimension else ""
    return [(question_words(glossary, question), "")], f"question{axis}"


def _label(glossary: Glossary, here: Here, decision: Decision, id: str) -> tuple[str, str]:
    return _name(glossary, decision, id), "" if id in decision.results else here.href("concepts", id)


def _source(glossary: Glossary, decision: Decision) -> Html:
    """The Mermaid source, to open and copy. The signs for line breaks keep the block on one line."""
    lines = Html(escape(mermaid(glossary, decision)).replace("\n", "&#10;"))
    return tag(
        "details",
        tag("summary", "Mermaid source of this chart"),
        tag("pre", tag("code", lines), tabindex="0"),  # It scrolls, by keyboard too.
        class_="shorewise-mermaid",
        data_search_exclude=True,
    )
