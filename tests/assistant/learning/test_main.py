"""What `python -m assistant.learning` gives the encoder to learn from, and where it keeps what was learnt."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.adapter_file import read_adapter
from assistant.adapters.encoder_layers import MAPS
from assistant.adapters.shelf import FolderShelf
from assistant.bootstrap import Assistant, assistant
from assistant.domain.practice import Practice
from assistant.errors import NotPublished
from assistant.learning import __main__ as learning
from assistant.learning.encoder_training import Material
from assistant.ports import Progress, Vector
from assistant.settings import Settings
from assistant.triage.outputs import OUTPUTS
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import teach

_CALIBRATION = """\
question,asker,history,expected_clauses,verdict,outcome,notes
must a mobile be silent,teacher,,PH 1.1,must,answered,
"""
_PRACTICE = "question,rule,looks_right,topic\nleave my bike,Bikes stay outside.,Sheds are painted.,Sheds\n"


class _Learner:
    """An encoder that has learnt ones."""

    dimensions = 4

    def maps(self) -> dict[str, np.ndarray]:
        """As many as are kept."""
        return {name: np.ones((1, 1), np.float16) for name in MAPS}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Material]:
    """What training was given; it takes no time and ends with a head of twos."""
    materials: list[Material] = []

    def train(
        material: Material, learner: _Learner, dimensions: int, progress: Progress
    ) -> tuple[Vector, Vector]:
        materials.append(material)
        return np.full((len(OUTPUTS), dimensions), 2, np.float32), np.zeros(len(OUTPUTS), np.float32)

    monkeypatch.setattr(learning, "train_encoder", train)
    monkeypatch.setattr(Assistant, "adaptable_encoder", lambda _: _Learner())
    return materials


@pytest.fixture
def made(school: SmallSchool) -> Assistant:
    """A school with a table of each kind."""
    teach(school)
    (school.prompts / "questions" / "calibration-new.csv").write_text(_CALIBRATION, "utf-8")
    (school.prompts / "practice" / "sheds.csv").write_text(_PRACTICE, "utf-8")
    return assistant(Settings(home=school.home, corpus=school.corpus, prompts=school.prompts))


def _publish(school: SmallSchool) -> None:
    FolderShelf(school.home / "index", FakeEncoder).publish(school.policies, (), lambda *_: None)


def test_the_encoder_learns_from_all_tables_but_those_of_calibration(
    made: Assistant, school: SmallSchool, given: list[Material]
) -> None:
    """With the passages that were published, the rules of practice and the messages of triage."""
    _publish(school)
    learning._encoder(made, lambda *_: None)
    (material,) = given
    assert {example.source for example in material.examples} == {"everyday"}
    assert len(material.examples) == 4
    assert {passage.clause.policy for passage in material.passages} == {"phones", "trips"}
    assert material.practice == (Practice("leave my bike", "Bikes stay outside.", "Sheds are painted."),)
    assert len(material.messages) == 8


def test_what_the_encoder_learnt_is_kept_where_it_ships(
    made: Assistant, school: SmallSchool, given: list[Material]
) -> None:
    """Maps and head replace those that shipped before."""
    _publish(school)
    path: Path = learning._encoder(made, lambda *_: None)
    assert path == school.prompts / "encoder" / "adapter.npz"
    adapter = read_adapter(path)
    assert all((numbers == 1).all() for numbers in adapter.maps.values())
    assert (adapter.head[0] == 2).all()


def test_without_published_policies_nothing_is_learnt(
    made: Assistant, school: SmallSchool, given: list[Material]
) -> None:
    """There would be nothing to bring questions to; what ships stays as it is."""
    before = (school.prompts / "encoder" / "adapter.npz").read_bytes()
    with pytest.raises(NotPublished, match="Run `assistant publish`"):
        learning._encoder(made, lambda *_: None)
    assert given == []
    assert (school.prompts / "encoder" / "adapter.npz").read_bytes() == before
