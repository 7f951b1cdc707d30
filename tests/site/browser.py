"""Find a Chromium for the tests; run as a program, also install one where none is found.

First a Chromium on PATH, then Playwright's own, then Debian's package for whoever may install it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # It cannot reach another host.


def find() -> str | None:
    """The path of a Chromium, or None."""
    if found := next(filter(None, map(shutil.which, _NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def _install() -> None:
    own = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True)
    if own.returncode == 0:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-qq", "--yes", "chromium"], check=True, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if find() is None:
        _install()
    print(f"browser: {find() or sys.exit('The tests need Chromium: install it, or let Playwright fetch its own.')}")
