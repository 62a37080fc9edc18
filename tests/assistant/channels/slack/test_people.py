"""Who counts as staff, and whom they are called."""

import asyncio
from collections.abc import Iterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.people import People, Person
from tests.fakes.slack import FakeSlack


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace in which the app may look accounts up."""
    with FakeSlack(scopes=("users:read",)) as slack:
        yield slack


def _who(slack: FakeSlack, *users: str) -> list[Person]:
    people = People(AsyncWebClient(slack.bot_token, slack.api_url))

    async def looked_up() -> list[Person]:
        return [await people.who(user) for user in users]

    return asyncio.run(looked_up())


def test_guests_and_people_of_other_schools_are_no_staff(slack: FakeSlack) -> None:
    """Of every kind that Slack knows; each account is asked for once."""
    school = slack.workspace
    people = (
        school.person("Ada"),
        school.person("Gus", guest=True),
        school.person("Sia", single_channel_guest=True),
        school.person("Zed", foreign=True),
    )
    found = _who(slack, *(person.id for person in people), people[0].id)
    assert [one.guest for one in found] == [False, True, True, True, False]
    assert found[0].name == "Ada"
    assert len(slack.calls("users.info")) == 4


def test_whoever_cannot_be_looked_up_is_staff_and_is_asked_for_again(slack: FakeSlack) -> None:
    """Somebody who reports an incident is not turned away because Slack is slow."""
    ada = slack.workspace.person("Ada", guest=True)
    slack.fails("users.info", "internal_error")
    assert _who(slack, ada.id, ada.id) == [Person(), Person("Ada", guest=True)]
