"""Greetings and thanks are not questions; nothing is searched for them."""

from collections.abc import Iterable

from assistant.domain.phrases import plain_words


def is_small_talk(message: str, phrases: Iterable[str]) -> bool:
    """Whether nothing is left of the message once small talk is taken out of it.

    A message in letters that phrases are not written in is never small talk.
    """
    words = plain_words(message)
    for phrase in sorted(phrases, key=len, reverse=True):
        while f" {phrase} " in words:
            words = words.replace(f" {phrase} ", " ")
    return not words.strip() and not any(letter.isalpha() and not letter.isascii() for letter in message)
