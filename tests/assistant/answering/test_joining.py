"""Two parts of a message, and notices, become one draft."""

from datetime import date

import pytest

from assistant.adapters.heads_file import read_heads
from assistant.adapters.school_files.school import read_school
from assistant.answering.drafting import Draft, Drafter
from assistant.answering.joining import joined, with_notices
from assistant.domain.answer import Branch, Citation, Verdict, cite
from tests.fakes.shipped import shipped_guidance, shipped_library, shipped_replies
from tests.fakes.small_school import PROJECT

_LIBRARY, _REPLIES = shipped_library(), shipped_replies()


def _cited(label: str, sentence: int | None = None) -> Citation:
    clause = _LIBRARY.clauses[label]
    spans = () if sentence is None else (clause.sentences[sentence],)
    return cite(_LIBRARY.policies[clause.policy], clause, spans)


def _draft(said: str, verdict: Verdict, *labels: str) -> Draft:
    return Draft(said, verdict, tuple(_cited(label) for label in labels))


def _labels(draft: Draft) -> list[str]:
    return [citation.clause for citation in draft.citations]


_NO = _draft("No.", Verdict.NO, "SM 12.2", "SM 12.3", "SM 12.4", "SM 12.5")
_DUTY = _draft("It is a duty.", Verdict.MUST, "SM 5.2", "SM 12.2", "SM 6.1")


def test_both_parts_have_their_say() -> None:
    """Headlines in order, the verdict of the first, clauses in turn, each once and five at most."""
    draft = joined(_NO, [_NO, _DUTY], _REPLIES)
    assert draft.headline == "First: No. Second: It is a duty."
    assert draft.verdict is Verdict.NO
    assert _labels(draft) == ["SM 12.2", "SM 5.2", "SM 12.3", "SM 12.4", "SM 6.1"]


def test_a_part_without_an_answer_is_said_so() -> None:
    """What the policies do not say is not passed over in silence."""
    draft = joined(_DUTY, [None, _DUTY], _REPLIES)
    assert draft.headline == "First: The policies do not say. Second: It is a duty."
    assert draft.verdict is Verdict.MUST


def test_where_no_part_has_an_answer_the_whole_speaks() -> None:
    """A headline never denies the clauses below it."""
    assert joined(_NO, [None, None], _REPLIES) == _NO


def test_what_the_second_part_asks_back_is_asked() -> None:
    """Branches of any part come with their question."""
    branches = (Branch("a pupil", Verdict.NO, (_cited("SM 12.2"),)), Branch("a ghost", Verdict.YES, ()))
    depends = Draft(
        "It depends.", Verdict.DEPENDS, (_cited("SM 12.2"),), branches, "which_branch", ("a", "b")
    )
    draft = joined(_DUTY, [_DUTY, depends], _REPLIES)
    assert (draft.branches, draft.asks, draft.options) == (branches, "which_branch", ("a", "b"))


@pytest.fixture(scope="module")
def drafter() -> Drafter:
    """The drafter over the shipped policies; its heads are not asked here."""
    heads = read_heads(PROJECT / "prompts" / "heads.json")
    return Drafter(_LIBRARY, shipped_guidance(), heads, _REPLIES, 0.45, 1.6)


def _noticed(drafter: Drafter, draft: Draft, question: str) -> tuple[list[str], list[str], str]:
    school = read_school(PROJECT / "corpus" / "school.toml")
    shown, warnings = with_notices(draft, question, drafter, school, date(2024, 1, 1))
    return _labels(shown), [warning.code for warning in warnings], " ".join(w.text for w in warnings)


def test_pinned_clauses_come_first_and_the_answer_stays_short(drafter: Drafter) -> None:
    """The law on indecent images pushes the last clause out and none in between."""
    draft = _draft("No.", Verdict.NO, "SM 12.3", "SM 12.4", "SM 12.5", "SM 12.6")
    labels, codes, _ = _noticed(drafter, draft, "may I look at nudes")
    assert labels == ["SM 18.4", "MP 2.8", "SM 12.3", "SM 12.4", "SM 12.5"]
    assert codes[0] == "indecent_images"


def test_a_tension_shows_both_sides_and_whom_to_ask(drafter: Drafter) -> None:
    """The other side stands next to the first clause, and a person is named."""
    draft = Draft("No.", Verdict.NO, (_cited("SM 12.2", 0), _cited("SM 12.5")))
    labels, codes, said = _noticed(drafter, draft, "can I follow a pupil")
    assert labels == ["SM 12.2", "SM 13.1", "SM 12.5"]
    assert codes == ["conflict"]
    assert "Ask the Headteacher before you act." in said


def test_without_anything_to_notice_a_draft_stays_as_it_is(drafter: Drafter) -> None:
    """No warning is made up."""
    draft = _draft("It is a duty.", Verdict.MUST, "SM 12.5")
    assert _noticed(drafter, draft, "school email for facebook") == (["SM 12.5"], [], "")


def test_branches_count_for_the_warnings(drafter: Drafter) -> None:
    """Model text that only a branch rests on is named too."""
    branch = Branch("a school device", Verdict.ONLY_IF, (_cited("MP 6.1"),))
    draft = Draft("It depends.", Verdict.DEPENDS, (_cited("SM 12.5"),), (branch,))
    assert "model_text" in _noticed(drafter, draft, "x")[1]
