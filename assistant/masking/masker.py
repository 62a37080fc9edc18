"""Takes out of a conversation what could tell of whom it is, and puts it back into what is answered."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from assistant.masking.placeholders import PLACEHOLDER, Kind, between, placeholder, written
from assistant.masking.shapes import SHAPES, WORD_AND_DIGITS
from assistant.masking.spans import name_spans, parts_of
from assistant.masking.vocabulary import Vocabulary

_NUMBERED = re.compile(r" [0-9]+\]")
_SIDE_BY_SIDE = re.compile(r"\[name\](?:[\s-]+\[name\])+")


@dataclass(frozen=True, slots=True)
class Masked:
    """The texts with placeholders, and what each placeholder stands for. Its repr shows neither."""

    texts: tuple[str, ...] = field(repr=False)
    originals: Mapping[str, str] = field(repr=False)

    @property
    def placeholders(self) -> Set[str]:
        """Those that stand in the texts."""
        return self.originals.keys()

    def restored(self, text: str) -> str:
        """`text`, such as an answer to `texts`, with the originals put back; placeholders not ours stay."""
        return PLACEHOLDER.sub(lambda found: self.originals.get(written(found), found[0]), text)


@dataclass(frozen=True, slots=True)
class Masker:
    """Masks too much rather than too little, and leaves what an answer depends on."""

    words: Vocabulary

    def masked(self, text: str) -> str:
        """One text for a reader who need not know who is who: [name], [number]."""
        plain = PLACEHOLDER.sub(lambda found: _NUMBERED.sub("]", written(found)), self.mask([text]).texts[0])
        return _SIDE_BY_SIDE.sub(f"[{Kind.NAME}]", plain)

    def mask(self, texts: Sequence[str]) -> Masked:
        """All texts of one conversation: whatever is written alike has the same placeholder in each."""
        return _Masking(self.words, texts).masked()


class _Masking:
    """One conversation while it is masked. Until the end each find has a number of its own."""

    def __init__(self, words: Vocabulary, texts: Sequence[str]) -> None:
        self._words, self._found = words, list[tuple[Kind, str]]()
        # What looks like a placeholder already is taken out first: so it is never taken for one of ours.
        self._forged = 0
        self._texts = [PLACEHOLDER.sub(self._literal, text) for text in texts]
        self._forged = len(self._found)

    def masked(self) -> Masked:
        before: list[str] = []
        while before != self._texts:
            before = self._texts
            self._texts = [self._once(text) for text in self._texts]
            self._texts = [between(text, self._again()) for text in self._texts]
        return self._numbered()

    def _literal(self, found: re.Match[str]) -> str:
        kind = written(found)[1:].partition(" ")[0]
        return self._take(Kind(kind), found[0])

    def _take(self, kind: Kind, original: str) -> str:
        self._found.append((kind, original))
        return placeholder(kind, len(self._found))

    def _once(self, text: str) -> str:
        for kind, shape in SHAPES:
            text = between(text, partial(shape.sub, partial(self._shaped, kind)))
        text = between(text, partial(WORD_AND_DIGITS.sub, self._handle))
        names = (name for kind, name in self._found[self._forged :] if kind is Kind.NAME)
        for begin, end in reversed(name_spans(text, self._words, parts_of(names, self._words))):
            text = text[:begin] + self._take(Kind.NAME, text[begin:end]) + text[end:]
        return text

    def _shaped(self, kind: Kind, found: re.Match[str]) -> str:
        begin, end = found.span("it" if "it" in found.re.groupindex else 0)
        whole = found.string
        return whole[found.start() : begin] + self._take(kind, whole[begin:end]) + whole[end : found.end()]

    def _handle(self, found: re.Match[str]) -> str:
        known = self._words.knows(found["word"].lower())
        return found[0] if known else self._take(Kind.NAME, found[0])

    def _again(self) -> Callable[[str], str]:
        """Takes out every other place where something that was found stands as it was written there."""
        known = {original: kind for kind, original in self._found[self._forged :]}
        if not known:
            return lambda text: text
        longest_first = sorted(known, key=len, reverse=True)
        anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        return lambda text: anywhere.sub(lambda found: self._take(known[found[0]], found[0]), text)

    def _numbered(self) -> Masked:
        """With numbers in the order in which the placeholders are read, one for each original."""
        numbers: dict[tuple[Kind, str], str] = {}
        counts = dict.fromkeys(Kind, 0)

        def number(found: re.Match[str]) -> str:
            kind, original = self._found[int(found[2]) - 1]
            if (kind, original) not in numbers:
                counts[kind] += 1
                numbers[kind, original] = placeholder(kind, counts[kind])
            return numbers[kind, original]

        texts = tuple(PLACEHOLDER.sub(number, text) for text in self._texts)
        return Masked(texts, MappingProxyType({shown: original for (_, original), shown in numbers.items()}))
