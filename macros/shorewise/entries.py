"""The entries besides the concepts: comparisons, decisions, names with several meanings, and what is said by others."""

from typing import Literal

from pydantic import Field

from .model import Citation, ConceptId, Day, DecisionId, DimensionId, FormerIds, Id, Prose, ReadingId, SourceId
from .part import Entry, Part


class Aspect(Entry):
    """A row of comparisons that is not a dimension."""

    label: str = Field(description="As it is read at the head of a table row")


class Comparison(Entry):
    """Concepts side by side. Cells are derived and never written here."""

    concepts: list[ConceptId] = Field(description="The columns, two or more", min_length=2)
    difference: Prose = Field(description="The decisive difference, the first line of the page")
    rows: list[Id] = Field(description="Dimensions, aspects, and the derived rows: relations, readings, examples")
    mix_up: Prose = Field("", description="What goes wrong if they are confused")
    asked: list[str] = Field([], description="Questions and words by which readers look for it; searched, never shown")
    decision: DecisionId | None = Field(None, description="The decision that settles which one it is")
    sources: list[Citation] = Field([], description="Where the distinction comes from")
    former_ids: FormerIds = []


class Answer(Part):
    """One way out of a question: on to the next question, or to a result."""

    values: list[Id] = Field([], description="Identification: values or groups of the question's dimension")
    answer: str = Field("", description="Advice: the answer in words")
    next: Id | None = Field(None, description="The question that follows")
    result: list[Id] = Field([], description="Where it ends: concepts, or results of this decision")


class Question(Part):
    """One step of a decision."""

    dimension: DimensionId | None = Field(None, description="Identification: the dimension that is asked for")
    question: Prose = Field("", description="Advice: the question in words, with a question mark")
    help: Prose = Field("", description="How to find the answer")
    answers: list[Answer] = Field(description="Two or more ways out", min_length=2)


class Result(Part):
    """What an advice chart recommends."""

    advice: Prose = Field(description="What to do, in a few words")
    reason: Prose = Field(description="Why, in a sentence")
    concepts: list[ConceptId] = Field([], description="The concepts it speaks of")
    sources: list[Citation] = Field([], description="Whose advice it is")


class Path(Part):
    """A worked way through an advice chart."""

    story: Prose = Field(description="Who asks, in a sentence")
    answers: dict[Id, str] = Field(description="Question -> the answer given, in the order asked")
    result: list[Id] = Field(description="Where it ends; checked")


class Decision(Entry):
    """A flowchart: questions, answers, results."""

    title: str = Field(description="The question that brings a reader here")
    kind: Literal["identification", "advice"] = Field(
        description="identification: what is it called; advice: what to do"
    )
    summary: Prose = Field(description="What the chart answers and on what it stands, in a sentence or two")
    asked: list[str] = Field([], description="Questions and words by which readers look for it; searched, never shown")
    reading: ReadingId | None = Field(None, description="Identification: the reading; the default one if left out")
    scope: list[ConceptId] = Field([], description="Identification: the concepts among which it finds the name")
    start: Id = Field(description="The first question")
    questions: dict[Id, Question] = Field(description="The questions by id")
    results: dict[Id, Result] = Field({}, description="Advice: the results by id")
    paths: list[Path] = Field([], description="Advice: worked examples that between them give every answer")
    sources: list[Citation] = Field([], description="Whose logic it follows")
    former_ids: FormerIds = []


class Misconception(Entry):
    """Something that is often said and wrong."""

    belief: Prose = Field(description="What is said")
    correction: Prose = Field(description="What is right, and why")
    concepts: list[ConceptId] = Field(description="The concepts it touches", min_length=1)
    sources: list[Citation] = Field(description="What shows it", min_length=1)
    former_ids: FormerIds = []


class Claim(Entry):
    """A figure or statement that somebody published, and what became of it when it was checked."""

    quoted: Prose = Field(description="As quoted, in our words")
    by: list[SourceId] = Field(description="The sources that quote it")
    asked: list[str] = Field([], description="Questions and words by which readers look for it; searched, never shown")
    measured: Prose = Field(description="What the origin measured, as far as it could be found")
    status: Literal["holds", "partly", "misquoted", "wrong", "unsupported", "unverified"] = Field(
        description="What the check found"
    )
    advice: Prose = Field(description="How to read or quote it")
    as_of: Day = Field(description="When it was checked")
    concepts: list[ConceptId] = Field([], description="The concepts it touches")
    sources: list[Citation] = Field([], description="What the check stands on")
    former_ids: FormerIds = []


class Source(Entry):
    """Something read, or known to exist, and how far it may be trusted."""

    title: str = Field(description="Title")
    author: str = Field("", description="Author, or the body that speaks")
    publisher: str = Field("", description="Publisher or journal")
    year: str = Field("", description="Year of publication", json_schema_extra={"type": ["string", "integer"]})
    url: str = Field("", description="Where it can be read, with https://")
    trust: Literal["read", "secondary", "background"] = Field(
        description="read: the passage was read; secondary: known through another page that is named in `seen`; "
        "background: general knowledge, not read for this"
    )
    seen: str = Field(description="What was read of it and what was not")
    former_ids: FormerIds = []


class Sense(Part):
    """One meaning of a name that has several."""

    means: Prose = Field(description="When the name is used in this meaning, as the end of: If ...")
    concept: ConceptId = Field(description="The concept to look at, or to name instead")


class Ambiguity(Entry):
    """A name that means several things: its page sends a reader to the right one."""

    label: str = Field(description="The name, lower case")
    summary: Prose = Field(description="What to know about the name, in a sentence or two")
    senses: list[Sense] = Field(description="Its meanings, the commonest first", min_length=2)
    misspellings: list[str] = Field([], description="Found by search, never shown")
    sources: list[Citation] = Field([], description="Who uses it in which meaning")
    former_ids: FormerIds = []


class Treatment(Part):
    """Where the site takes up a statement, and what it does with it."""

    at: str = Field(
        description="concepts/ID, comparisons/ID, decisions/ID, misconceptions/ID or claims/ID; "
        "a section may follow after #",
        pattern=r"^(concepts|comparisons|decisions|misconceptions|claims)/[a-z0-9-]+(#[a-z0-9-]+)?$",
    )
    verdict: Literal["agrees", "qualifies", "corrects"] = Field(description="What the site does with it")


class Statement(Entry):
    """One statement of a source article."""

    by: list[SourceId] = Field(description="The articles that say it")
    sort: Literal[
        "claim",
        "definition",
        "reason",
        "benefit",
        "challenge",
        "example",
        "list",
        "criterion",
        "distinction",
        "rule",
        "scope",
        "statistic",
        "summary",
        "terms",
        "gap",
    ] = Field(description="What sort of statement it is")
    says: Prose = Field(description="What it says, in our words")
    treated: list[Treatment] = Field([], description="Where the site takes it up; empty: not yet")


class Ignore(Entry):
    """A problem that is let pass for a while."""

    code: str = Field(description="Code of the rule", pattern=r"^[A-Z]\d\d$")
    path: str = Field(description="The file, below glossary/, as concepts/captive-unit.yaml")
    reason: str = Field(description="Why it may stand for now")
    until: Day = Field(description="The last day on which it may")
