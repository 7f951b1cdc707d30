"""What a site offers to other people's documents: the files of every release, which never change."""

from justhtml import JustHTML
from two_releases import NEW, OLD

from shorewise.publish.embedded import embedded_files, other_than_frozen


def test_a_file_of_a_release_that_would_be_another_is_named() -> None:
    files = embedded_files({"1.0.0": OLD})
    frozen = files["embed/v/1.0.0/integrity.json"].decode()
    assert other_than_frozen(files, "1.0.0", frozen) == []
    changed = OLD.model_copy(update={"licence": "all rights reserved"})
    said = other_than_frozen(embedded_files({"1.0.0": changed}), "1.0.0", frozen)
    assert "embed/v/1.0.0/terms/hypervisor.md was published for good, and would not be the same file any more." in said


def test_every_version_stays_and_the_newest_is_the_latest_too() -> None:
    files = embedded_files({"1.0.0": OLD, "2.0.0": NEW})
    assert b"Cloudwise 1.0.0" in files["embed/v/1.0.0/terms/virtual-machine.txt"]
    assert b"Cloudwise 2.0.0" in files["embed/v/2.0.0/terms/virtual-machine.txt"]  # Renamed, and to be found as before.
    assert "embed/v/2.0.0/terms/cloud-repatriation.txt" not in files  # Withdrawn.
    newest = {path.removeprefix("embed/latest/"): raw for path, raw in files.items() if path.startswith("embed/latest/")}
    assert newest == {path.removeprefix("embed/v/2.0.0/"): raw for path, raw in files.items() if path.startswith("embed/v/2.0.0/")}
    assert files["objects.inv"] == newest["objects.inv"]


def test_the_file_to_read_offline_needs_nothing_else_and_its_links_stay_in_it() -> None:
    whole = JustHTML(embedded_files({"1.0.0": OLD})["embed/latest/glossary.html"].decode(), sanitize=False)
    ids = {each.attrs["id"] for each in whole.query("[id]")}
    inside = [each.attrs["href"] for each in whole.query("a[href^='#']")]
    assert inside and [href for href in inside if href[1:] not in ids] == []
    assert whole.query("script, img, link[rel=stylesheet], [style]") == []
    assert {f"terms-{id}" for id in OLD.concepts} <= ids
