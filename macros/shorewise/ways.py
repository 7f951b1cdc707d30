"""The ways from a page to the pages of the terms: what links.py writes into a page, without what it knows of builders."""

import posixpath
from functools import lru_cache
from typing import NamedTuple

from .glossary import Glossary
from .render.address import Here, source_file


class Ways(NamedTuple):
    """Concept -> the file of its page, or its address on another site; back again; and from each name of a concept.

    The builder turns a file into an address and complains if there is none.
    """

    addresses: dict[str, str]
    concepts: dict[str, str]
    names: dict[str, str]


@lru_cache(maxsize=64)
def ways(glossary: Glossary, start: str, root: str) -> Ways:
    """The ways from one folder of pages. Kept, so that a page costs the same however many terms there are."""
    here = Here(root=f"{root.rstrip('/')}/" if root else "")
    addresses = {
        id: here.href("concepts", id) if root else posixpath.relpath(source_file("concepts", id), start)
        for id in glossary.concepts
    }
    single = {name: ids[0] for name in glossary.names if len(ids := glossary.named(name)) == 1}
    return Ways(
        addresses,
        {address: id for id, address in addresses.items()},
        {name: addresses[id] for name, id in single.items()},
    )
