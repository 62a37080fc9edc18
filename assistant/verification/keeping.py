"""Whether a sentence keeps the conditions of its clause: each as it bears, and none lost."""

import re
from collections.abc import Sequence

from assistant.verification.assertions import Assertion, negations
from assistant.verification.conditions import Condition, Sense
from assistant.verification.words import share, stems

# Shares of a condition's words: to be the same one at all, and to be kept.
_LIKE = 0.5
_KEPT = 0.7
_WHOLE = 0.65  # of the words of what is permitted
_VERBS = re.compile(r"\b(?:must|should|may|can|will)\b")
_NARROWING = frozenset({"only", "own"})
_BEHIND = re.compile(r" (?=(?:on|in|with|by|for|from|at|to|during|through|under|of) )")
_ANY = re.compile(r"\bany\b(?! member)")


def conditions_bear_alike(said: Assertion, held: Assertion) -> bool:
    """Whether each condition of what is said bears on it as the same words do in what is held."""
    for mine in said.conditions:
        verbs = set(_VERBS.findall(mine.words))
        theirs = like(mine, held.conditions)
        if not stems(mine.words) and mine.opener in held.whole:
            continue
        if theirs is None:
            if mine.only or verbs or negations(mine.words):
                return False
        elif (
            effect(said, mine) != effect(held, theirs)
            or not verbs <= set(_VERBS.findall(theirs.words))
            or negations(mine.words) % 2 != negations(theirs.words) % 2
        ):
            return False
    return True


def conditions_kept(said: Assertion, held: Assertion, permits: bool) -> bool:
    """Whether no condition of what is held is lost that bears on what is said."""
    return all(
        _met(alternatives, said, theirs)
        for theirs in held.conditions
        if theirs.sense is not Sense.EVEN and (permits or _concerns(theirs, said, held))
        for alternatives in _conjuncts(theirs.words)
    )


def permission_kept(said: Assertion, held: Assertion) -> bool:
    """Whether what is permitted is no more than what is held: its words are there, and no 'only' is lost."""
    bare = {one.opener for one in held.conditions if not stems(one.words)}  # an 'only' at the end
    if _NARROWING & (bare | set(held.main.split())) - set(said.whole.split()):
        return False
    return share(_spoken_of(held.main, said.stems), said.stems) >= _WHOLE


def not_widened(said: Assertion, held: Assertion) -> bool:
    """Whether no 'any' is said where none is held."""
    return not _ANY.search(said.main) or bool(_ANY.search(held.whole))


def effect(assertion: Assertion, condition: Condition) -> int:
    """1 where the condition opens the way, -1 where it closes it: 'must not unless' opens, like 'may if'."""
    return condition.sense * (-1 if assertion.denies else 1)


def like(mine: Condition, others: Sequence[Condition]) -> Condition | None:
    """The condition with most words in common, None where that are too few."""
    words = stems(mine.words)
    shares = [(share(words, stems(other.words)), other) for other in others if words]
    best, other = max(shares, key=lambda one: one[0], default=(0.0, None))
    return other if best >= _LIKE else None


def _met(alternatives: Sequence[str], said: Assertion, theirs: Condition) -> bool:
    """Whether what is said sets one of the alternatives.

    What shuts everything else out stands in one condition. What does not may also stand among the main words,
    unless a condition stands for it.
    """
    same = [mine for mine in said.conditions if not mine.only and like(mine, [theirs])]
    if theirs.only:
        pieces = [
            stems(" ".join(one)) for mine in said.conditions if mine.sense for one in _conjuncts(mine.words)
        ]
        held_by = [(said.stems, piece) for piece in pieces]
    else:
        words = stems(" ".join(mine.words for mine in same)) if same else said.stems
        held_by = [(words, words)]
    return any(
        share(one, words) >= _KEPT and share(one, piece) > _LIKE
        for one in map(stems, alternatives)
        for words, piece in held_by
    )


def _concerns(condition: Condition, said: Assertion, held: Assertion) -> bool:
    """Whether the condition bears on what is said, and not on a last alternative alone."""
    before, opened, _ = held.whole.partition(f"{condition.opener} {condition.words}")
    if before.endswith(" or "):
        return False
    alternative = before.rpartition(", or ")[2] if opened and ", or " in before else ""
    return not alternative or share(stems(alternative), said.stems) > _LIKE


def _conjuncts(words: str) -> list[list[str]]:
    """What must all be met, each with its alternatives."""
    parts = [
        re.split(r", | or ", part) if " or " in part else [piece]
        for part in words.split(" and ")
        for piece in ([part] if " or " in part else part.split(", "))
    ]
    return [part for part in parts if any(map(stems, part))]


def _spoken_of(main: str, said: frozenset[str]) -> frozenset[str]:
    """The words of what is permitted, without the alternatives that are not spoken of at all.

    What stands behind an alternative ('on a school device') belongs to all of them.
    """
    parts = re.split(r", | or ", main) if " or " in main else [main]
    wanted = stems(parts[0])
    for part in parts[1:]:
        alternative, *behind = _BEHIND.split(part, maxsplit=1)
        wanted |= stems(part) if stems(alternative) & said else stems(" ".join(behind))
    return wanted
