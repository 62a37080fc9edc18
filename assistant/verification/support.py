"""How well a sentence is supported by the texts of its clauses.

Each word that carries a claim is looked for in the clauses' sentences: by its stem, or else by how close its
token vectors come to those of a clause. The weakest word decides, for a lie may differ from the truth in one.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from assistant.ports import Encoder, Encoding, Vector
from assistant.verification.assertions import sentences
from assistant.verification.wording import in_policy_verbs
from assistant.verification.words import content_words, stem, stems, words

Support = Callable[[str, Sequence[str]], float]
"""How well the texts of its clauses support a sentence, from 0 to 1."""

FLOOR = 0.78
"""Chosen on the pairs of eval/support but for those held out, all rules together.

Of 616 lies and 409 truths get through: without support 38 and 355, at 0.60 11 and 347, at 0.70 6 and 343,
at 0.78 1 and 342. Above it nothing is won, and words of one meaning begin to be lost (334 truths at 1.00).
Of those held out it is 1 lie of 100, and 43 truths of 50.
"""

_REMEMBERED = 512
_POINTING = frozenset("it them they these those this he him she her".split())
# Opposites are used alike, so their vectors lie close: a word has no support where its opposite stands.
_OPPOSITES = {
    one: other
    for pair in (
        "on off",
        "inside outside",
        "before after",
        "with without",
        "accept decline",
        "accept refuse",
        "keep delete",
        "public private",
        "open closed",
        "open close",
        "locked unlocked",
        "lock unlock",
        "alone together",
        "start stop",
        "include exclude",
        "formal informal",
        "more less",
        "first last",
        "early late",
        "internal external",
        "safe unsafe",
        "show hide",
    )
    for one, other in (pair.split(), pair.split()[::-1])
}


def _missing(said: str, held: str) -> frozenset[str]:
    known = frozenset(map(stem, words(held)))
    return frozenset(word for word in content_words(said) if stem(word) not in known)


def _says_something(said: str) -> bool:
    """Whether there is a claim; one word is none where a pronoun stands for what it is about."""
    return len(stems(said)) > (1 if _POINTING & frozenset(words(said)) else 0)


def _opposed(said: str, held: str) -> bool:
    """Whether a word is said whose opposite stands in its place."""
    theirs = frozenset(words(held))
    return any(_OPPOSITES.get(word, "") in theirs and word not in theirs for word in words(said))


class SentenceSupport:
    """Support by an encoder's token vectors; what was read last is remembered."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._read = lru_cache(maxsize=_REMEMBERED)(self._encoded)

    def __call__(self, sentence: str, texts: Sequence[str]) -> float:
        """How well the one that holds most of its words bears the sentence; 0 where that says nothing."""
        said = in_policy_verbs(sentence)
        if not _says_something(said):
            return 0.0
        held = [in_policy_verbs(one) for text in texts for one in sentences(text)]
        missing = {one: _missing(said, one) for one in held if not _opposed(said, one)}
        fewest = min(map(len, missing.values()), default=0)
        return max(
            (self._weakest(words, said, one) for one, words in missing.items() if len(words) == fewest),
            default=0.0,
        )

    def _weakest(self, missing: frozenset[str], said: str, held: str) -> float:
        return min((self._nearness(word, said, held) for word in missing), default=1.0)

    def _nearness(self, word: str, said: str, held: str) -> float:
        """The cosine of the word as it stands in `said` to the nearest word of `held`."""
        whole, single, others = self._read(said), self._read(word), self._read(held)
        length = len(single.token_ids)
        begins = [
            at
            for at in range(len(whole.token_ids) - length + 1)
            if np.array_equal(whole.token_ids[at : at + length], single.token_ids)
        ]
        if not begins or not length or not len(others.tokens):
            return 0.0
        vectors: Vector = whole.tokens[begins[0] : begins[0] + length]
        return float(np.clip((vectors @ others.tokens.T).max(axis=1).mean(), 0.0, 1.0))

    def _encoded(self, text: str) -> Encoding:
        return self._encoder.encode([text])[0]
