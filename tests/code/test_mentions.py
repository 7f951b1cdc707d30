"""Where prose mentions a term and becomes a link, and what is never touched. Each test has a tiny glossary of its own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import KNOWN, PIECES, Names, glossary, short

from shorewise.mentions import mentions, names


def found(text: str, *concepts: Names | str, ambiguous: dict | None = None) -> list[str]:
    """The words that would be links, as they stand in the text."""
    known = names(glossary(*concepts, ambiguous=ambiguous))
    return [text[each.start : each.end] for each in mentions(known, text) if each.concept]


# --- which words are a name


@pytest.mark.parametrize("order", [1, -1])
def test_the_longest_name_wins_whatever_the_order_of_files(order: int) -> None:
    known = ["outsourcing", "offshore outsourcing"][::order]
    assert found("We moved to offshore outsourcing.", *known) == ["offshore outsourcing"]


def test_the_longest_name_wins_among_many_that_begin_alike() -> None:
    text = "a data centre, a data centre operator's contract, a data centre operator"
    assert found(text, "data", "data centre", "data centre operator") == ["data centre", "data centre operator", "data centre operator"]


def test_a_name_is_not_found_inside_a_longer_one_across_which_it_reaches() -> None:
    assert found("offshore outsourcing contract", "offshore outsourcing", "outsourcing contract") == ["offshore outsourcing"]


def test_names_that_end_in_punctuation_are_found() -> None:
    text = "Our C++ team, R&D and the SLA (internal) desk."
    assert found(text, "C++", "R&D", "SLA (internal)") == ["C++", "R&D", "SLA (internal)"]


@pytest.mark.parametrize("text", ["C++11", "AR&DX", "R&D2", "C+++", "SLA (internal)s", "AT-R&D", "R&D-led"])
def test_a_name_that_ends_in_punctuation_is_not_found_in_more(text: str) -> None:
    assert found(text, "C++", "R&D", "SLA (internal)") == []


@pytest.mark.parametrize("text", ["C++", "C#", "C&A"])
def test_a_name_is_not_found_in_what_punctuation_makes_another_one(text: str) -> None:
    assert found(text, short("the language", "C")) == []


def test_nothing_is_found_inside_other_words() -> None:
    assert found("monitor the editor; captivated by backpocket", short("x outsourcing", "ITO"), short("y", "KPO"), "captive") == []


@pytest.mark.parametrize("text", [
    "cafe\u0301s of captive\u0301", "non-captive", "captive-like", "multi\u2011captive", "captive'll", "l'captive",
])
def test_nothing_is_found_in_part_of_a_word_or_compound(text: str) -> None:
    assert found(text, "captive") == []


@pytest.mark.parametrize("text", [
    "captive's", "captive\u2019s", "'captive'", "(captive)", "captive.", "captive\u2014that", "\u201ccaptive\u201d", "captive?",
    "captives' work",
])
def test_punctuation_around_a_name_does_not_hide_it(text: str) -> None:
    assert len(found(text, "captive")) == 1


def test_short_forms_are_found_in_their_case_only() -> None:
    assert found("It is cheap if it scales; IT buys it.", short("information technology", "IT")) == ["IT"]


def test_each_name_has_its_own_rule_of_case() -> None:
    text = "Tell us about Onshoring in the US; ONSHORING FOR US ALL."
    assert found(text, short("United States", "US"), "onshoring") == ["Onshoring", "US", "ONSHORING", "US"]


def test_a_word_in_capitals_inside_a_name_keeps_them() -> None:
    text = "The team retained it. The Retained IT stays, MANAGED IT SERVICES too."
    assert found(text, "retained IT", "managed IT services") == ["Retained IT", "MANAGED IT SERVICES"]


@pytest.mark.parametrize(("name", "plural"), [
    ("captive unit", "captive units"), ("subsidiary", "subsidiaries"), ("business", "businesses"), ("tax", "taxes"),
    ("branch", "branches"), ("survey", "surveys"), ("statement of work", "statements of work"), ("party", "Parties"),
])
def test_a_plural_is_found(name: str, plural: str) -> None:
    assert found(f"Two {plural}.", name) == [plural]


def test_short_forms_have_a_plural_with_a_small_s() -> None:
    assert found("Two GCCs, no GCCS, no gccs, and a GCC.", short("centre", "GCC")) == ["GCCs", "GCC"]


def test_a_name_in_the_plural_gets_no_second_one() -> None:
    assert found("managed serviceses", "managed services") == []


@pytest.mark.parametrize(("name", "written"), [
    ("third party", "third-party"), ("third party", "third\u2011party"), ("third party", "third\nparty"),
    ("third party", "third\u00a0party"),
    ("contact-centre work", "contact centre work"), ("service level agreement", "service-level agreement"),
    ("build-operate-transfer", "build operate transfer"), ("onshore/offshore mix", "onshore/offshore mix"),
])
def test_blanks_and_hyphens_may_differ(name: str, written: str) -> None:
    assert found(f"The {written} is here.", name) == [written]


@pytest.mark.parametrize(("name", "text"), [
    ("lock-in", "to lock in a price"), ("in-house", "the change in house prices"), ("third party", "the third - party"),
    ("third party", "the third, party"), ("third party", "a thirdparty"),
])
def test_blanks_and_hyphens_that_change_the_meaning_count(name: str, text: str) -> None:
    assert found(text, name) == []


def test_a_form_listed_in_the_data_is_found() -> None:
    text = "We outsource, you Outsourced, she outsourcer."
    assert found(text, {"preferred": "outsourcing", "forms": ["outsource", "outsourced"]}) == ["outsource", "Outsourced"]


def test_an_admitted_name_is_found() -> None:
    assert found("Contracting out.", {"preferred": "outsourcing", "admitted": ["contracting out"]}) == ["Contracting out"]


def test_names_to_avoid_and_misspellings_are_no_mentions_and_hide_what_is_in_them() -> None:
    deprecated = [{"term": "captive outsourcing", "reason": "No."}]
    avoided = {"preferred": "centre", "deprecated": deprecated, "misspellings": ["back office outsoursing"]}
    text = "Captive outsourcing, back office outsoursing, captive, back office."
    assert found(text, avoided, "captive", "outsourcing", "back office") == ["captive", "back office"]


def test_a_name_to_avoid_is_its_article_apart_the_name_of_something() -> None:
    known = {**short("process outsourcing", "BPO"), "deprecated": [{"term": "a BPO", "reason": "It is no company."}]}
    assert found("A BPO deal.", known) == ["BPO"]


def test_a_name_of_two_concepts_is_no_mention() -> None:
    assert found("the unit and the desk", {"preferred": "desk", "admitted": ["unit"]}, "unit") == ["desk"]


def test_a_name_with_several_meanings_is_no_mention_but_a_longer_one_is() -> None:
    senses = [{"means": "this", "concept": "c0"}, {"means": "that", "concept": "c1"}]
    ambiguous = {"onshoring": {"label": "onshoring", "summary": "Two things.", "senses": senses}}
    text = "Onshoring, onshorings, and onshoring law."
    assert found(text, "onshoring", "law", "onshoring law", ambiguous=ambiguous) == ["onshoring law"]


def test_a_withdrawn_concept_is_not_mentioned() -> None:
    assert found("old unit", {"preferred": "old unit", "status": "withdrawn"}, "unit") == []


def test_nothing_is_found_in_addresses_paths_and_identifiers() -> None:
    text = (
        "Files live in /srv/bpo/it/ and BPO_RATE.csv, IT/BPO, it@BPO.example, C:\\BPO\\IT, ./BPO, #BPO, BPO.IT, .BPO, "
        "https://example.org/?q=BPO&r=IT, www.bpo.example, @BPO"
    )
    assert found(text, {"preferred": "bpo", "abbreviations": ["BPO"]}, short("information technology", "IT")) == []


def test_the_word_after_an_address_is_found() -> None:
    text = "https://example.org/outsourcing and outsourcing\nhttps://example.org/outsourcing"
    known = names(glossary("outsourcing"))
    assert [each.start for each in mentions(known, text)] == [text.index(" outsourcing") + 1]


def test_an_empty_text_and_an_empty_glossary_have_no_mentions() -> None:
    assert found("", "outsourcing") == []
    assert mentions(names(glossary()), "outsourcing") == []


# --- whatever the text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES[:10], " ", "-", ".", "/", "'s", "(", "\n"]), max_size=30).map("".join))
def test_mentions_are_in_order_and_apart_and_no_part_of_a_word(text: str) -> None:
    known = names(glossary(*KNOWN))
    end = 0
    for each in mentions(known, text):
        assert end <= each.start < each.end
        end = each.end
        assert not re.match(r"\w", text[each.end :])
        assert not re.search(r"[\w/.-]\Z", text[: each.start])
