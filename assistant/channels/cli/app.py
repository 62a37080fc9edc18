"""The commands. Each parses, calls one journey and renders what came of it."""

import io
import json
import logging
import sys
from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console

from assistant.bootstrap import Assistant, assistant
from assistant.channels.batch import BadLine, as_json, message_of
from assistant.channels.cli import desk
from assistant.channels.cli.answers import show
from assistant.channels.cli.desk import reporter
from assistant.channels.cli.feedback import unhelpful
from assistant.channels.cli.reading import (
    show_evidence,
    show_examination,
    show_policy,
    show_triage,
)
from assistant.channels.cli.usage import usage
from assistant.channels.cli.waiting import waiting
from assistant.channels.said import said
from assistant.channels.slack.commands import serve, slack
from assistant.channels.slack.manifest import SCOPES
from assistant.domain.advice import unsigned
from assistant.domain.answer import Failed, Outcome
from assistant.domain.finding import Grade
from assistant.domain.message import Message, Turn
from assistant.errors import AssistantError
from assistant.journeys.doctor import examine
from assistant.terminal import console, harmless

app = typer.Typer(
    name="assistant",
    help="Answers staff questions from the school's own policies, with cited clauses.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
desk.register(app)
app.command("feedback")(unhelpful)
app.command()(usage)
app.add_typer(slack, name="slack")
app.command()(serve)
_log = logging.getLogger(__name__)
_LEAVE = frozenset({"exit", "quit", "bye"})


def main() -> None:
    """Run the command line; an error becomes one sentence and exit status 1."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # one broken character must not end a batch or a chat
    try:
        app()
    except AssistantError as error:
        Console(stderr=True, highlight=False).print(str(error), style="bold red", markup=False)
        sys.exit(1)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    as_one_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read messages from standard input, one JSON line each.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record and send nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the clauses that were looked at, with their scores.")
    ] = False,
) -> None:
    """Answer a question from the policies, with the clauses it rests on."""
    made = assistant()
    if jsonl:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(as_json(_answer_line(made, line, dry_run)), ensure_ascii=False), flush=True)
        return
    if question is None:
        raise typer.BadParameter("Give a question, or --jsonl with messages on standard input.")
    message = Message(question, sender=reporter())
    outcome = _ended(made, message, record=not dry_run)
    if as_one_json:
        print(json.dumps(as_json(outcome), ensure_ascii=False, indent=2))
    else:
        show(console(), outcome, made.replies)
        if explain:
            show_triage(console(), made.ask.triaged(message))
            show_evidence(console(), made.ask.evidence(message))


@app.command()
def chat() -> None:
    """Ask one question after another; follow-ups such as "and on a trip?" are understood."""
    made, out = assistant(), console()
    history: tuple[Turn, ...] = ()
    out.print("Ask about the school's policies. An empty line or 'exit' ends the chat.")
    while (question := _typed(out)) and question.lower() not in _LEAVE:
        outcome = _ended(made, Message(question, history, reporter()), record=True)
        show(out, outcome, made.replies)
        history = (*history, Turn("user", question), Turn("assistant", said(outcome, made.replies)))


@app.command()
def policy(
    name: Annotated[str, typer.Argument(help="A policy's short name, such as SM, or a clause: SM 12.3.")],
    number: Annotated[str | None, typer.Argument(help="A clause number, such as 12.3.")] = None,
) -> None:
    """Read a policy, or one clause of it among its neighbours."""
    short, _, rest = name.partition(" ")
    index = assistant().shelf.current()
    held = index.policies.values() if index else ()
    found = next((p for p in held if short.upper() == p.record.short or short == p.record.id), None)
    if found is None:
        names = ", ".join(p.record.short for p in held) or "none; run `assistant publish`"
        raise AssistantError(f"No published policy is called {short}. There are: {names}.")
    wanted = number or rest.strip() or None
    if not show_policy(console(), found, wanted):
        raise AssistantError(f"{found.record.title} has no clause {wanted}.")


@app.command()
def doctor() -> None:
    """List what is missing before staff may rely on the assistant."""
    made = assistant()
    examined = examine(
        made.school,
        made.policy_files,
        made.shelf,
        made.clock,
        made.load_all,
        unsigned(made.replies),
        made.cases.unreadable,
    )
    findings = (*examined, *made.examined_model(), *made.examined_in_slack(SCOPES))
    show_examination(console(), findings)
    if any(finding.grade is Grade.MISSING for finding in findings):
        raise typer.Exit(1)


@app.command()
def gaps(
    clear: Annotated[
        int | None, typer.Option("--clear", help="Take the question of this number off the list.", min=1)
    ] = None,
) -> None:
    """List the questions that no policy answers, most often asked first: number, how often, words."""
    made, out = assistant(), console()
    waiting = made.gaps.waiting()
    if clear is not None:
        if clear > len(waiting):
            raise AssistantError(f"There is no question {clear}: {len(waiting)} are waiting.")
        question, _ = waiting[clear - 1]
        made.gaps.clear(question)
        out.print(f"Off the list: {harmless(question)}", markup=False)
        return
    for number, (question, asked) in enumerate(waiting, 1):
        out.print(f"{number:>4}  {asked:>4} x  {harmless(question)}", markup=False)
    if not waiting:
        out.print("No question is waiting.")


def _answer_line(made: Assistant, line: str, dry_run: bool) -> Outcome:
    """One line of a batch; a line that cannot be read or answered still gets its line."""
    try:
        message = replace(message_of(line), sender=reporter())
    except BadLine as error:
        return Failed(str(error), made.ask.way_to_a_person())
    return _ended(made, message, record=not dry_run)


def _ended(made: Assistant, message: Message, record: bool) -> Outcome:
    """How a message ends. Raises AssistantError, which is for whoever runs the command."""
    try:
        with waiting(made.replies) as told:
            return made.ask.ask(message, record, told)
    except AssistantError:
        raise
    except Exception as error:
        # The only broad except of this channel: the reader gets fixed words, never exception text.
        _log.error("not answered: %s", type(error).__name__)
        return Failed(made.replies.say("ending.failed"), made.ask.way_to_a_person())


def _typed(out: Console) -> str:
    try:
        return out.input("\n> ").strip()
    except EOFError:
        return ""
