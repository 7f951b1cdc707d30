"""Pages that moved: what stands at the former address of an entry and leads on."""

import posixpath
from urllib.parse import urlsplit

from ..addresses import former
from ..glossary import Glossary
from ..render.html import tag, text
from .page import file_of, stem

SCRIPT_PATH = "assets/moved.js"
SCRIPT = """// Leads on from the former address of a page. What was behind ? and # in the address is kept.
(() => {
  const link = document.querySelector("a[href]");
  if (link) location.replace(link.href + location.search + location.hash);
})();
"""


def moved(glossary: Glossary, directories: bool) -> dict[str, tuple[str, str]]:
    """File at a former address -> the file that it leads to, and the entry's title. Places in a list need no page."""
    found = {}
    for old, new, entry in former(glossary):
        if "#" not in old:
            title = getattr(entry, "preferred", getattr(entry, "title", getattr(entry, "label", entry.id)))
            found[_file(old, directories)] = (_file(new, directories), title)
    return found


def _file(address: str, directories: bool) -> str:
    return file_of(address.rstrip("/"), directories)


def moved_page(glossary: Glossary, old: str, new: str, title: str) -> str:
    """The page at a former address: leads on by a script, by the browser where scripts are off, and by a link."""
    here = posixpath.dirname(old) or "."
    way = posixpath.relpath(new.removesuffix("index.html") or ".", here) + ("/" if new.endswith("index.html") else "")
    refresh = tag("meta", http_equiv="refresh", content=f"0; url={way}")
    parts = [
        f'<!doctype html>\n<html lang="{glossary.about.language}"><head><meta charset="utf-8">',
        tag("title", f"Moved: {title} ({stem(old).rpartition('/')[2]})"),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("link", rel="canonical", href=glossary.about.url + new.removesuffix("index.html")),
        tag("noscript", refresh),
        tag("script", src=posixpath.relpath(SCRIPT_PATH, here), defer=True),
        "</head><body>",
        tag("main", tag("h1", "This page has moved"), tag("p", "It is now at ", tag("a", text(title), href=way), ".")),
        "</body></html>\n",
    ]
    return "".join(parts)


def redirects(glossary: Glossary, directories: bool) -> str:
    """`_redirects`, for hosts that can send a reader on by themselves."""
    top = urlsplit(glossary.about.url).path
    lines = []
    for old, (new, _) in sorted(moved(glossary, directories).items()):
        target = top + new.removesuffix("index.html")
        address = top + old.removesuffix("index.html")
        lines += [f"{each} {target} 301\n" for each in dict.fromkeys([address, address.rstrip("/")])]
    return "".join(lines)
