"""A language model behind LangChain, on a short lead: in time, in form, and without a word in any log.

LangChain and the provider's library are imported when a model is made: a school without one needs neither.
"""

from typing import TYPE_CHECKING

from assistant.adapters.language_model.prompts import Prompts, read_prompts

if TYPE_CHECKING:
    from assistant.adapters.language_model.model import LangChainModel

__all__ = ["Prompts", "langchain_model", "read_prompts"]


def langchain_model(name: str, url: str, key: str, seconds: float, prompts: Prompts) -> "LangChainModel":
    """The model called provider:name. Raises SettingsError where something of it is not set or installed.

    `url` is empty for the provider's own address, `key` where there is none; an answer has to be there
    within `seconds`.
    """
    from assistant.adapters.language_model.model import LangChainModel
    from assistant.adapters.language_model.providers import chat_model, formless

    return LangChainModel(chat_model(name, url, key, seconds), prompts, seconds, formless(name, url))
