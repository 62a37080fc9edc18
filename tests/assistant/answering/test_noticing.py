"""What a reader must know beside the answer."""

from datetime import date

import pytest

from assistant.answering.library import quoted
from assistant.answering.noticing import in_tension, notices, pinned
from assistant.domain.answer import Citation
from assistant.domain.guidance import Quote, Tension
from tests.fakes.shipped import shipped_guidance, shipped_library, shipped_replies

_LIBRARY, _GUIDANCE = shipped_library(), shipped_guidance()
_DUE = date(2024, 5, 31)


def _first_of(policy: str) -> Citation:
    words = _LIBRARY.policies[policy].clauses[0].text
    citation = _LIBRARY.cite_quote(Quote(policy, words))
    assert citation is not None
    return citation


@pytest.mark.parametrize(
    "question",
    [
        "nudes",
        "A pupil sent NUDES!",
        "semi-nude picture of a year 9",
        "he is sexting her",
        "someone made a deepfake of me and I want to accept a gift",
    ],
)
def test_words_for_indecent_images_always_pin_the_rule(question: str) -> None:
    """Whatever else is asked, never to view comes first."""
    assert pinned(question, _GUIDANCE.pins)[0].name == "indecent_images"


@pytest.mark.parametrize("question", ["Can I denude a tree?", "essex", "", "a new desk"])
def test_parts_of_words_pin_nothing(question: str) -> None:
    """Only whole words count."""
    assert pinned(question, _GUIDANCE.pins) == ()


def test_a_pin_may_need_two_words() -> None:
    """A screengrab of a timetable pins nothing; one of a photo does."""
    pin = next(pin for pin in _GUIDANCE.pins if pin.together_with)
    assert pinned("keep the evidence", [pin]) == (pin,)
    assert pinned("can I screengrab my timetable", [pin]) == ()
    assert pinned("can I screengrab a photo", [pin]) == (pin,)


def test_a_policy_is_overdue_from_the_day_after() -> None:
    """On the last day the policy is in date; then the month is named, once for the policy."""
    cited = [_first_of("social-media")] * 2
    assert notices(cited, _LIBRARY, shipped_replies(), _DUE) == ()
    (warning,) = notices(cited, _LIBRARY, shipped_replies(), date(2024, 6, 1))
    assert warning.code == "review_overdue"
    assert "Social Media Policy" in warning.text
    assert "May 2024" in warning.text


def test_model_text_carries_its_banner() -> None:
    """Each model policy that is cited says so in the words of its own file."""
    cited = [_first_of("safeguarding"), _first_of("behaviour"), _first_of("safeguarding")]
    found = notices(cited, _LIBRARY, shipped_replies(), _DUE)
    assert [warning.code for warning in found] == ["model_text", "model_text"]
    banner = _LIBRARY.policies["safeguarding"].banner
    assert banner is not None
    assert banner in found[0].text
    assert "Behaviour Policy" in found[1].text


def _tension(name: str) -> Tension:
    return next(tension for tension in _GUIDANCE.tensions if tension.name == name)


def _shown(question: str, tension: Tension, side: int) -> bool:
    citation = quoted(tension.quotes, _LIBRARY)[side]
    return in_tension(question, [citation], [tension], _LIBRARY) == (tension,)


def test_either_side_of_a_tension_shows_it() -> None:
    """Whichever side the answer cites, the other one is not kept from the reader."""
    emails = _tension("parents: e-mail")
    assert _shown("can I email a parent", emails, 0)
    assert _shown("can I email a parent", emails, 1)


def test_a_tension_is_shown_only_for_a_question_about_it() -> None:
    """A call to parents does not bring up the quarrel about e-mail."""
    assert not _shown("can I ring a parent", _tension("parents: e-mail"), 0)
    assert not in_tension("can I email", [_first_of("behaviour")], _GUIDANCE.tensions, _LIBRARY)


def test_a_tension_with_one_side_left_is_settled() -> None:
    """When the school has reworded one clause there is nothing to warn of."""
    emails = _tension("parents: e-mail")
    settled = Tension(
        emails.name, emails.when, (emails.quotes[0], Quote("social-media", "gone")), emails.text, emails.ask
    )
    assert not _shown("can I email a parent", settled, 0)
