"""What could tell of whom a question is, taken out before the question becomes a draft.

Leads read every draft, so this takes out too much rather than too little.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

NAME, ADDRESS, NUMBER = "[name]", "[e-mail]", "[number]"

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*", re.UNICODE)
_SLACK = re.compile(r"<[@#!][^>]*>")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{2,}")
# Seven digits or more, however they are grouped: telephone numbers, and numbers of pupils and files.
_YEARS = r"(?!(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d\b)"
_DIGITS = re.compile(rf"(?<![\w£$€]){_YEARS}(?:\+|\(?0)?\d(?:[\s().-]{{0,2}}\d){{6,}}(?!\w)")
_CAPITALS = r"[A-Z][\w'\u2019-]*(?:\s+[A-Z][\w'\u2019-]*)*"
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev")
_TITLED = re.compile(rf"\b((?i:{'|'.join(_TITLES)}))(\.?\s+)({_CAPITALS}|[\w'\u2019-]+)")
_CALLED = re.compile(rf"\b((?i:called|named|name is|name's|nicknamed))(\s+)({_CAPITALS}|[\w'\u2019-]+)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_OWNED = re.compile(r"['\u2019]s$")
_AT_A_START = re.compile(r"(?:^|[.!?:\n\"\u201c(]\s*)$")


@dataclass(frozen=True, slots=True)
class Masker:
    """`known` are words in small letters that name nobody, `names` those that do."""

    known: frozenset[str]
    names: frozenset[str]

    def masked(self, text: str) -> str:
        """The text with names, addresses and long numbers masked."""
        text = _MAIL.sub(ADDRESS, text)
        text = _HANDLE.sub(NAME, _SLACK.sub(NAME, text))
        text = _INITIALS.sub(NAME + " ", _DIGITS.sub(NUMBER, text))
        text = _TITLED.sub(self._titled, text)
        text = _CALLED.sub(self._titled, text)
        text = _WORD.sub(self._word, text)
        return re.sub(r"\[name\](?:[\s-]+\[name\])+", NAME, text)

    def _titled(self, found: re.Match[str]) -> str:
        title, space, words = found.groups()
        return found[0] if words.lower() in self.known and words.islower() else f"{title}{space}{NAME}"

    def _word(self, found: re.Match[str]) -> str:
        before, after = found.string[: found.start()], found.string[found.end() :]
        if before.endswith("[") and after.startswith("]"):
            return found[0]
        owned = _OWNED.search(found[0])
        word = found[0][: owned.start()] if owned else found[0]
        # What owns something and is no known word is somebody, also in small letters.
        somebody = self._names_somebody(word) or (owned and word.lower() not in self.known)
        return NAME + (owned[0] if owned else "") if somebody else found[0]

    def _names_somebody(self, word: str) -> bool:
        plain = word.lower()
        if plain in self.names:
            return True
        if any(part in self.names for part in re.split(r"['\u2019-]", plain)):
            return True
        # A word that begins with a capital and that no table or policy writes in any way.
        return word[0].isupper() and not word.isupper() and not {plain, plain.removesuffix("s")} & self.known


def masker(plain_texts: Iterable[str], told: Iterable[str], people: Iterable[str]) -> Masker:
    """Learns from `plain_texts`, which name nobody, and from `told`, which make people up.

    What `told` writes with a capital in the middle of a sentence, and hardly ever without one, is a name
    where `plain_texts` do not have it. `people` are the school's own.
    """
    known = {word.lower() for text in plain_texts for word in _words(text)}
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in told:
        for found in _WORD.finditer(text):
            word = _OWNED.sub("", found[0])
            if word.islower():
                small[word] += 1
            elif word.istitle() and not _AT_A_START.search(text[: found.start()]):
                capital[word.lower()] += 1
    heard = {
        word
        for word, times in capital.items()
        if len(word) > 1 and times > 3 * small[word] and word not in known
    }
    known |= {word for word in small if word not in heard}
    known |= {*_TITLES}
    own = {part.lower() for name in people for part in _WORD.findall(name)}
    return Masker(frozenset(known - own), frozenset(heard | own))


def _words(text: str) -> Iterable[str]:
    return (_OWNED.sub("", found[0]) for found in _WORD.finditer(text))
