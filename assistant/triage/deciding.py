"""Decide what a message is, before anything else is done with it.

A message is read whole, in pieces if it is long, and together with what was typed before it if it
leans on that; the gravest reading counts. Whatever breaks here is a hand-off.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.message import Message
from assistant.domain.phrases import any_match, plain_words
from assistant.domain.school import Role, School
from assistant.domain.telling import roles_for
from assistant.domain.triage import Category, Concerned, Judgement, Route, Triage, TriageExample, TriageWords
from assistant.ports import TriageModel
from assistant.triage.confirming import rest_after, was_asked
from assistant.triage.known import Known, gravity
from assistant.triage.naming import named_among, names_of
from assistant.triage.reading import says_nothing
from assistant.triage.windows import sentences, windows

_LEANS_UP_TO = 12
_SCRAP = re.compile(r"\W*(?:and|or|but|what about|how about)\b(?:\W+[\w']+){1,5}\W*\?\s*$", re.IGNORECASE)
_LEARNT_SHARE = 0.6
_FIRST_OF = {category: roles_for((category,), None)[0] for category in Category}
_DANGEROUS = frozenset(
    {
        Category.MISSING_OR_TRIP_EMERGENCY,
        Category.SELF_HARM,
        Category.CHILD_PROTECTION,
        Category.CHILD_ON_CHILD,
        Category.EXPLOITATION_GROOMING,
        Category.RADICALISATION,
        Category.FGM,
    }
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities, chosen on eval/development/triage for recall first (docs/adr/0007-triage.md).

    From `incident` on a message is handed off, from `danger` on if it has a word of danger; from
    `unclear` on, or from `sentence` on for one of its sentences alone, it is asked about. A leading
    category always counts, others from `category` on. A role holder is whom it is about from
    `about` on, where named from `about_named` on, and may be from `perhaps` on. A role beside the
    likeliest is told too from `role` on.
    """

    incident: float = 0.1
    danger: float = 0.07
    unclear: float = 0.03
    sentence: float = 0.98
    category: float = 0.4
    emergency: float = 0.004
    emergency_else: float = 0.015
    about: float = 0.35
    about_named: float = 0.05
    perhaps: float = 0.001
    role: float = 0.2


class Triager:
    """Triage on this machine, with the words and the contacts of one school."""

    def __init__(
        self,
        model: TriageModel,
        words: TriageWords,
        known: Known,
        school: School,
        asked_if_real: str,
        thresholds: Thresholds,
    ) -> None:
        """`known` finds the leads' own messages; `asked_if_real` is the fixed question."""
        self._model, self._words, self._known = model, words, known
        self._names = names_of(words.roles, school)
        self._asked_if_real, self._thresholds = asked_if_real, thresholds

    def triage(self, message: Message) -> Triage:
        """The decision. Raises whatever the model raises: the caller hands off then."""
        asked = was_asked(message, self._asked_if_real)
        after_no = rest_after(message.text, self._words.no) if asked else None
        if after_no is not None:
            rest = self._decided(after_no)
            if rest.route is not Route.LIVE_INCIDENT:
                return Triage(Route.POLICY_QUESTION, rest.incident)
        said_yes = asked and after_no is None and rest_after(message.text, self._words.yes) is not None
        leans = said_yes or after_no is not None or _leans(message)
        asks_on = _asks_on(message)
        earlier = message.earlier_questions[-1:] if leans or asks_on else ()
        readings = [f"{text}\n{message.text}" for text in earlier]
        alone = () if asks_on else (message.text,)
        found = max(map(self._decided, (*alone, *readings)), key=_gravity)
        if said_yes and found.route is not Route.LIVE_INCIDENT:
            text = (*readings, message.text)[0]
            return self._happened(text, self._model.judge(windows(text)))
        return found

    def _decided(self, text: str) -> Triage:
        known = self._known(text)
        if known is not None:
            return self._as_written(known, text)
        if says_nothing(text):
            return Triage(Route.POLICY_QUESTION)
        pieces = windows(text)
        judged = self._model.judge(pieces)
        gravest = max(judged, key=lambda judgement: judgement.incident)
        route, in_doubt = self._route(gravest.incident, text)
        if route is Route.POLICY_QUESTION:
            return self._unless_buried(text, gravest)
        if route is Route.UNCLEAR:
            return Triage(route, gravest.incident, self._categories((gravest,)))
        return self._happened(text, judged, in_doubt)

    def _unless_buried(self, text: str, whole: Judgement) -> Triage:
        """A question; but asked about where one of its sentences alone is surely an incident."""
        parts = sentences(text)
        judged = (whole, *(self._model.judge(parts) if parts else ()))
        gravest = max(judged, key=lambda judgement: judgement.incident)
        if gravest.incident < self._thresholds.sentence:
            return Triage(Route.POLICY_QUESTION, whole.incident, self._categories((whole,)))
        return Triage(Route.UNCLEAR, gravest.incident, self._categories((gravest,)))

    def _happened(self, text: str, judged: Sequence[Judgement], in_doubt: bool = False) -> Triage:
        """The hand-off of what has happened, from all pieces that may be an incident."""
        gravest = max(judged, key=lambda judgement: judgement.incident)
        grave = [one for one in judged if one.incident >= self._thresholds.unclear] or [gravest]
        named = named_among(text, self._names)
        concerns = self._concerns(grave, named)
        categories = self._categories(grave)
        if concerns is Concerned.HEADTEACHER:
            categories = tuple(dict.fromkeys((Category.HEADTEACHER_CONDUCT, *categories)))
        emergency = max(judgement.emergency for judgement in grave) >= self._emergency_from(categories)
        found = Triage(Route.LIVE_INCIDENT, gravest.incident, categories, emergency, concerns, (), in_doubt)
        return self._completed(found, text, grave, named)

    def _emergency_from(self, categories: Sequence[Category]) -> float:
        """Kinds that put somebody in danger within the hour count as one on a far smaller suspicion."""
        dangerous = _DANGEROUS.intersection(categories)
        return self._thresholds.emergency if dangerous else self._thresholds.emergency_else

    def _route(self, incident: float, text: str) -> tuple[Route, bool]:
        if incident >= self._thresholds.incident:
            return Route.LIVE_INCIDENT, False
        if incident >= self._thresholds.danger and any_match(self._words.danger, plain_words(text)):
            return Route.LIVE_INCIDENT, True
        unclear = incident >= self._thresholds.unclear
        return Route.UNCLEAR if unclear else Route.POLICY_QUESTION, False

    def _categories(self, judged: Sequence[Judgement]) -> tuple[Category, ...]:
        """The likeliest, then whatever else is likely, the gravest first."""
        best = {category: max(one.categories[category] for one in judged) for category in Category}
        leading = max(best, key=lambda category: best[category])
        likely = (c for c in Category if c is not leading and best[c] >= self._thresholds.category)
        return (leading, *likely)

    def _concerns(self, judged: Sequence[Judgement], named: Sequence[Role]) -> Concerned:
        best = {whom: max(one.concerns[whom] for one in judged) for whom in Concerned}
        known = self._thresholds
        holders = [
            whom
            for whom in Concerned
            if whom.role and best[whom] >= (known.about_named if whom.role in named else known.about)
        ]
        return max(holders or best, key=lambda whom: best[whom])

    def _completed(
        self, triage: Triage, text: str, judged: Sequence[Judgement], named: Sequence[Role]
    ) -> Triage:
        """With what words can tell: a child who may not be shown, and who may be meant."""
        spoken = plain_words(text)
        categories = triage.categories
        if Category.DATA_BREACH in categories and any_match(self._words.restricted, spoken):
            categories = tuple(dict.fromkeys((*categories, Category.CHILD_PROTECTION)))
        likely = {role: max(_about(one, role) for one in judged) for role in Role}
        perhaps = tuple(
            role
            for role in named
            if likely[role] >= self._thresholds.perhaps
            and (triage.concerns is None or triage.concerns.role is not role)
        )
        return replace(triage, categories=categories, perhaps=perhaps, roles=self._roles(judged, categories))

    def _roles(self, judged: Sequence[Judgement], categories: Sequence[Category]) -> tuple[Role, ...]:
        """Whom to tell first: the likeliest, and everybody else who is likely enough."""
        by_role = {role: max(_told(one, role) for one in judged) for role in Role}
        ordered = sorted(Role, key=lambda role: -by_role[role])
        found = [ordered[0], *(role for role in ordered[1:] if by_role[role] >= self._thresholds.role)]
        if {Category.DATA_BREACH, Category.CHILD_PROTECTION} <= set(categories):
            found.append(Role.SAFEGUARDING_LEAD)
        # Some kinds are for two people at the same moment.
        together = roles_for(categories[:1], None)
        return tuple(dict.fromkeys((*found, *(together if len(together) > 1 else ()))))

    def _as_written(self, known: TriageExample, text: str) -> Triage:
        """A message that leads have written down is decided as they said."""
        if known.route is not Route.LIVE_INCIDENT:
            return Triage(known.route)
        roles = roles_for(known.categories, known.concerns)
        return Triage(known.route, 1.0, known.categories, known.emergency, known.concerns, roles=roles)


def _leans(message: Message) -> bool:
    """Whether a statement may go on from what was typed before: 'she is in my form'."""
    return len(message.text.split()) <= _LEANS_UP_TO and "?" not in message.text


def _asks_on(message: Message) -> bool:
    """Whether it is a scrap of a question, such as 'and their mum?', which says nothing by itself."""
    return bool(_SCRAP.match(message.text)) and bool(message.earlier_questions)


def _gravity(triage: Triage) -> tuple[int, float]:
    return gravity(triage.route), triage.incident


def _about(judgement: Judgement, role: Role) -> float:
    return judgement.concerns[Concerned(role.value)]


def _told(judgement: Judgement, role: Role) -> float:
    """How likely a role is to be told first: by what was learnt of roles, and by the routes of categories."""
    whole = sum(judgement.categories.values()) or 1.0
    likely = (share for category, share in judgement.categories.items() if _FIRST_OF[category] is role)
    return _LEARNT_SHARE * judgement.roles[role] + (1 - _LEARNT_SHARE) * sum(likely) / whole
