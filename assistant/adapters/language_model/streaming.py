"""A reply, gathered piece by piece, so that one without an end is noticed before it is there."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

from langchain_core.messages.ai import AIMessageChunk

from assistant.ports import ModelFailed

MOST_TOKENS = 2_000
"""What a model may write, its thoughts included."""
_MOST_CHARACTERS = 8 * MOST_TOKENS
# For an estimate; English has more.
_CHARACTERS_IN_A_TOKEN = 4
# Each provider has a field and words of its own for why a reply ended.
_ENDINGS = ("finish_reason", "stop_reason", "done_reason")
_CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_context_window_exceeded"})
_REFUSED = frozenset(
    {"content_filter", "refusal", "safety", "blocklist", "prohibited_content", "recitation", "spii"}
)


async def gathered(pieces: AsyncIterator[AIMessageChunk], prompt: str) -> tuple[str, int]:
    """The text of a reply, and the tokens that prompt and reply cost, estimated where nobody says.

    Raises ModelFailed for a reply that was refused or cut off, or goes on and on.
    """
    said: list[str] = []
    filled_in: list[str] = []
    usage: list[tuple[int, int]] = []
    room, bad_end = _MOST_CHARACTERS, ""
    try:
        # What is left unread is let go of, in order.
        async with aclosing(cast("AsyncGenerator[AIMessageChunk, None]", pieces)):
            async for piece in pieces:
                # Libraries do not let go while there is more to read: the deadline has to get its turn.
                await asyncio.sleep(0)
                bad_end = bad_end or _bad_end(piece)
                said.append(str(piece.text))
                # Where a provider gets its form from the call of a tool, the reply stands there.
                calls = [call["args"] or "" for call in piece.tool_call_chunks]
                filled_in += calls
                if counted := piece.usage_metadata:
                    usage.append((counted["input_tokens"], counted["output_tokens"]))
                room -= 1 + len(said[-1]) + sum(map(len, calls))
                if room < 0:
                    raise ModelFailed("endless")
    # Some libraries raise at such an end what they think of it.
    except Exception:
        if not bad_end:
            raise
    # Only now: a connection is let go of when all of it is read, and a reply that has ended has little more.
    if bad_end:
        raise ModelFailed(bad_end)
    text = "".join(filled_in) or "".join(said)
    return text, _spent(usage) or (len(prompt) + len(text)) // _CHARACTERS_IN_A_TOKEN


def _spent(usage: list[tuple[int, int]]) -> int:
    """All the tokens: OpenAI's library says the same twice, Google's says of each piece what it adds."""
    whole, added = {one for one in usage if one[0]}, [one for one in usage if not one[0]]
    return sum(map(sum, [*whole, *added]))


def _bad_end(piece: AIMessageChunk) -> str:
    """Why the reply that ends with this piece is none."""
    endings = {str(piece.response_metadata.get(name, "")).lower() for name in _ENDINGS}
    if endings & _CUT_OFF:
        return "endless"
    # Google says what it holds of the prompt when it gives no reply to it.
    held = piece.response_metadata.get("prompt_feedback") or {}
    refused = endings & _REFUSED or piece.additional_kwargs.get("refusal") or held.get("block_reason")
    return "refusal" if refused else ""
