"""Every rule catches what it should and leaves the rest alone: the cases in cases/, laid over the cloud glossary.

A case is a name, changes to the files, and the exact problems. Changes are `files` (null takes one away), `edit`
(pairs of old and new text), `latin-1` (text saved in that encoding) and `bytes` (hexadecimal).
"""

import inspect
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from shorewise import check as rules
from shorewise import document, load
from shorewise.check import RULES, check
from shorewise.document import read_yaml
from shorewise.load import load as load_files
from shorewise.load import read_files

HERE = Path(__file__).parent
CLOUD = read_files(HERE / "cloud")
CASES = {
    f"{path.stem}: {name}": case
    for path in sorted((HERE / "cases").glob("*.yaml"))
    for name, case in yaml.safe_load(path.read_text("utf-8")).items()
}
OTHER_CODES = sorted(set(re.findall(r'"([YMI]\d\d)"', "".join(map(inspect.getsource, (document, load, rules))))))


def changed(case: Mapping) -> dict[str, bytes]:
    """The files of the cloud glossary with the case laid over them."""
    files: dict[str, bytes | None] = {**CLOUD}
    files |= {path: None if text is None else text.encode() for path, text in case.get("files", {}).items()}
    files |= {path: text.encode("latin-1") for path, text in case.get("latin-1", {}).items()}
    files |= {path: bytes.fromhex(digits) for path, digits in case.get("bytes", {}).items()}
    for path, pairs in case.get("edit", {}).items():
        text = CLOUD[path].decode()
        for old, new in pairs:
            assert old in text, f"{path} does not contain {old!r}"
            text = text.replace(old, new, 1)
        files[path] = text.encode()
    return {path: raw for path, raw in sorted(files.items()) if raw is not None}


def problems_in(files: Mapping[str, bytes]) -> list[str]:
    glossary, found = load_files(files)
    return [str(problem) for problem in sorted([*found, *(check(glossary) if glossary else [])])]


@pytest.mark.parametrize("name", CASES)
def test_a_case_has_exactly_its_problems(name: str) -> None:
    assert problems_in(changed(CASES[name])) == CASES[name]["problems"]


def test_the_cloud_glossary_has_no_problems() -> None:
    assert problems_in(CLOUD) == []


@pytest.mark.parametrize("path", sorted((HERE / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_case_hides_another_of_the_same_name(path: Path) -> None:
    names = re.findall(r"^[^\s#].*(?=:$)", path.read_text("utf-8"), re.M)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("code", [*RULES, *OTHER_CODES])
def test_every_code_has_a_case_that_it_catches(code: str) -> None:
    assert any(f": {code} " in problem for case in CASES.values() for problem in case["problems"])


def test_no_message_quotes_nothing() -> None:
    said = [problem for case in CASES.values() for problem in case["problems"]]
    assert [problem for problem in said if "''" in problem] == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_in_a_sentence_what_it_keeps(code: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.", RULES[code].keeps)


def test_a_rule_is_filed_under_its_own_code() -> None:
    assert [rule.code for rule in RULES.values()] == list(RULES)


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in RULES.values()]
    assert sorted(names) == sorted(set(names))


# --- whatever the bytes are, there are problems or values, never an exception

# What YAML and the schema react to is drawn more often than chance would.
_signs = st.sampled_from([
    "preferred", "kind", "definition", "broader", "reviewed", "[", "]", "{", "}", ": ", ":\n", "\n", "- ", "? ", "  ",
    "\t", "#", " #", "&a ", "*a", "!!int ", "---\n", "...\n", "'", '"', "\\", ">-\n", "|\n", "%", "<<", "[]", "~", "\ufeff",
    "é", "\r\n", "\0", "service model", "component", "2026-11-25", "no", "a[b]",
])
_bytes = st.one_of(st.binary(), st.lists(_signs, max_size=30).map(lambda signs: "".join(signs).encode()))


@given(_bytes)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read = read_yaml(raw, "x.yaml")
    assert read.problems or read.value is not None


@given(_bytes)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_bytes_can_stand_in_a_concept_file(raw: bytes) -> None:
    assert all(": " in problem for problem in problems_in({**CLOUD, "concepts/hypervisor.yaml": raw}))


@pytest.mark.parametrize("opened", ["? ", "{", "[", "- ", "a: {", "? [", "{? "])
def test_a_thousand_things_inside_each_other_are_refused(opened: str) -> None:
    assert [problem.code for problem in read_yaml((opened * 5000).encode(), "x.yaml").problems][-1:] in (["Y09"], ["Y10"])


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_keeps_and_why_with_an_example_from_a_case(code: str) -> None:
    rule = RULES[code]
    assert rule.keeps.endswith(".") and rule.why.endswith(".")
    said = [problem.partition(f": {code} ")[2] for case in CASES.values() for problem in case["problems"]]
    assert rule.example in {" ".join(each.split()) for each in said}
