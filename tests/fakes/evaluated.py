"""Cases that have been run, made of as little as a test needs to say."""

from assistant.domain.message import Message as Typed
from assistant.domain.message import Turn
from assistant.domain.triage import Category, Concerned, Route, Triage, TriageExample
from assistant.evaluation.cases import Case
from assistant.evaluation.results import Given, Message, Triaged


def case(
    question: str = "May I?",
    clauses: str = "SM 1.1",
    verdict: str = "no",
    outcome: str = "answered",
    asker: str = "ta",
    tags: tuple[str, ...] = (),
    history: tuple[str, ...] = (),
    also_right: tuple[str, ...] = (),
) -> Case:
    """One case; `clauses` are separated by commas."""
    turns = tuple(Turn("user", earlier) for earlier in history)
    answered = outcome == "answered"
    labels = tuple(label for label in clauses.split(",") if label) if answered else ()
    typed = Typed(question, turns)
    return Case(typed, asker, labels, verdict if answered else "", outcome, "table", 2, tags, also_right)


def given(
    wanted: Case | None = None,
    cited: str = "SM 1.1",
    verdict: str = "no",
    outcome: str = "answered",
    retrieved: str = "",
    error: str = "",
) -> Given:
    """What was given to a case; it retrieved what it cited unless something else is said."""
    if error:
        return Given(wanted or case(), error=error)
    labels = tuple(label for label in cited.split(",") if label) if outcome == "answered" else ()
    found = tuple(retrieved.split(",")) if retrieved else labels
    quotes = tuple((label, f"words of {label}") for label in labels)
    said = verdict if outcome == "answered" else ""
    return Given(wanted or case(), outcome, said, labels, found, quotes, "Headline.")


def triaged(
    expected: Route = Route.LIVE_INCIDENT,
    found: Route | None = Route.LIVE_INCIDENT,
    category: Category = Category.DATA_BREACH,
    found_category: Category | None = None,
    emergency: bool = False,
    found_emergency: bool = False,
    concerns: Concerned | None = None,
    found_concerns: Concerned | None = None,
    text: str = "I sent the list to the wrong parent",
) -> Triaged:
    """One message and what triage found; None where it broke."""
    happened = expected is Route.LIVE_INCIDENT
    categories = (category,) if happened else ()
    example = TriageExample(text, expected, categories, emergency, concerns, "terse", "first")
    if found is None:
        return Triaged(Message(example, "office", 2), None, "ValueError")
    decision = Triage(found, 0.9, (found_category or category,), found_emergency, found_concerns)
    return Triaged(Message(example, "office", 2), decision)
