"""What kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.question_form import Form, form_of


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Can I accept this friend request?", Form.PERMISSION),
        ("is it ok to film sports day", Form.PERMISSION),
        ("posting a class photo on my insta, allowed?", Form.PERMISSION),
        ("Do I have to use my own phone?", Form.DUTY),
        ("must we report it", Form.DUTY),
        ("is the training compulsory", Form.DUTY),
        ("What should I do if a pupil messages me?", Form.PROCEDURE),
        ("who do I tell about a lost laptop", Form.PROCEDURE),
        ("how do I report cyberbullying", Form.PROCEDURE),
        ("Who runs the school's Facebook?", Form.PERSON),
        ("and the person who is responsible for it?", Form.PERSON),
        ("When is the policy due for review?", Form.TIME),
        ("how long are records kept", Form.TIME),
        ("Does the policy cover WhatsApp?", Form.SCOPE),
        ("What is cyberbullying?", Form.INFORMATION),
        ("tell me about passwords", Form.INFORMATION),
        ("my phone", Form.STATEMENT),
        ("", Form.STATEMENT),
    ],
)
def test_the_way_it_is_put_tells_the_form(question: str, form: Form) -> None:
    """Each form has its own words, also without a question mark."""
    assert form_of(question) is form


@given(st.sampled_from(["Can I post this", "do I have to", "who do I tell", "when is it"]))
def test_capitals_do_not_matter(question: str) -> None:
    """Staff type as they like."""
    assert form_of(question.upper()) is form_of(question.lower())
