"""Ask axe what is wrong with a page as it stands in the browser."""

from functools import cache

from node import MODULES
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ASK = """async tags => {
    const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    const why = node => [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ");
    return found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.target.flat().join(" > ")}: ${rule.help}: ${why(node)}: ${node.html.slice(0, 200)}`));
}"""


@cache
def _source() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def faults(page: Page) -> list[str]:
    """A sentence for each element that breaks a rule of WCAG 2.2 AA or of best practice: rule, element, what is wrong."""
    page.evaluate(f"() => {{ {_source()} }}")
    return page.evaluate(_ASK, _TAGS)
