"""Names of list items, nested lists included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.policies.item_marks import ItemMarks

_OWN = st.none() | st.sampled_from("a b c h i j v x ii iii iv ix 1 2 3 10".split())


def _names(*items: str | None, level: int = 1) -> list[str]:
    marks = ItemMarks()
    return [marks.next(level, own) for own in items]


def _deep(*items: tuple[int, str | None]) -> list[str]:
    marks = ItemMarks()
    return [marks.next(level, own) for level, own in items]


@pytest.mark.parametrize("own", ["a b c", "1 2 3", "i ii iii", "g h i", "c d"])
def test_own_marks_stand(own: str) -> None:
    """An item is named as the file names it, wherever its list begins."""
    assert _names(*own.split()) == [f"({mark})" for mark in own.split()]


def test_bullets_are_counted() -> None:
    """Items without a mark of their own get numbers."""
    assert _names(None, None, None) == ["(1)", "(2)", "(3)"]


def test_i_goes_on_after_h() -> None:
    """After 'h' an 'i' is the ninth letter; after 'a' it begins a roman list inside."""
    assert _names("h", "i", "j") == ["(h)", "(i)", "(j)"]
    assert _names("a", "i", "ii", "b") == ["(a)", "(a)(i)", "(a)(ii)", "(b)"]


def test_flat_files_may_nest_twice_alike() -> None:
    """Two items may each hold '(i)': text files and PDFs do not say how deep an item stands."""
    names = _names("a", "i", "ii", "b", "i", "ii", "c")
    assert names == ["(a)", "(a)(i)", "(a)(ii)", "(b)", "(b)(i)", "(b)(ii)", "(c)"]


def test_bullets_under_a_letter() -> None:
    """A bullet after a letter stands inside that item, and the next letter outside again."""
    assert _names("a", None, None, "b", None) == ["(a)", "(a)(1)", "(a)(2)", "(b)", "(b)(1)"]


def test_letters_under_a_bullet() -> None:
    """It works the other way round as well."""
    assert _names(None, "a", "b", None) == ["(1)", "(1)(a)", "(1)(b)", "(2)"]


def test_a_gap_in_the_letters_opens_no_list() -> None:
    """A forgotten letter is not the beginning of another list."""
    assert _names("a", "c", "d") == ["(a)", "(c)", "(d)"]


def test_the_same_mark_twice_stays_the_same() -> None:
    """What the file names twice is named twice, so that its owner is told."""
    assert _names("a", "b", "b") == ["(a)", "(b)", "(b)"]


def test_levels_of_the_format_count() -> None:
    """Where the format says how deep an item stands, that is the depth; parents keep their own marks."""
    assert _deep((1, "a"), (2, "i"), (2, "ii"), (1, "b"), (2, None), (3, None), (1, None)) == [
        "(a)",
        "(a)(i)",
        "(a)(ii)",
        "(b)",
        "(b)(1)",
        "(b)(1)(1)",
        "(b)(2)",
    ]


def test_a_list_that_begins_too_deep() -> None:
    """A first item that is set in further than the rest is an item like the rest."""
    assert _deep((3, None), (1, None), (1, None), (2, None)) == ["(1)", "(2)", "(3)", "(3)(1)"]
    assert _deep((1, None), (4, None), (2, None)) == ["(1)", "(1)(1)", "(1)(2)"]


@given(st.lists(st.tuples(st.integers(1, 4), _OWN), max_size=40))
def test_counted_names_are_free(items: list[tuple[int, str | None]]) -> None:
    """The product never gives a name that stands already, however oddly items are nested."""
    names = _deep(*items)
    for at, (_, own) in enumerate(items):
        assert own is not None or names[at] not in names[:at]


@given(st.lists(st.tuples(st.integers(1, 3), _OWN), max_size=40))
def test_a_name_ends_with_the_items_own_mark(items: list[tuple[int, str | None]]) -> None:
    """Whatever stands before it, an item's own mark is the last part of its name."""
    for name, (_, own) in zip(_deep(*items), items, strict=True):
        assert name.startswith("(")
        assert own is None or name.endswith(f"({own})")
