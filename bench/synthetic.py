"""Policies of any size, made of the real ones: sentences cut in two and put together anew.

Only the questions meet the real encoder. A made sentence gets the token vectors
of its halves, and the mean of their sentence vectors with a little noise: near
enough to real ones for search to be as hard, and a thousand times cheaper.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.domain.policy import Clause, Policy, Span, Status, passages_of
from assistant.ports import Encoder, Encoding, Vector

_CLAUSES_EACH = 1_000
_LEAST_WORDS = 6
_NOISE = 0.3


class Recombiner:
    """Makes sentences from those of real policies, and encodes them.

    Is an `Encoder`: a text that it has not made goes to the real one.
    """

    def __init__(self, policies: Sequence[Policy], encoder: Encoder, seed: int = 2) -> None:
        self.digest = encoder.digest
        self._encoder = encoder
        self._random = np.random.default_rng(seed)
        passages = [passage for policy in policies for passage in passages_of(policy)]
        cut = [passage.text.split() for passage in passages]
        self._words = [words for words in cut if len(words) >= _LEAST_WORDS]
        self._headings = [passage.clause.headings for passage in passages]
        self._real = encoder.encode([" ".join(words) for words in self._words])
        self._made: dict[str, tuple[int, int]] = {}

    def sentence(self) -> str:
        """A sentence that it has not made before."""
        while True:
            first, second = (int(at) for at in self._random.integers(len(self._words), size=2))
            front, back = self._words[first], self._words[second]
            text = " ".join(front[: len(front) // 2] + back[len(back) // 2 :])
            if text not in self._made:
                self._made[text] = first, second
                return text

    def headings(self) -> tuple[str, ...]:
        """The headings of some real clause."""
        return self._headings[int(self._random.integers(len(self._headings)))]

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text, in order."""
        others = iter(self._encoder.encode([text for text in texts if text not in self._made]))
        return [self._joined(*self._made[text]) if text in self._made else next(others) for text in texts]

    def _joined(self, first: int, second: int) -> Encoding:
        front, back = self._real[first], self._real[second]
        half, rest = len(front.tokens) // 2, len(back.tokens) // 2
        noise = self._random.standard_normal(len(front.sentence), np.float32)
        sentence = _of_length_1(front.sentence + back.sentence) + _NOISE * _of_length_1(noise)
        return Encoding(
            _of_length_1(sentence),
            np.concatenate([front.tokens[:half], back.tokens[rest:]]),
            np.concatenate([front.token_ids[:half], back.token_ids[rest:]]),
            np.asarray((front.pooled + back.pooled) / 2, np.float32),
        )


def grown(policies: Sequence[Policy], recombiner: Recombiner, clauses: int) -> list[Policy]:
    """The policies and as many made ones as bring them to that many clauses in all."""
    missing = clauses - sum(len(policy.clauses) for policy in policies)
    made = [
        _policy(policies[0], f"Z{number}", min(_CLAUSES_EACH, missing - begin), recombiner)
        for number, begin in enumerate(range(0, missing, _CLAUSES_EACH))
    ]
    return [*policies, *made]


def _policy(like: Policy, short: str, clauses: int, recombiner: Recombiner) -> Policy:
    sentences = [recombiner.sentence() for _ in range(clauses)]
    record = replace(like.record, id=short.lower(), title=short, short=short, status=Status.MODEL, file=short)
    made: list[Clause] = []
    begin = 0
    for number, text in enumerate(sentences, start=1):
        span = Span(begin, begin + len(text))
        label = f"{short} {number}"
        headings = recombiner.headings()
        made.append(Clause(label, record.id, label, str(number), headings, span, text, (span,)))
        begin = span.end + 1
    return replace(like, record=record, text="\n".join(sentences), digest=short, clauses=tuple(made))


def _of_length_1(vector: Vector) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)
