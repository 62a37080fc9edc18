"""Fixtures that tests of several folders share."""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from assistant.adapters.encoder import OnnxEncoder, exported_encoder
from assistant.adapters.encoder_export import DEFAULT_MODEL
from assistant.bootstrap import Assistant, assistant
from assistant.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.kept import kept_in
from tests.fakes.shipped import SHIPPED_ADAPTER
from tests.fakes.small_model import serving_small_model
from tests.fakes.small_school import PROJECT, SmallSchool, link_published, school_in, write_school
from tests.fakes.triage import FakedTriage, teach

# Tests that open a graph without bootstrap must not count this machine either.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# How long one example takes says nothing on a machine that others use as well.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def _kept(request: pytest.FixtureRequest) -> Path:
    """Where what is made of the project's files lies for as long as these stay as they are."""
    assert request.config.cache is not None
    return kept_in(request.config.cache)


@pytest.fixture(scope="session")
def encoder_home(_kept: Path) -> Path:
    """The folder below which the graph of the encoder that ships lies, exported once."""
    home = _kept / "encoder"
    # torch and its companions may deprecate what they like.
    with warnings.catch_warnings(action="ignore"):
        exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, home)
    return home


@pytest.fixture(scope="session")
def real_encoder(encoder_home: Path) -> OnnxEncoder:
    """The encoder that ships."""
    return exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, encoder_home)


@pytest.fixture
def school(tmp_path: Path) -> SmallSchool:
    """A school of two policies whose files the test may edit."""
    return write_school(tmp_path)


@pytest.fixture(scope="session")
def published_school(tmp_path_factory: pytest.TempPathFactory, encoder_home: Path) -> SmallSchool:
    """A published school of two policies, for reading only."""
    school = write_school(tmp_path_factory.mktemp("published"))
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    settings = Settings(home=school.home, corpus=school.corpus, prompts=school.prompts)
    with pytest.MonkeyPatch.context() as patch:
        FakedTriage().instead(patch)
        assistant(settings).publish.publish(lambda what, done, total: None)
    return school


@pytest.fixture(scope="session")
def _taught_once(tmp_path_factory: pytest.TempPathFactory, encoder_home: Path) -> Path:
    """The folder of a school of two policies that was published with triage learnt from a few messages."""
    folder = tmp_path_factory.mktemp("taught")
    school = write_school(folder)
    teach(school)
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    settings = Settings(home=school.home, corpus=school.corpus, prompts=school.prompts)
    assistant(settings).publish.publish(lambda what, done, total: None)
    return folder


@pytest.fixture
def taught_school(_taught_once: Path, tmp_path: Path) -> SmallSchool:
    """A published school whose triage was really learnt, if only from a few messages; the test's own."""
    shutil.copytree(_taught_once, tmp_path / "taught", symlinks=True)
    school = school_in(tmp_path / "taught")
    own = school.home / "encoder"
    shared = own.resolve()
    own.unlink()
    own.mkdir()
    # Graphs that the test has exported stay its own.
    for graph in shared.glob("*-*"):
        (own / graph.name).symlink_to(graph)
    return school


@pytest.fixture(scope="session")
def published_home(_kept: Path, encoder_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home over the corpus that ships, published once; for reading only."""
    published = _kept / "home"
    published.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        (published / "encoder").symlink_to(encoder_home)
    assistant(_shipping(published)).publish.publish(lambda what, done, total: None)
    home = tmp_path_factory.mktemp("home")
    link_published(published, home)
    return home


@pytest.fixture(scope="session")
def real_assistant(published_home: Path) -> Assistant:
    """The assistant over the corpus that ships, on a morning after the review of its policy was due."""
    return assistant(_shipping(published_home), FakeClock())


@pytest.fixture(scope="session")
def small_model() -> Iterator[str]:
    """The address of a real language model that writes nonsense in good form."""
    with serving_small_model() as url:
        yield url


@pytest.fixture
def own_home(published_home: Path, tmp_path: Path) -> Path:
    """A home over the same published corpus in which the test may leave traces."""
    home = tmp_path / "home"
    home.mkdir()
    link_published(published_home, home)
    return home


def _shipping(home: Path) -> Settings:
    return Settings(home=home, corpus=PROJECT / "corpus", prompts=PROJECT / "prompts")


@pytest.fixture
def triage(monkeypatch: pytest.MonkeyPatch) -> FakedTriage:
    """Triage that knows a few words, in the place of the trained one of every assistant."""
    faked = FakedTriage()
    faked.instead(monkeypatch)
    return faked


@pytest.fixture
def in_published_school(
    published_school: SmallSchool, triage: FakedTriage, monkeypatch: pytest.MonkeyPatch
) -> SmallSchool:
    """The published school as the one that the environment's settings name."""
    return _named(published_school, monkeypatch)


@pytest.fixture
def in_own_school(
    published_school: SmallSchool, triage: FakedTriage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SmallSchool:
    """The same with files that the test may edit and a home in which it may leave traces."""
    school = write_school(tmp_path / "own")
    school.home.mkdir()
    for name in ("index", "encoder"):
        (school.home / name).symlink_to(published_school.home / name)
    return _named(school, monkeypatch)


def _named(school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> SmallSchool:
    for name in ("home", "corpus", "prompts"):
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(getattr(school, name)))
    return school
