"""Cut a long message into pieces that the encoder reads whole.

What has happened may stand in one sentence of a page, at its very end.
"""

import re

WORDS = 120
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+|\n+")


def windows(text: str) -> tuple[str, ...]:
    """The message itself if it is short, else pieces of at most WORDS words that begin with a sentence.

    Every word is in a piece; pieces overlap by a sentence; a piece that comes twice counts once.
    """
    words = text.split()
    if len(words) <= WORDS:
        return (" ".join(words),)
    pieces: list[list[str]] = [[]]
    before: list[str] = []
    for sentence in _sentences(text):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > WORDS:
            carried = before if len(before) + len(sentence) <= WORDS else []
            pieces.append([*carried])
        pieces[-1] += sentence
        before = sentence
    return tuple(dict.fromkeys(" ".join(piece) for piece in pieces))


def _sentences(text: str) -> list[list[str]]:
    """The words of each sentence; one that is too long comes in several parts."""
    found = []
    for sentence in _SENTENCE.split(text):
        words = [part for word in sentence.split() for part in _parts(word)]
        # Halves of a piece, so that pieces overlap by a half where there is no sentence to begin with.
        size = WORDS if len(words) <= WORDS else WORDS // 2
        found += [words[begin : begin + size] for begin in range(0, len(words), size)]
    return found


def _parts(word: str) -> list[str]:
    """A word without an end, such as a held key, in pieces of a hundred letters."""
    return [word[begin : begin + 100] for begin in range(0, len(word), 100)]
