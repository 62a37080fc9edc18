"""The only place where ports meet their adapters. Channels, tests and evaluation start here."""

import os
import secrets
import socket
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adapters.adapter_file import read_adapter, write_adapter
from assistant.adapters.case_store import (
    SqlSwitch,
    file_url,
    sql_allowance,
    sql_card_book,
    sql_case_store,
    sql_feedback_book,
    sql_inbox,
)
from assistant.adapters.clock import SystemClock
from assistant.adapters.encoder import OnnxEncoder, RememberingEncoder, exported_encoder, published_encoder
from assistant.adapters.encoder_export import DEFAULT_MODEL, digest_of, load, model_folder
from assistant.adapters.gap_queue import SqliteGapQueue
from assistant.adapters.heads_file import read_heads, write_heads
from assistant.adapters.language_model import Prompts, langchain_model, read_prompts
from assistant.adapters.language_model.checks import examined as model_examined
from assistant.adapters.learnt_shelf import HEADS, About, LearntShelf
from assistant.adapters.notifiers.apprise_urls import AppriseNotifier
from assistant.adapters.notifiers.heartbeat import HttpHeartbeat, NoHeartbeat
from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.adapters.processors import answer_on_one
from assistant.adapters.renewed import Renewed
from assistant.adapters.school_files.decided_messages import DecidedMessages
from assistant.adapters.school_files.guidance import read_guidance
from assistant.adapters.school_files.name_words import read_name_words
from assistant.adapters.school_files.practice_tables import read_practice_tables
from assistant.adapters.school_files.replies import read_replies
from assistant.adapters.school_files.roster import read_roster
from assistant.adapters.school_files.school import read_school
from assistant.adapters.school_files.table_editing import (
    append_rows,
    change_cells,
    new_table,
    take_out_rows,
)
from assistant.adapters.school_files.table_file import Row, read_table
from assistant.adapters.school_files.triage_tables import read_triage_tables, read_triage_words
from assistant.adapters.shelf import FolderShelf
from assistant.adapters.triage_model import TrainedTriage
from assistant.adapters.triage_publishing import TriagePublisher
from assistant.adapters.triage_training import gram_table
from assistant.domain.finding import Finding
from assistant.domain.guidance import Guidance
from assistant.domain.heads import Heads
from assistant.domain.practice import Practice
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.domain.triage import TriageExample, TriageWords
from assistant.errors import EncoderError, NotPublished
from assistant.incidents.replying import Reply
from assistant.journeys.ask import AskJourney, Learnt, Thresholds
from assistant.journeys.chase import ChaseJourney
from assistant.journeys.desk import DeskJourney
from assistant.journeys.doctor import refuse_if_not_ready
from assistant.journeys.publish import PublishJourney
from assistant.journeys.report import ReportJourney
from assistant.ports import (
    Allowance,
    CardBook,
    CaseStore,
    Clock,
    Encoder,
    Encoding,
    FeedbackBook,
    GapQueue,
    Heartbeat,
    Inbox,
    Index,
    LanguageModel,
    ModelFailed,
    Notifier,
    PolicyFiles,
    Switch,
    Vector,
)
from assistant.settings import Settings, read_settings
from assistant.triage.deciding import Thresholds as TriageThresholds
from assistant.triage.deciding import Triager
from assistant.triage.naming import named_roles

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from assistant.adapters.encoder_layers import AdaptableEncoder
    from assistant.adapters.slack.cards import CaseCards
    from assistant.journeys.attempt import Means, Verify
    from assistant.journeys.explain import ExplainJourney
    from assistant.masking.masker import Masker
    from assistant.verification.support import SentenceSupport

# Seconds until a notifier gives up on the other side: well below a worker's lease.
_PATIENCE = 5.0
# How long a reporter waits for alerts to go out before the reply; the chase sends the rest.
_BEFORE_THE_REPLY = timedelta(seconds=5)

__all__ = [
    "Assistant",
    "Row",
    "append_rows",
    "assistant",
    "change_cells",
    "gram_table",
    "new_table",
    "read_table",
    "read_triage_tables",
    "take_out_rows",
]


@dataclass(frozen=True)
class Assistant:
    """Everything a channel needs, made when it is first asked for.

    `serves` says that this process chases by itself, so that a reply need not wait for any alert.
    `trying` names something learnt that this one goes by, whatever is in force.
    """

    settings: Settings
    clock: Clock
    serves: bool = False
    trying: str | None = None

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

    @property
    def heads(self) -> Heads:
        """The trained heads in force."""
        return self._in_force.current()

    @cached_property
    def learnt(self) -> LearntShelf:
        """What the school has learnt from its own tables, beside what ships."""
        return LearntShelf(self.settings.home / "learnt")

    @cached_property
    def _in_force(self) -> Renewed[Heads]:
        """Read anew after a switch; after a publish too, which may be one with another encoder."""
        return Renewed(self._learnt_in_force, self.learnt.pointer, self.settings.home / "index" / "current")

    def _learnt_in_force(self) -> Heads:
        name = self.learnt_in_force()
        return self.learnt.read(name) if name else read_heads(self._heads_file)

    def learnt_in_force(self) -> str | None:
        """The name of what answering goes by, None for what ships.

        That is so too where the index was made with another encoder than the one it was learnt with.
        """
        name = self.trying or self.learnt.current()
        return name if name and self._fits(name) else None

    def _fits(self, name: str) -> bool:
        index = self.shelf.current()
        return index is None or self.learnt.about(name).encoder == index.encoder

    @property
    def learnt_file(self) -> Path:
        """The heads that answering goes by."""
        name = self.learnt_in_force()
        return self.learnt.file(name) if name else self._heads_file

    def keep_aside(self, heads: Heads, index: Index) -> str:
        """Keep what was learnt from an index, not in force; returns its name."""
        return self.learnt.keep(heads, About(index.encoder, self.clock.today()))

    def switch_to(self, name: str) -> None:
        """Put something learnt in force. Raises AssistantError where it does not fit what is published."""
        self.learnt.switch(name, self.published().encoder)

    def published(self) -> Index:
        """The index that answers. Raises NotPublished."""
        index = self.shelf.current()
        if index is None:
            raise NotPublished("No policies have been published yet. Run `assistant publish`.")
        return index

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
    def cases(self) -> CaseStore:
        """The cases, their events and their alerts."""
        return sql_case_store(self._database_url, self._words_key)

    @cached_property
    def inbox(self) -> Inbox:
        """What a chat has received."""
        return sql_inbox(self._database_url, self._words_key)

    @cached_property
    def feedback(self) -> FeedbackBook:
        """What readers thought of answers."""
        return sql_feedback_book(self._database_url, self._words_key)

    @cached_property
    def card_book(self) -> CardBook:
        """Where the cards of cases stand."""
        return sql_card_book(self._database_url)

    @cached_property
    def switch(self) -> Switch:
        """The off-switch."""
        return SqlSwitch(self._database_url)

    @cached_property
    def language_model(self) -> LanguageModel | None:
        """The model that explains answers, None where the school does without. Raises SettingsError."""
        settings = self.settings
        if not settings.model:
            return None
        key = settings.model_key.get_secret_value()
        return langchain_model(
            settings.model, settings.model_url, key, settings.model_timeout, self.model_prompts
        )

    def examined_model(self) -> tuple[Finding, ...]:
        """How the language model does on a question; nothing where the school does without."""
        return model_examined(lambda: self.language_model)

    @cached_property
    def model_prompts(self) -> Prompts:
        """What a language model is told. Raises SchoolFileError."""
        return read_prompts(self.settings.prompts)

    @cached_property
    def allowance(self) -> Allowance:
        """How often the language model may be asked."""
        settings = self.settings
        return sql_allowance(
            self._database_url,
            self._words_key,
            settings.model_calls_per_day,
            settings.model_calls_per_person,
        )

    @property
    def _words_key(self) -> Path:
        return self.settings.words_key or self.settings.home / "words.key"

    @property
    def _database_url(self) -> str:
        return self.settings.database or file_url(self.settings.home / "cases.sqlite3")

    @cached_property
    def notifiers(self) -> tuple[Notifier, ...]:
        """Every way to send an alert."""
        settings = self.settings
        mail = SmtpNotifier(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.smtp_sender,
            user=settings.smtp_user,
            password=settings.smtp_password.get_secret_value(),
            encryption=settings.smtp_encryption,
            timeout=_PATIENCE,
        )
        return (*self._slack_notifiers, mail, AppriseNotifier(_PATIENCE))

    @property
    def _slack_notifiers(self) -> tuple[Notifier, ...]:
        if not self.settings.slack_bot_token.get_secret_value():
            return ()
        from assistant.adapters.slack.notifier import SlackNotifier

        return (SlackNotifier(self.cards),)

    @cached_property
    def cards(self) -> "CaseCards":
        """The cards of cases in Slack, whose library takes longer to load than an answer."""
        from assistant.adapters.slack.cards import CaseCards

        return CaseCards(
            self._slack_client(), self.cases, self.card_book, self.school, self.replies, self.clock
        )

    def _slack_client(self) -> "WebClient":
        from assistant.adapters.slack.client import web_client

        return web_client(self.settings.slack_bot_token.get_secret_value(), self.settings.slack_api_url)

    def examined_in_slack(self, scopes: Collection[str]) -> tuple[Finding, ...]:
        """What Slack says of the app, which needs `scopes`; nothing where the school does without Slack."""
        settings = self.settings
        if not settings.slack_bot_token.get_secret_value():
            return ()
        from assistant.adapters.slack.checks import examined

        app_token = settings.slack_app_token.get_secret_value() if settings.slack_mode == "socket" else None
        return examined(self._slack_client(), app_token, scopes, self.school, self.clock)

    @cached_property
    def heartbeat(self) -> Heartbeat:
        """The watcher outside, if the school has one."""
        url = self.settings.heartbeat_url
        return HttpHeartbeat(url, _PATIENCE) if url else NoHeartbeat()

    @cached_property
    def chase(self) -> ChaseJourney:
        """One worker of the chase; each process is another one."""
        return self.new_chase()

    def new_chase(self) -> ChaseJourney:
        """Another worker of the chase, beside those that there are."""
        worker = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        return ChaseJourney(
            self.cases,
            self.notifiers,
            self.school,
            self.replies,
            self.clock,
            self.heartbeat,
            self.feedback,
            worker,
        )

    @cached_property
    def desk(self) -> DeskJourney:
        """What role holders and reporters do with a case."""
        return DeskJourney(self.cases, self.school, self.clock)

    @cached_property
    def reply(self) -> Reply:
        """What reporters read of a case."""
        return Reply(self.school, self.replies)

    @cached_property
    def report(self) -> ReportJourney:
        """The journey of a live incident."""
        return ReportJourney(self.cases, self.school, self.replies, self.clock, self._deliver)

    def _deliver(self) -> None:
        """Try the alerts once before the reply, where nobody else would at once."""
        if not self.serves:
            self.chase.send_due(_BEFORE_THE_REPLY)

    @cached_property
    def triage_publisher(self) -> TriagePublisher:
        """Triage's share of a publish."""
        return TriagePublisher(
            self.settings.prompts / "triage",
            self.settings.home / "triage",
            self.triage_encoder,
            lambda: read_adapter(self._adapter_file).head,
        )

    @property
    def triager(self) -> Triager:
        """Triage as published last. Raises where anything of it is missing, which is a hand-off."""
        return self._triagers.current()

    @cached_property
    def _triagers(self) -> Renewed[Triager]:
        """Every publish that changes triage writes its heads anew, last of all."""
        folders = (self.settings.home / "triage", self.settings.prompts / "triage")
        return Renewed(self._published_triager, *(folder / "heads.npz" for folder in folders))

    def _published_triager(self) -> Triager:
        prompts = self.settings.prompts / "triage"
        encoder, heads = self._message_encoder, self.triage_publisher.heads()
        if heads is None or heads.encoder != encoder.digest:
            raise EncoderError("The heads of triage are missing. Run `assistant publish`.")
        return Triager(
            TrainedTriage(encoder, heads),
            self.triage_words,
            DecidedMessages(prompts),
            self.school,
            self.replies.say("handoff.line.is_it_real"),
            TriageThresholds(),
        )

    @property
    def _message_encoder(self) -> RememberingEncoder:
        """Reads each message once for triage and retrieval; another one after the adapter has changed."""
        return self._message_encoders.current()

    @cached_property
    def _message_encoders(self) -> Renewed[RememberingEncoder]:
        def published() -> RememberingEncoder:
            digest = digest_of(DEFAULT_MODEL, self._adapter_file)
            return self._remembering(digest)

        return Renewed(published, self._adapter_file)

    @cached_property
    def ask(self) -> AskJourney:
        """The journey of a question. Raises NotReady in live mode while contacts are missing."""
        if self.settings.live:
            refuse_if_not_ready(self.school)
        answer_on_one()
        return AskJourney(
            self.shelf,
            self.encoder_of,
            lambda: Learnt(self.guidance, self.heads),
            self.replies,
            self.school,
            self.gaps,
            self.clock,
            Thresholds(),
            lambda: self.triager,
            lambda: self.report,
            self.switch,
            lambda text: named_roles(text, self.triage_words.roles, self.school),
            self.explain,
        )

    @cached_property
    def publish(self) -> PublishJourney:
        """The journey of the policy files."""
        return PublishJourney(
            self.policy_files,
            self.shelf,
            self.guidance,
            self.clock,
            self.triage_publisher,
            lambda: self.triage_examples,
        )

    @cached_property
    def explain(self) -> "ExplainJourney | None":
        """The journey of an explanation, None where the school has no language model."""
        if not self.settings.model:
            return None
        # What only a language model needs is not loaded without one.
        from assistant.journeys.explain import ExplainJourney

        return ExplainJourney(self.means, self.settings.model_timeout)

    def means(self) -> "Means":
        """All that asking the language model needs. Raises AssistantError; ModelFailed without a model."""
        from assistant.journeys.attempt import Means

        model = self.language_model
        if model is None:
            raise ModelFailed("none")
        return Means(model, self.allowance, self.masker, self.verify, self.clock)

    @property
    def verify(self) -> "Verify":
        """What decides which sentences of a language model are shown."""
        from assistant.verification.proposals import verified

        return partial(verified, support=self._supports.current())

    @cached_property
    def _supports(self) -> "Renewed[SentenceSupport]":
        """Remembers what it has read of the clauses; another one after the adapter has changed."""
        from assistant.verification.support import SentenceSupport

        return Renewed(lambda: SentenceSupport(self._message_encoder), self._adapter_file)

    @cached_property
    def masker(self) -> "Masker":
        """Takes out what could tell of whom a text is. Raises SchoolFileError; later changes do not count."""
        from assistant.masking.masker import Masker
        from assistant.masking.vocabulary import vocabulary

        index = self.shelf.current()
        policies = [policy.text for policy in index.policies.values()] if index else []
        questions = (row.question for rows in (self.policy_files.examples(), self.practice) for row in rows)
        holders = [at.name for one in self.school.contacts for at in (one, one.out_of_hours) if at]
        words = vocabulary(
            [*policies, *questions],
            [example.text for example in self.triage_examples],
            [*holders, *read_roster(self.settings.roster)],
            read_name_words(self.settings.prompts / "masking.toml"),
            self.school.name,
        )
        return Masker(words)

    @cached_property
    def triage_words(self) -> TriageWords:
        """The words that triage looks for."""
        return read_triage_words(self.settings.prompts / "triage" / "words.toml")

    @cached_property
    def practice(self) -> tuple[Practice, ...]:
        """Rules of no policy of ours, by which the encoder practises."""
        return read_practice_tables(self.settings.prompts / "practice")

    @cached_property
    def triage_examples(self) -> tuple[TriageExample, ...]:
        """The messages that teach triage."""
        return read_triage_tables(self.settings.prompts / "triage")

    def triage_encoder(self) -> OnnxEncoder:
        """The default encoder with what it has learnt, whatever the settings name."""
        return exported_encoder(DEFAULT_MODEL, self._adapter_file, self.settings.home / "encoder")

    def encoder(self) -> OnnxEncoder:
        """The encoder that the settings name, exported if need be."""
        if self.settings.encoder == DEFAULT_MODEL:
            return self.triage_encoder()
        return exported_encoder(self.settings.encoder, None, self.settings.home / "encoder")

    @property
    def _adapter_file(self) -> Path:
        return self.settings.prompts / "encoder" / "adapter.npz"

    def encoder_of(self, index: Index) -> Encoder:
        """The encoder that an index was built with; triage's own where they are the same."""
        if index.encoder == self._message_encoder.digest:
            return self._message_encoder
        return self._remembering(index.encoder)

    def _remembering(self, digest: str) -> RememberingEncoder:
        return RememberingEncoder(published_encoder(digest, self.settings.home / "encoder", self.serves))

    def read(self, text: str) -> Encoding:
        """What the encoder makes of a message; the next one to ask for the same text gets it at once."""
        return self._message_encoder.encode([text])[0]

    def load_all(self) -> None:
        """Read everything that answering needs. Raises AssistantError at the first mistake."""
        _ = self.replies, self.guidance, self.heads, self.policy_files.examples()
        _ = self.triage_words, self.triage_examples, self.model_prompts
        self.encoder()
        _ = self.triager
        if self.settings.model:
            _ = self.masker

    def keep_learnt(self, heads: Heads) -> Path:
        """Write what was freshly learnt where it ships; returns the file."""
        write_heads(self._heads_file, heads)
        return self._heads_file

    def adaptable_encoder(self) -> "AdaptableEncoder":
        """The default encoder, ready to learn."""
        from assistant.adapters.encoder_layers import AdaptableEncoder

        return AdaptableEncoder(load(model_folder(DEFAULT_MODEL)))

    def keep_adapter(self, encoder: "AdaptableEncoder", weights: Vector, bias: Vector) -> Path:
        """Write what the encoder has learnt where it ships; returns the file."""
        from assistant.adapters.encoder_layers import Adapter

        write_adapter(self._adapter_file, Adapter(encoder.maps(), (weights, bias)))
        return self._adapter_file

    @property
    def _heads_file(self) -> Path:
        return self.settings.prompts / HEADS


def assistant(
    settings: Settings | None = None,
    clock: Clock | None = None,
    serves: bool = False,
    trying: str | None = None,
) -> Assistant:
    """The assistant with the settings given, or with those of the environment. Raises SettingsError."""
    settings = settings or read_settings()
    _stay_offline(settings)
    return Assistant(settings, clock or SystemClock(), serves, trying)


def _stay_offline(settings: Settings) -> None:
    """Nothing phones home: libraries read these switches when they are imported."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # It has three names; the first of them counts most.
    for tracing in ("LANGSMITH_TRACING_V2", "LANGSMITH_TRACING", "LANGCHAIN_TRACING"):
        os.environ[tracing] = "false"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    offline = "0" if settings.hub else "1"
    os.environ["HF_HUB_OFFLINE"] = offline
    os.environ["TRANSFORMERS_OFFLINE"] = offline
