"""Who is in an assertion, and what part they play in it: they act, are told, or are spoken of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.verification.assertions import Assertion
from assistant.verification.conditions import Condition, Sense

READER = "staff"
EVERYONE = "everyone"
# Longer names before shorter ones that stand in them.
_PEOPLE = {
    "deputy safeguarding lead": r"deputy (?:designated )?safeguarding lead|deputy dsl|ddsl",
    "safeguarding lead": r"(?:designated )?safeguarding (?:lead|officers?)|dsl",
    "data protection lead": r"data protection (?:lead|officer)|dpl|dpo",
    "chair of governors": r"(?:vice-)?chair(?: of (?:the )?governors)?",
    "senior leaders": r"senior leadership(?: team)?|slt|senior leaders?|school leadership",
    "headteacher": r"head ?teacher|principal|headmaster|headmistress|(?:the|acting) head|proprietor",
    "lado": r"lado|local authority designated officer",
    "line manager": r"line manager|manager",
    "office": r"(?:school )?office(?: staff)?|receptionist|administrator",
    "it support": r"it support|it staff|technicians?",
    "visit leader": r"visit leader|trip leader",
    "visit coordinator": r"visit co-?ordinator|evc",
    "emergency contact": r"emergency contact",
    "social care": r"(?:children's )?social (?:care|services|workers?)",
    "police": r"police(?: officers?)?",
    "governors": r"governors?|governing body",
    "trainees": (
        r"trainees?|trainee teachers?|supply (?:staff|teachers?)|cover supervisors?|volunteers?|coach(?:es)?"
    ),
    "assistants": r"teaching assistants?|tas?",
    "former pupils": r"(?:ex-?|former )(?:pupils?|students?)",
    "own child": r"(?:their|your|his|her) own (?:child|children|son|daughter)",
    "parents": r"parents?|carers?|guardians?|mums?|dads?|mother|father|famil(?:y|ies)",
    "pupils": r"pupils?|students?",
    "child": r"child(?:ren)?(?! protection|-on-)",
    "teachers": r"(?<!head )teachers?",
    "colleagues": r"colleagues?",
    "visitors": r"visitors?|contractors?|callers?",
    "friends": r"friends?(?! requests?)|relatives?",
    "press": r"press|journalists?|newspapers?|media outlets?|broadcasters?",
    "unions": r"unions?|professional associations?|solicitors?|lawyers?",
    EVERYONE: r"anyone|everyone|anybody|everybody|people|nobody|the public|strangers?",
    "school": r"the school$|st martin's(?: school)?$",
    "keyholders": r"keyholders?",
    READER: r"staff(?: members?)?|members? of staff|employees?|you|all users|members of the school|users",
}
_NAMES = tuple(_PEOPLE)
_ANYBODY = re.compile("|".join(rf"(?P<p{at}>\b(?:{ways})(?!\w))" for at, ways in enumerate(_PEOPLE.values())))
_ABOUT = re.compile(
    r"\b(?:about|over|against|concerning|regarding|involving)(?: (?!to |and |or )[\w/'-]+){0,3} $"
    r"|\bis (?:the |a )$"
)
_INVOLVED = re.compile(r" (?:is|are|may be) (?:\w+ )?(?:involved|concerned|accused)\b")
_TOWARDS = re.compile(
    r"\b(?:of|from|between|with|for|to|in|on|among) (?:(?:a|an|the|any|every|each|another|two|their|your) )?$"
)
_BY = re.compile(r"\bby (?:the |an? |every |any )?$")
_TELLING = re.compile(
    r"\b(?:to|tells?|told|telling|asks?|asking|inform|contact|contacting|ring|call|consult|notify|warn)"
    r" (?:(?:the|an?|any|their|your|every|another) )?(?:\w+'s )?$"
)
_TOLD = re.compile(
    r"(?:must|should|may|will) (?:not )?be (?:told|asked|informed|contacted|rung|called|notified|warned)\b"
)
_LISTED = re.compile(r"(?:,|/| or| and| the| an?| their| your)+ ?")
_VERB = re.compile(r"\b(?:must|should|may|can|will|shall|do not need)\b")
_BEING = re.compile(r"\b(?:is|are|was|were|has|have)\b")
_BEGINS = re.compile(rf"^(?:the |an? |any |each |every )?(?:{_ANYBODY.pattern})")
_PASSIVE = re.compile(
    r"^(?:\w+(?: \w+)? (?:not |never |also |only )*be(?:en)?|is|are|was|were)"
    r" (?:\w+ ){0,2}?[\w-]+(?:ed|en|wn|ld|pt|nt|ght|de|id|ut)\b"
)


class Part(StrEnum):
    """What somebody does in an assertion."""

    ACTS = "acts"
    SPOKEN_OF = "spoken of"
    CONDITION = "in a condition"
    TOLD = "is told or asked"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Playing:
    """Somebody and their part."""

    name: str
    part: Part


def cast(said: Assertion) -> frozenset[Playing]:
    """Everybody in an assertion, with the parts they play."""
    return frozenset(_in_main(said.main)) | {
        Playing(name, _held_to(part, condition))
        for condition in said.conditions
        for name, part in _found(condition.words)
    }


def named_before(condition: Condition, said: Assertion) -> str | None:
    """Whoever is named last before the condition opens."""
    opened = f"{condition.opener} {condition.words.partition(' or ')[0]}"
    before = said.whole.partition(opened)[0]
    return next((name for name, _ in reversed(list(_found(before)))), None)


def _held_to(part: Part | None, condition: Condition) -> Part:
    """The part of somebody in a condition; where a description or an example ends is a guess."""
    if part is Part.SPOKEN_OF:
        return part
    loose = condition.sense is Sense.EVEN or condition.describes
    return part or Part.ELSE if loose else Part.CONDITION


def _in_main(main: str) -> set[Playing]:
    verb = _VERB.search(main) or _BEING.search(main)
    if verb is None:
        first = _BEGINS.match(main)
        return {Playing(name, part or Part.ELSE) for name, part in _found(main)} | {
            Playing(name, Part.ACTS) for name, _ in _found(first.group() if first else "")
        }
    done = main[verb.start() :]
    active = Part.ELSE if _PASSIVE.match(done) else Part.ACTS
    acting = Part.TOLD if _TOLD.match(done) else active
    subject = main[: verb.start()].rstrip()
    return {Playing(name, part or acting) for name, part in _found(subject)} | {
        Playing(name, part or Part.ELSE) for name, part in _found(main[verb.end() :])
    }


def _found(words: str) -> Iterator[tuple[str, Part | None]]:
    """Everybody in the words with the part that the words before them give them, None where they give none.

    Of several that are listed each has the part of the first.
    """
    part: Part | None = None
    end = 0
    for found in _ANYBODY.finditer(words):
        if not (end and _LISTED.fullmatch(words, end, found.start())):
            part = _part(words[: found.start()], words[found.end() :])
        end = found.end()
        yield _NAMES[int((found.lastgroup or "p0")[1:])], part


def _part(before: str, after: str) -> Part | None:
    if after.startswith("'s "):
        return Part.ELSE
    if _BY.search(before):
        return Part.ACTS
    if _ABOUT.search(before) or _INVOLVED.match(after):
        return Part.SPOKEN_OF
    if _TELLING.search(before):
        return Part.TOLD
    return Part.ELSE if _TOWARDS.search(before) else None
