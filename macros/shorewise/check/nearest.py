"""The known word that somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(typed: str, known: Iterable[str], otherwise: str) -> str:
    """`Did you mean 'captive-unit'?` when one of the known words is close, else the other suggestion."""
    by_form = {_form(word): word for word in known}
    near = get_close_matches(_form(typed), by_form, 1, 0.6)
    return f"Did you mean '{by_form[near[0]]}'?" if near else otherwise


def _form(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
