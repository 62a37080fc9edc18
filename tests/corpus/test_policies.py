"""The policies that ship: the school's own one untouched, all of a size that staff can read."""

import hashlib
from pathlib import Path

import pytest

from tests.fakes.written_policies import POLICIES, SEED, saved_policy

_FILES = sorted(POLICIES.iterdir())


def test_the_schools_own_policy_is_byte_for_byte_as_it_came() -> None:
    """Nobody edits the seed: quotes are exact only while its bytes are."""
    digest = hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert digest == "c8f10e82fc639e7bf7ed664c13f64df16809119f60af0d39bdd0f8940ebab7ed"


def test_eleven_policies_ship() -> None:
    """The school's own and ten model policies, nothing else in the folder."""
    assert len(_FILES) == 11


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_policy_has_a_sensible_number_of_clauses(path: Path) -> None:
    """Between 40 and 90 clauses: fewer means that headings swallowed text, more that lines were broken."""
    assert 40 <= len(saved_policy(path).clauses) <= 90


def test_the_seed_has_81_clauses() -> None:
    """Eighteen sections and the sign-off, counted by hand."""
    policy = saved_policy(SEED)
    assert len(policy.clauses) == 81
    assert len({clause.heading for clause in policy.clauses}) == 19
    assert not policy.own_numbers


@pytest.mark.parametrize("path", [path for path in _FILES if path != SEED], ids=lambda path: path.stem)
def test_model_policies_bear_their_own_numbers_and_a_banner(path: Path) -> None:
    """Each says on top that it is not ratified, and numbers its clauses itself."""
    policy = saved_policy(path)
    assert policy.own_numbers
    assert policy.banner is not None
    assert "MODEL" in policy.banner
