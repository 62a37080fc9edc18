"""What triage says about a message, before anything else is done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.school import Role


class Route(StrEnum):
    """The closed set of what a message can be."""

    POLICY_QUESTION = "policy question"
    LIVE_INCIDENT = "live incident"
    UNCLEAR = "unclear"
    OUT_OF_SCOPE = "out of scope"


class Category(StrEnum):
    """Kinds of incident, the gravest first: the order decides which of several leads."""

    MISSING_OR_TRIP_EMERGENCY = "missing_or_trip_emergency"
    INDECENT_IMAGES = "indecent_images"
    CHILD_PROTECTION = "child_protection"
    SELF_HARM = "self_harm"
    CHILD_ON_CHILD = "child_on_child"
    EXPLOITATION_GROOMING = "exploitation_grooming"
    FGM = "fgm"
    HEADTEACHER_CONDUCT = "headteacher_conduct"
    STAFF_CONDUCT = "staff_conduct"
    RADICALISATION = "radicalisation"
    ONLINE_CONTACT_PUPIL_STAFF = "online_contact_pupil_staff"
    SELF_REPORT = "self_report"
    CYBERBULLYING_PUPIL = "cyberbullying_pupil"
    ABUSE_OF_STAFF = "abuse_of_staff"
    DATA_BREACH = "data_breach"
    IMPERSONATION_PHISHING = "impersonation_phishing"


class Concerned(StrEnum):
    """Whose conduct or mistake a message is about: who must not be told of it."""

    CHILD = "child"
    COLLEAGUE = "colleague"
    MYSELF = "myself"
    OUTSIDER = "outsider"
    HEADTEACHER = "headteacher"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    DATA_PROTECTION_LEAD = "data_protection_lead"
    CHAIR_OF_GOVERNORS = "chair_of_governors"

    @property
    def role(self) -> Role | None:
        """The role whose holder is meant, None where it is nobody in particular."""
        return Role(self.value) if self.value in set(Role) else None


@dataclass(frozen=True, slots=True)
class Triage:
    """The decision on one message.

    `incident` is the probability of a live incident. `categories` stand with the leading one
    first. `perhaps` names role holders who may be whom it is about. `in_doubt` says that it may
    be a question after all, so that an answer is shown underneath. `roles` are whom it is to be told to
    first, as far as nobody is in the way. `failed` says that triage
    itself broke, which hands off too.
    """

    route: Route
    incident: float = 0.0
    categories: tuple[Category, ...] = ()
    emergency: bool = False
    concerns: Concerned | None = None
    perhaps: tuple[Role, ...] = ()
    in_doubt: bool = False
    roles: tuple[Role, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities for one text, before anything is decided."""

    incident: float
    categories: Mapping[Category, float]
    emergency: float
    concerns: Mapping[Concerned, float]
    roles: Mapping[Role, float]


@dataclass(frozen=True, slots=True)
class TriageExample:
    """One message of the leads' tables and what should happen to it; `source` is its table."""

    text: str
    route: Route
    categories: tuple[Category, ...] = ()
    emergency: bool = False
    concerns: Concerned | None = None
    style: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TriageWords:
    """Words that triage looks for, from prompts/triage/words.toml.

    `danger` are words of danger; `roles` the ways to name the holder of a role; `restricted` say
    that a child may not be shown; `yes` and `no` answer the question whether something has happened.
    """

    danger: tuple[str, ...] = ()
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    restricted: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
