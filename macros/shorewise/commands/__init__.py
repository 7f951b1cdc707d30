"""Commands of the command line, by subject; `__main__` puts them together. What several of them take is here."""

import os
from pathlib import Path

import click

from ..load import default_folder

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
glossary_option = click.option(
    "--glossary", "folder", type=FOLDER, help="Folder of the glossary. Default: glossary/, else the packaged one."
)


def chosen(folder: Path | None) -> Path:
    """The glossary's folder as it reads best in messages: relative, when it lies below here."""
    found = folder or (Path("glossary") if Path("glossary/about.yaml").is_file() else default_folder())
    relative = os.path.relpath(found)
    return found if relative.startswith("..") else Path(relative)
