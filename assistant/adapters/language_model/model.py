"""The language model behind LangChain: one call in its time, one proposal, or one word for why not."""

from collections.abc import Sequence, Set
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.runnables import Runnable, RunnableSequence
from langsmith import tracing_context
from pydantic import BaseModel

from assistant.adapters.language_model.background import run_within
from assistant.adapters.language_model.failures import reason_of, status_of
from assistant.adapters.language_model.prompts import Prompts
from assistant.adapters.language_model.reading import Explanation, Restatement, explanation_schema, read
from assistant.adapters.language_model.streaming import gathered
from assistant.domain.proposal import Excerpt, Proposal, Restated
from assistant.ports import ModelFailed

_Form = TypeVar("_Form", bound=BaseModel)


class LangChainModel:
    """`chat` asked with the prompts; each call is over within `seconds`.

    `formless` are the statuses of a server that may never have heard of a form for the reply.
    """

    def __init__(self, chat: BaseChatModel, prompts: Prompts, seconds: float, formless: Set[int]) -> None:
        self._chat, self._prompts, self._seconds = chat, prompts, seconds
        self._formless, self._takes_forms = formless, True

    def explain(self, question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        """Sentences that answer the question from the excerpts, and a verdict. Raises ModelFailed."""
        schema = explanation_schema([excerpt.key for excerpt in excerpts])
        explanation, tokens = self._asked(self._prompts.explaining(question, excerpts), Explanation, schema)
        return explanation.proposed(tokens)

    def restate(self, question: str, earlier: Sequence[str]) -> Restated:
        """A follow-up as a question of its own. Raises ModelFailed."""
        prompt = self._prompts.restating(question, earlier)
        restatement, tokens = self._asked(prompt, Restatement, Restatement.model_json_schema())
        return restatement.restated(tokens)

    def _asked(self, prompt: str, form: type[_Form], schema: dict[str, Any]) -> tuple[_Form, int]:
        try:
            text, tokens = run_within(self._seconds, self._reply(prompt, schema))
        except ModelFailed:
            raise
        # Whatever a provider's library raises may hold what was asked.
        except Exception as error:
            raise ModelFailed(reason_of(error)) from None
        return read(text, form), tokens

    async def _reply(self, prompt: str, schema: dict[str, Any]) -> tuple[str, int]:
        """The text and its tokens; in plain words for good from a server that refuses the form."""
        with tracing_context(enabled=False):
            if self._takes_forms:
                try:
                    return await gathered(_in_form(self._chat, schema).astream(prompt), prompt)
                except Exception as error:
                    if reason_of(error) == "refusal" or status_of(error) not in self._formless:
                        raise
            reply = await gathered(self._chat.astream(prompt), prompt)
            self._takes_forms = False
            return reply


def _in_form(chat: BaseChatModel, schema: dict[str, Any]) -> Runnable[LanguageModelInput, Any]:
    """The model asked in the way that LangChain gets a form from its provider; the reply is left unread."""
    bound = chat.with_structured_output(schema)
    return bound.first if isinstance(bound, RunnableSequence) else chat
