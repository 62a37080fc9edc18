"""What a language model is given and what it proposes; nobody reads a proposal before it is verified."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.answer import Citation, Explained, Verdict


class Step(StrEnum):
    """What is being done for a reader who waits."""

    SEARCHING = "searching"
    WRITING = "writing"
    CHECKING = "checking"


Told = Callable[[Step], None]
"""Told what is being done for whoever waits."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one clause under a key that holds for one question only."""

    key: str
    citation: Citation

    @property
    def text(self) -> str:
        """The words as a model gets them: those of a list item after the line that leads in to it."""
        lead_in = self.citation.lead_in
        return f"{lead_in} {self.citation.quote}" if lead_in else self.citation.quote


@dataclass(frozen=True, slots=True)
class ProposedSentence:
    """One sentence with the keys of the excerpts that it says it rests on."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Sentences and a verdict as a model wrote them; `tokens` is what they cost, in and out."""

    sentences: tuple[ProposedSentence, ...]
    verdict: Verdict | None
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Restated:
    """A follow-up as a question of its own, and phrases to search with besides."""

    question: str
    phrases: tuple[str, ...] = ()
    tokens: int = 0


class Fault(StrEnum):
    """Why a sentence, or the whole of a proposal, is not shown."""

    KEY = "key"
    QUOTE = "quote"
    FIGURE = "figure"
    NAME = "name"
    LINK = "link"
    ROLE = "role"
    MODALITY = "modality"
    SUPPORT = "support"
    FORM = "form"
    CORE = "core"


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left of a proposal: no sentences means that the default answer stands alone.

    `faults` tell what was dropped, for the evaluation; they quote nothing.
    """

    sentences: tuple[Explained, ...]
    faults: tuple[Fault, ...] = ()
