"""Answers in Slack: what stands where, what can be pressed, and that no limit is passed and no quote lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.channels.slack.blocks.answers import answer_blocks, shared_note, sharing
from assistant.channels.slack.blocks.common import length, read_value, text_of
from assistant.channels.slack.blocks.pages import clauses_view
from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Explained,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
    Verdict,
    Warning,
)
from assistant.domain.policy import Status
from tests.assistant.channels.slack.blocks.drawn import (
    FIRING,
    KEY,
    answered,
    dicts,
    drawn_outcomes,
    every,
    kinds,
    one_line,
    pressed,
    refused,
    unparsed,
)
from tests.fakes.shipped import shipped_replies

_REPLIES = shipped_replies()
_NEW = {"container", "alert", "context_actions"}
_WAY = "If this has already happened, ring."
_ONE = Citation(
    "sm", "Social Media Policy", Status.RATIFIED, "SM 1.2", "Personal use", "Staff should\nnot.", 0, 9, 4
)
_TWO = replace(
    _ONE, policy="mp", clause="MP 2.1", status=Status.DRAFT, start=20, quote="Ask first.", lead_in="Staff:"
)
_NO = Answered(
    Verdict.NO, "No. The policy says so.", (_ONE, _TWO), (), (Warning("x", "Overdue."),), way_to_a_person=_WAY
)
_DEPENDS = replace(
    _NO,
    branches=(Branch("a pupil", Verdict.NO, (_ONE,), "No"), Branch("a parent", Verdict.YES, (_TWO,), "Yes")),
    asks="which_branch",
    options=("a pupil", "a parent"),
)
_OTHERS: list[Outcome] = [
    NotCovered("Nothing answers.", (_ONE,), "Headteacher", way_to_a_person=_WAY),
    NeedsClarifying("Has this happened?", ("It has", "In general"), _WAY),
    OutOfScope("It cannot help.", _WAY),
    Failed("Something went wrong.", _WAY),
]

_IDS = ["no", "depends", "not covered", "clarifying", "out of scope", "failed"]


def _shown(outcome: Outcome, plain: bool = False, bare: bool = False) -> list[dict[str, object]]:
    return dicts(answer_blocks(outcome, _REPLIES, KEY, plain=plain, bare=bare))


def test_the_verdict_comes_first_and_a_person_last() -> None:
    """Headline, warning, the exact words folded away, whom to tell, feedback, and who has answered."""
    shown = _shown(_NO)
    assert [block["type"] for block in shown] == [
        "header", "alert", "container", "section", "actions", "context_actions", "context",
    ]  # fmt: skip
    assert "automated" in text_of([shown[-1]])
    assert _WAY in text_of([shown[3]])


def test_the_exact_words_say_where_they_stand() -> None:
    """Folded away, with clause, policy, heading, page and what is not the school's own voice."""
    (folded,) = every(_shown(_NO), "container")
    assert (folded["is_collapsible"], folded["default_collapsed"]) == (True, True)
    assert folded["subtitle"]["text"] == "SM 1.2, MP 2.1"
    said = text_of(folded["child_blocks"])
    assert "SM 1.2 · Social Media Policy, Personal use · page 4\n“Staff should not.”" in said
    assert "draft, not in force\nStaff: … “Ask first.”" in said


def test_each_branch_has_its_verdict_and_can_be_pressed() -> None:
    """A list with the clauses, and a button for each case whose value is the key and its number."""
    shown = _shown(_DEPENDS)
    (listed,) = every(shown, "rich_text_list")
    said = ["".join(part["text"] for part in item["elements"]) for item in listed["elements"]]
    assert said == ["a pupil: No (SM 1.2)", "a parent: Yes (MP 2.1)"]
    buttons = pressed(shown)
    assert [buttons[f"branch:{n}"]["text"]["text"] for n in (0, 1)] == ["a pupil", "a parent"]
    assert read_value(buttons["branch:1"]["value"]) == (KEY, "1")


_EXPLAINED = replace(
    _NO,
    explanation=(Explained("You should not.", (_ONE, _ONE)), Explained(f"Ask first {FIRING}", (_TWO, _ONE))),
)
_NOTE = _REPLIES.say("explanation.note")


@pytest.mark.parametrize("plain", [False, True])
def test_what_a_model_adds_stands_under_the_headline(plain: bool) -> None:
    """Each sentence with its clauses, as plain words; then who wrote them, and all else as it was."""
    shown = _shown(_EXPLAINED, plain)
    (listed,) = every(shown[1], "rich_text_list")
    said = ["".join(part["text"] for part in item["elements"]) for item in listed["elements"]]
    assert said == ["You should not. [SM 1.2]", f"Ask first {FIRING} [MP 2.1, SM 1.2]"]
    assert text_of(shown[2]) == _NOTE
    assert [shown[0], *shown[3:]] == _shown(_NO, plain)
    assert unparsed(shown)


def test_the_exact_words_come_before_what_a_model_adds() -> None:
    """Where there is no room for both it is behind the button, and in the window first."""
    quoted = tuple(replace(_ONE, clause=f"SM {n}", start=n, quote="x" * 1600) for n in range(4))
    long = replace(_NO, citations=quoted, explanation=(Explained("You should not. " * 150, quoted),))
    shown = _shown(long)
    assert _NOTE not in text_of(shown)
    assert "clauses" in pressed(shown)
    window = clauses_view(long, _REPLIES).to_dict()
    assert (
        text_of(window).index("You should not. ")
        < text_of(window).index(_NOTE)
        < text_of(window).index("xxx")
    )


@pytest.mark.parametrize(
    "outcome", [replace(_NO, asks="is_it_real", options=("It has", "In general")), _OTHERS[1]]
)
def test_is_it_real_is_asked_with_two_buttons(outcome: Outcome) -> None:
    """Beside an answer and alone."""
    buttons = pressed(_shown(outcome))
    assert [buttons[f"real:{name}"]["text"]["text"] for name in ("yes", "no")] == ["It has", "In general"]
    assert {buttons[f"real:{name}"]["value"] for name in ("yes", "no")} == {KEY}


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("outcome", [_NO, _DEPENDS, *_OTHERS], ids=_IDS)
def test_every_answer_leads_to_a_person(outcome: Outcome, plain: bool) -> None:
    """Whom to tell, the button that says it has happened, and that this is automated."""
    shown = _shown(outcome, plain)
    assert pressed(shown)["happened"]["value"] == KEY
    assert _WAY in text_of(shown)
    assert _REPLIES.say("slack.answer.footer") in text_of(shown)


def test_feedback_is_asked_where_there_is_something_to_judge() -> None:
    """Two thumbs, which older clients see as two buttons; their values are the key and what they say."""
    (thumbs,) = every(_shown(_NO), "feedback_buttons")
    assert thumbs["action_id"] == "feedback"
    values = [thumbs[name]["value"] for name in ("positive_button", "negative_button")]
    assert list(map(read_value, values)) == [(KEY, "helpful"), (KEY, "unhelpful")]
    buttons = pressed(_shown(_NO, plain=True))
    assert [buttons[f"feedback:{name}"]["value"] for name in ("helpful", "unhelpful")] == values
    for outcome in (_OTHERS[1], _OTHERS[3]):
        assert not list(every(_shown(outcome), "feedback_buttons"))


@pytest.mark.parametrize("outcome", [_NO, _DEPENDS, *_OTHERS], ids=_IDS)
def test_older_clients_get_nothing_new(outcome: Outcome) -> None:
    """The same words without the blocks of 2026."""
    blocks = answer_blocks(outcome, _REPLIES, KEY, plain=True)
    assert not kinds(blocks) & _NEW
    said = one_line(text_of(dicts(blocks)))
    for line in text_of(_shown(outcome)).splitlines():
        assert one_line(line) in said or line == "SM 1.2, MP 2.1"


def test_an_answer_underneath_a_hand_off_asks_nothing() -> None:
    """Only what the policies say; nothing at all where there is no answer."""
    handed = HandedOff("Tell a person.", (), (), (), (), False, (), "K7M2-9QXA", answer=_DEPENDS)
    shown = _shown(handed)
    assert not pressed(shown)
    assert not list(every(shown, "feedback_buttons"))
    assert "“Staff should not.”" in text_of(shown)
    assert _shown(replace(handed, answer=None)) == []


def test_an_answer_in_a_channel_can_be_shared_or_deleted() -> None:
    """Two buttons with the key; what is shared says that a colleague did so."""
    assert {name: one["value"] for name, one in pressed(sharing(_REPLIES, KEY).to_dict()).items()} == {
        "share": KEY,
        "delete": KEY,
    }
    assert refused([shared_note(_REPLIES)]) == []


@pytest.mark.parametrize("quote", [FIRING, "<!everyone>", "<mailto:a@b.example|x>", "*bold* _it_ ~no~ `x`"])
def test_nothing_quoted_fires(quote: str) -> None:
    """Mentions, links and marks in any text stand there as they were written, and mean nothing."""
    cited = replace(_ONE, quote=quote, title=quote, heading=quote, banner=quote, lead_in=quote)
    outcome = replace(
        _DEPENDS, headline=quote, citations=(cited,), warnings=(Warning("x", quote),), options=(quote,)
    )
    for plain in (False, True):
        shown = _shown(outcome, plain)
        assert unparsed(shown)
        assert quote in text_of(shown)
        assert not any(text.get("emoji") for text in every(shown, "plain_text"))


@settings(max_examples=50)
@given(drawn_outcomes(), st.booleans(), st.booleans())
def test_no_limit_is_passed(outcome: Answered | NotCovered, plain: bool, bare: bool) -> None:
    """However long and odd the texts are, Slack takes the message, and every button says what it does."""
    blocks = answer_blocks(outcome, _REPLIES, KEY, plain=plain, bare=bare)
    assert refused(blocks) == []
    assert length(blocks) < 10_000
    shown = dicts(blocks)
    assert unparsed(shown)
    assert all(button["accessibility_label"] for button in every(shown, "button"))


@settings(max_examples=50)
@given(drawn_outcomes(), st.booleans())
def test_no_quote_is_lost(outcome: Answered | NotCovered, plain: bool) -> None:
    """Each stands in the message word for word, or behind the button that opens all of them."""
    shown = dicts(answer_blocks(outcome, _REPLIES, KEY, plain=plain))
    said, whole = one_line(text_of(shown)), one_line(text_of(clauses_view(outcome, _REPLIES).to_dict()))
    branches = outcome.branches if isinstance(outcome, Answered) else ()
    cited = outcome.citations if isinstance(outcome, Answered) else outcome.nearest
    texts = [citation.quote for citation in cited] + [warning.text for warning in outcome.warnings]
    for quote in texts:
        assert one_line(quote) in whole
        assert one_line(quote) in said or "clauses" in pressed(shown)
    for branch in branches:
        assert one_line(f"{branch.when}: {branch.said}") in whole.replace("\n", "")


@settings(max_examples=50)
@given(answered())
def test_ids_are_all_that_a_button_carries(outcome: Answered) -> None:
    """No value, action id or block id holds anything of a text."""
    for button in every(_shown(outcome), "button"):
        key, option = read_value(button["value"])
        assert key == KEY
        assert option in {"", "helpful", "unhelpful"} | {str(n) for n in range(30)}
