"""The pages that list: names from A to Z, sources, misconceptions, claims, statements, rules."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

from ..check import Rule
from ..entries import Claim, Misconception, Source, Statement, Treatment
from ..glossary import Glossary, fold
from ..text import capital, listed, opened, plain, sentence
from . import words
from .address import Here
from .citations import TRUST, citations, name
from .concept import comparison_title
from .html import Html, block, joined, tag, text

# --- names from A to Z


class Line(NamedTuple):
    """One line of the index: a name, the concepts it leads to, and how it is used."""

    name: str
    ids: tuple[str, ...]
    use: Literal["preferred", "other", "deprecated", "ambiguous"]


def lines(glossary: Glossary) -> list[Line]:
    """Every name of every living concept, and every name with several meanings, in reading order."""
    found = []
    for concept in glossary.concepts.values():
        if concept.status != "withdrawn":
            found += [
                Line(each, (concept.id,), "preferred" if each == concept.preferred else "other")
                for each in concept.names
            ]
            deprecated = (each for each in concept.deprecated if fold(each.term) not in map(fold, _ambiguous(glossary)))
            found += [Line(each.term, (each.use or concept.id,), "deprecated") for each in deprecated]
    for each in glossary.ambiguous.values():
        found.append(Line(each.label, tuple(sense.concept for sense in each.senses), "ambiguous"))
    return sorted(found, key=lambda line: (*collation(line.name), line.ids))


def _ambiguous(glossary: Glossary) -> list[str]:
    return [each.label for each in glossary.ambiguous.values()]


def collation(word: str) -> tuple[str, str]:
    """Letters and digits without case and accents decide the order; the name as written breaks ties."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if c.isalnum() or c == " ")
    return bare.strip(), word


def initial(word: str) -> str:
    """The heading under which a name stands: its first letter A to Z, else #."""
    first = collation(word)[0][:1].upper()
    return first if re.fullmatch("[A-Z]", first) else "#"


def terms_index(glossary: Glossary, here: Here) -> str:
    """All names, as Markdown: a bar of letters, then one heading for each letter."""
    groups = [(letter, list(group)) for letter, group in groupby(lines(glossary), key=lambda line: initial(line.name))]
    groups.sort(key=lambda group: (group[0] == "#", group[0]))
    anchors = {letter: letter.lower() if letter != "#" else "other" for letter, _ in groups}
    letters = [tag("a", letter, href=f"#{anchors[letter]}") for letter, _ in groups]
    bar = tag("nav", *letters, class_="shorewise shorewise-letters", aria_label="Letters")
    parts = [
        f"## {letter if letter != '#' else 'Other'} {{ #{anchors[letter]} }}\n\n{_letter(glossary, here, group)}"
        for letter, group in groups
    ]
    return "\n\n".join([bar, *parts])


def _letter(glossary: Glossary, here: Here, group: Iterable[Line]) -> Html:
    return block("shorewise-index", tag("dl", *(_line(glossary, here, line) for line in group)))


def _line(glossary: Glossary, here: Here, line: Line) -> Html:
    if line.use == "preferred":
        says = words.prose(glossary, here, sentence(glossary.concepts[line.ids[0]].definition))
        return joined([tag("dt", words.term(glossary, here, line.ids[0])), tag("dd", says)])
    if line.use == "ambiguous":
        may_mean = Html(listed([words.term(glossary, here, id) for id in dict.fromkeys(line.ids)], "or"))
        return joined([tag("dt", line.name, class_="shorewise-see"), tag("dd", "may mean ", may_mean)])
    shown = tag("s", line.name) if line.use == "deprecated" else text(line.name)
    see = "do not use; see " if line.use == "deprecated" else "see "
    return joined([tag("dt", shown, class_="shorewise-see"), tag("dd", see, words.term(glossary, here, line.ids[0]))])


def pages_index(glossary: Glossary, here: Here, collection: str) -> Html:
    """All comparisons or all decisions, each with the sentence that says what it answers."""
    if collection == "comparisons":
        rows = [
            (each.id, comparison_title(glossary, each.concepts), each.difference)
            for each in glossary.comparisons.values()
        ]
    else:
        rows = [(each.id, each.title, each.summary) for each in glossary.decisions.values()]
    items = [
        tag(
            "div",
            tag("dt", tag("a", title, href=here.href(collection, id))),
            tag("dd", words.prose(glossary, here, opened(said)[0])),
        )
        for id, title, said in rows
    ]
    return block("shorewise-list shorewise-cards", tag("dl", *items))


# --- sources, misconceptions, claims


def _former(entry: Source | Misconception | Claim) -> Html:
    """Places of the same entry under its former ids, so that old links still lead to it."""
    return joined([tag("span", id=id) for id in entry.former_ids])


def sources_list(glossary: Glossary, here: Here) -> Html:
    """The register: what was read, how far it may be trusted, where it can be found."""
    items = []
    for source in sorted(glossary.sources.values(), key=lambda each: collation(each.author or each.title)):
        where = tag("a", "Open", href=source.url, rel="external") if source.url else Html("")
        publisher = f" {source.publisher}." if source.publisher else ""
        items.append(
            tag(
                "div",
                tag("dt", capital(name(source)), _former(source), id=source.id),
                tag("dd", f"{publisher} {source.seen} ".lstrip(), tag("small", f"({TRUST[source.trust]})"), " ", where),
            )
        )
    return block("shorewise-list", tag("dl", *items))


def misconceptions_list(glossary: Glossary, here: Here) -> Html:
    """What is often said and wrong, each with what is right."""
    items = [
        tag(
            "div",
            tag("dt", words.prose(glossary, here, each.belief), _former(each), id=each.id),
            tag(
                "dd",
                words.prose(glossary, here, each.correction),
                tag("p", tag("small", "Touches ", words.terms(glossary, here, each.concepts), ".")),
                citations(glossary, here, each.sources),
            ),
        )
        for each in glossary.misconceptions.values()
    ]
    return block("shorewise-list", tag("dl", *items))


def claims_list(glossary: Glossary, here: Here) -> Html:
    """Figures somebody published, and what became of them when they were checked."""
    return block("shorewise-list", *(_claim(glossary, here, each) for each in glossary.claims.values()))


def _claim(glossary: Glossary, here: Here, claim: Claim) -> Html:
    rows = [("As quoted", claim.quoted), ("What was measured", claim.measured), ("How to read it", claim.advice)]
    items = [tag("div", tag("dt", head), tag("dd", words.prose(glossary, here, said))) for head, said in rows]
    quoting = [tag("a", name(glossary.sources[id]), href=here.href("sources", id)) for id in claim.by]
    return tag(
        "section",
        tag(
            "p",
            tag("strong", claim.status.capitalize()),
            f" Checked {claim.as_of}. Quoted by ",
            joined(quoting, "; "),
            ".",
            _former(claim),
            class_=f"shorewise-status shorewise-{claim.status}",
        ),
        tag("dl", *items, class_="shorewise-aspects"),
        citations(glossary, here, claim.sources),
        id=claim.id,
    )


# --- statements of the source articles


def statements_table(glossary: Glossary, here: Here) -> Html:
    """Every statement of the source articles, and where the site takes it up."""
    head = tag(
        "tr", *(tag("th", each, scope="col") for each in ("No.", "Said by", "What it says", "Where it is treated"))
    )
    rows = [_statement(glossary, here, each) for each in glossary.statements.values()]
    return block(
        "shorewise-statements", tag("table", tag("thead", head), tag("tbody", *rows), class_="shorewise-versus")
    )


def _statement(glossary: Glossary, here: Here, statement: Statement) -> Html:
    by = [
        tag("a", glossary.sources[id].author or glossary.sources[id].title, href=here.href("sources", id))
        for id in statement.by
    ]
    treated = [tag("li", _treatment(glossary, here, each)) for each in statement.treated]
    cells = (
        ("No.", tag("span", statement.id.upper(), id=statement.id)),
        ("Said by", joined(by, " and ")),
        (
            "What it says",
            joined([words.prose(glossary, here, statement.says), " ", tag("small", f"({statement.sort})")]),
        ),
        ("Where it is treated", tag("ul", *treated) if treated else tag("em", "not yet")),
    )
    return tag("tr", *(tag("td", cell, data_of=head) for head, cell in cells))


def _treatment(glossary: Glossary, here: Here, treatment: Treatment) -> Html:
    path, _, section = treatment.at.partition("#")
    collection, _, id = path.partition("/")
    verb = {"agrees": "agreed", "qualifies": "qualified", "corrects": "corrected"}[treatment.verdict]
    return joined(
        [f"{verb}: ", tag("a", entry_title(glossary, collection, id), href=here.href(collection, id, section))]
    )


def entry_title(glossary: Glossary, collection: str, id: str) -> str:
    """The title of an entry of any kind."""
    entry = getattr(glossary, collection)[id]
    if collection == "comparisons":
        return comparison_title(glossary, entry.concepts)
    return plain(getattr(entry, _TITLES[collection]))


_TITLES = {"concepts": "preferred", "decisions": "title", "misconceptions": "belief", "claims": "quoted"}


# --- rules


def rules_list(rules: Iterable[Rule]) -> Html:
    """What every change is checked for: code, what it keeps, why, and what it says when that is not so."""
    return block("shorewise-list", tag("dl", *map(_rule, rules)))


def _rule(rule: Rule) -> Html:
    level = tag("small", " (warning)") if rule.level == "warning" else ""
    says = tag("p", tag("small", "It says: ", tag("q", _with_code(rule.example))))
    return tag(
        "div",
        tag("dt", tag("code", rule.code), " ", _with_code(rule.keeps), level, id=rule.code.lower()),
        tag("dd", _with_code(rule.why), says),
    )


def _with_code(words: str) -> Html:
    """Words about the glossary's notation, with the notation as code."""
    pieces = re.split(r"(\[[^\[\]]*\]\[[^\[\]]*\])", words)
    return joined([tag("code", each) if each.startswith("[") and each.endswith("]") else text(each) for each in pieces])
