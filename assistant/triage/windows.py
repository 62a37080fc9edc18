"""Cut a long message into pieces that the encoder reads whole.

What has happened may stand in one sentence of a page, at its very end.
"""

import re

from assistant.triage.reading import as_read

WORDS = 120
# From a page on pieces are shorter: in a long one a terse sentence drowns among harmless ones.
PAGE, SHORT = 2 * WORDS, 20
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+|\n+")


def windows(text: str) -> tuple[str, ...]:
    """The message itself if it has at most WORDS words, else pieces that begin with a sentence.

    A piece has at most WORDS words, in a message of more than PAGE words at most SHORT. Every word
    as it is read is in a piece; pieces overlap by a sentence; a piece that comes twice counts once.
    """
    text = as_read(text)
    words = text.split()
    if len(words) <= WORDS:
        return (" ".join(words),)
    size = WORDS if len(words) <= PAGE else SHORT
    pieces: list[list[str]] = [[]]
    before: list[str] = []
    for sentence in _sentences(text, size):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > size:
            carried = before if len(before) + len(sentence) <= size else []
            pieces.append([*carried])
        pieces[-1] += sentence
        before = sentence
    return tuple(dict.fromkeys(" ".join(piece) for piece in pieces))


def _sentences(text: str, size: int) -> list[list[str]]:
    """The words of each sentence; one of more than `size` words comes in halves of a piece.

    So pieces overlap by a half where there is no sentence to begin with.
    """
    found = []
    for sentence in _SENTENCE.split(text):
        words = [part for word in sentence.split() for part in _parts(word)]
        part = size if len(words) <= size else size // 2
        found += [words[begin : begin + part] for begin in range(0, len(words), part)]
    return found


def _parts(word: str) -> list[str]:
    """A word without an end, such as a held key, in pieces of a hundred letters."""
    return [word[begin : begin + 100] for begin in range(0, len(word), 100)]


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of at least three words, none where there is only one."""
    found = [" ".join(part.split()) for part in _SENTENCE.split(as_read(text))]
    long = tuple(dict.fromkeys(part for part in found if len(part.split()) >= 3))
    return long if len(long) > 1 else ()
