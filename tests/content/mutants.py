"""Put one fault at a time into the real glossary and see whether a rule catches it.

Run as a program, it tries every fault and prints the score of each class; the tests try a sample. A fault that no rule
catches is a survivor, unless the pages come out the same: then no reader can notice it.
"""

import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from shorewise.check import RULES
from shorewise.entries import Decision
from shorewise.glossary import Glossary
from shorewise.load import default_folder, load, read_files
from shorewise.model import Concept
from shorewise.part import Entry, Place, Reads, To
from shorewise.problem import Problem
from shorewise.reason import characteristics_of
from shorewise.render import comparison, concept, decision
from shorewise.render.address import Here
from shorewise.render.name_it import facts
from shorewise.text import references

SURVIVORS = Path(__file__).with_name("survivors.yaml")
FILES = read_files(default_folder())
GLOSSARY = load(FILES)[0]
assert GLOSSARY is not None


@dataclass(frozen=True)
class Mutant:
    """One fault: its class, what it is, the lines it touches, and the files as they are with it."""

    sort: str
    fault: str
    places: tuple[Place, ...]
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.sort}: {self.fault}"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: the first problem that it caused in the right file, whether on the right line."""

    name: str
    sort: str
    caught: bool
    in_file: bool
    on_line: bool
    said: str


# --- changing one thing in a file


def lines_of(path: str) -> list[str]:
    return FILES[path].decode().split("\n")


def replaced(path: str, first: int, last: int, new: Iterable[str]) -> dict[str, str]:
    """The file with the lines from first to last, counted from 1, replaced."""
    lines = lines_of(path)
    return {path: "\n".join([*lines[: first - 1], *new, *lines[last:]])}


def in_line(place: Place, old: str, new: str) -> dict[str, str]:
    line = lines_of(place.path)[place.line - 1]
    at = line.index(old, place.column - 1)
    return replaced(place.path, place.line, place.line, [line[:at] + new + line[at + len(old) :]])


def part_ends(path: str, first: int) -> int:
    """The last line of what belongs to the key on that line: everything below it that is indented deeper."""
    lines = lines_of(path)
    indent = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    last = first
    for number, line in enumerate(lines[first:], first + 1):
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        last = number if line.strip() else last
    return last


def with_value(entry: Entry, steps: tuple, value: list[str]) -> tuple[Place, dict[str, str]]:
    """The entry's file with a list in place of what stands under a key; no list leaves the key out."""
    key = entry.place(*steps, "key")
    line = lines_of(key.path)[key.line - 1]
    name = line[: line.index(":", key.column - 1)]
    new = [f"{name}: [{', '.join(value)}]"] if value else ([re.sub(r"- .*", "-", name)] if "- " in name else [])
    return key, replaced(key.path, key.line, part_ends(key.path, key.line), new)


# --- the classes of faults


def characteristic_values(glossary: Glossary) -> Iterator[Mutant]:
    """Every value of a characteristic added or removed, and every characteristic dropped."""
    for each in glossary.concepts.values():
        for steps, characteristics in characteristics_of(each):
            for id, names in characteristics.items():
                have = glossary.values(id, names)
                for value in glossary.dimensions[id].values:
                    new = sorted(have ^ {value})
                    place, files = with_value(each, (*steps, id), new)
                    sign = "-" if value in have else "+"
                    if new or len(characteristics) > 1:
                        yield Mutant("characteristic value", f"{each.id} {'.'.join(steps)} {id} {sign}{value}", (place,), files)


def broader_concepts(glossary: Glossary) -> Iterator[Mutant]:
    """Every broader concept dropped, and every other concept added."""
    for each in glossary.concepts.values():
        for id in glossary.concepts:
            if id != each.id:
                new = [*(other for other in each.broader if other != id), *([] if id in each.broader else [id])]
                if each.broader:
                    place, files = with_value(each, ("broader",), new)
                else:
                    place = each.place("preferred")
                    files = replaced(place.path, 1, 1, [lines_of(place.path)[0], f"broader: [{id}]"])
                yield Mutant("broader", f"{each.id} {'-' if id in each.broader else '+'}{id}", (place,), files)


def chart_answers(glossary: Glossary) -> Iterator[Mutant]:
    """Every answer of a chart led to another question, and every result exchanged."""
    for each in glossary.decisions.values():
        for id, question in each.questions.items():
            for position, answer in enumerate(question.answers):
                steps = ("questions", id, "answers", position)
                for other in each.questions if answer.next else ():
                    if other != answer.next:
                        place = each.place(*steps, "next")
                        yield Mutant("chart answer", f"{each.id} {id}.{position} next {other}", (place,), in_line(place, answer.next or "", other))
                for wrong in _other_results(each, answer.result):
                    place, files = with_value(each, (*steps, "result"), wrong)
                    yield Mutant("chart answer", f"{each.id} {id}.{position} result {' '.join(wrong)}", (place,), files)


def _other_results(each: Decision, result: list[str]) -> Iterator[list[str]]:
    known = [*each.scope, *each.results]
    for other in known if result else ():
        if other in result:
            yield [id for id in result if id != other] or [next(id for id in known if id != other)]
        else:
            yield [*result, other]
            yield [other, *result[1:]]


def example_cases(glossary: Glossary) -> Iterator[Mutant]:
    """Every value in the case of an example changed to every other value of its dimension."""
    for each in glossary.concepts.values():
        for section in ("examples", "counterexamples"):
            for position, example in enumerate(getattr(each, section)):
                for key, case in (("case", example.case), ("from", example.from_), ("to", example.to), ("origin", example.origin)):
                    for id, value in case.items():
                        for other in glossary.dimensions[id].values:
                            if other != value:
                                place = each.place(section, position, key, id)
                                yield Mutant("example case", f"{each.id} {section}.{position} {key} {id} {other}", (place,), in_line(place, value, other))


def swapped_definitions(glossary: Glossary) -> Iterator[Mutant]:
    """The definitions of every two siblings exchanged."""
    for one, other in combinations(glossary.concepts.values(), 2):
        if one.kind == other.kind and (set(one.broader) & set(other.broader) or not (one.broader or other.broader)):
            places = (one.place("definition", "key"), other.place("definition", "key"))
            texts = [lines_of(p.path)[p.line - 1 : part_ends(p.path, p.line)] for p in places]
            files = {}
            for place, text in zip(places, reversed(texts), strict=True):
                files |= replaced(place.path, place.line, part_ends(place.path, place.line), text)
            yield Mutant("swapped definitions", f"{one.id} {other.id}", places, files)


def duplicate_labels(glossary: Glossary) -> Iterator[Mutant]:
    """Every name of a concept admitted on another one too."""
    concepts = list(glossary.concepts.values())
    for each, other in zip(concepts, [*concepts[1:], concepts[0]], strict=True):
        for name in each.names:
            yield Mutant("duplicate label", f"{name} on {other.id}", (each.place("preferred"), other.place("preferred")), _admitted(other, name))


def _admitted(each: Concept, name: str) -> dict[str, str]:
    place = each.place("admitted", "key") if each.admitted else each.place("kind", "key")
    line = lines_of(place.path)[place.line - 1]
    return replaced(place.path, place.line, place.line, [line, *([] if each.admitted else ["admitted:"]), f"  - {name}"])


def misspelt_references(glossary: Glossary) -> Iterator[Mutant]:
    """Every id and every name in brackets that an entry refers to misspelt."""
    for each in glossary.entries():
        for steps, text, mark in each.mentions:
            if isinstance(mark, To) and steps[-1] != "key":
                place = each.place(*steps)
                yield Mutant("misspelt reference", f"{each.id} {steps} {text}", (place,), in_line(place, text, _misspelt(text)))
            for reference in references(text) if isinstance(mark, Reads) else ():
                place = each.place(*steps, of=reference.typed)
                if reference.typed in lines_of(place.path)[place.line - 1]:
                    wrong = reference.typed[: -len(f"[{reference.name}][]")] + f"[{_misspelt(reference.name)}][]" if reference.typed.endswith("[]") else f"[{reference.shown}][{_misspelt(reference.name)}]"
                    yield Mutant("misspelt reference", f"{each.id} {steps} {reference.typed}", (place,), in_line(place, reference.typed, wrong))


def _misspelt(word: str) -> str:
    """The word with two letters in the middle exchanged, or one doubled where they are the same."""
    at = len(word) // 2
    a, b = word[at - 1], word[at]
    return word[: at - 1] + (b + a if a != b else a + b + b) + word[at + 1 :]


def misspelt_keys(glossary: Glossary) -> Iterator[Mutant]:
    """Every key of every file misspelt."""
    for path, raw in FILES.items():
        for number, line in enumerate(raw.decode().split("\n"), 1):
            if (found := re.match(r"[\s-]*([a-z0-9-]{3,}):(\s|$)", line)) and not _inside_prose(path, number):
                place = Place(path, number, found.start(1) + 1)
                where = path if found.start(1) == 0 else f"{path}:{number}"
                yield Mutant("misspelt key", f"{where} {found[1]}", (place,), in_line(place, found[1], _misspelt(found[1])))


def _inside_prose(path: str, number: int) -> bool:
    """Whether the line belongs to a text that starts further up after `>-`."""
    lines = lines_of(path)
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    for line in reversed(lines[: number - 1]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line.rstrip().endswith(">-")
    return False


def dropped_sources(glossary: Glossary) -> Iterator[Mutant]:
    """Every source taken out of the register."""
    for source in glossary.sources.values():
        place = source.place("key")
        cited = [e.place(*m.steps) for e in glossary.entries() for m in e.mentions if m.mark == To("sources") and m.text == source.id]
        yield Mutant("dropped source", source.id, tuple(cited), replaced(place.path, place.line, part_ends(place.path, place.line), []))


SORTS: tuple[Callable[[Glossary], Iterator[Mutant]], ...] = (
    characteristic_values, broader_concepts, chart_answers, example_cases, swapped_definitions,
    duplicate_labels, misspelt_references, misspelt_keys, dropped_sources,
)


def mutants() -> list[Mutant]:
    """Every fault."""
    return [mutant for sort in SORTS for mutant in sort(GLOSSARY)]


def sample(number: int, seed: int) -> list[Mutant]:
    """Some faults of each class, always the same."""
    choose = random.Random(seed)
    every = [list(sort(GLOSSARY)) for sort in SORTS]
    return [mutant for each in every for mutant in choose.sample(each, min(number, len(each)))]


# --- trying one


def tried(mutant: Mutant) -> Outcome:
    """Load and check the glossary with the fault in it."""
    glossary, problems = load({**FILES, **{path: text.encode() for path, text in mutant.files.items()}})
    found = iter(problems) if problems else _rules(glossary, _LIKELY.get(mutant.sort, ())) if glossary else iter(())
    best = Outcome(mutant.name, mutant.sort, False, False, False, "")
    for problem in found:
        paths = {*mutant.files, *(place.path for place in mutant.places)}
        # A characteristic moves other concepts too; what is said of them names the one that was changed.
        in_file = problem.place.path in paths or any(Path(path).stem in str(problem) for path in paths)
        on_line = any(problem.place[:2] == place[:2] for place in mutant.places)
        if not best.caught or in_file > best.in_file or on_line > best.on_line:
            best = Outcome(mutant.name, mutant.sort, True, in_file, on_line, str(problem))
        if on_line or (in_file and mutant.sort not in ("misspelt key", "misspelt reference")):
            break
    if not best.caught and glossary and _pages(glossary) == _pages(GLOSSARY):
        return Outcome(mutant.name, mutant.sort, True, True, True, "no page changes")
    return best


_LIKELY = {
    "characteristic value": ("H02", "A01", "A08"),
    "broader": ("H02", "A12", "H01"),
    "chart answer": ("F06", "F02", "F09"),
    "example case": ("A05", "A08", "A09"),
    "swapped definitions": ("D01", "A01", "A13"),
    "duplicate label": ("N01",),
    "misspelt reference": ("R01", "R02", "R04", "F01", "C01", "R08"),
    "dropped source": ("R01",),
}  # The rules that are tried first, to save time: any that catches will do.


def _rules(glossary: Glossary, likely: tuple[str, ...]) -> Iterator[Problem]:
    rest = [code for code in sorted(RULES, key=lambda code: code[0] == "A") if code not in likely]  # The dearest last.
    for code in (*likely, *rest):
        yield from RULES[code].problems(glossary)


def _pages(glossary: Glossary) -> list:
    here = Here()
    return [
        *(concept.concept_page(glossary, here, each) for each in glossary.concepts.values()),
        *(comparison.comparison_block(glossary, here, each) for each in glossary.comparisons.values()),
        *(decision.decision_block(glossary, here, each) for each in glossary.decisions.values()),
        facts(glossary, here),
    ]


def survivors() -> dict[str, str]:
    """The faults that are known to survive -> the reason."""
    return yaml.safe_load(SURVIVORS.read_text("utf-8")) or {} if SURVIVORS.exists() else {}


def main() -> int:
    """Try every fault, print the score."""
    every = mutants()
    with ProcessPoolExecutor() as pool:
        outcomes = list(pool.map(tried, every, chunksize=16))
    known = survivors()
    print(f"{'class':22} {'caught':>12} {'same pages':>11} {'right file':>11} {'right line':>11}")
    for sort in dict.fromkeys(mutant.sort for mutant in every):
        of = [outcome for outcome in outcomes if outcome.sort == sort]
        caught = [outcome for outcome in of if outcome.caught]
        same = sum(outcome.said == "no page changes" for outcome in of)
        print(f"{sort:22} {len(caught):5} / {len(of):4} {same:11} {sum(o.in_file for o in of):11} {sum(o.on_line for o in of):11}")
    alive = [outcome for outcome in outcomes if not outcome.caught]
    for outcome in alive:
        print(f"survived  {outcome.name}  {known.get(outcome.name, '(not on the list)')}")
    for outcome in outcomes:
        if outcome.caught and not outcome.in_file:
            print(f"elsewhere {outcome.name}: {outcome.said}")
    print(f"{sum(o.caught for o in outcomes)} of {len(outcomes)} caught")
    return any(outcome.name not in known for outcome in alive)


if __name__ == "__main__":
    sys.exit(main())
