"""Whether whoever acts, is told, or is spoken of in a sentence does so in its clauses too."""

import re
from collections.abc import Collection, Iterable

from assistant.verification.assertions import Assertion, assertions
from assistant.verification.keeping import like
from assistant.verification.people import EVERYONE, READER, Part, Playing, cast, named_before

_YOUNG = frozenset({"pupils", "child"})
# Of whom a rule may speak in other words than those by which it names whom it is done with.
_WITHOUT_OFFICE = _YOUNG | {READER, "former pupils", "own child", "parents", "colleagues", "friends"}
_SPOKEN_OF = re.compile(r"(?<!permission )(?<!consent )(?<!approval )\b(?:from|about|of|involving) $")


def cast_stands(said: Assertion, held: Assertion, whole: Iterable[Assertion]) -> bool:
    """Whether each of those in what is said plays their part in what is held, too.

    `whole` is the sentence of what is held: who acts may be named in it once for all.
    """
    theirs = set(cast(held))
    if not any(playing.part is Part.ACTS for playing in theirs):
        theirs |= {playing for one in whole for playing in cast(one) if playing.part is Part.ACTS}
    return all(_plays(playing, theirs) for playing in cast(said)) and _same_described(said, held)


def _same_described(said: Assertion, held: Assertion) -> bool:
    """Whether words that describe somebody ('who is under 18') describe the same one there."""
    for mine in said.conditions:
        theirs = like(mine, held.conditions) if mine.describes else None
        if theirs and theirs.describes:
            one, other = named_before(mine, said), named_before(theirs, held)
            if one and other and one != other and not {one, other} <= _YOUNG:
                return False
    return True


def placeholders_stand(text: str, issued: Collection[str]) -> bool:
    """Whether somebody unnamed is only kept from something, or spoken of; never told, asked or obeyed."""
    for holder in issued:
        for at in (found.start() for found in re.finditer(re.escape(holder), text)):
            said = next((one for one in assertions(text) if holder.lower() in one.whole), None)
            if said is None or not (said.denies or _SPOKEN_OF.search(text[:at])):
                return False
    return True


def _plays(playing: Playing, theirs: Collection[Playing]) -> bool:
    names = _YOUNG if playing.name in _YOUNG else {playing.name}
    parts = {other.part for other in theirs if other.name in names}
    if playing.part is Part.ACTS:
        acting = {other.name for other in theirs if other.part is Part.ACTS}
        return playing.name in acting or (playing.name == READER and (not acting or EVERYONE in acting))
    if playing.part in {Part.TOLD, Part.ELSE} and not parts & {playing.part, Part.ACTS}:
        return playing.part is Part.ELSE and bool(parts) and playing.name in _WITHOUT_OFFICE
    return bool(parts) if playing.name in _WITHOUT_OFFICE else playing.part in parts or Part.ACTS in parts
