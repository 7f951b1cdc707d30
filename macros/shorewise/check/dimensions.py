"""Rules X: the dimensions, readings and kinds that everything else stands on."""

from ..glossary import Glossary, fold
from ..part import To
from .rule import Finding, Findings, rule


@rule("X01")
def a_wording_states_one_thing(glossary: Glossary) -> Findings:
    """No wording belongs to two values or groups.

    A definition that uses it would state both, and nobody could tell which was meant.

    Example: 'for one customer alone' is already a wording of tenancy dedicated. Choose words that only one of
    them fits.
    """
    seen: dict[str, str] = {}
    for dimension in glossary.dimensions.values():
        for section, parts in (("values", dimension.values), ("groups", dimension.groups)):
            for id, part in parts.items():
                for position, wording in enumerate(part.wordings):
                    other = seen.setdefault(fold(wording), f"{dimension.id} {id}")
                    if other != f"{dimension.id} {id}":
                        place = dimension.place(section, id, "wordings", position)
                        yield Finding(
                            place,
                            f"'{wording}' is already a wording of {other}.",
                            "Choose words that only one of them fits.",
                        )


@rule("X02")
def groups_are_worth_a_name(glossary: Glossary) -> Findings:
    """A group holds two values or more, not all of them, and no other group or value has its name.

    A group that holds one value or all of them says nothing.

    Example: the group 'isolated' holds 3 of 3 values. A group stands for several values, but not for all.
    """
    for dimension in glossary.dimensions.values():
        seen: dict[frozenset[str], str] = {}
        for id, group in dimension.groups.items():
            place = dimension.place("groups", id, "key")
            values = frozenset(group.values)
            if id in dimension.values:
                yield Finding(place, f"'{id}' is a value and a group.", "Rename one of them.")
            if not 1 < len(values) < len(dimension.values):
                yield Finding(
                    place,
                    f"the group '{id}' holds {len(values)} of {len(dimension.values)} values.",
                    "A group stands for several values, but not for all.",
                )
            if (other := seen.setdefault(values, id)) != id:
                yield Finding(place, f"the group '{other}' holds the same values.", "Keep one of them.")


@rule("X03")
def the_map_has_two_sides(glossary: Glossary) -> Findings:
    """One dimension at most is the rows of the map and one its columns, and there are both or neither.

    The same picture on every page teaches a reader to see terms as areas.

    Example: the map has rows and no columns. Give another dimension 'on-map: columns'.
    """
    if any(collection == "dimensions" for collection, _ in glossary.broken):
        return  # A side may be one that cannot be read.
    sides: dict[str, str] = {}
    for dimension in glossary.dimensions.values():
        if dimension.on_map and (other := sides.setdefault(dimension.on_map, dimension.id)) != dimension.id:
            yield Finding(
                dimension.place("on-map"),
                f"'{other}' is the {dimension.on_map} of the map already.",
                "Take one of them off the map.",
            )
    if len(sides) == 1:
        side, id = next(iter(sides.items()))
        other = "columns" if side == "rows" else "rows"
        yield Finding(
            glossary.dimensions[id].place("on-map"),
            f"the map has {side} and no {other}.",
            f"Give another dimension 'on-map: {other}'.",
        )


@rule("X04")
def dimensions_ask_in_order(glossary: Glossary) -> Findings:
    """A dimension asks a question, and no two dimensions have the same rank.

    The rank is the order in which a reader is asked.

    Example: the question has no question mark. Put it as a question.
    """
    ranks: dict[int, str] = {}
    for dimension in glossary.dimensions.values():
        if not dimension.question.endswith("?"):
            yield Finding(dimension.place("question"), "the question has no question mark.", "Put it as a question.")
        if (other := ranks.setdefault(dimension.rank, dimension.id)) != dimension.id:
            yield Finding(dimension.place("rank"), f"'{other}' has rank {dimension.rank} too.", "Give each its own.")


@rule("X05")
def there_is_a_reading(glossary: Glossary) -> Findings:
    """A glossary has at least one reading, since every answer names its own.

    Without one, nobody could say how an answer was meant.

    Example: the glossary has no readings. Add readings.yaml with at least one.
    """
    if not glossary.readings:
        yield Finding(glossary.about.place(), "the glossary has no readings.", "Add readings.yaml with at least one.")


@rule("X06", "warning", needs="entries")
def what_is_defined_is_used(glossary: Glossary) -> Findings:
    """Every aspect and every dimension is used by an entry.

    What nothing uses is either forgotten work or a leftover.

    Example: no entry uses the dimension 'weather'. Use it, or delete it.
    """
    used = {(mark, text) for entry in glossary.entries() for _, text, mark in entry.mentions if isinstance(mark, To)}
    for collection in ("aspects", "dimensions"):
        for id, entry in getattr(glossary, collection).items():
            if (To(collection), id) not in used:
                place = entry.place("key") if collection != "dimensions" else entry.place()
                yield Finding(place, f"no entry uses the {collection[:-1]} '{id}'.", "Use it, or delete it.")
