"""The search box that a page shows large. Without a script it is a form that leads to the page that says how to look."""

from .address import Here
from .html import Html, block, tag


def search_box(here: Here, label: str = "Search the glossary") -> Html:
    """A form whose script finds entries as one types."""
    form = Here(here.url, here.directories)  # An action is no link: no builder turns a file into an address there.
    field = tag(
        "input",
        type="text",
        name="t",
        aria_label=label,
        placeholder="A term or a question",
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        enterkeyhint="search",
    )
    button = tag("button", "Find", type="submit")
    action, names = form.to("go"), form.to("terms")
    return block(
        "shorewise-search shorewise-search-large",
        tag("form", field, button, role="search", aria_label=label, action=action, data_names=names),
    )
