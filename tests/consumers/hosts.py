"""Other people's sites: copies of them in folders of their own, and the package as pip puts it there."""

import shutil
import subprocess
from pathlib import Path

from built import BIN, ROOT, run

HERE = Path(__file__).parent
SETTINGS = {"mkdocs": "mkdocs.yml", "zensical": "zensical.toml"}
_LINKS = {"mkdocs": "  - shorewise.links\n", "zensical": '"shorewise.links" = {}\n'}
_PIN = {"mkdocs": 'extra: {{shorewise: {{version: "{}"}}}}\n', "zensical": '[project.extra.shorewise]\nversion = "{}"\n'}


def installed(folder: Path, glossary: Path, *versions: str) -> dict[str, str]:
    """The environment of somebody whose package carries a glossary with these of its releases."""
    package = shutil.copytree(ROOT / "macros/shorewise", folder / "shorewise", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(glossary, package / "glossary", ignore=lambda _, names: [each for each in names if each.endswith(".json") and Path(each).stem not in versions])
    return {"PYTHONPATH": str(folder)}


def host(folder: Path, builder: str, links: bool = True, version: str = "") -> Path:
    """A copy of the handbook: a site without a glossary, with our macros, and with links and a version as wanted."""
    shutil.copytree(HERE / builder, folder)
    if not (folder / "docs").is_dir():
        shutil.copytree(HERE / "mkdocs/docs", folder / "docs")  # The pages are the same, only the settings differ.
    settings = folder / SETTINGS[builder]
    text = settings.read_text("utf-8")
    assert _LINKS[builder] in text
    text = text if links else text.replace(_LINKS[builder], "")
    settings.write_text(text + (f"\n{_PIN[builder].format(version)}" if version else ""), "utf-8")
    return folder


def build(builder: str, project: Path, package: dict[str, str], strict: bool = True) -> subprocess.CompletedProcess[str]:
    """Build a project into its folder site/; `stdout` has all that was said."""
    return run(BIN / builder, "build", *(["--strict"] if strict else []), cwd=project, **package)


def site(builder: str, project: Path, package: dict[str, str]) -> Path:
    """The site of a project that has to build."""
    done = build(builder, project, package)
    assert done.returncode == 0, done.stdout
    return project / "site"
