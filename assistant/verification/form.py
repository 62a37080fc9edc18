"""What any sentence must be like, whatever it says: one plain statement, of plain letters, to staff."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from assistant.domain.proposal import Excerpt

_LONGEST = 60  # words
_MOST_LETTERS = 600
_PLAIN = frozenset(
    " .,;:!?'\"()/&%-+\u2018\u2019\u201c\u201d\u2013\u2014\u00a3\u20ac@0123456789"
) | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# Signs of markup: no policy's words make them harmless in a chat.
_MARKUP = frozenset("<>[]{}|*_`~#\\^=$")
_HOLDER = re.compile(r"\[[^\[\]]*\]")
_STOPS = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?][\"'\u2019\u201d)]*\s+(?=\S)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I've|I'd|I'll|me|my|mine|myself|we|us|our|ours|let's)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]*[\"\u201d]")
_LOOP = re.compile(r"\b(\w+)(?:\W+\1\b){2,}|\b((?:\w+\W+){3,8}?\w+)\b(?:\W+\2\b)", re.IGNORECASE)


def well_formed(text: str, excerpts: Sequence[Excerpt], issued: Collection[str]) -> bool:
    """One statement of at most 60 words and 600 plain characters, with no placeholder but those `issued`."""
    bare = without_placeholders(text, issued)
    return (
        len(text) <= _MOST_LETTERS
        and _plainly_written(bare, excerpts)
        and 1 < len(text.split()) <= _LONGEST
        and not asks(text)
        and not _STOPS.search(_QUOTED.sub("", text))
        and not _LOOP.search(text)
        and _speaks_to_staff(bare, excerpts)
    )


def asks(sentence: str) -> bool:
    """Whether it is a question, which says neither that something is so nor that it is to be done."""
    return sentence.rstrip("\"')\u2019\u201d ").endswith("?")


def without_placeholders(text: str, issued: Collection[str]) -> str:
    """The text with a neutral word for each placeholder that stands in the masked question."""
    return _HOLDER.sub(lambda found: "them" if found.group() in issued else found.group(), text)


def _plainly_written(text: str, excerpts: Sequence[Excerpt]) -> bool:
    """No letter that only looks like another, nothing unseen, no markup; other letters as in the clauses."""
    if unicodedata.normalize("NFKC", text) != text or text != text.strip() or _MARKUP & set(text):
        return False
    others = set(text) - _PLAIN
    return all(other.isalpha() and any(other in excerpt.text for excerpt in excerpts) for other in others)


def _speaks_to_staff(text: str, excerpts: Sequence[Excerpt]) -> bool:
    """No 'I' and no 'we': a sentence that speaks of its writer is not about the policy."""
    outside = _QUOTED.sub("", text)
    held = {word.lower() for excerpt in excerpts for word in _FIRST_PERSON.findall(excerpt.text)}
    return all(word.lower() in held for word in _FIRST_PERSON.findall(outside))
