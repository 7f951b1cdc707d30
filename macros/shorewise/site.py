"""The macros, for MkDocs (mkdocs-macros) and for Zensical. Beside `links`, the only place that knows a builder.

Both call `define_env` with an environment that has `macro`, `conf` and `page`. Zensical does so once a page; the
glossary is read again only when one of its files has changed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from . import elsewhere
from .check import catalogue, require_sound
from .check.nearest import nearest
from .elsewhere import NotThere
from .export.abbreviations import unread
from .glossary import Glossary
from .load import beside, default_folder, read_pages, require
from .model import Concept
from .part import Entry
from .problem import GlossaryError
from .published import PublishedGlossary
from .releases import NotPublished
from .render import ambiguity as ambiguities
from .render import comparison as comparisons
from .render import concept as concepts
from .render import decision as decisions
from .render import lists, words
from .render import name_it as names
from .render.address import Here
from .render.html import block, inline
from .render.map import names_map
from .render.search_box import search_box as box
from .search import DATA, as_script, search_data

try:
    from mkdocs.exceptions import BuildError  # MkDocs prints it as one sentence, without a traceback.
except ImportError:  # Zensical does not need MkDocs.
    BuildError = RuntimeError


def define_env(env: Any) -> None:
    """Give pages the macros.

    A site has a glossary of its own in `glossary/` beside its pages, or where `extra.shorewise.glossary` says. A
    glossary with problems is not published; with `extra.shorewise.draft` only what cannot be read at all stops the
    build. A site without one shows entries of the glossary in this package, as does one that names a version:
    `extra.shorewise.version` is a release, `newest` or `now`.
    """
    if wrong := unread(env.conf["markdown_extensions"], env.conf["mdx_configs"]):
        raise BuildError(wrong)
    options = _options(env)
    own = _folder(env)
    try:
        if own and "version" not in options:
            glossary = _own(own, bool(options.get("draft")))
            macros = [*_entry_macros(env, glossary), *_list_macros(env, glossary)]
        else:
            version = str(options.get("version", elsewhere.NEWEST))
            macros = list(_borrowing_macros(env, elsewhere.version_of(own or default_folder(), version)))
    except GlossaryError as error:
        raise BuildError(f"the glossary has problems; `shorewise check` explains:\n{error}") from None
    except (NotThere, NotPublished) as error:
        raise BuildError(str(error)) from None
    for macro in macros:
        env.macro(macro)


def on_post_build(env: Any) -> None:
    """Put what the search box knows into the built site once more, so that it follows while `mkdocs serve` runs.

    Only MkDocs calls it. A build for publishing has it made before, since Zensical copies it with the pages.
    """
    target, own = Path(env.conf["site_dir"], DATA), _folder(env)
    if own and "version" not in _options(env) and target.is_file():
        target.write_text(as_script(search_data(require(own), read_pages(_pages(env)))), "utf-8", newline="\n")


def _options(env: Any) -> dict[str, Any]:
    return (env.conf.get("extra") or {}).get("shorewise") or {}


def _folder(env: Any) -> Path | None:
    """The site's own glossary, if it has one."""
    options = _options(env)
    return Path(options["glossary"]) if "glossary" in options else beside(_pages(env))


def _pages(env: Any) -> Path:
    """The folder docs/. Zensical names it as it is written in the settings."""
    return Path(env.conf.get("root_dir", "."), env.conf["docs_dir"])


# --- on a site without a glossary of its own

_ONLY_AT_HOME = (
    "concept",
    "ambiguity",
    "terms_index",
    "comparisons_index",
    "decisions_index",
    "sources_list",
    "misconceptions_list",
    "claims_list",
    "statements_table",
    "rules_list",
    "names_on_map",
    "name_it",
    "search_box",
    "count",
)


def _borrowing_macros(env: Any, glossary: PublishedGlossary) -> Iterator[Callable]:
    def definition(id: str) -> str:
        return stopping(elsewhere.definition, glossary, id)

    def comparison(id: str) -> str:
        return stopping(elsewhere.comparison, glossary, id)

    def decision(id: str) -> str:
        return stopping(elsewhere.decision, glossary, id)

    def term(name: str, shown: str = "") -> str:
        return stopping(elsewhere.term, glossary, name, shown)

    def stopping(write: Callable[..., str], *asked: Any) -> str:
        try:
            return write(*asked)
        except NotThere as error:
            _stop(env, str(error))

    def refusing(name: str) -> Callable:
        def refused(*_: Any, **__: Any) -> NoReturn:
            _stop(env, elsewhere.needs_its_own(name))

        refused.__name__ = name
        return refused

    yield from (definition, comparison, decision, term)
    yield from map(refusing, _ONLY_AT_HOME)


def _stop(env: Any, sentence: str) -> NoReturn:
    """End the build. Any lesser error would be printed into the page where somebody's settings are not strict."""
    file = getattr(env.page, "file", None)
    raise SystemExit(f"{file.src_uri if file else env.page.path}: {sentence}")


# --- on the site of a glossary


def _own(folder: Path, draft: bool) -> Glossary:
    glossary = require(folder)
    if not draft:
        require_sound(glossary)
    return glossary


def _here(env: Any) -> Here:
    """The page that is being written. Zensical names its file, and reads every link as one between files."""
    url = env.page.url if env.page.url != "./" else ""
    return Here(url, env.conf.get("use_directory_urls", True), source=getattr(env.page, "path", ""))


def _entry_macros(env: Any, glossary: Glossary) -> list:
    def concept(id: str) -> str:
        return concepts.concept_page(glossary, _here(env), _concept(id))

    def definition(id: str) -> str:
        return concepts.definition(glossary, _here(env), _concept(id))

    def term(name: str, shown: str = "") -> str:
        found = _concept(name)
        typed = name if name != found.id and not shown else shown
        return inline(words.term(glossary, _here(env), found.id, typed))

    def ambiguity(id: str) -> str:
        return ambiguities.ambiguity_block(glossary, _here(env), _entry("ambiguous", id))

    def comparison(id: str) -> str:
        return comparisons.comparison_block(glossary, _here(env), _entry("comparisons", id))

    def decision(id: str) -> str:
        return decisions.decision_block(glossary, _here(env), _entry("decisions", id))

    def _concept(name: str) -> Concept:
        ids = [name] if name in glossary.concepts else glossary.named(name)
        return glossary.concepts[ids[0]] if len(ids) == 1 else _entry("concepts", name)

    def _entry(collection: str, id: str) -> Entry:
        known = getattr(glossary, collection)
        if id not in known:
            hint = nearest(id, known, f"See glossary/{collection}.")
            raise BuildError(f"there is no {collection[:-1]} '{id}'. {hint}")
        return known[id]

    return [concept, definition, term, ambiguity, comparison, decision]


def _list_macros(env: Any, glossary: Glossary) -> list:
    def terms_index() -> str:
        return lists.terms_index(glossary, _here(env))

    def comparisons_index() -> str:
        return lists.pages_index(glossary, _here(env), "comparisons")

    def decisions_index() -> str:
        return lists.pages_index(glossary, _here(env), "decisions")

    def sources_list() -> str:
        return lists.sources_list(glossary, _here(env))

    def misconceptions_list() -> str:
        return lists.misconceptions_list(glossary, _here(env))

    def claims_list() -> str:
        return lists.claims_list(glossary, _here(env))

    def statements_table() -> str:
        return lists.statements_table(glossary, _here(env))

    def rules_list() -> str:
        return lists.rules_list(catalogue())

    def names_on_map(*shaded: str, **assuming: str) -> str:
        return block("shorewise-block", names_map(glossary, _here(env), shaded, assuming))

    def name_it(split: str) -> str:
        return names.name_it(glossary, _here(env), split)

    def search_box() -> str:
        return box(_here(env))

    def count(collection: str) -> str:
        return str(len(getattr(glossary, collection)))

    return [
        terms_index,
        comparisons_index,
        decisions_index,
        sources_list,
        misconceptions_list,
        claims_list,
        statements_table,
        rules_list,
        names_on_map,
        name_it,
        search_box,
        count,
    ]
