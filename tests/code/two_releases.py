"""Two releases of the invented glossary, with one change of each sort between them."""

import shutil
from pathlib import Path

from shorewise.load import load, read_files
from shorewise.published import PublishedGlossary, as_json, published

CLOUD = Path(__file__).parent / "cloud"
OLD = published(load(read_files(CLOUD))[0], "1.0.0")
REWORDED, REDEFINED, WITHDRAWN = "hypervisor", "on-premises-system", "cloud-repatriation"
RENAMED, HEIR = "virtual-machine", "machine-share"


def _new() -> PublishedGlossary:
    """The glossary of the next release, with one change of each sort."""
    made = OLD.model_copy(update={"version": "2.0.0"})
    concepts = {**made.concepts}

    def change(id: str, /, **changed: object) -> None:
        concepts[id] = concepts[id].model_copy(update=changed)

    change("hypervisor", definition="software that divides one machine among several systems")
    change("hosted-private-cloud", regions={reading: {**axes, "platform": ["provider"]} for reading, axes in concepts["hosted-private-cloud"].regions.items()})
    change("software-as-a-service", regions={reading: {"location": ["hosted"], "application": ["provider"]} for reading in ("buyer", "auditor")})
    change("on-premises-system", regions={reading: {"location": ["hosted"]} for reading in ("buyer", "auditor")})
    change("virtual-machine", id="machine-share", former_ids=["virtual-machine"], url="https://cloudwise.example/terms/machine-share/")
    concepts["machine-share"] = concepts.pop("virtual-machine")
    change("cloud-repatriation", status="withdrawn", replaced_by=["cloud-migration"])
    change("cloud-migration", notes=["Nothing that a snippet shows."])
    change("platform-as-a-service", preferred="platform on tap")
    return made.model_copy(update={"concepts": concepts})


NEW = _new()


def put_releases(folder: Path) -> Path:
    """The invented glossary with both of its releases, as a folder for `--glossary`."""
    shutil.copytree(CLOUD, folder)
    (folder / "releases").mkdir()
    for release in (OLD, NEW):
        (folder / "releases" / f"{release.version}.json").write_text(as_json(release), "utf-8")
    return folder
