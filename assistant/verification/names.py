"""Whether every name, address and link of a sentence stands in its clauses, or is what they are called."""

import re
from collections.abc import Sequence

from assistant.domain.proposal import Excerpt

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_BEGINS = re.compile(r"(?:^|[.:;!?]\s+|[\"\u201c\u2018(]\s*)$")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_LINK = re.compile(r"\S*(?:://|www\.|@|[a-z0-9-]{2,}\.[a-z]{2,})\S*", re.IGNORECASE)


def names_stand(text: str, excerpts: Sequence[Excerpt]) -> bool:
    """Whether each capitalised word but the first is a word of the clauses, their titles or headings."""
    held = {word for one in excerpts for word in _plain_words(_called(one))}
    return all(
        _plain(found.group()) in held
        for found in _WORD.finditer(text)
        if found.group()[0].isupper()
        and (not _BEGINS.search(text[: found.start()]) or found.group()[1:] != found.group()[1:].lower())
    )


def links_stand(text: str, excerpts: Sequence[Excerpt]) -> bool:
    """Whether each address and link is in the clauses, letter by letter."""
    held = {found.lower().strip(".,;:()") for one in excerpts for found in _LINK.findall(one.text)}
    return all(found.lower().strip(".,;:()\"'") in held for found in _LINK.findall(text))


def _called(excerpt: Excerpt) -> str:
    citation = excerpt.citation
    return f"{citation.title} {citation.clause} {citation.heading} {excerpt.text}"


def _plain_words(text: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(text)}


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower()
