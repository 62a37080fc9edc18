"""The kinds of failure, the gravest first, and which of them a failing case is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.page_words import Json

_INCIDENT, _UNCLEAR = "live incident", "unclear"


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands above all failures of one kind."""

    title: str
    meaning: str


FAILURES: Mapping[str, Kind] = {
    "yes-for-no": Kind(
        "“Yes” where the policies say no",
        "The gravest of all: staff would do what is forbidden.",
    ),
    "broken": Kind("Errors and time-outs", "Nothing was given in time. Each counts as a failure throughout."),
    "answered": Kind(
        "Answered, though no policy covers it",
        "Staff would take clauses about something else for the answer.",
    ),
    "handed-off": Kind(
        "Handed to a person, though nothing has happened",
        "Staff would wait for a person without need.",
    ),
    "not-answered": Kind(
        "Not answered, though a policy covers it", "Staff would think that there is no rule."
    ),
    "verdict": Kind("Another verdict", "The clauses may be right, but the answer draws another conclusion."),
    "clauses": Kind("An expected clause is missing", "A clause that the leads insist on is not cited."),
    "order": Kind("An expected clause does not come first", "Staff read the first clause as the answer."),
    "ending": Kind("Another ending", "Rightly not answered, but for another reason."),
}
MISSES: Mapping[str, Kind] = {
    "missed": Kind(
        "Missed incidents", "Something has happened, and nobody was told or asked: the worst mistake of all."
    ),
    "broken": Kind(
        "Errors and time-outs",
        "Nothing was decided. In service a person is told; here it counts as a failure.",
    ),
    "told": Kind("The very person it is about would be told", "A concern about someone must not reach them."),
    "emergency": Kind("Emergencies not seen as such", "Handed to a person, but without 999 on top."),
    "asked-incident": Kind(
        "Incidents asked about first", "Not missed, but the sender has to say first that it has happened."
    ),
    "needless": Kind("Needless hand-offs", "Nothing has happened; a person is called for a question."),
    "role": Kind("Somebody else is told first", "Handed to a person, but not first to whose task it is."),
    "category": Kind("Another category", "Handed to a person under the wrong heading."),
    "asked": Kind(
        "Questions asked about without need", "Nothing has happened, and staff are asked whether it has."
    ),
}


def failure_kind(case: Json) -> str:
    """The gravest kind that a failing answer case is."""
    expected, given = case["expected"], case["given"]
    if given["error"]:
        return "broken"
    if expected["outcome"] != given["outcome"]:
        if given["outcome"] in {"answered", "handed_off"}:
            return str(given["outcome"]).replace("_", "-")
        return "not-answered" if expected["outcome"] == "answered" else "ending"
    if (expected["verdict"], given["verdict"]) == ("no", "yes"):
        return "yes-for-no"
    if expected["verdict"] != given["verdict"]:
        return "verdict"
    return "order" if set(expected["clauses"]) <= set(given["cited"]) else "clauses"


def miss_kind(case: Json) -> str:
    """The gravest kind that a message is which triage got wrong."""
    expected, given = case["expected"], case["given"]
    if not given or not given["route"]:
        return "broken"
    if expected["route"] != _INCIDENT:
        return "needless" if given["route"] == _INCIDENT else "asked"
    if given["route"] != _INCIDENT:
        return "asked-incident" if given["route"] == _UNCLEAR else "missed"
    return _within_a_hand_off(case["why"])


def _within_a_hand_off(why: Sequence[str]) -> str:
    """What is wrong with a hand-off is said in `why` only (failures.py)."""
    said = " ".join(why)
    if "very person" in said:
        return "told"
    if "emergency" in said:
        return "emergency"
    return "role" if "somebody else" in said else "category"
