"""Each provider that the settings can name: what has to be installed, and what it is told.

Addresses and keys come from the settings alone: the libraries' own variables are not looked at.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from langchain_core.language_models import BaseChatModel

from assistant.adapters.language_model.streaming import MOST_TOKENS
from assistant.errors import SettingsError

# Some of them write what they send and receive into the log, at levels that they read from variables.
_TALKATIVE = """
    anthropic google_genai httpcore httpcore2 httpx httpx2 langchain langchain_anthropic langchain_core
    langchain_google_genai langchain_ollama langchain_openai langsmith ollama openai
""".split()
Told = Callable[[str, str, float], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Provider:
    """`name` is LangChain's. `told` makes what LangChain takes of the address, the key and the seconds."""

    name: str
    extra: str
    package: str
    url: str
    told: Told


def _openai(url: str, key: str, seconds: float) -> Mapping[str, Any]:
    if url == _OPENAI:
        # Some models are reached by OpenAI's newer way alone, which would keep what was said.
        its_own: dict[str, Any] = {"api_key": _set(key), "store": False, "stream_usage": True}
    else:
        its_own = {"api_key": key or "none", "use_responses_api": False}
    headers = _headers(Authorization=f"Bearer {its_own['api_key']}")
    return {"base_url": url, **its_own, **_LIMITS, **_DIRECT, "timeout": seconds, **headers}


def _azure(url: str, key: str, seconds: float) -> Mapping[str, Any]:
    parts = urlsplit(url)
    version = parse_qs(parts.query).get("api-version")
    if not version:
        raise SettingsError("ASSISTANT_MODEL_URL: Azure's version belongs to it, ...?api-version=...")
    return {
        "azure_endpoint": urlunsplit(parts._replace(query="")),
        "api_version": version[0],
        "api_key": _set(key),
        # It would go before the key.
        "azure_ad_token": None,
        **_LIMITS,
        **_DIRECT,
        "timeout": seconds,
        **_headers(**{"api-key": key}),
    }


def _anthropic(url: str, key: str, seconds: float) -> Mapping[str, Any]:
    # A variable of its library's would send everything through somebody else's hands.
    shared = {"base_url": url, "api_key": _set(key), "anthropic_proxy": None}
    return {**shared, **_LIMITS, "timeout": seconds, **_headers(Authorization=f"Bearer {key}")}


def _google(url: str, key: str, seconds: float) -> Mapping[str, Any]:
    # One try is what Google's library calls 1; without `vertexai` a variable of its own would decide.
    limits = {"timeout": seconds, "max_retries": 1, "max_output_tokens": MOST_TOKENS}
    shared = {"base_url": url, "api_key": _set(key), "additional_headers": _HUNG_UP}
    return {**shared, **limits, "vertexai": False}


def _ollama(url: str, key: str, seconds: float) -> Mapping[str, Any]:
    # Without any, its library would look for a key in a variable of its own.
    headers = {"Authorization": f"Bearer {key or 'none'}", **_HUNG_UP}
    client = {"timeout": seconds, "headers": headers}
    return {"base_url": url, "num_predict": MOST_TOKENS, "client_kwargs": client}


def _headers(**key: str) -> dict[str, dict[str, str]]:
    """With the key: some libraries would put that of a variable in its place."""
    return {"default_headers": {**key, **_HUNG_UP}}


def _set(key: str) -> str:
    if not key:
        raise SettingsError("ASSISTANT_MODEL_KEY: this provider wants a key.")
    return key


_LIMITS = {"max_retries": 0, "max_tokens": MOST_TOKENS}
# One question, one connection: one that was kept would be found broken by the next question.
_HUNG_UP = {"Connection": "close"}
# Its own timing of each piece swallows a deadline that falls between two of them; for a proxy of its own it
# looks into a variable.
_DIRECT = {"stream_chunk_timeout": 0, "openai_proxy": None}
# Servers of one's own fall over it instead; the others' have fallen over something else.
_UNHEARD_OF = frozenset({400, 422})
_OPENAI = "https://api.openai.com/v1"
_ANTHROPIC = "https://api.anthropic.com"
_GOOGLE = "https://generativelanguage.googleapis.com"
_PROVIDERS = {
    "openai": _Provider("openai", "openai", "langchain_openai", _OPENAI, _openai),
    "azure_openai": _Provider("azure_openai", "azure", "langchain_openai", "", _azure),
    "anthropic": _Provider("anthropic", "anthropic", "langchain_anthropic", _ANTHROPIC, _anthropic),
    "google_genai": _Provider("google_genai", "google", "langchain_google_genai", _GOOGLE, _google),
    "ollama": _Provider("ollama", "ollama", "langchain_ollama", "http://127.0.0.1:11434", _ollama),
    # Its server speaks as OpenAI's does.
    "llamacpp": _Provider("openai", "llamacpp", "langchain_openai", "http://127.0.0.1:8080/v1", _openai),
}


def chat_model(named: str, url: str, key: str, seconds: float) -> BaseChatModel:
    """LangChain's model for provider:name, which gives up after `seconds` and tries nothing twice.

    Raises SettingsError.
    """
    name, _, model = named.partition(":")
    provider = _PROVIDERS.get(name)
    if provider is None or not model:
        known = ", ".join(_PROVIDERS)
        raise SettingsError(f"ASSISTANT_MODEL: write it as provider:name, with one of {known}.")
    if not all(find_spec(package) for package in ("langchain", provider.package)):
        install = f"pip install 'policy-assistant[{provider.extra}]'"
        raise SettingsError(f"ASSISTANT_MODEL: what {name} needs is not installed. Run {install}.")
    address = _address(url or provider.url)
    told = provider.told(address, key, seconds)
    try:
        made = _made(model, provider.name, told)
        if provider.extra == "google":
            from assistant.adapters.language_model.google import over_httpx

            over_httpx(made, address, key)
    # What it says may hold the key.
    except Exception as error:
        raise SettingsError(f"ASSISTANT_MODEL: {name} cannot be set up ({type(error).__name__}).") from None
    for talkative in _TALKATIVE:
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    return made


def formless(named: str, url: str) -> frozenset[int]:
    """The statuses with which the server of provider:name may say that it knows no form for a reply."""
    provider = _PROVIDERS[named.partition(":")[0]]
    anybodys = provider.extra in {"llamacpp", "ollama"} or (provider.extra == "openai" and url)
    return _UNHEARD_OF | {500, 501} if anybodys else _UNHEARD_OF


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError("ASSISTANT_MODEL_URL: write the whole address, https://...")
    return url


def _made(model: str, provider: str, told: Mapping[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    made: BaseChatModel = init_chat_model(model, model_provider=provider, temperature=0, **told)
    if (made.profile or {}).get("temperature", True):
        return made
    # It takes none, and would refuse every call.
    without: BaseChatModel = init_chat_model(model, model_provider=provider, **told)
    return without
