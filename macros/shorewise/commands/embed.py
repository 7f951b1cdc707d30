"""The commands for other people's documents: `diff`, `release`, `embed`, `verify`."""

import json
import sys
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import version as installed_version
from pathlib import Path

import click

from ..check import check
from ..check.nearest import nearest
from ..diff import Change, changes, next_version
from ..embed import FORMATS as SNIPPETS
from ..embed import called_now, formats, meant, snippet
from ..glossary import Glossary
from ..load import load_folder
from ..markers import ENDINGS, KINDS
from ..published import PublishedGlossary, as_json, published
from ..releases import (
    NOW,
    VERSION,
    NotPublished,
    Releases,
    file_of,
    integrity_of,
    newest,
    read_published,
    refusal,
)
from ..report import FORMATS, as_sarif, verdict
from ..text import listed
from ..verify import CODES, Finding, Reference, update, verify
from . import chosen, glossary_option

_SKIPPED = ("node_modules", "__pycache__")  # And what begins with a point.


# --- diff


@click.command("diff")
@click.argument("old")
@click.argument("new")
@glossary_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
def diff_command(old: str, new: str, folder: Path | None, form: str) -> None:
    """Say how the meaning changed from OLD to NEW.

    Each is a version, `now`, a glossary's folder, or a file in the published form.
    """
    before, after = (_version_or_path(each, chosen(folder)) for each in (old, new))
    found = changes(before, after)
    if form == "json":
        each = [{**asdict(change), "size": change.size} for change in found]
        said = {"old": before.version, "new": after.version, "next": _next(before, found), "changes": each}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*map(_line, found), _verdict(before, found)]))


def _line(change: Change) -> str:
    touches = f" It touches {', '.join(change.touches)}." if change.touches else ""
    return f"{change.sort} {change.collection}/{change.id}: {change.because}{touches}"


def _next(before: PublishedGlossary, found: list[Change]) -> str | None:
    return next_version(before.version, found) if VERSION.fullmatch(before.version) else None


def _verdict(before: PublishedGlossary, found: list[Change]) -> str:
    if not found:
        return "no changes"
    number = f"{len(found)} change{'s' if len(found) > 1 else ''}"
    after = _next(before, found)
    return f"{number}; the version after {before.version} is {after}" if after else number


def _version_or_path(named: str, folder: Path) -> PublishedGlossary:
    """The glossary that somebody means by a version, `now`, a folder or a file."""
    releases = Releases(folder)
    if named == NOW:
        return published(_sound(folder), NOW)
    if named in releases:
        return _read(lambda: releases[named])
    if Path(named).is_dir():
        return published(_sound(Path(named)), NOW)
    if Path(named).is_file():
        return _read(lambda: read_published(Path(named)))
    raise click.UsageError(
        f"there is no version, folder or file '{named}'. {nearest(named, [*releases, NOW], _versions(releases))}"
    )


def _versions(releases: Collection[str]) -> str:
    return f"The versions are {listed([*releases, NOW])}." if releases else "There are no releases yet, only now."


def _read(read: Callable[[], PublishedGlossary]) -> PublishedGlossary:
    try:
        return read()
    except NotPublished as error:
        raise click.ClickException(str(error)) from None


def _sound(folder: Path) -> Glossary:
    """The glossary in a folder; its problems and exit code 1 when it has any that are no mere warnings."""
    glossary, problems = load_folder(folder)
    if glossary is not None and not problems:
        problems = [problem for problem in check(glossary) if problem.level == "error"]
    if glossary is None or problems:
        click.echo(FORMATS["text"](problems, None), err=True)
        sys.exit(1)
    return glossary


# --- release


@click.command("release")
@click.argument("version", required=False)
@glossary_option
def release_command(version: str | None, folder: Path | None) -> None:
    """Freeze the glossary as VERSION, for good: releases/VERSION.json in its folder.

    Without VERSION it is the smallest that is honest about what changed since the last one.
    """
    if version is not None and not VERSION.fullmatch(version):
        raise click.UsageError(f"'{version}' is no version. Write three numbers, as in 1.4.0.")
    if folder is None and not Path("glossary/about.yaml").is_file():
        raise click.UsageError(
            "there is no glossary here. Stand in the folder above glossary/, or name it: --glossary."
        )
    home = chosen(folder)
    releases = Releases(home)
    if version in releases:
        raise click.ClickException(f"{file_of(home, version)} is there already, and a release is never changed.")
    glossary = _sound(home)
    last = newest(releases)
    found = changes(_read(lambda: releases[last]), published(glossary, NOW)) if last else []
    if version is None and last and not found:
        raise click.ClickException(f"nothing has changed since {last}: there is nothing to release.")
    wanted = version or (next_version(last, found) if last else _first(home))
    if last and (why := refusal(wanted, last, found)):
        raise click.ClickException(why)
    _freeze(home, published(glossary, wanted))
    if (said := _stated(home)) not in ("", wanted):
        click.echo(f"pyproject.toml still says {said}: let it say {wanted}.")


def _freeze(home: Path, release: PublishedGlossary) -> None:
    """Write the release, and the hashes of the files that a site publishes of it from now on."""
    try:
        from ..export.whole import INTEGRITY, exports

        hashes = exports(release)[INTEGRITY]
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is missing, which a release needs: pip install 'shorewise[site,export]'."
        ) from None
    target = file_of(home, release.version)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(as_json(release), "utf-8", newline="\n")
    integrity_of(home, release.version).write_bytes(hashes)
    click.echo(f"wrote {target}")


def _stated(home: Path) -> str:
    """The version in the pyproject.toml beside the glossary; nothing when there is none."""
    project = home.resolve().parent / "pyproject.toml"
    return tomllib.loads(project.read_text("utf-8")).get("project", {}).get("version", "") if project.is_file() else ""


def _first(home: Path) -> str:
    first = _stated(home) or installed_version("shorewise")
    if not VERSION.fullmatch(first):
        raise click.UsageError(
            f"the project's version, {first}, is not three numbers. Name the version of the release."
        )
    return first


# --- embed


@click.command("embed")
@click.argument("id")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Which entry is meant, when several have that id.")
@click.option("--format", "form", default="md", show_default=True, help=f"{', '.join(SNIPPETS)}.")
@click.option("--version", help="The release to show, or now. Default: the newest.")
@glossary_option
def embed_command(id: str, kind: str | None, form: str, version: str | None, folder: Path | None) -> None:
    """Print the entry ID as a snippet for your document, with a marker by which `shorewise verify` finds it."""
    if form not in SNIPPETS:
        raise click.UsageError(f"there is no format '{form}'. {nearest(form, SNIPPETS, _one_of(SNIPPETS))}")
    glossary = of_version(version, chosen(folder))
    kind, id = _entry(glossary, id, kind)
    if form not in formats(kind):
        raise click.UsageError(f"a {kind} has no chart, so it has no {form}. {_one_of(formats(kind))}")
    try:
        text = snippet(glossary, kind, id, form)
    except ImportError:
        raise click.ClickException("the chart is drawn by pygraphviz: `pip install 'shorewise[site]'`.") from None
    sys.stdout.buffer.write(text.encode())


def _one_of(words: Iterable[str]) -> str:
    return f"It is one of {', '.join(words)}."


def of_version(version: str | None, home: Path) -> PublishedGlossary:
    """The release that somebody names, the newest without a name; ends with a sentence when there is none such."""
    releases = Releases(home)
    if version == NOW:
        return published(_sound(home), NOW)
    if version is None and not releases:
        raise click.UsageError(
            "there is no release to show. Make one with `shorewise release`, or try it with `--version now`."
        )
    wanted = version or newest(releases)
    if wanted not in releases:
        raise click.UsageError(
            f"there is no version '{wanted}'. {nearest(wanted, [*releases, NOW], _versions(releases))}"
        )
    return _read(lambda: releases[wanted])


def _entry(glossary: PublishedGlossary, named: str, kind: str | None) -> tuple[str, str]:
    """Kind and id of the entry that somebody names by its id, or a concept by one of its names."""
    kinds = [kind] if kind else list(KINDS)
    found = meant(glossary, kinds, named)
    if len(found) > 1:
        raise click.UsageError(f"'{named}' is {listed([f'a {each}' for each, _ in found])}. Say which with --kind.")
    if not found:
        raise click.UsageError(_nobody(glossary, named, kinds))
    concept = glossary.concepts.get(found[0][1]) if found[0][0] == "concept" else None
    if concept and concept.status == "withdrawn":
        instead = f"Embed {listed(concept.replaced_by, 'or')}." if concept.replaced_by else "Nothing replaces it."
        raise click.UsageError(f"'{concept.id}' was withdrawn. {instead}")
    return found[0]


def _nobody(glossary: PublishedGlossary, named: str, kinds: list[str]) -> str:
    if heir := called_now(glossary, kinds, named):
        return f"'{named}' is called '{heir}' now. Embed that."
    what = kinds[0] if len(kinds) == 1 else "entry"
    ids = [id for each in kinds for id in getattr(glossary, KINDS[each])]
    return (
        f"version {glossary.version} has no {what} '{named}'. {nearest(named, ids, f'Look for it on {glossary.url}.')}"
    )


# --- verify


@click.command("verify")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--update", "rewrite", is_flag=True, help="First put the words of the newest release into what fell behind."
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print them."
)
@glossary_option
def verify_command(paths: tuple[Path, ...], rewrite: bool, form: str, folder: Path | None) -> None:
    """Say of every snippet in these files and folders whether it still means what the glossary means.

    \b
    Exit codes: 0 all are current, 1 some are not, 2 the command was not understood.
    """
    reference = Reference(Releases(chosen(folder)))
    found: list[Finding] = []
    try:
        for path in documents(paths, ENDINGS):
            found += _verified(path, reference, rewrite)
    except NotPublished as error:
        raise click.ClickException(str(error)) from None
    click.echo(_written(sorted(found), reference, form))
    sys.exit(any(each.state != "current" for each in found))


def documents(paths: Iterable[Path], endings: Collection[str]) -> Iterator[Path]:
    """The files named, and those below the folders named that end so; each once."""
    seen: set[Path] = set()
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in below:
            wanted = each.is_file() and (each == path or each.suffix.lower() in endings)
            if wanted and not _is_skipped(each.relative_to(path).parts) and each.resolve() not in seen:
                seen.add(each.resolve())
                yield each


def _is_skipped(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") or part in _SKIPPED for part in parts)


def _verified(path: Path, reference: Reference, rewrite: bool) -> list[Finding]:
    """The findings of a file, after it was rewritten if it should be. Bytes that are no UTF-8 stay what they are."""
    name, text = path.as_posix(), path.read_bytes().decode("utf-8", "surrogateescape")
    if rewrite:
        try:
            new = update(name, text, reference)
        except ImportError:
            raise click.ClickException(
                f"{name} has a chart, drawn by pygraphviz: `pip install 'shorewise[site]'`."
            ) from None
        if new.text != text:
            path.write_bytes(new.text.encode("utf-8", "surrogateescape"))
            text = new.text
        for each in new.changed:
            click.echo(f"updated {_at(each)}{each.entry} to {reference.newest}: {each.sentence}", err=True)
    return verify(name, text, reference)


def _at(finding: Finding) -> str:
    path, line, column = finding.place
    return f"{path}:{line}:{column}: "


def _written(found: list[Finding], reference: Reference, form: str) -> str:
    problems = [each.problem for each in found if each.state != "current"]
    match form:
        case "text":
            number = len({each.place for each in found})
            counted = f"{number} snippet{'s' if number > 1 else ''}, {verdict(problems)}"
            return "\n".join([*map(_in_words, found), counted if found else "no snippets"])
        case "json":
            return json.dumps([_record(each, reference) for each in found], ensure_ascii=False, indent=2)
        case "sarif":
            return as_sarif(problems, None, {code: (state, says) for state, (code, says) in CODES.items()})
    return FORMATS[form](problems, None)


def _in_words(finding: Finding) -> str:
    if finding.state == "current":
        return f"{_at(finding)}{finding.entry} {finding.version} is current."
    return f"{finding.problem}{' (warning)' if finding.problem.level == 'warning' else ''}"


def _record(finding: Finding, reference: Reference) -> dict[str, str | int]:
    path, line, column = finding.place
    about = {"path": path, "line": line, "column": column, "state": finding.state}
    said = {"sentence": finding.sentence, "suggestion": finding.suggestion}
    return {**about, "entry": finding.entry, "version": finding.version, "newest": reference.newest, **said}
