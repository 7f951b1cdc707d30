"""Reading: places, text as typed, files in any order, and a folder that changes."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shorewise.check import check
from shorewise.document import read_yaml
from shorewise.glossary import Glossary
from shorewise.load import default_folder, load, load_folder, read_files, require
from shorewise.part import Place
from shorewise.problem import GlossaryError

GUEST = """\
preferred: guest
kind: component
definition: system on a machine
notes:
  - It is small.
  - >-
    It came from somewhere else
    and will soon go on.
reviewed: 2026-11-25
"""


def at(line: int, column: int) -> Place:
    return Place("concepts/guest.yaml", line, column)


# --- places


@pytest.mark.parametrize(("steps", "place"), [
    (("definition",), at(3, 13)),
    (("definition", "key"), at(3, 1)),
    (("notes", 0), at(5, 5)),
    (("notes", 1), at(6, 5)),
    ((), at(1, 1)),
])
def test_every_part_knows_where_it_was_written(glossary_of: Callable[..., Glossary], steps: tuple, place: Place) -> None:
    assert glossary_of({"concepts/guest.yaml": GUEST}).concepts["guest"].place(*steps) == place


def test_a_part_that_was_not_written_is_where_the_part_around_it_is(glossary_of: Callable[..., Glossary]) -> None:
    guest = glossary_of({"concepts/guest.yaml": GUEST}).concepts["guest"]
    assert [guest.place("notes", 7), guest.place("related", 0)] == [at(5, 3), at(1, 1)]


def test_a_word_in_a_folded_text_is_on_its_own_line(glossary_of: Callable[..., Glossary]) -> None:
    guest = glossary_of({"concepts/guest.yaml": GUEST}).concepts["guest"]
    assert guest.place("notes", 1, of="soon") == at(8, 14)


def test_a_word_is_not_looked_for_before_its_part(glossary_of: Callable[..., Glossary]) -> None:
    guest = glossary_of({"concepts/guest.yaml": GUEST}).concepts["guest"]
    assert guest.place("notes", 1, of="It") == at(7, 5)


def test_a_word_is_not_looked_for_behind_its_part(glossary_of: Callable[..., Glossary]) -> None:
    guest = glossary_of({"concepts/guest.yaml": GUEST}).concepts["guest"]
    assert guest.place("definition", of="small") == at(3, 13)


def test_an_entry_of_a_shared_file_knows_its_own_lines(glossary_of: Callable[..., Glossary]) -> None:
    newsletter = glossary_of().sources["newsletter"]
    assert [newsletter.place("key"), newsletter.place("seen")] == [Place("sources.yaml", 12, 1), Place("sources.yaml", 15, 9)]


def test_columns_count_signs_and_not_bytes() -> None:
    places = read_yaml("{Übernahme: x, 離岸: y, 👩: z}".encode(), "x.yaml").places
    assert [place.column for steps, place in places.items() if "key" not in steps] == [1, 13, 20, 26]


# --- text as typed


def test_scalars_are_text_as_typed() -> None:
    typed = ["NO", "yes", "0123", "1e3", "1_000", "12:30", "2026-11-25", "null", "~", "0x1F", "on", ".inf"]
    assert read_yaml("\n".join(f"- {each}" for each in typed).encode(), "x.yaml").value == typed


def test_folded_text_is_one_line_and_literal_text_keeps_its_lines() -> None:
    assert read_yaml(b"a: >-\n  one\n  two\nb: |-\n  one\n  two\n", "x.yaml").value == {"a": "one two", "b": "one\ntwo"}


def test_windows_line_ends_make_no_difference() -> None:
    text = b"a: >-\n  one\n  two\nb: three\n"
    assert read_yaml(text.replace(b"\n", b"\r\n"), "x.yaml") == read_yaml(text, "x.yaml")


def test_a_shared_anchor_is_reported_once_however_often_it_is_used() -> None:
    levels = [f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]" for below, name in zip("abcdefgh", "bcdefghi", strict=True)]
    read = read_yaml("\n".join(["a: &a x", *levels]).encode(), "x.yaml")
    assert [problem.sentence for problem in read.problems[:3]] == ["'&a' is an anchor.", "'&b' is an anchor.", "'*a' is an alias."]
    assert {problem.code for problem in read.problems} == {"Y05"} and len(read.problems) == 17


def test_twelve_lists_inside_each_other_are_read() -> None:
    assert read_yaml(b"[" * 12 + b"x" + b"]" * 12, "x.yaml").problems == []


@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Kolkata"},
    {"PYTHONIOENCODING": "cp1252"},
])
def test_texts_and_days_are_the_same_on_every_machine(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "x.yaml").write_bytes("- Übernahme\n- “離岸”\n- 2026-11-24\n".encode())
    code = "import json, pathlib, shorewise.document as d; print(json.dumps(d.read_yaml(pathlib.Path('x.yaml').read_bytes(), 'x').value))"
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, **environment}, capture_output=True, check=True)
    assert json.loads(run.stdout) == ["Übernahme", "“離岸”", "2026-11-24"]


# --- files and folders


def test_the_order_of_the_files_never_matters(cloud_files: dict[str, bytes]) -> None:
    changed = {**cloud_files, "concepts/hypervisor.yaml": cloud_files["concepts/hypervisor.yaml"].replace(b"[hosted-service]", b"[virtual-machin]")}
    found = []
    for seed in range(5):
        paths = random.Random(seed).sample(list(changed), len(changed))
        glossary, problems = load({path: changed[path] for path in paths})
        found.append([str(problem) for problem in [*problems, *check(glossary)]])
    assert found == [["concepts/hypervisor.yaml:5:11: R01 there is no concept 'virtual-machin'. Did you mean 'virtual-machine'?"]] * 5


def test_dimensions_are_in_the_order_of_their_ranks(glossary_of: Callable[..., Glossary]) -> None:
    assert list(glossary_of().dimensions) == ["application", "platform", "tenancy", "location"]


def test_an_entry_with_a_mistake_leaves_the_rest_in_place(cloud_files: dict[str, bytes]) -> None:
    glossary, problems = load({**cloud_files, "concepts/virtual-machine.yaml": b"preferred: []"})
    assert "virtual-machine" not in glossary.concepts and "hypervisor" in glossary.concepts
    assert [problem.code for problem in problems] == ["M07", "M07", "M07", "M08"]


def test_the_prefix_stands_before_every_path(cloud_files: dict[str, bytes]) -> None:
    _, problems = load({**cloud_files, "concepts/Hypervisor.yaml": b"", "x.yml": b"", "about.yaml": b"\xff"}, "here/")
    assert [str(problem)[: len("here/")] for problem in problems] == ["here/"] * len(problems)
    assert "here/concepts/hypervisor.yaml has the same id." in [problem.sentence for problem in problems]


@pytest.fixture
def folder(tmp_path: Path, cloud_files: dict[str, bytes]) -> Path:
    for path, raw in cloud_files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    return tmp_path


def test_a_folder_is_read_as_its_files(folder: Path, cloud_files: dict[str, bytes]) -> None:
    (folder / "LICENSE").write_text("Free.")
    assert read_files(folder) == cloud_files


def test_a_folder_that_has_not_changed_is_not_read_again(folder: Path) -> None:
    assert load_folder(folder)[0] is load_folder(folder)[0]


@pytest.mark.parametrize("path", ["concepts/hypervisor.yaml", "concepts/guest.yaml", "concepts/guest.yml"])
def test_a_folder_is_read_again_when_a_file_has_changed_or_come(folder: Path, path: str) -> None:
    before = load_folder(folder)
    (folder / path).write_text(GUEST, "utf-8")
    assert load_folder(folder)[0] is not before[0]


def test_a_folder_is_read_again_when_a_file_has_gone(folder: Path) -> None:
    load_folder(folder)
    (folder / "concepts/virtual-machine.yaml").unlink()
    assert "virtual-machine" not in load_folder(folder)[0].concepts


def test_what_the_reader_of_a_list_of_problems_does_to_it_stays_his_own(folder: Path) -> None:
    (folder / "concepts/guest.yaml").write_text("")
    load_folder(folder)[1].clear()
    assert [problem.code for problem in load_folder(folder)[1]] == ["Y04"]


def test_where_a_glossary_is_needed_its_problems_are_raised(folder: Path) -> None:
    (folder / "concepts/guest.yaml").write_text("")
    with pytest.raises(GlossaryError, match=r"guest\.yaml:1:1: Y04 the file is empty\. Write the entry, or delete the file\."):
        require(folder)


def test_a_file_with_its_ending_in_capitals_is_not_overlooked(folder: Path) -> None:
    (folder / "concepts/guest.YAML").write_text(GUEST)
    assert [problem.code for problem in load_folder(folder)[1]] == ["M02"]


def test_the_glossary_beside_the_source_is_the_default() -> None:
    assert (default_folder() / "about.yaml").is_file()
