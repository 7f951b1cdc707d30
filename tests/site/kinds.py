"""The kinds of pages, with the address of one page of each. What must hold on every page is tried on these."""

KINDS = {
    "home": "",
    "concept": "terms/transfer-pricing/",
    "arrangement": "terms/captive-unit/",  # With a map, a dispute, and a place among its neighbours.
    "comparison": "compare/outsourcing-offshoring-offshore-outsourcing/",
    "decision": "decide/which-term/",
    "name-it": "name-it/",
    "terms": "terms/",
    "comparisons": "compare/",
    "decisions": "decide/",
    "guide": "guides/who-where-what/",
    "misconceptions": "misconceptions/",
    "claims": "claims/",
    "sources": "sources/",
    "statements": "about/statements/",
    "rules": "about/rules/",
    "chooser": "terms/onshoring/",  # A name that means several things.
    "go": "go/",
    "lost": "404.html",
}

LOOKS: dict[str, dict] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
