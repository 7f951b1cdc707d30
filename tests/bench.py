"""How the cost grows: invented glossaries of growing size, measured in one run and shown as ratios.

Absolute times move with the machine, so only how they grow is judged: an exponent of 1 is linear.
"""

import math
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from markdown import Markdown

from shorewise.check import check
from shorewise.load import load
from shorewise.reason import Reasoner, reasoner

SIZES = (300, 1000, 3000, 10000)
DIMENSIONS, VALUES = 12, 4
ABOUT = "title: Bench\nlanguage: en\nurl: https://bench.example/\nlicence: none\nroot: c0\n"
KINDS = "thing:\n  label: thing\n  plural: things\n  explanation: A thing.\n  states: characteristics\n"
READINGS = "plain:\n  label: plain reading\n  line: There is one line.\n  explanation: Nobody reads it otherwise.\n"
SOURCES = "book:\n  title: The book\n  trust: read\n  seen: All of it.\n"


def dimension(number: int) -> str:
    values = "".join(f"  v{value}:\n    label: v{value}\n    wordings: [d{number} being v{value}]\n" for value in range(VALUES))
    return f"label: d{number}\nquestion: Which d{number}?\naxis: a\nrank: {number + 1}\nvalues:\n{values}"


def concept(number: int, parent: int, limits: dict[int, int]) -> str:
    """A concept that adds one limit to its parent, or none for the root."""
    if number == 0:
        return "preferred: c0\nkind: thing\ndefinition: whatever there is\nsources:\n  - source: book\nreviewed: 2026-11-25\n"
    (id, value), *_ = list(limits.items())[-1:]
    return (
        f"preferred: c{number}\nkind: thing\nbroader: [c{parent}]\ndefinition: '[c{parent}][] with d{id} being v{value}'\n"
        f"characteristics:\n  d{id}: v{value}\nnotes:\n  - It is not [c0][] at large.\nsources:\n  - source: book\nreviewed: 2026-11-25\n"
    )


def invented(size: int) -> dict[str, bytes]:
    """The files of a glossary with that many concepts in a tree of characteristics."""
    choose = random.Random(size)
    limits: list[dict[int, int]] = [{}]
    texts = [concept(0, 0, {})]
    while len(limits) < size:
        parent = choose.randrange(len(limits))
        free = [id for id in range(DIMENSIONS) if id not in limits[parent]]
        if free:
            limits.append({**limits[parent], choose.choice(free): choose.randrange(VALUES)})
            texts.append(concept(len(limits) - 1, parent, limits[-1]))
    shared = {"about.yaml": ABOUT, "kinds.yaml": KINDS, "readings.yaml": READINGS, "sources.yaml": SOURCES}
    files = {**shared, **{f"dimensions/d{n}.yaml": dimension(n) for n in range(DIMENSIONS)}}
    files |= {f"concepts/c{n}.yaml": text for n, text in enumerate(texts)}
    return {path: text.encode() for path, text in files.items()}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu(work: Callable[[], object]) -> float:
    """Of this process alone, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pairs(reason: Reasoner, number: int = 1000) -> None:
    """Relate the first thousand concepts pairwise, with witnesses."""
    ids = list(reason.areas)[:number]
    for position, first in enumerate(ids):
        for second in ids[:position]:
            reason.relation(first, second)


PROSE = (
    "the", "work", "of", "a", "unit", "is", "done", "by", "people", "who", "know", "what", "it", "is",
    "for", "and", "how", "long", "it", "takes", "to", "learn", "it",
)
TERMS, PAGES, WORDS = (20, 200, 2000), (75, 300), 2000


def term(number: int) -> str:
    """A name; every second one opens with the same word, which prose is full of too."""
    return f"unit c{number} work" if number % 2 else f"c{number} work"


def prose(terms: int, pages: int) -> list[str]:
    """Pages with a term among twenty words, in sections of a hundred."""
    choose = random.Random(pages)
    words = [term(choose.randrange(terms)) if choose.random() < 0.05 else choose.choice(PROSE) for _ in range(pages * WORDS)]
    sections = [" ".join(words[start : start + 100]) for start in range(0, len(words), 100)]
    each = WORDS // 100
    return ["\n\n".join(f"## Head\n\n{text}" for text in sections[at : at + each]) for at in range(0, len(sections), each)]


def linked(pages: Sequence[str], glossary: Path | None) -> None:
    """Each page as a builder makes it: with a Markdown of its own."""
    for page in pages:
        extension = {"shorewise.links": {"glossary": str(glossary)}} if glossary else {}
        Markdown(extensions=[*extension], extension_configs=extension).convert(page)


def linking() -> None:
    """What first-mention links cost: beside Markdown itself, with more terms, and with more pages."""
    costs: dict[tuple[int, int], float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for terms in TERMS:
            glossary = Path(folder, str(terms))
            for path, raw in invented(terms).items():
                target = glossary / path
                target.parent.mkdir(parents=True, exist_ok=True)
                number = target.stem[1:] if path.startswith("concepts/") else ""
                old, new = (f"preferred: {name}\n".encode() for name in (target.stem, term(int(number)) if number else ""))
                target.write_bytes(raw.replace(old, new) if number else raw)
            linked(prose(terms, 1), glossary)  # Loading is measured elsewhere.
            for pages in PAGES:
                texts = prose(terms, pages)
                with_links, without = cpu(lambda: linked(texts, glossary)), cpu(lambda: linked(texts, None))  # noqa: B023
                costs[terms, pages] = with_links - without
                cost = f"links {with_links - without:5.2f} s, Markdown itself {without:5.2f} s"
                print(f"{terms:6} terms, {pages} pages of {WORDS:,} words: {cost}")
    (few, *_, many), (less, more) = TERMS, PAGES
    print(f"links: grow with pages with exponent {math.log(costs[many, more] / costs[many, less]) / math.log(more / less):.2f}")
    print(f"links: {many // few} times the terms cost {costs[many, more] / costs[few, more]:.2f} times as much")


def main() -> None:
    linking()
    rows = []
    for size in SIZES:
        files = invented(size)
        loading = timed(lambda files=files: load(files))
        glossary, problems = load(files)
        assert glossary is not None and not problems, problems[:3]
        ordering = timed(lambda glossary=glossary: reasoner(glossary).order)
        checking = timed(lambda glossary=glossary: check(glossary))
        rows.append((size, loading, ordering, checking))
        print(f"{size:6} concepts: load {loading:6.2f} s, order {ordering:6.2f} s, check {checking:6.2f} s")
        if size == 1000:
            print(f"  1,000 concepts related pairwise: {timed(lambda glossary=glossary: pairs(reasoner(glossary))):.2f} s")
    (small, *first), (large, *last) = rows[0], rows[-1]
    for name, before, after in zip(("load", "order", "check"), first, last, strict=True):
        print(f"{name}: grows with exponent {math.log(after / before) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
