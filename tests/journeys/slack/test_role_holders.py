"""A case at its role holders' in Slack: one card in their channel, and what each of them may do there."""

from assistant.domain.case import CaseState, ClosingOutcome, EventKind
from assistant.domain.school import Role
from tests.fakes.slack.conversation import Message
from tests.fakes.slack.people import Person
from tests.journeys.slack.office import ABOUT_THE_HEAD, TOLD, Office

_NO_CASE = "There is no such case."


def _reported(office: Office) -> tuple[str, Message]:
    """The reference and the card of a fresh case."""
    ada = office.slack.workspace.person("Ada")
    reference, _ = office.reports(ada, TOLD)
    return reference, office.card(reference)


def _refused(office: Office, who: Person, card: Message, action: str) -> str:
    """What somebody reads who presses a button and may not; the modal is left."""
    modal = office.shown(who, lambda: who.clicks(card, action))
    who.closes(modal)
    return modal.visible()


def test_one_card_goes_with_the_case_from_acknowledged_to_opened_again(office: Office) -> None:
    """Each click changes it where it stands; the state in the database is what it shows."""
    reference, card = _reported(office)
    assert "Nobody has confirmed having this case yet." in card.visible()
    office.lead.clicks(card, "case_acknowledge")
    office.becomes(card, "Safeguarding_Lead has confirmed having it (")
    assert "case_acknowledge" not in card.action_ids()
    office.deputy.clicks(card, "case_take_over")
    office.becomes(card, "Deputy_Safeguarding_Lead has confirmed having it (")
    modal = office.shown(office.deputy, lambda: office.deputy.clicks(card, "case_close"))
    office.deputy.submits(modal, {"outcome": "dealt_with"})
    office.becomes(card, "closed the case: dealt with.")
    case = office.made.cases.case(reference)
    assert case is not None
    assert (case.state, case.outcome) == (CaseState.CLOSED, ClosingOutcome.DEALT_WITH)
    office.pause()
    office.lead.clicks(card, "case_reopen")
    office.becomes(card, "opened the case again after it was closed.")
    assert "case_acknowledge" in card.action_ids()
    roots = [one for one in office.cards(reference) if one.thread_ts is None]
    assert [one.ts for one in roots] == [card.ts]


def test_whoever_comes_second_is_told_who_was_first(office: Office) -> None:
    """Somebody whose screen still shows the button learns who has it and since when, and nothing changes."""
    reference, card = _reported(office)
    before = card.as_it_is()
    office.lead.clicks(card, "case_acknowledge")
    office.becomes(card, "has confirmed having it (")
    assert "Safeguarding_Lead acknowledged this case first, at " in _refused(
        office, office.deputy, before, "case_acknowledge"
    )
    case = office.made.cases.case(reference)
    assert case is not None
    assert case.held_by is Role.SAFEGUARDING_LEAD


def test_the_words_are_in_a_window_alone_and_each_opening_is_on_the_card(office: Office) -> None:
    """A note stands there too; whoever does not hold the case any more may not read on."""
    reference, card = _reported(office)
    assert TOLD in office.words(reference)
    office.becomes(card, "Safeguarding_Lead opened the case.")
    modal = office.shown(office.lead, lambda: office.lead.clicks(card, "case_note"))
    office.settled(office.lead.submits(modal, {"words": "rang the mother"}))
    office.becomes(card, "a note was made.")
    assert "rang the mother" in office.words(reference)
    office.lead.clicks(card, "case_acknowledge")
    office.becomes(card, "has confirmed having it (")
    refused = _refused(office, office.deputy, card, "case_read")
    assert "Take it over to read what was reported." in refused
    assert TOLD not in refused
    for message in office.cards(reference):
        assert TOLD not in message.visible()
        assert "rang the mother" not in message.visible()


def test_somebody_in_the_channel_who_is_no_role_holder_may_do_nothing(office: Office) -> None:
    """An assistant of the lead's was let in: every button says that there is no such case."""
    reference, card = _reported(office)
    pat = office.slack.workspace.person("Pat")
    office.slack.workspace.invites(office.private, pat)
    try:
        for action in ("case_acknowledge", "case_read"):
            assert _NO_CASE in _refused(office, pat, card, action)
        modal = office.shown(pat, lambda: pat.clicks(card, "case_note"))
        office.settled(pat.submits(modal, {"words": "let me see"}))
        assert _NO_CASE in office.once(lambda: pat.modal).visible()
        pat.closes(modal)
        modal = office.shown(pat, lambda: pat.clicks(card, "case_close"))
        office.settled(pat.submits(modal, {"outcome": "duplicate"}))
        assert _NO_CASE in office.once(lambda: pat.modal).visible()
    finally:
        office.slack.workspace.removes(office.private, pat)
    case = office.made.cases.case(reference)
    assert case is not None
    assert case.state is CaseState.OPEN
    assert "let me see" not in office.words(reference)


def test_a_reporters_buttons_are_the_reporters_own(office: Office) -> None:
    """Somebody else who gets hold of them is told that there is no such case."""
    ada, eve = office.slack.workspace.person("Ada"), office.slack.workspace.person("Eve")
    reference, mine = office.reports(ada, TOLD)
    stolen = office.told(eve, eve.dm, lambda: eve.messages_bot("hello"))
    stolen.blocks = mine.as_it_is().blocks
    for action in ("case_not_live", "case_in_danger"):
        assert _NO_CASE in _refused(office, eve, stolen, action)
    kinds = {event.kind for event in office.made.cases.events(reference)}
    assert kinds.isdisjoint({EventKind.SAID_NOT_LIVE, EventKind.IN_DANGER})


def test_a_case_in_a_direct_message_goes_the_same_way(office: Office) -> None:
    """The chair has the card alone, acknowledges it and reads the words there."""
    ada = office.slack.workspace.person("Ada")
    reference, mine = office.reports(ada, ABOUT_THE_HEAD)
    card = office.card(reference, office.chair, office.chair.dm)
    office.chair.clicks(card, "case_acknowledge")
    office.becomes(card, "Chair_Of_Governors has confirmed having it (")
    office.becomes(mine, "Chair_Of_Governors has confirmed having it (")
    modal = office.shown(office.chair, lambda: office.chair.clicks(card, "case_read"))
    assert ABOUT_THE_HEAD in modal.visible()


def test_the_head_cannot_act_on_a_case_about_the_head(office: Office) -> None:
    """Not even with the very buttons of the chair's card, and is not told that it is there."""
    ada = office.slack.workspace.person("Ada")
    reference, _ = office.reports(ada, ABOUT_THE_HEAD)
    card = office.card(reference, office.chair, office.chair.dm)
    stolen = office.told(office.head, office.head.dm, lambda: office.head.messages_bot("hello"))
    stolen.blocks = card.as_it_is().blocks
    for action in ("case_acknowledge", "case_read"):
        assert _NO_CASE in _refused(office, office.head, stolen, action)
    case = office.made.cases.case(reference)
    assert case is not None
    assert case.held_by is None
