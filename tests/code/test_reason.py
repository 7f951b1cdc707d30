"""Reasoning: what follows from the characteristics, on the cloud glossary and on glossaries drawn at random."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shorewise.glossary import Glossary
from shorewise.load import load
from shorewise.reason import STAGES, Reasoner, Region, closure, reasoner

CONCEPT = """\
preferred: {name}
kind: model
definition: "[{genus}][]"
characteristics: {{{characteristics}}}
reviewed: 2026-11-25
"""


@pytest.fixture
def cloud(glossary_of: Callable[..., Glossary]) -> Reasoner:
    return reasoner(glossary_of())


@pytest.fixture
def audited(glossary_of: Callable[..., Glossary]) -> Reasoner:
    return reasoner(glossary_of(), "auditor")


def allowed(region: Region) -> dict[str, set[str]]:
    """What a region allows on the dimensions that it limits."""
    return {dimension: set(region.values((stage, dimension))) for stage, dimension in region.limited()}


# --- regions


def test_a_region_is_inherited_from_the_genus_and_narrowed(cloud: Reasoner) -> None:
    assert allowed(cloud.region("platform-as-a-service")) == {"application": {"customer"}, "platform": {"provider"}, "location": {"hosted"}}


def test_the_root_allows_everything(cloud: Reasoner) -> None:
    assert cloud.region("service-model").limited() == []


def test_a_kind_without_cases_has_no_region(cloud: Reasoner) -> None:
    assert cloud.region("hypervisor") is None


def test_a_change_has_a_region_for_each_of_its_stages(cloud: Reasoner) -> None:
    region = cloud.region("cloud-migration")
    assert [set(region.values((stage, "location"))) for stage in STAGES] == [{"on-premises"}, {"hosted"}, {"on-premises", "hosted"}]


def test_another_reading_replaces_characteristics(audited: Reasoner) -> None:
    assert allowed(audited.region("private-cloud")) == {"tenancy": {"partitioned", "dedicated"}}


def test_what_is_defined_by_the_genus_follows_it_under_another_reading(audited: Reasoner) -> None:
    assert allowed(audited.region("hosted-private-cloud")) == {"tenancy": {"partitioned", "dedicated"}, "location": {"hosted"}}


def test_what_is_defined_by_another_genus_stays_under_another_reading(cloud: Reasoner, audited: Reasoner) -> None:
    assert allowed(audited.region("hosted-service")) == allowed(cloud.region("hosted-service"))


def test_the_first_reading_is_the_default(glossary_of: Callable[..., Glossary]) -> None:
    assert reasoner(glossary_of()).reading == "buyer"


def test_what_stands_under_an_empty_region_is_empty_too(glossary_of: Callable[..., Glossary]) -> None:
    reason = reasoner(glossary_of({
        "concepts/annexe.yaml": CONCEPT.format(name="annexe", genus="hosted service", characteristics="location: on-premises"),
        "concepts/lone-annexe.yaml": CONCEPT.format(name="lone annexe", genus="annexe", characteristics="tenancy: dedicated"),
    }))
    assert not reason.region("annexe")
    assert reason.region("lone-annexe") <= reason.region("annexe")


@pytest.mark.parametrize("first", ["egg", "hen"])
def test_definitions_that_go_round_in_circles_have_an_end(glossary_of: Callable[..., Glossary], first: str) -> None:
    reason = reasoner(glossary_of({
        "concepts/egg.yaml": CONCEPT.format(name="egg", genus="hen", characteristics="tenancy: shared"),
        "concepts/hen.yaml": CONCEPT.format(name="hen", genus="egg", characteristics="location: hosted"),
    }))
    assert allowed(reason.region(first)) == {"tenancy": {"shared"}, "location": {"hosted"}}


def test_a_line_of_three_hundred_definitions_is_followed_to_its_end(glossary_of: Callable[..., Glossary]) -> None:
    names = ["service model", *(f"x{i}" for i in range(300))]
    files = {f"concepts/{name}.yaml": CONCEPT.format(name=name, genus=genus, characteristics="") for genus, name in zip(names, names[1:], strict=False)}
    assert reasoner(glossary_of(files)).region("x299").limited() == []


# --- order


def test_a_concept_may_stand_under_several(cloud: Reasoner) -> None:
    assert cloud.broader("hosted-private-cloud") == ["hosted-service", "private-cloud"]


def test_narrower_is_the_reverse_of_broader(cloud: Reasoner) -> None:
    assert cloud.narrower("hosted-service") == ["hosted-private-cloud", "infrastructure-as-a-service", "platform-as-a-service", "software-as-a-service"]


def test_ancestors_are_all_concepts_above(cloud: Reasoner) -> None:
    assert cloud.ancestors("hosted-private-cloud") == {"hosted-service", "private-cloud", "service-model"}


def test_concepts_without_cases_stand_where_it_is_written(glossary_of: Callable[..., Glossary], cloud_files: dict[str, bytes]) -> None:
    text = cloud_files["concepts/virtual-machine.yaml"].decode().replace("kind:", "broader: [hypervisor]\nkind:")
    reason = reasoner(glossary_of({"concepts/virtual-machine.yaml": text}))
    assert [reason.broader("virtual-machine"), reason.narrower("hypervisor")] == [["hypervisor"], ["virtual-machine"]]


def test_changes_are_ordered_among_themselves(glossary_of: Callable[..., Glossary]) -> None:
    reason = reasoner(glossary_of({"concepts/move.yaml": "preferred: move\nkind: change\ndefinition: change of place\nto: {location: hosted}\nreviewed: 2026-11-25\n"}))
    assert [reason.broader("cloud-migration"), reason.broader("move"), reason.narrower("move")] == [["move"], [], ["cloud-migration"]]


def test_a_withdrawn_concept_is_no_longer_between_the_others(glossary_of: Callable[..., Glossary], cloud_files: dict[str, bytes]) -> None:
    text = cloud_files["concepts/private-cloud.yaml"].decode() + "status: withdrawn\nreplaced-by: [service-model]\n"
    assert reasoner(glossary_of({"concepts/private-cloud.yaml": text})).broader("hosted-private-cloud") == ["hosted-service"]


@pytest.mark.parametrize(("first", "second", "kind"), [
    ("hosted-service", "hosted-service", "equal"),
    ("hosted-private-cloud", "private-cloud", "narrower"),
    ("service-model", "private-cloud", "broader"),
    ("private-cloud", "software-as-a-service", "overlapping"),
    ("hosted-service", "on-premises-system", "disjoint"),
    ("cloud-migration", "cloud-repatriation", "disjoint"),
])
def test_two_concepts_are_related_with_cases_that_show_it(cloud: Reasoner, first: str, second: str, kind: str) -> None:
    relation = cloud.relation(first, second)
    assert relation.kind == kind
    a, b = cloud.region(first), cloud.region(second)
    for witness, in_first, in_second in ((relation.both, True, True), (relation.only_first, True, False), (relation.only_second, False, True)):
        if witness:
            case = a.space.region({axis: [value] for axis, value in witness.items()})
            assert (case <= a, case <= b) == (in_first, in_second)
    shown = bool(relation.both), bool(relation.only_first), bool(relation.only_second)
    assert shown == {
        "equal": (True, False, False), "narrower": (True, False, True), "broader": (True, True, False),
        "overlapping": (True, True, True), "disjoint": (False, True, True),
    }[kind]


@pytest.mark.parametrize(("first", "second"), [("hypervisor", "hosted-service"), ("cloud-migration", "hosted-service")])
def test_concepts_without_cases_of_one_sort_have_no_relation(cloud: Reasoner, first: str, second: str) -> None:
    assert cloud.relation(first, second) is None


# --- cases

OPEN = {"application": "customer", "location": "hosted"}


def test_a_case_is_for_certain_what_it_is_whatever_it_leaves_open(cloud: Reasoner) -> None:
    assert cloud.holds(cloud.case(OPEN)) == ["hosted-service", "service-model"]


def test_a_case_may_be_what_it_leaves_open(cloud: Reasoner) -> None:
    assert cloud.possible(cloud.case(OPEN)) == ["hosted-private-cloud", "infrastructure-as-a-service", "platform-as-a-service", "private-cloud"]


def test_the_most_specific_concepts_contain_no_other_one(cloud: Reasoner) -> None:
    case = cloud.case({**OPEN, "platform": "provider", "tenancy": "dedicated"})
    assert cloud.most_specific(case) == ["hosted-private-cloud", "platform-as-a-service"]


def test_a_scope_leaves_out_the_other_concepts(cloud: Reasoner) -> None:
    case = cloud.case({**OPEN, "platform": "provider", "tenancy": "dedicated"})
    assert cloud.most_specific(case, ["private-cloud", "service-model", "hypervisor"]) == ["private-cloud"]


def test_a_case_has_another_name_under_another_reading(cloud: Reasoner, audited: Reasoner) -> None:
    assert [each.most_specific(each.case({"tenancy": "partitioned"})) for each in (cloud, audited)] == [["service-model"], ["private-cloud"]]


def test_a_way_round_leads_back_to_its_start() -> None:
    ways = {"a": ["b"], "b": ["c"], "c": ["b"]}
    assert [closure(each, ways.__getitem__) for each in "ab"] == [{"b", "c"}, {"b", "c"}]


# --- glossaries drawn at random

HEAD = {
    "about.yaml": "title: T\nlanguage: en\nurl: https://t.example/\nlicence: CC0\nroot: c0\n",
    "kinds.yaml": "model: {label: m, plural: ms, explanation: E., states: characteristics}\n",
    "dimensions/x.yaml": "label: X\nquestion: X?\naxis: x\nrank: 1\nvalues: {a: {label: A}, b: {label: B}, c: {label: C}}\n",
    "dimensions/y.yaml": "label: Y\nquestion: Y?\naxis: y\nrank: 2\nvalues: {a: {label: A}, b: {label: B}}\n",
}
_values = {"x": st.lists(st.sampled_from("abc"), min_size=1, unique=True), "y": st.lists(st.sampled_from("ab"), min_size=1, unique=True)}


@st.composite
def reasoners(draw: st.DrawFn) -> Reasoner:
    """Up to eight concepts, each defined by an earlier one, with characteristics that may contradict it."""
    files = dict(HEAD)
    for i in range(draw(st.integers(1, 8))):
        genus = f"c{draw(st.integers(0, i - 1))}" if i else "nothing"
        stated = draw(st.fixed_dictionaries({}, optional=_values)) if i else {}
        characteristics = ", ".join(f"{dimension}: [{', '.join(values)}]" for dimension, values in stated.items())
        files[f"concepts/c{i}.yaml"] = CONCEPT.format(name=f"c{i}", genus=genus, characteristics=characteristics)
    glossary, problems = load({path: text.encode() for path, text in files.items()})
    assert glossary and not problems
    return Reasoner(glossary, "")


drawn = settings(max_examples=100, deadline=None, derandomize=True)


@given(reasoners())
@drawn
def test_being_contained_is_an_order(reason: Reasoner) -> None:
    regions = list(reason.areas.values())
    assert all(a <= a for a in regions)
    assert all(a.mask == b.mask for a in regions for b in regions if a <= b and b <= a)
    assert all(a <= c for a in regions for b in regions if a <= b for c in regions if b <= c)


@given(reasoners())
@drawn
def test_every_region_lies_in_that_of_its_genus(reason: Reasoner) -> None:
    pairs = [(concept.id, genus.id) for concept in reason.glossary.concepts.values() if (genus := reason.genus(concept))]
    assert [(id, genus) for id, genus in pairs if not reason.region(id) <= reason.region(genus)] == []


@given(reasoners())
@drawn
def test_witnesses_are_inside_and_outside(reason: Reasoner) -> None:
    for a in filter(None, reason.areas.values()):
        for b in reason.areas.values():
            witness = a.witness(b)
            assert bool(witness) == (not a <= b)
            if witness:
                case = a.space.region({axis: [value] for axis, value in witness.items()})
                assert case and case <= a and not case <= b


@given(reasoners())
@drawn
def test_broader_concepts_contain_the_concept_and_nothing_lies_between(reason: Reasoner) -> None:
    for id, above in reason.order.items():
        for other in above:
            assert reason.areas[id] < reason.areas[other]
            assert not any(reason.areas[id] < between < reason.areas[other] for between in reason.areas.values())


@given(reasoners(), st.fixed_dictionaries({}, optional={"x": st.sampled_from("abc"), "y": st.sampled_from("ab")}))
@drawn
def test_no_most_specific_concept_contains_another(reason: Reasoner, case: dict[str, str]) -> None:
    region = reason.case(case)
    found = reason.most_specific(region)
    assert not any(reason.areas[a] < reason.areas[b] for a in found for b in found)
    assert set(found) <= set(reason.holds(region)) and not set(reason.holds(region)) & set(reason.possible(region))


@given(reasoners())
@drawn
def test_a_full_case_leaves_nothing_open(reason: Reasoner) -> None:
    assert all(reason.possible(reason.case({"x": x, "y": y})) == [] for x in "abc" for y in "ab")


@given(reasoners())
@drawn
def test_a_relation_read_from_the_other_side_is_the_reverse(reason: Reasoner) -> None:
    reverse = {"narrower": "broader", "broader": "narrower"}
    for a in reason.areas:
        for b in reason.areas:
            kind = reason.relation(a, b).kind
            assert reason.relation(b, a).kind == reverse.get(kind, kind)
