"""A trainee's quiz: one question after the other, and what the policy says, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import read_table
from assistant.domain.policy import Clause
from assistant.errors import AssistantError
from assistant.evaluation.folder import QUIZ_COLUMNS, labels_in
from assistant.evaluation.row_problems import quiz_problems
from assistant.evaluation.talking import Stopped, Talk


@dataclass(frozen=True, slots=True)
class Item:
    """One question; `answer` counts the options from 0, `clauses` are labels."""

    question: str
    options: tuple[str, ...]
    answer: int
    clauses: tuple[str, ...]
    why: str


def read_quiz(path: Path) -> tuple[Item, ...]:
    """The questions in their order. Raises SchoolFileError at a row that does not fit."""
    return tuple(_items(path))


def take(talk: Talk, items: Sequence[Item], clauses: Mapping[str, Clause]) -> tuple[int, int]:
    """Ask every question, and say at once whether it was right; how many were, and how many were asked."""
    right = asked = 0
    talk.say(f"{len(items)} questions. Answer with a number; type 'stop' to end.")
    for number, item in enumerate(items, 1):
        try:
            given = talk.choose(f"{number}. {item.question}", item.options)
        except Stopped:
            break
        asked += 1
        right += given == item.answer
        if given == item.answer:
            talk.say("Right.", style="green")
        else:
            talk.say(f"Wrong. Right is: {item.options[item.answer]}", style="red")
        _explain(talk, item, clauses)
    talk.say(f"\n{right} of {asked} right.", style="bold")
    return right, asked


def review(talk: Talk, items: Sequence[Item], clauses: Mapping[str, Clause]) -> None:
    """List every question with its key."""
    for number, item in enumerate(items, 1):
        talk.say(f"\n{number}. {item.question}", style="bold")
        for place, option in enumerate(item.options):
            talk.say(f"  {'*' if place == item.answer else ' '} {option}")
        _explain(talk, item, clauses)


def find_quiz(paths: Sequence[Path], name: str) -> Path:
    """The table of a quiz. Raises AssistantError."""
    found = next((path for path in paths if path.stem == name), None)
    if found is None:
        names = ", ".join(path.stem for path in paths) or "none yet"
        raise AssistantError(f"There is no quiz '{name}'. There are: {names}.")
    return found


def _items(path: Path) -> Iterator[Item]:
    for row in read_table(path, QUIZ_COLUMNS):
        for problem in quiz_problems(row):
            raise problem
        cells = row.cells
        options = tuple(option.strip() for option in cells["options"].split("|"))
        answer = options.index(cells["answer"])
        yield Item(cells["question"], options, answer, labels_in(cells["clauses"]), cells["why"])


def _explain(talk: Talk, item: Item, clauses: Mapping[str, Clause]) -> None:
    talk.say(item.why)
    for label in item.clauses:
        clause = clauses.get(label)
        if clause is None:
            talk.say(f"{label} is not among the published policies. Ask a lead.")
            continue
        lead_in = f"{clause.lead_in} ... " if clause.lead_in else ""
        talk.say(f'{label}, {clause.heading}: "{lead_in}{clause.text}"', style="cyan")
