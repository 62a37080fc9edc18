"""Publishing: one bad file never stops the others, and the owner is told all she should know."""

from collections.abc import Callable, Sequence

import pytest

from assistant.adapters.school_files.guidance import read_guidance
from assistant.domain.guidance import Quote
from assistant.domain.triage import Route, TriageExample
from assistant.errors import AssistantError, PolicyFileError, SchoolFileError
from assistant.journeys.publish import PublishJourney, PublishReport
from assistant.policies.difference import Change, ChangeKind
from assistant.ports import Shelf, TriageLearnt, TriagePublishing
from tests.fakes.clock import FakeClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.shelf import FakeShelf
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakeTriagePublisher

_PHONES, _TRIPS = "corpus/policies/phones-policy.md", "corpus/policies/trips-policy.txt"


@pytest.fixture
def shelf() -> FakeShelf:
    """Where this test publishes."""
    return FakeShelf(FakeEncoder)


def _publish(
    school: SmallSchool,
    shelf: Shelf,
    triage: TriagePublishing | None = None,
    messages: Callable[[], Sequence[TriageExample]] = tuple,
) -> PublishReport:
    guidance = read_guidance(school.prompts, school.corpus)
    triage = triage or FakeTriagePublisher()
    journey = PublishJourney(school.files, shelf, guidance, FakeClock(), triage, messages)
    return journey.publish(lambda *_: None)


def _changes(report: PublishReport) -> dict[str, tuple[Change, ...]]:
    return {record.id: changes for record, changes in report.changes}


def test_the_first_publish_reports_every_clause_as_added(school: SmallSchool, shelf: FakeShelf) -> None:
    """All clauses of both policies are new, with their whole words."""
    report = _publish(school, shelf)
    changes = _changes(report)
    assert [len(changes["phones"]), len(changes["trips"])] == [7, 3]
    assert {change.kind for found in changes.values() for change in found} == {ChangeKind.ADDED}
    assert changes["trips"][2] == Change(
        ChangeKind.ADDED, "TR 2.2", "", "{+Pupils may telephone home from the coach.+}"
    )
    assert report.index is shelf.current()
    assert (report.refused, report.kept_from_before) == ((), ())


def test_publishing_the_same_files_again_changes_nothing(school: SmallSchool, shelf: FakeShelf) -> None:
    """Nothing is embedded and nothing is reported as changed."""
    first = _publish(school, shelf)
    again = _publish(school, shelf)
    assert (again.embedded, again.changes) == (0, ())
    assert again.index.digest == first.index.digest


def test_an_edited_sentence_is_shown_word_by_word(school: SmallSchool, shelf: FakeShelf) -> None:
    """The owner sees what was taken out and what was put in; the clause keeps its id."""
    before = _publish(school, shelf).index.policies["trips"].clauses[2]
    school.edit(_TRIPS, "telephone home from the coach", "ring home from the coach")
    report = _publish(school, shelf)
    words = "Pupils may [-telephone-]{+ring+} home from the coach."
    assert _changes(report) == {"trips": (Change(ChangeKind.CHANGED, "TR 2.2", "TR 2.2", words),)}
    assert report.embedded == 1
    assert report.index.policies["trips"].clauses[2].id == before.id


def test_added_moved_and_removed_clauses_are_told_apart(school: SmallSchool, shelf: FakeShelf) -> None:
    """A new paragraph is added, the one that it pushes down is renumbered, one that is gone is removed."""
    _publish(school, shelf)
    school.edit(
        _TRIPS, "Staff must carry a school mobile on every trip.\n\n", "Count heads at each stop.\n\n"
    )
    school.edit(_TRIPS, "Count heads at each stop.", "Count heads at each stop.\n\nNobody travels alone.")
    changes = _changes(_publish(school, shelf))["trips"]
    assert [(change.kind.value, change.label, change.before) for change in changes] == [
        ("added", "TR 2.1", ""),
        ("added", "TR 2.2", ""),
        ("renumbered", "TR 2.3", "TR 2.2"),
        ("removed", "TR 2.1", "TR 2.1"),
    ]


@pytest.mark.parametrize("status", ["draft", "superseded"])
def test_a_policy_that_may_not_answer_any_more_is_taken_out(
    school: SmallSchool, shelf: FakeShelf, status: str
) -> None:
    """Drafts and superseded policies leave the index, and the report says that their clauses went."""
    _publish(school, shelf)
    school.edit("corpus/manifest.toml", 'status = "model"', f'status = "{status}"')
    report = _publish(school, shelf)
    assert list(report.index.policies) == ["phones"]
    assert {change.kind for change in _changes(report)["trips"]} == {ChangeKind.REMOVED}
    assert len(_changes(report)["trips"]) == 3


def test_a_refused_file_stops_neither_the_others_nor_its_own_last_version(
    school: SmallSchool, shelf: FakeShelf
) -> None:
    """The other policies publish, the last good version answers on, and the report names the file."""
    _publish(school, shelf)
    school.edit(_PHONES, "silent", "switched off")
    (school.corpus / "policies" / "trips-policy.txt").write_bytes(b"\x00" * 400)
    report = _publish(school, shelf)
    [refused] = report.refused
    assert refused.file == "trips-policy.txt"
    assert [record.id for record in report.kept_from_before] == ["trips"]
    assert list(report.index.policies) == ["phones", "trips"]
    assert report.index.policies["trips"].clauses[2].text == "Pupils may telephone home from the coach."
    assert "switched off" in report.index.policies["phones"].clauses[0].text
    assert list(_changes(report)) == ["phones"]


def test_a_refused_file_that_never_was_good_is_only_named(school: SmallSchool, shelf: FakeShelf) -> None:
    """With no earlier version there is nothing to keep; the rest is published."""
    (school.corpus / "policies" / "trips-policy.txt").unlink()
    report = _publish(school, shelf)
    assert [error.file for error in report.refused] == ["trips-policy.txt"]
    assert (report.kept_from_before, list(report.index.policies)) == ((), ["phones"])


def test_where_no_file_can_be_read_nothing_is_published(school: SmallSchool, shelf: FakeShelf) -> None:
    """An error names every file; there is no empty index."""
    for path in (school.corpus / "policies").iterdir():
        path.unlink()
    with pytest.raises(
        AssistantError, match=r"No policy could be read\. phones-policy\.md: .* trips-policy\.txt:"
    ):
        _publish(school, shelf)
    assert shelf.current() is None


@pytest.mark.parametrize("file", ["corpus/manifest.toml", "prompts/questions/everyday.csv"])
def test_a_mistake_in_the_leads_own_files_leaves_the_last_index(
    school: SmallSchool, shelf: FakeShelf, file: str
) -> None:
    """A manifest or a table that cannot be read stops the publish before anything is switched."""
    before = _publish(school, shelf).index
    school.edit(_TRIPS, "coach", "bus")
    (school.corpus.parent / file).write_text('"broken')
    with pytest.raises(SchoolFileError):
        _publish(school, shelf)
    assert shelf.current() is before


def test_references_are_followed_and_those_that_lead_nowhere_are_listed(
    school: SmallSchool, shelf: FakeShelf
) -> None:
    """'The visits policy' is held under another name; the lost property policy is not held at all."""
    report = _publish(school, shelf)
    followed = report.index.policies["phones"].clauses[2].references
    assert [(reference.words, reference.target) for reference in followed] == [("visits policy", "trips")]
    assert [(label, reference.words) for label, reference in report.leads_nowhere] == [
        ("PH 3.1", "lost property policy")
    ]


def test_a_link_follows_a_policy_that_comes_and_goes(school: SmallSchool, shelf: FakeShelf) -> None:
    """When the policy referred to is taken out, the unchanged clause's link leads nowhere."""
    _publish(school, shelf)
    school.edit("corpus/manifest.toml", 'status = "model"', 'status = "draft"')
    report = _publish(school, shelf)
    assert [(label, reference.words) for label, reference in report.leads_nowhere] == [
        ("PH 2.1", "visits policy"),
        ("PH 3.1", "lost property policy"),
    ]


def test_reviews_tensions_quotes_and_labels_are_reported(school: SmallSchool, shelf: FakeShelf) -> None:
    """Overdue reviews, live tensions, quotes that no policy has, and labels that no clause has."""
    report = _publish(school, shelf)
    assert [record.id for record in report.overdue] == ["phones"]
    assert [tension.name for tension in report.tensions] == ["calls from parents"]
    assert Quote("phones", "Staff may use carrier pigeons.") in report.quotes_not_found
    assert (
        Quote("phones", "Staff should never give their own number to parents.") not in report.quotes_not_found
    )
    assert len(set(report.quotes_not_found)) == len(report.quotes_not_found)
    assert report.unknown_labels == (("PH 9.9", "everyday"),)


def test_an_unknown_label_is_told_with_the_first_table_that_names_it(
    school: SmallSchool, shelf: FakeShelf
) -> None:
    """Each label is listed once, with the table where the lead should begin to look."""
    rows = "question,history,expected_clauses,verdict,outcome\na,,PH 9.9; XX 1,no,answered\n"
    (school.prompts / "questions" / "zebra.csv").write_text(rows)
    assert _publish(school, shelf).unknown_labels == (("PH 9.9", "everyday"), ("XX 1", "zebra"))


def test_quotes_are_found_across_line_ends(school: SmallSchool, shelf: FakeShelf) -> None:
    """A quote holds although the policy's file breaks its line elsewhere."""
    school.edit(_PHONES, "own number to parents", "own\nnumber   to parents")
    assert [tension.name for tension in _publish(school, shelf).tensions] == ["calls from parents"]


def test_refused_files_are_policy_errors_with_their_cure(school: SmallSchool, shelf: FakeShelf) -> None:
    """What the owner reads of a refused file has its name, what is wrong, and what to do."""
    (school.corpus / "policies" / "trips-policy.txt").write_text("")
    [refused] = _publish(school, shelf).refused
    assert isinstance(refused, PolicyFileError)
    assert str(refused) == f"trips-policy.txt: {refused.problem} {refused.cure}"


def test_triage_learns_from_the_messages_and_from_all_questions(
    school: SmallSchool, shelf: FakeShelf
) -> None:
    """A question that no policy answers is no incident either; what was learnt stands in the report."""
    triage = FakeTriagePublisher()
    triage.learnt = TriageLearnt(True, (("a burn on her arm", 0.2, 0.9),))
    message = TriageExample("who writes it", Route.POLICY_QUESTION)
    report = _publish(school, shelf, triage, lambda: (message, message))
    [(messages, questions)] = triage.given
    assert messages == 2
    assert "who writes the risk assessment" in questions
    assert "is there free parking" in questions
    assert report.triage is triage.learnt


def test_without_what_triage_has_learnt_the_last_index_answers_on(
    school: SmallSchool, shelf: FakeShelf
) -> None:
    """It is found before an index is built and switched to."""

    class Missing(FakeTriagePublisher):
        def publish(self, *_: object) -> TriageLearnt:
            raise SchoolFileError("adapter.npz", "What the encoder has learnt is missing.", "Put it back.")

    before = _publish(school, shelf).index
    school.edit(_TRIPS, "coach", "bus")
    with pytest.raises(SchoolFileError, match=r"adapter\.npz"):
        _publish(school, shelf, Missing())
    assert shelf.current() is before


def test_a_mistake_in_the_messages_leaves_the_last_index(school: SmallSchool, shelf: FakeShelf) -> None:
    """A table of triage that cannot be read stops the publish before anything is switched."""

    def broken() -> Sequence[TriageExample]:
        raise SchoolFileError("few.csv", "The message is empty.", "Type one.", 3)

    before = _publish(school, shelf).index
    school.edit(_TRIPS, "coach", "bus")
    triage = FakeTriagePublisher()
    with pytest.raises(SchoolFileError, match=r"few\.csv, line 3"):
        _publish(school, shelf, triage, broken)
    assert shelf.current() is before
    assert triage.given == []
