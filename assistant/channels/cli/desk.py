"""The commands of role holders and reporters, for a school without Slack."""

import getpass
import time
from collections.abc import Callable, Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.bootstrap import Assistant, assistant
from assistant.domain.case import Case, CaseState, ClosingOutcome
from assistant.domain.school import Role
from assistant.errors import AssistantError, CaseStoreError
from assistant.terminal import console as made_console
from assistant.terminal import harmless

As = Annotated[Role, typer.Option("--as", help="The role that you hold.")]
Reference = Annotated[str, typer.Argument(help="The case's reference, such as K7M2-9QXA.")]
NOBODY = "nobody"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for name, command in _COMMANDS.items():
        app.command(name)(command)


def reporter() -> str:
    """Who is typing, as the machine knows them; nothing where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def cases(
    role: As,
    closed: Annotated[bool, typer.Option("--closed", help="Show the closed ones.")] = False,
) -> None:
    """List the cases that your role may see, the newest first."""
    made = assistant()
    table = Table("Case", "Since", "What", "Urgent", "State", "Held by", "Note")
    for case in made.desk.cases(role, closed):
        table.add_row(*_row(made, case))
    console = made_console()
    console.print(table if table.row_count else "No case.")


def open_case(reference: Reference, role: As) -> None:
    """Read a case with the reporter's own words; that you opened it is recorded."""
    made, console = assistant(), made_console()
    opened = made.desk.open(reference.upper(), made.desk.actor(role))
    console.print(Text(f"Case {opened.case.reference}, reported by {opened.case.reported_by}", style="bold"))
    if opened.case.said_not_live:
        console.print("The reporter says that nothing has really happened. Only you can close the case.")
    if opened.words is not None:
        console.print(Text(f"\n{harmless(opened.words)}\n"))
    for event in opened.events:
        console.print(Text(made.reply.event(opened.case, event)))


def acknowledge(reference: Reference, role: As) -> None:
    """Say that you have the case; the first one holds it, and the reporter is told."""
    made = assistant()
    case = made.desk.acknowledge(reference.upper(), made.desk.actor(role))
    made_console().print(f"You hold case {case.reference}.")


def take(reference: Reference, role: As) -> None:
    """Take a case over from whoever holds it."""
    made = assistant()
    case = made.desk.take_over(reference.upper(), made.desk.actor(role))
    made_console().print(f"You hold case {case.reference}.")


def note(reference: Reference, words: Annotated[str, typer.Argument(help="The note.")], role: As) -> None:
    """Add a note to a case; its words are kept like the reporter's."""
    made = assistant()
    made.desk.note(reference.upper(), made.desk.actor(role), words)
    made_console().print("Noted.")


def close(
    reference: Reference,
    role: As,
    outcome: Annotated[
        ClosingOutcome, typer.Option("--outcome", help="How it ended.")
    ] = ClosingOutcome.DEALT_WITH,
) -> None:
    """Close a case; the reporter's words are erased a set time later."""
    made = assistant()
    case = made.desk.close(reference.upper(), made.desk.actor(role), outcome)
    made_console().print(f"Case {case.reference} is closed.")


def reopen(reference: Reference, role: As) -> None:
    """Open a closed case again; it is chased again until somebody acknowledges it."""
    made = assistant()
    case = made.desk.reopen(reference.upper(), made.desk.actor(role))
    made_console().print(f"Case {case.reference} is open again.")


def not_live(reference: Reference) -> None:
    """Say that what you reported has not really happened; a person sees that and closes the case."""
    assistant().desk.not_live(reference.upper(), reporter())
    made_console().print("Thank you. The case stays on record until a person closes it.")


def state(reference: Reference) -> None:
    """See what has become of a case that you reported."""
    made, out = assistant(), made_console()
    case, events = made.desk.followed(reference.upper(), reporter())
    for line in made.reply.state(case, events):
        out.print(Text(line))
    out.print()
    for event in events:
        out.print(Text(made.reply.event(case, event)))


def add(reference: Reference, words: Annotated[str, typer.Argument(help="What you want to add.")]) -> None:
    """Add something to a case that you reported."""
    assistant().desk.add(reference.upper(), reporter(), words)
    made_console().print("Added.")


def about(
    reference: Reference,
    whom: Annotated[list[str], typer.Argument(help="The role it is about, or nobody.")],
) -> None:
    """Say whom a case is about where the assistant asked."""
    made, named = assistant(), " ".join(whom)
    roles = () if named.lower() == NOBODY else (_role(made, named),)
    made.desk.choose(reference.upper(), roles, reporter())
    made.chase.send_due()
    made_console().print("Thank you. It goes to somebody else." if roles else "Thank you.")


def in_danger(reference: Reference) -> None:
    """Say that somebody is in danger now; ring 999 first."""
    made = assistant()
    # First of all, for whatever comes after may break.
    made_console().print(made.replies.say("handoff.line.emergency"), style="bold red", markup=False)
    made.desk.in_danger(reference.upper(), reporter())
    made.chase.send_due()


def chase(
    every: Annotated[float, typer.Option(help="Seconds between two sweeps; 0 sweeps once.", min=0)] = 0,
) -> None:
    """Send the alerts that are due, and tell the next person where nobody has acknowledged."""
    made = assistant()
    while every:
        try:
            _swept(made)
        except CaseStoreError as error:
            # A database that is started again must not end the one worker of a school.
            _shout(f"{made.clock.now():%d %B, %H:%M}: this turn was not done. {error}")
        time.sleep(every)
    if not _swept(made):
        raise typer.Exit(1)


def _swept(made: Assistant) -> bool:
    """One sweep, said in a line; whether nothing is late and nothing broke."""
    sweep = made.chase.sweep()
    made_console().print(f"{sweep.steps} steps, {sweep.sent} alerts sent, {sweep.failed} not sent.")
    if sweep.broken:
        _shout(f"{sweep.broken} steps or alerts could not be looked into; the log names their cases.")
    if sweep.late:
        _shout(f"LATE by more than five minutes: {', '.join(sweep.late)}")
    return not sweep.late and not sweep.broken


def _shout(line: str) -> None:
    """One line on standard error, however long it is."""
    Console(stderr=True, soft_wrap=True).print(line, style="bold red", markup=False)


def off() -> None:
    """Switch answers off; the way to a person stays up. Who did it and when is kept."""
    _turn(True)


def on() -> None:
    """Switch answers on again."""
    _turn(False)


def _turn(to_off: bool) -> None:
    made = assistant()
    made.switch.turn(to_off, reporter(), made.clock.now())
    made_console().print(f"Answers are switched {'off' if to_off else 'on'}.")


def _row(made: Assistant, case: Case) -> tuple[str, ...]:
    category = case.categories[0].value if case.categories else "unknown"
    state = {CaseState.OPEN: "nobody has it", CaseState.ACKNOWLEDGED: "held", CaseState.CLOSED: "closed"}
    return (
        case.reference,
        made.reply.time(case.opened_at),
        made.replies.say(f"handoff.category.{category}"),
        "yes" if case.emergency else "",
        state[case.state],
        case.held_name,
        "said not to be live" if case.said_not_live else "",
    )


def _role(made: Assistant, name: str) -> Role:
    """The role by its name or its title."""
    for role in Role:
        if name.lower() in (role.value, made.school.contact(role).title.lower()):
            return role
    titles = ", ".join(made.school.contact(role).title for role in Role)
    raise AssistantError(f"There is no role '{name}'. Choose one of: {titles}, {NOBODY}.")


_COMMANDS: Mapping[str, Callable[..., None]] = {
    "cases": cases,
    "open": open_case,
    "ack": acknowledge,
    "take": take,
    "note": note,
    "close": close,
    "reopen": reopen,
    "state": state,
    "not-live": not_live,
    "add": add,
    "about": about,
    "in-danger": in_danger,
    "chase": chase,
    "off": off,
    "on": on,
}
