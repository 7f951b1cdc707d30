"""A decision, shown as a chart and as steps that open one after the other; both from one model."""

from collections.abc import Iterator, Mapping

from ..entries import Answer, Decision, Path, Question
from ..explain import values
from ..glossary import Glossary
from ..text import plain, sentence
from . import words
from .address import Here
from .chart import Edge, Node, chart
from .citations import citations
from .html import Html, block, joined, tag


def description(decision: Decision) -> str:
    """The page in one plain sentence."""
    return plain(decision.summary)


def question_words(glossary: Glossary, question: Question) -> str:
    """The question as it is asked."""
    return glossary.dimensions[question.dimension].question if question.dimension else question.question


def answer_words(glossary: Glossary, question: Question, answer: Answer) -> str:
    """The answer as it is given: typed for advice, derived from the values otherwise."""
    if not question.dimension:
        return answer.answer
    dimension = glossary.dimensions[question.dimension]
    return values(dimension, glossary.values(question.dimension, answer.values))


def decision_block(glossary: Glossary, here: Here, decision: Decision) -> Html:
    """The whole decision as one block: what it answers, the chart, the steps, whose logic it is."""
    reading = glossary.readings.get(decision.reading or glossary.default_reading)
    under = (
        tag("p", tag("small", f"Answers under the {reading.label}. {reading.line}"))
        if reading and decision.kind == "identification"
        else ""
    )
    return block(
        "shorewise-decision",
        tag("p", words.prose(glossary, here, decision.summary), class_="shorewise-lead"),
        under,
        tag(
            "figure",
            _chart(glossary, here, decision),
            class_="shorewise-chart",
            tabindex="0",
            role="group",
            aria_label=f"Chart: {decision.title}",
        ),
        tag(
            "div",
            tag("h2", "Step by step", id=f"{decision.id}-steps"),
            _steps(glossary, here, decision, decision.start),
            class_="shorewise-steps",
        ),
        _worked(glossary, here, decision),
        citations(glossary, here, decision.sources),
    )


# --- the steps


def _steps(glossary: Glossary, here: Here, decision: Decision, id: str) -> Html:
    question = decision.questions[id]
    help_ = tag("p", tag("small", words.prose(glossary, here, question.help))) if question.help else Html("")
    ways = [
        tag(
            "details",
            tag("summary", answer_words(glossary, question, answer)),
            _outcome(glossary, here, decision, answer),
        )
        for answer in question.answers
    ]
    return joined([tag("p", tag("strong", question_words(glossary, question))), help_, *ways])


def _outcome(glossary: Glossary, here: Here, decision: Decision, answer: Answer) -> Html:
    if answer.next:
        return _steps(glossary, here, decision, answer.next)
    return tag(
        "ul", *(tag("li", _result(glossary, here, decision, id)) for id in answer.result), class_="shorewise-result"
    )


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


# --- the chart


def _chart(glossary: Glossary, here: Here, decision: Decision) -> Html:
    nodes: list[Node] = []
    edges: list[Edge] = []
    _grow(glossary, here, decision, decision.start, "", nodes, edges)
    about = f"{len(decision.questions)} questions. The same steps stand below as text."
    return chart(f"chart-{decision.id}", decision.title, about, nodes, edges)


def _grow(
    glossary: Glossary, here: Here, decision: Decision, id: str, answer: str, nodes: list[Node], edges: list[Edge]
) -> str:
    """Add a question and all that follows; its key. Keys are numbered, so that no id can upset the layout."""
    question = decision.questions[id]
    axis = f" shorewise-axis-{glossary.dimensions[question.dimension].axis}" if question.dimension else ""
    key = f"n{len(nodes)}"
    nodes.append(Node(key, answer, [(question_words(glossary, question), "")], f"question{axis}"))
    for way in question.answers:
        said = answer_words(glossary, question, way)
        if way.next:
            there = _grow(glossary, here, decision, way.next, said, nodes, edges)
        else:
            there = f"n{len(nodes)}"
            nodes.append(Node(there, said, [_label(glossary, here, decision, each) for each in way.result], "result"))
        edges.append(Edge(key, there))
    return key


def _label(glossary: Glossary, here: Here, decision: Decision, id: str) -> tuple[str, str]:
    if id in decision.results:
        return plain(decision.results[id].advice), ""
    return glossary.concepts[id].preferred, here.href("concepts", id)
