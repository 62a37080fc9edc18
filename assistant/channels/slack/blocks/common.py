"""Pieces of blocks, cut to Slack's limits; all are plain_text or rich_text, which Slack does not parse."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    AlertBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)

from assistant.domain.replies import Replies

MOST_BLOCKS = 50
MOST_BLOCKS_OF_A_VIEW = 100
# Slack refuses a message whose blocks hold some 13,200 characters; the number is measured, not documented.
MOST_TEXT = 10_000
SECTION, HEADER, BUTTON = 3000, 150, 75
_ELLIPSIS = "…"
Part = RichTextElementParts.Text


def fallback(replies: Replies) -> str:
    """The `text` beside any blocks: the same for all, as lock screens show it."""
    return escaped(replies.say("slack.fallback"))


def escaped(text: str) -> str:
    """Text for a field that Slack parses: no mention, link or channel in it fires."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    """The text, with an ellipsis where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + _ELLIPSIS


def pieces(text: str, most: int = SECTION) -> Iterator[str]:
    """The text in pieces of at most `most` characters, broken after a space where there is one.

    Put together they are the text.
    """
    while len(text) > most:
        end = max(text.rfind(space, 0, most) for space in (" ", "\n")) + 1 or most
        yield text[:end]
        text = text[end:]
    yield text


def plain_text(text: str, most: int = SECTION) -> PlainTextObject:
    """A text object in which nothing is parsed, emoji names neither."""
    return PlainTextObject(text=cut(text, most), emoji=False)


def section(text: str, accessory: ButtonElement | None = None) -> SectionBlock:
    """A paragraph, with a button beside it; shown whole, without "See more"."""
    return SectionBlock(text=plain_text(text), accessory=accessory, expand=True)


def paragraphs(text: str) -> list[Block]:
    """A text of any length in as many sections as it needs. Slack takes no empty ones."""
    return [section(piece) for piece in pieces(text) if piece.strip()]


def context(*texts: str) -> ContextBlock:
    """Small grey lines."""
    return ContextBlock(elements=[plain_text(text) for text in texts if text])


def words(text: str, bold: bool = False) -> Part:
    """A run of text in a rich text."""
    return Part(text=text, style={"bold": True}) if bold else Part(text=text)


def line(*parts: Part) -> RichTextSectionElement:
    """A paragraph of a rich text."""
    return RichTextSectionElement(elements=list(parts))


def bullets(items: Iterable[Sequence[Part]]) -> RichTextListElement:
    """A list of a rich text."""
    return RichTextListElement(style="bullet", elements=[line(*parts) for parts in items])


def rich(*elements: RichTextElement) -> RichTextBlock:
    """A rich text."""
    return RichTextBlock(elements=list(elements))


def headline(text: str) -> Block:
    """The first sentence: a header, which screen readers can jump to, where it is short enough."""
    if len(text) <= HEADER:
        return HeaderBlock(text=plain_text(text))
    return rich(line(words(cut(text, SECTION), bold=True)))


def alert(text: str, level: str, plain: bool) -> Block:
    """A banner; without the blocks of 2026 (`plain`) a quote, bold where it is an error."""
    if plain:
        return rich(RichTextQuoteElement(elements=[words(cut(text, SECTION), bold=level == "error")]))
    return AlertBlock(text=plain_text(text), level=level)


def button(
    replies: Replies,
    name: str,
    value: str,
    *,
    action: str = "",
    url: str | None = None,
    style: str | None = None,
) -> ButtonElement:
    """The button whose words and label for screen readers are slack.button and slack.label `name`."""
    return ButtonElement(
        text=plain_text(replies.say(f"slack.button.{name}"), BUTTON),
        accessibility_label=cut(replies.say(f"slack.label.{name}"), BUTTON),
        action_id=action or name,
        value=value,
        url=url,
        style=style,
    )


def choices(named: Iterable[tuple[str, str, str]]) -> list[Block]:
    """A row of buttons for each 25 of (words, action id, value)."""
    made = [
        ButtonElement(
            text=plain_text(text, BUTTON),
            accessibility_label=cut(text, BUTTON),
            action_id=action,
            value=value,
        )
        for text, action, value in named
    ]
    most = ActionsBlock.elements_max_length
    return [ActionsBlock(elements=made[place : place + most]) for place in range(0, len(made), most)]


def value_of(key: str, option: str) -> str:
    """The value of a button that needs an option beside the key: ids only."""
    return f"{key} {option}"


def read_value(value: str) -> tuple[str, str]:
    """Key and option of such a value; an empty option where there is none."""
    key, _, option = value.partition(" ")
    return key, option


def pressed(body: Mapping[str, Any]) -> tuple[str, str]:
    """Key and option of the button that was pressed."""
    return read_value(str(body["actions"][0].get("value", "")))


def text_of(shown: Any) -> str:
    """Everything that can be read in blocks or views given as dictionaries, one text a line."""
    return "\n".join(_texts(shown))


def length(blocks: Iterable[Block]) -> int:
    """How many characters of text the blocks hold."""
    return sum(len(text) for block in blocks for text in _texts(block.to_dict()))


def fitting(parts: Iterable[Sequence[Block]], text: int, blocks: int) -> list[Sequence[Block]]:
    """The parts that fit together into so many characters and blocks; those that do not are left out."""
    kept = []
    for part in parts:
        if length(part) <= text and len(part) <= blocks:
            kept.append(part)
            text, blocks = text - length(part), blocks - len(part)
    return kept


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, Mapping):
        for name, value in shown.items():
            if name in ("text", "accessibility_label") and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(shown, list):
        for value in shown:
            yield from _texts(value)
