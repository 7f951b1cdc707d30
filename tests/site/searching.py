"""Ask the search box as somebody does who types."""

from collections.abc import Iterable
from urllib.parse import urldefrag

from playwright.sync_api import Locator, Page

# Type each query, and read what the list offers: for each option its address and its text.
ASK = """async queries => {
    const box = document.querySelector("header [role=combobox]"), found = {};
    box.focus();
    box.value = "the";
    box.dispatchEvent(new Event("input"));
    while (box.getAttribute("aria-expanded") !== "true") await new Promise(done => setTimeout(done, 10));  // Until it is ready.
    for (const query of queries) {
        box.value = query;
        box.dispatchEvent(new Event("input"));
        await new Promise(done => setTimeout(done));
        found[query] = [...document.querySelectorAll("header [role=option]")].map(option => [option.href, option.textContent]);
    }
    return found;
}"""


def ask(page: Page, queries: Iterable[str]) -> dict[str, list[str]]:
    """What is offered for each query, as addresses below the site's root without ending or section."""
    root = page.evaluate("globalThis.shorewise.address('')")
    return {query: [urldefrag(address)[0].removeprefix(root).strip("/") for address, _ in found] for query, found in page.evaluate(ASK, list(queries)).items()}


def offered(page: Page, query: str) -> str:
    """The text of the first thing that is offered."""
    return " ".join(page.evaluate(ASK, [query])[query][0][1].split())


def box(page: Page) -> Locator:
    """The box in the header."""
    return page.get_by_role("banner").get_by_role("combobox", name="Search")
