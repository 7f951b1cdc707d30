"""Rules H: what stands above what, and what belongs together."""

from ..glossary import Glossary
from ..part import Reads, To
from ..reason import closure, reasoner
from ..text import listed, references
from .regions import values_are_known
from .rule import Finding, Findings, rule


@rule("H01")
def the_hierarchy_has_no_loop(glossary: Glossary) -> Findings:
    """Nobody stands above itself.

    Whatever is read upwards must come to an end.

    Example: 'hypervisor' stands above 'virtual-machine' and below it (concepts/hypervisor.yaml:3). Delete one of
    the two.
    """

    def above(id: str) -> list[str]:
        return glossary.concepts[id].broader if id in glossary.concepts else []

    for concept in glossary.concepts.values():
        for position, id in enumerate(concept.broader):
            if concept.id != id and concept.id in closure(id, above):
                other = glossary.concepts[id].place("broader")
                yield Finding(
                    concept.place("broader", position),
                    f"'{id}' stands above '{concept.id}' and below it ({other.path}:{other.line}).",
                    "Delete one of the two.",
                )


@rule("H02", needs="regions")
def broader_equals_what_is_derived(glossary: Glossary) -> Findings:
    """What is written under broader is what follows from the characteristics.

    A concept stands under the smallest regions that contain its own, under the default reading. Where it stands
    elsewhere under another reading, broader-under says so.

    Example: 'private-cloud' does not stand directly under 'hosted-private-cloud' by its characteristics. Write
    'broader: [service-model]', or mend the characteristics.
    """
    default = reasoner(glossary).order
    for id, derived in default.items():
        yield from _held_against(glossary, id, ("broader",), glossary.concepts[id].broader, derived)
    for reading in list(glossary.readings)[1:]:
        for id, derived in reasoner(glossary, reading).order.items():
            written = glossary.concepts[id].broader_under.get(reading)
            if written is None and set(derived) != set(default[id]):
                sentence = f"under '{reading}' '{id}' stands under {listed(derived) or 'nothing'}."
                hint = f"Write '{reading}: [{', '.join(derived)}]' under 'broader-under', or mend the characteristics."
                yield Finding(glossary.concepts[id].place("preferred"), sentence, hint)
            elif written is not None and set(derived) == set(default[id]):
                place = glossary.concepts[id].place("broader-under", reading, "key")
                yield Finding(place, f"under '{reading}' '{id}' stands where it always does.", "Delete it.")
            elif written is not None:
                yield from _held_against(glossary, id, ("broader-under", reading), written, derived)


def _held_against(glossary: Glossary, id: str, steps: tuple, written: list[str], derived: list[str]) -> Findings:
    concept, known = glossary.concepts[id], glossary.concepts
    for position, above in enumerate(written):
        if above in known and above not in derived:
            sentence = f"'{concept.id}' does not stand directly under '{above}' by its characteristics."
            yield Finding(concept.place(*steps, position), sentence, _instead(steps[-1], derived))
    if missing := [above for above in derived if above not in written]:
        place = concept.place(*steps) if written else concept.place("preferred")
        yield Finding(
            place,
            f"by its characteristics '{concept.id}' also stands under {listed(missing)}.",
            _instead(steps[-1], derived),
        )


def _instead(key: str, derived: list[str]) -> str:
    write = f"Write '{key}: [{', '.join(derived)}]'" if derived else f"Delete '{key}'"
    return f"{write}, or mend the characteristics."


@rule("H03")
def broader_is_direct(glossary: Glossary) -> Findings:
    """No concept above is written down that already stands above another one written there.

    It is derived; written down it would hide where the concept really stands.

    Example: 'virtual-machine' already stands above 'guest'. Delete it.
    """

    def above(id: str) -> list[str]:
        return glossary.concepts[id].broader if id in glossary.concepts else []

    regions = reasoner(glossary).order
    for concept in glossary.concepts.values():
        for position, id in enumerate(concept.broader if concept.id not in regions else ()):
            via = [other for other in concept.broader if other != id and id in closure(other, above)]
            if via:
                yield Finding(
                    concept.place("broader", position), f"'{id}' already stands above '{via[0]}'.", "Delete it."
                )


@rule("H04")
def relations_are_written_once(glossary: Glossary) -> Findings:
    """A contrast or a related concept is written on one of the two entries.

    The other side is derived; written twice, the two sides would drift apart.

    Example: 'on-premises-system' says so already (concepts/on-premises-system.yaml:8). Delete one of the two.
    """
    for key, others in (("contrasts", lambda c: [x.concept for x in c.contrasts]), ("related", lambda c: c.related)):
        for concept in glossary.concepts.values():
            for position, id in enumerate(others(concept)):
                there = others(glossary.concepts[id]) if id in glossary.concepts else []
                if concept.id in there and concept.id > id:
                    place = glossary.concepts[id].place(key, there.index(concept.id))
                    yield Finding(
                        concept.place(key, position),
                        f"'{id}' says so already ({place.path}:{place.line}).",
                        "Delete one of the two.",
                    )


@rule("H05")
def related_concepts_are_not_above_or_below(glossary: Glossary) -> Findings:
    """Concepts that stand above one another are not also called related.

    That is the stronger tie, and it is shown already.

    Example: 'platform-as-a-service' stands above or below 'hosted-service' already. Delete it.
    """
    reason = reasoner(glossary)
    for concept in glossary.concepts.values():
        for position, id in enumerate(concept.related):
            if id in glossary.concepts and (id in reason.ancestors(concept.id) or concept.id in reason.ancestors(id)):
                yield Finding(
                    concept.place("related", position),
                    f"'{id}' stands above or below '{concept.id}' already.",
                    "Delete it.",
                )
            if id in [contrast.concept for contrast in concept.contrasts]:
                yield Finding(concept.place("related", position), f"'{id}' is also a contrast.", "Delete it here.")


@rule("H06")
def characteristics_go_with_the_kind(glossary: Glossary) -> Findings:
    """Only kinds that state characteristics have them, and only changes have from, to and origin.

    They would be read by nobody.

    Example: a concept of kind 'component' has no 'characteristics'. Delete it, or change the kind.
    """
    for concept in glossary.concepts.values():
        kind = glossary.kinds.get(concept.kind)
        wanted = {"characteristics": ("characteristics", "characteristics-under"), "change": ("from", "to", "origin")}
        for states, keys in wanted.items():
            for key in keys if kind and kind.states != states else ():
                if getattr(concept, {"from": "from_"}.get(key, key.replace("-", "_"))):
                    yield Finding(
                        concept.place(key, "key"),
                        f"a concept of kind '{concept.kind}' has no '{key}'.",
                        "Delete it, or change the kind.",
                    )


@rule("H07")
def no_region_is_empty(glossary: Glossary) -> Findings:
    """Under every reading at least one case belongs to each concept that has a region.

    A concept that nothing can be has contradictory characteristics.

    Example: under the reading 'buyer' no case is left: tenancy has no value that the genus allows too. State the
    characteristic so that it fits the genus, or open the definition with another concept.
    """
    for reading in glossary.readings if values_are_known(glossary) else ():
        reason = reasoner(glossary, reading)
        for id in (*reason.areas, *reason.steps):
            region = reason.region(id)
            if region is not None and not region:
                concept = glossary.concepts[id]
                axis = next(axis for axis, mask in region.space.masks.items() if not region.mask & mask)
                place = concept.place("characteristics") if concept.characteristics else concept.place("definition")
                sentence = (
                    f"under the reading '{reading}' no case is left: {axis[1]} has no value that the genus allows too."
                )
                yield Finding(
                    place,
                    sentence,
                    "State the characteristic so that it fits the genus, or open the definition with another concept.",
                )


@rule("H08")
def the_root_stands_above_all(glossary: Glossary) -> Findings:
    """The root named in about.yaml has a region that leaves out nothing.

    It is where the order of all cases begins, and what every example is without being told.

    Example: 'hosted-service' does not contain every case. Name the concept of all cases.
    """
    reason = reasoner(glossary)
    root = reason.areas.get(glossary.about.root)
    known = values_are_known(glossary) and glossary.about.root in glossary.concepts
    if known and reason.areas and (root is None or root.limited()):
        yield Finding(
            glossary.about.place("root"),
            f"'{glossary.about.root}' does not contain every case.",
            "Name the concept of all cases.",
        )


@rule("H09", "warning", needs="entries")
def every_concept_has_a_neighbour(glossary: Glossary) -> Findings:
    """Every concept is broader, narrower, related, contrasted or referred to.

    Nobody would come upon it except by its name.

    Example: nothing leads to 'virtual machine' or away from it. Say what it is related to or confused with.
    """
    near: set[str] = set()
    for concept in glossary.concepts.values():
        around = {text for steps, text, mark in concept.mentions if mark == To("concepts") and steps[0] in _NEIGHBOURS}
        around |= {
            id
            for _, text, mark in concept.mentions
            if isinstance(mark, Reads)
            for each in references(text)
            for id in glossary.named(each.name)
        }
        near |= around | ({concept.id} if around - {concept.id} else set())
    for concept in glossary.concepts.values():
        if concept.id not in near and len(glossary.concepts) > 1:
            yield Finding(
                concept.place("preferred"),
                f"nothing leads to '{concept.preferred}' or away from it.",
                "Say what it is related to or confused with.",
            )


_NEIGHBOURS = ("broader", "related", "contrasts")


@rule("H10")
def disputes_have_two_sides(glossary: Glossary) -> Findings:
    """A dispute has at least two positions, and asks a question.

    One opinion is a note.

    Example: the dispute has one position. Say who sees it otherwise, or make it a note.
    """
    for concept in glossary.concepts.values():
        for number, dispute in enumerate(concept.disputes):
            if len(dispute.positions) < 2:
                yield Finding(
                    concept.place("disputes", number),
                    "the dispute has one position.",
                    "Say who sees it otherwise, or make it a note.",
                )
            if not dispute.question.endswith("?"):
                yield Finding(
                    concept.place("disputes", number, "question"),
                    "the question has no question mark.",
                    "Put it as a question.",
                )
