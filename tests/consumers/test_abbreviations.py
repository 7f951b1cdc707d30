"""A page of somebody else, built by Python-Markdown with our abbreviations appended by snippets, as Material says."""

from pathlib import Path

import pytest
from justhtml import JustHTML
from markdown import Markdown
from test_lint import changed
from two_releases import NEW, OLD

from shorewise.export.abbreviations import abbreviations
from shorewise.load import default_folder, load_folder
from shorewise.published import PublishedGlossary, published

PAGE = "# Of VMs and a VM\n\nWe rent a VM, in `VM` as in SaaS, and PaaS. A virtual machine is a VMX.\n"


def meanings(tmp_path: Path, glossary: PublishedGlossary, page: str = PAGE) -> list[tuple[str, str]]:
    """Each short form that the built page explains, with what it says."""
    (tmp_path / "abbreviations.md").write_text(abbreviations(glossary), "utf-8")
    snippets = {"auto_append": ["abbreviations.md"], "base_path": [str(tmp_path)], "check_paths": True}
    html = Markdown(extensions=["abbr", "pymdownx.snippets"], extension_configs={"pymdownx.snippets": snippets}).convert(page)
    assert "*[" not in html
    return [(each.to_text(), str(each.attrs["title"])) for each in JustHTML(html, sanitize=False).query("abbr")]


def test_each_short_form_is_explained_where_it_stands(tmp_path: Path) -> None:
    assert meanings(tmp_path, OLD) == [("VM", "virtual machine"), ("VM", "virtual machine"), ("SaaS", "software as a service"), ("PaaS", "platform as a service")]


def test_the_next_release_gives_the_new_name_and_drops_what_was_withdrawn(tmp_path: Path) -> None:
    assert meanings(tmp_path, NEW) == [("VM", "virtual machine"), ("VM", "virtual machine"), ("SaaS", "software as a service"), ("PaaS", "platform on tap")]
    gone = changed(NEW, "machine-share", status="withdrawn")
    assert meanings(tmp_path, gone, "A VM.\n") == []


def test_a_short_form_of_two_concepts_is_not_explained(tmp_path: Path) -> None:
    assert meanings(tmp_path, changed(OLD, "hypervisor", abbreviations=["VM", "HV"]), "A VM and an HV.\n") == [("HV", "hypervisor")]


@pytest.mark.parametrize(("short", "long"), [("GIC", "global in-house centre"), ("GCC", "global capability centre"), ("ODC", "offshore development centre"), ("BPO", "business process outsourcing")])
def test_the_long_form_is_the_one_that_the_letters_stand_for(short: str, long: str) -> None:
    glossary, _ = load_folder(default_folder())
    assert glossary is not None
    assert f"*[{short}]: {long}\n" in abbreviations(published(glossary, "now"))


def test_signs_that_mean_something_to_markdown_or_snippets_mean_nothing(tmp_path: Path) -> None:
    odd = changed(OLD, "virtual-machine", preferred="virtual\n--8<-- \"x\" *machine* <b>with</b> 'quotes' &amp; \u202ean end")
    assert meanings(tmp_path, odd, "A VM.\n") == [("VM", "virtual \"x\" *machine* b with /b 'quotes' amp; an end")]
