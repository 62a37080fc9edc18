"""Whether every number, time and quantity of a sentence stands in its clauses; compared by value."""

import re

from assistant.domain.proposal import Excerpt
from assistant.verification.wording import in_policy_verbs
from assistant.verification.words import plain, stem

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: str(at) for at, word in enumerate(_UNITS)},
    **{word: str(20 + 10 * at) for at, word in enumerate(_TENS)},
    **{"hundred": "100", "thousand": "1000", "million": "1000000", "dozen": "12", "couple": "2", "pair": "2"},
    **{"half": "0.5", "double": "2x", "twice": "2x", "thrice": "3x", "single": "1", "several": "several"},
    **{"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "quarter": "0.25"},
    **{"few": "few", "most": "most", "majority": "most", "many": "many"},
}
_TOKEN = re.compile(r"\d+(?:[.:,]\d+)*|[a-z]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BOUNDS = {
    **dict.fromkeys(("under", "below", "within", "most", "maximum", "less", "fewer", "younger"), "<"),
    **dict.fromkeys(("over", "above", "least", "minimum", "more", "older", "after"), ">"),
    **{"before": "before", "until": "until"},
}
_BETWEEN = frozenset("than the at age aged of a".split())
_TIMES = frozenset(
    """hour day week month year minute term night weekend afternoon tomorrow today later afterward
    overnight holiday immediat promptl immediately promptly daily weekly monthly yearly annual annually hourly
    fortnight midnight noon lunchtime playtime breaktime afterwards evening morning eventually soon someday
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december spring summer autumn winter""".split()
)
_WHICH = frozenset("same next following previous last working school every each".split())
_EVERY = frozenset("every all always everyone everybody everything each whole forever".split())
_NOT_A_NUMBER_BEFORE = frozenset("no any every each this that the some which other".split())
_NOT_A_NUMBER_AFTER = frozenset("of another to time".split())


def figures(text: str) -> frozenset[str]:
    """Numbers by value, with their bounds; times, with which of them; 'every' for what leaves none out."""
    tokens = [_value(token) for token in _tokens(text)]
    found: set[str] = set()
    for at, token in enumerate(tokens):
        before, after = tokens[max(0, at - 4) : at], tokens[at + 1 : at + 2]
        if token[0].isdigit() or token in {"several", "few", "most", "many"}:
            if token == "1" and (_NOT_A_NUMBER_AFTER & set(after) or _NOT_A_NUMBER_BEFORE & set(before[-1:])):
                continue
            found.add(token)
            found.update(f"{bound}{token}" for bound in _bound(before))
        elif _time(token) is not None:
            found.add(_time(token) or "")
            found.update(f"{which} {_time(token)}" for which in _WHICH & set(before[-1:]))
        elif token in _EVERY and not {"member", "members"} & set(after):
            found.add("every")
    return frozenset(found)


def figures_stand(text: str, excerpt: Excerpt) -> bool:
    """Whether the figures of the text are all in the clause, but for those in what it is called."""
    said = text.lower()
    for called in (excerpt.citation.clause, excerpt.citation.title):
        said = said.replace(called.lower(), "")
    return figures(said) <= figures(excerpt.text)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_ORDINAL.sub("", plain(in_policy_verbs(text))))


def _value(token: str) -> str:
    return _VALUES.get(token, token.replace(",", "") if token[0].isdigit() else token)


def _time(token: str) -> str | None:
    return next((form for form in (token, token.removesuffix("s"), stem(token)) if form in _TIMES), None)


def _bound(before: list[str]) -> set[str]:
    """The bound that stands right before a number, over words like 'than' and 'the'."""
    for word in reversed(before):
        if word in _BOUNDS:
            return {_BOUNDS[word]}
        if word not in _BETWEEN:
            break
    return set()
