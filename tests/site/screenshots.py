"""Pictures of a page of each kind: light, dark, on a phone. `make screenshots` writes them to build/screenshots/.

With a folder of former pictures, also say which pages look different now: the share of points that changed.

    python tests/site/screenshots.py SITE TARGET [--against FORMER]
"""

import argparse
import base64
import sys
from pathlib import Path

from browser import ARGUMENTS, find
from kinds import KINDS, LOOKS
from playwright.sync_api import Browser, Page, sync_playwright
from serve import serving

_COMPARE = """async ([one, other]) => {
    const pixels = async data => {
        const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
        canvas.drawImage(picture, 0, 0);
        return canvas.getImageData(0, 0, picture.width, picture.height);
    };
    const [a, b] = [await pixels(one), await pixels(other)];
    if (a.width !== b.width) return 1;
    const far = (x, y) => Math.abs(x - y) > 8;
    const long = Math.max(a.data.length, b.data.length), short = Math.min(a.data.length, b.data.length);
    let changed = (long - short) / 4;
    for (let i = 0; i < short; i += 4)
        if (far(a.data[i], b.data[i]) || far(a.data[i + 1], b.data[i + 1]) || far(a.data[i + 2], b.data[i + 2])) changed += 1;
    return changed * 4 / long;
}"""


def take(browser: Browser, address: str, target: Path) -> None:
    """Write KIND-LOOK.png for every kind and look into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    for look, options in LOOKS.items():
        context = browser.new_context(**options, reduced_motion="reduce")
        page = context.new_page()
        for kind, at in KINDS.items():
            page.goto(address + at)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=target / f"{kind}-{look}.png", full_page=True)
        context.close()


def changed(page: Page, former: Path, target: Path) -> list[str]:
    """A line for each picture that is not what it was: new, gone, or how much of it changed."""
    names = sorted({path.name for folder in (former, target) for path in folder.glob("*.png")})
    return [f"{name}: {how}" for name in names if (how := _change(page, former / name, target / name))]


def _change(page: Page, one: Path, other: Path) -> str:
    if not (one.exists() and other.exists()):
        return "new" if other.exists() else "gone"
    if one.read_bytes() == other.read_bytes():
        return ""
    share = page.evaluate(_COMPARE, [_base64(one), _base64(other)])
    return f"{share:.1%} changed" if share else ""


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("site", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--against", type=Path, help="a folder of former pictures")
    given = options.parse_args()
    if given.against and given.against.resolve() == given.target.resolve():
        sys.exit("The former pictures lie where the new ones go; copy them to another folder first.")
    with serving(given.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        take(browser, address, given.target)
        print(f"{len(KINDS) * len(LOOKS)} pictures in {given.target}")
        if given.against:
            print("\n".join(changed(browser.new_page(), given.against, given.target)) or "nothing changed")


if __name__ == "__main__":
    main()
