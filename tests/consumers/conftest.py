"""What every consumer is tried with: a glossary with two releases between which one change of each sort was made."""

from collections import Counter
from pathlib import Path

import pytest
from two_releases import put_releases


@pytest.fixture(scope="session")
def glossary_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented glossary with both of its releases, for `--glossary`."""
    return put_releases(tmp_path_factory.mktemp("cloudwise") / "glossary")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A table: how each consumer fared."""
    ended = {state: Counter(_consumer(each.nodeid) for each in terminalreporter.getreports(state) if "tests/consumers/" in each.nodeid) for state in ("passed", "failed", "error", "skipped")}
    consumers = sorted({name for counts in ended.values() for name in counts})
    if consumers:
        terminalreporter.section("consumers")
        terminalreporter.write_line(f"{'':24}{'passed':>8}{'failed':>8}{'skipped':>9}")
        for name in consumers:
            terminalreporter.write_line(f"{name:24}{ended['passed'][name]:8}{ended['failed'][name] + ended['error'][name]:8}{ended['skipped'][name]:9}")


def _consumer(nodeid: str) -> str:
    """The name of the module, in words."""
    return nodeid.split("::")[0].rpartition("/")[2].removeprefix("test_").removesuffix(".py").replace("_", " ")
