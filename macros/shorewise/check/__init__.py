"""Hold a glossary against the rules.

Goes in: a glossary. Comes out: every problem that any rule finds, sorted by file and line.
"""

from ..glossary import Glossary
from ..problem import Problem
from . import arrangements, comparisons, decisions, definitions, hierarchy, names, references, sources  # noqa: F401  (registers rules)
from .rule import RULES, Rule

__all__ = ["RULES", "Rule", "check"]


def check(glossary: Glossary) -> list[Problem]:
    """Every problem that any rule finds."""
    return sorted(problem for rule in RULES.values() for problem in rule.problems(glossary))
