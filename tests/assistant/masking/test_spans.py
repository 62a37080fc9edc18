"""Where names begin and end."""

import pytest

from assistant.masking.spans import name_spans, parts_of
from assistant.masking.vocabulary import Vocabulary


def _found(text: str, words: Vocabulary) -> list[str]:
    return [text[begin:end] for begin, end in name_spans(text, words)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("can sarah okafor text me", ["sarah okafor"]),
        ("may Tom and Niamh", ["Tom", "Niamh"]),
        ("is J. Okafor in", ["J. Okafor"]),
        ("signed Okafor, E. at last", ["Okafor, E"]),
        ("tom van der Zorblax said", ["tom van der Zorblax"]),
        ("de okafor said", ["de okafor"]),
        ("tom brown has a brown bag", ["tom brown"]),
        ("mr brown, mrs page and page four", ["brown", "page"]),
        ("Sarah-Niamh O'Zorblax", ["Sarah-Niamh O'Zorblax"]),
        ("toms mum and the Okafors", ["tom", "Okafor"]),
        ("TOM SAID NO", ["TOM"]),
        ("\u738b\u4f1f messaged", ["\u738b\u4f1f"]),
        ("a summer oyelaran summer", ["summer oyelaran"]),
    ],
)
def test_a_name_is_taken_whole(words: Vocabulary, text: str, names: list[str]) -> None:
    """Surnames, initials, particles and hyphens with it, two people apart."""
    assert _found(text, words) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a boy called Will", ["Will"]),
        ("my colleague grace", ["grace"]),
        ("grace in 8B", ["grace"]),
        ("grace from year 9", ["grace"]),
        ("Mark messaged", ["Mark"]),
        ("add grace", ["grace"]),
        ("will's mum", ["will"]),
        ("ask Mark", ["Mark"]),
        ("Jordan in 9C", ["Jordan"]),
        ("Miss England", ["England"]),
        ("zorblax in 8B", ["zorblax"]),
        ("her name is zorblax", ["zorblax"]),
    ],
)
def test_what_stands_around_a_word_tells(words: Vocabulary, text: str, names: list[str]) -> None:
    """A word that may be a name, or that nobody knows, is one where the sentence speaks of a person."""
    assert _found(text, words) == names


@pytest.mark.parametrize(
    "text",
    [
        "will it mark us",
        "may I in May",
        "in the summer term",
        "the trip to Jordan",
        "head of year",
        "Head of Year",
        "St Martin's School on Instagram",
        "can i miss page four",
        "may a TA text me",
    ],
)
def test_other_words_stay(words: Vocabulary, text: str) -> None:
    """The same words where they name nobody, and what the lists keep."""
    assert _found(text, words) == []


def test_one_is_known_again_by_any_part(words: Vocabulary) -> None:
    """But not by what is an ordinary word as well."""
    assert parts_of(["Zorblax Okonkwo", "Grace", "Bo"], words) == {"zorblax", "okonkwo"}
