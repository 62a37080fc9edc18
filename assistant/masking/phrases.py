"""Finding phrases of several words in a text that has been taken apart into words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_OWNER = re.compile(r"['\u2019]s$")


class Phrases:
    """Phrases in small letters and without 's, found as whole words, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in {
            tuple(_OWNER.sub("", word) for word in phrase.lower().split()) for phrase in phrases
        } - {()}:
            self._by_first[words[0]].append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def places(self, words: Sequence[str]) -> frozenset[int]:
        """The places of all words that belong to a phrase."""
        places: set[int] = set()
        for begin, word in enumerate(words):
            for phrase in self._by_first.get(word, ()):
                if tuple(words[begin : begin + len(phrase)]) == phrase:
                    places.update(range(begin, begin + len(phrase)))
                    break
        return frozenset(places)
