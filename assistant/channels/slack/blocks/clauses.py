"""The exact words that an answer rests on: each clause once, with its heading, page and status."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block, ContainerBlock

from assistant.channels.slack.blocks.common import context, cut, headline, paragraphs, plain_text
from assistant.domain.answer import Answered, Citation, NotCovered
from assistant.domain.policy import Status
from assistant.domain.replies import Replies

_CONTAINED, _TITLE = ContainerBlock.child_blocks_max_length, ContainerBlock.title_max_length
Clause = tuple[Citation, ...]


def clauses_of(outcome: Answered | NotCovered | None) -> tuple[Clause, ...]:
    """The citations of an outcome by clause, those of its branches first, none twice."""
    cited: Iterable[Citation] = ()
    if isinstance(outcome, NotCovered):
        cited = outcome.nearest
    elif outcome:
        cited = (*(c for branch in outcome.branches for c in branch.citations), *outcome.citations)
    clauses: dict[tuple[str, str], list[Citation]] = {}
    for citation in {citation.key: citation for citation in cited}.values():
        clauses.setdefault((citation.policy, citation.clause), []).append(citation)
    return tuple(map(tuple, clauses.values()))


def clause_blocks(clause: Clause, replies: Replies) -> list[Block]:
    """A grey line that says where it stands, and the words.

    Sections, since containers are known to take them; of rich text Slack's own pages differ.
    """
    first = clause[0]
    said = "\n\n".join(_quoted(citation, replies) for citation in clause)
    return [
        context(cut(_place(first, replies), 1000), cut(_standing(first, replies), 1000)),
        *paragraphs(said),
    ]


def contained(clauses: Sequence[tuple[Clause, Sequence[Block]]], title: str, plain: bool) -> list[Block]:
    """The clauses with their blocks, folded away under `title`; without the blocks of 2026 in the open."""
    if plain:
        return (
            [headline(cut(title, 150)), *(block for _, blocks in clauses for block in blocks)]
            if clauses
            else []
        )
    folded: list[Block] = []
    held: list[tuple[Clause, Sequence[Block]]] = []
    for clause, blocks in clauses:
        if held and sum(len(inner) for _, inner in held) + len(blocks) > _CONTAINED:
            folded.append(_folded(held, title))
            held = []
        held.append((clause, blocks))
    return [*folded, _folded(held, title)] if held else folded


def _folded(clauses: Sequence[tuple[Clause, Sequence[Block]]], title: str) -> ContainerBlock:
    labels = ", ".join(clause[0].clause for clause, _ in clauses)
    return ContainerBlock(
        title=plain_text(title, _TITLE),
        subtitle=plain_text(labels or title, _TITLE),
        child_blocks=[block for _, blocks in clauses for block in blocks],
        is_collapsible=True,
        default_collapsed=True,
    )


def _place(citation: Citation, replies: Replies) -> str:
    said = ", ".join(filter(None, (citation.title, citation.heading)))
    page = replies.say("slack.answer.page", page=str(citation.page)) if citation.page else ""
    return " · ".join(filter(None, (citation.clause, said, page)))


def _standing(citation: Citation, replies: Replies) -> str:
    """What a reader must know of a policy that is not the school's own voice."""
    if citation.banner or citation.status is Status.RATIFIED:
        return citation.banner or ""
    return replies.say(f"slack.status.{citation.status.value}")


def _quoted(citation: Citation, replies: Replies) -> str:
    """The words of the policy in quotation marks; what is not quoted stands outside them."""
    lead_in = f"{' '.join(citation.lead_in.split())} … " if citation.lead_in else ""
    quote = f"{lead_in}“{' '.join(citation.quote.split())}”"
    if not citation.refers_to:
        return quote
    return f"{quote}\n{replies.say('slack.answer.refers_to', what=', '.join(citation.refers_to))}"
