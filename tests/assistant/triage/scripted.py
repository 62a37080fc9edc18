"""A triager over a scripted model, with thresholds of its own, for tests of what it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.message import Message, Turn
from assistant.domain.school import Contact, Role, School
from assistant.domain.triage import Concerned, Judgement, Triage, TriageExample, TriageWords
from assistant.triage.deciding import Thresholds, Triager
from assistant.triage.known import known_messages
from tests.fakes.triage import FakeTriageModel

LIMITS = Thresholds(
    incident=0.6,
    danger=0.3,
    unclear=0.2,
    category=0.5,
    emergency=0.5,
    about=0.5,
    about_named=0.3,
    perhaps=0.05,
    role=0.5,
)
ASKED = "Has this happened?"
_WORDS = TriageWords(
    danger=("knife", "hits"),
    roles={Role.HEADTEACHER: ("the head",), Role.DATA_PROTECTION_LEAD: ("dpo",)},
    restricted=("restricted list",),
    yes=("yes", "it has happened", "today"),
    no=("no", "not yet", "just asking", "in general"),
)
_SCHOOL = School(
    "School", tuple(Contact(role, role.value, "Cy Cotterill" * (role is Role.HEADTEACHER)) for role in Role)
)


def decided(
    text: str,
    judged: Mapping[str, Judgement],
    history: Sequence[tuple[str, str]] = (),
    known: Sequence[TriageExample] = (),
    limits: Thresholds = LIMITS,
) -> Triage:
    """The decision on a text by a model that judges by the first words of `judged` that stand in it."""
    triager = Triager(FakeTriageModel(judged), _WORDS, known_messages(known), _SCHOOL, ASKED, limits)
    return triager.triage(Message(text, tuple(Turn(*turn) for turn in history)))


def about(judged: Judgement, whom: Concerned, probability: float) -> Judgement:
    """The same judgement with another probability of whom it is about."""
    return replace(judged, concerns={**judged.concerns, whom: probability})
