"""Commands of the command line, by subject; `__main__` puts them together. What several of them take is here."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from ..glossary import Glossary
from ..load import default_folder, load_folder
from ..problem import Problem
from ..report import FORMATS

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
glossary_option = click.option(
    "--glossary", "folder", type=FOLDER, help="Folder of the glossary. Default: glossary/, else the packaged one."
)


def chosen(folder: Path | None) -> Path:
    """The glossary's folder as it reads best in messages: relative, when it lies below here."""
    found = folder or (Path("glossary") if Path("glossary/about.yaml").is_file() else default_folder())
    relative = os.path.relpath(found)
    return found if relative.startswith("..") else Path(relative)


def sound(folder: Path | None) -> Glossary:
    """The glossary in a folder; its problems of form and exit code 1 when it has any."""
    glossary, problems = load_folder(chosen(folder))
    if glossary is None or problems:
        stop(problems)
    return glossary


def stop(problems: list[Problem]) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    click.echo(FORMATS["text"](problems, None), err=True)
    sys.exit(1)
