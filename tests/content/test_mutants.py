"""A sample of all the faults that `make mutants` tries: each must be caught, or be known to survive."""

import mutants
import pytest


@pytest.mark.parametrize("mutant", mutants.sample(12, seed=20261125), ids=lambda mutant: mutant.name)
def test_a_fault_is_caught(mutant: mutants.Mutant) -> None:
    outcome = mutants.tried(mutant)
    assert outcome.caught or mutant.name in mutants.survivors(), "no rule noticed it"
    assert outcome.in_file or not outcome.caught, outcome.said
    if mutant.sort.startswith("misspelt"):
        assert outcome.on_line, outcome.said


@pytest.mark.parametrize("name", mutants.survivors())
def test_a_survivor_still_survives(name: str) -> None:
    """The list may only shrink: what is caught by now comes off it."""
    (mutant,) = [each for each in mutants.mutants() if each.name == name]
    assert not mutants.tried(mutant).caught
