"""The kinds of entry in a glossary: one class for each kind of file, one field for each key.

These classes are the schema. `load` validates files with them, `schema` writes from them the JSON
Schemas that an editor completes keys with. A key is its field's name with hyphens for underscores.
All scalars are text, exactly as typed.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from .part import Entry, Part, Reads, To


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _is_a_day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day; write it as 2026-11-25") from None
    return value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_is_a_day)]
Values = Annotated[
    list[Id],
    BeforeValidator(_one_or_many, json_schema_input_type=Id | list[Id]),
    Field(description="One value or group of the dimension, or a list of them"),
]


ConceptId = Annotated[Id, To("concepts")]
DimensionId = Annotated[Id, To("dimensions")]
ReadingId = Annotated[Id, To("readings")]
KindId = Annotated[Id, To("kinds")]
AspectId = Annotated[Id, To("aspects")]
SourceId = Annotated[Id, To("sources")]
DecisionId = Annotated[Id, To("decisions")]
Prose = Annotated[str, Reads()]
FormerIds = Annotated[list[Id], Field(description="Ids under which it was published before")]
Characteristics = dict[DimensionId, Values]
Case = dict[DimensionId, Id]

# --- what several entries use ---------------------------------------------------------------


class Citation(Part):
    """Points at a source and says what it is used for."""

    source: SourceId = Field(description="Id of the source in sources.yaml")
    place: str = Field("", description="Where in the source: page, section, paragraph")
    use: Literal["definition", "distinction", "dispute", "example", "figure", "rule"] = Field(
        "definition", description="What this entry takes from the source"
    )


# --- dimensions, readings, kinds ------------------------------------------------------------


class Value(Part):
    """One answer to a dimension's question; the answers exclude each other."""

    label: str = Field(description="As it is read in a table cell or a chart")
    explanation: Prose = Field("", description="When this value holds, in a sentence")
    wordings: list[str] = Field([], description="Phrases by which a definition may state this value")


class Group(Part):
    """Several values of a dimension under one name."""

    label: str = Field(description="As it is read in a table cell or a chart")
    values: list[Id] = Field(description="The values it stands for")
    wordings: list[str] = Field([], description="Phrases by which a definition may state this group")


class Dimension(Entry):
    """A question that every sourcing case answers, with its possible answers."""

    label: str = Field(description="Name of the dimension, as it is read at the head of a table row")
    question: Prose = Field(description="The question it answers, with a question mark")
    axis: Id = Field(description="Family of questions; the site gives each family one colour")
    rank: int = Field(description="Place in the reading order, from 1")
    on_map: Literal["rows", "columns"] | None = Field(
        None, description="Whether its values are the rows or the columns of the map"
    )
    explanation: Prose = Field("", description="How to decide between the values")
    values: dict[Id, Value] = Field(description="The possible answers, in reading order")
    groups: dict[Id, Group] = Field({}, description="Named sets of values")
    sources: list[Citation] = Field([], description="Where the division comes from")


class Reading(Entry):
    """A way of drawing the line between inside and outside; the first one is the default."""

    label: str = Field(description="Name of the reading")
    line: Prose = Field(description="Where this reading draws the line")
    explanation: Prose = Field(description="Who reads it so, and why")
    sources: list[Citation] = Field([], description="Who uses it")


class Kind(Entry):
    """A class of concepts."""

    label: str = Field(description="Name of the kind, singular")
    plural: str = Field(description="Name of the kind, plural")
    explanation: Prose = Field(description="What concepts of this kind are")
    states: Literal["characteristics", "change"] | None = Field(
        None,
        description="What such a concept states: characteristics (it is an area of cases), "
        "change (it leads from one area to another), or nothing",
    )


class About(Entry):
    """The glossary as a whole."""

    title: str = Field(description="Name of the glossary")
    language: str = Field(description="Language tag of the texts, for instance en-GB")
    url: str = Field(description="Where the site is published, ending in a slash")
    repository: str = Field("", description="Where the files can be edited, ending in a slash")
    licence: str = Field(description="Licence of the texts")
    short_forms: dict[str, str] = Field(
        {}, description="Short forms used in prose that are no concepts -> what they stand for; shown as a hint"
    )
    root: ConceptId = Field(description="The concept of every case, under which all arrangements stand")


# --- concepts -------------------------------------------------------------------------------


class Deprecated(Part):
    """A name that should not be used for the concept."""

    term: str = Field(description="The name")
    reason: Prose = Field(description="Why not, in a sentence")
    use: ConceptId | None = Field(None, description="The concept to name instead, when it is not this one")


class Remark(Part):
    """What holds for a concept in one respect. Written as words alone, it is this glossary's own reasoning."""

    text: Prose = Field(description="What holds, in a phrase")
    sources: list[Citation] = Field([], description="Who says so")


Remarked = Annotated[Remark, BeforeValidator(_as_text, json_schema_input_type=str | Remark)]


class Contrast(Part):
    """A concept that this one is often confused with; written on one of the two."""

    concept: ConceptId = Field(description="The other concept")
    difference: Prose = Field(description="The decisive difference, in a sentence that is true read from either side")
    shares: str = Field("", description="The word that causes the confusion, when no case is both")


class Position(Part):
    """One answer to a disputed question."""

    position: Prose = Field(description="The answer, in a sentence")
    held_by: str = Field(description="Who answers so")
    sources: list[Citation] = Field([], description="Where they say so")


class Dispute(Part):
    """A question on which authorities disagree."""

    question: Prose = Field(description="What is disputed, with a question mark")
    positions: list[Position] = Field(description="At least two answers")
    house: Prose = Field("", description="What this glossary does, and why; shown as a house decision")


class Example(Part):
    """Something that is the concept."""

    text: Prose = Field(description="The example, concrete")
    case: Case = Field({}, description="The value on each dimension, as far as the text tells")
    from_: Case = Field({}, description="For a change: the case before it")
    to: Case = Field({}, description="For a change: the case after it")
    origin: Case = Field({}, description="For a change: the case before that")
    names: list[ConceptId] = Field([], description="The most specific concepts that the case is; checked")
    names_under: dict[ReadingId, list[ConceptId]] = Field(
        {}, description="Reading -> the most specific concepts under it, where they are others; checked"
    )
    sources: list[Citation] = Field([], description="Where a real example is reported")


class Counterexample(Example):
    """Something that looks like the concept and is not."""

    reason: Prose = Field(description="Why it is not, in a sentence")


class Concept(Entry):
    """A term of the field: its names, what it means, what it is not, who says so."""

    preferred: str = Field(description="The name to use, lower case, singular")
    kind: KindId = Field(description="Id of a kind in kinds.yaml")
    admitted: list[str] = Field([], description="Other names that are fine, British and American")
    abbreviations: list[str] = Field([], description="Short forms, in exact case")
    forms: list[str] = Field(
        [], description="Other forms by which prose mentions it and becomes a link, such as verbs; plurals are known"
    )
    clashes: dict[str, str] = Field({}, description="A name of this concept -> what it means elsewhere")
    deprecated: list[Deprecated] = Field([], description="Names to avoid, each with its reason")
    misspellings: list[str] = Field([], description="Found by search, never shown")
    asked: list[str] = Field([], description="Questions and words by which readers look for it; searched, never shown")
    broader: list[ConceptId] = Field([], description="The concepts directly above it under the default reading")
    broader_under: dict[ReadingId, list[ConceptId]] = Field(
        {}, description="Reading -> the concepts directly above it under that reading, where they are others"
    )
    definition: Prose = Field(
        description="One phrase: the broader concept first as [name][], then what sets this one apart; "
        "no leading article, no full stop"
    )
    delimits: list[str] = Field(
        [], description="For a kind without characteristics: the words of the definition that set it apart"
    )
    gloss: Prose = Field("", description="The same in everyday words, one sentence")
    characteristics: Characteristics = Field(
        {},
        description="Dimension -> values or groups: only what sets it apart from the concept its definition opens with",
    )
    characteristics_under: dict[ReadingId, Characteristics] = Field(
        {}, description="Reading -> characteristics that replace the ones above under that reading"
    )
    from_: Characteristics = Field({}, description="For a change: where the work was before")
    to: Characteristics = Field({}, description="For a change: where the work is after it")
    origin: Characteristics = Field({}, description="For a change: where the work was before that")
    contrasts: list[Contrast] = Field([], description="What it is often confused with")
    related: list[ConceptId] = Field([], description="Other concepts worth reading; written on one of the two")
    notes: list[Prose] = Field([], description="What else a reader should know, one thought each")
    disputes: list[Dispute] = Field([], description="Where authorities disagree")
    aspects: dict[AspectId, Remarked] = Field(
        {}, description="Aspect from aspects.yaml -> what holds for this concept: words, or text and sources"
    )
    examples: list[Example] = Field([], description="What it is")
    counterexamples: list[Counterexample] = Field([], description="What it is not, though it looks like it")
    sources: list[Citation] = Field([], description="Where the definition and the distinctions come from")
    status: Literal["draft", "reviewed", "withdrawn"] = Field("draft", description="How far the entry is")
    replaced_by: list[ConceptId] = Field([], description="For a withdrawn concept: what to use")
    reviewed: Day = Field(description="When a person last read the entry against its sources")
    former_ids: FormerIds = []

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that refers to this concept, the preferred one first."""
        return (self.preferred, *self.admitted, *self.abbreviations)
