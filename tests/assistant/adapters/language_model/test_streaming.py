"""Replies as the libraries of the providers hand them over, piece by piece."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.messages.ai import AIMessageChunk
from langchain_core.messages.tool import tool_call_chunk

from assistant.adapters.language_model.streaming import gathered
from assistant.ports import ModelFailed


def _gathered(*pieces: AIMessageChunk, prompt: str = "") -> tuple[str, int]:
    async def streamed() -> AsyncIterator[AIMessageChunk]:
        for piece in pieces:
            yield piece

    return asyncio.run(gathered(streamed(), prompt))


def _usage(into: int, out: int) -> dict[str, Any]:
    return {"usage_metadata": {"input_tokens": into, "output_tokens": out, "total_tokens": into + out}}


def _piece(text: str = "", **fields: Any) -> AIMessageChunk:
    return AIMessageChunk(content=text, **fields)


def test_pieces_make_one_text() -> None:
    """In their order."""
    assert _gathered(_piece("a"), _piece(""), _piece("b"))[0] == "ab"


def test_text_in_blocks_is_text() -> None:
    """Anthropic's and OpenAI's newer way; what a model thinks is left out."""
    blocks: list[str | dict[Any, Any]] = [
        {"type": "thinking", "thinking": "hm"},
        {"type": "text", "text": "a", "index": 0},
    ]
    assert _gathered(AIMessageChunk(content=blocks))[0] == "a"


def test_what_a_tool_is_called_with_goes_before_the_text() -> None:
    """Where a provider gets its form by a tool, the text is a preface."""
    calls = [
        tool_call_chunk(name="form", args=None),
        tool_call_chunk(args='{"a"'),
        tool_call_chunk(args=":1}"),
    ]
    pieces = [_piece(tool_call_chunks=[call]) for call in calls]
    assert _gathered(_piece("I fill in the form."), *pieces)[0] == '{"a":1}'


def test_tokens_are_what_the_provider_says() -> None:
    """Told once, twice over, or in and out apart."""
    assert _gathered(_piece("a"), _piece(**_usage(90, 10)))[1] == 100
    assert _gathered(_piece(**_usage(90, 10)), _piece(**_usage(90, 10)))[1] == 100
    assert _gathered(_piece(**_usage(90, 0)), _piece(**_usage(0, 10)))[1] == 100


def test_tokens_that_each_piece_adds_are_added() -> None:
    """Google's way: two pieces that cost the same cost twice."""
    pieces = [_piece("a", **_usage(90, 2)), *(_piece("b", **_usage(0, 4)) for _ in range(2))]
    assert _gathered(*pieces)[1] == 100


def test_tokens_are_estimated_where_nobody_says() -> None:
    """A token for four characters of prompt and reply."""
    assert _gathered(_piece("word" * 10), prompt="word" * 90)[1] == 100


@pytest.mark.parametrize(
    ("field", "word", "reason"),
    [
        ("finish_reason", "length", "endless"),
        ("finish_reason", "MAX_TOKENS", "endless"),
        ("stop_reason", "max_tokens", "endless"),
        ("stop_reason", "model_context_window_exceeded", "endless"),
        ("done_reason", "length", "endless"),
        ("finish_reason", "content_filter", "refusal"),
        ("finish_reason", "SAFETY", "refusal"),
        ("finish_reason", "PROHIBITED_CONTENT", "refusal"),
        ("stop_reason", "refusal", "refusal"),
    ],
)
def test_the_words_of_every_provider_for_a_bad_end(field: str, word: str, reason: str) -> None:
    """Whatever was written before."""
    with pytest.raises(ModelFailed) as failed:
        _gathered(_piece("a"), _piece(response_metadata={field: word}))
    assert failed.value.reason == reason


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("finish_reason", "stop"),
        ("finish_reason", "STOP"),
        ("stop_reason", "end_turn"),
        ("done_reason", "stop"),
    ],
)
def test_a_good_end_is_none_of_them(field: str, word: str) -> None:
    """Nor is a field that stays empty until then."""
    pieces = _piece("a", response_metadata={field: None}), _piece(response_metadata={field: word})
    assert _gathered(*pieces)[0] == "a"


def test_a_refusal_beside_the_text_is_one() -> None:
    """OpenAI has a field of its own for it."""
    with pytest.raises(ModelFailed, match="refusal"):
        _gathered(_piece(additional_kwargs={"refusal": "I will not."}))


def test_a_prompt_that_is_held_back_is_a_refusal() -> None:
    """Google gives no reply to it, and says so of the prompt; that it looked at it is none."""
    assert _gathered(_piece("a", response_metadata={"prompt_feedback": {"block_reason": None}}))[0] == "a"
    with pytest.raises(ModelFailed, match="refusal"):
        _gathered(_piece(response_metadata={"prompt_feedback": {"block_reason": "OTHER"}}))


@pytest.mark.parametrize(("word", "reason"), [("length", "endless"), ("stop", "no form")])
def test_a_bad_end_is_read_to_its_last_piece(word: str, reason: str) -> None:
    """So that nothing is left open; what a library raises there says no more than the end itself."""
    read: list[str] = []

    async def streamed() -> AsyncIterator[AIMessageChunk]:
        yield _piece("a", response_metadata={"finish_reason": word})
        read.append("on")
        raise ValueError("no form")

    with pytest.raises((ModelFailed, ValueError), match=reason):
        asyncio.run(gathered(streamed(), ""))
    assert read == ["on"]


@pytest.mark.parametrize(
    "piece",
    [_piece("word " * 100), _piece(), _piece(tool_call_chunks=[tool_call_chunk(args=" " * 500)])],
    ids=["text", "nothing", "a tool's call"],
)
def test_a_stream_without_end_is_noticed(piece: AIMessageChunk) -> None:
    """Of words, of nothing, or of a form."""

    async def streamed() -> AsyncIterator[AIMessageChunk]:
        while True:
            yield piece

    with pytest.raises(ModelFailed, match="endless"):
        asyncio.run(gathered(streamed(), ""))
