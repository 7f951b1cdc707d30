"""The HTML of every page keeps the rules of HTML, and of documents that anything can read."""

import json
import re
from pathlib import Path

from built import ROOT, pages
from node import HERE, MODULES, node

from shorewise.load import require

# What the theme's own templates write and we do not: the rule, where, and why it does no harm.
EXCEPTIONS = [
    ("valid-autocomplete", r"#__(drawer|search)$", "keeps Firefox from bringing back an open menu; others ignore it"),
    ("unique-landmark", r"div > div > nav\b(?!.*article)", "contents stand in both sidebars, one shows; axe looks at what shows"),
    ("attribute-allowed-values", r"#__nav_\d+_label$", "an empty tabindex is read as none, which is right for the head of a section"),
    ("wcag/h32", r"(header > nav|article) > .*form$", "Enter sends the search; answers act as they are chosen"),
]


def looked_at(site: Path) -> list[Path]:
    """Every page, and what every fifth entry offers to other people's documents; older versions are the same files."""
    pages = [path for path in sorted(site.rglob("*.html")) if not path.is_relative_to(site / "embed")]
    offered = [path for folder in sorted(site.glob("embed/latest/*/*/"))[::5] for path in sorted(folder.glob("*.html"))]
    return [*pages, *offered, site / "embed/latest/glossary.html", *site.glob("embed/index.html")]


def reported(site: Path, to: Path) -> list[tuple[str, str, str]]:
    """Rule, place and message of all that html-validate finds on the pages of a site."""
    files = looked_at(site)
    node(MODULES / ".bin/html-validate", "--config", HERE / ".htmlvalidate.json", "--formatter", f"json={to}", *files)
    found = json.loads(to.read_text("utf-8"))
    return [
        (each["ruleId"], each.get("selector") or "", f"{Path(file['filePath']).relative_to(site)}:{each['line']}: {each['message']}")
        for file in found for each in file["messages"]
    ]


def test_the_validator_finds_nothing_on_any_page_but_what_is_excused(site: Path, tmp_path: Path) -> None:
    excused, used, wrong = [(rule, re.compile(place)) for rule, place, _ in EXCEPTIONS], set(), []
    for rule, place, message in reported(site, tmp_path / "report.json"):
        reasons = [each for each in excused if each[0] == rule and each[1].search(place)]
        used.update(reasons)
        wrong += [] if reasons else [f"{rule}: {message} ({place})"]
    assert not wrong, "\n".join(wrong)
    assert [rule for rule, where in excused if (rule, where) not in used] == []


def test_every_page_says_which_english_it_is_in(site: Path) -> None:
    language = require(ROOT / "glossary").about.language
    other = [path for path in pages(site) if f'<html lang="{language}"' not in (site / path).read_text("utf-8")]
    assert other == []
