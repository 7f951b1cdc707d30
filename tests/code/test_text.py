"""Prose: what refers to a concept, and what the rest is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shorewise.text import Reference, listed, mapped, opened, opening, parts, plain, references, sentence

SAAS = Reference("SaaS", "SaaS", "[SaaS][]")


@pytest.mark.parametrize(("text", "expected"), [
    ("", []),
    ("no reference", ["no reference"]),
    ("[SaaS][]", [SAAS]),
    ("such [services][SaaS] as", ["such ", Reference("services", "SaaS", "[services][SaaS]"), " as"]),
    ("[SaaS][][SaaS][]", [SAAS, SAAS]),
    ("[SaaS] []", ["[SaaS] []"]),
    ("[][SaaS]", ["[][SaaS]"]),
    ("[a [SaaS][]", ["[a ", SAAS]),
    ("[SaaS](x)", ["[SaaS](x)"]),
])
def test_text_is_cut_into_references_and_the_rest(text: str, expected: list) -> None:
    assert list(parts(text)) == expected


@given(st.text(st.sampled_from("[]ab ()\n")))
@settings(deadline=None, derandomize=True)
def test_nothing_is_lost_when_text_is_cut(text: str) -> None:
    assert "".join(part.typed if isinstance(part, Reference) else part for part in parts(text)) == text


def test_references_come_in_order() -> None:
    assert [each.name for each in references("[b][] and [c][a]")] == ["b", "a"]


@pytest.mark.parametrize(("text", "expected"), [("[SaaS][] that", SAAS), (" [SaaS][]", None), ("a [SaaS][]", None), ("", None)])
def test_only_the_first_words_open_a_text(text: str, expected: Reference | None) -> None:
    assert opening(text) == expected


def test_plain_words_are_those_shown() -> None:
    assert plain("The opposite of [such services][SaaS].") == "The opposite of such services."


@pytest.mark.parametrize(("phrase", "expected"), [
    ("a share", "A share."), ("Is it?", "Is it?"), ("it is!", "It is!"), ("übernahme", "Übernahme."), ("done.", "Done."),
])
def test_a_phrase_becomes_a_sentence(phrase: str, expected: str) -> None:
    assert sentence(phrase) == expected


@pytest.mark.parametrize(("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_listed_as_in_a_sentence(words: list[str], expected: str) -> None:
    assert listed(words) == expected


def test_another_last_word_may_join_a_list() -> None:
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_references_and_the_rest_are_turned_into_something_else() -> None:
    assert mapped("see [such][SaaS] now", lambda reference: f"<{reference.name}>", str.upper) == "SEE <SaaS> NOW"


@pytest.mark.parametrize("text, first, rest", [
    ("Buy it. Or build it.", "Buy it.", "Or build it."),
    ("Is it core? [Core function][] is a matter of three tests.", "Is it core?", "[Core function][] is a matter of three tests."),
    ("It is G. Moore's test, as of v. 2 of 2023. Ask.", "It is G. Moore's test, as of v. 2 of 2023.", "Ask."),
    ("One alone.", "One alone.", ""),
])
def test_a_summary_opens_with_its_first_sentence(text: str, first: str, rest: str) -> None:
    assert opened(text) == (first, rest)
