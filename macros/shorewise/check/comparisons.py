"""Rules C: a comparison shows what differs, and no cell of it is empty."""

from ..entries import Comparison
from ..glossary import Glossary
from ..reason import reasoner
from .nearest import nearest
from .rule import Finding, Findings, rule

DERIVED_ROWS = ("relations", "readings", "examples")


@rule("C01")
def rows_are_known(glossary: Glossary) -> Findings:
    """A row is a dimension, an aspect, or one of the derived rows.

    A row that nobody knows would be an empty line in the table.

    Example: there is no row 'biling'. Did you mean 'billing'?
    """
    known = [*glossary.ids("dimensions"), *glossary.ids("aspects"), *DERIVED_ROWS]
    for comparison in glossary.comparisons.values():
        for position, row in enumerate(comparison.rows):
            if row not in known:
                yield Finding(
                    comparison.place("rows", position),
                    f"there is no row '{row}'.",
                    nearest(row, known, f"The rows are {', '.join(known)}."),
                )
            if row in comparison.rows[:position]:
                yield Finding(comparison.place("rows", position), f"the row '{row}' stands here twice.", "Delete one.")


@rule("C02")
def aspects_are_filled(glossary: Glossary) -> Findings:
    """Every concept of a comparison states every aspect that has a row.

    An empty cell looks as if there were nothing to say.

    Example: 'hosted-service' says nothing about 'billing'. Add it under 'aspects' of hosted-service, or delete
    the row.
    """
    for comparison in glossary.comparisons.values():
        for position, row in enumerate(comparison.rows):
            for id in comparison.concepts if row in glossary.aspects else ():
                if id in glossary.concepts and row not in glossary.concepts[id].aspects:
                    yield Finding(
                        comparison.place("rows", position),
                        f"'{id}' says nothing about '{row}'.",
                        f"Add it under 'aspects' of {id}, or delete the row.",
                    )


@rule("C03", needs="regions")
def every_difference_has_a_row(glossary: Glossary) -> Findings:
    """A comparison has a row for every dimension on which its concepts differ.

    The difference that is left out may be the one that decides.

    Example: the concepts differ on 'application', which has no row. Add 'application' to 'rows'.
    """
    reason = reasoner(glossary)
    for comparison in glossary.comparisons.values():
        for dimension in sorted(_differing(glossary, comparison) - set(comparison.rows)):
            yield Finding(
                comparison.place("rows"),
                f"the concepts differ on '{dimension}', which has no row.",
                f"Add '{dimension}' to 'rows'.",
            )
        for position, row in enumerate(comparison.rows):
            regions = [id for id in comparison.concepts if id in reason.areas]
            known = len(regions) == len(comparison.concepts)
            if row in glossary.dimensions and known and row not in _differing(glossary, comparison):
                yield Finding(
                    comparison.place("rows", position), f"the concepts do not differ on '{row}'.", "Delete the row."
                )


def _differing(glossary: Glossary, comparison: Comparison) -> set[str]:
    areas = reasoner(glossary).areas
    regions = [areas[id] for id in comparison.concepts if id in areas]
    return {axis[1] for region in regions for axis in region.differing(regions[0])}


@rule("C04")
def comparisons_are_different(glossary: Glossary) -> Findings:
    """A comparison holds each concept once, and no two comparisons hold the same concepts.

    A reader who looks for two terms side by side must find one page.

    Example: 'three-again' compares the same concepts. Keep one of them.
    """
    seen: dict[frozenset[str], str] = {}
    for comparison in glossary.comparisons.values():
        for position, id in enumerate(comparison.concepts):
            if id in comparison.concepts[:position]:
                yield Finding(comparison.place("concepts", position), f"'{id}' stands here twice.", "Delete one.")
        other = seen.setdefault(frozenset(comparison.concepts), comparison.id)
        if other != comparison.id:
            yield Finding(comparison.place("concepts"), f"'{other}' compares the same concepts.", "Keep one of them.")
