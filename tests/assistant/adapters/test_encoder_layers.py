"""What the encoder has learnt stands beside its products while it learns and is merged into them after."""

import copy
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
import torch

from assistant.adapters.adapter_file import read_adapter
from assistant.adapters.encoder import OnnxEncoder
from assistant.adapters.encoder_export import DEFAULT_MODEL, load, model_folder
from assistant.adapters.encoder_layers import MAPS, RANK, AdaptableEncoder, Adapter, adapt, maps_of, merge
from assistant.learning.reading import Learner, Texts
from assistant.ports import Vector
from tests.fakes.shipped import SHIPPED_ADAPTER

# torch and its companions may deprecate what they like; the numbers are what these tests are about.
pytestmark = pytest.mark.filterwarnings("ignore")
_TEXTS = (
    "A girl in my form told me that her stepdad hits her.",
    "phones?",
    "May we go to the museum by coach, and who writes the risk assessment for it?",
    "",
)


@pytest.fixture(scope="module")
def loaded() -> Any:
    """The plain model, to be copied, for it is slow to load."""
    with warnings.catch_warnings(action="ignore"):
        return load(model_folder(DEFAULT_MODEL))


@pytest.fixture
def model(loaded: Any) -> Any:
    """The plain model, the test's own."""
    return copy.deepcopy(loaded)


@pytest.fixture(scope="module")
def shipped() -> Adapter:
    """What ships."""
    return read_adapter(SHIPPED_ADAPTER)


@pytest.fixture(scope="module")
def made() -> Adapter:
    """Maps of any numbers, which move every text a little."""
    random = np.random.default_rng(7)
    wide = {"intermediate.dense.up", "output.dense.down"}
    maps = {}
    for name in MAPS:
        width = 1536 if name.partition(".")[2] in wide else 384
        shape = (RANK, width) if name.endswith("down") else (width, RANK)
        maps[name] = (0.03 * random.standard_normal(shape)).astype(np.float16)
    return Adapter(maps, (np.zeros((1, 384), np.float32), np.zeros(1, np.float32)))


@pytest.fixture(scope="module")
def plain(loaded: Any) -> Vector:
    """The plain model's own sentence vectors."""
    return np.asarray(loaded.encode(list(_TEXTS), normalize_embeddings=True))


@pytest.fixture
def dice() -> Iterator[None]:
    """What is left to chance starts at the same place, and is put back."""
    state = torch.random.get_rng_state()
    torch.manual_seed(5)
    yield
    torch.random.set_rng_state(state)


def _lay_beside(model: Any, adapter: Adapter) -> None:
    """Give an adapted model these maps, beside its products, not merged into them."""
    parameters = _parameters(model)
    for name, numbers in adapter.maps.items():
        parameters[name].data = torch.from_numpy(numbers.astype(np.float32))


def _parameters(model: Any) -> Mapping[str, Any]:
    """What belongs to the layers, by the names of the maps."""
    return dict(model[0].auto_model.encoder.layer.named_parameters())


def _read(model: Any) -> Vector:
    """Pooled vectors of an adapted model, in full precision."""
    found = model.tokenizer(list(_TEXTS), padding=True, return_tensors="pt")
    with torch.no_grad():
        return np.asarray(_mean(model, found["input_ids"], found["attention_mask"].float()))


def _mean(model: Any, ids: Any, mask: Any) -> Any:
    held = model[0].auto_model(input_ids=ids, attention_mask=mask).last_hidden_state
    return (held * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def _cosines(ours: Vector, theirs: Vector) -> Vector:
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return np.asarray((ours * theirs).sum(axis=1) / lengths)


def test_the_graph_that_ships_says_what_torch_says(
    real_encoder: OnnxEncoder, shipped: Adapter, model: Any, plain: Vector
) -> None:
    """Merged into one graph or beside each product in torch: the cosine is at least 0.9999."""
    adapt(model)
    _lay_beside(model, shipped)
    theirs = _read(model.eval())
    read = real_encoder.encode(_TEXTS)
    ours = np.stack([one.pooled for one in read])
    assert _cosines(ours, theirs).min() >= 0.9999
    assert ours == pytest.approx(theirs, abs=1e-3)
    assert _cosines(np.stack([one.sentence for one in read]), theirs).min() >= 0.9999
    assert _cosines(ours, plain).min() < 0.99


def test_merged_or_beside_is_the_same(loaded: Any, model: Any, made: Adapter, plain: Vector) -> None:
    """Whatever was learnt, the texts lie where they lay while it was learnt."""
    other = copy.deepcopy(loaded)
    adapt(model)
    _lay_beside(model, made)
    merge(other, made)
    beside, merged = _read(model.eval()), _read(other.eval())
    assert _cosines(beside, merged).min() >= 0.9999
    assert beside == pytest.approx(merged, abs=1e-3)
    assert _cosines(merged, plain).max() < 0.999


def test_maps_of_noughts_change_nothing(loaded: Any, model: Any, made: Adapter) -> None:
    """To the last digit, merged."""
    nothing = {name: np.zeros_like(numbers) for name, numbers in made.maps.items()}
    merge(model, Adapter(nothing, made.head))
    for one, other in zip(model.parameters(), loaded.parameters(), strict=True):
        assert np.array_equal(one.detach(), other.detach())


def test_merging_changes_the_products_of_all_layers_and_nothing_else(
    loaded: Any, model: Any, made: Adapter
) -> None:
    """Six in each of the six layers: neither words nor normalisation move."""
    merge(model, made)
    pairs = zip(model.named_parameters(), loaded.parameters(), strict=True)
    moved = [name for (name, one), other in pairs if not np.array_equal(one.detach(), other.detach())]
    assert len(moved) == len(MAPS) / 2
    assert all(name.endswith(".weight") for name in moved)
    assert {name.partition(".layer.")[2].removesuffix(".weight") for name in moved} == {
        name.rpartition(".")[0] for name in MAPS
    }


def test_an_encoder_begins_as_the_plain_model(model: Any, plain: Vector, dice: None) -> None:
    """Before the first step of training the maps change nothing."""
    adapt(model)
    begun = _read(model.eval())
    assert begun / np.linalg.norm(begun, axis=1, keepdims=True) == pytest.approx(plain, abs=1e-5)


def test_only_the_maps_can_be_learnt(model: Any, dice: None) -> None:
    """Everything that came with the encoder is frozen."""
    learner = AdaptableEncoder(model)
    learnt = {name for name, one in _parameters(model).items() if one.requires_grad}
    assert learnt == set(MAPS) == set(learner.maps())
    assert len(learner.parameters()) == len(MAPS)
    assert learner.dimensions == 384


def test_maps_are_kept_in_half_precision(model: Any, made: Adapter, dice: None) -> None:
    """And go back beside the products they came from."""
    adapt(model)
    _lay_beside(model, made)
    kept = maps_of(model)
    assert set(kept) == set(made.maps)
    assert all(numbers.dtype == np.float16 for numbers in kept.values())
    assert all(np.array_equal(numbers, made.maps[name]) for name, numbers in kept.items())


@pytest.fixture(scope="module")
def adaptable(loaded: Any, made: Adapter) -> AdaptableEncoder:
    """An encoder that could learn on from these maps."""
    model = copy.deepcopy(loaded)
    state = torch.random.get_rng_state()
    learner = AdaptableEncoder(model)
    torch.random.set_rng_state(state)
    _lay_beside(model, made)
    return learner


def _read_while_learning(learner: Learner, rows: Sequence[int] = range(len(_TEXTS))) -> Vector:
    with torch.no_grad():
        return np.asarray(Texts(learner, _TEXTS).pooled(rows))


def test_what_is_read_while_learning_is_nearly_what_is_read_after(
    adaptable: AdaptableEncoder, model: Any, made: Adapter
) -> None:
    """Products in half precision leave each text where the merged maps have it: cosine at least 0.999."""
    adaptable.learning(False)
    merge(model, made)
    ours = _read_while_learning(adaptable)
    assert ours.dtype == np.float32
    assert _cosines(ours, _read(model.eval())).min() >= 0.999


def test_only_while_it_learns_something_is_left_out_by_chance(
    adaptable: AdaptableEncoder, dice: None
) -> None:
    """Told to stop it reads the same twice, again and again."""
    for now in (True, False, True, False):
        adaptable.learning(now)
        one, other = _read_while_learning(adaptable), _read_while_learning(adaptable)
        assert np.array_equal(one, other) is not now


def test_padding_has_no_say(adaptable: AdaptableEncoder) -> None:
    """A short text beside a long one has the vector it has alone."""
    adaptable.learning(False)
    together, alone = _read_while_learning(adaptable, [0, 1, 2]), _read_while_learning(adaptable, [1])
    assert _cosines(together[1:2], alone).min() >= 0.9995


def test_a_long_text_is_cut_off_at_256_tokens(adaptable: AdaptableEncoder) -> None:
    """As in the graph, the tokens that begin and end a text included."""
    long, short = adaptable.tokens(["phone " * 300, "a phone"])
    assert (len(long), len(short)) == (256, 4)


def test_a_step_reaches_every_map_and_nothing_else(model: Any, made: Adapter, dice: None) -> None:
    """There is a way back from the pooled vectors to each of them."""
    learner = AdaptableEncoder(model)
    _lay_beside(model, made)
    (Texts(learner, _TEXTS).pooled([0, 2]) ** 2).sum().backward()
    slopes = {name: one.grad for name, one in model.named_parameters() if one.grad is not None}
    assert len(slopes) == len(MAPS) == sum(bool(slope.abs().sum() > 0) for slope in slopes.values())
    assert {name.partition(".layer.")[2] for name in slopes} == set(MAPS)
