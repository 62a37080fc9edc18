"""Every setting comes from one variable, and a value that cannot be read is told by its name."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr, ValidationError

from assistant.errors import SettingsError
from assistant.settings import Settings, read_settings

_DEFAULTS = {
    "home": Path("var"),
    "corpus": Path("corpus"),
    "prompts": Path("prompts"),
    "encoder": "all-MiniLM-L6-v2",
    "hub": False,
    "roster": None,
    "database": "",
    "words_key": None,
    "smtp_host": "",
    "smtp_port": 587,
    "smtp_encryption": None,
    "smtp_user": "",
    "smtp_password": SecretStr(""),
    "smtp_sender": "",
    "heartbeat_url": "",
    "slack_bot_token": SecretStr(""),
    "slack_app_token": SecretStr(""),
    "slack_signing_secret": SecretStr(""),
    "slack_mode": "socket",
    "slack_api_url": "https://slack.com/api/",
    "serve_host": "127.0.0.1",
    "serve_port": 8080,
    "model": "",
    "model_url": "",
    "model_key": SecretStr(""),
    "model_timeout": 20,
    "model_calls_per_day": 1000,
    "model_calls_per_person": 50,
    "live": False,
}
_WRITTEN: dict[object, tuple[str, object]] = {
    Path: ("/srv/school", Path("/srv/school")),
    str: ("/srv/model", "/srv/model"),
    Path | None: ("/srv/key", Path("/srv/key")),
    Literal["starttls", "tls", "none"] | None: ("tls", "tls"),
    Literal["socket", "http"]: ("http", "http"),
    bool: ("true", True),
    int: ("25", 25),
    float: ("2.5", 2.5),
    SecretStr: ("word", SecretStr("word")),
}


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine of the test has set does not count."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ASSISTANT_{name.upper()}", raising=False)


def test_without_variables_the_defaults_stand() -> None:
    """Nothing has to be set for a first try."""
    assert read_settings().model_dump() == _DEFAULTS


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_variable_is_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """ASSISTANT_ and the setting's name in capitals sets it, and only it."""
    kind = Settings.model_fields[name].annotation
    assert kind in _WRITTEN
    written, meant = _WRITTEN[kind]
    if _DEFAULTS[name] is True:
        written, meant = "false", False
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", written)
    assert read_settings().model_dump() == _DEFAULTS | {name: meant}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_variable_that_is_set_to_nothing_counts_as_not_set(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A compose file passes on empty variables for those that nobody has set."""
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", "")
    assert read_settings().model_dump() == _DEFAULTS


def test_every_value_that_cannot_be_read_is_named_and_none_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variables and what they take; what stood in them may be nobody's business."""
    monkeypatch.setenv("ASSISTANT_HUB", "perhaps")
    monkeypatch.setenv("ASSISTANT_LIVE", "s3cret")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value) == (
        "ASSISTANT_HUB: Input should be a valid boolean, unable to interpret input. "
        "ASSISTANT_LIVE: Input should be a valid boolean, unable to interpret input."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("yes", True), ("on", True), ("0", False), ("no", False), ("FALSE", False)],
)
def test_switches_are_read_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: bool
) -> None:
    """Yes and no have their usual spellings."""
    monkeypatch.setenv("ASSISTANT_LIVE", written)
    assert read_settings().live is meant


def test_settings_cannot_be_changed_while_the_assistant_runs() -> None:
    """What was read at the start stays so for everyone."""
    with pytest.raises(ValidationError, match="frozen"):
        read_settings().home = Path("elsewhere")  # type: ignore[misc]


def test_every_setting_says_what_it_is_for() -> None:
    """The descriptions are what the documentation is made from."""
    assert all(field.description for field in Settings.model_fields.values())


def test_a_secret_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By its variable's name in small letters, without the end of its line; other files count for nothing."""
    (tmp_path / "assistant_smtp_password").write_text("word\n")
    (tmp_path / "another").write_text("thing")
    monkeypatch.setattr("assistant.settings._SECRETS", tmp_path)
    assert read_settings().model_dump() == _DEFAULTS | {"smtp_password": SecretStr("word")}


def test_a_variable_goes_before_a_secret_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Unless it is set to nothing."""
    (tmp_path / "assistant_smtp_password").write_text("from the file")
    monkeypatch.setattr("assistant.settings._SECRETS", tmp_path)
    monkeypatch.setenv("ASSISTANT_SMTP_PASSWORD", "from the variable")
    assert read_settings().smtp_password == SecretStr("from the variable")
    monkeypatch.setenv("ASSISTANT_SMTP_PASSWORD", "")
    assert read_settings().smtp_password == SecretStr("from the file")


def test_a_secret_file_that_nobody_may_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest mistake with containers is one sentence that says which file it is."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "assistant_database").touch(mode=0)
        monkeypatch.setattr("assistant.settings._SECRETS", Path(folder))
        with _as_somebody(), pytest.raises(SettingsError, match=r"/assistant_database cannot be read"):
            read_settings()


@contextmanager
def _as_somebody() -> Iterator[None]:
    """Without root's right to read everything, where the test has it."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)
