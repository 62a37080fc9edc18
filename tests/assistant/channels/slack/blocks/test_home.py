"""App Home."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.channels.slack.blocks.common import text_of
from assistant.channels.slack.blocks.home import home_view
from assistant.domain.policy import PolicyRecord, Status
from tests.assistant.channels.slack.blocks.drawn import FIRING, every, pressed, unparsed
from tests.fakes.shipped import shipped_library, shipped_replies
from tests.fakes.slack.blocks import view_problems
from tests.fakes.staffed_school import IN_THE_MORNING, staffed

_REPLIES = shipped_replies()
_RECORD = PolicyRecord(
    "sm", "Social Media Policy", "SM", "Headteacher", "1", Status.RATIFIED, "All staff", "sm.md"
)


def _home(*records: PolicyRecord, url: str = "") -> dict[str, object]:
    return home_view(staffed(), records, _REPLIES, IN_THE_MORNING, url).to_dict()


def test_it_says_what_this_is_whom_to_ring_and_who_sees_what() -> None:
    """Also that Slack keeps and exports messages, in this order, before the policies."""
    said = text_of(_home(_RECORD))
    parts = ["Small School", "/policy", "999", "Mrs Ada Lead: 01632 960000", "export", "Social Media Policy"]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "no review date set"),
        (date(2027, 5, 31), "review due May 2027"),
        (date(2024, 5, 31), "review was due May 2024 and has passed"),
    ],
    ids=["none", "ahead", "passed"],
)
def test_each_policy_has_its_status_and_review(due: date | None, said: str) -> None:
    """As of the day on which it is looked at."""
    assert f"Social Media Policy\n · ratified by the school · {said}" in text_of(
        _home(replace(_RECORD, review_due=due))
    )


def test_that_a_model_reads_questions_is_said_where_one_does() -> None:
    """And nowhere else."""
    said = _REPLIES.say("slack.home.privacy_model")
    assert said not in text_of(_home())
    assert said in text_of(home_view(staffed(), (), _REPLIES, IN_THE_MORNING, explains=True).to_dict())


def test_it_has_buttons_to_ask_and_to_report() -> None:
    """Asking opens the conversation where its address is known."""
    assert set(pressed(_home())) == {"ask", "report"}
    assert "url" not in pressed(_home())["ask"]
    assert pressed(_home(url="slack://app?team=T1&id=A1"))["ask"]["url"] == "slack://app?team=T1&id=A1"


@pytest.mark.parametrize("count", [0, 1, 60, 61, 500])
def test_slack_takes_it_with_any_number_of_policies(count: int) -> None:
    """Beyond sixty it says how many more there are."""
    shown = _home(*[replace(_RECORD, title=FIRING)] * count)
    assert view_problems(shown, "home") == []
    assert unparsed(shown)
    assert ("And 440 more." in text_of(shown)) == (count == 500)
    assert ("No policies have been published yet." in text_of(shown)) == (count == 0)


def test_the_policies_that_ship_are_listed() -> None:
    """Every one of them by its title."""
    records = [policy.record for policy in shipped_library().policies.values()]
    shown = _home(*records)
    assert [record.title for record in records if record.title not in text_of(shown)] == []
    assert all(button["accessibility_label"] for button in every(shown, "button"))
