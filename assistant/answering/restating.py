"""Whether a follow-up that a language model wrote as a question of its own still asks the same.

Words are compared, and no meaning is guessed: in doubt it is not the same, and the person's own words
are answered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.answering.parts import parts_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_NOT = re.compile(r"n't$")
_SHORTENED = re.compile(r"'(?:s|m|ve|re|ll|d)$")
_DUTY = re.compile(r"\b(?:have|has|had) to\b")
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without unless except only cannot".split()
)
# Words that say nothing of what is asked. Modal verbs are none of them: 'must I' is not 'may I'.
_EMPTY = frozenset(
    """
    a about also am an and any are as at be been being but by cheers did do does doing either else even
    for from had has have having he her hers him his hmm how i if in instead into is it its me mine my
    of ok okay on one ones or our ours same she so some still such thanks that the their theirs them
    then there these they this those to too up us was we were what when where which who whom whose why
    with you your yours
    """.split()
)
_WHOLE = {"ca": "can", "cannot": "can", "wo": "will", "sha": "shall"}
_ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
_SHORTEST = 3


def asks_the_same(restated: str, latest: str, earlier: Sequence[str]) -> bool:
    """Whether `restated` is `latest` with what was asked before it, and with nothing else.

    It has every word of `latest` that says anything and none that is in no turn; negations are those
    of `latest`, and at most those of the turns before it besides. It is no more questions than `latest` is.
    """
    if len(parts_of(restated)) > len(parts_of(latest)):
        return False
    now, before, made = _read([latest]), _read(earlier), _read([restated])
    said, negated = made
    if not now[0].keys() <= said.keys() <= now[0].keys() | before[0].keys():
        return False
    return bool(said) and now[1] <= negated <= now[1] + before[1]


def _read(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """The words that say something, and the negations, each with how often it stands there."""
    said: Counter[str] = Counter()
    negated: Counter[str] = Counter()
    for text in texts:
        plainer = _DUTY.sub("haveto", text.casefold().replace("\u2019", "'"))
        for word in _WORD.findall(plainer):
            if _NOT.search(word) or word in _NEGATIONS:
                negated["not" if _NOT.search(word) or word == "cannot" else word] += 1
            plain = _SHORTENED.sub("", _NOT.sub("", word))
            plain = _WHOLE.get(plain, plain)
            if plain not in _EMPTY | _NEGATIONS:
                said[_stem(plain)] += 1
    return said, negated


def _stem(word: str) -> str:
    """The word without the ending that a number or a tense gives it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word
