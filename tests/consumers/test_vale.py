"""The package for Vale, read as Vale reads it; and by Vale itself where VALE names the program."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from test_lint import VOCABULARY, WORDS, changed
from test_lint_sample import SAMPLE
from two_releases import NEW, OLD
from vale_reader import alerts, of_vale, settings

from shorewise.export.vale import files, package
from shorewise.labels import labels, unsaid
from shorewise.lint import Vocabulary, lint
from shorewise.load import default_folder, load_folder
from shorewise.published import Avoided, PublishedGlossary, published


@pytest.fixture
def unpacked(tmp_path: Path):
    """Unpacks the archive of a glossary as `vale sync` does, and gives the folder with the archive's name."""

    def unpack(glossary: PublishedGlossary) -> Path:
        with zipfile.ZipFile(io.BytesIO(package(files(glossary)))) as archive:
            assert archive.testzip() is None
            archive.extractall(tmp_path)
        return tmp_path / "vale"

    return unpack


TEXT = """\
A rented box is one line.
Two Rented-boxes are another.
A black box machine is a name in use, and so is a shared
cloud box machine. A cloud box machine is not, nor is a black box.
A machine share and a VPK, but no vpk.
The files rented-box.txt, ~/box and box_1 are files.
"""


def test_what_is_reported_and_what_is_not(unpacked) -> None:
    found = [(each.line, each.column, each.match, each.severity) for each in alerts(unpacked(WORDS), TEXT)]
    assert found == [
        (1, 3, "rented box", "error"),
        (2, 5, "Rented-boxes", "error"),
        (4, 22, "cloud box", "error"), (4, 63, "box", "warning"),
        (5, 3, "machine share", "warning"), (5, 23, "VPK", "warning"),
    ]


def test_the_message_has_the_reason_the_right_name_and_a_link(unpacked) -> None:
    (alert,) = alerts(unpacked(OLD), "They sell Web software.")
    assert (alert.rule, alert.message, alert.link) == (
        "web-software", "'web software' is not said. Much of what runs on the web is sold otherwise. Write 'software as a service'.", "https://cloudwise.example/terms/software-as-a-service/",
    )


def test_settings_name_the_folders_that_are_there(unpacked) -> None:
    folder = unpacked(WORDS)
    read = settings(folder)
    assert read["top"]["StylesPath"] == "styles"
    assert {path.name for path in (folder / "styles").iterdir()} == {"config", read["*"]["BasedOnStyles"]}
    assert "Packages = https://cloudwise.example/embed/v/1.0.0/vale.zip" in (folder / ".vale.ini").read_text("utf-8")


def test_what_a_document_of_the_last_release_is_told_by_the_next(unpacked) -> None:
    text = "A virtual machine, a cloud repatriation, a hypervisor, an on-premises system and a platform as a service.\n"
    assert alerts(unpacked(OLD), text) == []
    assert [(each.match, each.message) for each in alerts(unpacked(NEW), text)] == [
        ("cloud repatriation", "'cloud repatriation' was withdrawn. Write 'cloud migration'."),
        ("platform as a service", "'platform as a service' has another name now. Write 'platform on tap'."),
    ]
    moved = changed(NEW, "machine-share", preferred="machine share", abbreviations=[])
    assert [each.message for each in alerts(unpacked(moved), "A virtual machine.")] == ["'virtual machine' has another name now. Write 'machine share'."]


def test_no_name_in_use_is_reported_and_every_other_is(unpacked) -> None:
    glossary, _ = load_folder(default_folder())
    assert glossary is not None
    real = published(glossary, "now")
    folder = unpacked(real)
    assert alerts(folder, "\n".join(f"It is {label.name} then." for label in labels(real))) == []
    told = {each.match for each in alerts(folder, "\n".join(f"It is {each.name} then." for each in unsaid(real)))}
    assert {each.name for each in unsaid(real)} == told


def test_it_agrees_with_lint_on_the_labelled_sentences(unpacked) -> None:
    glossary, _ = load_folder(default_folder())
    assert glossary is not None
    real = published(glossary, "now")
    folder, vocabulary = unpacked(real), Vocabulary(real)
    for case in SAMPLE["txt"]:
        if ">" not in case["text"] and "?" not in case["text"]:  # Quotations and addresses are Vale's own business.
            assert [each.match for each in alerts(folder, case["text"])] == [each.words for each in lint("a.txt", case["text"], vocabulary)]


def test_the_archive_is_the_same_every_time_and_holds_the_files() -> None:
    assert package(files(WORDS)) == package(files(WORDS))
    with zipfile.ZipFile(io.BytesIO(package(files(WORDS)))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == files(WORDS)


def test_a_percent_sign_or_a_dollar_is_only_a_sign(unpacked) -> None:
    odd = changed(OLD, "hypervisor", deprecated=[Avoided(term="100% ($1) box [a|b]", reason="It costs 5%s, 3%d and $1.", use="hypervisor")])
    (alert,) = alerts(unpacked(odd), "A 100% ($1) box [a|b], they say.")
    assert (alert.match, alert.message) == ("100% ($1) box [a|b]", "'100% ($1) box [a|b]' is not said. It costs 5%s, 3%d and $1. Write 'hypervisor'.")


@pytest.mark.skipif("VALE" not in os.environ, reason="VALE=path/to/vale runs the program too; no registry carries it")
def test_vale_itself_says_the_same(unpacked, tmp_path: Path) -> None:
    folder, text = unpacked(WORDS), tmp_path / "text.md"
    text.write_text(TEXT, "utf-8")
    assert of_vale(os.environ["VALE"], folder, text) == alerts(folder, TEXT)


def test_the_words_come_from_the_same_data_as_those_of_lint() -> None:
    assert {each.name for each in unsaid(WORDS)} == set(VOCABULARY.unsaid)
