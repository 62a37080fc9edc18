"""What a right answer to a question is: a lead says so step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain.answer import Verdict
from assistant.domain.policy import Clause
from assistant.evaluation.references import Clauses
from assistant.evaluation.talking import Talk

Search = Callable[[str], Sequence[str]]
"""Labels of clauses for words, best first."""

_VERDICTS = {
    Verdict.NO: "No: a clause forbids or advises against the very thing",
    Verdict.YES: "Yes: a clause allows it",
    Verdict.ONLY_IF: "Only if: it is allowed under a condition that the clause names",
    Verdict.MUST: "Must: it is a duty, and the clause says what has to be done",
    Verdict.DEPENDS: "It depends: the policy says different things for different people or places",
    Verdict.FACT: "A fact: who, when, which, how long, or what something is",
}
_ENDINGS = {
    "not_covered": "A real question about school, but no policy answers it",
    "out_of_scope": "Nothing that a policy of the school would be about",
}

_EXPECTED = (
    "Which clauses does a right answer rest on, the most important first? Type their numbers or labels"
    " (1, SM 12.3), or a few words to look for others. Press Enter when you are done."
)
_ALSO = (
    "Which others would be right to show beside them, though nothing is missing without them? Type them in"
    " the same way; Enter for none."
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a right answer holds; labels best first."""

    outcome: str
    verdict: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """The cells of a case."""
        return {"expected_clauses": "; ".join(self.clauses), "verdict": self.verdict, "outcome": self.outcome}

    @property
    def in_words(self) -> str:
        """For people."""
        if self.outcome != "answered":
            return _ENDINGS[self.outcome]
        return f"{_VERDICTS[Verdict(self.verdict)].partition(':')[0]}, by {' and '.join(self.clauses)}"


def judged(talk: Talk, clauses: Clauses, search: Search, shown: Sequence[str] = ()) -> Judgement:
    """Ask for the clauses, the verdict and the outcome; `shown` are labels that may be chosen by number."""
    chosen = _chosen(talk, clauses, search, list(shown), _EXPECTED)
    if not chosen:
        place = talk.choose("Nothing answers it. What kind of question is it?", [*_ENDINGS.values()])
        return Judgement([*_ENDINGS][place])
    verdict = [*_VERDICTS][talk.choose("What do these clauses say to the question?", [*_VERDICTS.values()])]
    return Judgement("answered", verdict.value, chosen)


def also_right(
    talk: Talk, clauses: Clauses, search: Search, judgement: Judgement, shown: Sequence[str] = ()
) -> tuple[str, ...]:
    """Ask which clauses may stand beside those of the judgement, though nothing is missing without them."""
    chosen = _chosen(talk, clauses, search, list(shown), _ALSO)
    return tuple(label for label in chosen if label not in judgement.clauses)


def _chosen(talk: Talk, clauses: Clauses, search: Search, shown: list[str], question: str) -> tuple[str, ...]:
    chosen: list[str] = []
    while typed := talk.ask(question):
        pieces = [piece.strip() for piece in typed.replace(";", ",").split(",") if piece.strip()]
        named = [_named(piece, clauses, shown) for piece in pieces]
        if all(named):
            chosen += [label for label in named if label and label not in chosen]
        else:
            beginning = [label for label in clauses.by_label if label.startswith(f"{typed.upper()}.")]
            _show_found(talk, clauses, beginning or search(typed), shown)
        question = f"Chosen: {', '.join(chosen) or 'none yet'}. More numbers, labels or words, or Enter:"
    return tuple(chosen)


def _named(piece: str, clauses: Clauses, shown: Sequence[str]) -> str | None:
    """The label that a number or a label stands for."""
    if piece.isdecimal() and 1 <= int(piece) <= len(shown):
        return shown[int(piece) - 1]
    plain = "".join(piece.upper().split())
    return next((label for label in clauses.by_label if "".join(label.upper().split()) == plain), None)


def _show_found(talk: Talk, clauses: Clauses, labels: Sequence[str], shown: list[str]) -> None:
    if not labels:
        talk.say("No clause was found for these words.")
    for label in labels:
        if label not in shown:
            shown.append(label)
        show_clause(talk, clauses.by_label[label], shown.index(label) + 1)


def show_clause(talk: Talk, clause: Clause, number: int | None = None) -> None:
    """Print a clause with the number that it is chosen by."""
    mark = f"{number:>3}  " if number else ""
    lead_in = f"{clause.lead_in} ... " if clause.lead_in else ""
    talk.say(f"{mark}{clause.label} ({clause.heading}): {lead_in}{' '.join(clause.text.split())}")
