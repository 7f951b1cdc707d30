"""The command `export`: the glossary in every format that other programs read."""

from pathlib import Path

import click

from . import chosen, glossary_option
from .embed import of_version


@click.command("export")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--version", help="The release to write, or now. Default: the newest.")
@glossary_option
def export_command(target: Path, version: str | None, folder: Path | None) -> None:
    """Write the glossary into the folder TARGET in every format that other programs read.

    For each entry snippets, data and a page for frames; for the whole JSON, CSV, SKOS, TBX, an inventory for Sphinx,
    word lists, and one file to read offline. Files that are there are replaced, others left alone.
    """
    glossary = of_version(version, chosen(folder))
    try:
        from ..export.whole import exports

        made = exports(glossary)
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is missing, which exporting needs: pip install 'shorewise[site,export]'."
        ) from None
    for path, raw in made.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    click.echo(f"wrote {len(made)} files of version {glossary.version} into {target}")
