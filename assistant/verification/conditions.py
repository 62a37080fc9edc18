"""The conditions on which words hang: where each begins, how it bears on them, and where it ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

MODAL = r"(?:must|should|may|can|will|shall|do not need|does not|do not|never)"
HAS_MODAL = re.compile(rf"\b{MODAL}\b")


class Sense(IntEnum):
    """How a condition bears on what it stands with: it opens it, it closes it, or neither."""

    IF = 1
    UNLESS = -1
    EVEN = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """Words on which an assertion hangs, and how."""

    sense: Sense
    opener: str
    words: str

    @property
    def only(self) -> bool:
        """Whether it shuts out everything else."""
        return self.sense is Sense.UNLESS or self.opener.startswith("only")

    @property
    def describes(self) -> bool:
        """Whether it only says of whom or of what."""
        return bool(_RELATIVE.search(self.opener))


_OPENERS = (
    (
        Sense.EVEN,
        r"(?:if|where|wherever) (?:appropriate|possible|suitable|necessary)"
        r"|(?:especially|particularly)(?: when| if)?|even (?:if|when|where|though)"
        r"|although|though|since|so that"
        r"|(?<!just )because(?! of)"
        r"|such as|including|for example|in line with|whether"
        r"|under the (?:[\w'-]+ ){1,4}(?:policy|act|law)"
        r"|as (?:the )?[\w ]+ (?:policy|law) (?:explains|says|allows)|e\.g\.|i\.e\.",
    ),
    (
        Sense.UNLESS,
        r"unless|except|other than|apart from|rather than|instead of|without|until|till|before",
    ),
    (
        Sense.IF,
        r"only (?:if|when|after|once|where|while|on|in|with|for|by|as)|if|whenever"
        r"|when|while|where|once|(?<!look )(?<!looked )after"
        r"|as long as|so long as|provided(?: that)?|providing|in case|only|just because|because of"
        r"|(?:to |by |with |from )?(?:whom|whose)|who|which"
        r"|with (?:the |a |an |prior |written |their |your )*(?:permission|consent|agreement|approval)",
    ),
)
_OPENER = re.compile("|".join(rf"(?P<{sense.name}>\b(?:{ways})\b)" for sense, ways in _OPENERS))
_RELATIVE = re.compile(r"who|which|whom|whose")
_SHORT = re.compile(r"who|which|whom|whose|where|without|with ")
_ALTERNATIVE = re.compile(r"\bor[ ,]*$")
_JOINING = re.compile(r"[ ,]*\b(?:and|or)$")
_BEING = re.compile(r"\b(?:is|are)\b")


def begins_with_condition(words: str) -> bool:
    """Whether the words open with a condition, and not with whom alone a rule is for."""
    opened = _OPENER.match(words)
    return opened is not None and not opened.group().startswith("only")


def still_open(before: str) -> bool:
    """Whether the words end inside a condition that began after their first verb of duty."""
    modal = HAS_MODAL.search(before)
    openers = _OPENER.finditer(before, modal.end() if modal else 0)
    return any(found.lastgroup != Sense.EVEN.name for found in openers)


def taken_apart(part: str) -> tuple[str, tuple[Condition, ...]]:
    """The main words, and the conditions in their order."""
    main: list[str] = []
    conditions: list[Condition] = []
    at = 0
    for opened, end in _opened(part):
        main.append(part[at : opened.start()])
        sense = Sense[opened.lastgroup or Sense.IF.name]
        new = Condition(sense, opened.group(), part[opened.end() : end].strip(" ,"))
        last = conditions[-1] if conditions else None
        if last and last.sense is sense and _ALTERNATIVE.search(f"{last.words} {main[-1]}"):
            words = f"{_JOINING.sub('', last.words)} or {new.words}"
            conditions[-1:], main[-1] = [Condition(sense, last.opener, words)], ""
        else:
            conditions.append(new)
        at = end
    main.append(part[at:])
    tidied = (Condition(one.sense, one.opener, _JOINING.sub("", one.words)) for one in conditions)
    return " ".join(" ".join(main).split()).strip(" ,"), tuple(tidied)


def _opened(part: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each opener with where its condition ends."""
    found = _OPENER.search(part)
    while found:
        end = _end(part, found)
        yield found, end
        found = _OPENER.search(part, end)


def _end(part: str, opened: re.Match[str]) -> int:
    """Where a condition ends: at the next opener; before the verb of duty also at that verb or at a comma.

    What describes, or lacks something, ends at a comma anywhere, unless alternatives follow; an example
    goes on over what describes it.
    """
    following = _OPENER.search(part, opened.end())
    while opened.lastgroup == Sense.EVEN.name and following and _RELATIVE.search(following.group()):
        following = _OPENER.search(part, following.end())
    end = following.start() if following else len(part)
    acts = not HAS_MODAL.search(part, 0, opened.start())
    comma = part.find(",", opened.end(), end)
    alternatives = " or " in part[comma:end] and not acts
    if not acts and (alternatives or not _SHORT.search(opened.group())):
        return end
    verb = _verb(part, opened, end) if acts and (opened.start() or comma < 0) else None
    return min(at for at in (verb, comma, end) if at is not None and at >= 0)


def _verb(part: str, opened: re.Match[str], end: int) -> int | None:
    """Where the verb stands that belongs to the one who is described."""
    pattern = HAS_MODAL if HAS_MODAL.search(part) or not _RELATIVE.search(opened.group()) else _BEING
    verbs = (verb.start() for verb in pattern.finditer(part, opened.end(), end))
    return next((at for at in verbs if at > opened.end() + 1), None)
