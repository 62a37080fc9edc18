"""The only reader of the environment: every setting, its default, and what it is for."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as SecretError

from assistant.errors import SettingsError

_PREFIX = "ASSISTANT_"
# Where container engines put secrets, one file for each.
_SECRETS = Path("/run/secrets")


class Settings(BaseSettings):
    """Read from variables named ASSISTANT_..., for example ASSISTANT_HOME=/srv/assistant.

    A variable that is set to nothing counts as not set. What no variable sets is looked for in /run/secrets,
    where container engines put secrets: in a file assistant_database for ASSISTANT_DATABASE, and so on.
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
    roster: Path | None = Field(
        None,
        description="A table with a column `name`: the people whose names are masked; nothing for none.",
    )
    smtp_host: str = Field("", description="The mail server for alerts; without it no e-mail goes out.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_encryption: Literal["starttls", "tls", "none"] | None = Field(
        None,
        description="How the way there is encrypted: starttls, tls (from the first byte), or none."
        " Nothing is tls on port 465 and starttls on all others.",
    )
    smtp_user: str = Field("", description="The name to log in to the mail server with, if it wants one.")
    smtp_password: SecretStr = Field(SecretStr(""), description="The password that goes with it.")
    smtp_sender: str = Field("", description="The address that alerts come from.")
    heartbeat_url: str = Field("", description="Called after each sweep that finds nothing late.")
    slack_bot_token: SecretStr = Field(
        SecretStr(""), description="The bot's token, xoxb-...; without it nothing is sent to Slack."
    )
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="The app's own token, xapp-..., for Socket Mode."
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="What Slack signs its calls with, for HTTP mode."
    )
    slack_mode: Literal["socket", "http"] = Field(
        "socket", description="Whether the assistant calls Slack (socket), or Slack the assistant (http)."
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Where Slack's Web API is.")
    serve_host: str = Field("127.0.0.1", description="The address that `assistant serve` listens on.")
    serve_port: int = Field(8080, ge=0, le=65535, description="Its port; 0 takes any that is free.")
    model: str = Field(
        "",
        description="A language model that explains answers, as provider:name; nothing for none. Providers:"
        " openai, azure_openai, anthropic, google_genai, ollama, llamacpp.",
    )
    model_url: str = Field(
        "",
        description="Where the model is; nothing for its provider's own address. A server that speaks as"
        " OpenAI's does is provider openai with its address here.",
    )
    model_key: SecretStr = Field(
        SecretStr(""), description="The provider's key; no other variable is looked at for one."
    )
    model_timeout: float = Field(
        20, gt=0, le=300, description="Seconds until an answer goes out without the model's words."
    )
    model_calls_per_day: int = Field(1000, ge=1, description="How often the model may be asked in a day.")
    model_calls_per_person: int = Field(50, ge=1, description="How often in a day by one person.")
    live: bool = Field(False, description="Live mode: refused while the school's details are incomplete.")


def read_settings() -> Settings:
    """The settings of the environment. Raises SettingsError, which never shows a value."""
    try:
        return Settings(_secrets_dir=_SECRETS if _SECRETS.is_dir() else None)
    except SecretError as error:
        file = getattr(error.__cause__, "filename", None) or f"A file in {_SECRETS}"
        raise SettingsError(f"{file} cannot be read. May the assistant's account read it?") from None
    except ValidationError as error:
        wrong = (f"{_PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}." for one in error.errors())
        raise SettingsError(" ".join(wrong)) from None
