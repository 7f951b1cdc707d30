"""Every file by which other programs read the glossary as data: the whole in each format, and each concept alone."""

import json
from hashlib import sha256

from ..published import PublishedConcept, PublishedGlossary, as_json, published_schema
from . import skos
from .former import former
from .meaning import meaning
from .table import spreadsheet, table
from .tbx import tbx


def data_files(glossary: PublishedGlossary) -> dict[str, bytes]:
    """Path below the site's root -> the file. Ids that a concept had before have files too, which lead to it."""
    whole = as_json(glossary).encode()
    checksum = sha256(whole).hexdigest()
    found = skos.resources(glossary, checksum)
    files = {
        "glossary.json": whole,
        "glossary.schema.json": published_schema().encode(),
        "glossary.csv": table(glossary),
        "glossary-spreadsheet.csv": spreadsheet(glossary),
        "glossary.ttl": skos.turtle(glossary, found.values()).encode(),
        "glossary.jsonld": skos.json_ld(glossary, found.values()).encode(),
        "glossary.tbx": tbx(glossary, checksum),
    }
    for id, concept in {**glossary.concepts, **former(glossary)}.items():
        nodes = skos.alone(found, id)
        files[f"terms/{id}.json"] = record(glossary, id, concept).encode()
        files[f"terms/{id}.ttl"] = skos.turtle(glossary, nodes).encode()
        files[f"terms/{id}.jsonld"] = skos.json_ld(glossary, nodes).encode()
    return files


def record(glossary: PublishedGlossary, id: str, concept: PublishedConcept) -> str:
    """What is published of a concept, with what a reader needs who has nothing else. For an id that the concept had
    before, it says `renamed`, and `concept` has the id of today."""
    return as_json(
        {
            "format": glossary.format,
            "version": glossary.version,
            "title": glossary.title,
            "language": glossary.language,
            "licence": glossary.licence,
            "glossary": f"{glossary.url}glossary.json",
            "id": id,
            "status": concept.status if id == concept.id else "renamed",
            "url": concept.url,
            "hash": concept.hash,
            "meaning": meaning(concept),
            "concept": json.loads(concept.model_dump_json(by_alias=True)),
        }
    )
