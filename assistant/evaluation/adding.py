"""A lead adds a case, one question at a time; nothing is written before the last yes."""

from collections.abc import Sequence
from pathlib import Path

from assistant.bootstrap import Assistant
from assistant.domain.answer import Answered, Citation, HandedOff, NotCovered, Outcome
from assistant.domain.message import Message, Turn
from assistant.errors import NotPublished
from assistant.evaluation.cases import key_of
from assistant.evaluation.folder import CASE_COLUMNS, EvalFolder, add_row
from assistant.evaluation.judging import Search, also_right, judged, show_clause
from assistant.evaluation.leaks import Learnt
from assistant.evaluation.references import Clauses, clauses_of, note_references
from assistant.evaluation.talking import Talk
from assistant.masking.masker import Masker

_FOUND = 6


def add_case(
    talk: Talk, made: Assistant, folder: EvalFolder, clauses: Clauses, masker: Masker, learnt: Learnt
) -> Path:
    """Walk through one case; the table that it went into. Raises Stopped, with nothing changed."""
    talk.say("A new case, step by step. Type 'stop' at any time: then nothing is changed.")
    question, history = _asked(talk, folder, masker, learnt)
    asker = talk.ask(
        "Who would ask that? For example teacher, ta, office, governor; Enter for nobody special."
    )
    message = Message(question, tuple(Turn("user", turn) for turn in history))
    shown = show_answer(talk, made.ask.ask(message, record=False), clauses)
    judgement = judged(talk, clauses, search_of(made), shown)
    also = also_right(talk, clauses, search_of(made), judgement, shown) if judgement.clauses else ()
    notes = talk.ask("A note for other leads, for example why this is right; Enter for none.")
    path = chosen_table(talk, folder)
    cells = {"question": question, "asker": asker, "history": " || ".join(history), "notes": notes}
    talk.say(f"\nQuestion: {question}")
    for turn in history:
        talk.say(f"Asked before: {turn}")
    talk.say(f"Right answer: {judgement.in_words}")
    if also:
        talk.say(f"Also right: {', '.join(also)}")
    talk.say(f"Table: {path.name}")
    if not talk.agrees("Shall it be added?"):
        talk.say("It has not been added.")
        return path
    add_row(path, CASE_COLUMNS, cells | judgement.cells | {"also_right": "; ".join(also)})
    note_references(folder.references, clauses, (*judgement.clauses, *also))
    talk.say(f"Added to {path.name}.")
    return path


def published(made: Assistant) -> Clauses:
    """The clauses that answer now. Raises NotPublished."""
    index = made.shelf.current()
    if index is None:
        raise NotPublished("No policies have been published yet. Run `assistant publish`.")
    return clauses_of(index.policies.values())


def search_of(made: Assistant) -> Search:
    """Looks for clauses as the assistant does."""

    def search(words: str) -> Sequence[str]:
        return [found.clause.label for found in made.ask.evidence(Message(words)).kept[:_FOUND]]

    return search


def show_answer(talk: Talk, outcome: Outcome, clauses: Clauses) -> list[str]:
    """Print what the assistant says now; the labels, in the order of their numbers."""
    talk.say("\nThe assistant says now:", style="bold")
    talk.say(outcome.headline)
    if isinstance(outcome, HandedOff):
        talk.say(
            "It takes this for something that has really happened, and tells a person. Cases are questions in"
            " general; messages of that kind belong in eval/triage."
        )
        outcome = outcome.answer or outcome
    citations: tuple[Citation, ...] = ()
    if isinstance(outcome, Answered):
        branches = (citation for branch in outcome.branches for citation in branch.citations)
        citations = (*outcome.citations, *branches)
    elif isinstance(outcome, NotCovered):
        citations = outcome.nearest
        talk.say("These come nearest:" if citations else "")
    labels = list(dict.fromkeys(citation.clause for citation in citations))
    for number, label in enumerate(labels, 1):
        show_clause(talk, clauses.by_label[label], number)
    return labels


def chosen_table(talk: Talk, folder: EvalFolder) -> Path:
    """The table that the lead names, or a new one."""
    tables = list(folder.cases)
    names = [path.stem for path in tables]
    place = talk.choose("Into which table?", [*names, "a new one"]) if names else len(names)
    if place < len(names):
        return tables[place]
    while True:
        name = talk.ask("What shall the new table be called? Letters, figures and hyphens.", needed=True)
        name = name.removesuffix(".csv").strip().lower().replace(" ", "-")
        if name.replace("-", "").isalnum() and name.isascii():
            return folder.path / "cases" / f"{name}.csv"


def _asked(talk: Talk, folder: EvalFolder, masker: Masker, learnt: Learnt) -> tuple[str, list[str]]:
    while True:
        question = _unnamed(talk, masker, talk.ask("What would somebody type?", needed=True))
        history: list[str] = []
        before = "Did the same person ask something first? Type it, or press Enter if not."
        while turn := talk.ask(before):
            history.append(_unnamed(talk, masker, turn))
            before = "And after that, before the question itself? Enter if nothing."
        key = key_of(*history, question)
        standing = folder.standing(key)
        if standing:
            talk.say(f"This question stands in {standing[0].name} already, in row {standing[1].number}.")
        elif near := learnt.near(" ".join((*history, question)), question):
            talk.say(f'It is too near to what the assistant has learnt, and would prove nothing: "{near}"')
        else:
            return question, history


def _unnamed(talk: Talk, masker: Masker, words: str) -> str:
    """The words, typed again where they seem to name somebody, unless the lead knows better."""
    while (masked := masker.masked(words)) != words:
        again = talk.ask(
            f"Cases name nobody. Does this? {masked}\n"
            "Type it again in other words, or press Enter to keep it as it is."
        )
        if not again:
            break
        words = again
    return words
