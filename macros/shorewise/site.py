"""The macros, for MkDocs (mkdocs-macros) and for Zensical. Beside `links`, the only place that knows a builder.

Both call `define_env` with an environment that has `macro`, `conf` and `page`. Zensical does so once a page; the
glossary is read again only when one of its files has changed.
"""

from pathlib import Path
from typing import Any

from .check import catalogue, require_sound
from .check.nearest import nearest
from .glossary import Glossary
from .load import default_folder, require
from .model import Concept
from .part import Entry
from .problem import GlossaryError
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

try:
    from mkdocs.exceptions import BuildError  # MkDocs prints it as one sentence, without a traceback.
except ImportError:  # Zensical does not need MkDocs.
    BuildError = RuntimeError


def define_env(env: Any) -> None:
    """Give pages the macros.

    The glossary is `extra.shorewise.glossary`, else the one in this package. A glossary with problems is not
    published; with `extra.shorewise.draft` only what cannot be read at all stops the build.
    """
    options = (env.conf.get("extra") or {}).get("shorewise", {})
    try:
        glossary = require(Path(options["glossary"]) if "glossary" in options else default_folder())
        if not options.get("draft"):
            require_sound(glossary)
    except GlossaryError as error:
        raise BuildError(f"the glossary has problems; `shorewise check` explains:\n{error}") from None
    for macro in (*_entry_macros(env, glossary), *_list_macros(env, glossary)):
        env.macro(macro)


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
