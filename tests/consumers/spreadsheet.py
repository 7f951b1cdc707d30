"""Find Gnumeric's ssconvert, by which the tests open CSV as a spreadsheet does; run as a program, also install it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

HELP = "The tests need Gnumeric's ssconvert: install Gnumeric (on Debian: apt-get install --no-install-recommends gnumeric)."
_NAMESPACE = "{http://www.gnumeric.org/v10.dtd}"
_SORTS = {None: "formula", "40": "number", "60": "text"}


def find() -> str | None:
    """The path of the program, or None."""
    return shutil.which("ssconvert")


def cells(path: Path) -> dict[tuple[int, int], tuple[str, str]]:
    """Row and column, from 0, of each cell of a CSV file that is not empty -> what the spreadsheet takes it for, and its text."""
    opened = path.with_suffix(".xml")
    subprocess.run([find(), "--export-type=Gnumeric_XmlIO:sax:0", path, opened], check=True, capture_output=True)
    return {
        (int(cell.get("Row")), int(cell.get("Col"))): (_SORTS.get(cell.get("ValueType"), "other"), cell.text or "")
        for cell in ElementTree.parse(opened).iter(f"{_NAMESPACE}Cell")
    }


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        wanted = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "gnumeric"]
        subprocess.run(wanted, check=True, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if find() is None:
        _install()
    print(f"spreadsheet: {find() or sys.exit(HELP)}")
