"""Words: what carries a claim, and when two words are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.words import content_words, share, stem, stems, words


@pytest.mark.parametrize(
    "same",
    [
        "publish published publishing publication",
        "agree agreed agreement approve approved approval permission",
        "call ring telephone phone rang",
        "pupil pupils student students",
        "tell told telling",
        "question questions questioned",
        "answer answers answered",
        "stop stops stopped stopping",
        "policy policies",
        "photo photograph picture image",
    ],
)
def test_forms_and_words_of_one_meaning_have_one_stem(same: str) -> None:
    """Whatever the grammar or the author prefers."""
    assert len({stem(word) for word in same.split()}) == 1


@pytest.mark.parametrize(
    "others",
    [
        "bus busy",
        "car care",
        "let letter",
        "inform information",
        "form former formal",
        "accept decline",
        "keep delete",
        "person personal",
        "teach trainee",
    ],
)
def test_words_of_other_meaning_have_other_stems(others: str) -> None:
    """However alike they look."""
    assert len({stem(word) for word in others.split()}) == len(others.split())


def test_what_joins_words_and_how_they_are_spelt_does_not_count() -> None:
    """Hyphens, slashes, curly apostrophes, e-mail and Cyber Bullying."""
    assert words("Parents/carers' e-mail") == ["parents", "carers", "email"]
    assert words("a pupil\u2019s on-line cyber-bullying") == ["a", "pupil", "online", "cyberbullying"]


def test_only_words_that_carry_a_claim_are_content() -> None:
    """Not articles, modal verbs or the reader; but numbers, and whose own it is."""
    assert content_words("You must never use your own phone for 24 hours.") == [
        "use",
        "own",
        "phone",
        "24",
        "hours",
    ]


def test_a_share_is_of_what_is_wanted() -> None:
    """All of nothing is there."""
    assert share(["a", "b"], frozenset("a")) == 0.5
    assert share([], frozenset()) == 1.0


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=30))
def test_a_stem_is_its_own(text: str) -> None:
    """Cutting again cuts nothing, and the stems of a text are those of its content words."""
    assert stems(text) == {stem(word) for word in content_words(text)}
    assert all(stem(one) == one for one in stems(text) if one not in {"headteacher", "dsl"})
