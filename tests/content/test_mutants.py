"""A sample of all the faults that `make mutants` tries: each must be caught, or be known to survive."""

import mutants
import pytest

from shorewise.load import default_folder, require


@pytest.mark.parametrize("mutant", mutants.sample(12, seed=20261125), ids=lambda mutant: mutant.name)
def test_a_fault_is_caught(mutant: mutants.Mutant) -> None:
    outcome = mutants.tried(mutant)
    assert outcome.caught or mutant.name in mutants.survivors(), "no rule noticed it"
    assert outcome.in_file or not outcome.caught, outcome.said
    if mutant.sort.startswith("misspelt"):
        assert outcome.on_line, outcome.said


def test_a_survivor_still_survives() -> None:
    """The list may only shrink: what is caught by now comes off it."""
    known = [mutant for mutant in mutants.mutants() if mutant.name in mutants.survivors()]
    assert sorted(mutant.name for mutant in known) == sorted(mutants.survivors())
    assert [mutant.name for mutant in known if mutants.tried(mutant).caught] == []


@pytest.mark.parametrize("collection", ["misconceptions", "claims"])
def test_a_changed_id_of_a_published_entry_is_caught_where_it_stands(collection: str) -> None:
    """Nothing may refer to such an entry, so that only the list of published addresses knows of it."""
    names = {f"misspelt key: {collection}.yaml {id}" for id in getattr(require(default_folder()), collection)}
    misspelt = [mutant for mutant in mutants.mutants() if mutant.name in names]
    assert len(misspelt) == len(names)
    assert [mutant.name for mutant in misspelt if not mutants.tried(mutant).on_line] == []
