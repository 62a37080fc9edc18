"""The leads' lists of what names people and what does not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameWords:
    """All in small letters; `stays` may hold phrases of several words.

    `names` hardly mean anything else; `first_names` and `surnames` are ordinary words as well.
    """

    names: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()
