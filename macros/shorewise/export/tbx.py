"""The glossary as TBX, for translators' tools: ISO 30042:2019, dialect TBX-Basic 1.2, style DCA.

Goes in: the published form. Comes out: the file.

- An entry is named by `c-` and the concept's id, since an XML id may not begin with a digit. An id that the concept had
  before names a note of its entry, so that whoever looks for it is led there.
- Abbreviations are admitted terms of the type abbreviation. Deprecated terms say why in a note, and refer to what should
  be said instead.
- All terms of a withdrawn concept are deprecated, and the entry refers to what replaces it.
- The subject field is the glossary and the kind of the concept, for a tool to filter by.
- A note has the hash, which changes with the name and the definition, and the meaning, which changes with what the
  concept covers.
- Texts are one line each, without signs that nobody sees.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from ..addresses import address
from ..published import Avoided, PublishedConcept, PublishedGlossary
from ..writers import clean
from .former import former
from .meaning import meaning

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_PREFERRED, _ADMITTED, _DEPRECATED = (f"{each}Term-admn-sts" for each in ("preferred", "admitted", "deprecated"))


def tbx(glossary: PublishedGlossary, checksum: str) -> bytes:
    """The whole as a TBX file; `checksum` is the SHA-256 of glossary.json."""
    root = ET.Element("tbx", {"xmlns": NAMESPACE, "type": "TBX-Basic", "style": "dca", "xml:lang": glossary.language})
    _head(ET.SubElement(root, "tbxHeader"), glossary, checksum)
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    before: dict[str, list[str]] = {}
    for id, heir in former(glossary).items():
        before.setdefault(heir.id, []).append(id)
    for concept in glossary.concepts.values():
        _entry(body, glossary, concept, before.get(concept.id, []))
    ET.indent(root, " ")
    return ET.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def _head(header: ET.Element, glossary: PublishedGlossary, checksum: str) -> None:
    about = ET.SubElement(header, "fileDesc")
    _add(ET.SubElement(about, "titleStmt"), "title", glossary.title)
    published = ET.SubElement(about, "publicationStmt")
    _add(published, "p", f"Version: {glossary.version}")
    _add(published, "p", f"Licence: {glossary.licence}")
    source = ET.SubElement(about, "sourceDesc")
    _add(source, "p", f"Source: {glossary.url}glossary.json")
    _add(source, "p", f"SHA-256 of the source: {checksum}")


def _entry(body: ET.Element, glossary: PublishedGlossary, concept: PublishedConcept, before: Iterable[str]) -> None:
    entry = ET.SubElement(body, "conceptEntry", id=_name(concept.id))
    _add(entry, "descrip", f"{glossary.title}: {concept.kind}", type="subjectField")
    reviewed = ET.SubElement(entry, "transacGrp")
    _add(reviewed, "transac", "modification", type="transactionType")
    _add(reviewed, "date", concept.reviewed)
    _add(entry, "note", f"Hash {concept.hash}, meaning {meaning(concept)}.")
    withdrawn = concept.status == "withdrawn"
    if withdrawn:
        _add(entry, "note", "Withdrawn: no longer a concept of this glossary.")
    for id in before:
        _add(entry, "note", f"Published before with the id {id}.", id=_name(id))
    for relation, ids in (
        ("instead", concept.replaced_by if withdrawn else []),
        ("broader", concept.broader),
        ("related", concept.related),
        ("not to be confused with", [each.concept for each in concept.contrasts]),
    ):
        for id in dict.fromkeys(ids):
            _refer(entry, glossary, relation, id)
    for id in dict.fromkeys(concept.sources):
        _add(entry, "admin", f"{glossary.url}{address('sources', id)}", type="source")
    _add(entry, "xref", concept.url, type="externalCrossReference", target=clean(concept.url))
    _language(ET.SubElement(entry, "langSec", {"xml:lang": glossary.language}), glossary, concept)


def _language(section: ET.Element, glossary: PublishedGlossary, concept: PublishedConcept) -> None:
    defined = ET.SubElement(section, "descripGrp")
    _add(defined, "descrip", concept.definition, type="definition")
    for said in (concept.gloss, *concept.notes, *(each.difference for each in concept.contrasts)):
        _add(section, "note", said)
    withdrawn = concept.status == "withdrawn"
    _term(section, concept.preferred, _DEPRECATED if withdrawn else _PREFERRED)
    for name in concept.admitted:
        _term(section, name, _DEPRECATED if withdrawn else _ADMITTED)
    for name in concept.abbreviations:
        _term(section, name, _DEPRECATED if withdrawn else _ADMITTED, "abbreviation")
    for avoided in concept.deprecated:
        _avoid(_term(section, avoided.term, _DEPRECATED), glossary, concept, avoided)


def _term(section: ET.Element, name: str, status: str, sort: str = "") -> ET.Element:
    term = ET.SubElement(section, "termSec")
    _add(term, "term", name)
    if sort:
        _add(term, "termNote", sort, type="termType")
    _add(term, "termNote", status, type="administrativeStatus")
    return term


def _avoid(term: ET.Element, glossary: PublishedGlossary, concept: PublishedConcept, avoided: Avoided) -> None:
    _add(term, "note", avoided.reason)
    if avoided.use != concept.id:
        _refer(term, glossary, "instead", avoided.use)


def _refer(parent: ET.Element, glossary: PublishedGlossary, relation: str, id: str) -> None:
    said = f"{relation}: {glossary.concepts[id].preferred}"
    _add(parent, "ref", said, type="crossReference", target=_name(id))


def _name(id: str) -> str:
    return f"c-{id}"


def _add(parent: ET.Element, tag: str, words: str, **attributes: str) -> None:
    """An element with words; none for nothing."""
    if said := clean(words).strip():
        ET.SubElement(parent, tag, attributes).text = said
