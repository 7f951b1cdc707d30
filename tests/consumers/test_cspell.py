"""Real cspell with our word lists: the words of names pass, mistakes do not."""

import json
from pathlib import Path

from node import MODULES, node
from two_releases import NEW, OLD

from shorewise.export.cspell import cspell
from shorewise.load import default_folder, load_folder
from shorewise.published import published


def unknown(folder: Path, cases: dict[str, tuple[str, str]]) -> list[str]:
    """For each name a list of words and a text: `name: word` for each word that cspell does not know, in one run."""
    for name, (words, text) in cases.items():
        (folder / f"{name}.txt").write_text(words, "utf-8")
        (folder / f"{name}.md").write_text(text, "utf-8")
    definitions = [{"name": name, "path": f"./{name}.txt"} for name in cases]
    overrides = [{"filename": f"{name}.md", "dictionaries": [name]} for name in cases]
    config = {"version": "0.2", "language": "en-GB", "dictionaryDefinitions": definitions, "overrides": overrides}
    (folder / "cspell.json").write_text(json.dumps(config), "utf-8")
    done = node(MODULES / "cspell" / "bin.mjs", "--no-progress", "--no-summary", "--root", folder, "--config", folder / "cspell.json", "*.md")
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    return [f"{Path(line.partition(':')[0]).stem}: {line.rpartition('(')[2].rstrip(')')}" for line in done.stdout.splitlines()]


def test_every_name_passes_and_a_mistake_does_not(tmp_path: Path) -> None:
    glossary, _ = load_folder(default_folder())
    assert glossary is not None
    text = "\n\n".join([*(name for concept in glossary.concepts.values() for name in concept.names), "Offshorng and Outsourcng."])
    invented = "A hypervisor in SaaS and PaaS, hypervisors."
    cases = {"old": (cspell(OLD), invented), "new": (cspell(NEW), invented), "real": (cspell(published(glossary, "now")), text), "without": ("", "A delocalisation.")}
    assert sorted(unknown(tmp_path, cases)) == ["real: Offshorng", "real: Outsourcng", "without: delocalisation"]
