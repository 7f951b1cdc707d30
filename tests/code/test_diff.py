"""What changed between two versions: the sort of each change, and the version number that is honest about them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from shorewise.diff import SIZES, Change, changes, next_version
from shorewise.glossary import Glossary
from shorewise.load import load, read_files
from shorewise.published import PublishedConcept, PublishedGlossary, as_json, published
from shorewise.releases import refusal

HERE = Path(__file__).parent / "cloud"
CLOUD = published(load(read_files(HERE))[0], "1.2.0")


def file(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A file of the cloud glossary with other words in it."""
    text = (HERE / path).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


def concept(glossary: PublishedGlossary, id: str, **changed: object) -> PublishedGlossary:
    """The glossary with another concept in the place of one."""
    return with_concepts(glossary, {id: glossary.concepts[id].model_copy(update=changed)})


def with_concepts(glossary: PublishedGlossary, changed: Mapping[str, PublishedConcept | None]) -> PublishedGlossary:
    every = {**glossary.concepts, **changed}
    return glossary.model_copy(update={"concepts": {each.id: each for each in every.values() if each}})


def said(old: PublishedGlossary, new: PublishedGlossary) -> dict[str, str]:
    """Entry -> sort of its change."""
    return {f"{change.collection}/{change.id}": change.sort for change in changes(old, new)}


def one(old: PublishedGlossary, new: PublishedGlossary, id: str) -> Change:
    return next(change for change in changes(old, new) if change.id == id)


def test_nothing_changes_between_a_version_and_itself() -> None:
    assert changes(CLOUD, CLOUD) == []


def test_the_published_form_reads_back_as_it_was() -> None:
    assert PublishedGlossary.model_validate_json(as_json(CLOUD)) == CLOUD


def test_other_words_with_the_same_region_are_editorial(glossary_of: Callable[..., Glossary]) -> None:
    new = published(glossary_of(file("concepts/hosted-service.yaml", ("at the provider's site", "that runs at the provider's site"))), "now")
    assert said(CLOUD, new)["concepts/hosted-service"] == "editorial"


def test_a_value_less_is_a_narrowing_for_the_concept_and_all_below_it(glossary_of: Callable[..., Glossary]) -> None:
    new = published(glossary_of(file("concepts/hosted-private-cloud.yaml", ("  location: hosted\nexamples", "  location: hosted\n  platform: provider\nexamples"))), "now")
    change = one(CLOUD, new, "hosted-private-cloud")
    assert (change.sort, change.size) == ("narrowing", "minor")
    assert change.because == "'hosted private cloud' covers fewer cases than before: platform no longer the customer."


def test_a_value_more_is_a_widening(glossary_of: Callable[..., Glossary]) -> None:
    new = published(glossary_of(file("concepts/private-cloud.yaml", ("  tenancy: dedicated\ncharacteristics-under", "  tenancy: isolated\ncharacteristics-under"))), "now")
    found = said(CLOUD, new)
    assert (found["concepts/private-cloud"], found["concepts/hosted-private-cloud"]) == ("widening", "widening")


def test_another_value_is_incompatible(glossary_of: Callable[..., Glossary]) -> None:
    new = published(glossary_of(file("concepts/on-premises-system.yaml", ("  location: on-premises\ncontrasts", "  location: hosted\ncontrasts"))), "now")
    change = one(CLOUD, new, "on-premises-system")
    assert (change.sort, change.size) == ("incompatible", "major")
    assert "no longer at the customer's, location now also at the provider's" in change.because


def region(**axes: list[str]) -> dict[str, dict[str, list[str]]]:
    return {"buyer": axes, "auditor": axes}


@pytest.mark.parametrize(("before", "after", "sort"), [
    (region(location=["hosted"]), region(location=["hosted"], size=["small"]), "narrowing"),
    (region(location=["hosted"], size=["small"]), region(location=["hosted"]), "widening"),
    (region(location=["hosted"]), region(size=["small"]), "incompatible"),
    (region(**{"from/location": ["hosted"]}), region(**{"from/location": ["hosted"], "to/size": ["small"]}), "narrowing"),
])
@pytest.mark.parametrize("known_to", ["old", "new"])
def test_a_dimension_that_one_version_does_not_know_allows_everything_there(before: dict, after: dict, sort: str, known_to: str) -> None:
    more = {**CLOUD.dimensions, "size": {"small": "small", "big": "big"}}
    old, new = concept(CLOUD, "hosted-service", regions=before), concept(CLOUD, "hosted-service", regions=after)
    if known_to == "old":
        old = old.model_copy(update={"dimensions": more})
    else:
        new = new.model_copy(update={"dimensions": more})
    assert said(old, new)["concepts/hosted-service"] == sort


def test_a_new_value_is_no_change_of_a_concept_that_allows_all() -> None:
    new = CLOUD.model_copy(update={"dimensions": {**CLOUD.dimensions, "location": {**CLOUD.dimensions["location"], "edge": "at the edge"}}})
    assert changes(CLOUD, new) == []


def test_fewer_cases_under_one_reading_and_more_under_another_are_incompatible() -> None:
    old = concept(CLOUD, "hosted-service", regions={"buyer": {"location": ["hosted"]}, "auditor": {"tenancy": ["shared", "dedicated"]}})
    new = concept(CLOUD, "hosted-service", regions={"buyer": {}, "auditor": {"tenancy": ["shared"]}})
    assert said(old, new)["concepts/hosted-service"] == "incompatible"


def test_another_id_that_names_the_old_one_is_a_renaming_and_no_change_of_others() -> None:
    moved = CLOUD.concepts["hypervisor"].model_copy(update={"id": "machine-monitor", "former_ids": ["hypervisor"]})
    new = with_concepts(CLOUD, {"hypervisor": None, "machine-monitor": moved})
    change = one(CLOUD, new, "hypervisor")
    assert (change.sort, change.now, change.because) == ("renamed", ("machine-monitor",), "'hypervisor' is now 'machine-monitor'.")


def test_what_stands_under_a_renamed_concept_means_the_same(glossary_of: Callable[..., Glossary]) -> None:
    old = concept(CLOUD, "virtual-machine", broader=["hypervisor"])
    moved = CLOUD.concepts["hypervisor"].model_copy(update={"id": "machine-monitor", "former_ids": ["hypervisor"]})
    below = old.concepts["virtual-machine"].model_copy(update={"broader": ["machine-monitor"]})
    new = with_concepts(old, {"hypervisor": None, "machine-monitor": moved, "virtual-machine": below})
    assert said(old, new) == {"concepts/hypervisor": "renamed", "concepts/virtual-machine": "editorial"}


def test_a_comparison_and_a_decision_about_a_renamed_concept_keep_their_meaning(glossary_of: Callable[..., Glossary]) -> None:
    path = "concepts/software-as-a-service.yaml"
    text = file(path)[path] + "former-ids: [software-as-a-service]\n"
    changed = {path: None, "concepts/software-on-tap.yaml": text}
    for other in [*HERE.rglob("*.yaml")]:
        where = other.relative_to(HERE).as_posix()
        words = other.read_text("utf-8").replace("software-as-a-service", "software-on-tap")
        if where != path and words != other.read_text("utf-8"):
            changed[where] = words
    changed["concepts/software-on-tap.yaml"] = text.replace("names: [software-as-a-service]", "names: [software-on-tap]")
    found = said(CLOUD, published(glossary_of(changed), "now"))
    assert found["concepts/software-as-a-service"] == "renamed"
    assert {found.get("comparisons/three-services"), found.get("decisions/which-model")} <= {"editorial", None}


def test_another_name_for_the_same_concept_is_a_renaming() -> None:
    change = one(CLOUD, concept(CLOUD, "hypervisor", preferred="machine monitor"), "hypervisor")
    assert (change.sort, change.because) == ("renamed", "'hypervisor' is now called 'machine monitor'.")


def test_a_concept_that_is_gone_or_marked_is_withdrawn() -> None:
    gone = one(CLOUD, with_concepts(CLOUD, {"hypervisor": None}), "hypervisor")
    marked = one(CLOUD, concept(CLOUD, "hypervisor", status="withdrawn", replaced_by=["virtual-machine"]), "hypervisor")
    assert (gone.sort, gone.now, marked.sort, marked.now) == ("withdrawn", (), "withdrawn", ("virtual-machine",))


def test_a_concept_without_a_region_changes_with_what_sets_it_apart() -> None:
    assert one(CLOUD, concept(CLOUD, "hypervisor", delimits=["feeds"]), "hypervisor").sort == "incompatible"
    assert one(CLOUD, concept(CLOUD, "hypervisor", definition="code that divides a machine"), "hypervisor").sort == "editorial"
    assert one(CLOUD, concept(CLOUD, "hypervisor", broader=["virtual-machine"]), "hypervisor").sort == "incompatible"


@pytest.mark.parametrize("unseen", [{"reviewed": "2027-01-01"}, {"status": "reviewed"}, {"url": "https://elsewhere.example/"}])
def test_what_no_reader_sees_is_no_change(unseen: dict) -> None:
    assert changes(CLOUD, concept(CLOUD, "hypervisor", **unseen)) == []


def test_a_change_names_what_it_touches() -> None:
    change = one(CLOUD, concept(CLOUD, "software-as-a-service", regions={"buyer": {}, "auditor": {}}), "software-as-a-service")
    assert change.touches == ("comparisons/three-services", "decisions/which-model")


def test_a_comparison_moves_with_the_meaning_of_its_concepts(glossary_of: Callable[..., Glossary]) -> None:
    path = "concepts/software-as-a-service.yaml"
    new = published(glossary_of(file(path, ("  application: provider\n  platform: provider\naspects", "  application: provider\naspects"))), "now")
    found = said(CLOUD, new)
    assert (found["concepts/software-as-a-service"], found["comparisons/three-services"]) == ("widening", "widening")


def test_a_comparison_of_more_concepts_is_wider(glossary_of: Callable[..., Glossary]) -> None:
    more = file("comparisons/three-services.yaml", ("software-as-a-service]", "software-as-a-service, hosted-service]"))
    assert said(CLOUD, published(glossary_of(more), "now"))["comparisons/three-services"] == "widening"


def test_a_decision_in_other_words_is_editorial_and_one_that_leads_elsewhere_is_not(glossary_of: Callable[..., Glossary]) -> None:
    path = "decisions/whether-to-move.yaml"
    worded = published(glossary_of(file(path, ("a lot", "very much"))), "now")
    turned = published(glossary_of(file(path, ("answer: a lot\n        result: [move]", "answer: a lot\n        result: [stay]"))), "now")
    assert (said(CLOUD, worded), said(CLOUD, turned)) == ({f"{path[:-5]}": "editorial"}, {f"{path[:-5]}": "incompatible"})


def test_a_new_entry_is_added() -> None:
    old = CLOUD.model_copy(update={"decisions": {}})
    assert said(old, CLOUD) == {"decisions/which-model": "added", "decisions/whether-to-move": "added"}
    assert {change.sort for change in changes(CLOUD, old)} == {"withdrawn"}


def test_the_gravest_change_comes_first() -> None:
    new = concept(concept(CLOUD, "hypervisor", status="withdrawn"), "cloud-migration", notes=["New."])
    assert [change.sort for change in changes(CLOUD, new)] == ["withdrawn", "editorial"]


@pytest.mark.parametrize(("sort", "version"), [
    ("editorial", "1.2.4"), ("added", "1.3.0"), ("narrowing", "1.3.0"), ("widening", "1.3.0"),
    ("renamed", "2.0.0"), ("incompatible", "2.0.0"), ("withdrawn", "2.0.0"),
])
def test_every_sort_of_change_deserves_its_version(sort: str, version: str) -> None:
    change = Change("concepts", "x", sort, "x.")
    assert set(SIZES) >= {sort}
    assert next_version("1.2.3", [change, Change("concepts", "y", "editorial", "y.")]) == version


def test_no_change_deserves_no_version() -> None:
    assert next_version("1.2.3", []) == "1.2.3"


def test_a_version_that_is_too_small_is_refused_with_the_reasons() -> None:
    found = [Change("concepts", "x", "incompatible", "'x' is another thing now."), Change("concepts", "y", "editorial", "other words.")]
    assert refusal("1.3.0", "1.2.3", found).splitlines() == [
        "1.3.0 is too small for what changed since 1.2.3:",
        "  incompatible: 'x' is another thing now. (a major version)",
        "2.0.0 would be right.",
    ]
    assert refusal("1.2.3", "1.2.3", found) == "1.2.3 is not greater than 1.2.3, the newest release. 2.0.0 would be right."
    assert [refusal(version, "1.2.3", found) for version in ("2.0.0", "2.1.0", "10.0.0")] == ["", "", ""]
