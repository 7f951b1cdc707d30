"""The glossary as SKOS, in Turtle and in JSON-LD, for vocabularies and knowledge graphs.

Goes in: the published form. Comes out: `resources`, one for the scheme and one for each concept, named by the addresses
of their pages, as nodes of JSON-LD; `turtle` and `json_ld` write any of them. Both write the same nodes, so both hold
the same triples.

- Admitted names and abbreviations are `skos:altLabel`. A name to be avoided is a `skos:hiddenLabel` of the concept that
  is to be named instead, since a search for it should lead there; its reason is a `skos:editorialNote` where the name
  was listed.
- Notes and decisive differences are `skos:scopeNote`; concepts that are often confused are `skos:related`, unless one
  stands above the other, which SKOS forbids. Links go both ways.
- A withdrawn concept stays, `owl:deprecated`, with what replaces it. So does the address of a concept that was renamed.
- `dcterms:modified` is the day of the last review.
- `glossary:hash` changes with the name and the definition, `glossary:meaning` with what the concept covers; the Turtle
  file says how they are made.
- Texts are one line each, without signs that nobody sees.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from ..addresses import address
from ..published import PublishedConcept, PublishedGlossary
from ..render.address import page
from ..writers import clean
from .former import former, page_of
from .meaning import meaning

Node = dict[str, Any]

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OWN = {
    "hash": "Of a concept: the first sixteen hexadecimal digits of the SHA-256 of its name, a blank and its definition. "
    "Of the glossary: the SHA-256 of its file glossary.json.",
    "meaning": "Sixteen hexadecimal digits that change when what a concept covers changes, and stay when only words do.",
}


def prefixes(glossary: PublishedGlossary) -> dict[str, str]:
    """Prefix -> the start of the addresses that it stands for."""
    return {**_PREFIXES, "glossary": f"{_iri(glossary.url)}glossary.ttl#"}


def resources(glossary: PublishedGlossary, checksum: str) -> dict[str, Node]:
    """Id -> what is said of the concept, also for ids that concepts had before; under "" what is said of the whole,
    and under "#hash" and "#meaning" what these properties are.

    `checksum` is the SHA-256 of glossary.json.
    """
    links = _links(glossary)
    concepts = {id: _concept(glossary, concept, links) for id, concept in glossary.concepts.items()}
    moved = {id: _moved(glossary, id, heir) for id, heir in former(glossary).items()}
    own = {f"#{name}": _property(glossary, name, said) for name, said in _OWN.items()}
    return {"": _scheme(glossary, links, checksum), **own, **concepts, **moved}


def alone(found: Mapping[str, Node], id: str) -> list[Node]:
    """What stands in the file of one concept: the licence, version and hash of the whole, and the concept."""
    return [{key: value for key, value in found[""].items() if key != "skos:hasTopConcept"}, found[id]]


# --- what is said


class _Links(NamedTuple):
    """By id: the concepts above, below and beside each, and the names that should not be used for it."""

    broader: Mapping[str, list[str]]
    narrower: Mapping[str, list[str]]
    related: Mapping[str, list[str]]
    avoided: Mapping[str, list[str]]


def _links(glossary: PublishedGlossary) -> _Links:
    """Looked up once for all concepts, in both directions."""
    concepts = glossary.concepts
    broader = {id: concept.broader for id, concept in concepts.items()}
    above = {id: _above(broader, id) for id in concepts}
    beside = {
        id: [
            other
            for other in (*concept.related, *(each.concept for each in concept.contrasts))
            if other != id and other not in above[id] and id not in above[other]
        ]
        for id, concept in concepts.items()
    }
    back = _inverse(beside)
    avoided: dict[str, list[str]] = {id: [] for id in concepts}
    for concept in concepts.values():
        for each in concept.deprecated:
            avoided[each.use].append(each.term)
    return _Links(broader, _inverse(broader), {id: [*beside[id], *back[id]] for id in concepts}, avoided)


def _above(broader: Mapping[str, list[str]], id: str) -> set[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = [each for each in broader[waiting.pop()] if each not in found]
        found.update(new)
        waiting += new
    return found


def _inverse(links: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {id: [] for id in links}
    for id, others in links.items():
        for other in others:
            found[other].append(id)
    return found


def _scheme(glossary: PublishedGlossary, links: _Links, checksum: str) -> Node:
    spdx = glossary.licence.replace(" ", "-")
    named = re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*-\d+(\.\d+)*", spdx)  # As SPDX names licences: CC-BY-4.0.
    return {
        "@id": _scheme_of(glossary),
        "@type": "skos:ConceptScheme",
        "dcterms:title": _texts(glossary, [glossary.title]),
        "owl:versionInfo": [{"@value": clean(glossary.version)}],
        "dc:language": [{"@value": clean(glossary.language)}],
        "dc:rights": [{"@value": clean(glossary.licence)}],
        "dcterms:license": [{"@id": f"https://spdx.org/licenses/{spdx}"}] if named else [],
        "glossary:hash": [{"@value": checksum}],
        "skos:hasTopConcept": [_ref(each) for each in glossary.concepts.values() if _is_top(each, links)],
    }


def _property(glossary: PublishedGlossary, name: str, said: str) -> Node:
    return {
        "@id": f"{prefixes(glossary)['glossary']}{name}",
        "@type": "rdf:Property",
        "rdfs:label": [{"@value": name, "@language": "en"}],
        "rdfs:comment": [{"@value": said, "@language": "en"}],
    }


def _is_top(concept: PublishedConcept, links: _Links) -> bool:
    return not links.broader[concept.id] and concept.status != "withdrawn"


def _concept(glossary: PublishedGlossary, concept: PublishedConcept, links: _Links) -> Node:
    def refer(ids: Iterable[str]) -> list[Node]:
        return [_ref(glossary.concepts[id]) for id in dict.fromkeys(ids)]

    also = _others([*concept.admitted, *concept.abbreviations], [concept.preferred])
    hidden = _others(links.avoided[concept.id], [concept.preferred, *also])
    scheme = [{"@id": _scheme_of(glossary)}]
    withdrawn = concept.status == "withdrawn"
    return {
        "@id": _iri(concept.url),
        "@type": "skos:Concept",
        "skos:inScheme": scheme,
        "skos:topConceptOf": scheme if _is_top(concept, links) else [],
        "skos:notation": [{"@value": concept.id}],
        "skos:prefLabel": _texts(glossary, [concept.preferred]),
        "skos:altLabel": _texts(glossary, also),
        "skos:hiddenLabel": _texts(glossary, hidden),
        "skos:definition": _texts(glossary, [concept.definition]),
        "skos:note": _texts(glossary, [concept.gloss]),
        "skos:scopeNote": _texts(glossary, [*concept.notes, *(each.difference for each in concept.contrasts)]),
        "skos:editorialNote": _texts(glossary, [f"{each.term}: {each.reason}" for each in concept.deprecated]),
        "skos:broader": refer(links.broader[concept.id]),
        "skos:narrower": refer(links.narrower[concept.id]),
        "skos:related": refer(links.related[concept.id]),
        "dc:type": [{"@value": clean(concept.kind)}],
        "dcterms:source": [
            {"@id": _iri(f"{glossary.url}{address('sources', id)}")} for id in dict.fromkeys(concept.sources)
        ],
        "dcterms:modified": [{"@value": concept.reviewed, "@type": "xsd:date"}],
        "dcterms:replaces": [
            {"@id": _iri(page_of(glossary, id))}
            for id in dict.fromkeys(concept.former_ids)
            if id not in glossary.concepts
        ],
        "dcterms:isReplacedBy": refer(concept.replaced_by if withdrawn else []),
        "owl:deprecated": [{"@value": "true", "@type": "xsd:boolean"}] if withdrawn else [],
        "glossary:hash": [{"@value": concept.hash}],
        "glossary:meaning": [{"@value": meaning(concept)}],
    }


def _moved(glossary: PublishedGlossary, id: str, heir: PublishedConcept) -> Node:
    return {
        "@id": _iri(page_of(glossary, id)),
        "skos:notation": [{"@value": id}],
        "dcterms:isReplacedBy": [_ref(heir)],
        "owl:deprecated": [{"@value": "true", "@type": "xsd:boolean"}],
    }


def _others(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names that are not known yet, each once, whatever its case: SKOS wants labels of one concept to differ."""
    seen = {clean(name).strip().casefold() for name in known}
    found = []
    for name in names:
        folded = clean(name).strip().casefold()
        if folded not in seen:
            seen.add(folded)
            found.append(name)
    return found


def _texts(glossary: PublishedGlossary, texts: Iterable[str]) -> list[Node]:
    words = dict.fromkeys(clean(text).strip() for text in texts)
    return [{"@value": each, "@language": glossary.language} for each in words if each]


def _ref(concept: PublishedConcept) -> Node:
    return {"@id": _iri(concept.url)}


def _scheme_of(glossary: PublishedGlossary) -> str:
    return _iri(f"{glossary.url}{page('concepts')}/")


def _iri(url: str) -> str:
    """An address without the signs that none may have."""
    return re.sub(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]', lambda sign: quote(sign[0]), url)


# --- how it is written


def json_ld(glossary: PublishedGlossary, nodes: Iterable[Node]) -> str:
    """The nodes as JSON-LD, which may also stand in a script element."""
    graph = ",\n".join(_json({key: value for key, value in node.items() if value}) for node in nodes)
    return f'{{"@context": {_json(prefixes(glossary))},\n"@graph": [\n{graph}\n]}}\n'


def _json(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False).replace("<", "\\u003c")


def turtle(glossary: PublishedGlossary, nodes: Iterable[Node]) -> str:
    """The nodes as Turtle."""
    head = [f"@prefix {prefix}: <{start}> ." for prefix, start in prefixes(glossary).items()]
    return "\n".join([*head, "", *map(_subject, nodes)])


def _subject(node: Node) -> str:
    kind = [f"a {node['@type']}"] if "@type" in node else []
    said = [f"{key} {', '.join(map(_object, values))}" for key, values in node.items() if key[0] != "@" and values]
    return f"<{node['@id']}> " + " ;\n  ".join([*kind, *said]) + " .\n"


def _object(value: Node) -> str:
    if "@id" in value:
        return f"<{value['@id']}>"
    written = re.sub(r'["\\]', r"\\\g<0>", value["@value"])
    written = re.sub(r"[\x00-\x1f\x7f]", lambda sign: f"\\u{ord(sign[0]):04X}", written)
    if "@language" in value:
        return f'"{written}"@{value["@language"]}'
    return f'"{written}"^^{value["@type"]}' if "@type" in value else f'"{written}"'
