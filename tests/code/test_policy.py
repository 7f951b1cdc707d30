"""The policy of the pages: what a browser is told to let through, in the page and by header."""

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from finished import built_page, finished_site

from shorewise.publish import policy


def test_the_policy_allows_the_scripts_of_the_page_and_no_other() -> None:
    page = built_page("X", script="let a = '<b>';\n")
    digest = base64.b64encode(hashlib.sha256(b"let a = '<b>';\n").digest()).decode()
    assert policy.hashes(page) == [f"'sha256-{digest}'"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy.with_policy(page)


def test_the_policy_stands_right_behind_the_character_set() -> None:
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"' in policy.with_policy(built_page("X"))


def test_a_policy_is_replaced_by_the_one_for_what_the_page_is_now() -> None:
    changed = policy.with_policy(built_page("X")).replace("run()", "walk()")
    assert policy.with_policy(changed) == policy.with_policy(built_page("X", script="walk()"))


def test_nothing_is_allowed_that_would_allow_anything() -> None:
    assert not re.search(r"unsafe|\*|https?:", policy.policy(["'sha256-x'"]))


def rules(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in text.strip().split("\n\n"):
        path, *lines = block.split("\n")
        yield path, [line.strip() for line in lines]


@pytest.mark.parametrize("asked", ["/kb/", "/kb/terms/hypervisor/", "/kb/404.html", "/kb/embed/", "/kb/embed/latest/glossary.html", "/kb/embed/v/1.0.0/terms/hypervisor/"])
def test_an_address_gets_one_policy_by_header(asked: str) -> None:
    text = policy.headers("https://x.example/kb/", {**finished_site(), "embed/index.html": built_page("E")})
    given = [line for path, lines in rules(text) if re.fullmatch(re.escape(path).replace(r"\*", ".*"), asked) for line in lines]
    policies = [line for line in given if line.startswith("Content-Security-Policy:")]
    assert [each.rpartition("frame-ancestors ")[2] for each in policies] == ["*" if "embed/" in asked and not asked.endswith("embed/") else "'none'"]
    assert ("Access-Control-Allow-Origin: *" in given) is (policies[0].endswith("*"))
    assert "X-Content-Type-Options: nosniff" in given


def test_what_is_offered_to_others_may_run_what_stands_in_it() -> None:
    frame = '<meta charset="utf-8"><style>p { color: red }</style><script>tell()</script>'
    script, style = policy.hash_of("tell()"), policy.hash_of("p { color: red }")
    assert f"script-src 'self' {script}; style-src 'self' {style};" in policy.with_policy(frame)
    found = dict(rules(policy.headers("https://site.test/", finished_site(), [frame])))
    said = {path: next(line for line in lines if line.startswith("Content-Security-Policy")) for path, lines in found.items() if path != "/*"}
    assert {path for path, line in said.items() if script in line and style in line} == {"/embed/latest/*", "/embed/v/*"}
    assert {path for path, line in said.items() if script in line or style in line} == {"/embed/latest/*", "/embed/v/*"}
