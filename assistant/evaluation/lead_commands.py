"""The commands with which leads keep the cases, and `assistant quiz`.

What they need is imported when one of them runs: asking must not wait for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.bootstrap import Assistant, assistant
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.evaluation.checking import Checked
    from assistant.evaluation.folder import EvalFolder
    from assistant.evaluation.references import Clauses


def register(evaluate: typer.Typer) -> None:
    """Add the leads' commands to `assistant evaluate`."""
    commands = {"check": check, "add": add, "import-feedback": import_feedback, "review": review}
    for name, command in commands.items():
        evaluate.command(name)(command)


def check(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Put moved labels into the tables, and keep what labels mean.")
    ] = False,
    keep: Annotated[
        list[str] | None, typer.Option(help="A label that is right as it stands now; may be given again.")
    ] = None,
) -> None:
    """Read all tables: name each row with a mistake and its cure, and follow clauses that were renumbered."""
    from assistant.evaluation.checking import checked
    from assistant.evaluation.leaks import learnt_from
    from assistant.evaluation.talking import Talk

    talk, folder = Talk(), _folder(context)
    made = assistant()
    found = checked(folder, _clauses(made), learnt_from(made.settings.prompts, folder), keep or ())
    for sentence in (*found.problems, *found.broken):
        talk.say(sentence, style="red")
    for old, new in sorted(found.moved.items()):
        talk.say(f"{old} is called {new} now.")
    if write and found.unread:
        # What labels meant in a table that cannot be read would be forgotten.
        talk.say("Nothing is written while a table cannot be read: mend it first.")
    elif write:
        found.write(folder)
        talk.say("The tables and what their labels mean are written." if found.edits else "Written.")
    elif found.moved or found.fresh:
        talk.say(_to_write(found))
    talk.say(
        f"{_counted(found.rows, 'row')} in {_counted(found.tables, 'table')},"
        f" {_counted(len(found.problems) + len(found.broken), 'mistake')}."
    )
    if found.problems or found.broken or (found.moved and not write):
        raise typer.Exit(1)


def add(context: typer.Context) -> None:
    """Add a case to a table, step by step; nothing is changed before the last yes."""
    from assistant.evaluation.adding import add_case
    from assistant.evaluation.leaks import learnt_from
    from assistant.evaluation.talking import Stopped, Talk

    made, folder, talk = assistant(), _folder(context), Talk()
    clauses = _followed(made, folder)
    try:
        add_case(talk, made, folder, clauses, made.masker, learnt_from(made.settings.prompts, folder))
    except Stopped:
        talk.say("\nStopped. Nothing has been changed.")
        raise typer.Exit(1) from None


def import_feedback(context: typer.Context) -> None:
    """Turn answers that did not help, and questions that no policy answers, into drafts in eval/drafts."""
    from assistant.evaluation.drafting import import_drafts
    from assistant.evaluation.reviews import read_reviews
    from assistant.evaluation.talking import Talk

    made, folder = assistant(), _folder(context)
    beginning = "slack.reason."
    reasons = {
        name.removeprefix(beginning): words
        for name, words in made.replies.sentences.items()
        if name.startswith(beginning)
    }
    fresh = import_drafts(
        folder,
        made.feedback.all(),
        made.gaps.waiting(),
        made.masker,
        reasons,
        read_reviews(folder.reviews).keys(),
    )
    talk = Talk()
    for draft in fresh:
        talk.say(f"{draft.source}: {draft.question}")
    talk.say(f"{_counted(len(fresh), 'new draft')}.")
    if fresh:
        talk.say("Read them: names that no table knows may be left. Then run `assistant evaluate review`.")


def review(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words of the question that is disputed.")] = "",
) -> None:
    """Judge drafts and disputed cases apart from another lead, then decide where you differ."""
    from assistant.evaluation.adding import search_of
    from assistant.evaluation.reviewing import Reviewing
    from assistant.evaluation.talking import Stopped, Talk

    made, folder, talk = assistant(), _folder(context), Talk()
    clauses = _followed(made, folder)
    try:
        Reviewing(talk, folder, clauses, search_of(made), made.clock.today()).sit(words)
    except Stopped:
        talk.say("\nStopped. What you had finished is kept.")


def quiz(
    name: Annotated[str, typer.Argument(help="The quiz: trips, or another table of eval/quiz.")],
    review_all: Annotated[
        bool, typer.Option("--review", help="List every question with its answer instead.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the quizzes are.")] = Path("eval"),
) -> None:
    """Ask a trainee one question after the other; each answer is shown in the policy's own words."""
    from assistant.evaluation.folder import EvalFolder
    from assistant.evaluation.quiz import find_quiz, read_quiz, take
    from assistant.evaluation.quiz import review as listed
    from assistant.evaluation.talking import Talk

    items = read_quiz(find_quiz(EvalFolder(folder).quizzes, name))
    clauses = _clauses(assistant()).by_label
    if review_all:
        listed(Talk(), items, clauses)
    else:
        take(Talk(), items, clauses)


def _folder(context: typer.Context) -> "EvalFolder":
    """The folder that `assistant evaluate` was given."""
    from assistant.evaluation.folder import EvalFolder

    assert context.parent is not None, "these are commands of `evaluate`"
    path = Path(context.parent.params["folder"])
    if not path.is_dir():
        raise AssistantError(f"There is no folder {path}. Run this where the project is, or name one.")
    return EvalFolder(path)


def _clauses(made: Assistant) -> "Clauses":
    from assistant.evaluation.adding import published

    return published(made)


def _followed(made: Assistant, folder: "EvalFolder") -> "Clauses":
    """The published clauses. Raises AssistantError while the tables still have their labels of before."""
    from assistant.evaluation.checking import checked
    from assistant.evaluation.leaks import Learnt

    clauses = _clauses(made)
    # Here only the labels matter.
    if checked(folder, clauses, Learnt(())).moved:
        raise AssistantError(
            "Clauses have been renumbered. Run `assistant evaluate check --write` first, so that"
            " the tables name them as they are called now."
        )
    return clauses


def _to_write(found: "Checked") -> str:
    fresh = f"{_counted(found.fresh, 'label')} not seen before" if found.fresh else ""
    moved = f"{_counted(len(found.moved), 'label')} that moved" if found.moved else ""
    what = " and ".join(filter(None, (moved, fresh)))
    return f"There are {what}. Run `assistant evaluate check --write` to keep up with them."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
