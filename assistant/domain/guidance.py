"""What the leads add to the policies so that questions and clauses meet.

None of it can make an answer: a branch, a pin or a tension counts only through
exact words of a policy that is held.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.answer import Verdict
from assistant.domain.phrases import plain_words


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a policy; `policy` is its id."""

    policy: str
    words: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One case of a split: `case` is a list of the glossary ('pupil', 'personal').

    Where a question names this case, the cases in `instead_of` do not count.
    """

    case: str
    when: str
    verdict: Verdict
    quotes: tuple[Quote, ...]
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """A subject on which the policy answers by who or by where.

    A question is about it where it has a phrase of `asks_about` and, if `needs`
    is not empty, names one of those glossary lists; never with one of `not_about`.
    """

    name: str
    on: str
    group: str
    asks_about: tuple[str, ...]
    needs: tuple[str, ...]
    not_about: tuple[str, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """Clauses shown whenever certain words stand in the question, whatever else is found."""

    name: str
    when: tuple[str, ...]
    together_with: tuple[str, ...]
    rule: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Clauses that pull in different directions, and the role that decides.

    Where `when` is not empty, it is shown only if one of its words stands in the question.
    """

    name: str
    when: tuple[str, ...]
    quotes: tuple[Quote, ...]
    text: str
    ask: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """How staff name people and places.

    `groups` holds, for 'who' and 'where', lists of phrases by case. Words that
    an earlier case has taken do not count for a later one.
    """

    groups: Mapping[str, Mapping[str, tuple[str, ...]]]

    def cases(self, group: str, text: str) -> tuple[str, ...]:
        """The cases of `group` that the text names; its words count for the first one only."""
        words = plain_words(text)
        found: list[str] = []
        for case, phrases in self.groups.get(group, {}).items():
            hits = [phrase for phrase in phrases if f" {phrase} " in words]
            if hits:
                found.append(case)
            for phrase in hits:
                words = words.replace(f" {phrase} ", " | ")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that the leads keep in prompts/ and corpus/ beside the policies."""

    glossary: Glossary
    splits: tuple[Split, ...]
    pins: tuple[Pin, ...]
    tensions: tuple[Tension, ...]
    small_talk: tuple[str, ...]
