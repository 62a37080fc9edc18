"""An outcome as the blocks of one message: verdict first, exact words folded away, a person at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextActionsBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
)

from assistant.channels.slack.blocks.clauses import clause_blocks, clauses_of, contained
from assistant.channels.slack.blocks.common import (
    BUTTON,
    MOST_BLOCKS,
    MOST_TEXT,
    SECTION,
    Part,
    alert,
    bullets,
    button,
    choices,
    context,
    cut,
    fitting,
    headline,
    length,
    pieces,
    plain_text,
    rich,
    section,
    value_of,
    words,
)
from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
    Warning,
)
from assistant.domain.replies import Replies

HELPFUL, UNHELPFUL = "helpful", "unhelpful"
# Kept free for the titles of what is folded away, and for the button that says that there is more to read.
_SPARE_TEXT, _SPARE_BLOCKS = 1500, 8


def answer_blocks(
    outcome: Outcome, replies: Replies, key: str, *, plain: bool = False, bare: bool = False
) -> list[Block]:
    """How a message ended, in at most 50 blocks and 10,000 characters; `key` is the inbox's.

    What does not fit is behind the button `clauses`. `plain` does without the blocks of 2026. `bare`
    leaves out everything that acts for the asker: for an answer shared with others. Of a hand-off
    it is the answer underneath, bare; nothing where there is none.
    """
    if isinstance(outcome, HandedOff):
        return answer_blocks(outcome.answer, replies, key, plain=plain, bare=True) if outcome.answer else []
    return _Answer(replies, key, plain, bare).blocks(outcome)


def sharing(replies: Replies, key: str) -> Block:
    """Under an answer that only its asker sees: put it in the thread, or take it away."""
    return ActionsBlock(elements=[button(replies, "share", key), button(replies, "delete", key)])


def shared_note(replies: Replies) -> Block:
    """Under an answer that its asker has shared: where it comes from."""
    return context(replies.say("slack.answer.shared"))


def branch_words(branch: Branch) -> tuple[Part, ...]:
    """A case, its verdict, and the clauses that say so."""
    labels = _labels(branch.citations)
    return (
        words(f"{branch.when}: "),
        words(branch.said or branch.verdict.value, bold=True),
        *([words(f" ({labels})")] if labels else []),
    )


def explanation(outcome: Answered, replies: Replies) -> list[Block]:
    """What a language model adds: a list of sentences with their clauses, and who wrote them."""
    if not outcome.explanation:
        return []
    sentences = (
        (words(cut(one.text, SECTION)), words(f" [{_labels(one.citations)}]")) for one in outcome.explanation
    )
    return [rich(bullets(sentences)), context(replies.say("explanation.note"))]


def _labels(citations: Sequence[Citation]) -> str:
    return ", ".join(dict.fromkeys(citation.clause for citation in citations))


@dataclass(frozen=True, slots=True)
class _Answer:
    replies: Replies
    key: str
    plain: bool
    bare: bool

    def blocks(self, outcome: Answered | NotCovered | NeedsClarifying | OutOfScope | Failed) -> list[Block]:
        found = outcome if isinstance(outcome, Answered | NotCovered) else None
        first = [headline(outcome.headline)]
        branches = self._branches(outcome) if isinstance(outcome, Answered) else []
        explained = explanation(outcome, self.replies) if isinstance(outcome, Answered) else []
        asked = [] if self.bare else self._asked(outcome)
        warned = [self._warned(warning) for warning in found.warnings] if found else []
        clauses = [(clause, clause_blocks(clause, self.replies)) for clause in clauses_of(found)]
        end = self._end(outcome)
        # In the order in which they are needed most.
        parts = [first, asked, branches, *warned, *(blocks for _, blocks in clauses), explained]
        kept = fitting(parts, MOST_TEXT - _SPARE_TEXT - length(end), MOST_BLOCKS - _SPARE_BLOCKS - len(end))

        def is_kept(part: Sequence[Block]) -> bool:
            return any(part is one for one in kept)

        return [
            *first,
            *(explained if is_kept(explained) else []),
            *(branches if is_kept(branches) else []),
            *asked,
            *(block for part in warned if is_kept(part) for block in part),
            *contained(
                [clause for clause in clauses if is_kept(clause[1])], self._title(outcome), self.plain
            ),
            *([] if len(kept) == len(parts) and len(outcome.headline) <= SECTION else self._more()),
            *end,
        ]

    def _warned(self, warning: Warning) -> list[Block]:
        return [alert(piece, "warning", self.plain) for piece in pieces(warning.text) if piece.strip()]

    def _branches(self, outcome: Answered) -> list[Block]:
        return [rich(bullets(map(branch_words, outcome.branches)))] if outcome.branches else []

    def _asked(self, outcome: Outcome) -> list[Block]:
        """The one question back, with buttons that answer it."""
        if isinstance(outcome, NeedsClarifying):
            return self._real(outcome.options)
        if not isinstance(outcome, Answered | NotCovered) or not outcome.asks:
            return []
        if outcome.asks == "is_it_real":
            return [section(self._say("handoff.line.is_it_real")), *self._real(outcome.options)]
        options = enumerate(outcome.options)
        named = ((text, f"branch:{n}", value_of(self.key, str(n))) for n, text in options)
        return [section(self._say("slack.answer.which")), *choices(named)]

    def _real(self, options: Sequence[str]) -> list[Block]:
        return choices((text, f"real:{n}", self.key) for n, text in zip(("yes", "no"), options, strict=False))

    def _title(self, outcome: Outcome) -> str:
        return self._say(
            "slack.answer.nearest" if isinstance(outcome, NotCovered) else "slack.answer.clauses"
        )

    def _more(self) -> list[Block]:
        return [section(self._say("slack.answer.more"), button(self.replies, "clauses", self.key))]

    def _end(self, outcome: Outcome) -> list[Block]:
        """The way to a person, what the asker thinks of the answer, and who has answered."""
        end: list[Block] = []
        if outcome.way_to_a_person:
            end.append(section(cut(outcome.way_to_a_person, 1500)))
        if not self.bare:
            end.append(ActionsBlock(elements=[button(self.replies, "happened", self.key)]))
        if not self.bare and isinstance(outcome, Answered | NotCovered | OutOfScope):
            end.append(self._feedback())
        return [*end, context(self._say("slack.answer.footer"))]

    def _feedback(self) -> Block:
        helpful, unhelpful = (value_of(self.key, said) for said in (HELPFUL, UNHELPFUL))
        if self.plain:
            return ActionsBlock(
                elements=[
                    button(self.replies, HELPFUL, helpful, action=f"feedback:{HELPFUL}"),
                    button(self.replies, UNHELPFUL, unhelpful, action=f"feedback:{UNHELPFUL}"),
                ]
            )
        both = FeedbackButtonsElement(
            action_id="feedback",
            positive_button=self._judgement(HELPFUL, helpful),
            negative_button=self._judgement(UNHELPFUL, unhelpful),
        )
        return ContextActionsBlock(elements=[both])

    def _judgement(self, name: str, value: str) -> FeedbackButtonObject:
        return FeedbackButtonObject(
            text=plain_text(self._say(f"slack.button.{name}"), BUTTON),
            accessibility_label=cut(self._say(f"slack.label.{name}"), BUTTON),
            value=value,
        )

    def _say(self, name: str, **blanks: str) -> str:
        return self.replies.say(name, **blanks)
