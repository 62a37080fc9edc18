"""The headline is as strong as the clause's own verb and no stronger."""

import pytest

from assistant.answering.headlines import headline, policy_name, verdict_in_words
from assistant.domain.answer import Citation, Verdict
from assistant.domain.guidance import Quote
from tests.fakes.shipped import clause_with, shipped_library, shipped_replies

_REPLIES = shipped_replies()


def _cited(words: str) -> Citation:
    citation = shipped_library().cite_quote(Quote(clause_with(words).policy, words))
    assert citation is not None
    return citation


_MUST = "Staff will not communicate with parents/carers or pupils via networking sites"
_SHOULD = "Staff should decline 'friend requests' from students"
_ADVISED = "Staff are advised not to communicate on social media platforms with ex-students"
_ENCOURAGED = "Staff members are strongly encouraged not to identify themselves"
_RELEASED = "accessing school communications on personal devices is not an expectation"


@pytest.mark.parametrize(
    ("words", "said", "branch"),
    [
        (_MUST, "No. The Social Media Policy does not allow this.", "No"),
        (_SHOULD, "No. The Social Media Policy says that staff should not do this.", "No (should not)"),
        (
            _ADVISED,
            "Better not. The Social Media Policy advises against this.",
            "Better not (advised against)",
        ),
        (
            _ENCOURAGED,
            "Better not. The Social Media Policy strongly encourages staff not to do this.",
            "Better not (strongly discouraged)",
        ),
        (_RELEASED, "No. The Social Media Policy does not require this.", "Not required"),
    ],
)
def test_a_no_is_as_strong_as_its_clause(words: str, said: str, branch: str) -> None:
    """Must, should, advised, strongly encouraged and not required are five different answers."""
    assert headline(Verdict.NO, _cited(words), _REPLIES) == said
    assert verdict_in_words(Verdict.NO, _cited(words), _REPLIES) == branch


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("Any misuse of social media must be reported promptly", "This has to be done."),
        ("immediately report incidents to the safeguarding lead or Headteacher", "This has to be done."),
        ("Staff should also select carefully their social media profile picture", "This is expected."),
        ("Staff are strongly advised to ensure that they set up", "This is advised."),
    ],
)
def test_a_duty_is_as_strong_as_its_clause(words: str, begins: str) -> None:
    """What is advised is not ordered; a clause without a modal verb counts as it stands."""
    assert headline(Verdict.MUST, _cited(words), _REPLIES).startswith(begins)


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.ONLY_IF, Verdict.FACT])
def test_other_verdicts_name_the_policy_only(verdict: Verdict) -> None:
    """Their sentence is the same whatever the verb."""
    said = {headline(verdict, _cited(words), _REPLIES) for words in (_MUST, _SHOULD, _ADVISED)}
    assert len(said) == 1
    assert "The Social Media Policy" in said.pop()
    assert verdict_in_words(verdict, _cited(_MUST), _REPLIES)


def test_a_model_policy_is_never_called_the_schools_own() -> None:
    """The headline itself says that the school has not ratified it."""
    model = _cited("Staff must not take an image of a pupil on a personal device")
    assert policy_name(model, _REPLIES) == (
        "The model Mobile Devices and Photography Policy (not ratified by the school)"
    )
    assert policy_name(_cited(_MUST), _REPLIES) == "The Social Media Policy"
    assert "not ratified" in headline(Verdict.NO, model, _REPLIES)
