"""Where the names of a text begin and end, with all that belongs to them."""

from collections.abc import Collection, Iterable, Sequence

from assistant.masking.clue_words import VERBS
from assistant.masking.naming import AUXILIARIES, NO_INITIALS, Naming
from assistant.masking.tokens import Token, tokens
from assistant.masking.vocabulary import Vocabulary

_PARTICLES = frozenset(
    "de da do dos di del della la le van von der den bin bint ibn al el ul ur ap ab ferch mac mc o st".split()
)
# Of these the ones that are no words of their own, so that a name may begin with them.
_FIRST_PARTICLES = frozenset("de da dos di del della von bint ibn ap ferch".split())
# What may stand between the words of one name, and before an initial: Okoro, E.
_INSIDE = (" .-", " .-,")


def name_spans(text: str, words: Vocabulary, heard: Collection[str] = ()) -> list[tuple[int, int]]:
    """Begin and end of every name, surname and all; `heard` names people in this conversation."""
    found = tokens(text)
    naming = Naming(found, words, heard)
    ends = {at: end for at in range(len(found)) if (end := naming.end(at))}
    _Beside(found, words, ends).take_in()
    return _joined(found, ends)


def parts_of(names: Iterable[str], words: Vocabulary) -> frozenset[str]:
    """The single words, in small letters, by which people who were named once may be named again."""
    parts = {token.word for name in names for token in tokens(name) if token.letters}
    return frozenset(
        part for part in parts if len(part) > 2 and not words.knows(part) and not words.may_be_name(part)
    )


class _Beside:
    """What stands beside a name and belongs to it: surnames, initials, de and van. `ends` grows."""

    def __init__(self, found: Sequence[Token], words: Vocabulary, ends: dict[int, int]) -> None:
        self._tokens, self._words, self._ends = found, words, ends
        self._stays = words.stays.places([token.word for token in found])

    def take_in(self) -> None:
        """From the first to the last, then back."""
        for at in range(1, len(self._tokens)):
            if (
                at not in self._ends
                and at - 1 in self._ends
                and not self._tokens[at - 1].owns
                and self._goes_on(at)
            ):
                self._ends[at] = self._tokens[at].end
        for at in range(len(self._tokens) - 2, -1, -1):
            if at not in self._ends and ((at + 1 in self._ends and self._begins(at)) or self._is_with(at)):
                self._ends[at] = self._tokens[at].end

    def _goes_on(self, at: int) -> bool:
        """Whether a name that ends just before goes on with this word."""
        token, words = self._tokens[at], self._words
        initial = len(token.word) == 1
        if initial and token.capital and token.gap == ", ":
            return token.word not in NO_INITIALS
        if not token.letters or not token.follows or at in self._stays:
            return False
        if token.word in _PARTICLES:
            return at + 1 in self._ends or (at + 1 < len(self._tokens) and self._goes_on(at + 1))
        if initial or token.word in words.surnames:
            return token.word not in NO_INITIALS and (token.capital or token.word not in VERBS)
        strange = not (token.acronym or words.knows(token.word) or words.ends_as_known(token.word))
        return strange and (token.capital or words.enough)

    def _is_with(self, at: int) -> bool:
        """Whether this is an ordinary word that names one of two: Angel and Miracle."""
        token = self._tokens[at]
        if at + 2 not in self._ends or self._tokens[at + 1].word not in {"and", "n"}:
            return False
        return token.capital and token.word in self._words.first_names and at not in self._stays

    def _begins(self, at: int) -> bool:
        """Whether a name that begins just after begins with this word."""
        token, after = self._tokens[at], self._tokens[at + 1]
        if not token.letters or after.gap.strip(" .-"):
            return False
        if len(token.word) == 1:
            return token.capital and (token.word not in {"i", "a"} or after.gap.startswith("."))
        if token.word in _FIRST_PARTICLES:
            return True
        if token.word not in self._words.first_names:
            return False
        if token.capital:
            return not (token.starts and token.word in AUXILIARIES)
        return token.word not in VERBS and at not in self._stays


def _joined(found: Sequence[Token], ends: dict[int, int]) -> list[tuple[int, int]]:
    """One span for words that stand side by side."""
    spans: list[tuple[int, int]] = []
    for at in sorted(ends):
        token = found[at]
        inside = token.gap.strip(_INSIDE[len(token.word) == 1]) == ""
        if inside and ends.get(at - 1) == token.start - len(token.gap):
            spans[-1] = spans[-1][0], ends[at]
        else:
            spans.append((token.start, ends[at]))
    return spans
