"""An outcome on a terminal: readable at 80 columns, in a pipe, and without colour."""

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assistant.channels.cli.handed_off import handed_off
from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Explained,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    Verdict,
    Warning,
)
from assistant.domain.policy import Status
from assistant.domain.replies import Replies
from assistant.terminal import harmless

_COLOURS = {
    Verdict.NO: "red",
    Verdict.YES: "green",
    Verdict.ONLY_IF: "yellow",
    Verdict.MUST: "cyan",
    Verdict.DEPENDS: "yellow",
    Verdict.FACT: "cyan",
}


def show(console: Console, outcome: Outcome, replies: Replies) -> None:
    """Print how a message ended."""
    if isinstance(outcome, HandedOff):
        console.print(Group(*handed_off(outcome, replies)))
        if outcome.answer:
            console.print(f"\n{replies.say('handoff.line.answer_below')}\n", style="bold", markup=False)
            console.print(Group(*_parts(outcome.answer, replies)))
        return
    console.print(Group(*_parts(outcome, replies)))


def _parts(outcome: Outcome, replies: Replies) -> Iterable[RenderableType]:
    if isinstance(outcome, Answered):
        yield Text(outcome.headline, style=f"bold {_COLOURS[outcome.verdict]}")
        yield from _explanation(outcome.explanation, replies)
        for branch in outcome.branches:
            yield from _branch(branch)
        shown = {c.clause for branch in outcome.branches for c in branch.citations}
        rest = [citation for citation in outcome.citations if citation.clause not in shown]
        if rest and outcome.branches:
            yield Text("\nSee also", style="bold")
        for citation in rest:
            yield from _citation(citation)
        yield from _warnings(outcome.warnings)
        if outcome.asks == "which_branch":
            yield Text(f"\nWhich is it? {'; '.join(outcome.options)}.", style="bold")
    else:
        yield Text(outcome.headline, style="bold")
    if isinstance(outcome, NotCovered):
        yield from _warnings(outcome.warnings)
        if outcome.nearest:
            yield Text("\nNearest only", style="bold")
        for citation in outcome.nearest:
            yield from _citation(citation)
    if isinstance(outcome, Answered | NotCovered) and outcome.asks == "is_it_real":
        asked = replies.say("handoff.line.is_it_real")
        yield Text(f"\n{asked} {' / '.join(outcome.options)}", style="bold")
    if isinstance(outcome, NeedsClarifying):
        yield Text(" / ".join(outcome.options))
    if outcome.way_to_a_person:
        yield Text(f"\n{outcome.way_to_a_person}", style="italic")


def _explanation(sentences: Sequence[Explained], replies: Replies) -> Iterable[RenderableType]:
    """Each sentence with its clauses, and who wrote them."""
    for number, sentence in enumerate(sentences):
        labels = ", ".join(dict.fromkeys(citation.clause for citation in sentence.citations))
        yield Text.assemble("" if number else "\n", harmless(sentence.text), (f" [{labels}]", "cyan"))
    if sentences:
        yield Text(replies.say("explanation.note"), style="dim")


def _warnings(warnings: Iterable[Warning]) -> Iterable[RenderableType]:
    for warning in warnings:
        yield Text(f"\nNote: {warning.text}", style="yellow")


def _branch(branch: Branch) -> Iterable[RenderableType]:
    said = Text.assemble(f"\n- {branch.when}: ", (branch.said, f"bold {_COLOURS[branch.verdict]}"))
    yield said
    for citation in branch.citations:
        yield Padding(Group(*_citation(citation, first_line="")), (0, 0, 0, 2))


def _citation(citation: Citation, first_line: str = "\n") -> Iterable[RenderableType]:
    model = " [MODEL text, not ratified by the school]" if citation.status is Status.MODEL else ""
    page = f", page {citation.page}" if citation.page else ""
    title = f"{first_line}{citation.clause}  {citation.title}, {citation.heading}{page}{model}"
    yield Text(title, style="dim" if citation.status is Status.MODEL else "cyan")
    lead_in = f"{citation.lead_in} ... " if citation.lead_in else ""
    words = " ".join(citation.quote.split())
    yield Padding(Text.assemble((lead_in, "dim"), f'"{words}"'), (0, 0, 0, 2))
    if citation.refers_to:
        yield Padding(Text(f"Refers to: {', '.join(citation.refers_to)}", style="dim"), (0, 0, 0, 2))
