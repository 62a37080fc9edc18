"""What every `Shelf` and its `Index` promise, tried on the folders on disk and on the fake in memory."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.adapters.shelf import FolderShelf
from assistant.domain.policy import Policy, passages_of
from assistant.ports import Published, Shelf
from tests.fakes.encoder import FakeEncoder
from tests.fakes.shelf import FakeShelf
from tests.fakes.small_school import SmallSchool


@pytest.fixture
def encoder() -> FakeEncoder:
    """Tells what it was asked to encode."""
    return FakeEncoder()


@pytest.fixture(params=["folders", "fake"])
def shelf(request: pytest.FixtureRequest, school: SmallSchool, encoder: FakeEncoder) -> Shelf:
    """Each implementation, empty."""
    return (
        FolderShelf(school.home, lambda: encoder)
        if request.param == "folders"
        else FakeShelf(lambda: encoder)
    )


def _publish(shelf: Shelf, school: SmallSchool, policies: Sequence[Policy] | None = None) -> Published:
    return shelf.publish(policies or school.policies, school.files.examples(), lambda *_: None)


def test_nothing_is_current_before_the_first_publish(shelf: Shelf) -> None:
    """An empty shelf has no index."""
    assert shelf.current() is None


def test_what_was_published_is_current_and_stays_the_same_object(shelf: Shelf, school: SmallSchool) -> None:
    """Whoever asks again gets the very index that is open already."""
    index = _publish(shelf, school).index
    assert shelf.current() is index
    assert shelf.current() is index


def test_an_index_holds_what_was_published(shelf: Shelf, school: SmallSchool, encoder: FakeEncoder) -> None:
    """Policies, passages and examples come back equal and in order, with the encoder's name."""
    index = _publish(shelf, school).index
    assert tuple(index.policies.values()) == school.policies
    assert list(index.policies) == [policy.record.id for policy in school.policies]
    assert list(index.passages) == [passage for policy in school.policies for passage in passages_of(policy)]
    assert tuple(index.examples) == school.files.examples()
    assert index.encoder == encoder.digest


def test_vectors_are_those_of_the_encoder(shelf: Shelf, school: SmallSchool) -> None:
    """Sentence and heading vectors are exact, token vectors true to a hundredth."""
    index, fresh = _publish(shelf, school).index, FakeEncoder()
    rows = np.array([4, 0, 4])
    sentences = fresh.encode([index.passages[row].searchable for row in rows])
    headings = fresh.encode([index.passages[row].context for row in rows])
    questions = fresh.encode([example.question for example in index.examples])
    assert np.array_equal(index.vectors(rows), [e.sentence for e in sentences])
    assert np.array_equal(index.heading_vectors(rows), [e.sentence for e in headings])
    assert np.array_equal(index.example_vectors, [e.sentence for e in questions])
    tokens = index.token_vectors(rows)
    assert tokens.lengths.tolist() == [len(e.tokens) for e in sentences]
    assert tokens.vectors == pytest.approx(np.concatenate([e.tokens for e in sentences]), abs=0.01)


def test_rows_of_counts_the_passages_of_every_clause(shelf: Shelf, school: SmallSchool) -> None:
    """Each label leads to exactly the rows of its clause's sentences."""
    index = _publish(shelf, school).index
    assert {label: rows.tolist() for label, rows in index.rows_of.items()} == {
        clause.label: [row for row, passage in enumerate(index.passages) if passage.clause == clause]
        for policy in index.policies.values()
        for clause in policy.clauses
    }


def test_nearest_and_lexical_find_a_sentence_by_its_words(shelf: Shelf, school: SmallSchool) -> None:
    """The passage with the question's words comes first, by vector and by word."""
    index = _publish(shelf, school).index
    [question] = FakeEncoder().encode(["pupils may telephone home from the coach"])
    by_vector = index.nearest(question.sentence, 3)
    assert len(by_vector) == 3
    assert index.passages[by_vector[0]].clause.label == "TR 2.2"
    scores = index.lexical("coach")
    assert scores.shape == (len(index.passages),)
    assert index.passages[int(scores.argmax())].clause.label == "TR 2.2"
    assert not index.lexical("xylophone").any()
    assert not index.lexical("").any()


def test_rare_tokens_weigh_more_than_common_ones(shelf: Shelf, school: SmallSchool) -> None:
    """A word of one passage weighs more than a word of many; all weights are positive."""
    index = _publish(shelf, school).index
    [encoding] = FakeEncoder().encode(["coach staff"])
    coach, staff = index.token_weights[encoding.token_ids]
    assert coach > staff > 0


def test_the_same_content_again_embeds_nothing(
    shelf: Shelf, school: SmallSchool, encoder: FakeEncoder
) -> None:
    """A second publish of the same files is a switch only."""
    first = _publish(shelf, school)
    asked = len(encoder.asked)
    second = _publish(shelf, school)
    assert first.embedded == asked > 0
    assert (second.embedded, second.index.digest) == (0, first.index.digest)
    assert len(encoder.asked) == asked


def test_only_a_changed_sentence_is_embedded_again(
    shelf: Shelf, school: SmallSchool, encoder: FakeEncoder
) -> None:
    """One edited sentence costs one text; headings, questions and other sentences are taken over."""
    before = _publish(shelf, school).index
    school.edit(
        "corpus/policies/trips-policy.txt", "telephone home from the coach", "telephone home from the bus"
    )
    encoder.asked.clear()
    published = _publish(shelf, school)
    assert (published.embedded, encoder.asked) == (1, ["Pupils may telephone home from the bus."])
    assert published.index.digest != before.digest
    assert shelf.current() is published.index


def test_what_was_taken_over_is_as_good_as_new(shelf: Shelf, school: SmallSchool) -> None:
    """After three edits in a row every vector is still what the encoder says of the words."""
    for _ in range(3):
        school.edit("corpus/policies/phones-policy.md", "## ", "## Our ")
        school.edit("corpus/policies/trips-policy.txt", "Pupils", "Pupils and pupils")
        index = _publish(shelf, school).index
    rows = np.arange(len(index.passages))
    sentences = FakeEncoder().encode([passage.searchable for passage in index.passages])
    headings = FakeEncoder().encode([passage.context for passage in index.passages])
    assert np.array_equal(index.vectors(rows), [e.sentence for e in sentences])
    assert np.array_equal(index.heading_vectors(rows), [e.sentence for e in headings])
    tokens = index.token_vectors(rows)
    assert tokens.lengths.tolist() == [len(e.tokens) for e in sentences]
    assert tokens.vectors == pytest.approx(np.concatenate([e.tokens for e in sentences]), abs=0.01)


def test_a_policy_can_go_and_an_index_needs_no_examples(shelf: Shelf, school: SmallSchool) -> None:
    """What is no longer published is no longer there; no example question is as good as many."""
    _publish(shelf, school)
    index = shelf.publish(school.policies[:1], (), lambda *_: None).index
    assert list(index.policies) == ["phones"]
    assert len(index.examples) == len(index.example_vectors) == 0


def test_progress_never_passes_its_end(shelf: Shelf, school: SmallSchool) -> None:
    """Whoever draws a bar is told how much there is, and never more done than that."""
    told: list[tuple[str, int, int]] = []
    shelf.publish(school.policies, school.files.examples(), lambda *step: told.append(step))
    assert "passages" in {what for what, _, _ in told}
    assert all(0 <= done <= total for _, done, total in told)
