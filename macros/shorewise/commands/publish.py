"""The command `publish`: what no builder makes, added to a finished site."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from ..glossary import Glossary
from ..kept import keeper
from ..load import PUBLISHED
from ..releases import Releases, integrity_of
from . import FOLDER, chosen, glossary_option, sound


@click.command("publish")
@click.argument("site", type=FOLDER)
@glossary_option
@click.option("--record", is_flag=True, help="Also add the site's addresses to the list of those that must stay.")
@click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), help="Keep cards and twins here for next time."
)
def publish_command(site: Path, folder: Path | None, record: bool, cache: Path | None) -> None:
    """Add to the finished SITE what the builder does not make.

    Heads for search engines, a policy for browsers, Markdown twins, cards, feed, sitemap, the files of every release
    for other people's documents, and pages at former addresses. Nothing is written if an address is gone that was
    published once, or if a file of a release would not be the same any more.
    """
    glossary, home = sound(folder), chosen(folder)
    html = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    for path, raw in _published(glossary, html, home, cache).items():
        target = site / path
        if not target.is_file() or target.read_bytes() != raw:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
    if record:
        _record(glossary, html, home / PUBLISHED)


def _published(glossary: Glossary, html: Mapping[str, str], home: Path, cache: Path | None) -> dict[str, bytes]:
    """Every file to add, or an end with a sentence for each thing that is wrong."""
    try:
        from ..publish.page import NotBuilt, root
        from ..publish.whole import published, vanished
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is missing, which publishing needs: pip install 'shorewise[site,export]'."
        ) from None
    releases = Releases(home)
    try:
        _refuse(
            vanished(glossary, html), "Bring it back, or add its id to 'former-ids' of the entry that took its place."
        )
        about = glossary.about.model_copy(update={"url": root(html) or glossary.about.url})
        placed = replace(glossary, about=about)
        files = published(placed, html, _day_of_build(glossary), keeper(cache), releases)
    except NotBuilt as error:
        raise click.ClickException(f"this is no finished site: {error}. Build it first.") from None
    _refuse(_moved(home, releases, files), "Undo what changed how that version is written.")
    return files


def _refuse(wrong: list[str], advice: str) -> None:
    """End when anything is wrong; the first ten sentences tell what kind of thing it is."""
    if wrong:
        more = [f"And {len(wrong) - 10} more."] if len(wrong) > 10 else []
        raise click.ClickException("\n".join([*wrong[:10], *more, advice]))


def _moved(home: Path, releases: Releases, files: Mapping[str, bytes]) -> list[str]:
    from ..publish.embedded import other_than_frozen

    frozen = {version: integrity_of(home, version) for version in releases}
    return [
        sentence
        for version, file in frozen.items()
        if file.is_file()
        for sentence in other_than_frozen(files, version, file.read_text("utf-8"))
    ]


def _day_of_build(glossary: Glossary) -> str:
    """The day that SOURCE_DATE_EPOCH names; without it the last on which an entry was read, never the clock's."""
    if stamp := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(stamp), UTC).date().isoformat()
    return max((concept.reviewed for concept in glossary.concepts.values()), default="1970-01-01")


def _record(glossary: Glossary, html: Mapping[str, str], target: Path) -> None:
    from ..publish.whole import addresses

    text = "".join(f"{each}\n" for each in sorted({*glossary.published, *addresses(glossary, html)}))
    if not target.is_file() or target.read_text("utf-8") != text:
        target.write_text(text, "utf-8", newline="\n")
        click.echo(f"wrote {target}")
