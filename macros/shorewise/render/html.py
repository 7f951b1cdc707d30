"""Write HTML in which every value is escaped and which never holds a line break.

One line is what keeps a block together: Markdown would take a second line out of the note, list item or tab in
which a macro stands.
"""

import re
from html import escape

_VOID = {"br", "hr", "img", "input", "link", "meta"}


class Html(str):
    """Markup: text that is not escaped again."""

    __slots__ = ()


def text(value: str) -> Html:
    """Plain text as markup."""
    return value if isinstance(value, Html) else Html(escape(" ".join(value.split()) if "\n" in value else value))


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """An element. `class_` is class, other underscores are hyphens; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(map(text, children))}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def joined(parts: list[str], between: str = "") -> Html:
    """Pieces of text and markup in one."""
    return Html(text(between).join(map(text, parts)))


def block(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """A part of a page in the wrapper that carries the styles and that Markdown leaves alone."""
    return tag("div", *children, class_=f"shorewise {name}", **attributes)


_SIGNS = re.compile(r"[\\`*_{}\[\]|~^=]")


def markdown(value: str) -> Html:
    """Plain text for a Markdown heading: no sign in it means anything to Markdown or HTML."""
    return inline(escape(" ".join(value.split()), quote=False).replace("#", "&#35;"))


def inline(markup: str) -> Html:
    """Markup for the midst of Markdown text: what stands between the tags is not read as Markdown again."""
    pieces = re.split(r"(<[^<>]*>)", markup)
    return Html("".join(each if each.startswith("<") else _SIGNS.sub(_entity, each) for each in pieces))


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
