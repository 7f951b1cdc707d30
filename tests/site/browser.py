"""Find a Chromium for the tests; run as a program, also install one where none is found.

The one without windows comes first: it opens a page in half the time. Then any other on PATH, then Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SHELL = "chromium-headless-shell"
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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
    """Debian's package for whoever may install it, else Playwright's own."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        if _run("apt-get", "install", "-qq", "--yes", _SHELL) or _run("apt-get", "install", "-qq", "--yes", "chromium"):
            return
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    return subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, capture_output=True).returncode == 0


if __name__ == "__main__":
    if shutil.which(_SHELL) is None:
        _install()
    print(f"browser: {find() or sys.exit('The tests need Chromium: install it, or let Playwright fetch its own.')}")
