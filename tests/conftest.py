"""Fixtures that tests of several folders share."""

from pathlib import Path

import pytest

from assistant.adapters.encoder import OnnxEncoder, exported_encoder
from assistant.adapters.encoder_export import DEFAULT_MODEL
from assistant.bootstrap import assistant
from assistant.settings import Settings
from tests.fakes.small_school import SmallSchool, write_school


@pytest.fixture(scope="session")
def encoder_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder below which the default encoder's graph lies, exported once for the whole run."""
    home = tmp_path_factory.mktemp("encoder")
    exported_encoder(DEFAULT_MODEL, home)
    return home


@pytest.fixture(scope="session")
def real_encoder(encoder_home: Path) -> OnnxEncoder:
    """The encoder that ships."""
    return exported_encoder(DEFAULT_MODEL, encoder_home)


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
    assistant(settings).publish.publish(lambda what, done, total: None)
    return school


@pytest.fixture
def in_published_school(published_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> SmallSchool:
    """The published school as the one that the environment's settings name."""
    for name in ("home", "corpus", "prompts"):
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(getattr(published_school, name)))
    return published_school
