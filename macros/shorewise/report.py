"""Write problems down: as lines for people, or in the forms that other programs read."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from .check import RULES, catalogue
from .check.regions import regions_are_known
from .glossary import FOLDERS, SHARED_FILES, Glossary
from .problem import Problem

_MANY = 20  # More than one reads at once.


def as_text(problems: list[Problem], glossary: Glossary | None) -> str:
    """One line a problem, then where to begin if they are many, what was looked at, and how many problems there are."""
    lines = [f"{problem}{' (warning)' if problem.level == 'warning' else ''}" for problem in problems]
    if glossary and not regions_are_known(glossary):
        lines.append("The rules that reason from characteristics wait until every genus and value can be read.")
    return "\n".join([*lines, *_first(problems), *([counts(glossary)] if glossary else []), verdict(problems)])


def _first(problems: list[Problem]) -> list[str]:
    """Of many problems those from which the others may follow, once more where the reader is: at the end."""
    leading = [str(problem) for problem in problems if problem.code in RULES and RULES[problem.code].leads]
    if len(problems) <= _MANY or not leading:
        return []
    return ["Begin with these, where words and characteristics disagree. The others may follow from it.", *leading]


def counts(glossary: Glossary) -> str:
    """`31 concepts, 1 comparison, ...`"""
    numbers = [(len(getattr(glossary, name)), name) for name in (*FOLDERS, *SHARED_FILES)]
    return ", ".join(f"{number} {_counted(name, number)}" for number, name in numbers if number)


def _counted(collection: str, number: int) -> str:
    name = {"ambiguous": "ambiguous names", "ignore": "ignores"}.get(collection, collection)
    return name if number != 1 else name.removesuffix("s")


def verdict(problems: list[Problem]) -> str:
    """`no problems`, or how many of which level."""
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    said = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "problem"), (warnings, "warning")) if n]
    return ", ".join(said) or "no problems"


def as_json(problems: list[Problem], glossary: Glossary | None) -> str:
    """A list of problems, each with path, line, column, code, level, sentence and suggestion."""
    return json.dumps([_record(problem) for problem in problems], ensure_ascii=False, indent=2)


def _record(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "level": problem.level,
        "sentence": problem.sentence,
        "suggestion": problem.suggestion,
    }


def as_github(problems: list[Problem], glossary: Glossary | None) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(
        f"::{p.level} file={_escape(p.place.path, ',:')},line={p.place.line},col={p.place.column},title={p.code}::"
        f"{_escape(f'{p.sentence} {p.suggestion}'.strip())}"
        for p in problems
    )


def _escape(words: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


def as_sarif(
    problems: list[Problem], glossary: Glossary | None, codes: Mapping[str, tuple[str, str]] | None = None
) -> str:
    """SARIF 2.1.0, for code scanning. `codes` has code -> name and what it says, when they are not those of rules."""
    known = {rule.code: (rule.name, rule.keeps) for rule in catalogue()} if codes is None else codes
    rules = [{"id": code, "name": name, "shortDescription": {"text": says}} for code, (name, says) in known.items()]
    results = [
        {
            "ruleId": p.code,
            "level": p.level,
            "message": {"text": f"{p.sentence} {p.suggestion}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(p.place.path)},
                        "region": {"startLine": p.place.line, "startColumn": p.place.column},
                    }
                }
            ],
        }
        for p in problems
    ]
    run = {"tool": {"driver": {"name": "shorewise", "rules": rules}}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[list[Problem], Glossary | None], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
