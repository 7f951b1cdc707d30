"""Pages of a finished site as a builder leaves them, for what is added to them."""

import html


def built_page(title: str, article: str = "<p>Text.</p>", description: str = "What it is.", script: str = "run()") -> str:
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="description" content="{html.escape(description)}">'
        f'<link rel="canonical" href="http://elsewhere.example/x/"><title>{html.escape(title)} - Cloudwise</title>'
        f"<script>{script}</script></head><body><article><h1>{html.escape(title)}</h1>{article}</article>"
        f'<script type="application/json">{{"a": 1}}</script><script src="a.js"></script></body></html>'
    )


def finished_site() -> dict[str, str]:
    """Path -> HTML of a few invented pages of the invented glossary."""
    titles = {
        "index.html": "Cloudwise", "terms/index.html": "Terms", "terms/hypervisor/index.html": "Hypervisor",
        "terms/virtual-machine/index.html": "Virtual machine", "terms/private-cloud/index.html": "Private cloud",
        "compare/index.html": "Compare", "compare/three-services/index.html": "Three services",
        "claims/index.html": "Figures", "guides/start/index.html": "Start here",
    }
    made = {path: built_page(title, '<p id="half-of-all">Text.</p>') for path, title in titles.items()}
    return made | {"404.html": built_page("Cloudwise")}
