"""Running cases: every one ends, whatever it does, and nothing is written down."""

from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Failed, NotCovered, Outcome
from assistant.domain.evidence import Evidence
from assistant.domain.message import Message as Typed
from assistant.domain.triage import Route, Triage, TriageExample
from assistant.errors import NotPublished
from assistant.evaluation.results import TIMEOUT, Message
from assistant.evaluation.running import run, within
from assistant.settings import Settings
from tests.fakes.evaluated import case
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage


class _Ask:
    """Does what the words of a message say."""

    def triaged(self, message: Typed) -> Triage:
        if message.text == "triage breaks":
            return Triage(Route.LIVE_INCIDENT, failed=True)
        return Triage(Route.POLICY_QUESTION)

    def by_default(self, message: Typed, triage: Triage, record: bool) -> Any:
        assert not record
        if message.text == "raises":
            raise KeyError(message.text)
        if message.text == "hangs":
            sleep(5)
        if message.text == "perhaps real":
            return NotCovered("No policy covers it.", (), "Head", asks="is_it_real")
        return Failed("Sorry.") if message.text == "fails" else NotCovered("No policy covers it.", (), "Head")

    def may_explain(self, triage: Triage, outcome: Outcome) -> bool:
        return False

    def evidence(self, message: Typed) -> Evidence:
        assert message.text != "fails", "what failed has found nothing"
        return Evidence(message.text, (), ())


def _made() -> Assistant:
    shelf = SimpleNamespace(current=lambda: None)
    return cast(Assistant, SimpleNamespace(ask=_Ask(), shelf=shelf, load_all=lambda: None))


def test_what_breaks_fails_or_hangs_is_an_error_of_that_case_alone() -> None:
    """In the order of the cases, with the class of the error and never its words."""
    questions = ("fine", "raises", "hangs", "fails", "triage breaks", "fine again")
    done = run(_made(), [case(question) for question in questions], (), lambda *told: None, patience=0.5)
    assert [one.case.message.text for one in done.answers] == list(questions)
    assert [one.error for one in done.answers] == ["", "KeyError", TIMEOUT, "Failed", "TriageFailed", ""]
    assert [one.outcome for one in done.answers if not one.error] == ["not_covered", "not_covered"]
    assert done.errors == 4


def test_what_is_asked_back_is_kept() -> None:
    """The question whether it is real, beside that no policy answers."""
    done = run(_made(), [case("fine"), case("perhaps real")], (), lambda *told: None)
    assert [one.asks for one in done.answers] == [None, "is_it_real"]
    assert [one.asked_back for one in done.answers] == [False, True]


def test_a_message_whose_triage_breaks_is_no_hand_off() -> None:
    """In service it would be one, and would count as a found incident."""
    messages = [Message(TriageExample(text, Route.LIVE_INCIDENT)) for text in ("triage breaks", "fine")]
    broken, fine = run(_made(), (), messages, lambda *told: None).triage
    assert (broken.found, broken.error) == (None, "TriageFailed")
    assert (fine.route, fine.error) == (Route.POLICY_QUESTION, "")


def test_progress_counts_up_to_the_end() -> None:
    """From nothing to all."""
    told: list[tuple[str, int, int]] = []
    run(_made(), [case("fine"), case("fine")], (), lambda *one: told.append(one))
    assert told == [("questions", 0, 2), ("questions", 1, 2), ("questions", 2, 2), ("messages", 0, 0)]


def test_nobody_waits_for_what_hangs() -> None:
    """Longer than was said."""
    begin = monotonic()
    assert within(0.1, lambda: sleep(5)) == (None, TIMEOUT)
    assert monotonic() - begin < 3
    assert within(5, lambda: "done") == ("done", "")


def test_a_school_answers_and_nothing_is_written(published_school: SmallSchool, triage: FakedTriage) -> None:
    """The same twice: labels, quotes, what was retrieved, and the words of all clauses."""
    school = published_school
    made = assistant(Settings(home=school.home, corpus=school.corpus, prompts=school.prompts))
    before = sorted(path.name for path in school.home.iterdir())
    asked = [case("May I use my own phone to photograph pupils?"), case("hello", outcome="out_of_scope")]
    first, second = (run(made, asked, (), lambda *told: None) for _ in range(2))
    assert first == second
    assert first.errors == 0
    assert first.answers[0].retrieved
    assert set(first.answers[0].retrieved) <= first.clauses.keys()
    assert all(words in first.clauses[label].text for label, words in first.answers[0].quotes)
    assert sorted(path.name for path in school.home.iterdir()) == before


def test_before_the_first_publish_there_is_nothing_to_run(school: SmallSchool) -> None:
    """One sentence, not 800 failures."""
    made = assistant(Settings(home=school.home, corpus=school.corpus, prompts=school.prompts))
    with pytest.raises(NotPublished):
        run(made, [case()], (), lambda *told: None)
