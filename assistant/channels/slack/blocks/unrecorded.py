"""A hand-off that could not be written down: whom to ring now, and what to do until they come."""

from slack_sdk.models.blocks import Block

from assistant.channels.slack.blocks.common import alert, bullets, headline, line, rich, section, words
from assistant.channels.slack.blocks.handed_off import contacts_list
from assistant.domain.advice import Advice
from assistant.domain.answer import HandedOff
from assistant.domain.replies import Replies


def unrecorded_blocks(outcome: HandedOff, replies: Replies, *, plain: bool = False) -> list[Block]:
    """The hand-off as it was decided: there is no case that a card could follow."""
    first, *rest = outcome.lines
    return [
        headline(outcome.headline),
        alert(first, "error", plain),
        *contacts_list(outcome.contacts, replies),
        *(block for advice in outcome.advice for block in _advice(advice, replies)),
        *map(section, rest),
    ]


def _advice(advice: Advice, replies: Replies) -> list[Block]:
    steps = (("do", advice.do), ("dont", advice.dont))
    lists = [
        rich(
            line(words(replies.say(f"slack.card.{name}"), bold=True)),
            bullets([words(one)] for one in said.splitlines()),
        )
        for name, said in steps
        if said
    ]
    return [section(advice.title), *lists]
