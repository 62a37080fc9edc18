"""What tells that a word names a person: Mr or my colleague before it, in 8B or messaged me behind it."""

import re
from collections.abc import Sequence

from assistant.masking.clue_words import (
    ADDRESSING,
    BELONGINGS,
    CLASSES,
    DEALING,
    DOES,
    DONE,
    FROM,
    GROUPS,
    HOUSEHOLD,
    KIN,
    MISSING,
    NAME_IS,
    NAMED,
    RELATIONS,
    THING_AHEAD,
    TITLES,
    WHOSE,
)
from assistant.masking.tokens import Token

_BREAKS = re.compile(r"[.!?;\n]")


class Clues:
    """What stands around each token of a text."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found

    def before(self, at: int, back: int = 1) -> str:
        """The word so many places before, nothing beyond the end of a sentence."""
        gaps = (self._tokens[place].gap for place in range(max(at - back + 1, 0), at + 1))
        return self._tokens[at - back].word if at >= back and not any(map(_BREAKS.search, gaps)) else ""

    def after(self, at: int, on: int = 1) -> str:
        """The word so many places after, nothing beyond the end of a sentence."""
        if at + on >= len(self._tokens):
            return ""
        gaps = (self._tokens[place].gap for place in range(at + 1, at + on + 1))
        return "" if any(map(_BREAKS.search, gaps)) else self._tokens[at + on].word

    def titled(self, at: int) -> bool:
        """After Mr, Mrs, Miss and the like, with or without a full stop."""
        token = self._tokens[at]
        if not at or token.gap.strip(" .") or self._tokens[at - 1].word not in TITLES:
            return False
        title = self._tokens[at - 1]
        if "." in token.gap and title.word in {"miss", "sir"}:
            return False
        return not (title.text == "miss" and self.before(at, 2) in MISSING)

    def called(self, at: int) -> bool:
        """After called, named, the name is."""
        return self.before(at) in NAMED or any(
            tuple(self.before(at, back) for back in range(len(words), 0, -1)) == words for words in NAME_IS
        )

    def related(self, at: int) -> bool:
        """After my colleague, the lad, her mum."""
        return self.before(at) in RELATIONS

    def addressed(self, at: int) -> bool:
        """After add, text, tell, ask."""
        return self.before(at) in ADDRESSING

    def dealt_with(self, at: int) -> bool:
        """After what people do with people, or a small word behind which a person may stand."""
        return self.before(at) in DEALING

    def has_done(self, at: int) -> bool:
        """Before messaged, told, kicked."""
        return self.after(at) in DONE

    def does(self, at: int) -> bool:
        """Before what a person does or is."""
        return self.after(at) in DOES

    def in_class(self, at: int) -> bool:
        """Before in 8B, from year 9, of my form; before a class or an age alone."""
        step = 2 if self.after(at) in {"in", "from", "of", "off", "aged", "age"} else 1
        word = self.after(at, step)
        if step == 2 and word in WHOSE:
            step, word = 3, self.after(at, 3)
        if CLASSES.fullmatch(word) or (
            self._is_age(word) and self.after(at) != "of" and not self.before(at).isdigit()
        ):
            return True
        if word in {"year", "yr", "y"}:
            return self.after(at, step + 1)[:2].isdigit() or self.after(at, step + 1)[:1].isdigit()
        return step > 1 and word in GROUPS

    @staticmethod
    def _is_age(word: str) -> bool:
        return word.isdecimal() and len(word) < 3 and 2 < int(word) < 20

    def described(self, at: int) -> bool:
        """Before the caretaker, our bus driver; before who, or from the office."""
        if self.after(at) in {"the", "our", "my", "a"}:
            return bool({self.after(at, 2), self.after(at, 3)} & RELATIONS)
        return self.after(at) == "who" or (self.after(at), self.after(at, 2)) in FROM

    def in_an_address(self, at: int) -> bool:
        """Whether it belongs to the address of a site: www.nspcc.org.uk."""
        return "." in {token.gap for token in self._tokens[at : at + 2]}

    def is_thing(self, at: int) -> bool:
        """After the, some, use: what follows is hardly a person, unless it is the household of one."""
        return self.before(at) in THING_AHEAD and self.after(at) not in HOUSEHOLD

    def has_kin(self, at: int) -> bool:
        """Before mum, brother, carer."""
        return self.after(at) in KIN

    def has_belongings(self, at: int) -> bool:
        """Before what belongs to a person."""
        return self.after(at) in BELONGINGS
