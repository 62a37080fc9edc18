"""What a click shows: what the reader sees and no other, in time, and never nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.channels.slack.answer_actions import AnswerActions
from assistant.channels.slack.case_actions import CaseActions
from assistant.channels.slack.confirming import Confirming
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.replying import Replying
from assistant.domain.answer import Answered, Citation, Explained, Outcome, Verdict
from assistant.domain.policy import Status
from assistant.domain.school import Role
from assistant.errors import CaseError, CaseStoreError
from assistant.incidents.acting import Actor
from assistant.journeys.desk import OpenedCase
from tests.assistant.channels.slack.clicking import Clicking, clicking
from tests.fakes.new_cases import new_case
from tests.fakes.slack import Message

_RING = "01632 960000"
_LATE = 5
_OPTIONS = ("a pupil", "a colleague")
_WHICH = Answered(Verdict.DEPENDS, "It depends.", (), asks="which_branch", options=_OPTIONS)
_PUPIL = replace(_WHICH, headline="It depends on the pupil.", options=("now", "before"))
_NOW = Answered(Verdict.NO, "No, never now.", ())
_CLAUSE = Citation(
    "long", "Long Policy", Status.RATIFIED, "LP 1", "All of it", "word " * 2000 + "END", 0, 10_003
)

_NEXT = replace(_CLAUSE, clause="LP 2", start=10)


@pytest.fixture
def office() -> Iterator[Clicking]:
    """Ada may ask which it is, and something whose answer is long."""
    with clicking() as opened:
        opened.answers = {"May I?": _WHICH, "a pupil": _PUPIL, "now": _NOW, "a colleague": _NOW}
        opened.answers["All of it?"] = Answered(
            Verdict.NO, "No.", (_CLAUSE, replace(_CLAUSE, clause="LP 2", start=10))
        )
        yield opened


def _picked(office: Clicking) -> Message:
    """The answer in which a case was picked, and one of that case's."""
    answer = office.answered("May I?")
    for headline in ("It depends on the pupil.", "No, never now."):
        office.clicks(answer, "branch:0", lambda desk: AnswerActions(desk).branch)
        assert headline in answer.visible()
    return answer


def _case_card(office: Clicking, *actions: str) -> Message:
    """A message of the bot's with buttons of a case."""
    answer = office.answered("a colleague")
    row = {"type": "actions", "block_id": "case", "elements": [_button(action) for action in actions]}
    answer.blocks = [row]
    return answer


def _button(action: str) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": action,
        "value": "K7M2-9QXA",
        "text": {"type": "plain_text", "text": action},
    }


def _away(*given: object) -> None:
    raise CaseStoreError("away")


def _windows(office: Clicking) -> list[str]:
    return [str(call.arguments["view"]["title"]) for call in office.slack.calls("views.open")]


def test_the_whole_of_a_long_answer_is_in_a_window(office: Clicking) -> None:
    """It opens at once, says to wait, and then shows every clause to its end."""
    answer = office.answered("All of it?")
    assert "The answer is longer than a message may be." in answer.visible()
    assert "END" not in answer.visible()
    office.clicks(answer, "clauses", lambda desk: AnswerActions(desk).clauses)
    modal = office.ada.modal
    assert modal is not None
    assert modal.visible().count("END") == 2
    assert "One moment" in _windows(office)[0]


def test_what_is_shared_is_what_the_reader_sees(office: Clicking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case that was picked of a case that was picked, and not the answer that asked."""
    shared: list[Outcome] = []

    async def shares(self: Replying, outcome: Outcome, *where: object) -> None:
        shared.append(outcome)

    async def taken_away(self: Posting, place: Place) -> None:
        """Nothing stands in a channel here."""

    monkeypatch.setattr(Replying, "share", shares)
    monkeypatch.setattr(Posting, "take_away", taken_away)
    payload = office.ada.clicks(_picked(office), "happened").payload
    office.heard(payload, lambda desk: AnswerActions(desk).share)
    assert shared == [_NOW]


def test_what_a_model_added_is_seen_again_and_not_asked_for_again(office: Clicking) -> None:
    """In the window with the whole answer; under other buttons as long as it is the same answer."""
    answer = office.answered("All of it?")
    default = office.answers["All of it?"]
    assert isinstance(default, Answered)
    explained = replace(default, explanation=(Explained("Never, kanarie7.", default.citations[:1]),))
    office.remembered[office.key(answer)] = default, explained
    office.clicks(answer, "clauses", lambda desk: AnswerActions(desk).clauses)
    assert office.ada.modal is not None
    assert "Never, kanarie7." in office.ada.modal.visible()
    office.answers["All of it?"] = replace(default, headline="Better not.")
    office.clicks(answer, "clauses", lambda desk: AnswerActions(desk).clauses)
    assert "kanarie7" not in office.ada.modal.visible()


def test_a_window_that_comes_too_late_becomes_a_message_for_the_clicker(office: Clicking) -> None:
    """Slack takes a window for three seconds after the click; who was first is told all the same."""
    office.cases.actors = lambda address: (Actor(Role.SAFEGUARDING_LEAD, "Ada", address),)

    def first(reference: str, actor: Actor) -> None:
        office.slack.clock.advance(_LATE)
        raise CaseError("Ben acknowledged this case first, at 08:30.")

    office.cases.acknowledge = first
    card = _case_card(office, "case_acknowledge")
    office.clicks(card, "case_acknowledge", lambda desk: CaseActions(desk).acknowledge)
    said = [one for one in office.ada.sees(office.ada.dm) if one.ephemeral]
    assert office.ada.modal is None
    assert "Ben acknowledged this case first" in said[0].visible()


def test_words_are_shown_in_a_window_that_opened_at_once(office: Clicking) -> None:
    """However long it takes to read them; where no window opens, nothing is opened."""
    read: list[str] = []

    def opens(reference: str, actor: Actor) -> OpenedCase:
        read.append(reference)
        office.slack.clock.advance(_LATE)
        return OpenedCase(new_case(reference), "kanarie7", ())

    office.cases.actors = lambda address: (Actor(Role.SAFEGUARDING_LEAD, "Ada", address),)
    office.cases.open = opens
    card = _case_card(office, "case_read")
    office.clicks(card, "case_read", lambda desk: CaseActions(desk).read)
    assert office.ada.modal is not None
    assert "kanarie7" in office.ada.modal.visible()
    office.slack.fails("views.open", "expired_trigger_id")
    office.clicks(card, "case_read", lambda desk: CaseActions(desk).read)
    assert len(read) == 1
    said = [one.visible() for one in office.ada.sees(office.ada.dm) if one.ephemeral]
    assert "Please press the button again" in said[0]


@pytest.mark.parametrize("act", ["acknowledge", "take_over", "reopen", "read"])
def test_a_role_holders_click_without_the_database_is_answered(office: Clicking, act: str) -> None:
    """Nobody else sees that they have the case: they are told so, and whom to ring."""
    office.cases.actors = lambda address: (Actor(Role.SAFEGUARDING_LEAD, "Ada", address),)
    office.cases.acknowledge = office.cases.take_over = office.cases.reopen = office.cases.open = _away
    card = _case_card(office, f"case_{act}")
    office.clicks(card, f"case_{act}", lambda desk: getattr(CaseActions(desk), act))
    modal = office.ada.modal
    assert modal is not None
    assert "nobody else sees it" in modal.visible()
    assert _RING in modal.visible()


@pytest.mark.parametrize("act", ["in_danger", "not_live"])
def test_a_reporters_click_without_the_database_shows_whom_to_ring(office: Clicking, act: str) -> None:
    """Somebody is in danger now, and nothing of it can be written down."""
    office.cases.in_danger = office.cases.not_live = _away
    card = _case_card(office, f"case_{act}")
    office.clicks(card, f"case_{act}", lambda desk: getattr(CaseActions(desk), act))
    modal = office.ada.modal
    assert modal is not None
    assert "nobody has been told of it: ring a person now" in modal.visible()
    assert _RING in modal.visible()
    assert office.acks == [{}]


def test_it_has_happened_without_the_database_opens_the_form_of_a_report(office: Clicking) -> None:
    """Which says whom to ring; the other buttons say that nothing can be looked up."""
    answer = office.answered("May I?")
    office.inbox.away = True
    office.clicks(answer, "happened", lambda desk: Confirming(desk).happened)
    assert office.ada.modal is not None
    assert office.ada.modal.callback_id == "report_incident"
    assert _RING in office.ada.modal.visible()
    office.clicks(answer, "branch:0", lambda desk: AnswerActions(desk).branch)
    assert "cannot be looked up at the moment" in office.ada.modal.visible()
