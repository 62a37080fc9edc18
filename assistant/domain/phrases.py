"""Match the words of staff against lists of phrases that leads keep."""

import re
from collections.abc import Iterable

_OTHER = re.compile(r"[^a-z0-9#'&+-]+")
_NUMBER = re.compile(r"\d+")


def plain_words(text: str) -> str:
    """Lower case, single spaces, numbers as '#', a space at both ends."""
    lowered = text.lower().replace("\u2019", "'")
    return f" {_OTHER.sub(' ', _NUMBER.sub('#', lowered)).strip()} "


def first_match(phrases: Iterable[str], words: str) -> str | None:
    """The first phrase that stands in `words` (made by `plain_words`) as whole words."""
    return next((phrase for phrase in phrases if f" {phrase} " in words), None)


def any_match(phrases: Iterable[str], words: str) -> bool:
    """Whether one of the phrases stands in `words`."""
    return first_match(phrases, words) is not None
