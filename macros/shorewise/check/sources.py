"""Rules S: what is said has a source, and a source is used."""

import re

from ..glossary import Glossary
from ..model import Citation
from ..part import Place, To
from .rule import Finding, Findings, rule


@rule("S01", needs="entries")
def sources_are_cited(glossary: Glossary) -> Findings:
    """Every source in the register is cited somewhere.

    What nobody cites is either forgotten work or a leftover.

    Example: nothing cites 'almanac'. Cite it, or delete it.
    """
    cited = {id for entry in glossary.entries() for _, id, mark in entry.mentions if mark == To("sources")}
    for source in glossary.sources.values():
        if source.id not in cited:
            yield Finding(source.place("key"), f"nothing cites '{source.id}'.", "Cite it, or delete it.")


@rule("S02")
def concepts_have_a_source(glossary: Glossary) -> Findings:
    """Every concept cites at least one source.

    What nobody says is not in the field's language.

    Example: 'virtual machine' cites no source. Add 'sources:' with at least one.
    """
    for concept in glossary.concepts.values():
        if not concept.sources:
            yield Finding(
                concept.place("preferred"),
                f"'{concept.preferred}' cites no source.",
                "Add 'sources:' with at least one.",
            )


@rule("S03")
def background_alone_proves_nothing(glossary: Glossary) -> Findings:
    """No dispute, misconception or claim stands on background knowledge alone.

    A reader cannot look up what nobody has read.

    Example: all its sources are background that nobody has read. Cite something that was read, or leave it out.
    """
    stands: list[tuple[Place, list[Citation]]] = [
        (entry.place("sources"), entry.sources)
        for entry in (*glossary.misconceptions.values(), *glossary.claims.values())
    ]
    for concept in glossary.concepts.values():
        for number, dispute in enumerate(concept.disputes):
            cited = [citation for position in dispute.positions for citation in position.sources]
            stands.append((concept.place("disputes", number), cited))
    for place, cited in stands:
        if {glossary.sources[c.source].trust for c in cited if c.source in glossary.sources} == {"background"}:
            sentence = "all its sources are background that nobody has read."
            yield Finding(place, sentence, "Cite something that was read, or leave it out.")


@rule("S04")
def addresses_are_https(glossary: Glossary) -> Findings:
    """The address of a source starts with https:// and has no blanks.

    A reader must be able to follow it.

    Example: 'https://clouds.example/letter 7' is not a web address. Write it with https:// at its head.
    """
    for source in glossary.sources.values():
        if source.url and not re.fullmatch(r"https://[^\s/]+\.[^\s]+", source.url):
            yield Finding(
                source.place("url"), f"'{source.url}' is not a web address.", "Write it with https:// at its head."
            )


@rule("S05")
def sources_are_different(glossary: Glossary) -> Findings:
    """No two sources have the same title and author.

    They would be cited as if they were two.

    Example: 'field-guide' has the same title, author and year. Keep one of them.
    """
    seen: dict[tuple[str, str, str], str] = {}
    for source in glossary.sources.values():
        other = seen.setdefault((source.title.casefold(), source.author.casefold(), source.year), source.id)
        if other != source.id:
            yield Finding(source.place("title"), f"'{other}' has the same title, author and year.", "Keep one of them.")


@rule("S06")
def figures_have_a_source(glossary: Glossary) -> Findings:
    """An aspect that states a figure or a year names a source.

    Words may be the glossary's own reasoning; a number comes from somewhere.

    Example: 'infrastructure as a service' states a figure under 'billing' and names no source. Write 'text:' and
    'sources:' under it, or leave the figure out.
    """
    for concept in glossary.concepts.values():
        for aspect, said in concept.aspects.items():
            if re.search(r"\d", said.text) and not said.sources:
                yield Finding(
                    concept.place("aspects", aspect),
                    f"'{concept.preferred}' states a figure under '{aspect}' and names no source.",
                    "Write 'text:' and 'sources:' under it, or leave the figure out.",
                )
