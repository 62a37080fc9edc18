"""What stands on a card: never more than has happened, and the buttons that the case allows."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.adapters.slack.card_blocks import Drawn, reporter_card, role_holders_card, withdrawn_card
from assistant.adapters.slack.card_lines import CardLines
from assistant.domain.case import Case, CaseState, ClosingOutcome, Event, EventKind
from assistant.domain.school import KeptWords, Role, School
from assistant.domain.triage import Category
from tests.fakes.clock import SCHOOL_MORNING, FakeClock
from tests.fakes.new_cases import new_case
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack.blocks import elements_of, nested, problems, texts, too_long
from tests.fakes.staffed_school import staffed

_LEAD, _HEAD = Role.SAFEGUARDING_LEAD, Role.HEADTEACHER
_RECORDED = Event(SCHOOL_MORNING, EventKind.RECORDED, by="slack:T1/U1")
_OPEN = replace(new_case("K7M2-9QXA"), reporter="slack:T1/U1", reporter_name="Rea <!channel> Porter")
_ACKNOWLEDGED = replace(
    _OPEN,
    state=CaseState.ACKNOWLEDGED,
    held_by=_LEAD,
    held_name="Mrs Ada Lead",
    acknowledged_at=SCHOOL_MORNING,
)
_CLOSED = replace(_OPEN, state=CaseState.CLOSED, closed_at=SCHOOL_MORNING, outcome=ClosingOutcome.REFERRED_ON)
_SENT = Event(SCHOOL_MORNING, EventKind.ALERT_SENT, _LEAD)


def _lines(school: School | None = None) -> CardLines:
    return CardLines(school or staffed(), shipped_replies(), FakeClock())


def _theirs(case: Case, *events: Event, users: Sequence[str] = (), flat: bool = False) -> Drawn:
    return role_holders_card(case, (_RECORDED, *events), _lines(), users, flat)


def _reporters(case: Case, *events: Event, flat: bool = False) -> Drawn:
    return reporter_card(case, (_RECORDED, *events), _lines(), flat)


def _read(drawn: Drawn) -> str:
    return "\n".join(texts([block.to_dict() for block in drawn[0]]))


def _buttons(drawn: Drawn) -> dict[str, str]:
    blocks = nested([block.to_dict() for block in drawn[0]])
    elements = [element for block in blocks for element in elements_of(block)]
    return {element["action_id"]: element["value"] for element in elements}


@pytest.mark.parametrize(
    ("case", "names"),
    [
        (_OPEN, ["acknowledge", "read", "note", "close"]),
        (_ACKNOWLEDGED, ["read", "note", "take_over", "close"]),
        (_CLOSED, ["reopen", "read"]),
    ],
    ids=["open", "acknowledged", "closed"],
)
def test_role_holders_buttons_follow_the_state(case: Case, names: list[str]) -> None:
    """What the case allows and nothing else; the value is its reference."""
    assert _buttons(_theirs(case)) == {f"case_{name}": "K7M2-9QXA" for name in names}


def test_where_no_words_are_kept_none_are_offered() -> None:
    """Neither to read, nor to add; nor once they were erased."""
    keeps_none = _lines(staffed(words=KeptWords(keep=False)))
    events = (_RECORDED,)
    assert set(_buttons(role_holders_card(_OPEN, events, keeps_none))) == {"case_acknowledge", "case_close"}
    assert set(_buttons(reporter_card(_OPEN, events, keeps_none))) == {"case_in_danger", "case_not_live"}
    erased = Event(SCHOOL_MORNING, EventKind.WORDS_ERASED)
    assert set(_buttons(_theirs(_CLOSED, erased))) == {"case_reopen"}


def test_reporters_buttons_follow_the_state() -> None:
    """What was said once is not offered again, and a closed case takes nothing."""
    everything = {"case_in_danger", "case_add", "case_not_live"}
    assert set(_buttons(_reporters(_OPEN))) == everything
    taken_back = replace(_OPEN, said_not_live=True)
    assert set(_buttons(_reporters(taken_back))) == everything - {"case_not_live"}
    assert _buttons(_reporters(_CLOSED)) == {}


def test_the_reporter_is_asked_whom_it_is_about() -> None:
    """One button for each role, one for none of them, and the value names case and role."""
    asked = replace(_OPEN, doubtful=(_HEAD,), ladder=(_LEAD,))
    drawn = _reporters(asked)
    choices = {name: value for name, value in _buttons(drawn).items() if name.startswith("case_choose")}
    assert choices == {
        "case_choose:headteacher": "K7M2-9QXA headteacher",
        "case_choose:nobody": "K7M2-9QXA nobody",
    }
    assert "Is it about the Headteacher?" in _read(drawn)
    assert "Dr Cora Head" not in _read(drawn)
    assert "Not everybody who is usually told may know" in _read(_theirs(asked))
    assert "Headteacher" not in _read(_theirs(asked))


def test_a_card_says_no_more_than_has_happened() -> None:
    """Recorded is not told, told is not read, and only an acknowledgement says that somebody has it."""
    nobody = "Nobody has confirmed having this case yet."
    assert "An alert was sent" not in _read(_theirs(_OPEN)) + _read(_reporters(_OPEN))
    told = _theirs(_OPEN, _SENT)
    assert nobody in _read(told)
    assert "An alert was sent to the Safeguarding Lead. That does not mean that it has been read." in _read(
        told
    )
    assert "has confirmed having it (07 September, 08:30)" in _read(_theirs(_ACKNOWLEDGED, _SENT))
    assert "has confirmed having it" in _read(_reporters(_ACKNOWLEDGED, _SENT))
    assert "passed on to those who take it further" in _read(_theirs(_CLOSED)) + _read(_reporters(_CLOSED))
    delayed, failed = (
        Event(SCHOOL_MORNING, kind, _HEAD) for kind in (EventKind.ALERT_DELAYED, EventKind.ALERT_FAILED)
    )
    assert "has not gone out so far" in _read(_theirs(_OPEN, delayed))
    assert "could not be delivered" in _read(_theirs(_OPEN, delayed, failed))
    assert "has not gone out so far" not in _read(_theirs(_OPEN, delayed, failed))


def test_danger_comes_first() -> None:
    """999 stands on top for the reporter always, and for role holders in an emergency."""
    urgent = replace(_OPEN, emergency=True)
    assert "ring 999 first" in "\n".join(texts(_reporters(_OPEN)[0][1].to_dict()))
    assert "ring 999 first" in "\n".join(texts(_theirs(urgent)[0][1].to_dict()))
    assert _theirs(urgent)[1] == "Urgent: case K7M2-9QXA. Please open this message now."
    assert _theirs(_OPEN)[1] == "Case K7M2-9QXA: please open this message."


def test_the_reporter_reads_what_to_do_and_whom_to_ring() -> None:
    """The fixed advice of the category, and names with numbers."""
    said = _read(_reporters(_OPEN))
    assert "Do not examine or photograph injuries." in said
    assert "Safeguarding Lead Mrs Ada Lead: 01632 960000" in said
    assert "Recorded does not mean that anybody knows of it." in said


def test_names_can_mention_nobody() -> None:
    """What people call themselves stands where Slack parses nothing."""
    blocks = [block.to_dict() for block in _theirs(_OPEN, users=["U1"])[0]]
    assert "Rea <!channel> Porter" in _read(_theirs(_OPEN))
    assert "mrkdwn" not in str(blocks)
    assert "'user_id': 'U1'" in str(blocks)
    assert "user_id" not in str([block.to_dict() for block in _theirs(_OPEN)[0]])


def test_a_long_history_is_cut() -> None:
    """The latest entries stand there, and how many are left out."""
    many = tuple(replace(_SENT, role=role) for role in Role for _ in range(8))
    assert "26 earlier entries are not shown here." in _read(_theirs(_OPEN, *many))


def test_a_withdrawn_card_says_nothing() -> None:
    """Not even which case it was."""
    drawn = withdrawn_card(shipped_replies())
    assert _read(drawn) == drawn[1] == "There is nothing to do here any more."


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("state", [_OPEN, _ACKNOWLEDGED, _CLOSED], ids=lambda case: case.state.value)
@pytest.mark.parametrize("emergency", [False, True])
def test_slack_takes_the_largest_card(state: Case, emergency: bool, flat: bool) -> None:
    """With three kinds of advice, everybody in doubt, a long history and the longest names, within limits."""
    kinds = (Category.CHILD_PROTECTION, Category.EXPLOITATION_GROOMING, Category.FGM)
    case = replace(
        state,
        emergency=emergency,
        categories=kinds,
        doubtful=(_HEAD, Role.CHAIR_OF_GOVERNORS),
        reporter_name="N" * 300,
        said_not_live=True,
        ladder=tuple(role for role in Role if role not in (_HEAD, Role.CHAIR_OF_GOVERNORS)),
    )
    many = tuple(replace(_SENT, role=role) for role in Role for _ in range(8))
    for blocks, text in (
        _theirs(case, *many, users=["U1", "U2"], flat=flat),
        _reporters(case, *many, flat=flat),
    ):
        shown = [block.to_dict() for block in blocks]
        assert problems(shown, "message", 50) == []
        assert not too_long(shown)
        assert text


@pytest.mark.parametrize("category", [*Category, None], ids=str)
def test_every_kind_can_be_drawn(category: Category | None) -> None:
    """Also one that could not be sorted, whose advice is for anything."""
    case = replace(_OPEN, categories=() if category is None else (category,))
    for blocks, _ in (_theirs(case), _reporters(case)):
        assert problems([block.to_dict() for block in blocks], "message", 50) == []
