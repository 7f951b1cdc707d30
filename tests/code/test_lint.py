"""Consistent words: what is found in other people's documents, what is let pass, and the command."""

import json
import re
from pathlib import Path

import pytest
import yaml
from command import run
from hypothesis import example, given
from hypothesis import strategies as st
from two_releases import NEW, OLD, put_releases

from shorewise.check import catalogue
from shorewise.labels import labels, unsaid
from shorewise.lint import CODES, Known, NoBaseline, Vocabulary, baseline, let_pass, lint, read_baseline
from shorewise.prose import BREAK, ENDINGS, prose
from shorewise.published import Avoided, PublishedGlossary, as_json
from shorewise.verify import CODES as OF_VERIFY

HERE = Path(__file__).parent


def changed(glossary: PublishedGlossary, id: str, **values: object) -> PublishedGlossary:
    return glossary.model_copy(update={"concepts": {**glossary.concepts, id: glossary.concepts[id].model_copy(update=values)}})


WORDS = changed(
    changed(OLD, "virtual-machine", deprecated=[
        Avoided(term="rented box", reason="It is no box.", use="virtual-machine"),
        Avoided(term="the cloud box", reason="It is no box.", use="virtual-machine"),
        Avoided(term="box", reason="It is no box.", use="virtual-machine"),
        Avoided(term="VPK", reason="A word of sellers.", use="infrastructure-as-a-service"),
        Avoided(term="machine share", reason="First reason.", use="virtual-machine"),
    ], admitted=["black box machine", "shared cloud box machine"]),
    "hypervisor", deprecated=[Avoided(term="machine share", reason="Second reason.", use="hypervisor"), Avoided(term="a VM", reason="It is the machine.", use="virtual-machine")],
)
VOCABULARY = Vocabulary(WORDS)


def said(text: str, path: str = "a.md", vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    return [str(each.problem) for each in lint(path, text, vocabulary)]


def found(text: str, path: str = "a.md", vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    return [each.words for each in lint(path, text, vocabulary)]


# --- what is said of a name


def test_a_name_to_avoid_has_its_place_the_reason_and_the_right_name() -> None:
    assert said("One\r\nline with Rented\r\nboxes") == ["a.md:2:11: W01 'Rented boxes' is not said. It is no box. Write 'virtual machine'."]
    assert said("One\n\nline with a *Rented\n  box* and so on.") == ["a.md:3:14: W01 'Rented box' is not said. It is no box. Write 'virtual machine'."]


def test_a_word_alone_may_be_another_field_s_and_is_a_warning() -> None:
    (finding,) = lint("a.md", "The box is here.", VOCABULARY)
    assert (finding.problem.code, finding.problem.level) == ("W02", "warning")


def test_a_name_of_two_concepts_has_both_reasons_and_leaves_the_choice() -> None:
    (finding,) = lint("a.md", "A machine share.", VOCABULARY)
    assert str(finding.problem) == "a.md:1:3: W02 'machine share' is not said. Second reason. First reason. Write 'hypervisor' or 'virtual machine'."
    assert finding.problem.level == "warning"


def test_what_became_of_a_name_in_the_next_release_is_told() -> None:
    new = Vocabulary(NEW)
    assert said("After a cloud repatriation,", vocabulary=new) == ["a.md:1:9: W03 'cloud repatriation' was withdrawn. Write 'cloud migration'."]
    assert said("Platform as a service is", vocabulary=new) == ["a.md:1:1: W04 'Platform as a service' has another name now. Write 'platform on tap'."]
    # The id has changed and the name has not; the words or the cases of others have.
    assert found("A virtual machine, a hypervisor, and an on-premises system.", vocabulary=new) == []
    assert found("A cloud repatriation, platform as a service.", vocabulary=Vocabulary(OLD)) == []


def test_a_withdrawn_concept_without_a_heir_says_so() -> None:
    alone = Vocabulary(changed(NEW, "cloud-repatriation", replaced_by=[]))
    assert said("A cloud repatriation", vocabulary=alone) == ["a.md:1:3: W03 'cloud repatriation' was withdrawn. Say it in other words: nothing replaces it."]


def test_a_former_id_is_a_former_name() -> None:
    moved = changed(NEW, "machine-share", preferred="machine share", abbreviations=[])
    assert said("Two virtual machines.", vocabulary=Vocabulary(moved)) == ["a.md:1:5: W04 'virtual machines' has another name now. Write 'machine share'."]


def test_codes_are_nobody_else_s() -> None:
    own = [code for code, _ in CODES.values()]
    assert len(set(own)) == len(own)
    assert not set(own) & ({rule.code for rule in catalogue()} | {code for code, _ in OF_VERIFY.values()})


# --- what is found


@pytest.mark.parametrize(("text", "names"), [
    ("A rented box.", ["rented box"]),
    ("A rented-box, rented\tboxes, the RENTED BOX's lid", ["rented-box", "rented boxes", "RENTED BOX"]),
    ("a black box machine", []),
    ("a black box engine", ["box"]),
    ("a shared cloud box machine, a cloud box machine", ["cloud box"]),
    ("An unrented box", ["box"]),
    ("rented boxing", []),
    ("box-like, big-box, box.txt, ~/box, @box, box_1, www.box.com, box@example.com", []),
    ("A VPK, a vpk, VPKs", ["VPK", "VPKs"]),
    ("a VM, two VMs", []),
    ("He said “rented box”, 'rented box' and «rented boxes»; a \"rented box,\" too", []),
    ("He said “the rented box is here”.", ["rented box"]),
])
def test_longer_names_in_use_win_and_parts_of_words_are_none(text: str, names: list[str]) -> None:
    for ending in ENDINGS:
        assert found(text, f"a{ending}") == names, ending


def test_a_name_that_overlaps_a_name_in_use_is_found() -> None:
    vocabulary = Vocabulary(changed(WORDS, "hypervisor", admitted=["newly rented"]))
    assert found("a newly rented box", vocabulary=vocabulary) == ["rented box"]


SNIPPET = changed(WORDS, "hypervisor", definition="program on a rented box")


@pytest.mark.parametrize(("form", "path"), [("md", "a.md"), ("html", "a.html"), ("rst", "a.rst"), ("mdx", "a.mdx"), ("txt", "a.txt")])
def test_own_snippets_are_left_alone(form: str, path: str) -> None:
    from shorewise.embed import snippet

    text = snippet(SNIPPET, "concept", "hypervisor", form)
    assert found(f"Before a cloud box.\n\n{text}\n\nAfter a rented box.\n", path) == ["cloud box", "rented box"]


HIDDEN = {
    "md": [
        "---\ntitle: rented box\n---\n", "`rented box`", "``a ` rented box``", "~~~\nrented box\n~~~", "> ```\n> rented box\n> ```", "Text.\n\n\trented box",
        "[a](rented%20box 'rented box')", "[a](<rented box>)", "[a][rented box]", "![a](b(c)d 'rented box')", "[a]: <rented box>", "<rented-box@example.com>",
        "<b title='rented box'>x</b>", "<pre>\n\nrented box\n\n</pre>", "$$\nrented box\n$$", "$rented box$", "\\(rented box\\)", "{: title='rented box' }", "{#rented-box}",
        "{% rented box %}", "{{ x('rented box') }}", "<!-- rented\n\nbox rented box -->", "{term}`rented box`", "```{code} rented box\nrented box\n```", "[^rented box]", "*[rented box]: x",
    ],
    "mdx": ["{/* rented box */}", "import x from 'rented box'", "<X y={1} z='rented box' />", "{x + ' rented box '}"],
    "rst": [
        "``rented box``", "`rented box`", ":code:`rented box`", ":ref:`rented box`", ":x:`a <rented box>`", "`a <rented box>`__", "x::\n\n  rented box\n\n  rented box", ".. math::\n\n   rented box",
        ".. rented box\n   rented box", ".. _rented box: x", ".. |rented box| replace:: rented box", "|rented box|", ":rented box: x", ">>> rented box\nrented box", ".. figure:: rented box\n   :alt: rented box",
        ".. note::\n   :name: rented box\n\n   x",
    ],
    "html": [
        "<x-y title='a > rented box'>x</x-y>", "<SCRIPT>rented box</SCRIPT>", "<style>rented box</style>", "<code>a <b>rented box</b></code>", "<textarea>rented box", "<!-- a - -- > rented box -->",
        "<kbd>rented box</kbd>", "<svg><text>rented box</text></svg>", "<p>rented</p><p>box-like</p>", "<![CDATA[rented box]]>", "<!doctype rented box>",
    ],
    "txt": ["https://example.com/rented-box", "rented\n\nbox.txt"],
}
SHOWN = {
    "md": [
        "[rented box](a)", "[rented\nbox][a]", "*rented* box", "__rented__ box", "~~rented box~~", "**rented box**", "# rented box", "rented box\n===", "- rented box", "1. rented box", "| rented box |", "x $5 and rented box for $6",
        "- a\n\n    rented box", "!!! note\n    rented box", "[^1]: rented box", "*[x]: rented box", "```{note}\nrented box\n```", "<b>rented</b> box", "<div>rented box</div>", "rented&nbsp;box", "\\*rented box\\*", "a ` rented box", "`a\n\nrented box`",
        "> rented\n> box", "rented\r\nbox", "\\[rented box](a)",
    ],
    "mdx": ["<X>rented box</X>", "**rented** box"],
    "rst": [
        "*rented box*", "**rented** box", ":x:`rented box <a>`", ":term:`rented box`", "`rented box <a>`_", "`rented box`_", ".. note:: rented box", ".. note::\n   :name: a\n\n   rented box", "rented box\n~~~~~~~~~~", "x::\n\n  y\n\nrented box",
        ".. [1] rented box", "#. rented box", "| rented box", ".. x\n\nrented box", "- x::\n\n      y\n\n  rented box",
    ],
    "html": ["<p>rented box</p>", "<p>rented <em>box</em></p>", "rented&#32;box", "<td>rented box</td>", "<title>rented box</title>", "<code>x</code> rented box"],
    "txt": ["rented box", "> rented\n> box", "* rented box", "<rented box>"],
}


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in HIDDEN.items() for text in texts])
def test_code_addresses_and_the_like_are_not_read(form: str, text: str) -> None:
    assert found(text, f"a.{form}") == []
    assert found(f"{text}\n\nThen a cloud box.", f"a.{form}")[-1:] == ([] if "<textarea>" in text else ["cloud box"])


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in SHOWN.items() for text in texts])
def test_what_a_reader_reads_is_read(form: str, text: str) -> None:
    assert [re.sub(r"\s", " ", name) for name in found(text, f"a.{form}")] == ["rented box"]


@pytest.mark.parametrize("text", ["rented\n\nbox", "# Rented\nbox", "- rented\n- box", "| rented | box |", "rented `x` box", "rented\n\n***\n\nbox"])
def test_names_do_not_reach_over_what_parts_them(text: str) -> None:
    assert "rented box" not in found(text)


SIGNS = st.text(st.sampled_from("ab \n\t`*_[](){}<>!$\\~=:.|-#\"'&;/\0\1\r\u202e\ud800é" "1"), max_size=60)


@pytest.mark.parametrize("ending", [*ENDINGS, ".odd"])
@given(text=SIGNS)
@example(text="`" * 300 + "a" + "`" * 299)
@example(text="a\n\n```{note}")
@example(text="&" * 50 + "&amp;&#x1F600;&NotEqualTilde;")
def test_prose_is_what_stands_in_the_text(ending: str, text: str) -> None:
    words, places = prose(f"a{ending}", text)
    assert len(words) == len(places)
    assert places == sorted(places)
    signs = [(sign, text[place]) for sign, place in zip(words, places, strict=True)]
    assert [pair for pair in signs if pair[0] not in (pair[1], BREAK) and pair[1] not in "&\r\n"] == []


@given(st.lists(st.tuples(st.sampled_from(["para ", "> ", "- ", "# ", "*", "\n"]), st.sampled_from(["rented box", "`rented box`", "word"])), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_places_are_those_of_the_name(parts: list[tuple[str, str]], end: str) -> None:
    text = end.join(before + word for before, word in parts)
    lines = re.split(r"\r\n|\r|\n", text)
    for each in lint("a.md", text, VOCABULARY):
        assert lines[each.place.line - 1][each.place.column - 1 :].startswith("rented")


def test_every_name_to_avoid_is_found_and_no_name_in_use_is() -> None:
    for glossary in (WORDS, NEW, OLD):
        vocabulary = Vocabulary(glossary)
        assert [each.name for each in unsaid(glossary) if found(f"It is {each.name} then.", "a.txt", vocabulary) != [each.name]] == []
        assert [label.name for label in labels(glossary) if found(f"It is {label.name} then.", "a.txt", vocabulary)] == []


# --- the baseline

TEXT = "We have a rented box here.\n\nAnd a cloud box there.\n"


def passed(old: str, new: str) -> tuple[list[str], list[Known]]:
    known = read_baseline(baseline(lint("a.md", old, VOCABULARY), {"a.md": "a.md"}))
    left, gone = let_pass(lint("a.md", new, VOCABULARY), known, {"a.md": "a.md"})
    return [each.words for each in left], gone


def test_what_is_known_passes_wherever_it_has_moved() -> None:
    assert passed(TEXT, TEXT) == ([], [])
    assert passed(TEXT, "New first line.\n\nAnd a cloud\nbox there.\n\nMore.\n\nWe have a rented *box* here.\n") == ([], [])


def test_what_is_new_is_told_and_so_is_what_is_gone() -> None:
    assert passed(TEXT, "We have a rented box here.\n\nNow a rented box elsewhere.\n") == (["rented box"], [Known("a.md", "cloud box", "and a cloud box there")])


def test_the_same_words_twice_are_two() -> None:
    assert passed(TEXT, f"{TEXT}\n{TEXT}")[0] == ["rented box", "cloud box"]
    assert passed(f"{TEXT}\n{TEXT}", TEXT) == ([], [Known("a.md", "cloud box", "and a cloud box there"), Known("a.md", "rented box", "we have a rented box here")])


def test_documents_that_were_not_looked_at_are_not_missed() -> None:
    known = read_baseline(baseline(lint("a.md", TEXT, VOCABULARY), {}))
    assert let_pass([], known, {"b.md": "b.md"}) == ([], [])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"shorewise-lint": 1}', '{"shorewise-lint": 2, "known": []}', '{"shorewise-lint": 1, "known": [{"path": 1}]}', '{"shorewise-lint": 1, "known": 1}'])
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(NoBaseline, match="holds no baseline|which a newer shorewise wrote"):
        read_baseline(text)


# --- the command


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a glossary, two releases and a few documents."""
    put_releases(tmp_path / "glossary")
    for path, text in {"a.md": "A cloud repatriation.\n", "sub/b.rst": "Some *web software*.\n", "c.py": "# web software\n", "node_modules/d.md": "web software"}.items():
        (tmp_path / "texts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


A = "texts/a.md:1:3: W03 'cloud repatriation' was withdrawn. Write 'cloud migration'."
B = "texts/sub/b.rst:1:7: W01 'web software' is not said. Much of what runs on the web is sold otherwise. Write 'software as a service'."


def test_files_and_folders_are_read_and_told(place: Path) -> None:
    result = run("lint", "texts")
    assert (result.output.splitlines(), result.exit_code) == ([A, B, "2 problems"], 1)
    assert run("lint", "texts/c.py", "texts/sub/b.rst", "texts/sub").output.splitlines()[-2:] == [B, "2 problems"]


def test_the_release_is_chosen_as_for_embedding(place: Path) -> None:
    assert run("lint", "texts", "--version", "1.0.0").output.splitlines() == [B, "1 problem"]
    assert run("lint", "texts", "--version", "now").output.splitlines() == [B, "1 problem"]
    wrong = run("lint", "texts", "--version", "1.0.1")
    assert (wrong.exit_code, "there is no version '1.0.1'." in wrong.output) == (2, True)


def test_without_a_release_the_glossary_as_it_is_holds(place: Path) -> None:
    for path in (place / "glossary/releases").iterdir():
        path.unlink()
    assert run("lint", "texts").output.splitlines() == [B, "1 problem"]


def test_warnings_alone_are_no_problem(place: Path) -> None:
    single = changed(NEW, "hypervisor", deprecated=[Avoided(term="divider", reason="It is more.", use="hypervisor")])
    (place / "glossary/releases/2.0.0.json").write_text(as_json(single), "utf-8")
    (place / "texts/w.md").write_text("A divider.\n", "utf-8")
    result = run("lint", "texts/w.md")
    assert (result.output, result.exit_code) == ("texts/w.md:1:3: W02 'divider' is not said. It is more. Write 'hypervisor'. (warning)\n1 warning\n", 0)


def test_a_baseline_is_written_and_lets_pass_from_any_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("lint", "texts", "--baseline", "texts/known.json", "--write-baseline").output == "wrote texts/known.json: it lets 2 findings pass\n"
    assert (run("lint", "texts", "--baseline", "texts/known.json").output, run("lint", "texts", "--baseline", "texts/known.json").exit_code) == ("no problems\n", 0)
    (place / "texts/a.md").write_text("A new line.\n\nWeb software, and a cloud repatriation.\n", "utf-8")
    monkeypatch.chdir(place / "texts")
    result = run("lint", ".", "--baseline", "known.json", "--glossary", "../glossary")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "a.md:3:1: W01 'Web software' is not said. Much of what runs on the web is sold otherwise. Write 'software as a service'.",
        "a.md:3:21: W03 'cloud repatriation' was withdrawn. Write 'cloud migration'.",
        "known.json:1:1: W05 'cloud repatriation' is no longer in a.md: a cloud repatriation. Write the baseline anew: --write-baseline. (warning)",
        "2 problems, 1 warning",
    ]


def test_a_baseline_is_the_same_whatever_the_order(place: Path) -> None:
    run("lint", "texts", "--baseline", "one.json", "--write-baseline")
    run("lint", "texts/sub", "texts/a.md", "--baseline", "other.json", "--write-baseline")
    assert (place / "one.json").read_bytes() == (place / "other.json").read_bytes()


@pytest.mark.parametrize(("words", "code", "said"), [
    (["--baseline", "none.json"], 2, "there is no file none.json. Write it with --write-baseline."),
    (["--write-baseline"], 2, "name the file that --write-baseline is to write: --baseline FILE."),
    (["--baseline", "texts/c.py"], 1, "texts/c.py cannot be read: it holds no baseline. Write one with --write-baseline."),
    (["--baseline", "raw"], 1, "raw cannot be read: it is not UTF-8."),
    (["--format", "htm"], 2, "'htm' is not one of"),
])
def test_what_is_not_understood_is_said_in_a_sentence(place: Path, words: list[str], code: int, said: str) -> None:
    (place / "raw").write_bytes(b"\xff")
    result = run("lint", "texts", *words)
    assert (result.exit_code, said in result.output) == (code, True)


def test_other_programs_read_what_is_found(place: Path) -> None:
    (first, _) = json.loads(run("lint", "texts", "--format", "json").output)
    assert first == {
        "path": "texts/a.md", "line": 1, "column": 3, "code": "W03", "level": "error",
        "sentence": "'cloud repatriation' was withdrawn.", "suggestion": "Write 'cloud migration'.",
    }
    sarif = json.loads(run("lint", "texts", "--format", "sarif").output)["runs"][0]
    assert {rule["id"] for rule in sarif["tool"]["driver"]["rules"]} == {code for code, _ in CODES.values()}
    assert [result["ruleId"] for result in sarif["results"]] == ["W03", "W01"]
    assert run("lint", "texts", "--format", "github").output.startswith("::error file=texts/a.md,line=1,col=3,title=W03::'cloud repatriation' was withdrawn.")


def test_bytes_that_are_no_text_do_not_stop_it(place: Path) -> None:
    (place / "texts/odd.md").write_bytes(b"\xff\xfe web software \x80\r\n")
    run("lint", "texts/odd.md", "--baseline", "odd.json", "--write-baseline")
    assert run("lint", "texts/odd.md").output.startswith("texts/odd.md:1:4: W01 'web software' is not said.")
    assert run("lint", "texts/odd.md", "--baseline", "odd.json").output == "no problems\n"


def test_the_hook_looks_at_every_ending() -> None:
    _, hook = yaml.safe_load((HERE.parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "shorewise lint"
    assert [ending for ending in ENDINGS if not re.search(hook["files"], f"docs/a{ending}")] == []
