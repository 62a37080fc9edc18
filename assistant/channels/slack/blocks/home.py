"""App Home: what this is, whom to ring, who can see what, and the policies it answers from."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import Part, bullets, button, headline, rich, section, words
from assistant.channels.slack.blocks.handed_off import contacts_list, everybody
from assistant.domain.policy import PolicyRecord
from assistant.domain.replies import Replies
from assistant.domain.school import School

_PRIVACY = ("direct", "channel", "report", "kept", "exports")
# A school may hold any number of policies; beyond these a view would be longer than Slack takes.
_LISTED = 60


def home_view(
    school: School,
    policies: Iterable[PolicyRecord],
    replies: Replies,
    now: datetime,
    messages_url: str = "",
    *,
    explains: bool = False,
) -> View:
    """The view for `views.publish`; `messages_url` opens the conversation with the assistant.

    `explains` says that a language model reads questions.
    """
    privacy = (*_PRIVACY, "model") if explains else _PRIVACY

    def say(name: str, **blanks: str) -> str:
        return replies.say(f"slack.home.{name}", **blanks)

    ask = button(replies, "ask", "home", url=messages_url or None, style="primary")
    blocks: list[Block] = [
        headline(say("title", school=school.name)),
        section(say("what")),
        ActionsBlock(elements=[ask, button(replies, "report", "home", style="danger")]),
        DividerBlock(),
        headline(say("ring")),
        section(replies.say("handoff.line.emergency")),
        *contacts_list(everybody(school, now), replies),
        DividerBlock(),
        headline(say("privacy")),
        rich(bullets([words(say(f"privacy_{name}"))] for name in privacy)),
        DividerBlock(),
        headline(say("policies")),
        *_policies(tuple(policies), replies, now),
    ]
    return View(type="home", callback_id="home", blocks=blocks)


def _policies(records: Sequence[PolicyRecord], replies: Replies, now: datetime) -> list[Block]:
    if not records:
        return [section(replies.say("slack.home.no_policies"))]
    listed = rich(bullets(_policy(record, replies, now) for record in records[:_LISTED]))
    left = len(records) - _LISTED
    return [
        listed,
        *([section(replies.say("slack.home.more_policies", count=str(left)))] if left > 0 else []),
    ]


def _policy(record: PolicyRecord, replies: Replies, now: datetime) -> tuple[Part, ...]:
    status = replies.say(f"slack.status.{record.status.value}")
    if record.review_due is None:
        review = replies.say("slack.home.review_not_set")
    else:
        name = "review_overdue" if record.overdue(now.date()) else "review_due"
        review = replies.say(f"slack.home.{name}", due=f"{record.review_due:%B %Y}")
    return words(record.title, bold=True), words(f" · {status} · {review}")
