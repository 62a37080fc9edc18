"""What `assistant doctor` finds out about the language model, by asking it something."""

from collections.abc import Callable

from assistant.domain.finding import Finding, Grade
from assistant.errors import AssistantError
from assistant.ports import LanguageModel, ModelFailed

_SUBJECT = "Language model"
_BEFORE = "May staff use their own phones in lessons?"
_QUESTION = "And on a school trip?"


def examined(made: Callable[[], LanguageModel | None]) -> tuple[Finding, ...]:
    """One finding; nothing where there is no model. `made` makes it, and raises what is wrong."""
    try:
        model = made()
        if model is None:
            return ()
        model.restate(_QUESTION, [_BEFORE])
    except AssistantError as error:
        return (Finding(Grade.MISSING, _SUBJECT, str(error)),)
    except ModelFailed as failed:
        text = f"Asked something, it gave nothing to go by ({failed.reason}): answers stay without its words."
        return (Finding(Grade.NOTICE, _SUBJECT, text),)
    return (Finding(Grade.GOOD, _SUBJECT, "It answers when it is asked, in its time and in the right form."),)
