"""A document of somebody else, which takes terms from a glossary by its inventory and includes a snippet."""

import os

project = "Somebody's handbook"
author = "Somebody"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"cloudwise": ("https://cloudwise.example/", os.environ["INVENTORY"])}
intersphinx_disabled_reftypes = []
exclude_patterns = ["out", "snippet.rst"]
html_theme = "basic"
