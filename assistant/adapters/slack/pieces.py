"""Pieces of cards: plain_text and rich_text, in which Slack parses nothing; no name can mention anybody."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    AlertBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContainerBlock,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
)

from assistant.domain.replies import Replies

_SECTION, _HEADER, _BUTTON, _ROW = 3000, 150, 75, 10


def plain(text: str, most: int = _SECTION) -> PlainTextObject:
    """Text of at most `most` characters."""
    return PlainTextObject(text=text if len(text) <= most else f"{text[: most - 1]}…", emoji=False)


def header(text: str) -> Block:
    """What screen readers can jump to."""
    return HeaderBlock(text=plain(text, _HEADER))


def section(text: str) -> Block:
    """A paragraph."""
    return SectionBlock(text=plain(text))


def small(texts: Sequence[str]) -> list[Block]:
    """Small grey lines."""
    rows = [texts[place : place + _ROW] for place in range(0, len(texts), _ROW)]
    return [ContextBlock(elements=[plain(text) for text in row]) for row in rows]


def banner(texts: Sequence[str], flat: bool) -> Block:
    """What comes first; in bold where a client does not know the blocks of 2026 (`flat`)."""
    text = " ".join(texts)
    return _rich(_line(text, bold=True)) if flat else AlertBlock(text=plain(text), level="error")


def bullets(heading: str, texts: Iterable[str]) -> list[Block]:
    """A list under a heading, if it has one; nothing where it is empty."""
    lines = [_line(text) for text in texts]
    if not lines:
        return []
    above = [_line(heading, bold=True)] if heading else []
    return [_rich(*above, RichTextListElement(style="bullet", elements=lines))]


def folded(title: str, blocks: Sequence[Block], flat: bool) -> list[Block]:
    """Blocks that are unfolded by a click; with `flat` they stand open."""
    if flat or not blocks:
        return list(blocks)
    title_object = plain(title, ContainerBlock.title_max_length)
    return [
        ContainerBlock(title=title_object, child_blocks=blocks, is_collapsible=True, default_collapsed=True)
    ]


def calling(users: Sequence[str], text: str) -> Block:
    """A line that rings at these people's."""
    called = [part for user in users for part in (RichTextElementParts.User(user_id=user), _part(" "))]
    return _rich(RichTextSectionElement(elements=[*called, _part(text)]))


def button(
    replies: Replies, name: str, value: str, *, style: str | None = None, confirm: bool = False
) -> ButtonElement:
    """The button `case_<name>` with the words slack.card.button.<name>; `value` holds ids only."""
    said = replies.say(f"slack.card.button.{name}")
    return labelled(said, f"case_{name}", value, style, _confirmed(replies, name, said) if confirm else None)


def labelled(
    said: str, action: str, value: str, style: str | None = None, confirm: ConfirmObject | None = None
) -> ButtonElement:
    """A button with these words."""
    return ButtonElement(
        text=plain(said, _BUTTON), action_id=action, value=value, style=style, confirm=confirm
    )


def row(buttons: Sequence[ButtonElement]) -> list[Block]:
    """Buttons side by side, nothing where there are none."""
    return [ActionsBlock(elements=buttons)] if buttons else []


def _confirmed(replies: Replies, name: str, said: str) -> ConfirmObject:
    return ConfirmObject(
        title=plain(said, 100),
        text=plain(replies.say(f"slack.card.confirm.{name}"), 300),
        confirm=plain(said, 30),
        deny=plain(replies.say("slack.card.confirm.no"), 30),
    )


def _part(text: str, bold: bool = False) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style={"bold": True} if bold else None)


def _line(text: str, bold: bool = False) -> RichTextSectionElement:
    return RichTextSectionElement(elements=[_part(text, bold)])


def _rich(*elements: RichTextElement) -> Block:
    return RichTextBlock(elements=list(elements))
