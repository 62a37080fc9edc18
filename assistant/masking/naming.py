"""Which words of a text name somebody."""

from collections.abc import Collection, Sequence

from assistant.masking.clue_words import THINGS, VERBS
from assistant.masking.clues import Clues
from assistant.masking.tokens import Token
from assistant.masking.vocabulary import Vocabulary

# Names that begin a question, and small words and shorthand that are no initial.
AUXILIARIES = frozenset("will may can do".split())
NO_INITIALS = frozenset("a i x u r n y".split())
_CALENDAR = frozenset("april may june august summer autumn".split())
_BEFORE_A_THING = frozenset(
    "the a an our my your this that of in at for and & or to as is deputy assistant".split()
)


class Naming:
    """One text; `heard` are words that name people in the conversation it belongs to."""

    def __init__(self, found: Sequence[Token], words: Vocabulary, heard: Collection[str]) -> None:
        self._tokens, self._words, self._heard = found, words, heard
        self._clues = Clues(found)
        spoken = [token.word for token in found]
        self._stays, self._people = words.stays.places(spoken), words.people.places(spoken)
        # A text mostly in capitals is read as if it had none.
        self._shouted = 2 * sum(token.text.isupper() for token in found) > len(found)

    def end(self, at: int) -> int | None:
        """Where the name ends that the word at this place is, None where it names nobody."""
        token = self._tokens[at]
        if token.placeholder:
            return None
        # Jaydens mum, the Smiths.
        if self._several(at):
            return token.end - 1
        return token.end if self._names(at) else None

    def _several(self, at: int) -> bool:
        """Whether the word without its last s is a name: of several people, or without an apostrophe."""
        word, words, clues = self._tokens[at].word, self._words, self._clues
        one = word[:-1]
        if not word.endswith("s") or len(one) < 3 or at in self._stays or words.is_name(word):
            return False
        if words.is_name(one) or one in self._heard:
            return not words.knows(word) or clues.has_belongings(at)
        if words.may_be_name(one):
            return clues.has_kin(at)
        if words.knows(one) or not words.enough:
            return False
        return clues.has_kin(at) or (clues.has_belongings(at) and not words.seems_known(one))

    def _names(self, at: int) -> bool:
        token = self._tokens[at]
        if not token.letters:
            return False
        if self._clues.titled(at):
            return self._after_a_title(at)
        if at in self._stays and not (token.word in self._words.first_names and self._person_around(at)):
            return at in self._people
        return at in self._people or self._word_names(at)

    def _word_names(self, at: int) -> bool:
        """Whether a word that no list keeps is a name."""
        token, clues = self._tokens[at], self._clues
        if token.acronym and not self._shouted:
            return self._unknown(token) and len(token.word) < 4 and clues.in_class(at)
        if self._surely(token.word):
            return True
        if self._words.may_be_name(token.word):
            return self._word_that_names(at)
        if self._unknown(token):
            return self._capital(token) or _without_case(token.stem) or self._stranger(at)
        return clues.called(at) and self._capital(token)

    def _surely(self, word: str) -> bool:
        if self._words.is_name(word) or word in self._heard:
            return True
        parts = word.replace("\u2019", "'").split("-")
        return len(parts) > 1 and any(self._words.is_name(part) and len(part) > 2 for part in parts)

    def _after_a_title(self, at: int) -> bool:
        token = self._tokens[at]
        if len(token.word) == 1:
            return token.word not in NO_INITIALS
        return (
            self._capital(token)
            or self._unknown(token)
            or self._surely(token.word)
            or token.word in self._words.surnames
        )

    def _unknown(self, token: Token) -> bool:
        return not self._words.knows(token.word)

    def _capital(self, token: Token) -> bool:
        return token.capital and not self._shouted

    def _word_that_names(self, at: int) -> bool:
        """Whether an ordinary word is a name here."""
        token, clues = self._tokens[at], self._clues
        if self._capital(token) and token.word not in _CALENDAR:
            first = token.word in self._words.first_names
            acts = first and token.word not in AUXILIARIES and (clues.does(at) or clues.described(at))
            within = not token.starts and (first or clues.before(at) not in _BEFORE_A_THING)
            if within or acts:
                return True
        return self._person_around(at)

    def _person_around(self, at: int) -> bool:
        """Whether the sentence speaks of a person at the place of an ordinary word."""
        token, clues = self._tokens[at], self._clues
        first = token.word in self._words.first_names
        owner = clues.has_kin(at) or (first and (clues.has_belongings(at) or self._capital(token)))
        in_class = first and token.word != "art" and clues.in_class(at)
        if clues.called(at) or in_class or (token.owns and owner):
            return True
        if not first or token.word in AUXILIARIES:
            return first and clues.has_done(at)
        if clues.has_done(at) or (self._capital(token) and clues.addressed(at)):
            return True
        if token.word in VERBS or token.word == "art":
            return False
        if clues.related(at) or clues.addressed(at) or at in self._stays or token.word in THINGS:
            return clues.related(at) or clues.addressed(at)
        begins = token.starts and (self._capital(token) or clues.does(at))
        return begins or clues.described(at) or clues.dealt_with(at)

    def _stranger(self, at: int) -> bool:
        """Whether a word in small letters that nobody knows is a name here."""
        token, clues = self._tokens[at], self._clues
        if token.owns or clues.called(at) or clues.in_class(at):
            return True
        if len(token.word) < 3 or clues.in_an_address(at) or self._words.ends_as_known(token.word):
            return False
        if clues.related(at) or clues.has_done(at):
            return self._words.enough
        return not self._words.seems_known(token.word) and (not clues.is_thing(at) or clues.does(at))


def _without_case(word: str) -> bool:
    """Whether it is written in a script without capitals."""
    return word.upper() == word.lower()
