"""The Content-Security-Policy: which scripts a page may run, and that it asks no other host for anything."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S)
_STYLE = re.compile(r"<style>(.*?)</style>", re.S)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([\w/+.-]+)""")
_CHARSET = re.compile(r'<meta charset="[^"]*">')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_EMBED = "embed"


def hashes(html: str) -> list[str]:
    """The hash of each inline script that a browser would run, as the policy wants it. Data are no scripts."""
    return sorted({hash_of(text) for attributes, text in _SCRIPT.findall(html) if _is_run(attributes)})


def style_hashes(html: str) -> list[str]:
    """The hash of each style sheet in the page. The site's own pages have none."""
    return sorted(set(map(hash_of, _STYLE.findall(html))))


def hash_of(text: str) -> str:
    """A script or a style sheet as the policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _is_run(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return " src=" not in attributes and (kind is None or kind[1] in ("module", "text/javascript"))


def policy(allowed: Iterable[str], ancestors: str = "", styles: Iterable[str] = ()) -> str:
    """The policy with these hashes of scripts and styles; who may frame the page can only be said in a header."""
    said = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *allowed]),
        "style-src": " ".join(["'self'", *styles]),
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        **({"frame-ancestors": ancestors} if ancestors else {}),
    }
    return "; ".join(f"{name} {value}" for name, value in said.items())


def with_policy(html: str) -> str:
    """The page with the policy for its own scripts and styles right behind its character set, in place of an earlier one."""
    bare = _POLICY.sub("", html, count=1)
    # The signs of a policy need no escaping, and as written it is found again.
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes(bare), styles=style_hashes(bare))}">'
    return _CHARSET.sub(lambda found: found[0] + meta, bare, count=1)


def headers(root: str, html: Mapping[str, str], offered: Iterable[str] = ()) -> str:
    """`_headers`, as several hosts of static sites read it: what is in the pages, and what only a header can say.

    `offered` is the HTML of what is made for other sites.

    Each folder has its own lines, since two policies for one page would both hold, and what is made for other sites
    to show must not be under the one that forbids it.
    """
    top = urlsplit(root).path
    every = sorted({each for text in html.values() for each in hashes(text)})
    folders = sorted({path.partition("/")[0] for path in html if "/" in path} - {_EMBED})
    files = sorted(
        {"", *(path for path in html if "/" not in path), *([f"{_EMBED}/"] if f"{_EMBED}/index.html" in html else [])}
    )
    theirs = "".join(offered)
    own = [f"  Content-Security-Policy: {policy(every, ancestors=chr(39) + 'none' + chr(39))}"]
    open_ = [
        f"  Content-Security-Policy: {policy(hashes(theirs), ancestors='*', styles=style_hashes(theirs))}",
        "  Access-Control-Allow-Origin: *",
        "  Cross-Origin-Resource-Policy: cross-origin",
    ]
    blocks = {
        "*": [
            "  Referrer-Policy: strict-origin-when-cross-origin",
            "  X-Content-Type-Options: nosniff",
            "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ],
        **dict.fromkeys([*files, *(f"{folder}/*" for folder in folders)], own),
        f"{_EMBED}/latest/*": open_,
        f"{_EMBED}/v/*": [*open_, "  Cache-Control: public, max-age=31536000, immutable"],
    }
    return "".join(f"{top}{path}\n" + "\n".join(lines) + "\n\n" for path, lines in blocks.items()).rstrip("\n") + "\n"
