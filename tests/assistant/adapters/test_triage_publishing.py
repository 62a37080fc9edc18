"""Triage's share of a publish: what is there is left alone, what changed is learnt again."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from assistant.adapters import triage_publishing
from assistant.adapters.triage_files import read_triage_heads, tables_digest, write_triage_heads
from assistant.adapters.triage_publishing import TriagePublisher
from assistant.domain.triage import TriageExample
from assistant.errors import SchoolFileError
from assistant.ports import TriageLearnt, Vector
from tests.assistant.adapters.toy_triage import (
    QUESTIONS,
    TABLE,
    incident,
    learn_as_a_toy,
    question,
    toy_head,
)
from tests.fakes.encoder import FakeEncoder

_TURNED = "a word from the office"


class _Publishing:
    """A publisher over the fake encoder; `encoders` are those that it made, `digest` names the next one."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shipped, self.home = folder / "shipped", folder / "home"
        self.shipped.mkdir()
        self.encoders: list[FakeEncoder] = []
        self.digest = "one"
        self.begun = 0
        learn_as_a_toy(monkeypatch)
        self.publisher = TriagePublisher(self.shipped, self.home, self._encoder, self._begin)

    def publish(self, *examples: TriageExample) -> TriageLearnt:
        """Publish these messages."""
        return self.publisher.publish(examples, QUESTIONS, lambda *_: None)

    def ship(self, *examples: TriageExample) -> None:
        """Learn these messages, and ship the heads, as if nothing had been published here."""
        self.publish(*examples)
        (self.home / "heads.npz").rename(self.shipped / "heads.npz")
        self.encoders.clear()
        self.begun = 0

    @property
    def asked(self) -> list[str]:
        """What was read since the heads were shipped."""
        return [text for encoder in self.encoders for text in encoder.asked]

    def _encoder(self) -> FakeEncoder:
        self.encoders.append(FakeEncoder(self.digest))
        return self.encoders[-1]

    def _begin(self) -> tuple[Vector, Vector]:
        self.begun += 1
        return toy_head()


@pytest.fixture
def publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Publishing]:
    """A school without any heads."""
    with threadpool_limits(1):
        yield _Publishing(tmp_path, monkeypatch)


def test_nothing_is_learnt_where_the_heads_that_ship_are_those_of_the_tables(publishing: _Publishing) -> None:
    """No message is read, and nothing of its own is written down."""
    publishing.ship(*TABLE)
    assert publishing.publish(*TABLE) == TriageLearnt(False, ())
    assert (publishing.asked, publishing.begun) == ([], 0)
    assert not (publishing.home / "heads.npz").exists()


def test_the_encoder_is_made_also_where_nothing_is_learnt(publishing: _Publishing) -> None:
    """Triage reads with it, and a school whose questions are read by another one has no other way to it."""
    publishing.ship(*TABLE)
    assert publishing.publish(*TABLE) == TriageLearnt(False, ())
    assert len(publishing.encoders) == 1


def test_a_table_that_changed_is_learnt_again(publishing: _Publishing) -> None:
    """Only the new message is read; from then on the school's own heads answer."""
    publishing.ship(*TABLE)
    learnt = publishing.publish(*TABLE, question("one more"))
    assert learnt.again
    assert publishing.asked == ["one more"]
    heads = publishing.publisher.heads()
    assert heads is not None
    assert heads.made_from == read_triage_heads(publishing.home / "heads.npz").made_from
    assert heads.made_from != read_triage_heads(publishing.shipped / "heads.npz").made_from
    assert publishing.publish(*TABLE, question("one more")) == TriageLearnt(False, ())


def test_messages_that_are_decided_otherwise_are_told(publishing: _Publishing) -> None:
    """With how likely an incident was before and is now, the furthest moved first."""
    rest = [*TABLE, *(question(f"may we use the hall on day {at}") for at in range(6))]
    publishing.ship(question(_TURNED), question(f"{_TURNED} again"), *rest)
    learnt = publishing.publish(incident(_TURNED), incident(f"{_TURNED} again"), *rest)
    turned = {text: (before, after) for text, before, after in learnt.turned}
    assert {_TURNED, f"{_TURNED} again"} <= set(turned)
    assert turned[_TURNED][0] < 0.5 <= turned[_TURNED][1]
    moved = [abs(after - before) for _, before, after in learnt.turned]
    assert moved == sorted(moved, reverse=True)
    assert all((before < 0.5) != (after < 0.5) for before, after in turned.values())


def test_messages_that_teach_nothing_are_not_read_to_be_told(publishing: _Publishing) -> None:
    """What is told costs no reading: an unclear message has no vector, and no side."""
    publishing.ship(*TABLE)
    publishing.publish(*TABLE[::-1])
    assert publishing.asked == []


def test_another_encoder_is_learnt_for_and_compared_with_nothing(publishing: _Publishing) -> None:
    """Its vectors are others, so every message is read and none can be said to have turned."""
    publishing.ship(*TABLE)
    publishing.digest = "another"
    assert publishing.publish(*TABLE) == TriageLearnt(True, ())
    assert len(publishing.asked) == len(TABLE) - 1 + len(QUESTIONS)
    heads = publishing.publisher.heads()
    assert heads is not None
    assert heads.encoder == "another"
    assert publishing.publish(*TABLE) == TriageLearnt(False, ())


def test_the_first_heads_have_nothing_to_be_compared_with(publishing: _Publishing) -> None:
    """A school that ships none learns them."""
    assert publishing.publish(*TABLE) == TriageLearnt(True, ())
    assert publishing.publisher.heads() is not None


@pytest.mark.parametrize("where", ["home", "shipped"])
def test_damaged_heads_are_made_again(publishing: _Publishing, where: str) -> None:
    """Until then they are named with the cure."""
    publishing.ship(*TABLE)
    publishing.home.mkdir(exist_ok=True)
    (getattr(publishing, where) / "heads.npz").write_bytes(b"half")
    with pytest.raises(SchoolFileError, match="Run `assistant publish`"):
        publishing.publisher.heads()
    assert publishing.publish(*TABLE).again
    assert publishing.publisher.heads() is not None


def test_damaged_vectors_are_made_again(publishing: _Publishing) -> None:
    """Every message is read once more."""
    publishing.ship(*TABLE)
    (publishing.home / "vectors.npz").write_bytes(b"half")
    assert publishing.publish(*TABLE[::-1]).again
    assert len(publishing.asked) == len(TABLE) - 1 + len(QUESTIONS)


def test_heads_are_learnt_from_where_the_encoder_s_training_ended(
    publishing: _Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are drawn to the weights and the bias that it was trained with."""
    weights, bias = toy_head()
    weights[:, 0] = 5
    monkeypatch.setattr(publishing.publisher, "_begin", lambda: (weights, bias))
    publishing.publish(*TABLE)
    assert read_triage_heads(publishing.home / "heads.npz").vectors[:, 0] == pytest.approx(5, abs=0.5)


def test_without_messages_nothing_is_learnt_nor_lost(publishing: _Publishing) -> None:
    """A folder whose tables were moved away is named, and the heads that are there go on."""
    publishing.ship(*TABLE)
    for examples in ((), (TABLE[-1],)):
        with pytest.raises(SchoolFileError) as caught:
            publishing.publish(*examples)
        assert str(caught.value) == (
            "shipped: There are no tables with messages. Put them back from the last version."
        )
    assert publishing.publish(*TABLE) == TriageLearnt(False, ())


def test_without_the_encoder_nothing_is_learnt_nor_lost(
    publishing: _Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error is the publish's own, also where nothing would have to be learnt; the heads stay."""

    def missing() -> FakeEncoder:
        raise SchoolFileError("adapter.npz", "What the encoder has learnt is missing.", "Put it back.")

    publishing.ship(*TABLE)
    monkeypatch.setattr(publishing.publisher, "_encoder", missing)
    for examples in (TABLE, TABLE[1:]):
        with pytest.raises(SchoolFileError, match=r"adapter\.npz: What the encoder has learnt is missing"):
            publishing.publish(*examples)
    heads = publishing.publisher.heads()
    assert heads is not None
    assert heads.made_from == tables_digest(TABLE)


def test_the_school_s_own_heads_come_first(publishing: _Publishing) -> None:
    """Those that ship answer where a publish had nothing to learn."""
    assert publishing.publisher.heads() is None
    publishing.ship(*TABLE)
    shipped = publishing.publisher.heads()
    publishing.publish(*TABLE[1:])
    own = publishing.publisher.heads()
    assert shipped is not None
    assert own is not None
    assert shipped.made_from != own.made_from


def test_what_was_learnt_can_be_shipped(publishing: _Publishing) -> None:
    """It is copied over what shipped before."""
    publishing.ship(*TABLE)
    publishing.publish(*TABLE[1:])
    assert publishing.publisher.ship() == publishing.shipped / "heads.npz"
    assert (publishing.shipped / "heads.npz").read_bytes() == (publishing.home / "heads.npz").read_bytes()


def test_where_nothing_had_to_be_learnt_what_ships_stays(publishing: _Publishing) -> None:
    """Training that ends where it began is no mistake; where there is nothing at all it is."""
    with pytest.raises(SchoolFileError, match="Nothing has been learnt"):
        publishing.publisher.ship()
    publishing.ship(*TABLE)
    before = (publishing.shipped / "heads.npz").read_bytes()
    publishing.publish(*TABLE)
    assert publishing.publisher.ship().read_bytes() == before


def test_heads_survive_a_publish_that_breaks_off(
    publishing: _Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the new ones are whole the old ones answer, and the next publish learns."""
    publishing.publish(*TABLE)
    before = (publishing.home / "heads.npz").read_bytes()

    def breaks(path: Path, heads: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(triage_publishing, "write_triage_heads", breaks)
    with pytest.raises(OSError, match="disk full"):
        publishing.publish(*TABLE[1:])
    assert (publishing.home / "heads.npz").read_bytes() == before
    monkeypatch.setattr(triage_publishing, "write_triage_heads", write_triage_heads)
    assert publishing.publish(*TABLE[1:]).again
    assert np.isfinite(read_triage_heads(publishing.home / "heads.npz").vectors).all()
