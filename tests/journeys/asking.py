"""Ask as a member of staff would, and look at all that an outcome quotes."""

from collections.abc import Iterator

from assistant.bootstrap import Assistant
from assistant.domain.answer import Answered, Citation, NotCovered, Outcome
from assistant.domain.message import Message, Turn


def ask(made: Assistant, question: str, *before: str) -> Outcome:
    """How a message ends after the questions before it; nothing is recorded."""
    return made.ask.ask(Message(question, tuple(Turn("user", asked) for asked in before)), record=False)


def answered(made: Assistant, question: str, *before: str) -> Answered:
    """The same, where an answer is expected."""
    outcome = ask(made, question, *before)
    assert isinstance(outcome, Answered), outcome
    return outcome


def policies_say(made: Assistant, question: str) -> Outcome:
    """What the policies say to a message, whatever triage makes of it; nothing is recorded."""
    return made.ask.answer(Message(question), record=False)


def codes(answer: Answered | NotCovered) -> list[str]:
    """The codes of the warnings, in order."""
    return [warning.code for warning in answer.warnings]


def all_citations(outcome: Outcome) -> Iterator[Citation]:
    """Everything that is quoted, in branches and as nearest too."""
    if isinstance(outcome, Answered):
        yield from outcome.citations
        for branch in outcome.branches:
            yield from branch.citations
    if isinstance(outcome, NotCovered):
        yield from outcome.nearest


def is_true(made: Assistant, citation: Citation) -> bool:
    """Whether the quote stands at its offsets in the published text."""
    index = made.shelf.current()
    assert index is not None
    return index.policies[citation.policy].text[citation.start : citation.end] == citation.quote != ""
