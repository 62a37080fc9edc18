"""`assistant evaluate review`: two leads at one terminal, one after the other."""

from pathlib import Path

import pytest

from assistant.bootstrap import assistant, read_table
from assistant.evaluation.cases import COLUMNS, read_cases
from assistant.evaluation.folder import EvalFolder
from assistant.evaluation.judging import Judgement
from assistant.evaluation.reviews import Agreement, Reviewed, Step, agreement, every_review, read_reviews
from tests.assistant.evaluation.eval_folder import evaluate, with_also_right, write_folder
from tests.fakes.feedback import feedback
from tests.fakes.small_school import SmallSchool

_NO = ["PH 1.2", "", "1", "it says so"]
_YES = ["PH 2.2", "", "2", "a call is fine"]


@pytest.fixture
def folder(tmp_path: Path, in_own_school: SmallSchool) -> EvalFolder:
    """A folder with one draft."""
    folder = write_folder(tmp_path / "eval")
    assistant().feedback.add("Ev1", feedback("may i film them"))
    evaluate(folder, "import-feedback")
    return folder


def _review(folder: EvalFolder, *answers: str, words: tuple[str, ...] = ()) -> str:
    return evaluate(folder, "review", *words, answers=answers)


def _only(folder: EvalFolder) -> Reviewed:
    (reviewed,) = read_reviews(folder.reviews).values()
    return reviewed


def test_the_second_lead_does_not_see_the_first_ones_judgement(folder: EvalFolder) -> None:
    """Before having judged; then both see where they differ."""
    first = _review(folder, "Ann", *_NO)
    assert "Shown was: answered yes" in first
    assert "A second lead judges it next." in first
    second = _review(folder, "Bo", *_YES, "1", "", "photos are forbidden", "yes", "first")
    before, _, after = second.partition("Kept.")
    assert "it says so" not in before
    assert "No, by PH 1.2" not in before
    assert "Ann: No, by PH 1.2. it says so" in after
    assert "You differ in: the verdict, the clauses." in after


def test_a_decided_draft_moves_into_a_table(folder: EvalFolder) -> None:
    """With what was decided; who decided and why is kept, and the draft is gone."""
    _review(folder, "Ann", *_NO)
    _review(folder, "Bo", *_YES, "1", "Cy", "photos are forbidden", "yes", "first")
    case = read_cases(folder.path / "cases")[-1]
    assert (case.message.text, case.verdict, case.clauses) == ("may i film them", "no", ("PH 1.2",))
    decided = _only(folder).decided
    assert decided is not None
    assert (decided.lead, decided.why) == ("Cy", "photos are forbidden")
    assert b"film" not in folder.drafts[0].read_bytes()
    assert "Nothing waits for you, Di." in _review(folder, "Di")


def test_nobody_judges_twice(folder: EvalFolder) -> None:
    """Small letters and spaces make nobody another person."""
    _review(folder, "Ann Ash", *_NO)
    assert "Nothing waits for you" in _review(folder, " ann  ash ")
    assert len(_only(folder).judged) == 1


def test_two_who_agree_have_decided(folder: EvalFolder) -> None:
    """The draft may stay among the drafts, filled in."""
    _review(folder, "Ann", *_NO)
    said = _review(folder, "Bo", "ph1.2", "", "1", "", "no")
    assert "You agree." in said
    decided = _only(folder).decided
    assert decided is not None
    assert decided.lead == "Ann and Bo"
    assert b"PH 1.2" in folder.drafts[0].read_bytes()


def test_what_is_left_for_later_waits_for_both(folder: EvalFolder) -> None:
    """And can then be decided otherwise than by either."""
    _review(folder, "Ann", *_NO)
    _review(folder, "Bo", *_YES, "5")
    assert _only(folder).decided is None
    _review(folder, "Ann", "3", "", "we asked", "PH 1.1", "", "4", "no")
    decided = _only(folder).decided
    assert decided is not None
    assert (decided.judgement.clauses, decided.judgement.verdict) == (("PH 1.1",), "must")


def test_a_draft_below_one_that_was_taken_out_is_still_the_right_row(folder: EvalFolder) -> None:
    """The first moves into a table and the second stays: the third is not touched."""
    for number, question in ((2, "may i ring them"), (3, "may i call a cab")):
        assistant().feedback.add(f"Ev{number}", feedback(question))
    evaluate(folder, "import-feedback")
    _review(folder, "Ann", *_NO, *_NO, *_NO)
    moved, stays = ("1", "Cy", "so it is", "yes", "first"), ("1", "Cy", "so it is", "no")
    _review(folder, "Bo", *_YES, *moved, *_YES, *stays)
    left = [row.cells["question"] for row in read_table(folder.drafts[0], COLUMNS)]
    assert left == ["may i ring them", "may i call a cab"]


def test_no_good_case_is_taken_out(folder: EvalFolder) -> None:
    """Why is kept."""
    _review(folder, "Ann", *_NO)
    _review(folder, "Bo", *_YES, "4", "", "nobody would ask")
    decided = _only(folder).decided
    assert decided is not None
    assert (decided.step, decided.why) == ("dropped", "nobody would ask")
    assert b"film" not in folder.drafts[0].read_bytes()


def test_a_disputed_case_changes_only_in_its_cells(folder: EvalFolder) -> None:
    """Named by words of its question; its own key is shown only once both have judged."""
    before = folder.cases[0].read_bytes()
    first = _review(folder, "Ann", *_NO, words=("phone to be off",))
    assert "must" not in first.lower().replace("must: it is a duty", "").partition("What do these")[0]
    said = _review(folder, "Bo", "PH 1.2", "", "1", "", words=("phone to be off",))
    assert "first.csv says: Must, by PH 1.1." in said
    assert folder.cases[0].read_bytes() == before.replace(b"PH 1.1;must", b"PH 1.2;no")


@pytest.mark.parametrize(("judgement", "left"), [(("PH 1.2", "", "1", ""), ("PH 2.1",)), (("", "1", ""), ())])
def test_what_is_decided_is_no_longer_only_right_as_well(
    folder: EvalFolder, judgement: tuple[str, ...], left: tuple[str, ...]
) -> None:
    """The other clauses stay right, and none is where nothing answers."""
    with_also_right(folder, "PH 1.2; PH 2.1")
    for lead in ("Ann", "Bo"):
        _review(folder, lead, *judgement, words=("phone to be off",))
    assert read_cases(folder.path / "cases")[0].also_right == left


def test_stopping_keeps_what_is_finished(folder: EvalFolder) -> None:
    """A judgement that is not finished is not kept."""
    said = _review(folder, "Ann", "PH 1.2", "", "stop")
    assert said.endswith("Stopped. What you had finished is kept.")
    assert not folder.reviews.exists()


def test_a_decided_case_can_be_disputed_again(folder: EvalFolder) -> None:
    """Both judge anew, neither sees what was said before, and the new decision counts."""
    words = ("phone to be off",)
    for lead in ("Ann", "Bo"):
        _review(folder, lead, "PH 1.2", "", "1", "", words=words)
    first = _review(folder, "Ann", "PH 1.1", "", "4", "on second thoughts", words=words)
    assert "A second lead judges it next." in first
    assert "PH 1.2" not in first.partition("Kept.")[0]
    second = _review(folder, "Bo", "PH 1.1", "", "4", "", words=words)
    assert "first.csv says: No, by PH 1.2." in second
    case = read_cases(folder.path / "cases")[0]
    assert (case.verdict, case.clauses) == ("must", ("PH 1.1",))
    ((earlier, later),) = every_review(folder.reviews).values()
    assert [one.decided.judgement.verdict for one in (earlier, later) if one.decided] == ["no", "must"]
    assert _only(folder) == later


_YES_TO_1, _NO_TO_1 = Judgement("answered", "yes", ("PH 1",)), Judgement("answered", "no", ("PH 1",))
_YES_TO_2 = Judgement("answered", "yes", ("PH 2",))


def _pair(*said: tuple[str, Judgement]) -> Reviewed:
    return Reviewed(tuple(Step("k", "q", lead, "judged", judgement, "", "") for lead, judgement in said))


def test_agreement_is_counted_for_each_two_leads() -> None:
    """Two of three alike where chance gives four of nine: 2/5; with somebody else never alike: 0."""
    ours = [
        _pair(("Ann", _YES_TO_1), ("Bo", _YES_TO_2)),
        _pair(("bo", _NO_TO_1), ("ann", _NO_TO_1)),
        _pair(("Ann", _YES_TO_1), ("Bo", _NO_TO_1)),
    ]
    found = agreement([*ours, _pair(("Cy", _YES_TO_1), ("Ann", _NO_TO_1)), _pair(("Di", _NO_TO_1))])
    first, second = found.pairs
    assert (first.leads, first.cases, first.same) == (("Ann", "Bo"), 3, 1)
    assert first.kappa == pytest.approx(0.4)
    assert (second.leads, second.cases, second.same, second.kappa) == (("Ann", "Cy"), 1, 0, 0.0)
    assert found.open == 5
    assert agreement([]) == Agreement((), 0)


def test_who_judged_first_makes_no_difference() -> None:
    """Ann always says yes and Bo always no, in whichever order they sat down."""
    said = (("Ann", _YES_TO_1), ("Bo", _NO_TO_1))
    (found,) = agreement([_pair(*said), _pair(*reversed(said))]).pairs
    assert found.kappa == 0.0
