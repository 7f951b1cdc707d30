"""The command line. Reads and writes files, so that nothing else has to."""

import difflib
import json
import os
import sys
from collections.abc import Collection, Iterator
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path

import click

from .check import catalogue, check
from .check.nearest import nearest
from .check.pages import check_pages
from .commands import FOLDER, chosen, glossary_option, sound
from .commands.embed import diff_command, embed_command, release_command, verify_command
from .commands.export import export_command
from .commands.lint import lint_command
from .commands.publish import publish_command
from .explain import Verdict, classify, relate
from .glossary import Glossary
from .load import collection_of, load_folder, read_files, read_pages
from .pages import brought_in_step, left_over, pages, untouched
from .part import Place
from .problem import Problem
from .published import published_schema
from .report import FORMATS
from .schema import editor_settings, schemas
from .search import as_script, search_data
from .text import listed
from .tidy import tidy

_form = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shorewise")
def main() -> None:
    """Keep a glossary whose terms are sets of characteristics: check it, write its pages, help its editors.

    \b
    Exit codes: 0 all is well, 1 there are problems, 2 the command was not understood.
    """


@main.command("check")
@glossary_option
@click.option("--docs", type=FOLDER, help="Also check the pages in this folder.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print them."
)
@click.option(
    "--fix",
    is_flag=True,
    help="First mend what has one right answer: order of keys, folding, blanks. Shows the change and asks.",
)
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
def check_command(folder: Path | None, docs: Path | None, form: str, fix: bool, yes: bool) -> None:
    """Hold the glossary against every rule and print all problems."""
    if fix:
        _fix(chosen(folder), yes)
    glossary, problems = load_folder(chosen(folder))
    if glossary:
        problems = sorted([*problems, *check(glossary), *_untidy(chosen(folder)), *_page_problems(glossary, docs)])
    click.echo(FORMATS[form](problems, glossary))
    sys.exit(any(problem.level == "error" for problem in problems))


def _fix(folder: Path, yes: bool) -> None:
    """Show how the files would be tidied, and tidy them."""
    for path, before, after in _untidied(folder):
        diff = difflib.unified_diff(before.splitlines(), after.splitlines(), str(path), str(path), lineterm="", n=1)
        click.echo("\n".join(diff), err=True)
        if yes or click.confirm(f"Write {path}?", err=True):
            path.write_text(after, "utf-8", newline="\n")


def _untidied(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Every file that is not in its right form, as it is and as it would be.

    A file in which something cannot be read is left alone until that is mended.
    """
    faulty = {problem.place.path for problem in load_folder(folder)[1]}
    for path, raw in read_files(folder).items():
        if (folder / path).as_posix() not in faulty and (collection := collection_of(path)):
            before = raw.decode("utf-8")
            after = tidy(collection, before)
            if after != before:
                yield folder / path, before, after


def _untidy(folder: Path) -> Iterator[Problem]:
    """A warning for each file that is not in its right form, at the first line that would change."""
    for path, before, after in _untidied(folder):
        pairs = enumerate(zip_longest(before.split("\n"), after.split("\n")), 1)
        line = next(number for number, (old, new) in pairs if old != new)
        yield Problem(
            Place(path.as_posix(), line, 1),
            "T01",
            "the file is not in its usual form from here on.",
            "Run `shorewise check --fix`.",
            "warning",
        )


@main.command("pages")
@glossary_option
@click.option("--docs", type=FOLDER, default="docs", show_default=True, help="Folder of the pages.")
def pages_command(folder: Path | None, docs: Path) -> None:
    """Write the pages of new entries, mend the heads of the others, delete those whose entry is gone."""
    glossary = sound(folder)
    texts = read_pages(docs)
    for page in pages(glossary):
        text = brought_in_step(page, texts.get(page.path))
        if "\ufffd" in texts.get(page.path, ""):
            raise click.ClickException(f"{docs / page.path} is not UTF-8: save it as UTF-8.")
        if text is None:
            raise click.ClickException(
                f"{docs / page.path} has no line {page.macro}: move the file away, or add the line."
            )
        if text != texts.get(page.path):
            _write(docs / page.path, text)
    for path in left_over(glossary, texts):
        if not untouched(path, texts[path]):
            raise click.ClickException(
                f"{docs / path} has no entry any more but text of its own: move the text, then delete the page."
            )
        (docs / path).unlink()
        click.echo(f"deleted {docs / path}")


@main.command("search")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@glossary_option
@click.option("--docs", type=FOLDER, default="docs", show_default=True, help="Folder of the pages, for the guides.")
def search_command(target: Path, folder: Path | None, docs: Path) -> None:
    """Write what the site's search box knows into TARGET, a script; before every build."""
    script = as_script(search_data(sound(folder), read_pages(docs)))
    if not target.is_file() or target.read_text("utf-8") != script:
        # In one go: a build that copies the folder in this moment must not find half of it.
        part = target.with_name(f".{target.name}.{os.getpid()}")
        part.write_text(script, "utf-8", newline="\n")
        part.replace(target)
        click.echo(f"wrote {target}")


@main.command("schema")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--editor",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also point this settings file of an editor at the schemas.",
)
@click.option(
    "--published",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the schema of the published form, in which releases are kept, into this file.",
)
def schema_command(target: Path, editor: Path | None, published: Path | None) -> None:
    """Write the JSON Schemas of the files into TARGET, for editors that complete keys."""
    for name, text in schemas().items():
        _write(target / name, text)
    if published:
        _write(published, published_schema())
    if editor:
        settings = _settings(editor)
        _write(editor, json.dumps({**settings, "yaml.schemas": editor_settings(target.as_posix())}, indent=2) + "\n")


def _settings(editor: Path) -> dict:
    """What stands in the editor's settings file already. What this program cannot read, it does not overwrite."""
    text = editor.read_text("utf-8", errors="replace") if editor.exists() else ""
    try:
        settings = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise click.ClickException(
            f"{editor} is not plain JSON ({error}): take remarks out, or add yaml.schemas by hand."
        ) from None
    if not isinstance(settings, dict):
        raise click.ClickException(f"{editor} does not hold settings: it must start with '{{'.")
    return settings


@main.command("rules")
@_form
def rules_command(form: str) -> None:
    """List the rules: code, level, what each keeps and why."""
    rules = [
        {"code": r.code, "level": r.level, "name": r.name, "keeps": r.keeps, "why": r.why, "example": r.example}
        for r in catalogue()
    ]
    if form == "json":
        click.echo(json.dumps(rules, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{rule['code']} {rule['level']:7} {rule['keeps']}" for rule in rules))


@main.command("classify")
@click.argument("values", nargs=-1, metavar="DIMENSION=VALUE...")
@glossary_option
@click.option("--reading", help="The reading; the default one if left out.")
@_form
def classify_command(values: tuple[str, ...], folder: Path | None, reading: str | None, form: str) -> None:
    """Say what a case is called: performer=third-party place=far direction=performer."""
    glossary = sound(folder)
    verdict = classify(glossary, _case(glossary, values), _known(reading, glossary.readings, "reading"))
    if form == "json":
        click.echo(json.dumps(asdict(verdict), ensure_ascii=False, indent=2))
    else:
        click.echo(_verdict_in_words(glossary, verdict))


def _case(glossary: Glossary, given: tuple[str, ...]) -> dict[str, str]:
    case: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            raise click.UsageError(
                f"'{each}' is not DIMENSION=VALUE. The dimensions are {', '.join(glossary.dimensions)}."
            )
        dimension = glossary.dimensions[_known(name, glossary.dimensions, "dimension")]
        if name in case:
            raise click.UsageError(f"'{name}' is given twice.")
        case[name] = _known(value, dimension.values, f"value of {name}")
    return case


def _known(name: str | None, known: Collection[str], what: str) -> str:
    """The name, if it is known; nothing, if none was given; else a usage error with the nearest."""
    if name is not None and name not in known:
        raise click.UsageError(
            f"there is no {what} '{name}'. {nearest(name, known, f'There are {chr(44).join(known)}.')}"
        )
    return name or ""


def _verdict_in_words(glossary: Glossary, verdict: Verdict) -> str:
    lines = [
        f"Under the {glossary.readings[verdict.reading].label}:" if verdict.reading in glossary.readings else "It is:"
    ]
    lines += [f"  {verdict.because[id]}." for id in verdict.most_specific]
    wider = [glossary.concepts[id].preferred for id in verdict.matches if id not in verdict.most_specific]
    lines += [f"  and so also {listed(wider)}."] if wider else []
    lines += ["It may also be:"] if verdict.possible else []
    lines += [f"  {glossary.concepts[each.concept].preferred}. {each.question}" for each in verdict.possible]
    excluded = [said for said in verdict.because.values() if said.startswith("not ")]
    return "\n".join([*lines, *(["It is:"] if excluded else []), *(f"  {said}." for said in excluded)])


@main.command("relate")
@click.argument("first")
@click.argument("second")
@glossary_option
@click.option("--reading", help="The reading; the default one if left out.")
@_form
def relate_command(first: str, second: str, folder: Path | None, reading: str | None, form: str) -> None:
    """Say how two concepts lie to each other, with a case that shows it."""
    glossary = sound(folder)
    one, other = (_concept(glossary, name) for name in (first, second))
    found = relate(glossary, one, other, _known(reading, glossary.readings, "reading"))
    if found is None:
        raise click.UsageError(f"'{one}' and '{other}' are not both areas of cases, or both changes.")
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{found.relation}: {found.sentence}")


def _concept(glossary: Glossary, name: str) -> str:
    ids = [name] if name in glossary.concepts else glossary.named(name)
    return ids[0] if ids else _known(name, glossary.concepts, "concept")


def _page_problems(glossary: Glossary, docs: Path | None) -> list[Problem]:
    """Problems of the pages; none while an entry cannot be read, since nobody knows how its page should be."""
    if docs is None or glossary.broken:
        return []
    return check_pages(glossary, read_pages(docs), f"{docs.as_posix()}/")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    click.echo(f"wrote {path}")


main.add_command(diff_command)
main.add_command(embed_command)
main.add_command(publish_command)
main.add_command(export_command)
main.add_command(lint_command)
main.add_command(release_command)
main.add_command(verify_command)

if __name__ == "__main__":
    main(prog_name="shorewise")
