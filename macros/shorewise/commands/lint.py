"""The command `lint`: consistent words in other people's documents."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..lint import CODES, Finding, Known, NoBaseline, Vocabulary, baseline, gone, let_pass, lint, read_baseline
from ..problem import Problem
from ..prose import ENDINGS
from ..releases import NOW, Releases
from ..report import FORMATS, as_sarif
from . import chosen, glossary_option
from .embed import documents, of_version


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--baseline",
    "known",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File with findings that are let pass; says which of them are no longer there.",
)
@click.option("--write-baseline", "write", is_flag=True, help="Write what is found now into the baseline.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print them."
)
@click.option("--version", help="The release to go by, or now. Default: the newest; now when there is none.")
@glossary_option
def lint_command(
    paths: tuple[Path, ...], known: Path | None, write: bool, form: str, version: str | None, folder: Path | None
) -> None:
    """Say where these files and folders use names that the glossary avoids, and what to write instead.

    \b
    Exit codes: 0 nothing is wrong for certain, 1 something is, 2 the command was not understood.
    """
    if write and known is None:
        raise click.UsageError("name the file that --write-baseline is to write: --baseline FILE.")
    home = chosen(folder)
    vocabulary = Vocabulary(of_version(version or (None if Releases(home) else NOW), home))
    files = [path.as_posix() for path in documents(paths, ENDINGS)]
    found = [each for path in files for each in lint(path, _read(path), vocabulary)]
    if write and known:
        return _write(known, found, files)
    problems = list(_left(found, known, files))
    click.echo(_written(problems, form))
    sys.exit(any(each.level == "error" for each in problems))


def _read(path: str) -> str:
    return Path(path).read_bytes().decode("utf-8", "surrogateescape")


def _seen_from(known: Path, files: Iterable[str]) -> dict[str, str]:
    """Each file's path from the folder of the baseline, so that both may be used from anywhere."""
    return {path: Path(os.path.relpath(path, known.parent)).as_posix() for path in files}


def _write(known: Path, found: list[Finding], files: list[str]) -> None:
    known.write_text(baseline(found, _seen_from(known, files)), "utf-8", newline="\n")
    click.echo(f"wrote {known}: it lets {len(found)} finding{'' if len(found) == 1 else 's'} pass")


def _left(found: list[Finding], known: Path | None, files: list[str]) -> Iterator[Problem]:
    """What the baseline does not let pass, and what it has too much."""
    if known is None:
        yield from (each.problem for each in found)
        return
    relative = _seen_from(known, files)
    new, needless = let_pass(found, _baseline(known), relative)
    yield from (each.problem for each in new)
    yield from (gone(each, known.as_posix()) for each in needless)


def _baseline(known: Path) -> Counter[Known]:
    try:
        return read_baseline(known.read_text("utf-8"))
    except OSError:
        raise click.UsageError(f"there is no file {known}. Write it with --write-baseline.") from None
    except (NoBaseline, UnicodeDecodeError) as error:
        why = error if isinstance(error, NoBaseline) else "it is not UTF-8."
        raise click.ClickException(f"{known} cannot be read: {why}") from None


def _written(problems: list[Problem], form: str) -> str:
    if form == "sarif":
        return as_sarif(problems, None, {code: (name, says) for name, (code, says) in CODES.items()})
    return FORMATS[form](problems, None)
