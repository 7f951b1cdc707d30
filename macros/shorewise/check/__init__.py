"""Hold a glossary against the rules.

Goes in: a glossary, and the day on which it is checked. Comes out: every problem that any rule finds and that is not
ignored for a reason, sorted by file and line.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ..entries import Ignore
from ..glossary import Glossary
from ..problem import GlossaryError, Problem
from . import (  # noqa: F401  Importing a module registers its rules.
    addresses,
    characteristics,
    comparisons,
    decisions,
    definitions,
    dimensions,
    examples,
    hierarchy,
    names,
    neighbours,
    reading,
    references,
    sources,
    wording,
)
from .regions import regions_are_known
from .rule import RULES, Rule, catalogue

__all__ = ["RULES", "Rule", "catalogue", "check", "require_sound"]


def check(glossary: Glossary, today: date | None = None) -> list[Problem]:
    """Every problem that any rule finds, less those that glossary/ignore.yaml lets pass today."""
    there = {"nothing": True, "entries": not glossary.broken, "regions": regions_are_known(glossary)}
    rules = [rule for rule in RULES.values() if there[rule.needs]]
    found = [problem for rule in rules for problem in rule.problems(glossary)]
    kept = [
        problem for problem in found if not any(_lets_pass(each, problem, today) for each in glossary.ignore.values())
    ]
    return sorted([*kept, *_ignores_in_vain(glossary, rules, found, today)])


@lru_cache(maxsize=8)
def require_sound(glossary: Glossary) -> None:
    """Nothing, or GlossaryError with every problem; warnings pass. Kept, since Zensical asks once a page."""
    problems = [problem for problem in check(glossary) if problem.level == "error"]
    if problems:
        raise GlossaryError(problems)


def _lets_pass(ignore: Ignore, problem: Problem, today: date | None) -> bool:
    fits = ignore.code == problem.code and problem.place.path.endswith(f"/{ignore.path}")
    return (fits or (ignore.code, ignore.path) == (problem.code, problem.place.path)) and not _over(ignore, today)


def _over(ignore: Ignore, today: date | None) -> bool:
    return date.fromisoformat(ignore.until) < (today or date.today())


def _ignores_in_vain(
    glossary: Glossary, rules: list[Rule], found: list[Problem], today: date | None
) -> Iterator[Problem]:
    """An ignore whose time is over, that names no rule, or that lets nothing pass is a problem itself."""
    for ignore in glossary.ignore.values():
        if ignore.code not in RULES:
            yield Problem(
                ignore.place("code"), "I01", f"there is no rule {ignore.code}.", "`shorewise rules` lists them."
            )
        elif _over(ignore, today):
            yield Problem(
                ignore.place("until"),
                "I02",
                f"the ignore ended on {ignore.until}.",
                "Mend what it let pass, or find a new reason and day.",
            )
        elif RULES[ignore.code] in rules and not any(_lets_pass(ignore, problem, today) for problem in found):
            yield Problem(
                ignore.place("key"),
                "I03",
                f"nothing in {ignore.path} needs the ignore of {ignore.code} any more.",
                "Delete it.",
            )
