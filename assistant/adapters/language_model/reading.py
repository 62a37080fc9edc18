"""What a model wrote, read generously for where its JSON is, and strictly for what stands in it."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain.answer import Verdict
from assistant.domain.proposal import Proposal, ProposedSentence, Restated
from assistant.ports import ModelFailed

_OBJECTS = json.JSONDecoder()
# Also told to the model: without an end in sight a weak one never comes to it.
_Sentence = Annotated[str, Field(max_length=500)]
_Key = Annotated[str, Field(max_length=20)]
_FEW = Field(max_length=6)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Explaining(_Strict):
    text: _Sentence
    clauses: Annotated[list[_Key], _FEW]


class Explanation(_Strict):
    """The form of what explains: a verdict, and sentences with the keys of their clauses."""

    verdict: Verdict | None
    sentences: Annotated[list[_Explaining], _FEW]

    def proposed(self, tokens: int) -> Proposal:
        """It as a proposal. Raises ModelFailed where it says nothing."""
        sentences = tuple(ProposedSentence(one.text, tuple(one.clauses)) for one in self.sentences)
        if not any(one.text.strip() for one in sentences):
            raise ModelFailed("empty")
        return Proposal(sentences, self.verdict, tokens)


class Restatement(_Strict):
    """The form of what restates: a question, and phrases to search with."""

    question: _Sentence
    phrases: Annotated[list[_Sentence], _FEW]

    def restated(self, tokens: int) -> Restated:
        """It as a question of its own. Raises ModelFailed where there is none."""
        if not self.question.strip():
            raise ModelFailed("empty")
        return Restated(self.question, tuple(self.phrases), tokens)


Form = TypeVar("Form", bound=BaseModel)


def explanation_schema(keys: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of an explanation that can name no clause but those of the keys."""
    schema = Explanation.model_json_schema()
    named = schema["$defs"][_Explaining.__name__]["properties"]["clauses"]
    named["items"] = {"type": "string", "enum": list(keys)}
    return schema


def read(text: str, form: type[Form]) -> Form:
    """The first object in the text that has the form, in a fence, after a preface or alone.

    Raises ModelFailed.
    """
    if not text.strip():
        raise ModelFailed("empty")
    start = text.find("{")
    while start != -1:
        try:
            _, end = _OBJECTS.raw_decode(text, start)
            return form.model_validate_json(text[start:end])
        # Too deep for the decoder is as good as no JSON.
        except (ValidationError, ValueError, RecursionError):
            start = text.find("{", start + 1)
    raise ModelFailed("malformed")
