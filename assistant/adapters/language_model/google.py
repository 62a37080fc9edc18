"""Google's library made to speak as the others do, over httpx.

By itself it takes aiohttp where that is installed, with warnings and errors of its own and a session that
nobody closes, and writes down what is asked where a variable tells it to.
"""

import httpx
from google.genai import Client
from google.genai.client import DebugConfig
from google.genai.types import HttpOptions
from langchain_core.language_models import BaseChatModel
from langchain_google_genai import ChatGoogleGenerativeAI


def over_httpx(chat: BaseChatModel, url: str, key: str) -> None:
    """Give the model a client of that kind."""
    if isinstance(chat, ChatGoogleGenerativeAI):
        headers, http = chat.additional_headers, httpx.AsyncClient()
        options = HttpOptions(base_url=url, headers=headers, httpx_async_client=http)
        unrecorded = DebugConfig(client_mode=None, replays_directory=None, replay_id=None)
        chat.client = Client(vertexai=False, api_key=key, http_options=options, debug_config=unrecorded)
