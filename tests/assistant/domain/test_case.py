"""Who reported a case, as people read it."""

from dataclasses import replace

import pytest

from tests.fakes.new_cases import new_case

_CASE = replace(new_case(), reporter="slack:T1/U1", reporter_name="Rae Porter")


def test_people_read_the_name_where_there_is_one() -> None:
    """Without it they read what the channel knows."""
    assert _CASE.reported_by == "Rae Porter"
    assert replace(_CASE, reporter_name="").reported_by == "slack:T1/U1"


@pytest.mark.parametrize(
    ("by", "called"), [("slack:T1/U1", "Rae Porter"), ("Sam Example", "Sam Example"), ("", "")]
)
def test_only_the_reporter_has_the_reporters_name(by: str, called: str) -> None:
    """What others did, and what nobody did, stays so."""
    assert _CASE.called(by) == called
    assert replace(_CASE, reporter_name="").called(by) == by


def test_nobodys_doing_is_not_that_of_an_unknown_reporter() -> None:
    """A reporter whom the channel does not know has done nothing that bears no name."""
    assert replace(_CASE, reporter="").called("") == ""
