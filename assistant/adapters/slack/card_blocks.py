"""The cards of a case, drawn from what is stored: for its role holders and for its reporter.

Neither ever holds what the reporter wrote. Buttons carry ids only, and whoever clicks is checked again.
"""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from assistant.adapters.slack.card_lines import CardLines
from assistant.adapters.slack.pieces import (
    banner,
    bullets,
    button,
    calling,
    folded,
    header,
    labelled,
    row,
    section,
    small,
)
from assistant.domain.answer import HandedOff
from assistant.domain.case import Case, CaseState, Event, EventKind
from assistant.domain.replies import Replies

NOBODY = "nobody"
Drawn = tuple[list[Block], str]
"""The blocks of a message and the `text` beside them, which says nothing of what it is about."""


def role_holders_card(
    case: Case, events: Sequence[Event], lines: CardLines, users: Sequence[str] = (), flat: bool = False
) -> Drawn:
    """For those who have to act. `users` are called; `flat` goes without the blocks of 2026."""
    say, handed_off = lines.replies.say, lines.handed_off(case, events)
    over = case.state is CaseState.CLOSED
    danger = [say("handoff.alert.urgent") + ".", say("handoff.line.emergency")]
    advised = [] if over else _advice(handed_off, lines.replies)
    blocks = [
        header(lines.title(case)),
        *([banner(danger, flat)] if case.emergency and not over else []),
        *([calling(users, say("slack.card.called"))] if users and not over else []),
        *[section(line) for line in lines.for_role_holders(case, events)],
        *bullets(say("slack.card.told"), lines.told(events)),
        *row(_role_holders_buttons(case, events, lines)),
        *([] if over else bullets(say("slack.card.people"), lines.people(handed_off.contacts))),
        *bullets(say("slack.card.history"), lines.history(case, events, reporters_own=False)),
        *folded(say("slack.card.advised"), advised, flat),
        *small([say("slack.card.words_apart")]),
    ]
    return blocks, lines.fallback(case)


def reporter_card(case: Case, events: Sequence[Event], lines: CardLines, flat: bool = False) -> Drawn:
    """For the reporter: what to do now, whom to ring, and what has become of it."""
    say, handed_off = lines.replies.say, lines.handed_off(case, events)
    over = case.state is CaseState.CLOSED
    # The first line is about 999 and stands on top; the state of a closed case says all there is to say.
    first, recorded, *others = handed_off.lines
    state = lines.state(case, events)
    always = others[len(state) :]
    # Somebody who has the case knows of it; that a closed one was recorded, its state says.
    told = [recorded, *state] if case.state is CaseState.OPEN else state
    history = lines.history(case, events, reporters_own=True)
    heading = say("slack.card.history")
    blocks = [
        header(say("slack.card.mine", reference=case.reference)),
        *([] if over else [banner([first], flat)]),
        *[section(line) for line in told],
        *row(_choices(case, lines)),
        *([] if over else bullets(say("slack.contacts.heading"), lines.people(handed_off.contacts))),
        *row(_reporters_buttons(case, lines)),
        *([] if over else _advice(handed_off, lines.replies)),
        *(bullets(heading, history) if over or flat else folded(heading, bullets("", history), flat)),
        *([] if over else small(always)),
    ]
    return blocks, lines.fallback(case)


def withdrawn_card(replies: Replies) -> Drawn:
    """What is left of a card that its readers may not see any more."""
    said = replies.say("slack.card.withdrawn")
    return [section(said)], said


def called_again(case: Case, lines: CardLines, users: Sequence[str]) -> Drawn:
    """The reply under a card that stands already."""
    said = lines.again(case)
    return [calling(users, said)], said


def _advice(handed_off: HandedOff, replies: Replies) -> list[Block]:
    """What to do and what not to, for each kind; at most three kinds."""
    blocks: list[Block] = []
    for one in handed_off.advice:
        blocks += [header(one.title), *bullets(replies.say("slack.card.do"), one.do.splitlines())]
        blocks += bullets(replies.say("slack.card.dont"), one.dont.splitlines())
    return blocks


def _role_holders_buttons(case: Case, events: Sequence[Event], lines: CardLines) -> list[ButtonElement]:
    def made(name: str, style: str | None = None, confirm: bool = False) -> ButtonElement:
        return button(lines.replies, name, case.reference, style=style, confirm=confirm)

    keeps = lines.school.words.keep
    erased = any(event.kind is EventKind.WORDS_ERASED for event in events)
    read = [made("read")] if keeps and not erased else []
    note = [made("note")] if keeps else []
    if case.state is CaseState.CLOSED:
        return [made("reopen", confirm=True), *read]
    if case.state is CaseState.ACKNOWLEDGED:
        return [*read, *note, made("take_over", confirm=True), made("close")]
    return [made("acknowledge", "primary"), *read, *note, made("close")]


def _reporters_buttons(case: Case, lines: CardLines) -> list[ButtonElement]:
    if case.state is CaseState.CLOSED:
        return []
    danger = button(lines.replies, "in_danger", case.reference, style="danger")
    add = [button(lines.replies, "add", case.reference)] if lines.school.words.keep else []
    taken_back = case.said_not_live
    not_live = [] if taken_back else [button(lines.replies, "not_live", case.reference, confirm=True)]
    return [danger, *add, *not_live]


def _choices(case: Case, lines: CardLines) -> list[ButtonElement]:
    """Whom it is about, where that is asked: the roles by their titles, and none of them."""
    if not case.doubtful or case.state is CaseState.CLOSED:
        return []
    options = [(lines.school.contact(role).title, role.value) for role in case.doubtful]
    options.append((lines.replies.say("slack.card.button.nobody"), NOBODY))
    return [labelled(said, f"case_choose:{option}", f"{case.reference} {option}") for said, option in options]
