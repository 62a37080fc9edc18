"""Which role holders a message names, by their role or by their surname."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from assistant.domain.phrases import plain_words
from assistant.domain.school import Role, School

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.?$", re.IGNORECASE)
# What stands at the edges of a name without being part of it: quotes, 's, 'd, 'll, 've.
_EDGES = re.compile(r"^'+|'+(?:s|d|ll|ve)?$")
_Roles = frozenset[Role]
_NOBODY: _Roles = frozenset()
_Place = tuple[int, int, _Roles]
Names = Mapping[tuple[str, ...], _Roles]


def named_roles(text: str, words: Mapping[Role, tuple[str, ...]], school: School) -> tuple[Role, ...]:
    """Every role that the text names.

    A longer name hides those that share a word with it: "the deputy DSL" does not name the DSL.
    """
    return named_among(text, names_of(words, school))


def named_among(text: str, names: Names) -> tuple[Role, ...]:
    """As `named_roles`, with names that `names_of` has put together before."""
    spoken = _plain(text)
    found: list[_Place] = []
    for place in sorted(_places(names, spoken), key=_telling):
        if not any(_hides(longer, place) for longer in found):
            found.append(place)
    named = _NOBODY.union(*(roles for _, _, roles in found))
    return tuple(role for role in Role if role in named)


def names_of(words: Mapping[Role, tuple[str, ...]], school: School) -> Names:
    """All names as words, with the roles that each names: one surname may stand for two."""
    names: dict[tuple[str, ...], _Roles] = {}
    for role in Role:
        for name in filter(None, map(_plain, (*words.get(role, ()), *_surnames(school, role)))):
            names[name] = names.get(name, _NOBODY) | {role}
    return names


def _places(names: Names, spoken: tuple[str, ...]) -> Iterable[_Place]:
    """Where names stand; an article in front is no part of the place."""
    for name, roles in names.items():
        for begin in range(len(spoken) - len(name) + 1):
            if spoken[begin : begin + len(name)] == name:
                article = len(name) > 1 and name[0] == "the"
                yield begin + article, begin + len(name), roles


def _telling(place: _Place) -> tuple[int, int]:
    """The longest first, of two alike the one that begins first."""
    begin, end, _ = place
    return begin - end, begin


def _hides(longer: _Place, place: _Place) -> bool:
    """Whether a word of `place` belongs to a longer name."""
    (begin, end, _), (other_begin, other_end, _) = place, longer
    return begin < other_end and other_begin < end and (begin, end) != (other_begin, other_end)


def _plain(text: str) -> tuple[str, ...]:
    """The words, small, without accents, hyphens and endings such as 's."""
    letters = unicodedata.normalize("NFKD", text.replace("-", " "))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(filter(None, (_EDGES.sub("", word) for word in plain_words(kept).split())))


def _surnames(school: School, role: Role) -> tuple[str, ...]:
    """The last word of each holder's name; a title is no name."""
    contact = school.contact(role)
    names = [contact.name, contact.out_of_hours.name if contact.out_of_hours else ""]
    last = [name.split()[-1] for name in names if name.split()]
    return tuple(name for name in last if not _TITLE.match(name))
