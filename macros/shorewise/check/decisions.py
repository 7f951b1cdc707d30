"""Rules F: a flowchart is complete, ends, and says nothing that the characteristics do not say."""

from collections.abc import Callable, Iterator, Mapping

from ..entries import Answer, Decision, Question
from ..glossary import Glossary
from ..reason import Reasoner, Region, closure, reasoner
from ..text import listed
from .nearest import nearest
from .rule import Finding, Findings, rule


def _answers(decision: Decision) -> Iterator[tuple[str, Question, int, Answer, tuple]]:
    """Every answer: the question's id, the question, the answer's position, the answer, the steps to it."""
    for id, question in decision.questions.items():
        for position, answer in enumerate(question.answers):
            yield id, question, position, answer, ("questions", id, "answers", position)


@rule("F01")
def charts_lead_somewhere(glossary: Glossary) -> Findings:
    """The start, every next question and every result exist, and each answer has one of the two.

    Otherwise the reader is left standing.

    Example: there is no question 'on-my-platform'. Did you mean 'on-own-platform'?
    """
    for decision in glossary.decisions.values():
        if decision.start not in decision.questions:
            yield Finding(
                decision.place("start"),
                f"there is no question '{decision.start}'.",
                nearest(decision.start, decision.questions, "Name a question."),
            )
        for _, _, _, answer, steps in _answers(decision):
            if bool(answer.next) == bool(answer.result):
                yield Finding(
                    decision.place(*steps), "the answer needs either 'next' or 'result'.", "Give it one of the two."
                )
            if answer.next and answer.next not in decision.questions:
                yield Finding(
                    decision.place(*steps, "next"),
                    f"there is no question '{answer.next}'.",
                    nearest(answer.next, decision.questions, "Name a question."),
                )
            known = [*(decision.results if decision.kind == "advice" else ()), *glossary.ids("concepts")]
            for position, id in enumerate(answer.result):
                if id not in known:
                    yield Finding(
                        decision.place(*steps, "result", position),
                        f"there is no result '{id}'.",
                        nearest(id, known, "Name a concept."),
                    )


@rule("F02")
def charts_end(glossary: Glossary) -> Findings:
    """No way through a chart comes back to a question already asked.

    Somebody who answers honestly must not be sent round in a circle.

    Example: 'weather' leads back to 'growth'. Lead on to another question or to a result.
    """
    for decision in glossary.decisions.values():
        for _, _, _, answer, steps in _answers(decision):
            if (
                answer.next
                and answer.next in decision.questions
                and steps[1] in {answer.next, *closure(answer.next, _next(decision))}
            ):
                yield Finding(
                    decision.place(*steps, "next"),
                    f"'{answer.next}' leads back to '{steps[1]}'.",
                    "Lead on to another question or to a result.",
                )


def _next(decision: Decision) -> Callable[[str], list[str]]:
    return lambda id: [a.next for a in decision.questions[id].answers if a.next] if id in decision.questions else []


@rule("F03")
def every_part_of_a_chart_is_reached(glossary: Glossary) -> Findings:
    """Every question and every result of a chart can be reached from the start.

    What no way leads to is a mistake in an answer, or a leftover.

    Example: no way leads to the question 'on-own-platform'. Lead an answer to it, or delete it.
    """
    for decision in glossary.decisions.values():
        if decision.start not in decision.questions:
            continue  # F01 says so; everything would be out of reach.
        reached = {decision.start, *closure(decision.start, _next(decision))}
        for id in decision.questions:
            if id not in reached:
                yield Finding(
                    decision.place("questions", id, "key"),
                    f"no way leads to the question '{id}'.",
                    "Lead an answer to it, or delete it.",
                )
        given = {id for _, _, _, answer, _ in _answers(decision) for id in answer.result}
        for id in decision.results:
            if id not in given:
                yield Finding(
                    decision.place("results", id, "key"),
                    f"no answer gives the result '{id}'.",
                    "Give it, or delete it.",
                )


@rule("F04")
def every_value_is_answered_once(glossary: Glossary) -> Findings:
    """A question about a dimension answers every value of it, and each in one answer only.

    Whatever the case, there is one way on, and only one.

    Example: 'partitioned' is answered twice in 'tenancy'. Keep it in one answer.
    """
    for decision in glossary.decisions.values():
        for id, question in decision.questions.items():
            if question.dimension not in glossary.dimensions:
                continue
            owed = dict.fromkeys(glossary.dimensions[question.dimension].values)
            for position, answer in enumerate(question.answers):
                for value in sorted(glossary.values(question.dimension, answer.values)):
                    if owed.get(value) is not None:
                        place = decision.place("questions", id, "answers", position, "values")
                        yield Finding(place, f"'{value}' is answered twice in '{id}'.", "Keep it in one answer.")
                    owed[value] = value
            if open_values := [value for value, done in owed.items() if done is None]:
                yield Finding(
                    decision.place("questions", id, "answers"),
                    f"'{id}' has no answer for {listed(open_values)}.",
                    "Add it to an answer.",
                )


@rule("F05")
def questions_go_with_the_kind_of_chart(glossary: Glossary) -> Findings:
    """An identification chart asks for dimensions; an advice chart asks in words.

    Only what asks for dimensions can be held against the characteristics.

    Example: a question of an advice chart has 'question' and no 'dimension'. Write 'question:' and leave
    'dimension' out.
    """
    for decision in glossary.decisions.values():
        identifies = decision.kind == "identification"
        for id, question in decision.questions.items():
            key = "dimension" if identifies else "question"
            if bool(question.dimension) != identifies or bool(question.question) == identifies:
                other = "question" if identifies else "dimension"
                yield Finding(
                    decision.place("questions", id, "key"),
                    f"a question of an {decision.kind} chart has '{key}' and no '{other}'.",
                    f"Write '{key}:' and leave '{other}' out.",
                )
            for position, answer in enumerate(question.answers):
                if bool(answer.values) != identifies or bool(answer.answer) == identifies:
                    key, other = ("values", "answer") if identifies else ("answer", "values")
                    yield Finding(
                        decision.place("questions", id, "answers", position),
                        f"an answer of an {decision.kind} chart has '{key}' and no '{other}'.",
                        f"Write '{key}:' and leave '{other}' out.",
                    )
        if identifies and (not decision.scope or decision.results):
            yield Finding(
                decision.place("kind"),
                "an identification chart has a 'scope' of concepts and no 'results'.",
                "List the concepts among which it finds the name.",
            )


@rule("F06", needs="regions")
def leaves_are_the_most_specific_concepts(glossary: Glossary) -> Findings:
    """Each end of an identification chart names exactly the most specific concepts of the cases that reach it.

    The chart is held against the characteristics, among the concepts of its scope and under its reading.

    Example: the cases that come here are hosted-service, not infrastructure-as-a-service. Name those, or mend the
    way here.
    """
    for decision in glossary.decisions.values():
        if decision.kind == "identification" and decision.start in decision.questions:
            reason = reasoner(glossary, decision.reading or "")
            for steps, answer, region in _leaves(glossary, decision):
                named, right = set(answer.result), set(reason.most_specific(region, decision.scope))
                undecided = reason.smallest(
                    id for id in reason.possible(region, decision.scope) if not _above_some(reason, id, right)
                )
                if named != right:
                    yield Finding(
                        decision.place(*steps, "result"),
                        f"the cases that come here are {listed(sorted(right)) or 'nothing in scope'}, not {listed(sorted(named))}.",
                        "Name those, or mend the way here.",
                    )
                elif undecided:
                    yield Finding(
                        decision.place(*steps),
                        f"some cases that come here are also {listed(sorted(undecided))}.",
                        "Ask what decides it, or take the concept out of the scope.",
                    )


def _above_some(reason: Reasoner, id: str, ids: set[str]) -> bool:
    return any(reason.areas[other] <= reason.areas[id] for other in ids)


def _leaves(glossary: Glossary, decision: Decision) -> Iterator[tuple[tuple, Answer, Region]]:
    """Every end that some case reaches: the steps to the answer, the answer, the cases as a region."""
    space = reasoner(glossary, decision.reading or "").cases
    ahead: list[tuple[str, Region, frozenset[str]]] = [(decision.start, space.everything, frozenset())]
    while ahead:
        id, region, before = ahead.pop()
        question = decision.questions[id]
        for position, answer in enumerate(question.answers):
            values = glossary.values(question.dimension or "", answer.values)
            inside = region & space.region({("", question.dimension or ""): values})
            if inside and answer.next in decision.questions and answer.next not in before:
                ahead.append((answer.next, inside, before | {id}))
            elif inside and answer.result:
                yield ("questions", id, "answers", position), answer, inside


@rule("F07", needs="regions")
def every_answer_can_be_given(glossary: Glossary) -> Findings:
    """No answer of an identification chart is out of reach because an earlier answer excludes it.

    An answer that nobody can give misleads whoever looks at the chart.

    Example: no case ever gives this answer. Delete it; an earlier answer excludes it.
    """
    for decision in glossary.decisions.values():
        if decision.kind == "identification" and decision.start in decision.questions:
            given = {steps for steps, _, _ in _leaves(glossary, decision)}
            for _, _, _, answer, steps in _answers(decision):
                if answer.result and answer.values and steps not in given:
                    yield Finding(
                        decision.place(*steps),
                        "no case ever gives this answer.",
                        "Delete it; an earlier answer excludes it.",
                    )


@rule("F08")
def advice_has_a_source(glossary: Glossary) -> Findings:
    """Every advice of a chart cites a source, of its own or of the chart.

    Advice that nobody stands for is an opinion.

    Example: nobody is cited for the advice 'stay'. Add 'sources:' to it or to the chart.
    """
    for decision in glossary.decisions.values():
        for id, result in decision.results.items():
            if not result.sources and not decision.sources:
                yield Finding(
                    decision.place("results", id, "key"),
                    f"nobody is cited for the advice '{id}'.",
                    "Add 'sources:' to it or to the chart.",
                )


@rule("F09")
def worked_paths_end_where_they_say(glossary: Glossary) -> Findings:
    """Each worked path of an advice chart follows the chart to its result, and together they give every answer.

    A chart of advice has no characteristics to be held against, so it is held against stories.

    Example: no worked path gives the answer 'who knows' to 'load'. Add one under 'paths'.
    """
    for decision in glossary.decisions.values():
        if decision.kind != "advice" or decision.start not in decision.questions:
            continue
        given: set[tuple] = set()
        for position, path in enumerate(decision.paths):
            walked, result, wrong = _walked(decision, path.answers)
            given |= walked
            if wrong:
                yield Finding(decision.place("paths", position, "answers", *wrong[:1]), wrong[1], wrong[2])
            elif set(result) != set(path.result):
                yield Finding(
                    decision.place("paths", position, "result"),
                    f"the path ends in {listed(result)}.",
                    "Mend the result or the answers.",
                )
        for id, _, _, answer, steps in _answers(decision):
            if answer.answer and steps not in given:
                yield Finding(
                    decision.place(*steps),
                    f"no worked path gives the answer '{answer.answer}' to '{id}'.",
                    "Add one under 'paths'.",
                )


def _walked(
    decision: Decision, answers: Mapping[str, str]
) -> tuple[set[tuple], list[str], tuple[str, str, str] | None]:
    """The steps of the answers given, the result, and what is wrong: the question, a sentence, a suggestion."""
    walked: set[tuple] = set()
    id = decision.start
    for _ in decision.questions:
        known = {answer.answer: (number, answer) for number, answer in enumerate(decision.questions[id].answers)}
        if answers.get(id) not in known:
            typed = answers.get(id)
            said = f"'{typed}' is not an answer to '{id}'." if typed else f"the path does not answer '{id}'."
            return walked, [], (id, said, f"The answers are {listed(list(known), 'or')}.")
        number, answer = known[answers[id]]
        walked.add(("questions", id, "answers", number))
        if answer.next not in decision.questions:
            break
        id = answer.next
    asked = {step[1] for step in walked}
    if idle := next((other for other in answers if other not in asked), None):
        return (
            walked,
            [],
            (idle, f"the path answers '{idle}', which is not asked on the way.", "Delete the answer, or mend the way."),
        )
    return walked, answer.result, None
