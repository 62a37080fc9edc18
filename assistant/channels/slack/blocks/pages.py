"""Windows that only tell something: what was sent in, the whole of an answer, who was first."""

from collections.abc import Iterable
from datetime import datetime

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.answers import branch_words, explanation
from assistant.channels.slack.blocks.clauses import clause_blocks, clauses_of
from assistant.channels.slack.blocks.common import (
    MOST_BLOCKS_OF_A_VIEW,
    bullets,
    context,
    paragraphs,
    plain_text,
    rich,
    section,
)
from assistant.channels.slack.blocks.handed_off import contacts_card, contacts_list
from assistant.domain.answer import Answered, HandedOff, NotCovered, ToldBy
from assistant.domain.replies import Replies
from assistant.domain.school import School

LOADING = "loading"
_TITLE = View.title_max_length


def reported_view(outcome: HandedOff, replies: Replies) -> View:
    """In the place of both forms once they are sent: what has become of it, and whom to ring all the same."""
    blocks = [
        *map(section, outcome.lines[:2]),
        *contacts_list(outcome.contacts, replies),
        context(replies.say("slack.modal.report.note")),
    ]
    return _page("report", blocks, replies)


def contacts_view(school: School, replies: Replies, moment: datetime) -> View:
    """For guests in the place of both forms: whom to ring, and nothing else."""
    return _page("notice", contacts_card(school, replies, moment, guest=True), replies)


def clauses_view(outcome: Answered | NotCovered, replies: Replies) -> View:
    """The whole of an answer, however long."""
    branches = outcome.branches if isinstance(outcome, Answered) else ()
    blocks: list[Block] = [
        *paragraphs(outcome.headline),
        *(explanation(outcome, replies) if isinstance(outcome, Answered) else []),
        *(rich(bullets([branch_words(branch)])) for branch in branches),
        *(block for warning in outcome.warnings for block in paragraphs(warning.text)),
        *(block for clause in clauses_of(outcome) for block in clause_blocks(clause, replies)),
    ]
    return _page("clauses", blocks, replies)


def words_view(reference: str, said: str | None, replies: Replies) -> View:
    """The reporter's words, None where none are kept; opening them has been recorded before."""
    said_there = paragraphs(said) if said else []
    blocks = [
        section(replies.say("slack.modal.words.reference", reference=reference)),
        *(said_there or [section(replies.say("slack.modal.words.none"))]),
        context(replies.say("slack.modal.words.recorded")),
    ]
    return _page("words", blocks, replies)


def notice_view(text: str, replies: Replies) -> View:
    """One sentence, such as who was first."""
    return _page("notice", paragraphs(text), replies)


def unrecorded_view(contacts: Iterable[ToldBy], name: str, replies: Replies) -> View:
    """A click that could not be written down: the sentence slack.unrecorded `name`, and whom to ring."""
    blocks = [
        section(replies.say("handoff.line.emergency")),
        section(replies.say(f"slack.unrecorded.{name}")),
        *contacts_list(contacts, replies),
    ]
    return _page("notice", blocks, replies)


def loading_view(replies: Replies) -> View:
    """Until there is something to show."""
    return _page(LOADING, paragraphs(replies.say("slack.modal.loading.text")), replies)


def _page(name: str, blocks: list[Block], replies: Replies) -> View:
    if len(blocks) > MOST_BLOCKS_OF_A_VIEW:
        blocks = [*blocks[: MOST_BLOCKS_OF_A_VIEW - 1], section(replies.say("slack.modal.too_long"))]
    return View(
        type="modal",
        callback_id=name,
        title=plain_text(replies.say(f"slack.modal.{name}.title"), _TITLE),
        close=plain_text(replies.say("slack.modal.close_page"), _TITLE),
        blocks=blocks,
    )
