"""Each provider with a server that speaks as it does, and where in its requests things stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.wires.anthropic import Anthropic
from tests.fakes.wires.google import Google
from tests.fakes.wires.ollama import Ollama
from tests.fakes.wires.openai import Azure, OpenAI
from tests.fakes.wires.wire import Wire

KEY = "canary-key"


@dataclass(frozen=True)
class Provided:
    """`told` finds temperature, most tokens and schema in a request; a `hosted` server knows forms."""

    name: str
    wire: Wire
    path: str
    key: tuple[str, str]
    told: Callable[[dict[str, Any]], tuple[object, ...]]
    hosted: bool = True


def _openai(body: dict[str, Any]) -> tuple[object, ...]:
    schema = body["response_format"]["json_schema"]["schema"]
    return body["temperature"], body["max_completion_tokens"], schema


def _anthropic(body: dict[str, Any]) -> tuple[object, ...]:
    (tool,) = body["tools"]
    assert body["tool_choice"] == {"type": "tool", "name": tool["name"]}
    return body["temperature"], body["max_tokens"], tool["input_schema"]


def _google(body: dict[str, Any]) -> tuple[object, ...]:
    told = body["generationConfig"]
    assert told["responseMimeType"] == "application/json"
    return told["temperature"], told["maxOutputTokens"], told["responseJsonSchema"]


def _ollama(body: dict[str, Any]) -> tuple[object, ...]:
    return body["options"]["temperature"], body["options"]["num_predict"], body["format"]


PROVIDED = (
    Provided(
        "azure_openai:our-model",
        Azure(),
        "/openai/deployments/our-model/chat/completions?api-version=2026-08-01",
        ("api-key", KEY),
        _openai,
    ),
    Provided(
        "anthropic:claude-scripted",
        Anthropic(),
        "/v1/messages",
        ("Authorization", f"Bearer {KEY}"),
        _anthropic,
    ),
    Provided(
        "google_genai:gemini-scripted",
        Google(),
        "/v1beta/models/gemini-scripted:streamGenerateContent?alt=sse",
        ("x-goog-api-key", KEY),
        _google,
    ),
    Provided(
        "ollama:scripted:3b",
        Ollama(),
        "/api/chat",
        ("Authorization", f"Bearer {KEY}"),
        _ollama,
        hosted=False,
    ),
)

OPENAI = Provided(
    "openai:scripted",
    OpenAI(),
    "/v1/chat/completions",
    ("Authorization", f"Bearer {KEY}"),
    _openai,
    hosted=False,
)
"""A server that speaks as OpenAI's do, of which test_language_model.py tells the rest."""

ELSEWHERE = "from-elsewhere"


def variables(url: str) -> dict[str, str]:
    """What the libraries read in the environment: where to go, with whose key, and what to tell."""
    addresses = """
        OPENAI_BASE_URL OPENAI_API_BASE OPENAI_PROXY AZURE_OPENAI_ENDPOINT ANTHROPIC_BASE_URL
        ANTHROPIC_API_URL ANTHROPIC_PROXY GOOGLE_GEMINI_BASE_URL GOOGLE_VERTEX_BASE_URL OLLAMA_HOST
    """
    keys = """
        OPENAI_API_KEY AZURE_OPENAI_API_KEY AZURE_OPENAI_AD_TOKEN ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN
        GOOGLE_API_KEY GEMINI_API_KEY OLLAMA_API_KEY GOOGLE_CLOUD_PROJECT
    """
    other = {
        "OPENAI_API_VERSION": "2020-01-01",
        "OPENAI_LOG": "debug",
        "ANTHROPIC_LOG": "debug",
        "ANTHROPIC_CUSTOM_HEADERS": f"Authorization: Bearer {ELSEWHERE}",
        "OPENAI_CUSTOM_HEADERS": f"Authorization: Bearer {ELSEWHERE}\napi-key: {ELSEWHERE}",
        "GOOGLE_GENAI_USE_VERTEXAI": "true",
        "GOOGLE_GENAI_USE_ENTERPRISE": "true",
        "GOOGLE_GENAI_CLIENT_MODE": "record",
    }
    return dict.fromkeys(addresses.split(), url) | dict.fromkeys(keys.split(), ELSEWHERE) | other
