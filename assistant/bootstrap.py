"""The only place where ports meet their adapters. Channels, tests and evaluation start here."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.adapters.clock import SystemClock
from assistant.adapters.encoder import OnnxEncoder, exported_encoder, published_encoder
from assistant.adapters.gap_queue import SqliteGapQueue
from assistant.adapters.heads_file import read_bridge, read_heads, write_bridge, write_heads
from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.adapters.processors import answer_on_one
from assistant.adapters.school_files.guidance import read_guidance
from assistant.adapters.school_files.replies import read_replies
from assistant.adapters.school_files.school import read_school
from assistant.adapters.school_files.table_file import read_table
from assistant.adapters.shelf import FolderShelf
from assistant.domain.guidance import Guidance
from assistant.domain.heads import Heads
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.journeys.ask import AskJourney, Thresholds
from assistant.journeys.doctor import refuse_if_not_ready
from assistant.journeys.publish import PublishJourney
from assistant.ports import Clock, Encoder, GapQueue, Index, PolicyFiles
from assistant.retrieval.bridge import Bridge
from assistant.settings import Settings, read_settings

__all__ = ["Assistant", "assistant", "read_table"]


@dataclass(frozen=True)
class Assistant:
    """Everything a channel needs, made when it is first asked for."""

    settings: Settings
    clock: Clock

    @cached_property
    def school(self) -> School:
        """The school's details."""
        return read_school(self.settings.corpus / "school.toml")

    @cached_property
    def replies(self) -> Replies:
        """The fixed sentences."""
        return read_replies(self.settings.prompts / "replies.toml")

    @cached_property
    def guidance(self) -> Guidance:
        """What leads keep beside the policies."""
        return read_guidance(self.settings.prompts, self.settings.corpus)

    @cached_property
    def heads(self) -> Heads:
        """The trained heads."""
        return read_heads(self._heads_file)

    @cached_property
    def bridge(self) -> Bridge:
        """The learnt bridge between questions and passages."""
        return read_bridge(self._bridge_file)

    @cached_property
    def policy_files(self) -> PolicyFiles:
        """The policy files and the example questions."""
        return FolderPolicyFiles(self.settings.corpus, self.settings.prompts)

    @cached_property
    def shelf(self) -> FolderShelf:
        """The published indexes."""
        return FolderShelf(self.settings.home / "index", self.encoder)

    @cached_property
    def gaps(self) -> GapQueue:
        """The policy-gap queue."""
        return SqliteGapQueue(self.settings.home / "gaps.sqlite3")

    @cached_property
    def ask(self) -> AskJourney:
        """The journey of a question. Raises NotReady in live mode while contacts are missing."""
        if self.settings.live:
            refuse_if_not_ready(self.school)
        answer_on_one()
        return AskJourney(
            self.shelf,
            self.encoder_of,
            self.guidance,
            self.heads,
            self.bridge,
            self.replies,
            self.school,
            self.gaps,
            self.clock,
            Thresholds(),
        )

    @cached_property
    def publish(self) -> PublishJourney:
        """The journey of the policy files."""
        return PublishJourney(self.policy_files, self.shelf, self.guidance, self.clock)

    def encoder(self) -> OnnxEncoder:
        """The encoder that the settings name, exported if need be."""
        return exported_encoder(self.settings.encoder, self.settings.home / "encoder")

    def encoder_of(self, index: Index) -> Encoder:
        """The encoder that an index was built with."""
        return published_encoder(index.encoder, self.settings.home / "encoder")

    def load_all(self) -> None:
        """Read everything that answering needs. Raises AssistantError at the first mistake."""
        _ = self.replies, self.guidance, self.heads, self.bridge, self.policy_files.examples()
        self.encoder()

    def keep_learnt(self, heads: Heads, bridge: Bridge) -> tuple[Path, Path]:
        """Write what was freshly learnt where it ships; returns the files."""
        write_heads(self._heads_file, heads)
        write_bridge(self._bridge_file, bridge)
        return self._heads_file, self._bridge_file

    @property
    def _heads_file(self) -> Path:
        return self.settings.prompts / "heads.json"

    @property
    def _bridge_file(self) -> Path:
        return self.settings.prompts / "bridge.npz"


def assistant(settings: Settings | None = None, clock: Clock | None = None) -> Assistant:
    """The assistant with the settings given, or with those of the environment. Raises SettingsError."""
    settings = settings or read_settings()
    _stay_offline(settings)
    return Assistant(settings, clock or SystemClock())


def _stay_offline(settings: Settings) -> None:
    """Nothing phones home: libraries read these switches when they are imported."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["LANGSMITH_TRACING"] = "false"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    offline = "0" if settings.hub else "1"
    os.environ["HF_HUB_OFFLINE"] = offline
    os.environ["TRANSFORMERS_OFFLINE"] = offline
