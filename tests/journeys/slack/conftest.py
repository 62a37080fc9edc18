"""One bot in one school for all stories that need none of their own: each has people of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.small_school import link_published
from tests.journeys.slack.office import Office, opened


@pytest.fixture(scope="session")
def _running_office(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The school with its bot, started once."""
    folder = tmp_path_factory.mktemp("office")
    home = folder / "home"
    home.mkdir()
    link_published(published_home, home)
    with opened(home, folder) as office:
        yield office
        # In all that happened: a line for screen readers and locked screens, and no answer that nobody saw.
        assert office.slack.calls_without_text() == []
        assert office.slack.unacknowledged() == []
        assert office.slack.lost_ephemerals() == []


@pytest.fixture
def office(_running_office: Office) -> Office:
    """The school, in a moment when Slack has forgotten how much was posted in the story before."""
    _running_office.pause()
    return _running_office
