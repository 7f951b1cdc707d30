"""Reads a package for Vale as Vale does: what `substitution` means, after its documentation and its source.

No registry carries the program itself, so this stands in for it; `VALE=path/to/vale` lets the tests run it as well.
"""

import configparser
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import regex
import yaml

# What a rule may say; Vale refuses a rule with any other key.
KEYS = {"extends", "message", "link", "level", "nonword", "vocab", "action", "swap", "ignorecase", "scope", "exceptions", "capitalize", "description", "limit", "append", "pos"}


class Alert(NamedTuple):
    """What Vale prints."""

    line: int
    column: int
    match: str
    rule: str
    severity: str
    message: str
    link: str


def settings(package: Path) -> configparser.ConfigParser:
    """The `.vale.ini`, whose first keys stand in no section."""
    read = configparser.ConfigParser(comment_prefixes="#")
    read.read_string("[top]\n" + (package / ".vale.ini").read_text("utf-8"))
    return read


def alerts(package: Path, text: str) -> list[Alert]:
    """What the package's style says of a text, paragraph by paragraph."""
    read = settings(package)
    styles = package / read["top"]["StylesPath"]
    folder = styles / read["*"]["BasedOnStyles"]
    assert (styles / "config" / "vocabularies" / read["top"]["Vocab"] / "accept.txt").is_file()
    found = [alert for path in sorted(folder.glob("*.yml")) for alert in _of_rule(path, text)]
    return sorted(found)


def _of_rule(path: Path, text: str) -> list[Alert]:
    rule = yaml.safe_load(path.read_text("utf-8"))
    assert set(rule) <= KEYS and rule["extends"] == "substitution" and rule["level"] in ("error", "warning", "suggestion")
    swap = sorted(rule["swap"].items(), key=lambda pair: -len(pair[0]))
    for key, _ in swap:  # With a group of its own, Vale would count wrongly.
        assert key.count("(") == key.count("(?") + key.count(r"\("), key
    tokens = "|".join(f"({key})" for key, _ in swap)
    pattern = regex.compile(f"(?m)(?:{tokens})" if rule.get("nonword") else rf"(?m)\b(?:{tokens})\b")
    found = []
    for each in pattern.finditer(text):
        options = _options(swap[each.lastindex - 1][1]) if rule.get("action", {}).get("name") == "replace" else [swap[each.lastindex - 1][1]]
        if each[0] not in options:
            before = text[: each.start()].split("\n")
            found.append(Alert(len(before), len(before[-1]) + 1, each[0], path.stem, rule["level"], _printed(rule["message"]), rule["link"]))
    return found


def _options(value: str) -> list[str]:
    return [option.replace(r"\|", "|") for option in regex.split(r"(?<!\\)\|", value) if option]


def _printed(message: str) -> str:
    """The message as Go's Sprintf prints it."""
    assert not regex.search(r"(?<!%)(?:%%)*%(?!%)", message), message
    return message.replace("%%", "%")


def of_vale(program: str, package: Path, text: Path) -> list[Alert]:
    """What the program itself says."""
    done = subprocess.run([program, "--no-exit", "--output=JSON", f"--config={package / '.vale.ini'}", text], text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr + done.stdout
    said = [each for every in json.loads(done.stdout).values() for each in every]
    return sorted(Alert(e["Line"], e["Span"][0], e["Match"], e["Check"].partition(".")[2], e["Severity"], e["Message"], e["Link"]) for e in said)
