"""The data exports in the hands of others: SKOS validators, linked data, translators' tools, spreadsheets, a program of old."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pyshacl
import pytest
import spreadsheet
from jsonschema import Draft202012Validator, ValidationError
from lxml import etree
from pyld import jsonld
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from two_releases import HEIR, NEW, OLD, REDEFINED, RENAMED, REWORDED, WITHDRAWN

from shorewise.export.data import data_files
from shorewise.export.tbx import NAMESPACE
from shorewise.load import default_folder, load_folder
from shorewise.published import PublishedGlossary, digest, published

pytestmark = [pytest.mark.filterwarnings(f"ignore:{each}") for each in ("Dataset.default_context", "Dataset.identifier")]  # Within rdflib.

HERE = Path(__file__).parent
CONTRACT = HERE / "contract"
TBX = {"t": NAMESPACE}


@pytest.fixture(scope="session")
def real() -> PublishedGlossary:
    """The real glossary as it is."""
    glossary, problems = load_folder(default_folder())
    assert glossary is not None and not problems, problems
    return published(glossary, "now")


@pytest.fixture(scope="session")
def exports(real: PublishedGlossary) -> Mapping[str, tuple[PublishedGlossary, Mapping[str, bytes]]]:
    """Of the real glossary and of both releases: the glossary, and its files."""
    return {name: (glossary, data_files(glossary)) for name, glossary in (("real", real), ("old", OLD), ("new", NEW))}


@pytest.fixture(params=["real", "old", "new"])
def export(request: pytest.FixtureRequest, exports: Mapping) -> tuple[PublishedGlossary, Mapping[str, bytes]]:
    """One glossary after the other, with its files."""
    return exports[request.param]


# --- SKOS, read by rdflib, judged by pySHACL


@pytest.fixture(scope="session")
def graphs(exports: Mapping) -> Mapping[str, Graph]:
    return {name: Graph().parse(data=files["glossary.ttl"], format="turtle") for name, (_, files) in exports.items()}


def shacl(graph: Graph) -> tuple[bool, str]:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(HERE / "skos-shapes.ttl"))
    return conforms, report


@pytest.mark.parametrize("name", ["real", "new"])
def test_the_vocabulary_keeps_the_rules_of_skos(name: str, graphs: Mapping[str, Graph]) -> None:
    conforms, report = shacl(graphs[name])
    assert conforms, report


BROKEN = """
@prefix : <https://cloudwise.example/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://cloudwise.example/terms/service-model/> skos:broader <https://cloudwise.example/terms/hosted-private-cloud/> .
<https://cloudwise.example/terms/private-cloud/> skos:related <https://cloudwise.example/terms/service-model/> ;
  skos:prefLabel "cloud of one's own"@en ; skos:altLabel "private cloud"@en-GB, "Hypervisor"@en .
:stray a skos:Concept ; skos:inScheme <https://cloudwise.example/terms/> ; skos:notation "stray" .
:gone owl:deprecated true ; dcterms:isReplacedBy <https://cloudwise.example/terms/virtual-machine/> .
<https://cloudwise.example/terms/virtual-machine/> owl:deprecated true ; dcterms:isReplacedBy :gone .
"""


def test_the_rules_find_every_fault(exports: Mapping) -> None:
    conforms, report = shacl(Graph().parse(data=exports["old"][1]["glossary.ttl"], format="turtle").parse(data=BROKEN, format="turtle"))
    assert not conforms
    for found in (
        "it stands above itself", "what is related stands above or below it", "the way back is missing",
        "it is at the top and below a concept", "it stands neither below a concept nor at the top", "two concepts have this name",
        "it is replaced by itself", "Less than 1 values on :stray->skos:prefLabel",
        "More than 1 values on <https://cloudwise.example/terms/private-cloud/>->skos:prefLabel",
        "Less than 1 values on :stray->skos:definition", 'Value Node: Literal("private cloud", lang=en-GB)',
    ):
        assert found in report


def test_turtle_has_every_concept_with_its_names_and_definition(exports: Mapping, graphs: Mapping[str, Graph]) -> None:
    for name, (glossary, _) in exports.items():
        graph = graphs[name]
        assert {str(each) for each in graph.subjects(RDF.type, SKOS.Concept)} == {each.url for each in glossary.concepts.values()}
        for concept in glossary.concepts.values():
            page = URIRef(concept.url)
            assert str(graph.value(page, SKOS.notation)) == concept.id
            assert str(graph.value(page, SKOS.definition)) == concept.definition
            assert {str(each) for each in graph.objects(page, SKOS.broader)} == {glossary.concepts[id].url for id in concept.broader}
            assert {str(each) for each in graph.objects(page, SKOS.narrower)} == {glossary.concepts[id].url for id in concept.narrower}
            assert {str(each) for each in graph.objects(page, SKOS.altLabel)} == {*concept.admitted, *concept.abbreviations}
            assert {each.language.casefold() for each in graph.objects(page, SKOS.prefLabel)} == {"en-gb"}


def test_whoever_has_only_the_turtle_can_check_the_hash(exports: Mapping, graphs: Mapping[str, Graph]) -> None:
    graph, (glossary, _) = graphs["real"], exports["real"]
    own = URIRef(f"{glossary.url}glossary.ttl#hash")
    assert (own, RDF.type, RDF.Property) in graph
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert str(graph.value(concept, own)) == digest(f"{graph.value(concept, SKOS.prefLabel)} {graph.value(concept, SKOS.definition)}")


def test_pyld_reads_the_same_triples_from_json_ld(export: tuple, graphs: Mapping[str, Graph]) -> None:
    _, files = export
    quads = jsonld.to_rdf(json.loads(files["glossary.jsonld"]), {"format": "application/n-quads"})
    assert set(Graph().parse(data=quads, format="nt")) == set(Graph().parse(data=files["glossary.ttl"], format="turtle"))


def test_the_files_of_single_concepts_add_up_to_the_whole(export: tuple) -> None:
    glossary, files = export
    whole = Graph().parse(data=files["glossary.ttl"], format="turtle")
    parts = Graph()
    for path, file in files.items():
        if path.startswith("terms/") and path.endswith(".ttl"):
            parts.parse(data=file, format="turtle")
    own = URIRef(f"{glossary.url}glossary.ttl#")
    left = {(subject, predicate) for subject, predicate, _ in set(whole) - set(parts) if not subject.startswith(own)}
    assert set(parts) <= set(whole)
    assert left == {(URIRef(f"{glossary.url}terms/"), SKOS.hasTopConcept)}


# --- TBX, judged by a RELAX NG schema


@pytest.fixture(scope="session")
def tbx_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "tbx" / "tbx-basic.rng"))


def test_tbx_is_valid_and_its_references_lead_somewhere(export: tuple, tbx_schema: etree.RelaxNG) -> None:
    root = etree.fromstring(export[1]["glossary.tbx"])
    assert tbx_schema.validate(root), tbx_schema.error_log
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//t:ref/@target", namespaces=TBX)) <= set(ids)


FAULTS = {
    "another style": ('style="dca"', 'style="dct"'),
    "another dialect": ('type="TBX-Basic"', 'type="TBX-Min"'),
    "an older namespace": (NAMESPACE, "urn:iso:std:iso:30042:ed:3.0"),
    "a wrong type": ('type="transactionType"', 'type="theWrongType"'),
    "a wrong value": ("preferredTerm-admn-sts", "preferred"),
    "a field on the wrong level": ('type="definition"', 'type="subjectField"'),
    "an entry without language": ("langSec", "section"),
    "no day": ("<date>2026-11-25", "<date>yesterday"),
    "an id that is none": ('id="c-', 'id="1-'),
    "an address that is none": ('target="https://', 'target="'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_rejects(fault: str, exports: Mapping, tbx_schema: etree.RelaxNG) -> None:
    file = exports["old"][1]["glossary.tbx"].decode()
    assert FAULTS[fault][0] in file
    assert not tbx_schema.validate(etree.fromstring(file.replace(*FAULTS[fault]).encode()))


def test_what_is_not_well_formed_is_not_read(exports: Mapping) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(exports["old"][1]["glossary.tbx"].replace(b"</body>", b""))


def test_tbx_has_every_name_with_its_status(exports: Mapping) -> None:
    glossary, files = exports["real"]
    root = etree.fromstring(files["glossary.tbx"])
    for concept in glossary.concepts.values():
        (entry,) = root.xpath("//t:conceptEntry[@id=$id]", id=f"c-{concept.id}", namespaces=TBX)
        by_status: dict[str, list[str]] = {}
        for term in entry.iterfind(".//t:termSec", TBX):
            status = term.findtext("t:termNote[@type='administrativeStatus']", namespaces=TBX)
            by_status.setdefault(status.partition("Term")[0], []).append(term.findtext("t:term", namespaces=TBX))
        assert by_status.pop("preferred") == [concept.preferred]
        assert by_status.pop("admitted", []) == [*concept.admitted, *concept.abbreviations]
        assert by_status.pop("deprecated", []) == [each.term for each in concept.deprecated]
        assert not by_status
        assert entry.findtext(".//t:descrip[@type='definition']", namespaces=TBX) == concept.definition


# --- tables, opened by Python and by a spreadsheet


def rows(file: bytes, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(file.decode(encoding).splitlines(keepends=True), strict=True))


def test_csv_has_a_row_for_each_concept_and_for_each_former_id(export: tuple) -> None:
    glossary, files = export
    former = sorted(id for concept in glossary.concepts.values() for id in concept.former_ids)
    for found in (rows(files["glossary.csv"]), rows(files["glossary-spreadsheet.csv"], "utf-8-sig")):
        assert [row["id"] for row in found] == [*glossary.concepts, *former]
        definitions = [row["definition"] for row in found if row["status"] != "renamed"]
        assert definitions == [each.definition for each in glossary.concepts.values()]
    assert files["glossary.csv"].count(b"\n") == files["glossary.csv"].count(b"\r\n")


@pytest.fixture
def opened(tmp_path: Path) -> object:
    """Opens a CSV file in a spreadsheet."""
    if spreadsheet.find() is None:
        pytest.skip(spreadsheet.HELP)

    def open(file: bytes) -> dict[tuple[int, int], tuple[str, str]]:
        (tmp_path / "glossary.csv").write_bytes(file)
        return spreadsheet.cells(tmp_path / "glossary.csv")

    return open


def test_a_spreadsheet_shows_every_cell_as_it_is(export: tuple, opened) -> None:
    file = export[1]["glossary-spreadsheet.csv"]
    found = opened(file)
    for number, row in enumerate(rows(file, "utf-8-sig"), 1):
        for column, (name, words) in enumerate(row.items()):
            sort, shown = found.get((number, column), ("text", ""))
            if name == "reviewed" and words:
                assert sort == "number", "a day"
            else:
                assert (sort, shown) == ("text", words.removeprefix("'"))


NASTY = {"definition": '=HYPERLINK("https://x.example","é")', "preferred": "+1", "admitted": ["@sum(1)"], "kind": "-2+3"}


def test_a_spreadsheet_takes_no_cell_for_a_formula(opened) -> None:
    nasty = OLD.model_copy(update={"concepts": {"hypervisor": OLD.concepts["hypervisor"].model_copy(update={**NASTY, "related": []})}})
    files = data_files(nasty)
    plain, safe = opened(files["glossary.csv"]), opened(files["glossary-spreadsheet.csv"])
    assert "formula" in {sort for sort, _ in plain.values()}, "or this shows nothing"
    assert "formula" not in {sort for sort, _ in safe.values()}
    assert {NASTY["definition"], "+1", "@sum(1)", "-2+3"} <= {words for _, words in safe.values()}


# --- JSON, read by a program that was written when format 1 was new


def consume(file: bytes, folder: Path, *arguments: str) -> dict:
    path = folder / "glossary.json"
    path.write_bytes(file)
    ran = subprocess.run([sys.executable, "-I", CONTRACT / "consumer.py", path, *arguments], capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def test_the_old_program_reads_the_document_it_was_written_for(tmp_path: Path) -> None:
    frozen = (CONTRACT / "format-1.json").read_bytes()
    found = consume(frozen, tmp_path, "hosted-private-cloud")
    assert found["definition"] == "private cloud at the provider's site"
    assert found["above"] == ["hosted-service", "private-cloud", "service-model"]
    assert consume(frozen, tmp_path, RENAMED)["id"] == HEIR
    assert consume(frozen, tmp_path, "cloud-repatriation")["instead"] == ["cloud-migration"]


def test_the_old_program_reads_what_is_published_today(exports: Mapping, tmp_path: Path) -> None:
    for name, (glossary, files) in exports.items():
        id = next(each.id for each in glossary.concepts.values() if each.broader and each.admitted)
        concept = glossary.concepts[id]
        found = consume(files["glossary.json"], tmp_path, id, concept.hash)
        assert found["definition"] == concept.definition, name
        assert found["names"] == [concept.preferred, *concept.admitted, *concept.abbreviations]
        assert found["above"][: len(concept.broader)] == concept.broader
        assert found["hash"] == concept.hash
        assert not found["changed"]
        assert found["cite"] == f"{glossary.title} {glossary.version}, {concept.url}, {glossary.licence}"


@pytest.fixture(scope="session")
def promised() -> Draft202012Validator:
    return Draft202012Validator(json.loads((CONTRACT / "format-1.schema.json").read_text("utf-8")))


def test_today_s_json_keeps_what_format_1_promised(export: tuple, promised: Draft202012Validator) -> None:
    promised.validate(json.loads(export[1]["glossary.json"]))


def test_today_s_json_is_what_its_own_schema_says(export: tuple) -> None:
    schema = json.loads(export[1]["glossary.schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(export[1]["glossary.json"]))


def test_the_promise_allows_more_and_not_less(promised: Draft202012Validator) -> None:
    frozen = json.loads((CONTRACT / "format-1.json").read_text("utf-8"))
    more = {**frozen, "made": "today", "concepts": {id: {**each, "colour": "blue"} for id, each in frozen["concepts"].items()}}
    promised.validate(more)
    for key in frozen["concepts"]["hypervisor"]:
        less = {id: {name: value for name, value in each.items() if name != key} for id, each in frozen["concepts"].items()}
        with pytest.raises(ValidationError):
            promised.validate({**frozen, "concepts": less})
    with pytest.raises(ValidationError):
        promised.validate({**frozen, "format": "2"})


def test_a_document_of_old_is_still_read() -> None:
    assert PublishedGlossary.model_validate_json((CONTRACT / "format-1.json").read_bytes()).concepts[HEIR].former_ids == [RENAMED]


# --- what whoever holds the old export learns from the new one


def told_by_turtle(file: bytes, id: str) -> dict[str, object]:
    graph = Graph().parse(data=file, format="turtle")
    page = URIRef(OLD.concepts[id].url)
    own = f"{OLD.url}glossary.ttl#"
    return {
        "gone": (page, OWL.deprecated, Literal(True)) in graph,
        "instead": [str(graph.value(each, SKOS.notation)) for each in graph.objects(page, DCTERMS.isReplacedBy)],
        "hash": str(graph.value(page, URIRef(f"{own}hash"))),
        "meaning": str(graph.value(page, URIRef(f"{own}meaning"))),
    }


def told_by_csv(file: bytes, id: str) -> dict[str, object]:
    row = next(row for row in rows(file) if row["id"] == id)
    instead = row["replaced_by"].split(" | ") if row["replaced_by"] else []
    return {"gone": row["status"] in ("renamed", "withdrawn"), "instead": instead, "hash": row["hash"], "meaning": row["meaning"]}


def told_by_tbx(file: bytes, id: str) -> dict[str, object]:
    (named,) = etree.fromstring(file).xpath("//*[@id=$id]", id=f"c-{id}")
    entry = named if named.tag.endswith("conceptEntry") else named.getparent()
    statuses = {each.text for each in entry.iterfind(".//t:termNote[@type='administrativeStatus']", TBX)}
    stated = re.search(r"Hash (\w+), meaning (\w+)", "".join(entry.itertext()))
    refs = [each.get("target") for each in entry.iterfind("t:ref", TBX) if each.text.startswith("instead")]
    leads = [entry.get("id")] if named is not entry else refs
    return {
        "gone": statuses == {"deprecatedTerm-admn-sts"} or named is not entry,
        "instead": [each.removeprefix("c-") for each in leads],
        "hash": stated[1],
        "meaning": stated[2],
    }


def told_by_record(files: Mapping[str, bytes], id: str) -> dict[str, object]:
    record = json.loads(files[f"terms/{id}.json"])
    gone = record["status"] in ("renamed", "withdrawn")
    instead = [record["concept"]["id"]] if record["status"] == "renamed" else record["concept"]["replacedBy"]
    return {"gone": gone, "instead": instead, "hash": record["hash"], "meaning": record["meaning"]}


TOLD = {
    "turtle": lambda files, id: told_by_turtle(files["glossary.ttl"], id),
    "csv": lambda files, id: told_by_csv(files["glossary.csv"], id),
    "tbx": lambda files, id: told_by_tbx(files["glossary.tbx"], id),
    "json": told_by_record,
}


@pytest.mark.parametrize("reader", TOLD)
def test_an_old_id_tells_what_happened(reader: str, exports: Mapping) -> None:
    before, now = ((lambda id, files=exports[name][1]: TOLD[reader](files, id)) for name in ("old", "new"))
    for id in (RENAMED, WITHDRAWN, REWORDED, REDEFINED, "private-cloud"):
        assert (before(id)["gone"], before(id)["instead"]) == (False, [])
    assert (now(RENAMED)["gone"], now(RENAMED)["instead"]) == (True, [HEIR])
    assert (now(WITHDRAWN)["gone"], now(WITHDRAWN)["instead"]) == (True, ["cloud-migration"])
    for id, other_words, other_meaning in ((REWORDED, True, False), (REDEFINED, False, True), ("private-cloud", False, False)):
        assert not now(id)["gone"]
        assert (now(id)["hash"] != before(id)["hash"]) == other_words
        assert (now(id)["meaning"] != before(id)["meaning"]) == other_meaning


def test_the_file_at_an_old_address_leads_on(exports: Mapping) -> None:
    graph = Graph().parse(data=exports["new"][1][f"terms/{RENAMED}.ttl"], format="turtle")
    assert list(graph.objects(URIRef(OLD.concepts[RENAMED].url), DCTERMS.isReplacedBy)) == [URIRef(NEW.concepts[HEIR].url)]


def test_the_old_program_learns_it_too(exports: Mapping, tmp_path: Path) -> None:
    def now(id: str) -> dict:
        return consume(exports["new"][1]["glossary.json"], tmp_path, id, OLD.concepts[id].hash)

    assert now(RENAMED)["id"] == HEIR
    assert now(WITHDRAWN)["instead"] == ["cloud-migration"]
    assert now(REWORDED)["changed"]
    assert not now("private-cloud")["changed"]
