"""Triage that knows a few words, and a publisher of triage that learns nothing."""

from collections.abc import Mapping, Sequence

import pytest

from assistant.adapters.school_files.triage_tables import read_triage_words
from assistant.bootstrap import Assistant
from assistant.domain.school import Role, School
from assistant.domain.telling import roles_for
from assistant.domain.triage import Category, Concerned, Judgement, TriageExample, TriageWords
from assistant.ports import Progress, TriageLearnt
from assistant.triage.deciding import Thresholds, Triager
from assistant.triage.known import known_messages
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import PROJECT, SmallSchool

_SHIPPED = PROJECT / "prompts" / "triage"


def judgement(
    incident: float,
    *categories: Category,
    emergency: bool = False,
    about: Concerned = Concerned.CHILD,
    perhaps: Concerned | None = None,
) -> Judgement:
    """What a model would say of a message whose categories are certain, told to whom the table says.

    `perhaps` may be whom it is about, without being likely.
    """
    likely = {about: 0.9} | ({perhaps: _PERHAPS} if perhaps else {})
    roles = roles_for(categories, about)
    return Judgement(
        incident,
        {category: 0.9 if category in categories else 0.0 for category in Category},
        0.9 if emergency else 0.0,
        {whom: likely.get(whom, 0.0) for whom in Concerned},
        {role: 0.9 if role in roles else 0.0 for role in Role},
    )


_MESSAGES = """\
message,route,category,emergency,concerns,style,asker
a girl in my form has a burn on her arm,live incident,child_protection,no,child,statement,teacher
a boy told me at break that he is hit at home,live incident,child_protection,no,child,statement,teacher
she fell off the wall and is not waking up,live incident,missing_or_trip_emergency,yes,child,statement,teacher
i left the class list on the bus last night,live incident,data_breach,no,myself,own_mistake,office
who writes the risk assessment for a trip,policy question,,no,,general,teacher
do staff have to keep their phone silent,policy question,,no,,general,teacher
may pupils ring home from the coach,policy question,,no,,general,visit_leader
what does the policy say about bruises in general,policy question,,no,,general,trainee
"""

_CHOSEN = Thresholds()
_PERHAPS = (_CHOSEN.perhaps + _CHOSEN.about_named) / 2
_IN_DOUBT = (_CHOSEN.danger + _CHOSEN.incident) / 2
NOTHING = judgement(0.0)
JUDGED: Mapping[str, Judgement] = {
    "has a bruise": judgement(0.9, Category.CHILD_PROTECTION),
    "has collapsed": judgement(0.9, Category.MISSING_OR_TRIP_EMERGENCY, emergency=True),
    "the head shouted": judgement(0.9, Category.STAFF_CONDUCT, about=Concerned.HEADTEACHER),
    "spoke to the head": judgement(
        0.9, Category.STAFF_CONDUCT, about=Concerned.COLLEAGUE, perhaps=Concerned.HEADTEACHER
    ),
    "sent the register": judgement(0.9, Category.DATA_BREACH, about=Concerned.MYSELF),
    "hm a phone": judgement(_IN_DOUBT, Category.ONLINE_CONTACT_PUPIL_STAFF),
    "a knife and a phone": judgement(_IN_DOUBT, Category.CHILD_ON_CHILD),
}
"""Words that stand for an incident of each kind; the last two are in doubt, one of them with danger."""


class FakeTriageModel:
    """Judges a text by the first of some words that stands in it; all else is a question.

    `breaks_with` is raised instead of judging, where it is set.
    """

    def __init__(self, judged: Mapping[str, Judgement] = JUDGED) -> None:
        self._judged = judged
        self.breaks_with: Exception | None = None

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text."""
        if self.breaks_with is not None:
            raise self.breaks_with
        return [self._judgement(text.lower()) for text in texts]

    def _judgement(self, text: str) -> Judgement:
        return next((found for words, found in self._judged.items() if words in text), NOTHING)


def shipped_triage_words() -> TriageWords:
    """The words that ship."""
    return read_triage_words(_SHIPPED / "words.toml")


def fake_triager(
    school: School, model: FakeTriageModel | None = None, known: Sequence[TriageExample] = ()
) -> Triager:
    """A triager over the fake model, with the words that ship."""
    return Triager(
        model or FakeTriageModel(),
        shipped_triage_words(),
        known_messages(known),
        school,
        shipped_replies().say("handoff.line.is_it_real"),
        Thresholds(),
    )


def teach(school: SmallSchool) -> None:
    """Give a school what triage learns from: a table that takes no time."""
    (school.prompts / "triage" / "few.csv").write_text(_MESSAGES, "utf-8")


class FakeTriagePublisher:
    """Learns nothing, and says so; `learnt` may be set to say otherwise.

    `given` holds what each publish was given: how many messages, and the questions.
    """

    def __init__(self) -> None:
        self.learnt = TriageLearnt(False, ())
        self.given: list[tuple[int, tuple[str, ...]]] = []

    def publish(
        self, examples: Sequence[TriageExample], questions: Sequence[str], progress: Progress
    ) -> TriageLearnt:
        """What `learnt` says."""
        self.given.append((len(examples), tuple(questions)))
        return self.learnt


class FakedTriage:
    """The fakes of a whole assistant: its model, and what it publishes with."""

    def __init__(self) -> None:
        self.model = FakeTriageModel()
        self.publisher = FakeTriagePublisher()

    def instead(self, patch: pytest.MonkeyPatch) -> None:
        """Put them in the place of the trained ones of every assistant."""
        patch.setattr(Assistant, "triager", property(lambda made: fake_triager(made.school, self.model)))
        patch.setattr(Assistant, "triage_publisher", property(lambda _: self.publisher))
