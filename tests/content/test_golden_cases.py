"""Cases whose names are known from outside: what happened, and what the glossary must call it."""

import pytest

from shorewise.explain import classify, relate
from shorewise.load import default_folder, require
from shorewise.reason import reasoner

GLOSSARY = require(default_folder())
SERVICE = {"direction": "performer", "unit": "service-unit", "serves": "group"}


def is_(case: dict[str, str], reading: str = "group") -> set[str]:
    return set(classify(GLOSSARY, case, reading).matches)


def changes(before: dict[str, str], after: dict[str, str], origin: dict[str, str] | None = None) -> set[str]:
    reason = reasoner(GLOSSARY)
    return set(reason.most_specific(reason.step(before, after, origin or {})))


def test_gecis_was_captive_offshoring_while_general_electric_owned_it() -> None:
    names = is_({**SERVICE, "performer": "affiliate", "place": "far"})
    assert {"captive-offshoring", "offshore-captive"} <= names
    assert not names & {"outsourcing", "offshore-outsourcing"}


def test_gecis_became_offshore_outsourcing_when_control_passed() -> None:
    names = is_({"performer": "third-party", "direction": "performer", "place": "far"})
    assert "offshore-outsourcing" in names
    assert not names & {"captive-offshoring", "captive-unit"}


def test_the_sale_of_gecis_was_a_captive_divestment_in_which_nobody_moved() -> None:
    before = {"performer": "affiliate", "place": "far", "unit": "service-unit"}
    after = {"performer": "third-party", "direction": "performer", "place": "far", "unit": "service-unit"}
    assert changes(before, after) == {"captive-divestment"}


def test_work_from_the_united_states_done_in_germany_is_offshoring_though_wages_are_not_low() -> None:
    assert "offshoring" in is_({"performer": "own-entity", "place": "far"})
    assert "offshoring" in is_({"performer": "third-party", "direction": "performer", "place": "far"})


def test_a_bank_s_own_centre_in_its_home_country_is_no_global_capability_centre() -> None:
    names = is_({**SERVICE, "performer": "own-entity", "place": "home"})
    assert {"captive-unit", "shared-services-centre"} <= names
    assert not names & {"global-capability-centre", "offshoring"}


@pytest.mark.parametrize("performer", ["own-entity", "affiliate"])
def test_to_managers_a_branch_and_a_subsidiary_in_pune_are_both_in_house(performer: str) -> None:
    names = is_({**SERVICE, "performer": performer, "place": "far"}, "group")
    assert {"captive-offshoring", "in-house-provision"} <= names
    assert "outsourcing" not in names


def test_to_a_regulator_the_subsidiary_is_outsourcing_and_the_branch_is_not() -> None:
    branch = is_({**SERVICE, "performer": "own-entity", "place": "far"}, "entity")
    subsidiary = is_({**SERVICE, "performer": "affiliate", "place": "far"}, "entity")
    assert "in-house-provision" in branch and "outsourcing" not in branch
    assert {"outsourcing", "offshore-outsourcing"} <= subsidiary and "in-house-provision" not in subsidiary


def test_a_council_that_takes_a_contract_into_its_own_company_insources_and_never_offshored() -> None:
    before = {"performer": "third-party", "direction": "performer", "place": "home"}
    after = {"performer": "affiliate", "place": "home"}
    assert changes(before, after) == {"insourcing"}
    assert "offshoring" not in is_(before) | is_(after)


def test_from_a_far_vendor_to_a_near_captive_is_insourcing_and_near_reshoring_and_still_offshoring() -> None:
    before = {"performer": "third-party", "direction": "performer", "place": "far"}
    after = {"performer": "affiliate", "place": "near"}
    assert changes(before, after) == {"insourcing", "near-reshoring"}
    assert "offshoring" in is_(after)


@pytest.mark.parametrize(("first", "second", "relation"), [
    ("outsourcing", "offshoring", "overlap"),
    ("offshore-outsourcing", "outsourcing", "nested"),
    ("offshore-outsourcing", "offshoring", "nested"),
    ("global-capability-centre", "shared-services-centre", "nested"),
    ("captive-unit", "outsourcing", "disjoint"),
    ("captive-unit", "business-process-outsourcing", "disjoint"),
    ("offshoring", "domestic-outsourcing", "disjoint"),
    ("staff-augmentation", "outsourcing", "disjoint"),
    ("joint-venture-sourcing", "outsourcing", "disjoint"),
    ("business-process-outsourcing", "information-technology-outsourcing", "disjoint"),
    ("virtual-captive", "captive-unit", "disjoint"),
    ("captive-unit", "offshoring", "overlap"),
    ("knowledge-process-outsourcing", "legal-process-outsourcing", "overlap"),
    ("backshoring", "insourcing", "overlap"),
])  # fmt: skip
def test_pairs_lie_to_each_other_as_the_field_says(first: str, second: str, relation: str) -> None:
    found = relate(GLOSSARY, first, second)
    assert found and found.relation == relation


@pytest.mark.parametrize(("first", "second"), [("captive-unit", "outsourcing"), ("captive-unit", "business-process-outsourcing")])
def test_two_disjoint_pairs_meet_under_the_regulator_s_reading(first: str, second: str) -> None:
    found = relate(GLOSSARY, first, second, "entity")
    assert found and found.relation == "overlap" and "affiliate" in found.witness


@pytest.mark.parametrize("reading", list(GLOSSARY.readings))
def test_every_place_of_an_affiliate_has_a_name_under_every_reading(reading: str) -> None:
    for place in GLOSSARY.dimensions["place"].values:
        names = classify(GLOSSARY, {"performer": "affiliate", "place": place, "direction": "performer"}, reading).most_specific
        assert names and names != [GLOSSARY.about.root]
