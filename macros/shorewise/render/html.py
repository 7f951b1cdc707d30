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


_SIGNS = re.compile(r"[\\\\`*_{}\\[\\]()<>#+!|~^=&-]".replace("\\\\", "\\"))


def markdown(value: str) -> str:
    clean = " ".join(value.split())
    return re.sub(r"[\\`*_{}\[\]<>#|~^=&]", lambda found: f"&#{ord(found[0])};", clean)


def inline(markup: str) -> str:
    return "".join(piece if piece.startswith("<") else re.sub(r"[\\`*_{}\[\]|~^=]", lambda found: f"&#{ord(found[0])};", piece) for piece in re.split(r"(<[^<>]*>)", markup))
