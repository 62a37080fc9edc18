"""A hand-off on a terminal: 999 first, then whom to ring, what to do, and what has become of it."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from assistant.domain.answer import HandedOff
from assistant.domain.replies import Replies
from assistant.incidents.replying import contact_line


def handed_off(outcome: HandedOff, replies: Replies) -> Iterable[RenderableType]:
    """The hand-off, in the order in which it is needed."""
    first, *rest = outcome.lines
    yield Text(outcome.headline, style="bold red")
    yield Text(first, style="bold red" if outcome.emergency else "bold")
    yield Text("\nTell by voice", style="bold")
    for contact in outcome.contacts:
        yield Padding(Text(contact_line(contact, replies)), (0, 0, 0, 2))
    for block in outcome.advice:
        yield Text(f"\n{block.title}", style="bold")
        yield from _steps("Do", block.do)
        yield from _steps("Do not", block.dont)
    yield Text("")
    for line in rest:
        yield Text(f"- {line}")
    if outcome.case:
        how = f"assistant not-live {outcome.case}"
        yield Text(f"- {replies.say('handoff.line.not_live', how=how)}")
    if outcome.asks and outcome.case:
        yield Text(f"- assistant about {outcome.case} <{' | '.join(outcome.options)} | nobody>")


def _steps(heading: str, sentences: str) -> Iterable[RenderableType]:
    yield Padding(Text(heading, style="bold"), (0, 0, 0, 2))
    for sentence in sentences.splitlines():
        yield Padding(Text(f"- {sentence}"), (0, 0, 0, 4))
