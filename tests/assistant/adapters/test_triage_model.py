"""The model that ships: probabilities, the same for a text in any company, and of a text as a whole."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from assistant.adapters.encoder import OnnxEncoder, RememberingEncoder
from assistant.adapters.triage_files import TriageHeads, read_triage_heads
from assistant.adapters.triage_model import TrainedTriage, scores
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Judgement
from assistant.ports import Encoding, TriageModel
from assistant.triage.deciding import Thresholds
from assistant.triage.grams import PLACES
from assistant.triage.outputs import OUTPUTS
from tests.assistant.adapters.toy_triage import vectors_of
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import PROJECT

_INCIDENTS = (
    "a girl in my form told me her stepdad hits her",
    "TA grabbed a child by the collar and shook him this morning, I saw it through the door",
    "I emailed the SEN list with diagnoses to all Y6 parents instead of the SENCO",
    "he showed me the cuts on his arm at lunch and asked me not to tell",
)
_QUESTIONS = (
    "Can I be Facebook friends with a parent who is also my sister?",
    "What does our policy say about friend requests from pupils?",
    "How long do we keep photographs of pupils?",
    "For INSET: what are staff meant to do if a pupil discloses abuse?",
)
_TEXTS = (*_INCIDENTS, *_QUESTIONS, "", "?", "hm", "\u4f60\u597d", _QUESTIONS[0] + " " + "x " * 90)


def _numbers(judgement: Judgement) -> list[float]:
    return [
        judgement.incident,
        judgement.emergency,
        *(judgement.categories[category] for category in Category),
        *(judgement.concerns[whom] for whom in Concerned),
        *(judgement.roles[role] for role in Role),
    ]


def test_judgements_are_probabilities(trained: TrainedTriage) -> None:
    """Every number of every judgement, for any text, and none is left out."""
    model: TriageModel = trained
    for judgement in model.judge(_TEXTS):
        numbers = _numbers(judgement)
        assert len(numbers) == len(OUTPUTS)
        assert all(0 <= number <= 1 for number in numbers)


def test_incidents_are_likelier_than_questions(trained: TrainedTriage) -> None:
    """Plain cases lie far apart."""
    incidents = [judgement.incident for judgement in trained.judge(_INCIDENTS)]
    questions = [judgement.incident for judgement in trained.judge(_QUESTIONS)]
    assert min(incidents) > 0.5 > max(questions)


def test_a_batch_of_many_equals_one_at_a_time(trained: TrainedTriage) -> None:
    """Neither the company a text is in nor its place in the list changes what is said of it."""
    many = _TEXTS * 3
    for text, together in zip(many, trained.judge(many), strict=True):
        (alone,) = trained.judge([text])
        assert _numbers(together) == pytest.approx(_numbers(alone), abs=1e-4)


def test_judging_again_says_the_same(trained: TrainedTriage) -> None:
    """To the last digit."""
    assert trained.judge(_TEXTS) == trained.judge(_TEXTS)


def test_many_threads_may_share_one_model(trained: TrainedTriage) -> None:
    """Channels that hear several people at the same time."""
    alone = [trained.judge([text]) for text in _INCIDENTS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: trained.judge([text]), _INCIDENTS)) == alone


def test_case_changes_nothing(trained: TrainedTriage) -> None:
    """Whoever shouts reports the same."""
    loud = trained.judge([text.upper() for text in _INCIDENTS])
    for one, other in zip(loud, trained.judge(_INCIDENTS), strict=True):
        assert _numbers(one) == pytest.approx(_numbers(other), abs=1e-4)


def test_what_is_read_once_for_retrieval_is_not_read_again(
    trained: TrainedTriage, real_encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the encoder that remembers, the encoder is run once for a message."""
    remembering = RememberingEncoder(real_encoder)
    heads = read_triage_heads(PROJECT / "prompts" / "triage" / "heads.npz")
    remembering.encode([_INCIDENTS[0]])
    monkeypatch.setattr(real_encoder, "encode", None)
    (judged,) = TrainedTriage(remembering, heads).judge([_INCIDENTS[0]])
    monkeypatch.undo()
    (plain,) = trained.judge([_INCIDENTS[0]])
    assert _numbers(judged) == pytest.approx(_numbers(plain), abs=1e-5)


@pytest.mark.parametrize("filler", ["xq" * 5 + " ", "\u4f60\u597d"])
def test_a_text_that_is_too_long_for_the_encoder_is_read_to_its_end(
    trained: TrainedTriage, filler: str
) -> None:
    """What stands behind more signs than the encoder reads is judged as well."""
    before = filler * (550 // len(filler))
    (cut,) = trained.judge([before])
    (whole,) = trained.judge([f"{before} {_INCIDENTS[0]}"])
    (alone,) = trained.judge([_INCIDENTS[0]])
    handed_off_from = Thresholds().incident
    assert alone.incident >= handed_off_from
    assert whole.incident >= handed_off_from > cut.incident
    assert whole.categories[Category.CHILD_PROTECTION] > cut.categories[Category.CHILD_PROTECTION]


class _OneLong(FakeEncoder):
    """Reads five words of a text."""

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        read = super().encode([" ".join(text.split()[:5]) for text in texts])
        return [replace(one, cut_off=len(text.split()) > 5) for one, text in zip(read, texts, strict=True)]


def _toy_heads() -> TriageHeads:
    """Heads that hear one word, at the place where the fake encoder has it."""
    count = len(OUTPUTS)
    vectors = 9 * np.repeat(vectors_of(["knife"]), count, axis=0)
    nothing = np.zeros(count, np.float32)
    return TriageHeads(OUTPUTS, vectors, nothing, np.zeros((count, PLACES), np.float32), nothing, "", "")


@pytest.mark.parametrize("place", range(0, 120, 7))
def test_of_a_long_text_the_gravest_half_counts(place: int) -> None:
    """Halved until each part can be read, a word is heard wherever it stands."""
    words = ["may"] * 120
    words[place] = "knife"
    found = TrainedTriage(_OneLong(), _toy_heads()).judge([" ".join(words), "may may"])
    assert found[0].incident > 0.9 > found[1].incident


def test_halves_end_at_single_letters() -> None:
    """A long text without a space is halved as well, and no text for ever."""

    class Never(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> list[Encoding]:
            read = super().encode(texts)
            return [replace(one, cut_off=len(text) > 3) for one, text in zip(read, texts, strict=True)]

    for text in ("x" * 1_000, "a b " * 200, " " * 40 + "y" * 5):
        assert 0 <= TrainedTriage(Never(), _toy_heads()).judge([text])[0].incident <= 1


def test_both_halves_of_the_model_have_a_say() -> None:
    """Log odds are those of the vector and, by their share, those of the grams."""
    heads = _toy_heads()
    texts = ["may I", "knife"]
    by_vector = scores(heads, vectors_of(texts), texts)
    heard = scores(replace(heads, gram_bias=heads.gram_bias + 1), vectors_of(texts), texts)
    assert by_vector == pytest.approx(vectors_of(texts) @ heads.vectors.T, abs=1e-5)
    assert (heard > by_vector).all()
