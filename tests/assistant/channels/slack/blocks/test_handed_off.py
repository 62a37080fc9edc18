"""What somebody in a channel may see of a hand-off."""

import pytest

from assistant.channels.slack.blocks.common import text_of
from assistant.channels.slack.blocks.handed_off import contacts_card, contacts_list, everybody, pointer_blocks
from assistant.domain.answer import ToldBy
from assistant.domain.school import Role
from assistant.domain.triage import Category
from tests.assistant.channels.slack.blocks.drawn import FIRING, KEY, dicts, kinds, pressed, refused, unparsed
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import AT_NIGHT, IN_THE_MORNING, staffed, stand_in

_REPLIES = shipped_replies()
_LEAD = ToldBy(Role.SAFEGUARDING_LEAD, "Safeguarding Lead", "Mrs Ada Lead", "01632 960000")


def _pointer(sent: bool = True, url: str = "", plain: bool = False) -> list[dict[str, object]]:
    return dicts(pointer_blocks([_LEAD], _REPLIES, KEY, sent=sent, url=url, plain=plain))


@pytest.mark.parametrize("plain", [False, True])
def test_the_pointer_has_what_is_needed_and_no_more(plain: bool) -> None:
    """999, whom to ring, where to go on, how to hide the message: nothing of what it was about."""
    said = text_of(_pointer(plain=plain))
    parts = ["999", "Safeguarding Lead Mrs Ada Lead: 01632 960000", "direct message", "deleting", "Only you"]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    for category in Category:
        assert _REPLIES.say(f"handoff.category.{category}") not in said
    assert "case" not in said.lower()


@pytest.mark.parametrize(("sent", "name"), [(True, "sent"), (False, "not_sent")])
def test_the_pointer_says_whether_a_direct_message_went_out(sent: bool, name: str) -> None:
    """It promises none that has not been sent."""
    said = text_of(_pointer(sent))
    assert _REPLIES.say(f"slack.pointer.{name}") in said
    other = "not_sent" if sent else "sent"
    assert _REPLIES.say(f"slack.pointer.{other}") not in said


def test_the_button_leads_to_a_private_place() -> None:
    """It carries the key only, and a link where there is one."""
    assert pressed(_pointer())["private"]["value"] == KEY
    assert "url" not in pressed(_pointer())["private"]
    assert pressed(_pointer(url="slack://app?team=T1&id=A1"))["private"]["url"] == "slack://app?team=T1&id=A1"


@pytest.mark.parametrize("guest", [False, True])
def test_a_guest_gets_the_numbers_and_nothing_to_press(guest: bool) -> None:
    """All roles, that nothing is kept, and no button."""
    blocks = contacts_card(staffed(), _REPLIES, IN_THE_MORNING, guest=guest, plain=True)
    assert refused(blocks) == []
    assert kinds(blocks) <= {"rich_text", "section", "context"}
    said = text_of(dicts(blocks))
    for role in Role:
        assert staffed().contact(role).name in said
    assert _REPLIES.say("slack.contacts.nothing_kept") in said
    assert not pressed(dicts(blocks))


def test_at_night_it_is_whoever_stands_in() -> None:
    """The list has whoever holds a role at that moment."""
    school = staffed({Role.SAFEGUARDING_LEAD: stand_in("Fay Night")})
    assert everybody(school, AT_NIGHT)[0].name == "Fay Night"
    assert everybody(school, IN_THE_MORNING)[0].name == "Mrs Ada Lead"


def test_a_contact_that_is_not_set_says_so() -> None:
    """No number is made up, and no empty list is shown."""
    unset = ToldBy(Role.HEADTEACHER, "Headteacher", "", "")
    assert "Headteacher: no number is set here" in text_of(dicts(contacts_list([unset], _REPLIES)))
    assert contacts_list([], _REPLIES) == []


def test_a_name_means_nothing_to_slack() -> None:
    """Whatever the school writes as a name is shown as it is."""
    odd = ToldBy(Role.HEADTEACHER, FIRING, FIRING, FIRING)
    shown = dicts(pointer_blocks([odd], _REPLIES, KEY, sent=True))
    assert unparsed(shown)
    assert FIRING in text_of(shown)
