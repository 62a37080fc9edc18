"""The only reader of the environment: every setting, its default, and what it is for."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

_PREFIX = "ASSISTANT_"


class Settings(BaseSettings):
    """Read from variables named ASSISTANT_..., for example ASSISTANT_HOME=/srv/assistant.

    A variable that is set to nothing counts as not set.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Field(
        Path("var"), description="Where indexes, the encoder's graph and the gap queue are kept."
    )
    corpus: Path = Field(Path("corpus"), description="The policies, their manifest, the school's details.")
    prompts: Path = Field(
        Path("prompts"), description="Fixed sentences, glossary, branches, example questions."
    )
    encoder: str = Field(
        "all-MiniLM-L6-v2",
        description="A sentence-transformers model: the packaged default, a folder, or a hub name.",
    )
    hub: bool = Field(False, description="Let the encoder named above be fetched from a model hub.")
    database: str = Field(
        "",
        description="Where cases are kept: an SQLAlchemy URL, or nothing for a SQLite file below the home.",
    )
    words_key: Path | None = Field(
        None, description="The file with the key to reporters' words; nothing for one below the home."
    )
    smtp_host: str = Field("", description="The mail server for alerts; without it no e-mail goes out.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_starttls: bool = Field(True, description="Encrypt the way to the mail server.")
    smtp_user: str = Field("", description="The name to log in to the mail server with, if it wants one.")
    smtp_password: SecretStr = Field(SecretStr(""), description="The password that goes with it.")
    smtp_sender: str = Field("", description="The address that alerts come from.")
    heartbeat_url: str = Field("", description="Called after each sweep that finds nothing late.")
    live: bool = Field(False, description="Live mode: refused while the school's details are incomplete.")


def read_settings() -> Settings:
    """The settings of the environment. Raises SettingsError, which never shows a value."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (f"{_PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}." for one in error.errors())
        raise SettingsError(" ".join(wrong)) from None
