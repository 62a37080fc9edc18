"""The heads of triage: learnt from the tables alone, and every message is read once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from assistant.adapters.triage_files import TriageHeads, tables_digest, write_triage_heads
from assistant.adapters.triage_model import scores
from assistant.adapters.triage_training import gram_table, remembered_vectors, train_heads
from assistant.domain.triage import Route, TriageExample
from assistant.ports import Vector
from assistant.triage.outputs import INCIDENT, OUTPUTS
from tests.assistant.adapters.toy_triage import (
    QUESTIONS,
    TABLE,
    few_grams,
    incident,
    learn_as_a_toy,
    question,
    toy_head,
    vectors_of,
)
from tests.fakes.encoder import FakeEncoder

_DIGEST = FakeEncoder().digest
_TEXTS = [example.text for example in TABLE if example.route is not Route.UNCLEAR] + list(QUESTIONS)


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tables of a few messages are learnt in no time, for which threads need not be woken."""
    learn_as_a_toy(monkeypatch)
    with threadpool_limits(1):
        yield


def _learnt(
    kept: Path,
    examples: tuple[TriageExample, ...] = TABLE,
    encoder: FakeEncoder | None = None,
    questions: tuple[str, ...] = QUESTIONS,
) -> TriageHeads:
    return train_heads(examples, questions, encoder or FakeEncoder(), toy_head(), kept, lambda *_: None)


def _read(texts: list[str], kept: Path, digest: str = _DIGEST) -> list[str]:
    """The texts that had to be read."""
    encoder = FakeEncoder(digest)
    remembered_vectors(texts, encoder, kept, lambda *_: None)
    return encoder.asked


def _incident(heads: TriageHeads, text: str) -> float:
    """The log odds of an incident."""
    return float(scores(heads, vectors_of([text]), [text])[0, OUTPUTS.index(INCIDENT)])


def test_learning_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    """Nothing is left to chance, neither with remembered vectors nor without."""
    for name, kept in (("a", "one.npz"), ("b", "other.npz"), ("c", "one.npz")):
        write_triage_heads(tmp_path / f"{name}.npz", _learnt(tmp_path / kept))
    written = {(tmp_path / f"{name}.npz").read_bytes() for name in "abc"}
    assert len(written) == 1


def test_heads_carry_the_names_of_what_they_were_made_from(tmp_path: Path) -> None:
    """Their tables, their encoder, and what each output is."""
    heads = _learnt(tmp_path / "kept.npz", encoder=FakeEncoder("named"))
    assert (heads.made_from, heads.encoder, heads.outputs) == (tables_digest(TABLE), "named", OUTPUTS)
    assert len(heads.grams) == len(OUTPUTS)
    assert heads.vectors.shape == toy_head()[0].shape


@pytest.mark.parametrize(
    "changed",
    [
        (*TABLE, question("one more")),
        TABLE[1:],
        TABLE[::-1],
        (question(TABLE[0].text), *TABLE[1:]),
        (incident("he hit her today."), *TABLE[1:]),
    ],
)
def test_any_change_of_a_table_gives_another_name(changed: tuple[TriageExample, ...]) -> None:
    """A row more or less, another order, another label, another letter."""
    assert tables_digest(changed) != tables_digest(TABLE)


@pytest.mark.parametrize(("text", "towards"), [("may she be cold", 1), ("he told her he hit it today", -1)])
def test_a_message_that_is_added_moves_towards_its_label(tmp_path: Path, text: str, towards: int) -> None:
    """It becomes more of an incident, or less of one."""
    added = incident(text) if towards > 0 else question(text)
    before = _incident(_learnt(tmp_path / "kept.npz"), text)
    after = _incident(_learnt(tmp_path / "kept.npz", (*TABLE, added)), text)
    assert towards * (after - before) > 0.1


def test_the_tables_are_learnt(tmp_path: Path) -> None:
    """Incidents of the table lie above its questions, and above policy questions."""
    heads = _learnt(tmp_path / "kept.npz")
    asked = [one.text for one in TABLE if one.route is Route.POLICY_QUESTION] + list(QUESTIONS)
    happened = [one.text for one in TABLE if one.route is Route.LIVE_INCIDENT]
    assert min(_incident(heads, one) for one in happened) > max(_incident(heads, one) for one in asked)


def test_what_was_learnt_before_holds_where_the_tables_say_nothing(tmp_path: Path) -> None:
    """Weights are drawn to those of the encoder's own training."""
    weights, bias = toy_head()
    weights[:, 0] = 5
    heads = train_heads(
        TABLE, QUESTIONS, FakeEncoder(), (weights, bias), tmp_path / "kept.npz", lambda *_: None
    )
    assert heads.vectors[:, 0] == pytest.approx(5, abs=0.5)


def test_an_unclear_message_teaches_nothing(tmp_path: Path) -> None:
    """It is not read; with or without it the heads are the same but for their name."""
    encoder = FakeEncoder()
    without = tuple(one for one in TABLE if one.route is not Route.UNCLEAR)
    one, other = _learnt(tmp_path / "a.npz", TABLE, encoder), _learnt(tmp_path / "b.npz", without)
    assert "hm well" not in encoder.asked
    assert np.array_equal(one.vectors, other.vectors)
    assert np.array_equal(one.grams, other.grams)
    assert one.made_from != other.made_from


def test_a_school_without_example_questions_can_learn(tmp_path: Path) -> None:
    """The tables of triage are enough."""
    assert _incident(_learnt(tmp_path / "kept.npz", questions=()), "he hit her today") > 0


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    """The second time nothing is; a row that is added costs one reading, one that is gone none."""
    kept = tmp_path / "below" / "kept.npz"
    first, second = FakeEncoder(), FakeEncoder()
    _learnt(kept, TABLE, first)
    _learnt(kept, TABLE, second)
    assert (first.asked, second.asked) == (_TEXTS, [])
    assert _read([*_TEXTS, "one more"], kept) == ["one more"]
    assert _read(_TEXTS[1:], kept) == []


def test_the_same_message_twice_is_read_once(tmp_path: Path) -> None:
    """And counts twice."""
    encoder = FakeEncoder()
    found = remembered_vectors(["a", "b", "a"], encoder, tmp_path / "kept.npz", lambda *_: None)
    assert encoder.asked == ["a", "b"]
    assert found.shape[0] == 3
    assert np.array_equal(found[0], found[2])


def test_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    """What one encoder reads another reads anew."""
    kept = tmp_path / "kept.npz"
    assert _read(["a"], kept, "one") == _read(["a"], kept, "another") == ["a"]


def test_remembered_vectors_are_those_that_were_read(tmp_path: Path) -> None:
    """In the order asked for, whatever letters the texts are in and however they end."""
    texts = ["b\x00", "\u4f60\u597d \U0001f62d", 'a "quoted"\nline', "b", "x" * 20_000]
    kept = tmp_path / "kept.npz"
    read = remembered_vectors(texts, FakeEncoder(), kept, lambda *_: None)
    encoder = FakeEncoder()
    again = remembered_vectors(texts[::-1], encoder, kept, lambda *_: None)
    assert np.array_equal(read, again[::-1])
    assert np.array_equal(read, vectors_of(texts))
    assert encoder.asked == []


def test_a_long_message_takes_no_more_room_than_its_letters(tmp_path: Path) -> None:
    """One page among the messages does not make every one of them as long as a page."""
    kept = tmp_path / "kept.npz"
    _read(["x" * 20_000, *(f"message {at}" for at in range(500))], kept)
    assert kept.stat().st_size < 1_000_000


def _other(kept: Path) -> None:
    np.savez(kept, other=np.zeros(3))


def _uneven(kept: Path) -> None:
    np.savez(
        kept,
        encoder=np.array(_DIGEST),
        texts=np.frombuffer(b'["a"]', np.uint8),
        vectors=np.zeros((2, 48), np.float32),
    )


@pytest.mark.parametrize("damage", [b"", b"text", b"PK\x03\x04", "half", _other, _uneven])
def test_a_damaged_memory_is_made_again(tmp_path: Path, damage: object) -> None:
    """Emptied, cut short, or of another kind: everything is read once more, and remembered."""
    kept = tmp_path / "kept.npz"
    _read(_TEXTS, kept)
    if callable(damage):
        damage(kept)
    else:
        kept.write_bytes(damage if isinstance(damage, bytes) else kept.read_bytes()[:200])
    assert _read(_TEXTS, kept) == _TEXTS
    assert _read(_TEXTS, kept) == []


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    """Each kind of work reaches its total."""
    last: dict[str, tuple[int, int]] = {}

    def told(what: str, done: int, total: int) -> None:
        last[what] = (done, total)

    train_heads(TABLE, QUESTIONS, FakeEncoder(), toy_head(), tmp_path / "kept.npz", told)
    assert last == {"messages": (len(_TEXTS), len(_TEXTS)), "heads": (2, 2)}


def test_the_table_of_grams_holds_the_grams_of_each_text() -> None:
    """One row for each, also for a text without any."""
    texts = ["He hit her!", "", "he hit"]
    table: Vector = gram_table(texts).toarray()
    for row, text in zip(table, texts, strict=True):
        assert {int(place): float(row[place]) for place in np.flatnonzero(row)} == pytest.approx(
            few_grams(text)
        )
