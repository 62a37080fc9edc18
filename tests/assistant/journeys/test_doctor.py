"""The doctor finds everything that stands between the software and staff who may rely on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.adapters.school_files.school import read_school
from assistant.domain.advice import BLOCKS, unsigned
from assistant.domain.finding import Finding, Grade
from assistant.domain.school import Reach, School
from assistant.errors import CaseStoreError, EncoderError, NotReady
from assistant.journeys.doctor import examine, refuse_if_not_ready
from tests.fakes.clock import FakeClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.shelf import FakeShelf
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import PROJECT, SmallSchool


@pytest.fixture
def ready(school: SmallSchool) -> School:
    """A school whose details are complete."""
    return read_school(school.corpus / "school.toml")


def _examine(
    school: SmallSchool,
    ready: School,
    published: bool = True,
    unsigned: Sequence[str] = (),
    unreadable: Callable[[], Sequence[str]] = tuple,
) -> dict[str, Finding]:
    shelf = FakeShelf(FakeEncoder)
    if published:
        shelf.publish(school.policies, (), lambda *_: None)
    found = examine(ready, school.files, shelf, FakeClock(), school.files.examples, unsigned, unreadable)
    assert len({finding.subject for finding in found}) == len(found)
    return {finding.subject: finding for finding in found}


def test_a_school_that_is_ready_has_nothing_missing(school: SmallSchool, ready: School) -> None:
    """Every role is good, the index is counted, and an overdue review is a notice only."""
    found = _examine(school, ready)
    assert {subject for subject, finding in found.items() if finding.grade is Grade.GOOD} == {
        *(contact.title for contact in ready.contacts),
        "files",
        "index",
    }
    assert found["index"].text == "2 policies with 10 clauses are published."
    assert found["Phones Policy"] == Finding(
        Grade.NOTICE, "Phones Policy", "The review was due by 31 May 2024."
    )
    assert len(found) == len(ready.contacts) + 3


def test_nothing_published_is_missing(school: SmallSchool, ready: School) -> None:
    """Before the first publish nobody can be answered."""
    found = _examine(school, ready, published=False)["index"]
    assert found == Finding(Grade.MISSING, "index", "Nothing is published. Run `assistant publish`.")


def test_a_contact_without_name_phone_or_channel_is_missing(school: SmallSchool, ready: School) -> None:
    """Each field that is empty is named."""
    first, second, third, *rest = ready.contacts
    holders = (replace(first, name="", phone=""), replace(second, phone=""), replace(third, channels=()))
    unset = replace(ready, contacts=(*holders, *rest))
    found = _examine(school, unset)
    assert found[first.title] == Finding(Grade.MISSING, first.title, "Not set in school.toml: name, phone.")
    assert found[second.title] == Finding(Grade.MISSING, second.title, "Not set in school.toml: phone.")
    assert found[third.title] == Finding(
        Grade.MISSING, third.title, "Not set in school.toml: email or notify."
    )


def test_school_hours_are_missing_until_they_are_set(school: SmallSchool, ready: School) -> None:
    """Live mode has to know when the school is open."""
    found = _examine(school, replace(ready, hours=""))
    assert found["School hours"] == Finding(Grade.MISSING, "School hours", "Not set in school.toml: hours.")


def test_a_mistake_in_a_file_is_told_and_the_rest_is_still_examined(
    school: SmallSchool, ready: School
) -> None:
    """A broken table does not hide the contacts and the index."""
    school.edit("prompts/questions/everyday.csv", "question", "questions")
    found = _examine(school, ready)
    assert found["files"].grade is Grade.MISSING
    assert found["files"].text.startswith("everyday.csv, row 1: The column 'question' is missing.")
    assert found["index"].grade is Grade.GOOD


def test_texts_that_nobody_signed_are_a_notice(school: SmallSchool, ready: School) -> None:
    """Each is named, and they keep nobody from starting; where all are signed nothing is said."""
    found = _examine(school, ready, unsigned=("fgm", "self_harm"))["Hand-off texts"]
    text = "Not signed by the school in prompts/replies.toml: fgm, self_harm."
    assert found == Finding(Grade.NOTICE, "Hand-off texts", text)
    assert "Hand-off texts" not in _examine(school, ready)


@pytest.mark.parametrize(
    ("shut", "whose"), [(("AAAA-AAAA",), "1 open case"), (("AAAA-AAAA", "BBBB-BBBB"), "2 open cases")]
)
def test_words_that_no_key_opens_are_told_with_the_cure(
    school: SmallSchool, ready: School, shut: Sequence[str], whose: str
) -> None:
    """How many cases it is and what to do; where all can be read nothing is said."""
    found = _examine(school, ready, unreadable=lambda: shut)["Cases"]
    assert found.grade is Grade.MISSING
    assert found.text.startswith(f"The words of {whose} cannot be read")
    assert "Put the right one back from its copy; without a copy, ring the reporters." in found.text
    assert "Cases" not in _examine(school, ready)


def test_a_database_that_cannot_be_reached_is_told(school: SmallSchool, ready: School) -> None:
    """The rest is still examined."""

    def unreadable() -> Sequence[str]:
        raise CaseStoreError("The database of cases cannot be reached.")

    found = _examine(school, ready, unreadable=unreadable)
    assert found["Cases"] == Finding(Grade.MISSING, "Cases", "The database of cases cannot be reached.")
    assert found["index"].grade is Grade.GOOD


def test_the_texts_that_ship_are_all_unsigned() -> None:
    """Only the school itself can sign them."""
    assert unsigned(shipped_replies()) == BLOCKS


@pytest.mark.parametrize(
    ("other", "whole"),
    [
        (Reach("Flo", "01632 960009", ("flo@school.example",)), True),
        (Reach("Flo", "01632 960009"), False),
        (Reach("Flo", "", ("flo@school.example",)), False),
    ],
)
def test_a_stand_in_whom_nobody_could_reach_is_a_notice(
    school: SmallSchool, ready: School, other: Reach, whole: bool
) -> None:
    """Out of hours somebody else is rung and alerted: both need an address."""
    first, *rest = ready.contacts
    found = examine(
        replace(ready, contacts=(replace(first, out_of_hours=other), *rest)),
        school.files,
        FakeShelf(FakeEncoder),
        FakeClock(),
        school.files.examples,
        (),
        tuple,
    )
    text = "Out of hours: phone, and email or notify, are both needed."
    assert (Finding(Grade.NOTICE, first.title, text) in found) is not whole
    assert all(finding.grade is not Grade.MISSING for finding in found if finding.subject == first.title)


def test_an_encoder_that_cannot_be_loaded_is_told(school: SmallSchool, ready: School) -> None:
    """Whatever reading everything raises on purpose becomes a finding."""

    def load_all() -> None:
        raise EncoderError("The package is not installed. Run `make setup`.")

    found = examine(ready, school.files, FakeShelf(FakeEncoder), FakeClock(), load_all, (), tuple)
    assert Finding(Grade.MISSING, "files", "The package is not installed. Run `make setup`.") in found


def test_live_mode_is_refused_while_anybody_cannot_be_rung(ready: School) -> None:
    """All that is missing is named in one sentence; a school that is ready is let through."""
    refuse_if_not_ready(ready)
    first, *rest = ready.contacts
    unset = replace(ready, hours="", contacts=(replace(first, phone=""), *rest))
    with pytest.raises(NotReady) as caught:
        refuse_if_not_ready(unset)
    assert str(caught.value) == (
        f"Live mode is refused: {first.title}, School hours not complete in corpus/school.toml. "
        "Run `assistant doctor` to see what is missing."
    )


def test_the_school_that_ships_is_not_ready() -> None:
    """The delivered file names nobody: every role has to be filled in by the school itself."""
    with pytest.raises(NotReady):
        refuse_if_not_ready(read_school(PROJECT / "corpus" / "school.toml"))
