"""What the settings name is made and told what it may; what is missing is told in one sentence."""

import logging
from importlib.util import find_spec as really_found
from typing import Any

import langchain.chat_models
import pytest
from langchain_core.language_models import BaseChatModel, FakeListChatModel
from langchain_openai import AzureChatOpenAI, ChatOpenAI

from assistant.adapters.language_model import providers
from assistant.adapters.language_model.providers import chat_model, formless
from assistant.errors import SettingsError

_KEY = "sk-canary"
_HUNG_UP = {"Connection": "close"}
_AZURE = "https://school.openai.azure.com/?api-version=2026-08-01"
_VARIABLES = {
    "OPENAI_API_KEY": "sk-from-elsewhere",
    "OPENAI_BASE_URL": "https://elsewhere.example/v1",
    "OPENAI_API_BASE": "https://elsewhere.example/v1",
    "AZURE_OPENAI_API_KEY": "from-elsewhere",
    "AZURE_OPENAI_ENDPOINT": "https://elsewhere.example",
    "OPENAI_API_VERSION": "2020-01-01",
    "LANGSMITH_GATEWAY": "true",
    "LANGSMITH_GATEWAY_API_KEY": "from-elsewhere",
    "OPENAI_LOG": "debug",
}


class _Made:
    """What LangChain would have been told, for providers that are not installed here too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, profile: dict[str, Any] | None = None) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._profile = profile
        monkeypatch.setattr(providers, "find_spec", lambda name: True)
        monkeypatch.setattr(langchain.chat_models, "init_chat_model", self._make)

    def _make(self, model: str, **told: Any) -> BaseChatModel:
        self.calls.append((model, told))
        return FakeListChatModel(responses=[], profile=self._profile)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries' own variables, all set."""
    for name, value in _VARIABLES.items():
        monkeypatch.setenv(name, value)


def _secret(value: Any) -> str:
    return str(value.get_secret_value())


def test_openai_itself_is_asked_at_its_own_address(elsewhere: None) -> None:
    """With the key of the settings; nothing is kept there, nothing tried twice, and each call has its end."""
    made = chat_model("openai:gpt-4o-mini", "", _KEY, 7)
    assert isinstance(made, ChatOpenAI)
    assert (str(made.root_async_client.base_url), _secret(made.openai_api_key)) == (
        "https://api.openai.com/v1/",
        _KEY,
    )
    assert (made.max_retries, made.request_timeout, made.max_tokens) == (0, 7, 2_000)
    assert (made.temperature, made.store) == (0, False)


def test_a_compatible_server_is_asked_at_its_address_without_a_key(elsewhere: None) -> None:
    """A key of somebody else's is not sent to it; what it may not know is left out."""
    made = chat_model("openai:mistral", "http://127.0.0.1:8000/v1", "", 7)
    assert isinstance(made, ChatOpenAI)
    assert (str(made.root_async_client.base_url), _secret(made.openai_api_key)) == (
        "http://127.0.0.1:8000/v1/",
        "none",
    )
    assert (made.store, made.use_responses_api) == (None, False)


def test_llama_cpp_speaks_as_openai_does() -> None:
    """At the port that its server takes by itself."""
    made = chat_model("llamacpp:smollm2:135m", "", "", 7)
    assert isinstance(made, ChatOpenAI)
    assert (str(made.root_async_client.base_url), made.model_name) == (
        "http://127.0.0.1:8080/v1/",
        "smollm2:135m",
    )


def test_azure_has_its_version_in_the_address(elsewhere: None) -> None:
    """So that one setting says where to go."""
    made = chat_model("azure_openai:our-model", _AZURE, _KEY, 7)
    assert isinstance(made, AzureChatOpenAI)
    assert made.azure_endpoint == "https://school.openai.azure.com/"
    assert (made.openai_api_version, made.model_name) == ("2026-08-01", "our-model")
    assert made.openai_api_key is not None
    assert _secret(made.openai_api_key) == _KEY


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        (
            "anthropic:claude",
            _KEY,
            {"model_provider": "anthropic", "base_url": "https://api.anthropic.com", "api_key": _KEY}
            | {"max_retries": 0, "max_tokens": 2_000, "timeout": 7, "temperature": 0}
            | {"anthropic_proxy": None}
            | {"default_headers": {"Authorization": f"Bearer {_KEY}", **_HUNG_UP}},
        ),
        (
            "google_genai:gemini",
            _KEY,
            {"model_provider": "google_genai", "base_url": "https://generativelanguage.googleapis.com"}
            | {"api_key": _KEY, "max_retries": 1, "max_output_tokens": 2_000, "timeout": 7}
            | {"temperature": 0, "vertexai": False, "additional_headers": _HUNG_UP},
        ),
        (
            "ollama:llama3.2:3b",
            "",
            {"model_provider": "ollama", "base_url": "http://127.0.0.1:11434", "num_predict": 2_000}
            | {"client_kwargs": {"timeout": 7, "headers": {"Authorization": "Bearer none", **_HUNG_UP}}}
            | {"temperature": 0},
        ),
        (
            "ollama:llama3.2:3b",
            _KEY,
            {"model_provider": "ollama", "base_url": "http://127.0.0.1:11434", "num_predict": 2_000}
            | {"client_kwargs": {"timeout": 7, "headers": {"Authorization": f"Bearer {_KEY}", **_HUNG_UP}}}
            | {"temperature": 0},
        ),
    ],
)
def test_the_others_are_told_the_same_in_their_own_words(
    name: str, key: str, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Address, key, seconds, the most tokens, one try."""
    made = _Made(monkeypatch)
    chat_model(name, "", key, 7)
    assert made.calls == [(name.partition(":")[2], told)]


def test_a_model_that_takes_no_temperature_is_told_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would refuse every call."""
    made = _Made(monkeypatch, {"temperature": False})
    chat_model("openai:o3", "", _KEY, 7)
    assert [told.get("temperature") for _, told in made.calls] == [0, None]


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ":gpt-5", "bedrock:claude", "OpenAI:gpt-5"])
def test_a_name_that_nobody_knows_is_refused(name: str) -> None:
    """With the form, and what there is."""
    with pytest.raises(SettingsError, match=r"ASSISTANT_MODEL: write it as provider:name, .* openai, azure"):
        chat_model(name, "", _KEY, 7)


@pytest.mark.parametrize(
    ("name", "extra", "package"),
    [
        ("openai:x", "openai", "langchain_openai"),
        ("azure_openai:x", "azure", "langchain_openai"),
        ("anthropic:x", "anthropic", "langchain_anthropic"),
        ("google_genai:x", "google", "langchain_google_genai"),
        ("ollama:x", "ollama", "langchain_ollama"),
        ("llamacpp:x", "llamacpp", "langchain"),
    ],
)
def test_what_is_not_installed_is_named(
    name: str, extra: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pip takes it."""
    monkeypatch.setattr(
        providers, "find_spec", lambda asked: None if asked == package else really_found("json")
    )
    with pytest.raises(SettingsError) as caught:
        chat_model(name, "", _KEY, 7)
    assert str(caught.value).endswith(f"is not installed. Run pip install 'policy-assistant[{extra}]'.")


@pytest.mark.parametrize(
    ("name", "url", "key", "said"),
    [
        ("openai:x", "", "", "ASSISTANT_MODEL_KEY: this provider wants a key."),
        ("azure_openai:x", _AZURE, "", "ASSISTANT_MODEL_KEY: this provider wants a key."),
        ("anthropic:x", "", "", "ASSISTANT_MODEL_KEY: this provider wants a key."),
        ("google_genai:x", "", "", "ASSISTANT_MODEL_KEY: this provider wants a key."),
        ("azure_openai:x", "", _KEY, "ASSISTANT_MODEL_URL: write the whole address, https://..."),
        ("openai:x", "localhost:8000", "", "ASSISTANT_MODEL_URL: write the whole address, https://..."),
        ("openai:x", "file:///etc", "", "ASSISTANT_MODEL_URL: write the whole address, https://..."),
        (
            "azure_openai:x",
            "https://school.openai.azure.com",
            _KEY,
            "ASSISTANT_MODEL_URL: Azure's version belongs to it, ...?api-version=...",
        ),
    ],
)
def test_what_is_not_set_is_named(
    name: str, url: str, key: str, said: str, elsewhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its setting; that a library's own variable has it makes no difference."""
    _Made(monkeypatch)
    with pytest.raises(SettingsError) as caught:
        chat_model(name, url, key, 7)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("name", "url", "own"),
    [
        ("openai:x", "", False),
        ("openai:x", "http://127.0.0.1:8000/v1", True),
        ("azure_openai:x", _AZURE, False),
        ("anthropic:x", "", False),
        ("google_genai:x", "", False),
        ("ollama:x", "", True),
        ("llamacpp:x", "", True),
    ],
)
def test_only_ones_own_server_falls_over_a_form(name: str, url: str, own: bool) -> None:
    """Any may refuse it."""
    assert formless(name, url) == ({400, 422, 500, 501} if own else {400, 422})


def test_what_a_library_does_not_take_shows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own words would hold everything that it was told."""

    def refusing(*_: object, **told: object) -> BaseChatModel:
        raise ValueError(told)

    monkeypatch.setattr(langchain.chat_models, "init_chat_model", refusing)
    with pytest.raises(SettingsError) as caught:
        chat_model("openai:x", "", _KEY, 7)
    assert str(caught.value) == "ASSISTANT_MODEL: openai cannot be set up (ValueError)."
    assert caught.value.__suppress_context__


def test_the_libraries_are_silenced(elsewhere: None) -> None:
    """Whatever level somebody, or a variable, had set."""
    for name in ("openai", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    chat_model("openai:x", "http://127.0.0.1:8000/v1", "", 7)
    for name in ("openai._base_client", "httpx", "httpcore.connection", "langchain_openai.chat_models"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR)
