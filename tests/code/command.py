"""Run the program as the command line does, within the process."""

from pathlib import Path

from click.testing import CliRunner, Result

from shorewise.__main__ import main


def run(*words: str | Path) -> Result:
    """What the program said and how it ended. An error that is none of its own is one of the test."""
    result = CliRunner().invoke(main, [str(word) for word in words], prog_name="shorewise")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
