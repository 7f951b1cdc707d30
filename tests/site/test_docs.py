"""What is public is documented, and what is documented is there."""

import re

import click
import yaml
from built import BIN, ROOT, run

from shorewise.__main__ import main

FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def commands() -> str:
    """Every piece of code in what the project says to those who use and change it, one a line."""
    found = (re.findall(r"^```.*?^```|`[^`\n]+`", path.read_text("utf-8"), re.M | re.S) for path in FILES)
    return "\n".join(piece.strip("`") for pieces in found for piece in pieces)


def named(program: str) -> set[str]:
    """What is called of a program."""
    return set(re.findall(rf"^(?:\.venv/bin/)?{program} ([a-z][a-z-]*)", commands(), re.M))


def test_every_make_command_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert sorted(named("make") - targets) == []


def test_the_whole_developer_interface_is_documented() -> None:
    assert sorted({"serve", "site", "check", "test"} - named("make")) == []


def test_every_command_of_the_program_is_documented() -> None:
    assert sorted(set(main.commands) - named("shorewise")) == []


def test_every_command_that_is_named_is_there() -> None:
    assert sorted(named("shorewise") - set(main.commands)) == []


def test_every_option_of_the_program_that_is_named_is_there() -> None:
    known = {name for command in main.commands.values() for each in command.params for name in each.opts}
    lines = [line for line in commands().splitlines() if line.startswith(("shorewise ", ".venv/bin/shorewise ", "--"))]
    assert sorted({option for line in lines for option in re.findall(r"(?<!\S)--[a-z-]+", line)} - known) == []


def test_every_file_that_is_linked_is_there() -> None:
    links = [link for path in FILES for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8"))]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [name for name, command in main.commands.items() if not command.help]
    silent += [f"{name} {each.opts[0]}" for name, command in main.commands.items() for each in command.params if isinstance(each, click.Option) and not each.help]
    assert silent == []


def test_the_glossary_and_the_builder_name_one_address() -> None:
    about = yaml.safe_load((ROOT / "glossary/about.yaml").read_text("utf-8"))
    builder = re.search(r"^site_url: (.*)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert builder and builder[1] == about["url"]


def test_our_own_pages_use_the_names_that_the_glossary_wants() -> None:
    """But for a reader's own question, a page about such a name, and a standards body: lint.json."""
    files = ("docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "--baseline", "tests/content/lint.json")
    assert run(BIN / "shorewise", "lint", *files, cwd=ROOT).stdout == "no problems\n"
