"""What somebody in a channel may see of a hand-off: whom to ring and where to go on, never what about."""

from collections.abc import Iterable
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block

from assistant.channels.slack.blocks.common import (
    alert,
    bullets,
    button,
    context,
    line,
    rich,
    section,
    words,
)
from assistant.domain.answer import ToldBy
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School
from assistant.incidents.replying import contact_line


def pointer_blocks(
    contacts: Iterable[ToldBy], replies: Replies, key: str, *, sent: bool, url: str = "", plain: bool = False
) -> list[Block]:
    """Shown to the asker alone, in the channel where they asked.

    `contacts` in the order of the hand-off; `sent` says whether the direct message has gone out;
    `url` leads to it. The button `private` asks for it again, or opens it.
    """
    point = replies.say("slack.pointer.sent" if sent else "slack.pointer.not_sent")
    return [
        alert(replies.say("handoff.line.emergency"), "error", plain),
        *contacts_list(contacts, replies),
        section(point),
        section(replies.say("slack.pointer.delete")),
        ActionsBlock(elements=[button(replies, "private", key, url=url or None, style="primary")]),
        context(replies.say("slack.pointer.only_you")),
    ]


def contacts_card(
    school: School, replies: Replies, moment: datetime, *, guest: bool, plain: bool = False
) -> list[Block]:
    """For a guest, or for anybody in a channel shared with other organisations: 999 and whom to ring."""
    return [
        alert(replies.say("handoff.line.emergency"), "error", plain),
        section(replies.say("slack.contacts.guest" if guest else "slack.contacts.shared_channel")),
        *contacts_list(everybody(school, moment), replies),
        context(replies.say("slack.contacts.nothing_kept")),
    ]


def everybody(school: School, moment: datetime) -> tuple[ToldBy, ...]:
    """Who holds each role at a moment, in the order of the roles."""
    reaches = ((role, school.reach(role, moment)) for role in Role)
    return tuple(ToldBy(role, school.contact(role).title, who.name, who.phone) for role, who in reaches)


def contacts_list(contacts: Iterable[ToldBy], replies: Replies) -> list[Block]:
    """People with their numbers, first to be rung first; nothing where there are none."""
    shown = [(words(contact_line(contact, replies)),) for contact in contacts]
    heading = line(words(replies.say("slack.contacts.heading"), bold=True))
    about = line(words(replies.say("slack.contacts.about")))
    return [rich(heading, bullets(shown), about)] if shown else []
