"""Rules R: what an entry refers to is there."""

from ..glossary import FOLDERS, Glossary
from ..model import Concept, Values
from ..part import Entry, Reads, To
from ..reason import characteristics_of
from ..text import listed, parts, references
from .nearest import nearest
from .rule import Finding, Findings, rule


@rule("R01")
def ids_referred_to_exist(glossary: Glossary) -> Findings:
    """Every id that an entry refers to exists.

    A reference to nothing would vanish from the page without a word.

    Example: there is no concept 'software-as-service'. Did you mean 'software-as-a-service'?
    """
    for entry in glossary.entries():
        for steps, id, mark in entry.mentions:
            if isinstance(mark, To) and id not in (known := glossary.ids(mark.collection)):
                suggestion = nearest(id, known, _all_of(mark.collection, known))
                yield Finding(entry.place(*steps), f"there is no {mark.collection[:-1]} '{id}'.", suggestion)


def _all_of(collection: str, known: list[str]) -> str:
    if not known:
        return f"There are no {collection} yet."
    home = f"glossary/{collection}{'/' if collection in FOLDERS else '.yaml'}"
    return f"There are {listed(known)}." if len(known) < 9 else f"They are in {home}."


@rule("R02")
def names_in_brackets_refer_to_one_concept(glossary: Glossary) -> Findings:
    """Every [name][] in prose is a name of exactly one concept.

    The words in brackets become a link, so they must lead somewhere, and to one place only.

    Example: no concept is called 'private clowd'. Did you mean 'private cloud'?
    """
    # What an entry is called that cannot be read nobody knows, but most are called as their files.
    unreadable = {id for collection, id in glossary.broken if collection == "concepts"}
    for entry in glossary.entries():
        for steps, text, mark in entry.mentions:
            for reference in references(text) if isinstance(mark, Reads) else ():
                ids = glossary.named(reference.name)
                if len(ids) != 1 and "-".join(reference.name.casefold().split()) not in unreadable:
                    place = entry.place(*steps, of=reference.typed)
                    yield Finding(place, *_unresolved(glossary, reference.name, ids))


def _unresolved(glossary: Glossary, name: str, ids: list[str]) -> tuple[str, str]:
    if ids:
        return (
            f"'{name}' is a name of {' and '.join(ids)}.",
            f"Say which: [{name}][{glossary.concepts[ids[0]].preferred}].",
        )
    return f"no concept is called '{name}'.", nearest(
        name, glossary.names, "Write the words without brackets, or add the concept."
    )


@rule("R03")
def prose_is_plain_text(glossary: Glossary) -> Findings:
    """Prose holds no markup but [name][].

    Everything else is printed as typed, so half a bracket or an HTML tag would show on the page.

    Example: '](' would be printed as it stands. Refer to a concept as [name][]; leave other markup out.
    """
    for entry in glossary.entries():
        for steps, text, mark in entry.mentions:
            for piece in parts(text) if isinstance(mark, Reads) else ():
                if isinstance(piece, str) and (found := next((sign for sign in _MARKUP if sign in piece), "")):
                    context = piece[piece.index(found) :].split()[0]
                    yield Finding(
                        entry.place(*steps, of=context),
                        f"'{found}' would be printed as it stands.",
                        "Refer to a concept as [name][]; leave other markup out.",
                    )


_MARKUP = ("](", "[", "]", "**", "<b", "<i", "<a", "</", "<br", "`", "{{", "{%")


@rule("R04")
def values_exist_on_their_dimension(glossary: Glossary) -> Findings:
    """Every value belongs to the dimension under which it is written.

    Characteristics may name groups of values; a case is one definite value each.

    Example: 'dedicate' is not a value of tenancy. Did you mean 'dedicated'?
    """
    for concept in glossary.concepts.values():
        for steps, characteristics in characteristics_of(concept):
            for dimension, names in characteristics.items():
                yield from _unknown_values(glossary, concept, (*steps, dimension), dimension, names)
        for section in ("examples", "counterexamples"):
            for position, example in enumerate(getattr(concept, section)):
                for dimension, value in example.case.items():
                    steps = (section, position, "case", dimension)
                    yield from _unknown_values(glossary, concept, steps, dimension, [value], groups=False)
    for decision in glossary.decisions.values():
        for id, question in decision.questions.items():
            for position, answer in enumerate(question.answers if question.dimension else ()):
                steps = ("questions", id, "answers", position, "values")
                yield from _unknown_values(glossary, decision, steps, question.dimension or "", answer.values)
    for known in glossary.dimensions.values():
        for id, group in known.groups.items():
            yield from _unknown_values(glossary, known, ("groups", id, "values"), known.id, group.values, groups=False)


def _unknown_values(
    glossary: Glossary, entry: Entry, steps: tuple, dimension: str, names: Values, groups: bool = True
) -> Findings:
    known = glossary.dimensions.get(dimension)
    if known is None:
        return  # R01 speaks about the dimension.
    allowed = [*known.values, *(known.groups if groups else ())]
    for position, name in enumerate(names):
        if name not in allowed:
            yield Finding(
                entry.place(*steps, position),
                f"'{name}' is not a value of {dimension}.",
                nearest(name, allowed, f"The values are {', '.join(allowed)}."),
            )


@rule("R05")
def withdrawn_concepts_lead_on(glossary: Glossary) -> Findings:
    """A withdrawn concept names its replacement, and nothing else points at it.

    A reader who follows an old link must be told what to use.

    Example: the concept is replaced and not withdrawn. Write 'status: withdrawn', or delete 'replaced-by'.
    """
    withdrawn = {concept.id for concept in glossary.concepts.values() if concept.status == "withdrawn"}
    for concept in glossary.concepts.values():
        if concept.id in withdrawn and not concept.replaced_by:
            yield Finding(
                concept.place("status"),
                "the concept is withdrawn and names no replacement.",
                "Add 'replaced-by:' with the ids to use.",
            )
        if concept.id not in withdrawn and concept.replaced_by:
            yield Finding(
                concept.place("replaced-by"),
                "the concept is replaced and not withdrawn.",
                "Write 'status: withdrawn', or delete 'replaced-by'.",
            )
    for entry in glossary.entries():
        for steps, id, mark in entry.mentions:
            if isinstance(entry, Concept) and entry.id in withdrawn and "replaced-by" not in steps:
                continue  # What nobody reads any more may speak of the past.
            if "replaced-by" not in steps:
                yield from _points_at_withdrawn(glossary, entry, steps, id, mark, withdrawn)
            elif mark == To("concepts") and id in withdrawn:
                yield Finding(
                    entry.place(*steps), f"the replacement '{id}' is withdrawn itself.", "Name a living concept."
                )


def _points_at_withdrawn(
    glossary: Glossary, entry: Entry, steps: tuple, text: str, mark: To | Reads, withdrawn: set[str]
) -> Findings:
    if mark == To("concepts"):
        found = [(text, entry.place(*steps))]
    elif isinstance(mark, Reads):
        found = [
            (id, entry.place(*steps, of=each.typed)) for each in references(text) for id in glossary.named(each.name)
        ]
    else:
        found = []
    for id, place in found:
        if id in withdrawn:
            instead = ", ".join(glossary.concepts[id].replaced_by) or "another concept"
            yield Finding(place, f"'{id}' is withdrawn.", f"Use {instead}.")


@rule("R06")
def nothing_refers_to_itself(glossary: Glossary) -> Findings:
    """No concept is broader than, related to, or confused with itself, nor refers to itself in prose.

    A link that leads nowhere else wastes a reader's time.

    Example: 'virtual-machine' refers to itself. Delete it, or name another concept.
    """
    for concept in glossary.concepts.values():
        for steps, text, mark in concept.mentions:
            if mark == To("concepts") and text == concept.id and steps[0] not in ("examples", "counterexamples"):
                yield Finding(
                    concept.place(*steps), f"'{concept.id}' refers to itself.", "Delete it, or name another concept."
                )
            for reference in references(text) if isinstance(mark, Reads) and steps[0] != "definition" else ():
                if concept.id in glossary.named(reference.name):
                    place = concept.place(*steps, of=reference.typed)
                    yield Finding(
                        place, f"{reference.typed} leads to this very page.", "Write the words without brackets."
                    )


@rule("R07")
def lists_hold_each_id_once(glossary: Glossary) -> Findings:
    """No list of ids or names holds the same item twice.

    One of them would be left behind when the other is changed.

    Example: 'hypervisor' stands here twice. Delete one.
    """
    for concept in glossary.concepts.values():
        for key in _LISTS:
            items: list[str] = getattr(concept, key)
            for position, item in enumerate(items):
                if item in items[:position]:
                    yield Finding(
                        concept.place(key.replace("_", "-"), position), f"'{item}' stands here twice.", "Delete one."
                    )


_LISTS = tuple(
    name
    for name, field in Concept.model_fields.items()
    if field.default == []
    and name not in ("deprecated", "contrasts", "disputes", "examples", "counterexamples", "sources")
)


@rule("R08")
def statements_point_at_entries(glossary: Glossary) -> Findings:
    """Where a statement of a source article is treated, there is an entry.

    A row that points nowhere looks like an answer and is none.

    Example: there is no concept 'infrastructure-as-service'. Did you mean 'infrastructure-as-a-service'?
    """
    for statement in glossary.statements.values():
        for position, treatment in enumerate(statement.treated):
            collection, _, id = treatment.at.partition("#")[0].partition("/")
            if id not in (known := glossary.ids(collection)):
                place = statement.place("treated", position, "at")
                yield Finding(
                    place, f"there is no {collection[:-1]} '{id}'.", nearest(id, known, f"See glossary/{collection}.")
                )
