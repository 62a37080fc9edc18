"""Words as they may have been meant."""

from assistant.masking.typos import BOOKISH, one_letter_off, stems


def test_a_slip_is_found_from_either_side() -> None:
    """A letter lost, doubled, wrong or swapped; of short words only those lost and swapped."""
    assert all("message" in one_letter_off(word) for word in ("mesage", "messsage", "messaqe", "mesasge"))
    assert "time" in one_letter_off("tiem")
    assert "what" not in one_letter_off("wqat")
    assert list(one_letter_off("sam")) == [] == list(one_letter_off("a" * 100))


def test_endings_are_taken_off() -> None:
    """Those of ordinary words."""
    assert "messag" in stems("messaging")
    assert "pupil" in stems("pupils")
    assert BOOKISH.search("electrophoresis")
    assert not BOOKISH.search("zorblax")
