"""Questions on every surface of Slack: what the asker gets, where, and who else sees any of it."""

from functools import partial

from tests.fakes.slack import BOT
from tests.fakes.slack.conversation import Message
from tests.journeys.slack.office import Office

_FRIEND = "Can I accept this friend request?"
_FORMER = "Can I follow a former pupil on Instagram?"
_PARKING = "Is there free parking near the school?"
_UNCLEAR = "polaroids in pupil folder?"
_DEPENDS, _ADVISED = "It depends on who it is.", "Better not."


def _buttons(message: Message, beginning: str) -> list[str]:
    return [action for action in message.action_ids() if action.startswith(beginning)]


def test_a_question_is_answered_in_its_thread_and_a_button_answers_in_place(office: Office) -> None:
    """The button of a case changes the answer to that case's; nothing more is said."""
    ada = office.slack.workspace.person("Ada")
    asked: list[Message] = []
    answer = office.told(ada, ada.dm, lambda: asked.append(ada.messages_bot(_FRIEND)))
    assert answer.thread_ts == asked[0].ts
    assert _DEPENDS in answer.visible()
    assert len(_buttons(answer, "branch:")) == 5
    ada.clicks(answer, "branch:1")
    office.once(lambda: _DEPENDS not in answer.visible() or None)
    assert _ADVISED in answer.visible()
    assert (len(ada.sees(ada.dm)), _buttons(answer, "branch:")) == (2, [])
    assert "happened" in answer.action_ids()


def test_what_is_asked_next_in_the_thread_goes_on_from_it(office: Office) -> None:
    """A bare "And a parent?" is about Instagram there, and about nothing in particular by itself."""
    ada = office.slack.workspace.person("Ada")
    root = ada.messages_bot(_FORMER)
    office.once(lambda: len(ada.sees(ada.dm)) == 2 or None)
    office.pause()
    following = office.told(ada, ada.dm, lambda: ada.messages_bot("And a parent?", root))
    assert following.thread_ts == root.ts
    assert "No. The Social Media Policy does not allow this." in following.visible()
    office.pause()
    alone = office.told(ada, ada.dm, lambda: ada.messages_bot("And a parent?"))
    assert "does not allow this" not in alone.visible()


def test_every_answer_can_have_happened_already(office: Office) -> None:
    """What is covered, what is not, and what is no matter for policies."""
    ada = office.slack.workspace.person("Ada")
    for text in (_FORMER, _PARKING, "hello"):
        office.pause()
        answer = office.told(ada, ada.dm, partial(ada.messages_bot, text))
        assert "happened" in answer.action_ids()


def test_a_mention_is_answered_to_the_asker_alone_until_they_share_it(office: Office) -> None:
    """A colleague sees nothing, then the answer in the thread without anything to press."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staff", members=[ada, ben, BOT])
    asked: list[Message] = []
    answer = office.told(ada, staff, lambda: asked.append(ada.mentions_bot(staff, _FORMER)))
    assert (answer.ephemeral, answer.thread_ts) == (True, None)
    assert [one.by_bot for one in ben.sees(staff)] == [False]
    shared = office.told(ben, staff, lambda: ada.clicks(answer, "share"))
    assert (shared.thread_ts, shared.action_ids()) == (asked[0].ts, [])
    assert _ADVISED in shared.visible()
    assert "has shared this answer" in shared.visible()
    office.once(lambda: answer not in ada.sees(staff) or None)


def test_a_mention_in_a_thread_is_answered_in_the_thread(office: Office) -> None:
    """Else it would stand where nobody looks; a branch that is picked stays there."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staff", members=[ada, ben, BOT])
    root = ben.writes(staff, "Who knows about this?")
    answer = office.told(ada, staff, lambda: ada.mentions_bot(staff, _FRIEND, root))
    assert (answer.ephemeral, answer.thread_ts) == (True, root.ts)
    picked = office.told(ada, staff, lambda: ada.clicks(answer, "branch:1"))
    assert (picked.ephemeral, picked.thread_ts) == (True, root.ts)
    assert _ADVISED in picked.visible()
    assert answer not in ada.sees(staff)
    ada.clicks(picked, "delete")
    office.once(lambda: picked not in ada.sees(staff) or None)
    assert not [one for one in ben.sees(staff) if one.by_bot]


def test_the_command_answers_whoever_typed_it_even_where_the_bot_is_no_member(office: Office) -> None:
    """There a branch is picked in place, and the asker may share: Slack lets the answer through."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    elsewhere = office.slack.workspace.channel("science", members=[ada, ben])
    answer = office.told(ada, elsewhere, lambda: ada.commands("/policy", _FRIEND, elsewhere))
    assert answer.ephemeral
    picked = office.told(ada, elsewhere, lambda: ada.clicks(answer, "branch:1"))
    assert (picked.ephemeral, answer in ada.sees(elsewhere)) == (True, False)
    assert ben.sees(elsewhere) == []
    shared = office.told(ben, elsewhere, lambda: ada.clicks(picked, "share"))
    assert _ADVISED in shared.visible()
    assert _DEPENDS not in shared.visible()
    assert ada.sees(ada.dm) == []


def test_the_home_tab_says_whom_to_ring_and_what_it_answers_from(office: Office) -> None:
    """And leads to the conversation and to the form of a report."""
    ada = office.slack.workspace.person("Ada")
    ada.opens_home()
    home = office.once(lambda: ada.home)
    for words in ("ring 999 first", "01632 960000", "Social Media Policy", "review was due May 2024"):
        assert words in home.visible()
    assert office.shown(ada, lambda: ada.clicks(home, "report")).callback_id == "report_incident"
    (ask,) = [e for block in home.blocks for e in block.get("elements", []) if e.get("action_id") == "ask"]
    assert ask["url"].startswith("https://slack.com/app_redirect?app=A")
    assert ada.clicks(home, "ask").wait().acknowledged


def test_an_empty_conversation_offers_questions(office: Office) -> None:
    """Those of the manifest, which are answered."""
    ada = office.slack.workspace.person("Ada")
    ada.opens_messages_tab()
    prompts = office.once(lambda: ada.suggested_prompts or None)
    assert _FRIEND in [prompt["message"] for prompt in prompts]


def test_what_readers_think_is_kept_without_whose_it_is(office: Office) -> None:
    """The negative asks why and keeps one entry; neither holds the asker."""
    ada = office.slack.workspace.person("Ada")
    answer = office.told(ada, ada.dm, lambda: ada.messages_bot(_FORMER))
    modal = office.shown(ada, lambda: ada.clicks(answer, "feedback", _judged(answer, "negative_button")))
    ada.submits(modal, {"reason": "incomplete", "comment": "and on Facebook?"})
    kept = office.once(lambda: next((one for one in office.made.feedback.all() if one.reason), None))
    assert (kept.question, kept.helpful, kept.reason) == (_FORMER, False, "incomplete")
    assert (kept.comment, kept.clauses, kept.verdict) == ("and on Facebook?", ("SM 12.2",), "no")
    assert len(office.made.feedback.all()) == 1
    ada.clicks(answer, "feedback", _judged(answer, "positive_button"))
    office.once(lambda: [one for one in office.made.feedback.all() if one.helpful] or None)
    assert ada.id not in repr(office.made.feedback.all())


def test_feedback_is_about_the_case_that_was_picked(office: Office) -> None:
    """Not about the answer that asked which it is: that one is not on the screen any more."""
    ada = office.slack.workspace.person("Ada")
    answer = office.told(ada, ada.dm, lambda: ada.messages_bot(_FRIEND))
    ada.clicks(answer, "branch:1")
    office.once(lambda: _DEPENDS not in answer.visible() or None)
    before = len(office.made.feedback.all())
    ada.clicks(answer, "feedback", _judged(answer, "positive_button"))
    kept = office.once(lambda: office.made.feedback.all()[before:] or None)[-1]
    assert kept.verdict != "depends"
    assert all(clause in answer.visible() for clause in kept.clauses)


def _judged(answer: Message, name: str) -> str:
    elements = (element for block in answer.blocks for element in block.get("elements", []))
    return next(str(element[name]["value"]) for element in elements if name in element)


def test_asked_whether_it_is_real_no_answers_and_yes_hands_off(office: Office) -> None:
    """The same two buttons as words typed would be; only the second makes a case, with the words before."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    answer = office.told(ada, ada.dm, lambda: ada.messages_bot(_UNCLEAR))
    assert _buttons(answer, "real:") == ["real:yes", "real:no"]
    office.pause()
    told = office.told(ada, ada.dm, lambda: ada.clicks(answer, "real:no"))
    assert _buttons(told, "real:") == []
    assert "Your report" not in told.visible()
    asked = office.told(ben, ben.dm, lambda: ben.messages_bot(_UNCLEAR))
    office.pause()
    mine = office.told(ben, ben.dm, lambda: ben.clicks(asked, "real:yes"))
    assert "Your report: case" in mine.visible()


def test_an_edited_message_is_answered_once_and_a_deleted_one_is_forgotten(office: Office) -> None:
    """After a deletion the buttons of the answer have nothing to go on from, and no file has the words."""
    ada = office.slack.workspace.person("Ada")
    asked: list[Message] = []
    answer = office.told(ada, ada.dm, lambda: asked.append(ada.messages_bot(_FRIEND)))
    ada.edits(asked[0], _FORMER)
    office.slack.wait_until_settled()
    ada.deletes(asked[0])
    key = f"T1/{ada.dm.id}/{asked[0].ts}"
    team = office.slack.deliveries("message")[-1].payload["team_id"]
    office.once(lambda: office.made.inbox.read(key.replace("T1", team)) is None or None)
    modal = office.shown(ada, lambda: ada.clicks(answer, "branch:1"))
    assert "This answer is too old to go on from." in modal.visible()
    assert len([one for one in ada.sees(ada.dm) if one.by_bot]) == 1
    assert _DEPENDS in answer.visible()


def test_guests_get_whom_to_ring_and_nothing_of_theirs_is_kept(office: Office) -> None:
    """By every way they have: message, mention, command, and both forms."""
    guest = office.slack.workspace.person("Gus", guest=True)
    staff = office.slack.workspace.channel("staff", members=[guest, BOT])
    said = office.told(guest, guest.dm, lambda: guest.messages_bot(_FORMER))
    cases = len(office.made.cases.cases())
    for message in (
        said,
        office.told(guest, staff, lambda: guest.mentions_bot(staff, _FORMER)),
        office.told(guest, staff, lambda: guest.commands("/policy", _FORMER, staff)),
        office.shown(guest, lambda: guest.shortcut("report_incident")),
        office.shown(
            guest, lambda: guest.message_shortcut("report_message", guest.writes(staff, "a bruise"))
        ),
    ):
        assert "is for staff of the school only" in message.visible()
        assert "01632 960000" in message.visible()
        assert "Better not" not in message.visible()
    assert len(office.made.cases.cases()) == cases
    for delivery in office.slack.deliveries("message"):
        if delivery.payload["event"].get("user") == guest.id:
            event = delivery.payload["event"]
            assert office.made.inbox.read(f"{event['team']}/{event['channel']}/{event['ts']}") is None


def test_a_channel_shared_with_others_gets_whom_to_ring_alone(office: Office) -> None:
    """Even somebody of the school's own staff, and even for an incident: others read there."""
    ada = office.slack.workspace.person("Ada")
    partners = office.slack.workspace.channel("partners", members=[ada, BOT], ext_shared=True)
    cases = len(office.made.cases.cases())
    told = office.told(ada, partners, lambda: ada.mentions_bot(partners, "a boy has bruises, his dad did it"))
    assert told.ephemeral
    assert "shared with others outside the school" in told.visible()
    assert len(office.made.cases.cases()) == cases
