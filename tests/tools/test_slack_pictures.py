"""The pictures of Slack in docs/ are there, small, and show every block that staff can get."""

from pathlib import Path

import pytest

from assistant.bootstrap import Assistant
from assistant.channels.slack.blocks.answers import answer_blocks
from assistant.domain.answer import OutOfScope
from tests.assistant.channels.slack.blocks.drawn import FIRING, KEY, dicts
from tests.fakes.shipped import shipped_replies
from tools.slack_page import message, page, view
from tools.slack_pictures import shown

_PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def test_every_figure_has_its_picture(real_assistant: Assistant) -> None:
    """One for each, and none of something that is shown no more."""
    figures = shown(real_assistant)
    assert {f"slack-{name}.png" for name in figures} == {path.name for path in _PICTURES.glob("slack-*.png")}
    for path in _PICTURES.glob("slack-*.png"):
        assert path.stat().st_size < 200_000


def test_the_figures_show_what_staff_read(real_assistant: Assistant) -> None:
    """The verdict, the quoted words, the numbers: from blocks as Slack is sent them."""
    figures = shown(real_assistant)
    assert "No. The Social Media Policy" in figures["answer"]
    assert "Staff should decline" in figures["answer"]
    assert "<details open>" in figures["answer"]
    assert "<details>" in figures["depends"]
    assert "Staff should decline friend requests from students" in figures["explained"]
    assert "after the student has left" not in figures["explained"]
    assert "Ann Ashdown: 01632 960001" in figures["pointer"]


def test_the_cards_of_a_case_are_among_them(real_assistant: Assistant) -> None:
    """Who may act, and what has become of it: while it is open, and when somebody has it."""
    figures = shown(real_assistant)
    assert "I have this case" in figures["card-open"]
    assert "Bo Birchall has confirmed having it" in figures["card-held"]
    reporters = figures["card-reporter"], figures["card-reporter-held"]
    assert ["Recorded does not mean" in card for card in reporters] == [True, False]
    assert all("<summary><b>What has happened so far" in card for card in reporters)


def test_no_text_becomes_part_of_the_page() -> None:
    """Whatever stands in a block is shown as text."""
    blocks = dicts(answer_blocks(OutOfScope(FIRING, FIRING), shipped_replies(), KEY))
    made = page("x", [message(FIRING, FIRING, blocks)])
    assert "<!channel>" not in made
    assert made.count("&lt;!channel&gt;") == 4


@pytest.mark.parametrize(
    "kind", ["static_select", "overflow", "users_select", "checkboxes", "plain_text_input"]
)
def test_elements_of_cards_can_be_shown(kind: str) -> None:
    """Also those that no figure has yet."""
    element = {"type": kind, "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}]}
    block = {"type": "input", "label": {"type": "plain_text", "text": "What"}, "element": element}
    made = view("x", {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [block]})
    assert "What" in made
