"""What readers thought of answers, for those who keep the policies."""

from rich.table import Table
from rich.text import Text

from assistant.bootstrap import Assistant, assistant
from assistant.domain.feedback import Feedback
from assistant.terminal import console, harmless


def unhelpful() -> None:
    """List the answers that did not help and why, the newest first; nobody knows who said so."""
    made = assistant()
    table = Table("Day", "Question", "Answer", "Clauses", "What was wrong")
    for given in reversed(made.feedback.all()):
        if not given.helpful:
            table.add_row(*map(Text, _row(made, given)))
    console().print(table if table.row_count else "Nobody has said that an answer did not help.")


def _row(made: Assistant, given: Feedback) -> tuple[str, ...]:
    name = f"slack.reason.{given.reason}"
    reason = made.replies.say(name) if name in made.replies.sentences else given.reason
    shown = " ".join(filter(None, (given.outcome, given.verdict)))
    said = "\n".join(filter(None, (reason, harmless(given.comment))))
    return f"{given.at:%d.%m.%y}", harmless(given.question), shown, ", ".join(given.clauses), said
