"""The command line: exit codes, formats, and what is written where."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from command import run
from jsonschema import Draft7Validator

from shorewise.check import RULES
from shorewise.glossary import FOLDERS, SHARED_FILES
from shorewise.load import default_folder, read_files

CLOUD = Path(__file__).parent / "cloud"
BROKEN = "concepts/virtual-machine.yaml"
ENTRY = (CLOUD / BROKEN).read_text("utf-8")
MISTYPED = ENTRY.replace("related: [hypervisor]", "related: [hypervisr]")
ODD = ENTRY.replace("related: [hypervisor]", "gloss: It is 100% [new\nrelated: [hypervisor]")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the cloud glossary in glossary/ and an empty docs/."""
    write(tmp_path / "glossary", {path: raw.decode() for path, raw in read_files(CLOUD).items()})
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


# --- check


def test_a_sound_glossary_ends_with_no_problems_and_code_0() -> None:
    result = run("check", "--glossary", CLOUD)
    assert (result.exit_code, result.output.splitlines()[1:]) == (0, ["no problems"])
    assert result.output.startswith("4 dimensions, 12 concepts, 1 comparison, 2 decisions, 2 readings, 3 kinds, 1 aspect, ")


def test_of_very_many_problems_the_end_says_where_to_begin(tmp_path: Path) -> None:
    files = read_files(default_folder())
    flipped = files["concepts/captive-unit.yaml"].replace(b"performer: own-group\n", b"performer: third-party\n", 1)
    write(tmp_path, {**files, "concepts/captive-unit.yaml": flipped})
    lines = run("check", "--glossary", tmp_path).output.splitlines()
    begin = lines.index("Begin with these, where words and characteristics disagree. The others may follow from it.")
    assert begin > 20
    at = f"{tmp_path.as_posix()}/concepts/captive-unit.yaml"
    assert [line.partition(" states")[0].partition(" Say")[0] for line in lines[begin + 1 : -2]] == [
        f"{at}:20:13: A01 the definition does not state performer: third-party.", f"{at}:21:21: A02 'owned by the group'",
    ]


def test_few_problems_are_said_once(site: Path) -> None:
    write(site / "glossary", {"concepts/private-cloud.yaml": (CLOUD / "concepts/private-cloud.yaml").read_text("utf-8").replace("one customer alone", "a customer")})
    lines = run("check").output.splitlines()
    assert [line for line in lines if " A01 " in line] and len(lines) < 20
    assert len(set(lines)) == len(lines) and not [line for line in lines if line.startswith("Begin")]


def test_problems_are_lines_that_end_with_their_number_and_code_1(site: Path) -> None:
    write(site / "glossary", {BROKEN: MISTYPED, "concepts/guest.yaml": ""})
    result = run("check")
    lines = result.output.splitlines()
    assert lines[:2] == [
        "glossary/concepts/guest.yaml:1:1: Y04 the file is empty. Write the entry, or delete the file.",
        "glossary/concepts/virtual-machine.yaml:6:11: R01 there is no concept 'hypervisr'. Did you mean 'hypervisor'?",
    ]
    assert (lines[-1], result.exit_code) == ("2 problems", 1)


def test_a_warning_is_marked_and_no_failure(site: Path) -> None:
    write(site / "glossary", {BROKEN: ENTRY.replace("share of", "not the whole of")})
    result = run("check")
    lines = result.output.splitlines()
    assert lines[0] == "glossary/concepts/virtual-machine.yaml:4:13: D07 the definition says 'not'. Say what it is; put examples under 'examples'. (warning)"
    assert (lines[-1], result.exit_code) == ("1 warning", 0)


def test_a_glossary_elsewhere_is_named_in_full(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    write(folder, {"about.yaml": ""})
    assert run("check", "--glossary", folder).output.startswith(f"{folder.as_posix()}/about.yaml:1:1: Y04 the file is empty.")


def test_an_empty_folder_is_no_glossary(tmp_path: Path) -> None:
    result = run("check", "--glossary", tmp_path)
    assert "M01 there is no about.yaml. It gives the glossary its title, address and root.\n" in result.output
    assert (result.output.splitlines()[-1], result.exit_code) == ("1 problem", 1)


@pytest.mark.parametrize("words", [
    ["check", "--glosary", "x"],
    ["check", "--glossary", "no-such-folder"],
    ["check", "--docs", "no-such-folder"],
    ["check", "--glossary", __file__],
    ["check", "--format", "xml"],
    ["check", "x"],
    ["pages", "--docs", "no-such-folder"],
    ["schema"],
    ["chek"],
    ["classify", "location"],
    ["classify", "place=hosted"],
    ["classify", "location=hostel"],
    ["classify", "location=hosted", "location=on-premises"],
    ["classify", "location=hosted", "--reading", "judge"],
    ["relate", "SaaS"],
    ["relate", "SaaS", "gale"],
    ["relate", "SaaS", "hypervisor"],
])
def test_what_is_not_understood_ends_with_code_2(site: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.output.startswith("Usage: shorewise")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["check", "-h"], ["pages", "-h"], ["schema", "-h"], ["rules", "-h"], ["classify", "-h"], ["relate", "-h"]])
def test_every_command_explains_itself(words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.output[:16]) == (0, "Usage: shorewise")


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"shorewise, version \d+\.\d+\.\d+\n", run("--version").output)


# --- formats


def test_json_lists_each_problem_with_its_place(site: Path) -> None:
    write(site / "glossary", {BROKEN: MISTYPED})
    result = run("check", "--format", "json")
    assert json.loads(result.output) == [{
        "path": "glossary/concepts/virtual-machine.yaml", "line": 6, "column": 11, "code": "R01", "level": "error",
        "sentence": "there is no concept 'hypervisr'.", "suggestion": "Did you mean 'hypervisor'?",
    }]
    assert result.exit_code == 1


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_sound_glossary_is_an_empty_list_in_every_form(form: str) -> None:
    found = json.loads(run("check", "--glossary", CLOUD, "--format", form).output)
    assert (found if form == "json" else found["runs"][0]["results"]) == []


def test_a_sound_glossary_gives_github_nothing_to_show() -> None:
    assert run("check", "--glossary", CLOUD, "--format", "github").output.strip() == ""


def test_sarif_names_the_rules_and_the_regions(site: Path) -> None:
    write(site / "glossary", {BROKEN: MISTYPED})
    sarif = json.loads(run("check", "--format", "sarif").output)
    assert sarif["version"] == "2.1.0"
    (sarif_run,) = sarif["runs"]
    assert set(RULES) <= {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]}
    (result,) = sarif_run["results"]
    assert (result["ruleId"], result["level"]) == ("R01", "error")
    assert result["message"] == {"text": "there is no concept 'hypervisr'. Did you mean 'hypervisor'?"}
    assert result["locations"] == [{"physicalLocation": {
        "artifactLocation": {"uri": "glossary/concepts/virtual-machine.yaml"}, "region": {"startLine": 6, "startColumn": 11},
    }}]


def test_sarif_writes_paths_as_addresses(site: Path) -> None:
    write(site / "glossary", {"concepts/über all.yaml": ""})
    results = json.loads(run("check", "--format", "sarif").output)["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert uris == {"glossary/concepts/%C3%BCber%20all.yaml"}


def test_github_shows_each_problem_on_its_line(site: Path) -> None:
    write(site / "glossary", {BROKEN: MISTYPED})
    assert run("check", "--format", "github").output.splitlines() == [
        "::error file=glossary/concepts/virtual-machine.yaml,line=6,col=11,title=R01::there is no concept 'hypervisr'. Did you mean 'hypervisor'?",
    ]


def test_github_gets_per_cent_signs_commas_and_line_ends_escaped(site: Path) -> None:
    write(site / "glossary", {BROKEN: ENTRY.replace("abbreviations: [VM]", 'abbreviations: [VM, "100%\\nVM."]'), "concepts/a,b:c.yaml": "x: y"})
    lines = run("check", "--format", "github").output.splitlines()
    assert [line for line in lines if not re.match("::(error|warning) file=glossary/concepts/", line)] == []
    assert "::error file=glossary/concepts/a%2Cb%3Ac.yaml,line=1,col=1,title=M06::'x' is not a key here." in "\n".join(lines)
    assert "title=N04::'100%25%0AVM.' has stray signs. Write '100%25 VM'." in "\n".join(lines)


# --- pages


def test_pages_are_written_once(site: Path) -> None:
    assert "wrote docs/terms/hypervisor.md\n" in run("pages").output
    text = '---\ntitle: "Hypervisor"\ndescription: "Program that divides one machine among several systems."\nhide: [navigation]\n---\n\n# Hypervisor\n\n{{ concept("hypervisor") }}\n'
    assert (site / "docs/terms/hypervisor.md").read_text("utf-8") == text
    assert len(list((site / "docs").rglob("*.md"))) == 12 + 1 + 2
    assert (run("pages").output, run("check", "--docs", "docs").exit_code) == ("", 0)


def test_a_head_is_mended_and_the_text_below_it_kept(site: Path) -> None:
    run("pages")
    page = site / "docs/terms/hypervisor.md"
    before = page.read_text("utf-8") + "\nMore about it: {{ term('saas') }}.\n"
    page.write_text(before.replace("# Hypervisor", "# Hypervizor"), "utf-8")
    assert run("check", "--docs", "docs").output.splitlines()[0] == "docs/terms/hypervisor.md:1:1: P03 the page is not in step with the glossary. Run `shorewise pages`."
    assert run("pages").output == "wrote docs/terms/hypervisor.md\n"
    assert page.read_text("utf-8") == before


def test_a_page_whose_last_line_has_no_end_is_mended(site: Path) -> None:
    run("pages")
    page = site / "docs/terms/hypervisor.md"
    before = page.read_text("utf-8")
    page.write_text(before.rstrip("\n"), "utf-8")
    assert (run("pages").exit_code, page.read_text("utf-8")) == (0, before)


def test_a_page_without_its_macro_line_is_not_overwritten(site: Path) -> None:
    write(site / "docs", {"terms/hypervisor.md": "# My own page\n"})
    result = run("pages")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == 'Error: docs/terms/hypervisor.md has no line {{ concept("hypervisor") }}: move the file away, or add the line.'
    assert (site / "docs/terms/hypervisor.md").read_text() == "# My own page\n"


def test_a_page_whose_entry_is_gone_is_deleted(site: Path) -> None:
    run("pages")
    (site / "glossary" / BROKEN).unlink()
    assert run("pages").output == "deleted docs/terms/virtual-machine.md\n"
    assert not (site / "docs/terms/virtual-machine.md").exists()


@pytest.mark.parametrize("own", ["\nMore about it.\n", "\nMore about it: {{ term('saas') }}\n", "\n{{ definition('saas') }}\n"])
def test_a_page_whose_entry_is_gone_stays_when_it_has_text_of_its_own(site: Path, own: str) -> None:
    run("pages")
    page = site / "docs/terms/virtual-machine.md"
    page.write_text(page.read_text("utf-8") + own, "utf-8")
    (site / "glossary" / BROKEN).unlink()
    result = run("pages")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "Error: docs/terms/virtual-machine.md has no entry any more but text of its own: move the text, then delete the page."
    assert page.read_text("utf-8").endswith(own)


def test_the_index_of_the_terms_is_nobody_s_page_and_stays(site: Path) -> None:
    write(site / "docs", {"terms/index.md": '# Terms\n\n{{ concepts("a") }}\n'})
    assert "deleted" not in run("pages").output


def test_pages_are_not_written_from_a_glossary_with_mistakes_of_form(site: Path) -> None:
    write(site / "glossary", {"concepts/guest.yaml": ""})
    result = run("pages")
    assert (result.exit_code, list((site / "docs").iterdir())) == (1, [])
    assert result.output.splitlines() == ["glossary/concepts/guest.yaml:1:1: Y04 the file is empty. Write the entry, or delete the file.", "1 problem"]


# --- schema


def test_schemas_are_written_for_every_kind_of_file(site: Path) -> None:
    assert run("schema", "schemas").exit_code == 0
    written = {path.name for path in Path("schemas").iterdir()}
    assert written == {f"{name}.schema.json" for name in ("about", *FOLDERS, *SHARED_FILES)}


def test_schemas_accept_the_cloud_glossary(site: Path) -> None:
    run("schema", "schemas")
    for path, raw in read_files(CLOUD).items():
        kind = Path(path).parts[0].removesuffix(".yaml")
        validator = Draft7Validator(json.loads(Path(f"schemas/{kind}.schema.json").read_text("utf-8")))
        value = yaml.load(raw, yaml.BaseLoader)
        if kind == "dimensions":
            value["rank"] = int(value["rank"])  # An editor's YAML has numbers.
        assert [f"{path}: {error.message}" for error in validator.iter_errors(value)] == []


def test_an_editor_is_pointed_at_the_schemas_and_keeps_its_settings(site: Path) -> None:
    write(site, {".vscode/settings.json": '{"editor.rulers": [120]}'})
    run("schema", "schemas", "--editor", ".vscode/settings.json")
    settings = json.loads(Path(".vscode/settings.json").read_text("utf-8"))
    assert settings["editor.rulers"] == [120]
    assert settings["yaml.schemas"]["./schemas/concepts.schema.json"] == "glossary/concepts/*.yaml"


@pytest.mark.parametrize("settings", ['{\n  // rulers\n  "editor.rulers": [120]\n}', "[]"])
def test_settings_that_cannot_be_read_are_left_alone(site: Path, settings: str) -> None:
    write(site, {"settings.json": settings})
    assert run("schema", "schemas", "--editor", "settings.json").exit_code in (1, 2)
    assert Path("settings.json").read_text("utf-8") == settings


# --- rules, classify, relate


def test_every_rule_is_listed_with_what_it_keeps() -> None:
    assert [line.split()[0] for line in run("rules").output.splitlines()] == sorted(RULES)
    assert [(rule["code"], rule["keeps"]) for rule in json.loads(run("rules", "--format", "json").output)] == [(code, RULES[code].keeps) for code in sorted(RULES)]


def test_a_case_is_called_by_its_most_specific_name_with_the_reason(site: Path) -> None:
    lines = run("classify", "location=hosted", "platform=provider", "application=provider").output.splitlines()
    assert lines[:2] == ["Under the buyer's reading:", "  software as a service, because application: the provider, platform: the provider and location: at the provider's."]


def test_a_case_that_leaves_something_open_is_told_the_question_that_decides(site: Path) -> None:
    verdict = json.loads(run("classify", "location=hosted", "--format", "json").output)
    assert verdict["most_specific"] == ["hosted-service"]
    assert {"concept": "hosted-private-cloud", "decides": ["tenancy"], "question": "Who else is on it?"} in verdict["possible"]


@pytest.mark.parametrize(("reading", "names"), [("buyer", ["service-model"]), ("auditor", ["private-cloud"])])
def test_a_case_is_classified_under_the_reading_asked_for(site: Path, reading: str, names: list[str]) -> None:
    verdict = json.loads(run("classify", "tenancy=partitioned", "--reading", reading, "--format", "json").output)
    assert (verdict["reading"], verdict["most_specific"]) == (reading, names)


@pytest.mark.parametrize(("first", "second", "sentence"), [
    ("hosted-private-cloud", "private cloud", "nested: Every case of hosted private cloud is a case of private cloud, but not the reverse: nobody, at the customer's.\n"),
    ("SaaS", "Private Cloud", "overlap: A case can be both: the provider, the provider, nobody, at the provider's.\n"),
    ("hosted-service", "on-premises-system", "disjoint: No case is both: location is at the provider's for one and at the customer's for the other.\n"),
])
def test_two_concepts_are_related_by_id_or_by_name(site: Path, first: str, second: str, sentence: str) -> None:
    assert run("relate", first, second).output == sentence


def test_a_mistype_is_met_with_the_nearest_word(site: Path) -> None:
    assert "Error: there is no value of location 'hostd'. Did you mean 'hosted'?" in run("classify", "location=hostd").output


# --- whatever is wrong, it is said in words


@pytest.mark.parametrize("files", [
    {"comparisons/three-services.yaml": "concepts: [gale, storm]\ndifference: None.\nrows: [weather]\n"},
    {"decisions/which-model.yaml": "title: T\nkind: identification\nsummary: S.\nstart: x\nquestions: {}\n"},
    {"decisions/which-model.yaml": "title: T\nkind: identification\nsummary: S.\nstart: x\nquestions:\n  x:\n    dimension: weather\n    answers: [{values: [rain]}, {values: [sun], result: [storm]}]\n"},
    {"kinds.yaml": "{}\n"},
    {"readings.yaml": "{}\n"},
    {"dimensions/tenancy.yaml": "label: T\nquestion: Q?\naxis: x\nrank: 3\nvalues: {}\n"},
    {"concepts/private-cloud.yaml": "preferred: private cloud\nkind: model\nbroader: [private-cloud]\ndefinition: '[private cloud][]'\nreviewed: 2026-11-25\n"},
    {"about.yaml": "title: T\nlanguage: en\nurl: x\nlicence: x\nroot: storm\n"},
    {"concepts/hosted-service.yaml": "{"},
    {"sources.yaml": b"\xff\xfe"},
], ids=lambda files: next(iter(files)))
@pytest.mark.parametrize("words", [["check"], ["check", "--docs", "docs"], ["pages"]], ids=" ".join)
def test_a_broken_glossary_never_ends_in_a_traceback(site: Path, files: Mapping[str, str | bytes], words: list[str]) -> None:
    write(site / "glossary", files)
    run(*words)


@pytest.mark.parametrize("words", [["check", "--docs", "docs"], ["pages"]], ids=" ".join)
def test_a_page_that_is_not_utf_8_never_ends_in_a_traceback(site: Path, words: list[str]) -> None:
    page = "terms/hypervisor.md"
    write(site / "docs", {page: '{{ concept("hypervisor") }}\nÜbernahme'.encode("latin-1")})
    result = run(*words)
    assert (result.exit_code, page in result.output) == (1, True)
    assert "Übernahme".encode("latin-1") in (site / "docs" / page).read_bytes()


def shell(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *words], cwd=cwd, env={**os.environ, **environment}, capture_output=True)


def test_the_package_can_be_run_as_a_module(site: Path) -> None:
    done = shell("-m", "shorewise", "check", cwd=site)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, b"no problems", b"")


def test_messages_in_other_scripts_survive_a_machine_that_knows_only_ascii(site: Path) -> None:
    write(site / "glossary", {BROKEN: MISTYPED.replace("hypervisr", "Übernahme-離岸")})
    done = shell("-m", "shorewise", "check", cwd=site, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert "related.0 cannot be 'Übernahme-離岸'.".encode() in done.stdout


def test_pages_are_the_same_bytes_on_a_machine_that_knows_only_ascii(site: Path) -> None:
    write(site / "glossary", {BROKEN: ENTRY.replace("share of", "“Übernahme” (離岸) of")})
    pages = [shell("-m", "shorewise", "pages", cwd=site, **environment) and (site / "docs/terms/virtual-machine.md").read_bytes()
             for environment in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C.UTF-8"})]
    assert pages[0] == pages[1] and "“Übernahme” (離岸) of a machine".encode() in pages[0]
