"""Two leads judge a case apart; then both see where they differ, and one of them decides and says why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.bootstrap import Row, change_cells, read_table, take_out_rows
from assistant.evaluation.adding import chosen_table
from assistant.evaluation.cases import COLUMNS, OPTIONAL
from assistant.evaluation.folder import (
    CASE_COLUMNS,
    DRAFT_COLUMNS,
    EvalFolder,
    add_row,
    key_of_row,
    labels_in,
)
from assistant.evaluation.judging import Judgement, Search, judged
from assistant.evaluation.references import Clauses, note_references
from assistant.evaluation.reviews import (
    DECIDED,
    DROPPED,
    JUDGED,
    Reviewed,
    Step,
    add_step,
    read_reviews,
)
from assistant.evaluation.talking import Talk

_SKIP = "Leave it for now"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """One sitting of one lead."""

    talk: Talk
    folder: EvalFolder
    clauses: Clauses
    search: Search
    today: date

    def sit(self, disputed: str = "") -> int:
        """Go through what waits for this lead, or the case whose question has the words `disputed`.

        How many cases were judged or decided. Raises Stopped; what was said before that is kept.
        """
        say = self.talk.say
        say("Judge each question by yourself. Type 'stop' at any time; what you have finished is kept.")
        say("Your name is written into eval/reviews.csv with what you say.")
        lead = self.talk.ask("What is your name?", needed=True)
        done = 0
        for path, row in list(self._waiting(disputed)):
            reviewed = read_reviews(self.folder.reviews).get(key_of_row(row), Reviewed())
            if reviewed.decided:
                # Whoever disputes a decision begins a review of its own, apart from the former one.
                reviewed = Reviewed()
            if len(reviewed.judged) < 2 and not reviewed.by(lead):
                reviewed = self._judge(path, row, lead, reviewed)
                done += 1
            elif len(reviewed.judged) < 2:
                continue
            if len(reviewed.judged) == 2 and self._settle(path, row, lead, reviewed):
                done += 1
        say(f"\nNothing more waits for you, {lead}." if done else f"\nNothing waits for you, {lead}.")
        return done

    def _waiting(self, disputed: str) -> Iterator[tuple[Path, Row]]:
        """Drafts and cases that are in review and not decided; with words, the cases that have them."""
        reviews = read_reviews(self.folder.reviews)
        plain = " ".join(disputed.lower().split())
        for path in (*self.folder.drafts, *self.folder.cases):
            draft = path in self.folder.drafts
            for row in read_table(path, DRAFT_COLUMNS if draft else COLUMNS, OPTIONAL):
                known = reviews.get(key_of_row(row))
                in_review = known is not None and known.decided is None
                if plain:
                    if plain in " ".join(row.cells["question"].lower().split()):
                        yield path, row
                elif in_review or (draft and known is None):
                    yield path, row

    def _judge(self, path: Path, row: Row, lead: str, reviewed: Reviewed) -> Reviewed:
        self._show(path, row)
        judgement = judged(self.talk, self.clauses, self.search)
        why = self.talk.ask("Why? One sentence for the other lead; Enter for none.")
        step = self._step(row, lead, JUDGED, judgement, why)
        add_step(self.folder.reviews, step)
        self.talk.say("Kept. A second lead judges it next." if not reviewed.judged else "Kept.")
        return replace(reviewed, judged=(*reviewed.judged, step))

    def _settle(self, path: Path, row: Row, lead: str, reviewed: Reviewed) -> bool:
        """Show both judgements and decide; False where that is left for later."""
        say, cells = self.talk.say, row.cells
        say(f"\nQuestion: {cells['question']}", style="bold")
        for step in reviewed.judged:
            say(f"  {step.lead}: {step.judgement.in_words}. {step.why}")
        if path not in self.folder.drafts:
            there = Judgement(cells["outcome"], cells["verdict"], labels_in(cells["expected_clauses"]))
            say(f"  {path.name} says: {there.in_words}.")
        one, other = (step.judgement for step in reviewed.judged)
        if reviewed.agreed:
            say("You agree.")
            both = " and ".join(step.lead for step in reviewed.judged)
            return self._decide(path, row, both, one, "Both said the same.")
        say(f"You differ in: {', '.join(_differences(one, other))}.")
        options = [
            *(f"{step.lead} is right" for step in reviewed.judged),
            "Neither is right",
            "It is no good case",
            _SKIP,
        ]
        place = self.talk.choose("Talk it over. What is decided?", options)
        if place == 4:
            return False
        by = self.talk.ask(f"Who decides? Enter for {lead}.") or lead
        why = self.talk.ask("Why?", needed=True)
        if place == 3:
            return self._drop(path, row, by, why)
        decided = (one, other)[place] if place < 2 else judged(self.talk, self.clauses, self.search)
        return self._decide(path, row, by, decided, why)

    def _decide(self, path: Path, row: Row, by: str, decided: Judgement, why: str) -> bool:
        say = self.talk.say
        if path in self.folder.drafts:
            moving = self.talk.agrees("Shall it become a case that counts?")
            table = chosen_table(self.talk, self.folder) if moving else None
            if table is None:
                change_cells(
                    path,
                    {(self._number(path, row), name): cell for name, cell in _cells(row, decided).items()},
                )
                add_step(self.folder.reviews, self._step(row, by, DECIDED, decided, why))
                say("Decided; it stays among the drafts.")
                return True
            add_row(table, CASE_COLUMNS, dict(row.cells) | _cells(row, decided))
            add_step(self.folder.reviews, self._step(row, by, DECIDED, decided, why))
            self._take_out(path, row)
            say(f"Decided, and moved to {table.name}.")
        else:
            edits = {name: cell for name, cell in _cells(row, decided).items() if cell != row.cells[name]}
            if edits:
                number = self._number(path, row)
                change_cells(path, {(number, name): cell for name, cell in edits.items()})
            add_step(self.folder.reviews, self._step(row, by, DECIDED, decided, why))
            say(f"Decided; {path.name} {'has been changed' if edits else 'stays as it is'}.")
        note_references(self.folder.references, self.clauses, decided.clauses)
        return True

    def _drop(self, path: Path, row: Row, by: str, why: str) -> bool:
        add_step(self.folder.reviews, self._step(row, by, DROPPED, Judgement(""), why))
        self._take_out(path, row)
        self.talk.say(f"Decided; it has been taken out of {path.name}.")
        return True

    def _take_out(self, path: Path, row: Row) -> None:
        take_out_rows(path, self._numbers(path, row))

    def _number(self, path: Path, row: Row) -> int:
        return self._numbers(path, row)[0]

    def _numbers(self, path: Path, row: Row) -> list[int]:
        """Where the row stands by now: others may have been taken out before it."""
        key = key_of_row(row)
        return [one.number for one in read_table(path, COLUMNS) if key_of_row(one) == key]

    def _show(self, path: Path, row: Row) -> None:
        say, cells = self.talk.say, row.cells
        for turn in cells["history"].split("||"):
            say(f"\nAsked before: {turn.strip()}" if turn.strip() else "")
        say(f"Question: {cells['question']}", style="bold")
        if path in self.folder.drafts:
            say(f"Shown was: {cells['shown']}\nWhy it is here: {cells['why']}")

    def _step(self, row: Row, lead: str, step: str, judgement: Judgement, why: str) -> Step:
        day = self.today.isoformat()
        return Step(key_of_row(row), row.cells["question"], lead, step, judgement, why, day)


def _cells(row: Row, decided: Judgement) -> dict[str, str]:
    """The cells that a decision gives; what is expected now is no longer only right as well."""
    before = labels_in(row.cells["also_right"])
    also = [label for label in before if decided.clauses and label not in decided.clauses]
    return decided.cells | ({"also_right": "; ".join(also)} if len(also) < len(before) else {})


def _differences(one: Judgement, other: Judgement) -> list[str]:
    found = ["the kind of ending"] if one.outcome != other.outcome else []
    found += ["the verdict"] if one.verdict != other.verdict else []
    return found + (["the clauses"] if set(one.clauses) != set(other.clauses) else [])
