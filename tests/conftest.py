"""What several tests share: a browser, a small invented glossary, and a way to change a file or two of it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from browser import ARGUMENTS, find
from playwright.sync_api import Browser, sync_playwright

from shorewise.check import check
from shorewise.glossary import Glossary
from shorewise.load import load, read_files

CLOUD = Path(__file__).parent / "code" / "cloud"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that cannot reach another host."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def cloud_files() -> dict[str, bytes]:
    """The files of the invented glossary: cloud service models, another field than the real one."""
    return read_files(CLOUD)


@pytest.fixture
def problems_of(cloud_files: dict[str, bytes]) -> Callable[[Mapping[str, str | None]], list[str]]:
    """Every problem of the invented glossary with these files in place of its own; None takes a file away."""

    def problems(changed: Mapping[str, str | None]) -> list[str]:
        glossary, found = load(_with(cloud_files, changed))
        return [str(problem) for problem in sorted([*found, *(check(glossary) if glossary else [])])]

    return problems


@pytest.fixture
def glossary_of(cloud_files: dict[str, bytes]) -> Callable[..., Glossary]:
    """The invented glossary with these files in place of its own."""

    def glossary(changed: Mapping[str, str | None] | None = None) -> Glossary:
        made, problems = load(_with(cloud_files, changed or {}))
        assert made is not None and not problems, problems
        return made

    return glossary


def _with(files: Mapping[str, bytes], changed: Mapping[str, str | None]) -> dict[str, bytes]:
    every = {**files, **{path: None if text is None else text.encode() for path, text in changed.items()}}
    return {path: raw for path, raw in every.items() if raw is not None}
