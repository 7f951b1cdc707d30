"""Snippets in other people's documents, read against the releases: one document with every state, and the commands."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from command import run
from two_releases import NEW, OLD, put_releases

from shorewise.commands.embed import verify_command
from shorewise.embed import formats, snippet
from shorewise.markers import ENDINGS
from shorewise.published import PublishedGlossary, as_json
from shorewise.verify import CODES, Reference, update, verify

HERE = Path(__file__).parent
REFERENCE = Reference({"1.0.0": OLD, "2.0.0": NEW})


def old(id: str, form: str = "md", kind: str = "concept") -> str:
    return snippet(OLD, kind, id, form)


def one_of_each(form: str) -> str:
    """A document with a snippet in every state."""
    now = OLD.model_copy(update={"version": "now"})
    later = OLD.model_copy(update={"version": "3.0.0"})
    parts = [
        "# A document\n",
        old("infrastructure-as-a-service", form),
        old("cloud-migration", form),
        snippet(NEW, "concept", "hypervisor", form),
        old("hypervisor", form),
        old("hosted-private-cloud", form),
        old("software-as-a-service", form),
        old("on-premises-system", form),
        old("virtual-machine", form),
        old("platform-as-a-service", form),
        old("cloud-repatriation", form),
        old("hosted-service", form).replace("at the provider", "near the provider"),
        snippet(now, "concept", "hosted-service", form),
        snippet(later, "concept", "hosted-service", form),
        "The end.\n",
    ]
    return "\n".join(parts)


GOLDEN = yaml.safe_load((HERE / "cases" / "embed" / "every-state.yaml").read_text("utf-8"))


def test_a_document_with_every_state_in_golden_words() -> None:
    found = verify("a.md", one_of_each("md"), REFERENCE)
    assert [f"{f.place.line}:{f.place.column} {f.state} {f.entry} {f.version}: {f.sentence} {f.suggestion}".strip(": ") for f in found] == GOLDEN["found"]


@pytest.mark.parametrize(("form", "ending"), [("md", "md"), ("mdx", "mdx"), ("html", "html"), ("rst", "rst"), ("txt", "txt")])
def test_every_state_is_found_in_every_format(form: str, ending: str) -> None:
    in_markdown = [found.state for found in verify("a.md", one_of_each("md"), REFERENCE)]
    assert [found.state for found in verify(f"a.{ending}", one_of_each(form), REFERENCE)] == in_markdown


def test_every_state_has_a_code_and_is_in_the_document() -> None:
    shown = {found.state for found in verify("a.md", one_of_each("md"), REFERENCE)}
    assert shown | {"damaged"} == {"current", *CODES}
    assert len({code for code, _ in CODES.values()}) == len(CODES)


def test_a_marker_of_another_version_is_caught() -> None:
    bumped = old("hypervisor").replace("hypervisor 1.0.0", "hypervisor 2.0.0")
    assert [found.state for found in verify("a.md", bumped, REFERENCE)] == ["edited"]


def test_what_was_edited_by_hand_is_told_what_changed_since_too() -> None:
    assert [found.state for found in verify("a.md", old("hypervisor").replace("one machine", "a machine"), REFERENCE)] == ["edited", "editorial"]


def test_an_unknown_id_gets_the_nearest() -> None:
    text = snippet(OLD.model_copy(update={"concepts": {**OLD.concepts, "hypervizor": OLD.concepts["hypervisor"]}}), "concept", "hypervizor", "md")
    (found,) = verify("a.md", text, REFERENCE)
    assert (found.state, found.sentence, found.suggestion) == ("unknown", "version 1.0.0 has no concept 'hypervizor'.", "Did you mean 'hypervisor'?")


def test_a_withdrawn_entry_that_was_withdrawn_before_stays_withdrawn() -> None:
    (found,) = verify("a.md", snippet(NEW, "concept", "cloud-repatriation", "md"), REFERENCE)
    assert (found.state, found.suggestion) == ("withdrawn", "Use 'cloud-migration'.")


def test_a_deleted_entry_fails_the_host() -> None:  # C151
    gone = NEW.model_copy(update={"concepts": {id: each for id, each in NEW.concepts.items() if id != "cloud-repatriation"}})
    (found,) = verify("a.md", old("cloud-repatriation"), Reference({"1.0.0": OLD, "2.0.0": gone}))
    assert (found.state, found.suggestion) == ("withdrawn", "Take it out: nothing replaces it.")
    assert found.problem.level == "error"


def test_without_releases_no_version_is_known() -> None:
    (found,) = verify("a.md", old("hypervisor"), Reference({}))
    assert (found.state, found.suggestion) == ("unknown", "The installed package has no releases yet.")


# --- updating


@pytest.mark.parametrize(("form", "ending"), [("md", "md"), ("mdx", "mdx"), ("html", "html"), ("rst", "rst"), ("txt", "txt")])
def test_what_fell_behind_is_written_anew_and_the_rest_left_alone(form: str, ending: str) -> None:
    before = one_of_each(form)
    after = update(f"a.{ending}", before, REFERENCE).text
    states = [found.state for found in verify(f"a.{ending}", after, REFERENCE)]
    assert states == ["current"] * 9 + ["withdrawn", "edited", "current", "unknown"]
    for id in ("infrastructure-as-a-service", "cloud-migration", "cloud-repatriation"):
        assert old(id, form) in after
    assert old("hosted-service", form).replace("at the provider", "near the provider") in after
    assert snippet(NEW, "concept", "machine-share", form) in after
    assert (after[:13], after[-9:]) == (before[:13], before[-9:])
    assert update(f"a.{ending}", after, REFERENCE).text == after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("- ", "  "), ("> ", "> "), ("> 1. ", ">    ")])
def test_line_ends_and_indentation_stay(end: str, before: str, after: str) -> None:
    first, *rest = old("hypervisor").rstrip("\n").split("\n")
    text = end.join(["\ufeffBefore \udcff", "", before + first, *(after + line if line else after.rstrip() for line in rest), "", "After.\t "])
    new = update("a.md", text, REFERENCE).text
    first, *rest = snippet(NEW, "concept", "hypervisor", "md").rstrip("\n").split("\n")
    assert new == end.join(["\ufeffBefore \udcff", "", before + first, *(after + line if line else after.rstrip() for line in rest), "", "After.\t "])


@pytest.mark.parametrize("form", [form for form in formats("decision") if form not in ("svg", "json")])
def test_a_decision_is_written_anew_in_its_own_format(form: str) -> None:
    path = f"a.{'mmd' if form == 'mermaid' else form}"
    decision = NEW.decisions["whether-to-move"].model_copy(update={"title": "Should we move?", "mermaid": "flowchart TD\n  n1[\"Other\"]\n"})
    reference = Reference({"1.0.0": OLD, "2.0.0": NEW.model_copy(update={"decisions": {"whether-to-move": decision}})})
    new = update(path, old("whether-to-move", form, "decision"), reference).text
    assert new == snippet(reference.latest, "decision", "whether-to-move", form)
    assert [found.state for found in verify(path, new, reference)] == ["current"]


def test_a_chart_and_data_are_written_anew() -> None:
    decision = NEW.decisions["whether-to-move"].model_copy(update={"title": "Should we move?"})
    reference = Reference({"1.0.0": OLD, "2.0.0": NEW.model_copy(update={"decisions": {"whether-to-move": decision}})})
    assert "Should we move?" in update("a.svg", old("whether-to-move", "svg", "decision"), reference).text
    data = json.loads(update("a.json", f'{{"x": [{old("whether-to-move", "json", "decision")}]}}', reference).text)
    assert (data["x"][0]["title"], data["x"][0]["source"]) == ("Should we move?", "Cloudwise 2.0.0")


# --- the commands


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the cloud glossary, two releases, and a document of every state."""
    put_releases(tmp_path / "glossary")
    (tmp_path / "texts/node_modules").mkdir(parents=True)
    (tmp_path / "texts/a.md").write_text(one_of_each("md"), "utf-8")
    (tmp_path / "texts/good.rst").write_text(old("infrastructure-as-a-service", "rst"), "utf-8")
    (tmp_path / "texts/node_modules/b.md").write_text(one_of_each("md"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_releases_do_not_upset_the_check(place: Path) -> None:
    assert run("check").output.endswith("no problems\n")


def test_verify_prints_every_snippet_of_the_files_below(place: Path) -> None:
    result = run("verify", "texts")
    assert result.output.splitlines() == GOLDEN["printed"]
    assert result.exit_code == 1


def test_a_file_all_current_ends_with_code_0(place: Path) -> None:
    result = run("verify", "texts/good.rst")
    assert (result.exit_code, result.output) == (0, "texts/good.rst:1:1: concept/infrastructure-as-a-service 1.0.0 is current.\n1 snippet, no problems\n")


def test_no_snippets_are_no_problem(place: Path) -> None:
    (place / "texts/none.md").write_text("Nothing.\n", "utf-8")
    assert (run("verify", "texts/none.md").output, run("verify", "texts/none.md").exit_code) == ("no snippets\n", 0)


def test_update_rewrites_the_file_and_says_so(place: Path) -> None:
    result = run("verify", "--update", "texts/a.md")
    assert "updated texts/a.md:15:1: concept/hypervisor to 2.0.0: " not in result.output  # That one is current.
    assert "concept/virtual-machine to 2.0.0: since 1.0.0, 'virtual-machine' is now 'machine-share'." in result.output
    assert (place / "texts/a.md").read_text("utf-8") == update("texts/a.md", one_of_each("md"), REFERENCE).text
    assert result.exit_code == 1  # What was edited by hand, withdrawn or unknown is left.


def test_bytes_that_are_no_text_stay(place: Path) -> None:
    raw = b"\xef\xbb\xbf\xff\r\n" + old("hypervisor").replace("\n", "\r\n").encode() + b"\x80\n"
    (place / "texts/odd.md").write_bytes(raw)
    run("verify", "--update", "texts/odd.md")
    new = snippet(NEW, "concept", "hypervisor", "md").replace("\n", "\r\n").encode()
    assert (place / "texts/odd.md").read_bytes() == b"\xef\xbb\xbf\xff\r\n" + new + b"\x80\n"


def test_json_tells_all_and_other_forms_tell_the_problems(place: Path) -> None:
    records = json.loads(run("verify", "texts", "--format", "json").output)
    assert [record["state"] for record in records] == [found.state for found in verify("a.md", one_of_each("md"), REFERENCE)] + ["current"]
    assert records[4] == {
        "path": "texts/a.md", "line": records[4]["line"], "column": 1, "state": "narrowing", "entry": "concept/hosted-private-cloud", "version": "1.0.0", "newest": "2.0.0",
        "sentence": "since 1.0.0, 'hosted private cloud' covers fewer cases than before: platform no longer the customer.",
        "suggestion": "Read whether your text still holds. `shorewise verify --update` writes it anew.",
    }
    sarif = json.loads(run("verify", "texts", "--format", "sarif").output)["runs"][0]
    assert {rule["id"] for rule in sarif["tool"]["driver"]["rules"]} == {code for code, _ in CODES.values()}
    assert {result["ruleId"] for result in sarif["results"]} <= {code for code, _ in CODES.values()}
    assert len(sarif["results"]) == len([record for record in records if record["state"] != "current"])
    lines = run("verify", "texts", "--format", "github").output.splitlines()
    assert lines[0].startswith("::warning file=texts/a.md,line=") and lines[1].startswith("::error file=texts/a.md,line=")


def test_embed_prints_the_newest_release_by_default(place: Path) -> None:
    assert run("embed", "hypervisor").output == snippet(NEW, "concept", "hypervisor", "md")
    assert run("embed", "hypervisor", "--version", "1.0.0", "--format", "rst").output == old("hypervisor", "rst")
    assert run("embed", "SaaS").output == run("embed", "software-as-a-service").output


def test_what_is_embedded_as_it_is_now_is_unpinned(place: Path) -> None:
    (place / "texts/now.md").write_text(run("embed", "hypervisor", "--version", "now").output, "utf-8")
    assert "E10 concept/hypervisor was embedded with --version now, which no release stands behind." in run("verify", "texts/now.md").output


@pytest.mark.parametrize(("words", "said"), [
    (["embed", "hypervizor"], "version 2.0.0 has no entry 'hypervizor'. Did you mean 'hypervisor'?"),
    (["embed", "which-modl", "--kind", "decision"], "version 2.0.0 has no decision 'which-modl'. Did you mean 'which-model'?"),
    (["embed", "virtual-machine"], "'virtual-machine' is called 'machine-share' now. Embed that."),
    (["embed", "cloud-repatriation"], "'cloud-repatriation' was withdrawn. Embed cloud-migration."),
    (["embed", "hypervisor", "--format", "htm"], "there is no format 'htm'. Did you mean 'html'?"),
    (["embed", "hypervisor", "--format", "svg"], "a concept has no chart, so it has no svg. It is one of md, html, rst, mdx, txt, json."),
    (["embed", "hypervisor", "--version", "2.0.1"], "there is no version '2.0.1'. Did you mean '2.0.0'?"),
    (["embed", "hypervisor", "--kind", "term"], "'term' is not one of"),
    (["verify", "no-such-file"], "'no-such-file' does not exist"),
    (["verify"], "Missing argument 'PATH...'"),
    (["diff", "1.0.0", "nowhere"], "there is no version, folder or file 'nowhere'."),
    (["release", "1.0"], "'1.0' is no version. Write three numbers, as in 1.4.0."),
])
def test_what_is_not_understood_gets_the_nearest_and_code_2(place: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_an_id_of_two_entries_asks_which(place: Path) -> None:
    both = NEW.model_copy(update={"decisions": {**NEW.decisions, "hypervisor": NEW.decisions["which-model"].model_copy(update={"id": "hypervisor"})}})
    (place / "glossary/releases/2.0.0.json").write_text(as_json(both), "utf-8")
    result = run("embed", "hypervisor")
    assert (result.exit_code, "'hypervisor' is a concept and a decision. Say which with --kind." in result.output) == (2, True)
    assert run("embed", "hypervisor", "--kind", "concept").output == snippet(NEW, "concept", "hypervisor", "md")


def test_a_release_that_cannot_be_read_is_said_in_a_sentence(place: Path) -> None:
    (place / "glossary/releases/2.0.0.json").write_text('{"format": "2"}', "utf-8")
    for words in (["embed", "hypervisor"], ["verify", "texts"], ["diff", "1.0.0", "2.0.0"]):
        result = run(*words)
        assert (result.exit_code, "glossary/releases/2.0.0.json is no glossary in its published form:" in result.output) == (1, True)


@pytest.mark.parametrize("words", [["embed", "which-model", "--format", "svg"], ["verify", "--update", "texts/chart.svg"]])
def test_without_the_library_that_draws_a_sentence_says_how_to_get_it(place: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    changed = NEW.decisions["which-model"].model_copy(update={"title": "What is it?"})
    newest = NEW.model_copy(update={"decisions": {"which-model": changed}})
    (place / "glossary/releases/2.0.0.json").write_text(as_json(newest), "utf-8")
    (place / "texts/chart.svg").write_text(old("which-model", "svg", "decision"), "utf-8")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    result = run(*words)
    assert (result.exit_code, "pygraphviz: `pip install 'shorewise[site]'`." in result.output) == (1, True)


def test_the_hook_and_the_action_look_at_every_ending() -> None:
    hook, _ = yaml.safe_load((HERE.parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [ending for ending in ENDINGS if not re.search(hook["files"], f"docs/a{ending}")] == []
    action = yaml.safe_load((HERE.parents[1] / "action.yml").read_text("utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []  # What somebody typed is never part of a script.


# --- release and diff


@pytest.fixture
def fresh(place: Path) -> Path:
    """The same place before its first release."""
    for path in (place / "glossary/releases").iterdir():
        path.unlink()
    return place


def test_without_a_release_there_is_nothing_to_embed_but_now(fresh: Path) -> None:
    result = run("embed", "hypervisor")
    assert result.exit_code == 2
    assert "there is no release to show. Make one with `shorewise release`, or try it with `--version now`." in result.output


def test_the_first_release_takes_the_version_of_the_project(fresh: Path) -> None:
    (fresh / "pyproject.toml").write_text('[project]\nversion = "0.3.0"\n', "utf-8")
    assert run("release").output == "wrote glossary/releases/0.3.0.json\n"
    frozen = PublishedGlossary.model_validate_json((fresh / "glossary/releases/0.3.0.json").read_bytes())
    assert frozen == OLD.model_copy(update={"version": "0.3.0"})
    assert run("embed", "hypervisor").output == snippet(frozen, "concept", "hypervisor", "md")


def edit(place: Path, path: str, before: str, after: str) -> None:
    text = (place / "glossary" / path).read_text("utf-8")
    assert before in text
    (place / "glossary" / path).write_text(text.replace(before, after), "utf-8")


def test_the_next_release_takes_the_smallest_honest_version(fresh: Path) -> None:
    run("release", "1.0.0")
    assert run("release").output == "Error: nothing has changed since 1.0.0: there is nothing to release.\n"
    edit(fresh, "concepts/hypervisor.yaml", "program that", "software that")
    assert run("release").output == "wrote glossary/releases/1.0.1.json\n"
    assert run("diff", "1.0.0", "1.0.1").output.splitlines() == [
        "editorial concepts/hypervisor: the words about 'hypervisor' changed, what it covers did not. It touches concepts/virtual-machine.",
        "1 change; the version after 1.0.0 is 1.0.1",
    ]


def test_a_release_too_small_for_its_changes_is_refused(fresh: Path) -> None:
    run("release", "1.0.0")
    edit(fresh, "concepts/hypervisor.yaml", "preferred: hypervisor", "preferred: machine monitor\nadmitted: [hypervisor]")
    result = run("release", "1.1.0")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: 1.1.0 is too small for what changed since 1.0.0:",
        "  renamed: 'hypervisor' is now called 'machine monitor'. (a major version)",
        "2.0.0 would be right.",
    ]
    assert not (fresh / "glossary/releases/1.1.0.json").exists()


def test_a_release_is_never_written_again(fresh: Path) -> None:
    run("release", "1.0.0")
    before = (fresh / "glossary/releases/1.0.0.json").read_bytes()
    edit(fresh, "concepts/hypervisor.yaml", "program that", "software that")
    result = run("release", "1.0.0")
    assert (result.exit_code, result.output) == (1, "Error: glossary/releases/1.0.0.json is there already, and a release is never changed.\n")
    assert (fresh / "glossary/releases/1.0.0.json").read_bytes() == before


def test_the_glossary_inside_the_package_is_not_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("release", "9.9.9")
    assert (result.exit_code, "there is no glossary here." in result.output) == (2, True)


def test_a_release_is_greater_than_the_one_before(fresh: Path) -> None:
    run("release", "1.10.0")
    edit(fresh, "concepts/hypervisor.yaml", "program that", "software that")
    assert run("release", "1.9.0").output == "Error: 1.9.0 is not greater than 1.10.0, the newest release. 1.10.1 would be right.\n"


def test_an_unsound_glossary_is_not_released(fresh: Path) -> None:
    edit(fresh, "concepts/virtual-machine.yaml", "related: [hypervisor]", "related: [hypervisr]")
    result = run("release", "1.0.0")
    assert (result.exit_code, "R01 there is no concept 'hypervisr'." in result.output) == (1, True)
    assert list((fresh / "glossary/releases").iterdir()) == []


def test_diff_takes_versions_files_folders_and_now(place: Path) -> None:
    wanted = run("diff", "2.0.0", "1.0.0").output
    assert run("diff", "glossary/releases/2.0.0.json", "1.0.0").output == wanted
    assert run("diff", "1.0.0", "now").output == run("diff", "1.0.0", "glossary").output == "no changes\n"
    found = json.loads(run("diff", "1.0.0", "2.0.0", "--format", "json").output)
    assert (found["old"], found["new"], found["next"]) == ("1.0.0", "2.0.0", "2.0.0")
    assert {change["id"]: change["sort"] for change in found["changes"] if change["collection"] == "concepts"} == {
        "cloud-repatriation": "withdrawn", "on-premises-system": "incompatible", "platform-as-a-service": "renamed", "virtual-machine": "renamed",
        "software-as-a-service": "widening", "hosted-private-cloud": "narrowing", "cloud-migration": "editorial", "hypervisor": "editorial",
    }


def test_the_schema_of_the_published_form_accepts_a_release(place: Path) -> None:
    from jsonschema import Draft202012Validator

    run("schema", "schemas", "--published", "published.schema.json")
    validator = Draft202012Validator(json.loads(Path("published.schema.json").read_text("utf-8")))
    release = json.loads(Path("glossary/releases/1.0.0.json").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(release)] == []
    assert list(validator.iter_errors({**release, "format": "2"})) != []


def test_verify_explains_its_exit_codes() -> None:
    assert "0 all are current, 1 some are not, 2" in (verify_command.help or "")
