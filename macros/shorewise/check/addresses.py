"""Rules U: an address that was published once answers for good."""

from difflib import get_close_matches

from ..addresses import former, is_an_entry_s, living
from ..glossary import Glossary
from ..part import Entry, Place
from .rule import Finding, Findings, rule


@rule("U01", needs="entries")
def published_addresses_stay(glossary: Glossary) -> Findings:
    """Every address of an entry that was ever published still leads to it.

    Bookmarks and other sites lead there. An entry with a new id keeps the old one under former-ids; one that is no
    longer wanted is withdrawn, not deleted.

    Example: terms/mainframe/ was published and is gone. Add 'former-ids: [mainframe]' to the entry that took its
    place, or withdraw the entry instead of deleting it.
    """
    there = dict(living(glossary))
    known = there.keys() | {old for old, _, _ in former(glossary)}
    new = {address: entry for address, entry in there.items() if address not in glossary.published}
    folders = {address.partition("/")[0] for address in known}  # One without entries is a file that cannot be read.
    for address, place in glossary.published.items():
        if is_an_entry_s(address) and address not in known and address.partition("/")[0] in folders:
            yield _gone(address, place, new)


def _gone(address: str, place: Place, new: dict[str, Entry]) -> Finding:
    """Said where the id was changed, if an entry that was never published has nearly the same."""
    id = address.strip("/").replace("#", "").rpartition("/")[2]
    gone = f"{address} was published and is gone."
    if near := get_close_matches(address, new, 1, 0.8):
        entry = new[near[0]]
        return Finding(entry.place("key"), gone, f"Give {entry.id} its old id back, or add 'former-ids: [{id}]' to it.")
    suggestion = (
        f"Add 'former-ids: [{id}]' to the entry that took its place, or withdraw the entry instead of deleting it."
    )
    return Finding(place, gone, suggestion)


@rule("U02")
def former_ids_are_free(glossary: Glossary) -> Findings:
    """A former id belongs to one entry, and is no other entry's id now.

    One address can lead to one place only.

    Example: terms/hypervisor/ is the address of hypervisor. Take 'hypervisor' off the former ids.
    """
    owners: dict[str, str] = {address: entry.id for address, entry in living(glossary)}
    for old, _, entry in former(glossary):
        id = old.strip("/").replace("#", "").rpartition("/")[2]
        other = owners.setdefault(old, entry.id)
        if other != entry.id or other == id:
            place = entry.place("former-ids", entry.former_ids.index(id))
            yield Finding(place, f"{old} is the address of {other}.", f"Take '{id}' off the former ids.")
