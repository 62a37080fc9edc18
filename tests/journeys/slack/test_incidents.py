"""A live incident, as its reporter lives through it in Slack."""

import re

from assistant.domain.case import CaseState, EventKind
from assistant.domain.school import Role
from tests.fakes.slack import BOT
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.people import Person
from tests.journeys.slack.office import ABOUT_THE_HEAD, TOLD, Office, reference_in

_RING = "ring 999 first"


def test_the_reporters_card_follows_the_case_to_its_end(office: Office) -> None:
    """Recorded, sent, seen by whom and when, closed: one message, in the thread of the report."""
    ada = office.slack.workspace.person("Ada")
    asked: list[Message] = []
    mine = office.told(ada, ada.dm, lambda: asked.append(ada.messages_bot(TOLD)))
    reference = reference_in(mine)
    assert mine.thread_ts == asked[0].ts
    assert _RING in mine.visible()
    office.becomes(mine, "An alert was sent to the Safeguarding Lead.")
    card = office.card(reference)
    office.lead.clicks(card, "case_acknowledge")
    office.becomes(mine, "Safeguarding_Lead has confirmed having it (")
    modal = office.shown(office.lead, lambda: office.lead.clicks(card, "case_close"))
    office.lead.submits(modal, {"outcome": "referred_on"})
    office.becomes(mine, "The case was closed (")
    assert [action for action in mine.action_ids() if action.startswith("case_")] == []
    assert [one.ts for one in ada.sees(ada.dm) if one.by_bot] == [mine.ts]


def test_a_mention_leaves_no_trace_in_the_channel(office: Office) -> None:
    """The asker alone gets whom to ring and a pointer; the case comes by direct message."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staff", members=[ada, ben, BOT])
    pointer = office.told(ada, staff, lambda: ada.mentions_bot(staff, TOLD))
    mine = office.once(lambda: next(iter(ada.sees(ada.dm)), None))
    assert (pointer.ephemeral, pointer.thread_ts) == (True, None)
    for words in (_RING, "01632 960000", "direct message from this assistant is waiting", "deleting it"):
        assert words in pointer.visible()
    assert reference_in(mine) not in pointer.visible()
    assert [one.by_bot for one in ben.sees(staff)] == [False]
    assert "Your report" in mine.visible()
    notice = office.shown(ada, lambda: ada.clicks(pointer, "private"))
    assert "A direct message from this assistant is waiting for you." in notice.visible()
    assert len(ada.sees(ada.dm)) == 1


def test_a_mention_in_a_thread_is_pointed_on_in_the_thread(office: Office) -> None:
    """Seen by the asker alone there too."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staff", members=[ada, ben, BOT])
    root = ben.writes(staff, "Lunch?")
    pointer = office.told(ada, staff, lambda: ada.mentions_bot(staff, TOLD, root))
    assert (pointer.ephemeral, pointer.thread_ts) == (True, root.ts)
    assert not [one for one in ben.sees(staff) if one.by_bot]


def test_the_command_reports_from_a_channel_that_the_bot_is_not_in(office: Office) -> None:
    """A pointer where it was typed, the case by direct message."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    elsewhere = office.slack.workspace.channel("science", members=[ada, ben])
    pointer = office.told(ada, elsewhere, lambda: ada.commands("/policy", TOLD, elsewhere))
    mine = office.once(lambda: next(iter(ada.sees(ada.dm)), None))
    assert pointer.ephemeral
    assert _RING in pointer.visible()
    assert ben.sees(elsewhere) == []
    assert office.card(reference_in(mine))


def test_what_the_reporter_says_next_is_added_to_the_case(office: Office) -> None:
    """Typed in the thread, or with the button; both are kept and neither makes a second case."""
    ada = office.slack.workspace.person("Ada")
    root: list[Message] = []
    mine = office.told(ada, ada.dm, lambda: root.append(ada.messages_bot(TOLD)))
    reference = reference_in(mine)
    office.pause()
    ada.messages_bot("he is in year 8", root[0])
    office.becomes(mine, "more was added to the report")
    modal = office.shown(ada, lambda: ada.clicks(mine, "case_add"))
    office.settled(ada.submits(modal, {"words": "his sister is in 7C"}))
    words = office.words(reference)
    assert [part in words for part in (TOLD, "he is in year 8", "his sister is in 7C")] == [True] * 3
    assert len(office.cards(reference)) == 1
    assert sum("Your report" in one.visible() for one in ada.sees(ada.dm)) == 1


def test_somebody_in_danger_now_makes_the_next_person_due_at_once(office: Office) -> None:
    """The deputy is called to the card, not in some minutes but now, and the card says why."""
    ada = office.slack.workspace.person("Ada")
    reference, mine = office.reports(ada, TOLD)
    card = office.card(reference)
    office.pause()
    ada.clicks(mine, "case_in_danger")
    office.becomes(card, "Urgent, someone may be in danger.")
    office.becomes(card, "An alert was sent to the Safeguarding Lead and the Deputy Safeguarding Lead.")
    call = office.once(
        lambda: next((one for one in office.cards(reference) if one.thread_ts == card.ts), None)
    )
    assert office.deputy.id in str(call.blocks)
    office.becomes(mine, "somebody is in danger; 999 comes first")


def test_what_is_not_live_stays_until_a_role_holder_closes_it(office: Office) -> None:
    """The reporter's button tells them, and is gone once it has been pressed."""
    ada = office.slack.workspace.person("Ada")
    reference, mine = office.reports(ada, TOLD)
    card = office.card(reference)
    ada.clicks(mine, "case_not_live")
    office.becomes(card, "The reporter says that nothing has really happened.")
    office.once(lambda: "case_not_live" not in mine.action_ids() or None)
    case = office.made.cases.case(reference)
    assert case is not None
    assert case.state is CaseState.OPEN


def _names(reference: str, who: Person, where: Channel) -> bool:
    return any(reference in message.visible() for message in who.sees(where))


def test_an_answer_that_has_happened_becomes_a_case_with_its_own_question(office: Office) -> None:
    """The question above the button, though another one was typed in the thread since."""
    ada = office.slack.workspace.person("Ada")
    root: list[Message] = []
    answer = office.told(
        ada, ada.dm, lambda: root.append(ada.messages_bot("Can I accept this friend request?"))
    )
    office.pause()
    office.told(ada, ada.dm, lambda: ada.messages_bot("Is there free parking near the school?", root[0]))
    office.pause()
    mine = office.told(ada, ada.dm, lambda: ada.clicks(answer, "happened"))
    assert mine.thread_ts == root[0].ts
    # Triage says whether it is a pupil's request, for the Safeguarding Lead, or a mistake, for the Head.
    reference, holders = reference_in(mine), ((office.lead, office.private), (office.head, office.head.dm))
    told = office.once(lambda: [one for one in holders if _names(reference, *one)] or None)
    words = office.words(reference, *told[0])
    assert "friend request" in words
    assert "parking" not in words


def test_an_answer_in_a_channel_that_has_happened_stays_private(office: Office) -> None:
    """A pointer to the asker alone, the case by direct message."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staff", members=[ada, ben, BOT])
    answer = office.told(ada, staff, lambda: ada.mentions_bot(staff, "Can I accept this friend request?"))
    office.pause()
    pointer = office.told(ada, staff, lambda: ada.clicks(answer, "happened"))
    assert (pointer.ephemeral, _RING in pointer.visible()) == (True, True)
    assert "Your report" in office.once(lambda: next(iter(ada.sees(ada.dm)), None)).visible()
    assert not [one for one in ben.sees(staff) if one.by_bot]


def test_a_message_that_a_role_holder_wrote_is_not_told_to_them(office: Office) -> None:
    """Whatever it says: the reporter is asked whether it is about them, and they hear nothing meanwhile."""
    ada = office.slack.workspace.person("Ada")
    elsewhere = office.slack.workspace.channel("science", members=[ada, office.lead])
    written = office.lead.writes(
        elsewhere, "told the lad to strip to his pants in the corridor, that shut him up"
    )
    modal = office.shown(ada, lambda: ada.message_shortcut("report_message", written))
    office.settled(ada.submits(modal, {"consent": ["yes"]}))
    mine = office.once(lambda: next(iter(ada.sees(ada.dm)), None))
    case = office.made.cases.case(reference_in(mine))
    assert case is not None
    assert Role.SAFEGUARDING_LEAD in (*case.doubtful, *case.excluded)
    assert reference_in(mine) not in office.lead.sees_everything()


def test_in_a_channels_thread_nobody_goes_on_from_anothers_words(office: Office) -> None:
    """What one person reported there is neither advice nor case of the next who asks."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    staff = office.slack.workspace.channel("staffroom", members=[ada, ben, BOT])
    root = ben.writes(staff, "lunch menu")
    office.told(ada, staff, lambda: ada.mentions_bot(staff, TOLD, thread=root))
    mine = office.once(lambda: next(iter(ada.sees(ada.dm)), None))
    office.pause()
    answer = office.told(ben, staff, lambda: ben.mentions_bot(staff, "and on a trip?", thread=root))
    assert reference_in(mine) not in ben.sees_everything()
    assert "Your report" not in answer.visible()
    assert not [one for one in ben.sees(ben.dm) if one.by_bot]


def test_a_message_is_reported_with_its_words_shown_first(office: Office) -> None:
    """From a channel without the bot: preview, consent, then a case with the words and what was added."""
    ada, ben = office.slack.workspace.person("Ada"), office.slack.workspace.person("Ben")
    elsewhere = office.slack.workspace.channel("science", members=[ada, ben])
    written = ben.writes(elsewhere, "she says her uncle touches her <b> & more")
    modal = office.shown(ada, lambda: ada.message_shortcut("report_message", written))
    assert "she says her uncle touches her <b> & more" in modal.visible()
    assert _RING in modal.visible()
    sent = ada.submits(modal, {"consent": ["yes"], "words": "posted today", "emergency": "yes"})
    office.settled(sent)
    said = office.once(lambda: ada.modal)
    mine = office.once(lambda: next(iter(ada.sees(ada.dm)), None))
    reference = reference_in(mine)
    assert reference_in(said) == reference
    words = office.words(reference)
    assert "posted today\n\nshe says her uncle touches her <b> & more" in words
    assert "Urgent" in office.card(reference).visible()
    assert ben.sees(elsewhere) == [written]


def test_an_incident_is_reported_without_a_word(office: Office) -> None:
    """The global shortcut asks for nothing; the case is there before the form has gone."""
    ada = office.slack.workspace.person("Ada")
    modal = office.shown(ada, lambda: ada.shortcut("report_incident"))
    assert re.search(r"01632 960000", modal.visible())
    sent = ada.submits(modal, {})
    office.settled(sent)
    said = sent.answer["view"]
    reference = reference_in(office.once(lambda: next(iter(ada.sees(ada.dm)), None)))
    assert reference in str(said)
    assert office.made.cases.events(reference)[0].kind is EventKind.RECORDED
    assert office.card(reference)


def test_whom_it_is_about_never_sees_and_is_never_told(office: Office) -> None:
    """The head reads in the channel, so that it stands there for nobody and goes to the chair directly."""
    ada = office.slack.workspace.person("Ada")
    reference, mine = office.reports(ada, ABOUT_THE_HEAD)
    card = office.card(reference, office.chair, office.chair.dm)
    office.becomes(mine, "An alert was sent to the Chair of governors")
    assert "Hua" not in mine.visible()
    assert office.cards(reference) == []
    office.chair.clicks(card, "case_acknowledge")
    office.becomes(mine, "has confirmed having it (")
    assert reference not in office.slack.everything_visible_to(office.head)
