"""The package carries the glossary, needs little, and works where nothing else of the project is."""

import re
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from built import BIN, copied, its_own_code, run


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files."""
    project, folder = copied(tmp_path_factory.mktemp("project")), tmp_path_factory.mktemp("wheel")
    done = run(BIN / "hatchling", "build", "-t", "wheel", "-d", folder, cwd=project)
    assert done.returncode == 0, done.stdout
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "files")
    return folder / "files"


def test_the_package_carries_the_glossary_and_its_licences(unpacked: Path) -> None:
    assert (unpacked / "shorewise/glossary/concepts/outsourcing.yaml").is_file()
    (information,) = unpacked.glob("*.dist-info")
    assert "CC BY 4.0" in (information / "licenses/glossary/LICENSE").read_text("utf-8")
    assert "MIT" in (information / "licenses/LICENSE").read_text("utf-8")


def test_the_package_carries_nothing_else(unpacked: Path) -> None:
    assert sorted(path.name for path in unpacked.iterdir() if path.suffix != ".dist-info") == ["shorewise"]
    assert {path.suffix for path in unpacked.rglob("shorewise/**/*") if path.is_file()} <= {".py", ".yaml", ".html", ".txt", ".ttf", ".json", ".js", ".css", ""}


def test_the_package_needs_three_others(unpacked: Path) -> None:
    (information,) = unpacked.glob("*.dist-info/METADATA")
    needs = Parser().parsestr(information.read_text("utf-8")).get_all("Requires-Dist")
    core = sorted(re.split(r"[<>=!~ ;\[]", each)[0].lower() for each in needs if "extra ==" not in each)
    assert core == ["click", "pydantic", "pyyaml"]


def test_the_package_finds_its_own_glossary_and_no_problems(unpacked: Path, tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "shorewise", "check", cwd=tmp_path, PYTHONPATH=str(unpacked))
    assert done.stdout.splitlines()[-1] == "no problems"
    assert done.returncode == 0


def test_the_package_checks_the_glossary_that_it_carries(tmp_path: Path, unpacked: Path) -> None:
    where = "from shorewise.load import default_folder; print(default_folder())"
    done = run(sys.executable, "-c", where, cwd=tmp_path, PYTHONPATH=str(unpacked))
    assert Path(done.stdout.strip()) == unpacked / "shorewise/glossary"


def test_checking_needs_none_of_the_builders(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules.update(dict.fromkeys(('mkdocs', 'markdown', 'pygraphviz', 'zensical', 'jinja2')))\n"
        "sys.argv = ['shorewise', 'check', '--help']\n"
        "from shorewise.__main__ import main; main()"
    )
    done = run(sys.executable, "-c", script, cwd=tmp_path, PYTHONPATH=str(unpacked))
    assert done.returncode == 0, done.stdout


def test_the_editable_copy_checks_the_glossary_beside_it(tmp_path: Path) -> None:
    project = copied(tmp_path / "project")
    (project / "glossary/about.yaml").write_text("colour: red\n", "utf-8")
    done = run(sys.executable, "-m", "shorewise", "check", cwd=tmp_path, **its_own_code(project))
    assert "M06 'colour' is not a key here." in done.stdout
