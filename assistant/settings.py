"""The only reader of the environment: every setting, its default, and what it is for."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from variables named ASSISTANT_..., for example ASSISTANT_HOME=/srv/assistant."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True)

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
    live: bool = Field(False, description="Live mode: refused while the school's details are incomplete.")
