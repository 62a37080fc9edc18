"""Blocks as Slack reads them: refused with the path of what is wrong, or searched for elements and text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.rules import Json, anything, at, flag, many, one_of, plain, record, string
from tests.fakes.slack.shapes import blocks as any_block

# Slack counts all blocks of a message together; the number is not documented, people have measured it.
MOST_CHARACTERS = 13_200
_ONLY_IN_MESSAGES = {"context_actions", "markdown", "table", "task_card", "plan"}
_ELEMENTS_OF = ("accessory", "element", "elements", "actions")
_BLOCKS_OF = ("child_blocks", "elements", "tasks", "details", "output")
# What nobody sees on the screen.
_UNSEEN = {"type", "block_id", "action_id", "value", "style", "level", "width", "icon", "image_url", "status",
           "callback_id", "private_metadata", "external_id", "task_id", "language", "visible_to_user_ids",
           "initial_user", "initial_channel", "initial_conversation"}  # fmt: skip


def problems(blocks: Any, surface: str, most: int, root: str = "/blocks") -> list[str]:
    """Everything for which Slack would refuse these blocks on a message, modal or home."""
    wrong = list(many(any_block(), most, 0)(blocks, root))
    if wrong:
        return wrong
    every = list(nested(blocks))
    if surface != "message":
        wrong += [
            at(root, f"unsupported block: {block['type']}")
            for block in every
            if block["type"] in _ONLY_IN_MESSAGES
        ]
    block_ids = [block["block_id"] for block in every if "block_id" in block]
    wrong += [at(root, f"block_id {name} already exists") for name in _twice(block_ids)]
    for block in every:
        action_ids = [element["action_id"] for element in elements_of(block) if "action_id" in element]
        wrong += [at(root, f"action_id {name} already exists") for name in _twice(action_ids)]
    return wrong


def too_long(blocks: list[Json]) -> bool:
    """Whether it is more text than a message's blocks hold."""
    return sum(len(text) for text in texts(blocks)) > MOST_CHARACTERS


def _twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def nested(blocks: list[Json]) -> Iterator[Json]:
    """The blocks and all blocks inside them."""
    for block in blocks:
        yield block
        for field in _BLOCKS_OF:
            inner = block.get(field, [])
            inner = inner if isinstance(inner, list) else [inner]
            yield from nested([one for one in inner if _is_block(one)])


def _is_block(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") in {"card", "task_card", "rich_text"} | _PLAIN_BLOCKS


_PLAIN_BLOCKS = {"section", "divider", "header", "context", "actions", "context_actions", "input", "markdown",
                 "table", "plan", "alert", "carousel", "container"}  # fmt: skip


def elements_of(block: Json) -> Iterator[Json]:
    """What can be used in this block itself."""
    for field in _ELEMENTS_OF:
        inner = block.get(field, [])
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and "action_id" in one:
                yield one


def numbered(blocks: list[Json]) -> list[Json]:
    """The blocks as Slack keeps them: each block and each element has an id, made up where it had none."""
    for number, block in enumerate(nested(blocks)):
        block.setdefault("block_id", f"b{number}")
        for field in _ELEMENTS_OF:
            inner = block.get(field, [])
            for place, one in enumerate(inner if isinstance(inner, list) else [inner]):
                if isinstance(one, dict) and one.get("type") not in {"image", "plain_text", "mrkdwn"}:
                    one.setdefault("action_id", f"a{number}.{place}")
    return blocks


def texts(value: Any, name: str = "text") -> Iterator[str]:
    """Every text in there that a person can read, hear read out or unfold."""
    if isinstance(value, str):
        if name not in _UNSEEN:
            yield value
    elif isinstance(value, Mapping):
        for field, inner in value.items():
            yield from texts(inner, field)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)


_VIEW = {
    "callback_id": string(255, 0), "private_metadata": string(3000, 0), "external_id": string(255, 0),
    "blocks": anything,
}  # fmt: skip
_MODAL = record("type title blocks", type=one_of("modal"), title=plain(24), submit=plain(24), close=plain(24),
                clear_on_close=flag, notify_on_close=flag, submit_disabled=flag, **_VIEW)  # fmt: skip
_HOME = record("type blocks", type=one_of("home"), **_VIEW)


def view_problems(view: Any, kind: str) -> list[str]:
    """Everything for which Slack would refuse this view."""
    wrong = list((_MODAL if kind == "modal" else _HOME)(view, "/view"))
    if wrong:
        return wrong
    wrong = problems(view["blocks"], kind, 100, "/view/blocks")
    asks = any(block.get("type") == "input" for block in view["blocks"])
    if kind == "modal" and asks and "submit" not in view:
        wrong.append(at("/view", "missing required field: submit"))
    return wrong
