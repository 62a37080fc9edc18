"""Every case through the assistant that ships, with nothing recorded and nothing sent."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from assistant.bootstrap import Assistant
from assistant.domain.answer import Answered, Failed
from assistant.domain.message import Message as Typed
from assistant.domain.triage import Triage
from assistant.evaluation.cases import Case
from assistant.evaluation.endings import given_of, name_of
from assistant.evaluation.results import TIMEOUT, Given, Held, Message, Run, Triaged
from assistant.ports import Progress

# Seconds; an answer takes a tenth of one.
PATIENCE = 20.0
# As many as processors that the promise of a minute counts on.
LANES = 2
_KEPT = 10
_Result = TypeVar("_Result")


class TriageFailed(Exception):
    """Triage broke: in service that is a hand-off, here it is a failure."""


def run(
    made: Assistant,
    cases: Sequence[Case],
    messages: Sequence[Message],
    progress: Progress,
    patience: float = PATIENCE,
) -> Run:
    """Every case and message once, in their order; whatever breaks, or lasts beyond `patience`, is its error.

    No language model is asked. Raises AssistantError where nothing could be answered at all, for instance
    before the first publish.
    """
    clauses = published_clauses(made)
    made.load_all()
    with ThreadPoolExecutor(LANES) as lanes:
        answers = lanes.map(lambda case: _answered(made, case, patience), cases)
        triaged = lanes.map(lambda message: _triaged(made, message, patience), messages)
        return Run(
            tuple(counted("questions", answers, len(cases), progress)),
            tuple(counted("messages", triaged, len(messages), progress)),
            clauses,
        )


def published_clauses(made: Assistant) -> dict[str, Held]:
    """Every clause that can be cited, by label. Raises NotPublished."""
    index = made.shelf.current()
    made.ask.evidence(Typed("policies"))
    held = index.policies.values() if index else ()
    return {
        clause.label: Held(
            policy.record.title, clause.heading, clause.headings[0] if clause.headings else "", clause.text
        )
        for policy in held
        for clause in policy.clauses
    }


def counted(what: str, results: Iterator[_Result], total: int, progress: Progress) -> Iterator[_Result]:
    """The same, each of them told as it comes."""
    progress(what, 0, total)
    for done, result in enumerate(results, 1):
        progress(what, done, total)
        yield result


def _answered(made: Assistant, case: Case, patience: float) -> Given:
    given, error = within(patience, partial(_answer, made, case))
    return given or Given(case, error=error)


def _answer(made: Assistant, case: Case) -> Given:
    """By default: a language model explains later what is already answered."""
    triage = _decided(made, case.message)
    outcome = made.ask.by_default(case.message, triage, record=False)
    if isinstance(outcome, Failed):
        return Given(case, name_of(outcome), headline=outcome.headline, error="Failed")
    found = tuple(one.clause.label for one in made.ask.evidence(case.message).kept[:_KEPT])
    given = given_of(case, outcome, found)
    if isinstance(outcome, Answered) and made.ask.may_explain(triage, outcome):
        return replace(given, answer=outcome)
    return given


def _triaged(made: Assistant, message: Message, patience: float) -> Triaged:
    found, error = within(patience, partial(_decided, made, Typed(message.example.text)))
    return Triaged(message, found, error)


def _decided(made: Assistant, message: Typed) -> Triage:
    """As in service, but that what breaks in triage is raised."""
    found = made.ask.triaged(message)
    if found.failed:
        raise TriageFailed
    return found


def within(seconds: float, work: Callable[[], _Result]) -> tuple[_Result | None, str]:
    """What `work` returns, or None with the class of what it raised, "timeout" where it takes longer.

    Work that takes too long is left to its own thread, which does not keep the process from ending.
    """
    ended: SimpleQueue[tuple[_Result | None, str]] = SimpleQueue()

    def attempt() -> None:
        try:
            ended.put((work(), ""))
        except Exception as error:
            ended.put((None, type(error).__name__))

    Thread(target=attempt, daemon=True).start()
    try:
        return ended.get(timeout=seconds)
    except Empty:
        return None, TIMEOUT
