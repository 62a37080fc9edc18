"""Which words name somebody, which nobody, and which may do either."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.name_words import NameWords
from assistant.masking.phrases import Phrases
from assistant.masking.typos import BOOKISH, one_letter_off, stems

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_OWNER = re.compile(r"['\u2019]s$")
_AT_A_START = re.compile(r"(?:^|[.!?:\n\"\u201c(]\s*)$")
_TITLES = frozenset("mr mrs ms miss mx dr prof rev".split())
# What stands in names of people and names nobody.
_NO_NAMES = _TITLES | frozenset("sir dame de van der al bin the of".split())
_NO_PHRASES, _NO_LISTS = Phrases(()), NameWords()
# A school's own few tables alone know too few words.
_ENOUGH = 5_000
# What the placeholders are made of.
_OWN_WORDS = ("name", "e-mail", "e", "mail", "number", "link")


@dataclass(frozen=True, slots=True, repr=False)
class Vocabulary:
    """Words in small letters. `known` name nobody; `people` are the school's own, whom no repr shows.

    `first_names` and `surnames` are ordinary words as well, so that only what stands around them tells.
    """

    known: frozenset[str]
    names: frozenset[str]
    first_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    stays: Phrases = _NO_PHRASES
    people: Phrases = _NO_PHRASES

    def is_name(self, word: str) -> bool:
        """Whether it names somebody wherever it stands."""
        return word in self.names or _plain(word) in self.names

    def may_be_name(self, word: str) -> bool:
        """Whether it names somebody at times."""
        return word in self.first_names or word in self.surnames

    def knows(self, word: str) -> bool:
        """Whether it is an ordinary word, or made of such."""
        plain = _plain(word)
        # t'yard, as staff speak in the north.
        if any(form in self.known for form in (plain, plain.removesuffix("s"), plain.removeprefix("t'"))):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(part in self.known for part in parts)

    @property
    def enough(self) -> bool:
        """Whether so many words are known that a strange one tells something."""
        return len(self.known) > _ENOUGH

    def ends_as_known(self, word: str) -> bool:
        """Whether it ends as no name does, or is an ordinary word with another ending."""
        return any(stem in self.known for stem in stems(word)) or bool(BOOKISH.search(word))

    def seems_known(self, word: str) -> bool:
        """Whether it may be an ordinary word with a letter wrong, or too few words are known to tell."""
        if not self.enough or self.knows(word) or self.ends_as_known(word):
            return True
        return any(other in self.known for other in one_letter_off(word))


def vocabulary(
    plain_texts: Iterable[str],
    told: Iterable[str],
    people: Iterable[str],
    words: NameWords = _NO_LISTS,
    school: str = "",
) -> Vocabulary:
    """Learns from `plain_texts`, which name nobody, and from `told`, which make people up.

    What `told` writes with a capital in the middle of a sentence, and hardly ever without one, is no known
    word where `plain_texts` do not have it. `people` are the school's own, `school` is its name.
    """
    known = {word.lower() for text in plain_texts for word in _words(text)}
    small, capital = _counted(told)
    known |= {word for word in small if word in known or capital[word] <= 3 * small[word]}
    known |= {*_TITLES, *_OWN_WORDS}
    people = tuple(people)
    own = {part for name in people for part in _parts(name) if part not in _NO_NAMES and len(part) > 1}
    ordinary = words.first_names | words.surnames
    # A pupil called Summer must not take that word from every question.
    common = {part for part in own if part in ordinary or (part in known and part not in words.names)}
    names = (words.names | own) - common
    return Vocabulary(
        frozenset(known - names - ordinary - common | {*_OWN_WORDS}),
        frozenset(names),
        words.first_names | common,
        words.surnames | common,
        Phrases((*words.stays, *_names_of_school(school))),
        Phrases(name for name in people if len(_parts(name)) > 1),
    )


def _names_of_school(school: str) -> tuple[str, ...]:
    """In full, and without the last word: St Martin's School, St Martin's; without apostrophes as well."""
    names = (school, school.rpartition(" ")[0])
    return *names, *(name.replace("'", "").replace("\u2019", "") for name in names)


def _plain(word: str) -> str:
    """Without accents, and with straight apostrophes."""
    letters = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _WORD.findall(name)]


def _words(text: str) -> Iterable[str]:
    return (_OWNER.sub("", found[0]) for found in _WORD.finditer(text))


def _counted(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word is written small, and with a capital within a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for found in _WORD.finditer(text):
            word = _OWNER.sub("", found[0])
            if word.islower():
                small[word] += 1
            elif word.istitle() and not _AT_A_START.search(text[: found.start()]):
                capital[word.lower()] += 1
    return small, capital
