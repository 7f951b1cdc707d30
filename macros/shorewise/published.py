"""The glossary as other programs get it: plain data with every derived fact in it, readable without this package.

`published` makes it from a glossary; the classes are its schema, which is published too. Releases are kept in this
form for good, so the form has a number of its own: readers check `format` and may rely on what that number promises.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .entries import Comparison, Decision
from .explain import answer_words, question_words
from .glossary import Glossary
from .model import Concept, Remark
from .reason import Axis, reasoner
from .render.address import page
from .render.comparison import title as comparison_title
from .render.mermaid import mermaid
from .rows import Cell, Exact, Names, Pairs, Prose, rows
from .text import capital, listed, plain, references, sentence

FORMAT = "1"


class Published(BaseModel):
    """Any part of the published form: keys in camel case, nothing left to guess."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        alias_generator=lambda name: name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:]),
    )


class Avoided(Published):
    """A name that should not be used."""

    term: str
    reason: str
    use: str = Field(description="Id of the concept to name instead")


class Contrasted(Published):
    """A concept that is often confused with this one, and the decisive difference."""

    concept: str
    difference: str


class Referred(Published):
    """Words of a definition that name another concept."""

    words: str
    concept: str


class PublishedConcept(Published):
    """A concept with its names, its meaning in words, and its meaning as values on dimensions."""

    id: str
    url: str
    preferred: str
    admitted: list[str] = []
    abbreviations: list[str] = []
    deprecated: list[Avoided] = []
    kind: str
    definition: str = Field(description="One phrase without markup, as in a dictionary")
    refers: list[Referred] = Field([], description="The words of the definition that name concepts, in order")
    gloss: str = Field("", description="The same in everyday words")
    delimits: list[str] = Field([], description="Without a region: the words of the definition that set it apart")
    regions: dict[str, dict[str, list[str]]] = Field(
        {},
        description="Reading -> dimension (for a change: from/dimension and so on) -> the values it allows; a dimension "
        "that is not named allows all. Empty for concepts that are no area of cases",
    )
    broader: list[str] = []
    narrower: list[str] = []
    related: list[str] = []
    contrasts: list[Contrasted] = []
    notes: list[str] = []
    sources: list[str] = Field([], description="Ids of sources")
    status: Literal["draft", "reviewed", "withdrawn"] = "draft"
    replaced_by: list[str] = []
    former_ids: list[str] = []
    reviewed: str = Field(description="Day of the last review, as 2026-11-25")

    @property
    def names(self) -> list[str]:
        """What it is called: the preferred name first, short forms last."""
        return [self.preferred, *self.admitted, *self.abbreviations]

    @property
    def hash(self) -> str:
        """Digest of what a reader of an embedded definition sees: the name and the definition."""
        return digest(f"{self.preferred}\n{self.definition}")


class PublishedEntry(Published):
    """A comparison or a decision: what it is called, what it says in a sentence, which concepts it speaks of."""

    id: str
    url: str
    title: str
    summary: str
    concepts: list[str]
    former_ids: list[str] = []

    @property
    def hash(self) -> str:
        """Digest of what a reader of the embedded entry sees."""
        return digest(self.model_dump_json(exclude={"id", "url", "former_ids", "mermaid"}))


class PublishedRow(Published):
    """A row of a comparison: its head, and a cell for each concept, or one for all of them."""

    head: str
    cells: list[str] = Field(description="Without markup; empty where a concept says nothing")


class PublishedComparison(PublishedEntry):
    """A comparison with its table; `concepts` are the columns."""

    rows: list[PublishedRow] = []


class PublishedAnswer(Published):
    """One way out of a question."""

    answer: str
    values: list[str] = Field([], description="The values of the question's dimension that it stands for")
    next: str = Field("", description="Id of the question that follows")
    result: list[str] = Field([], description="Ids of results, where it ends")


class PublishedQuestion(Published):
    """One step of a decision."""

    question: str
    help: str = ""
    dimension: str = Field("", description="The dimension that is asked for, if it is one")
    answers: list[PublishedAnswer]


class PublishedResult(Published):
    """Where a decision ends: the name of a concept, or advice with its reason."""

    advice: str
    reason: str = ""
    concepts: list[str] = []


class PublishedDecision(PublishedEntry):
    """A decision with all its steps."""

    kind: Literal["identification", "advice"]
    reading: str = Field("", description="The reading under which it names concepts")
    start: str = Field(description="Id of the first question")
    questions: dict[str, PublishedQuestion]
    results: dict[str, PublishedResult]
    mermaid: str = Field(description="The chart as the source of a Mermaid flowchart")


class PublishedGlossary(Published):
    """Everything."""

    format: Literal["1"] = FORMAT
    version: str
    title: str
    language: str
    url: str
    licence: str
    dimensions: dict[str, dict[str, str]] = Field(description="Dimension -> value -> its label")
    readings: dict[str, str] = Field(description="Reading -> its label; the first is the default")
    concepts: dict[str, PublishedConcept]
    comparisons: dict[str, PublishedComparison]
    decisions: dict[str, PublishedDecision]


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of SHA-256: enough to notice every change, short enough for a marker."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def published(glossary: Glossary, version: str) -> PublishedGlossary:
    """The glossary in its published form."""
    about = glossary.about
    return PublishedGlossary(
        version=version,
        title=about.title,
        language=about.language,
        url=about.url,
        licence=about.licence,
        dimensions={d.id: {id: value.label for id, value in d.values.items()} for d in glossary.dimensions.values()},
        readings={each.id: each.label for each in glossary.readings.values()},
        concepts={id: _concept(glossary, each) for id, each in glossary.concepts.items()},
        comparisons={id: _comparison(glossary, each) for id, each in glossary.comparisons.items()},
        decisions={id: _decision(glossary, each) for id, each in glossary.decisions.items()},
    )


def _concept(glossary: Glossary, concept: Concept) -> PublishedConcept:
    reason = reasoner(glossary)
    return PublishedConcept(
        id=concept.id,
        url=address(glossary, "concepts", concept.id),
        preferred=concept.preferred,
        admitted=concept.admitted,
        abbreviations=concept.abbreviations,
        deprecated=[
            Avoided(term=each.term, reason=plain(each.reason), use=each.use or concept.id)
            for each in concept.deprecated
        ],
        kind=concept.kind,
        definition=plain(concept.definition),
        refers=[
            Referred(words=each.shown, concept=ids[0])
            for each in references(concept.definition)
            if (ids := glossary.named(each.name))
        ],
        gloss=plain(concept.gloss),
        delimits=concept.delimits,
        regions=_regions(glossary, concept.id),
        broader=reason.broader(concept.id),
        narrower=reason.narrower(concept.id),
        related=concept.related,
        contrasts=[Contrasted(concept=each.concept, difference=plain(each.difference)) for each in concept.contrasts],
        notes=[plain(each) for each in concept.notes],
        sources=list(dict.fromkeys(each.source for each in concept.sources)),
        status=concept.status,
        replaced_by=concept.replaced_by,
        former_ids=concept.former_ids,
        reviewed=concept.reviewed,
    )


def _regions(glossary: Glossary, id: str) -> dict[str, dict[str, list[str]]]:
    found = {}
    for reading in list(glossary.readings) or [""]:
        region = reasoner(glossary, reading).region(id)
        if region is not None:
            found[reading] = {_axis(axis): sorted(region.values(axis)) for axis in region.limited()}
    return found


def _axis(axis: Axis) -> str:
    stage, dimension = axis
    return f"{stage}/{dimension}" if stage else dimension


def _comparison(glossary: Glossary, comparison: Comparison) -> PublishedComparison:
    return PublishedComparison(
        id=comparison.id,
        url=address(glossary, "comparisons", comparison.id),
        title=comparison_title(glossary, comparison),
        summary=sentence(plain(comparison.difference)),
        concepts=comparison.concepts,
        former_ids=comparison.former_ids,
        rows=[
            PublishedRow(head=head, cells=[_cell(glossary, each) for each in cells])
            for head, cells, _ in rows(glossary, comparison)
        ],
    )


def _cell(glossary: Glossary, cell: Cell) -> str:
    match cell:
        case Exact(words=said):
            return said
        case Prose(words=said):
            return plain(said)
        case Names(concepts=ids, none=otherwise):
            return listed([glossary.concepts[id].preferred for id in ids]) or otherwise
        case Pairs(sentences=pairs):
            return " ".join(about + said for about, said in pairs)
        case Remark(text=said):
            return capital(plain(said))


def _decision(glossary: Glossary, decision: Decision) -> PublishedDecision:
    ends = [id for question in decision.questions.values() for answer in question.answers for id in answer.result]
    results = {id: _result(glossary, decision, id) for id in ends}
    return PublishedDecision(
        id=decision.id,
        url=address(glossary, "decisions", decision.id),
        title=decision.title,
        summary=sentence(plain(decision.summary)),
        concepts=list(dict.fromkeys(concept for result in results.values() for concept in result.concepts)),
        former_ids=decision.former_ids,
        kind=decision.kind,
        reading=(decision.reading or glossary.default_reading) if decision.kind == "identification" else "",
        start=decision.start,
        questions={
            id: PublishedQuestion(
                question=plain(question_words(glossary, question)),
                help=plain(question.help),
                dimension=question.dimension or "",
                answers=[
                    PublishedAnswer(
                        answer=plain(answer_words(glossary, question, answer)),
                        values=sorted(glossary.values(question.dimension or "", answer.values)),
                        next=answer.next or "",
                        result=answer.result,
                    )
                    for answer in question.answers
                ],
            )
            for id, question in decision.questions.items()
        },
        results=results,
        mermaid=mermaid(glossary, decision),
    )


def _result(glossary: Glossary, decision: Decision, id: str) -> PublishedResult:
    if id not in decision.results:
        return PublishedResult(advice=glossary.concepts[id].preferred, concepts=[id])
    result = decision.results[id]
    return PublishedResult(advice=plain(result.advice), reason=plain(result.reason), concepts=result.concepts)


def address(glossary: Glossary, collection: str, id: str) -> str:
    """The full address of an entry's page."""
    return f"{glossary.about.url}{page(collection, id)}/"


def as_json(data: Mapping | BaseModel) -> str:
    """The published form as text: the same bytes for the same content, every key there, readable."""
    plain_data = data.model_dump(by_alias=True) if isinstance(data, BaseModel) else data
    return json.dumps(plain_data, ensure_ascii=False, indent=1) + "\n"


def published_schema() -> str:
    """The JSON Schema of the published form."""
    schema = PublishedGlossary.model_json_schema(by_alias=True)
    return as_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
