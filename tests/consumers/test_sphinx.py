"""Real Sphinx, with real inventories, on a small project: links by name, and a snippet that is included."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sphobjinv
from command import run
from justhtml import JustHTML
from two_releases import NEW, OLD

from shorewise.export.inventory import inventory
from shorewise.published import PublishedGlossary

HERE = Path(__file__).parent
SITE = "https://cloudwise.example/"


@pytest.fixture
def project(tmp_path: Path, glossary_folder: Path) -> Path:
    """The project with a snippet from the first release."""
    project = Path(shutil.copytree(HERE / "sphinx", tmp_path / "handbook"))
    (project / "snippet.rst").write_text(run("embed", "virtual-machine", "--format", "rst", "--version", "1.0.0", "--glossary", glossary_folder).output, "utf-8")
    return project


def build(project: Path, glossary: PublishedGlossary, text: str | None = None) -> tuple[int, str, dict[str, str]]:
    """Build with every warning an error: the exit code, what was said, and words -> address of the first link outside with them."""
    (project / "objects.inv").write_bytes(inventory(glossary))
    if text is not None:
        (project / "index.rst").write_text(f"Title\n=====\n\n{text}\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "-n", "-q", "-E", "--keep-going", str(project), str(project / "out")]
    done = subprocess.run(command, text=True, capture_output=True, env={**os.environ, "INVENTORY": str(project / "objects.inv")}, timeout=120)
    page = project / "out" / "index.html"
    links = JustHTML(page.read_text("utf-8"), sanitize=False).query("a.external") if page.is_file() else []
    return done.returncode, done.stderr, {link.to_text(): str(link.attrs["href"]) for link in reversed(list(links))}


def test_every_way_to_a_term_leads_to_its_page(project: Path) -> None:
    code, said, links = build(project, OLD)
    assert (code, said) == (0, "")
    terms = f"{SITE}terms/"
    assert links.items() >= {
        "virtual machine": f"{terms}virtual-machine/", "Virtual Machine": f"{terms}virtual-machine/", "virtual machines": f"{terms}virtual-machine/", "VM": f"{terms}virtual-machine/",
        "software as a service": f"{terms}software-as-a-service/", "software on demand": f"{terms}software-as-a-service/", "SaaS": f"{terms}software-as-a-service/",
        "cloud repatriation": f"{terms}cloud-repatriation/", "hypervisor": f"{terms}hypervisor/",
        "the chart": f"{SITE}decide/which-model/",
        OLD.comparisons["three-services"].title: f"{SITE}compare/three-services/",
        "Cloudwise 1.0.0": f"{terms}virtual-machine/",  # Of the snippet.
    }.items()


def test_a_document_written_against_the_last_release_still_builds_with_the_next(project: Path) -> None:
    """Renamed, withdrawn, in other words, for other cases: names and ids lead on."""
    code, said, links = build(project, NEW)
    assert (code, said) == (0, "")
    assert links["virtual machine"] == links["VM"] == f"{SITE}terms/machine-share/"
    assert links["cloud repatriation"] == f"{SITE}terms/cloud-repatriation/"
    code, said, links = build(project, NEW, ":term:`platform as a service`, :ref:`virtual-machine`, :ref:`x <concept/virtual-machine>`, :term:`on-premises system`, :term:`hypervisor`")
    assert (code, said) == (0, "")
    assert links == {
        "platform as a service": f"{SITE}terms/platform-as-a-service/", "x": f"{SITE}terms/machine-share/", "virtual machine": f"{SITE}terms/machine-share/",
        "on-premises system": f"{SITE}terms/on-premises-system/", "hypervisor": f"{SITE}terms/hypervisor/",
    }


def test_a_name_to_avoid_is_no_term_and_fails_the_build(project: Path) -> None:
    code, said, links = build(project, OLD, "A :term:`web software`.")
    assert (code, links) == (1, {})
    assert "term not in glossary: 'web software'" in said


def test_the_included_snippet_is_verified_and_brought_up_to_date(project: Path, glossary_folder: Path) -> None:
    ids = {"virtual-machine": "renamed", "hypervisor": "editorial", "on-premises-system": "incompatible", "cloud-repatriation": "withdrawn"}
    snippets = [run("embed", id, "--format", "rst", "--version", "1.0.0", "--glossary", glossary_folder).output for id in ids]
    (project / "snippet.rst").write_text("\n".join(snippets), "utf-8")
    assert build(project, OLD)[:2] == (0, "")
    verified = run("verify", project / "snippet.rst", "--glossary", glossary_folder, "--format", "json").output
    for id, state in ids.items():
        assert f'"state": "{state}",\n    "entry": "concept/{id}"' in verified
    run("verify", "--update", project / "snippet.rst", "--glossary", glossary_folder).output
    assert "since 1.0.0" not in run("verify", project / "snippet.rst", "--glossary", glossary_folder).output
    assert build(project, NEW)[:2] == (0, "")
    page = (project / "out" / "index.html").read_text("utf-8")
    assert NEW.concepts["hypervisor"].definition in page and f"{SITE}terms/machine-share/" in page
    assert OLD.concepts["hypervisor"].definition not in page


def test_an_independent_reader_reads_the_inventory() -> None:
    read = sphobjinv.Inventory(zlib=inventory(NEW))
    assert (read.project, read.version) == ("Cloudwise", "2.0.0")
    found = {(each.role, each.name): (each.uri, each.dispname) for each in read.objects if each.domain == "std"}
    assert found["term", "virtual machine"] == ("terms/machine-share/", "-")
    assert found["term", "platform as a service"] == ("terms/platform-as-a-service/", "-")
    assert found["label", "virtual-machine"] == ("terms/machine-share/", "virtual machine")
    assert found["label", "decision/which-model"] == ("decide/which-model/", NEW.decisions["which-model"].title)
    assert ("term", "web software") not in found
