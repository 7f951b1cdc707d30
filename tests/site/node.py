"""Find Node and what the tests take from npm; run as a program, also install them where they are not found.

Without an option: what the tests take. With --all: Lighthouse too, which is large, for `make audit`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
_WAYS = {"tests": ["--omit=optional"], "all": []}
_HELP = "The tests of the site need Node 18.19 or newer, and npm: install them (on Debian: apt-get install nodejs npm)."


def node(*arguments: str | Path, **options: str) -> subprocess.CompletedProcess[str]:
    """Run a script with Node in this folder; `stdout` has what it wrote. `options` are variables of its environment."""
    variables = {**os.environ, **options}
    return subprocess.run(["node", *arguments], cwd=HERE, env=variables, text=True, capture_output=True)


def _install_node() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        packages = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "nodejs", "npm"]
        subprocess.run(packages, check=True, env=quiet, stdout=subprocess.DEVNULL)


def _ready(way: str) -> bool:
    """Whether what the lock file names was installed in this way, or in one that covers it."""
    lock = (HERE / "package-lock.json").read_bytes()
    return any((mark := _mark(each)).exists() and mark.read_bytes() == lock for each in {way, "all"})


def _mark(way: str) -> Path:
    return MODULES / f".installed-{way}"


def _install_packages(way: str) -> None:
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *_WAYS[way]], cwd=HERE, check=True)
    shutil.copyfile(HERE / "package-lock.json", _mark(way))


if __name__ == "__main__":
    wanted = "all" if "--all" in sys.argv[1:] else "tests"
    if not (shutil.which("node") and shutil.which("npm")):
        _install_node()
    if not (shutil.which("node") and shutil.which("npm")):
        sys.exit(_HELP)
    if not _ready(wanted):
        _install_packages(wanted)
    print(f"node: {node('--version').stdout.strip()}")
