"""Whether a sentence does what its clauses do: permits, forbids, obliges or releases, as strongly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.modality import Force, Strength, modality
from assistant.verification.assertions import Assertion, assertions
from assistant.verification.conditions import Sense
from assistant.verification.keeping import effect, like
from assistant.verification.words import share, stems

_ORDER = (Force.RELEASES, Force.FORBIDS, Force.ALLOWS, Force.OBLIGES, Force.STATES)
_EXPLICIT = re.compile(r"\b(?:must|should|advised|encouraged)\b")
_BEING = re.compile(r"\b(?:is|are|was|were)\b")
_VERB = re.compile(r"\b(?:must|should|may|can|will)\b")


@dataclass(frozen=True, slots=True)
class Stance:
    """What an assertion does, and how strongly."""

    force: Force
    strength: Strength


def stance(assertion: Assertion) -> Stance:
    """Force and strength of the main words; 'decline' forbids, but it is the verb before it that says how."""
    read = modality(assertion.main)
    forces = read.forces if assertion.denies else read.forces - {Force.FORBIDS}
    return Stance(
        next((one for one in _ORDER if one in forces), Force.STATES), _strength(assertion.main, read.strength)
    )


def is_against(assertion: Assertion) -> bool:
    """Whether it speaks against something, or takes a duty away."""
    return assertion.denies or bool(modality(assertion.main).forces & {Force.FORBIDS, Force.RELEASES})


def _strength(main: str, read: Strength) -> Strength:
    """The first verb that says how strong; a 'never' behind 'should' does not make it stronger."""
    verb = _EXPLICIT.search(main)
    if verb:
        return Strength(verb.group())
    if re.search(r"\b(?:can|may) not\b|\bwill\b|\bshall\b|\bnever\b|\boffence to\b", main):
        return Strength.MUST
    return read if read is Strength.ADVISED else Strength.PLAIN


def is_conditional(assertion: Assertion) -> bool:
    """Whether it hangs on something."""
    return (
        any(one.sense is not Sense.EVEN for one in assertion.conditions) or "only" in assertion.main.split()
    )


def closest(said: Assertion, sentences: Iterable[str]) -> tuple[Assertion, str] | None:
    """The assertion of the sentences that shares most words with what is said, and its sentence."""
    wanted = said.stems

    def nearness(other: tuple[Assertion, str]) -> tuple[float, float]:
        held = other[0].stems
        return share(wanted, held), share(held, wanted)

    return max(((one, text) for text in sentences for one in assertions(text)), key=nearness, default=None)


def same_force(said: Assertion, held: Assertion) -> bool:
    """Whether the one permits, forbids, obliges or releases as the other does, and no more strongly."""
    mine, theirs = stance(said), stance(held)
    if _turned(said, held):
        return mine.strength in {theirs.strength, Strength.PLAIN, Strength.MUST}
    if said.denies != held.denies or said.negations > max(1, held.negations):
        return False
    stated = mine.force is Force.STATES and theirs.force in {Force.OBLIGES, Force.FORBIDS}
    return (mine.force is theirs.force or stated) and mine.strength in {theirs.strength, Strength.PLAIN}


def torn_apart(said: Assertion, held: Assertion, whole: Iterable[Assertion]) -> bool:
    """Whether words are taken from where they mean another thing.

    That is from an 'unless', or from a neighbour in the same sentence that does something else or is of
    somebody else.
    """
    shut_out = stems(" ".join(one.words for one in held.conditions if one.sense is Sense.UNLESS))
    if stems(said.main) & shut_out - stems(held.main):
        return True
    mine = stems(said.main) - held.stems
    return any(mine & _done(other.main) for other in whole if other != held and _differs(other, held))


def _differs(one: Assertion, other: Assertion) -> bool:
    subjects = {_subject(one.main), _subject(other.main)} - {""}
    return stance(one).force is not stance(other).force or one.denies != other.denies or len(subjects) > 1


def _subject(main: str) -> str:
    verb = _VERB.search(main) or _BEING.search(main)
    return main[: verb.start()].strip() if verb else ""


def _done(main: str) -> frozenset[str]:
    """The words that stand behind the verb alone."""
    verb = _VERB.search(main)
    if verb is None:
        return stems(main)
    return stems(main[verb.end() :]) - stems(main[: verb.start()])


def _turned(said: Assertion, held: Assertion) -> bool:
    """'May only if' for 'must not unless', and the other way round."""
    forces = {stance(said).force, stance(held).force}
    return forces == {Force.ALLOWS, Force.FORBIDS} and any(
        effect(said, mine) == effect(held, theirs)
        for mine in said.conditions
        if mine.sense is not Sense.EVEN and (theirs := like(mine, held.conditions)) is not None
    )
