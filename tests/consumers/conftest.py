"""What every consumer is tried with: a glossary with two releases between which one change of each sort was made."""

import shutil
from pathlib import Path

import pytest
from two_releases import NEW, OLD

from shorewise.published import as_json

CLOUD = Path(__file__).parents[1] / "code" / "cloud"


@pytest.fixture(scope="session")
def glossary_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented glossary with both of its releases, for `--glossary`."""
    folder = Path(shutil.copytree(CLOUD, tmp_path_factory.mktemp("cloudwise") / "glossary"))
    (folder / "releases").mkdir()
    for release in (OLD, NEW):
        (folder / "releases" / f"{release.version}.json").write_text(as_json(release), "utf-8")
    return folder
