"""Every address that an entry has or had: `terms/captive-unit/`, or `claims/#some-figure` for one in a list.

They are written the same in `published.txt`, whatever form of address the site is built with.
"""

from collections.abc import Iterator

from .glossary import Glossary
from .part import Entry
from .render.address import LISTS, PAGES, page


def address(collection: str, id: str) -> str:
    """The address of an entry, below the site's own."""
    return f"{page(collection)}/#{id}" if collection in LISTS else f"{page(collection, id)}/"


def living(glossary: Glossary) -> Iterator[tuple[str, Entry]]:
    """The address of each entry that has one. A concept and an ambiguous name may share theirs."""
    for collection in (*PAGES, *LISTS):
        for entry in getattr(glossary, collection).values():
            yield address(collection, entry.id), entry


def former(glossary: Glossary) -> Iterator[tuple[str, str, Entry]]:
    """Each address of `former-ids`, the one that it leads to now, and the entry."""
    for collection in (*PAGES, *LISTS):
        for entry in getattr(glossary, collection).values():
            for id in getattr(entry, "former_ids", ()):
                yield address(collection, id), address(collection, entry.id), entry


def is_an_entry_s(address: str) -> bool:
    """Whether an address is one that only an entry can have; other pages are files in docs/."""
    folder, _, rest = address.partition("/") if "#" not in address else address.partition("/#")
    return bool(rest) and folder in (*PAGES.values(), *LISTS.values())
