"""Fixtures for the tests of the fake itself."""

from collections.abc import Iterator

import pytest

from tests.fakes.slack import BOT, Channel, FakeSlack, Person, Scaled
from tests.fakes.slack.client import Client


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack whose clock runs with ours."""
    with FakeSlack() as slack:
        yield slack


@pytest.fixture
def hasty() -> Iterator[FakeSlack]:
    """A Slack in which six minutes take a third of a second."""
    with FakeSlack(clock=Scaled(1000)) as slack:
        yield slack


@pytest.fixture
def ada(slack: FakeSlack) -> Person:
    """A member of staff."""
    return slack.workspace.person("Ada")


@pytest.fixture
def lead(slack: FakeSlack) -> Person:
    """Another one."""
    return slack.workspace.person("Lead")


@pytest.fixture
def staffroom(slack: FakeSlack, ada: Person) -> Channel:
    """A public channel with the bot in it."""
    return slack.workspace.channel("staffroom", [ada, BOT])


@pytest.fixture
def client(slack: FakeSlack) -> Client:
    """A caller of the Web API."""
    return Client(slack)
