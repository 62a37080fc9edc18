"""The words of a sentence: which of them carry a claim, and when two are the same.

Stems are cut by rule; `_SAME` holds what no rule can know: irregular forms, and words
that staff and policies use for one another. A word that only often means the same does not belong there.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_JOINED = (
    (re.compile(r"\be-mail"), "email"),
    (re.compile(r"\bon-line\b"), "online"),
    (re.compile(r"\b(cyber|screen|log)[- ](?=bull|harass|shot|in\b)"), r"\1"),
    (re.compile(r"\bscreen[- ]?(?:print|shot)"), "screenshot"),
    (re.compile(r"\bmulti-factor authentication\b"), "mfa"),
)

FUNCTION_WORDS = frozenset(
    """a an the this that these those such it its itself they them their theirs themselves he him his she her
    hers who whom whose which what you your yours yourself one ones there here
    and or but nor so than then as at by for from in into of off on onto out over to up upon with within about
    against between during through via per under above below across along around near
    if unless when whenever where while until till once because since although though whether except without
    before after even also too still just only both either neither not no never nor cannot
    be am is are was were been being do does did done doing has have had having
    may can could might must should shall will would ought need needs let
    yes please however therefore always ever again whilst re
    staff staff's member members employee employees policy policies says say said according clause states
    any all every each some other others another more most much very particular that's it's""".split()
)

_SAME = {
    word: group.split()[0]
    for group in (
        "tell told telling inform informed informing",
        "send sent",
        "keep kept keeping retain",
        "give gave given giving",
        "take took taken taking",
        "make made making",
        "see saw seen",
        "leave left leaving",
        "write wrote written writing",
        "lend lent",
        "speak spoke spoken talk talked",
        "meet met",
        "hold held",
        "find found",
        "bring brought",
        "think thought",
        "know knew known",
        "hear heard",
        "get got gotten",
        "drive drove driven driving",
        "wear wore worn",
        "hide hid hidden",
        "use used using uses",
        "child children",
        "begin start started starting began begun",
        "pupil student",
        "parent carer guardian",
        "ring call telephone phone rang rung",
        "photograph photo picture image",
        "visit trip",
        "choose select chosen chose",
        "change alter",
        "agree approve agreement approval permission authorise authorisation preapproved",
        "happen occur",
        "prior beforehand",
        "school school's",
        "headteacher head headmaster headmistress",
        "dsl designated",
        "colleague colleagues",
        "post publish publication",
        "message text",
        "question interview",
    )
    for word in group.split()
}
# Longest first. What is left of a word has at least so many letters: "busy" is not "bus".
_SUFFIXES = (
    *((end, 4) for end in ("ations", "ation", "ments", "ment", "edly", "ions", "ion", "als", "al", "ers")),
    *(("ings", 3), ("ing", 3), ("ies", 3), ("ied", 3), ("er", 4), ("ed", 3), ("es", 4), ("ly", 4), ("s", 3)),
    *(("e", 3), ("y", 4)),
)
_INFLECTED = ("ings", "ing", "ed")
# Words that the rules would take for forms of others.
_ALONE = frozenset(
    "information news letter care former formal comment mention county shower trainee friendly manner leader"
    " personal visitor fare".split()
)


def plain(text: str) -> str:
    """Lower case, straight apostrophes, one spelling for what is written in several ways."""
    lowered = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    for pattern, spelling in _JOINED:
        lowered = pattern.sub(spelling, lowered)
    return lowered


def words(text: str) -> list[str]:
    """The words in order, in lower case; what is joined by hyphens or slashes falls apart."""
    return [word.removesuffix("'s") for word in _WORD.findall(plain(text))]


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """What forms of a word, and words of one meaning, have in common."""
    singular = word[:-1] if word.endswith("s") else word
    if word in _ALONE or singular in _ALONE:
        return word if word in _ALONE else singular
    for known in (word, singular, f"{word}e"):
        if known in _SAME:
            return _SAME[known]
    suffix = "" if word.endswith("ss") else _suffix(word)
    if not suffix:
        return word
    cut = word.removesuffix(suffix)
    doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "aeiouls"
    return stem(cut[:-1] if doubled and suffix in _INFLECTED else cut)


def _suffix(word: str) -> str:
    return next((end for end, left in _SUFFIXES if word.endswith(end) and len(word) - len(end) >= left), "")


def content_words(text: str) -> list[str]:
    """The words that carry a claim, in order."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry a claim."""
    return frozenset(map(stem, content_words(text)))


def share(wanted: Iterable[str], held: frozenset[str]) -> float:
    """How many of the stems `wanted` are among those `held`, 1 where none is wanted."""
    asked = list(wanted)
    return sum(one in held for one in asked) / len(asked) if asked else 1.0
