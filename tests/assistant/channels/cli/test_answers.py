"""What a language model adds, on a terminal: under the headline, with its clauses, and called what it is."""

from io import StringIO

from rich.console import Console

from assistant.channels.cli.answers import show
from assistant.domain.answer import Answered, Citation, Explained, Verdict
from assistant.domain.policy import Status
from tests.assistant.channels.cli.command_line import in_one_line
from tests.fakes.shipped import shipped_replies

_ONE = Citation("ph", "Phones Policy", Status.RATIFIED, "PH 1.2", "In lessons", "Staff must not.", 0, 15)
_TWO = Citation("tr", "Trips Policy", Status.RATIFIED, "TR 2", "On a trip", "Staff must.", 0, 11)
_NOTE = shipped_replies().say("explanation.note")
_EXPLAINED = Answered(
    Verdict.NO,
    "No. The Phones Policy does not allow this.",
    (_ONE, _TWO),
    explanation=(
        Explained("You must not, [bold]Jo\x1b[2J[/bold].", (_ONE, _ONE)),
        Explained("On a trip you must.", (_TWO, _ONE)),
    ),
    way_to_a_person="Ring.",
)


def _shown(answer: Answered) -> str:
    file = StringIO()
    show(Console(file=file, width=80), answer, shipped_replies())
    return in_one_line(file.getvalue())


def test_each_sentence_has_its_clauses_in_brackets() -> None:
    """Between the headline and the quotes; once each, as it was written, with no order to the terminal."""
    shown = _shown(_EXPLAINED)
    first, second = "You must not, [bold]Jo\ufffd[2J[/bold]. [PH 1.2]", "On a trip you must. [TR 2, PH 1.2]"
    places = [shown.index(part) for part in (_EXPLAINED.headline, first, second, _NOTE, '"Staff must not."')]
    assert places == sorted(places)


def test_without_a_model_nothing_is_said_of_one() -> None:
    """The answer is shown as it always was."""
    assert _NOTE not in _shown(Answered(Verdict.NO, "No.", (_ONE,)))
