"""Read the reader's answer to our own question: "Has this happened, or are you asking in general?"."""

from collections.abc import Sequence

from assistant.domain.message import Message
from assistant.domain.phrases import plain_words


def was_asked(message: Message, question: str) -> bool:
    """Whether the last thing that we said asked `question`."""
    said = [turn.content for turn in message.history if turn.role == "assistant"]
    return bool(said) and question in said[-1]


def rest_after(text: str, phrases: Sequence[str]) -> str | None:
    """The words after the phrases that the text begins with, None where it begins with none.

    "No, just asking" leaves nothing after "no" and "just asking"; "no she told me" leaves a statement.
    """
    rest = plain_words(text)
    found = False
    while longest := max(
        (one for one in phrases if one and rest.startswith(f" {one} ")), key=len, default=""
    ):
        rest = rest[len(longest) + 1 :]
        found = True
    return rest.strip() if found else None
