"""Pages are held against the glossary: what they call and refer to is there, and their heads are in step."""

from collections.abc import Callable

import pytest

from shorewise.check.pages import check_pages
from shorewise.glossary import Glossary
from shorewise.pages import pages

INDEX = "terms/index.md"
FENCED = "```markdown\n[thunderstorm][]\n```\n"
TILDES = "~~~\n[thunderstorm][]\n~~~\n"


@pytest.fixture
def problems_in(glossary_of: Callable[..., Glossary]) -> Callable[..., list[str]]:
    """Every problem of the pages in step and this text as one more page."""

    def problems(text: str) -> list[str]:
        glossary = glossary_of()
        files = {**{page.path: page.head for page in pages(glossary)}, INDEX: text}
        return [str(problem) for problem in check_pages(glossary, files)]

    return problems


def test_pages_in_step_have_no_problems(problems_in: Callable[..., list[str]]) -> None:
    assert problems_in("# Terms\n\nA [private cloud][] and [such][SaaS], no [thunderstorm][-].\n") == []


@pytest.mark.parametrize(("text", "problem"), [
    ('{{ concept("saas") }}', None),
    ('{{ term("software-as-service") }}', "terms/index.md:1:10: P01 there is no concept 'software-as-service'. Did you mean 'software-as-a-service'?"),
    ('See\n\n  {{ definition(\'gale\') }}', "terms/index.md:3:18: P01 there is no concept 'gale'. See glossary/concepts."),
    ('{{- comparison("three-service") }}', "terms/index.md:1:17: P01 there is no comparison 'three-service'. Did you mean 'three-services'?"),
    ('{{decision("gale")}}', "terms/index.md:1:13: P01 there is no decision 'gale'. See glossary/decisions."),
    ('{{ comparison("three-services") }} {{ decision("which-model") }}', None),
    ('{{ map() }} {{ concepts_list("gale") }}', None),
])
def test_what_a_page_calls_is_there(problems_in: Callable[..., list[str]], text: str, problem: str | None) -> None:
    assert problems_in(text) == ([problem] if problem else [])


@pytest.mark.parametrize("text", ["\nA [privat cloud][].", "\nA [cloud][privat cloud]."])
def test_a_name_in_brackets_refers_to_a_concept(problems_in: Callable[..., list[str]], text: str) -> None:
    assert problems_in(text) == ["terms/index.md:2:3: P02 no concept is called 'privat cloud'. Did you mean 'private cloud'?"]


def test_a_name_that_nothing_resembles_has_another_suggestion(problems_in: Callable[..., list[str]]) -> None:
    assert problems_in("[thunderstorm][]") == ["terms/index.md:1:1: P02 no concept is called 'thunderstorm'. Write the words without brackets."]


@pytest.mark.parametrize("text", [
    FENCED,
    TILDES,
    f"Before\n\n{FENCED}\nAfter\n",
    "Write `[thunderstorm][]` here.",
    "Before\n\n    [thunderstorm][]\n\nAfter\n",
    "Before\n\n\t[thunderstorm][]\n",
    "  ```\n  [thunderstorm][]\n  ```\n",
    "````\n```\n[thunderstorm][]\n```\n````\n",
    "`` [thunderstorm][] ` ``",
])
def test_references_in_code_are_left_alone(problems_in: Callable[..., list[str]], text: str) -> None:
    assert problems_in(text) == []


@pytest.mark.parametrize("text", [
    "[thunderstorm](weather.md)",
    "![thunderstorm][]",
    "[thunderstorm][]\n\n[Thunderstorm]: https://weather.example\n",
    "[it][storm]\n\n  [storm]: https://weather.example\n",
    "- [ ] [x] done",
    "[thunderstorm]",
])
def test_what_refers_to_no_concept_is_left_alone(problems_in: Callable[..., list[str]], text: str) -> None:
    assert problems_in(text) == []


@pytest.mark.parametrize(("text", "line", "column"), [
    (f"{FENCED}\n[gale][]\n{FENCED}", 5, 1),
    ("`code` [gale][] `code`", 1, 8),
    ("!!! note\n\n    Like a [gale][].\n", 3, 12),
    ('=== "Tab"\n\n    Like a [gale][].\n', 3, 12),
    ("- one\n\n    Like a [gale][].\n", 3, 12),
    ("| a |\n|---|\n| [gale][] |\n", 3, 3),
])
def test_references_beside_code_and_inside_notes_and_lists_are_checked(problems_in: Callable[..., list[str]], text: str, line: int, column: int) -> None:
    assert problems_in(text) == [f"terms/index.md:{line}:{column}: P02 no concept is called 'gale'. Write the words without brackets."]


def check_changed(glossary: Glossary, path: str, text: str | None) -> list[str]:
    files = {**{page.path: page.head for page in pages(glossary)}, path: text}
    return [str(problem) for problem in check_pages(glossary, {path: text for path, text in files.items() if text is not None}, "docs/")]


def test_a_page_that_is_missing_is_named(glossary_of: Callable[..., Glossary]) -> None:
    assert check_changed(glossary_of(), "terms/hypervisor.md", None) == ["docs/terms/hypervisor.md:1:1: P03 the page is missing. Run `shorewise pages`."]


def test_a_head_that_is_out_of_step_is_named(glossary_of: Callable[..., Glossary]) -> None:
    head = next(page.head for page in pages(glossary_of()) if page.path == "terms/hypervisor.md")
    found = check_changed(glossary_of(), "terms/hypervisor.md", head.replace("Program", "Programme"))
    assert found == ["docs/terms/hypervisor.md:1:1: P03 the page is not in step with the glossary. Run `shorewise pages`."]


def test_what_an_editor_writes_below_the_head_is_left_alone(glossary_of: Callable[..., Glossary]) -> None:
    head = next(page.head for page in pages(glossary_of()) if page.path == "terms/hypervisor.md")
    assert check_changed(glossary_of(), "terms/hypervisor.md", f"{head}\nMore about it.\n") == []


def test_a_page_without_an_entry_is_named(glossary_of: Callable[..., Glossary]) -> None:
    assert check_changed(glossary_of(), "compare/old.md", "# Old\n") == ["docs/compare/old.md:1:1: P04 no entry belongs to the page. Delete it, or move what is written there."]


@pytest.mark.parametrize("path", ["index.md", "terms/index.md", "compare/index.md", "decide/index.md", "about/terms.md", "terms.md"])
def test_pages_that_belong_to_no_entry_by_nature_are_left_alone(glossary_of: Callable[..., Glossary], path: str) -> None:
    assert check_changed(glossary_of(), path, "# A page\n") == []
