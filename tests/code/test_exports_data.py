"""The data exports: whatever words a glossary holds, each format holds the same ones, and says nothing else."""

import csv
import io
import json
import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import DC, DCTERMS, OWL, SKOS
from two_releases import HEIR, NEW, OLD, REDEFINED, RENAMED, REWORDED, WITHDRAWN

from shorewise.export import skos
from shorewise.export.data import data_files
from shorewise.export.meaning import meaning
from shorewise.export.table import COLUMNS, spreadsheet, table
from shorewise.export.tbx import NAMESPACE, tbx
from shorewise.glossary import Glossary
from shorewise.publish.linked_data import linked_data
from shorewise.publish.page import Page
from shorewise.published import Avoided, Contrasted, PublishedGlossary
from shorewise.writers import clean

ID = "software-as-a-service"
TBX = {"t": NAMESPACE}
NASTY = [
    "</script><i>x</i>", "<!-- not a comment", "]]>", "&amp; & &#0;", 'say "so", \\ and \\" too', "a | b \\| c", "\\", "|", "{ } {{ x }}",
    "@prefix x: <y> .", '"""', "line\nbreak\r\nand\rmore", "\ttab", "\u202eright to left\u202c", "\u05d0\u05d1",
    "\x00\x07\x0b\x0c\x1b\x1f\x7f\x85",
    "\u2028\u2029", "\ufeff\ufffe\uffff", "\U0001f600\U0001fffe", "=1+1", "+1", "-1", "@sum(1)", "\uff1d1", "'", "1e5", "007",
    "café", "\u0301",
]
PIECES = st.lists(st.sampled_from(NASTY) | st.text(max_size=8), min_size=1, max_size=4)
WILD = PIECES.map(" ".join).filter(lambda words: clean(words).strip())
WILDLY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def changed(id: str = ID, /, **fields: object) -> PublishedGlossary:
    """The old release with other fields of one concept."""
    return OLD.model_copy(update={"concepts": {**OLD.concepts, id: OLD.concepts[id].model_copy(update=fields)}})


def words(text: str) -> str:
    return clean(text).strip()


def graph_of(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


def skos_of(glossary: PublishedGlossary) -> Graph:
    return graph_of(data_files(glossary)["glossary.ttl"].decode())


def at(glossary: PublishedGlossary, id: str) -> URIRef:
    return URIRef(glossary.concepts[id].url)


def said(graph: Graph, subject: URIRef, predicate: URIRef) -> set[str]:
    return {str(each) for each in graph.objects(subject, predicate)}


def rows_of(file: bytes, encoding: str = "utf-8") -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(file.decode(encoding), newline=""), strict=True)}


def split(cell: str) -> list[str]:
    """A cell with several names, as the module says that it is to be read."""
    return [re.sub(r"\\(.)", r"\1", each, flags=re.S) for each in cell.split(" | ")]


def entry_of(file: bytes, id: str) -> etree._Element:
    (entry,) = etree.fromstring(file).xpath(f"//t:conceptEntry[@id='c-{id}']", namespaces=TBX)
    return entry


# --- wild words


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it.
@given(name=WILD, other=WILD, avoided=WILD, definition=WILD, note=WILD)
@WILDLY
def test_wild_words_come_back_from_turtle_and_json_ld(name: str, other: str, avoided: str, definition: str, note: str) -> None:
    name, other, avoided = f"{name} one", f"{other} two", f"{avoided} three"
    deprecated = [Avoided(term=avoided, reason=note, use=ID)]
    glossary = changed(preferred=name, admitted=[other], abbreviations=[], deprecated=deprecated, definition=definition, notes=[note])
    nodes = [*skos.alone(skos.resources(glossary, "0"), ID)]
    graph = graph_of(skos.turtle(glossary, nodes))
    concept = at(glossary, ID)
    assert said(graph, concept, SKOS.prefLabel) == {words(name)}
    assert said(graph, concept, SKOS.altLabel) == {words(other)}
    assert said(graph, concept, SKOS.hiddenLabel) == {words(avoided)}
    assert said(graph, concept, SKOS.definition) == {words(definition)}
    assert said(graph, concept, SKOS.scopeNote) == {words(note)}
    assert said(graph, concept, SKOS.editorialNote) == {words(f"{avoided}: {note}")}
    linked = skos.json_ld(glossary, nodes)
    assert set(Graph().parse(data=linked, format="json-ld")) == set(graph)
    assert "<" not in linked


@given(name=WILD, other=WILD, avoided=WILD, definition=WILD, note=WILD)
@WILDLY
def test_wild_words_come_back_from_tbx(name: str, other: str, avoided: str, definition: str, note: str) -> None:
    deprecated = [Avoided(term=avoided, reason=note, use=ID)]
    glossary = changed(preferred=name, admitted=[other], abbreviations=[], deprecated=deprecated, definition=definition)
    entry = entry_of(tbx(glossary, "0"), ID)
    terms = [each.text for each in entry.iterfind(".//t:term", TBX)]
    assert terms == [words(each) for each in (name, other, avoided)]
    assert entry.findtext(".//t:descrip[@type='definition']", namespaces=TBX) == words(definition)
    assert entry.findtext(".//t:termSec/t:note", namespaces=TBX) == words(note)


@given(names=st.lists(WILD, min_size=1, max_size=3), definition=WILD)
@WILDLY
def test_wild_words_come_back_from_csv_as_they_are(names: list[str], definition: str) -> None:
    row = rows_of(table(changed(preferred=names[0], admitted=names, definition=definition)))[ID]
    assert row["preferred"] == names[0]
    assert row["definition"] == definition
    assert split(row["admitted"]) == names


@given(name=WILD, definition=WILD)
@WILDLY
def test_no_cell_of_the_spreadsheet_flavour_means_more_than_its_words(name: str, definition: str) -> None:
    row = rows_of(spreadsheet(changed(preferred=name, definition=definition)), "utf-8-sig")[ID]
    for cell, text in ((row["preferred"], name), (row["definition"], definition)):
        assert cell.removeprefix("'") == words(text).removeprefix("'")
        assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))


@pytest.mark.parametrize("number", ["360", "1e5", "9876543210123456", "1,5", "12.50"])
def test_a_number_stays_text_in_a_spreadsheet(number: str) -> None:
    assert rows_of(spreadsheet(changed(preferred=number)), "utf-8-sig")[ID]["preferred"] == f"'{number}"


def test_the_spreadsheet_flavour_says_that_it_is_utf_8() -> None:
    assert spreadsheet(OLD).startswith(b"\xef\xbb\xbf")
    assert not table(OLD).startswith(b"\xef\xbb\xbf")


# --- SKOS


def test_no_triple_stands_twice() -> None:
    glossary = changed(broader=["hosted-service", "hosted-service"], sources=["field-guide", "field-guide"], admitted=["x", "X", "x"])
    for line in data_files(glossary)["glossary.ttl"].decode().splitlines():
        objects = re.findall(r'<[^>]*>|"(?:[^"\\]|\\.)*"', line)
        assert len(objects) == len(set(objects)), line


def test_links_go_both_ways_though_they_are_written_on_one_of_the_two() -> None:
    graph = skos_of(changed("hypervisor", broader=[], related=["private-cloud"]))
    one, other = at(OLD, "hypervisor"), at(OLD, "private-cloud")
    assert (one, SKOS.related, other) in graph
    assert (other, SKOS.related, one) in graph
    assert (at(OLD, "service-model"), SKOS.narrower, other) in graph


def test_what_is_confused_with_a_concept_is_related_unless_one_stands_above_the_other() -> None:
    contrasts = [Contrasted(concept=each, difference=f"not {each}") for each in ("service-model", "hypervisor", "private-cloud")]
    glossary = changed("hosted-private-cloud", contrasts=contrasts, related=["hosted-service"])
    graph = skos_of(glossary)
    concept = at(glossary, "hosted-private-cloud")
    assert set(graph.objects(concept, SKOS.related)) == {at(glossary, "hypervisor")}
    assert said(graph, concept, SKOS.scopeNote) >= {"not service-model", "not hypervisor", "not private-cloud"}


def test_a_name_to_be_avoided_leads_to_what_is_to_be_said_instead() -> None:
    deprecated = [
        Avoided(term="cloud app", reason="Apps are something else.", use="hosted-service"),
        Avoided(term="private cloud", reason="It is not.", use="private-cloud"),
    ]
    graph = skos_of(changed(deprecated=deprecated))
    assert said(graph, at(OLD, "hosted-service"), SKOS.hiddenLabel) == {"cloud app"}
    assert said(graph, at(OLD, ID), SKOS.hiddenLabel) == set()
    assert said(graph, at(OLD, "private-cloud"), SKOS.hiddenLabel) == set(), "it is the preferred label there"
    assert said(graph, at(OLD, ID), SKOS.editorialNote) == {"cloud app: Apps are something else.", "private cloud: It is not."}


@pytest.mark.parametrize(("licence", "uri"), [("CC BY 4.0", {"https://spdx.org/licenses/CC-BY-4.0"}), ("Ask the author", set())])
def test_the_licence_is_stated_in_words_and_by_its_address_where_there_is_one(licence: str, uri: set[str]) -> None:
    graph = skos_of(OLD.model_copy(update={"licence": licence}))
    scheme = URIRef(f"{OLD.url}terms/")
    assert said(graph, scheme, DC.rights) == {licence}
    assert said(graph, scheme, DCTERMS.license) == uri


def test_an_address_with_signs_that_none_may_have_still_parses() -> None:
    glossary = OLD.model_copy(update={"url": "https://x.example/a b<c>\"d/"})
    assert (URIRef("https://x.example/a%20b%3Cc%3E%22d/terms/"), SKOS.hasTopConcept, at(OLD, "service-model")) in skos_of(glossary)


def test_a_concept_is_named_by_the_same_address_as_in_the_head_of_its_page(glossary_of: Callable[[], Glossary]) -> None:
    page = Page("terms/hypervisor/index.html", "Hypervisor", "", "", "concepts", "hypervisor")
    (term, *_) = json.loads(re.search(r">(.*)<", linked_data(glossary_of(), page, {page.stem: page}))[1])["@graph"]
    assert term["@type"] == "DefinedTerm"
    assert (URIRef(term["@id"]), SKOS.notation, Literal(term["termCode"])) in skos_of(OLD)


def test_json_ld_and_turtle_hold_the_same_triples_for_another_reader() -> None:
    files = data_files(NEW)
    for path in ("glossary", f"terms/{ID}", f"terms/{RENAMED}"):
        quads = jsonld.to_rdf(json.loads(files[f"{path}.jsonld"]), {"format": "application/n-quads"})
        read = to_canonical_graph(Graph().parse(data=quads, format="nt"))
        assert set(read) == set(graph_of(files[f"{path}.ttl"].decode())), path


# --- TBX


def test_the_status_of_each_term_is_stated() -> None:
    entry = entry_of(tbx(OLD, "0"), ID)
    found = {
        section.findtext("t:term", namespaces=TBX): [note.text for note in section.iterfind("t:termNote", TBX)]
        for section in entry.iterfind(".//t:termSec", TBX)
    }
    assert found == {
        "software as a service": ["preferredTerm-admn-sts"],
        "software on demand": ["admittedTerm-admn-sts"],
        "SaaS": ["abbreviation", "admittedTerm-admn-sts"],
        "web software": ["deprecatedTerm-admn-sts"],
    }


def test_the_language_of_terms_is_that_of_the_glossary() -> None:
    root = etree.fromstring(tbx(OLD.model_copy(update={"language": "de"}), "0"))
    assert set(root.xpath("/t:tbx/@xml:lang | //t:langSec/@xml:lang", namespaces=TBX)) == {"de"}


# --- all of them


FILES = data_files(OLD)


def test_there_is_a_file_for_each_format_and_for_each_concept_alone() -> None:
    endings = (".json", ".schema.json", ".csv", "-spreadsheet.csv", ".ttl", ".jsonld", ".tbx")
    whole = {f"glossary{ending}" for ending in endings}
    assert set(FILES) == whole | {f"terms/{id}.{ending}" for id in OLD.concepts for ending in ("json", "ttl", "jsonld")}


@pytest.mark.parametrize("path", sorted(set(FILES) - {"glossary.schema.json"}))
def test_every_file_says_licence_version_hash_and_address(path: str) -> None:
    text = FILES[path].decode()
    id = path.removeprefix("terms/").partition(".")[0]
    concept = OLD.concepts.get(id, OLD.concepts[ID])
    assert OLD.licence in text
    assert OLD.version in text
    assert concept.url in text
    if path != "glossary.json":  # Its own hash is what the others state.
        assert concept.hash in text
        assert meaning(concept) in text


@pytest.mark.parametrize("path", ["glossary.ttl", "glossary.jsonld", "glossary.tbx", f"terms/{ID}.ttl", f"terms/{ID}.jsonld"])
def test_the_hash_of_the_whole_is_that_of_its_json(path: str) -> None:
    assert sha256(FILES["glossary.json"]).hexdigest() in FILES[path].decode()


def test_the_same_glossary_makes_the_same_bytes() -> None:
    again = PublishedGlossary.model_validate_json(FILES["glossary.json"])
    assert data_files(again) == FILES


# --- what a change looks like to whoever holds an older export


def test_rewording_changes_the_hash_and_not_the_meaning() -> None:
    before, now = OLD.concepts[REWORDED], NEW.concepts[REWORDED]
    assert before.hash != now.hash
    assert meaning(before) == meaning(now)


def test_redefining_changes_the_meaning_though_no_word_changed() -> None:
    before, now = OLD.concepts[REDEFINED], NEW.concepts[REDEFINED]
    assert before.hash == now.hash
    assert meaning(before) != meaning(now)


@pytest.mark.parametrize("fields", [{"delimits": ["other words"]}, {"broader": ["service-model"]}, {"kind": "model"}])
def test_without_a_region_the_meaning_is_what_sets_the_concept_apart(fields: dict[str, object]) -> None:
    assert meaning(OLD.concepts["hypervisor"]) != meaning(OLD.concepts["hypervisor"].model_copy(update=fields))


def test_an_id_that_another_concept_has_now_is_not_called_renamed() -> None:
    glossary = changed(former_ids=["hypervisor"])
    files = data_files(glossary)
    assert json.loads(files["terms/hypervisor.json"])["concept"]["id"] == "hypervisor"
    assert rows_of(files["glossary.csv"])["hypervisor"]["status"] == "draft"
    assert (at(OLD, "hypervisor"), OWL.deprecated, None) not in graph_of(files["glossary.ttl"].decode())
    assert not entry_of(files["glossary.tbx"], ID).xpath(".//t:note[@id]", namespaces=TBX)


def test_a_former_id_leads_to_its_concept_in_every_format() -> None:
    files = data_files(NEW)
    record = json.loads(files[f"terms/{RENAMED}.json"])
    assert (record["id"], record["status"], record["concept"]["id"]) == (RENAMED, "renamed", HEIR)
    row = rows_of(files["glossary.csv"])[RENAMED]
    stated = {"id": RENAMED, "url": OLD.concepts[RENAMED].url, "status": "renamed", "replaced_by": HEIR}
    assert row == {**dict.fromkeys(COLUMNS, ""), **stated, "version": NEW.version, "licence": NEW.licence}
    for path in ("glossary.ttl", f"terms/{RENAMED}.ttl"):
        assert (at(OLD, RENAMED), DCTERMS.isReplacedBy, at(NEW, HEIR)) in graph_of(files[path].decode())
    assert entry_of(files["glossary.tbx"], HEIR).xpath(f"t:note[@id='c-{RENAMED}']", namespaces=TBX)


def test_a_withdrawn_concept_is_still_there_and_names_what_replaces_it() -> None:
    files = data_files(NEW)
    record = json.loads(files[f"terms/{WITHDRAWN}.json"])
    assert (record["status"], record["concept"]["replacedBy"]) == ("withdrawn", ["cloud-migration"])
    assert rows_of(files["glossary.csv"])[WITHDRAWN]["replaced_by"] == "cloud-migration"
    graph = graph_of(files["glossary.ttl"].decode())
    assert (at(NEW, WITHDRAWN), DCTERMS.isReplacedBy, at(NEW, "cloud-migration")) in graph
    assert said(graph, at(NEW, WITHDRAWN), OWL.deprecated) == {"true"}
    assert (None, SKOS.hasTopConcept, at(NEW, WITHDRAWN)) not in graph
    entry = entry_of(files["glossary.tbx"], WITHDRAWN)
    assert entry.findtext(".//t:termNote[@type='administrativeStatus']", namespaces=TBX) == "deprecatedTerm-admn-sts"
    assert entry.xpath("t:ref/@target", namespaces=TBX)[0] == "c-cloud-migration"
