"""Without triage every message is a case, and whoever it names may be whom it is about: the reporter says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.slack.office import Office, opened

_NAMED = "the safeguarding lead was there when he was slapped"


@pytest.fixture(scope="module")
def careful(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A school whose encoder is gone, without which triage cannot read."""
    folder = tmp_path_factory.mktemp("careful")
    home = folder / "home"
    home.mkdir()
    (home / "index").symlink_to(published_home / "index")
    with opened(home, folder) as office:
        yield office


def test_whoever_is_not_meant_is_told_once_the_reporter_has_said_so(careful: Office) -> None:
    """Until then nothing of it is where the lead reads."""
    ada = careful.slack.workspace.person("Ada")
    reference, mine = careful.reports(ada, _NAMED)
    assert "Is it about the Safeguarding Lead? Please say." in mine.visible()
    assert reference not in careful.slack.everything_visible_to(careful.lead)
    ada.clicks(mine, "case_choose:nobody")
    careful.becomes(mine, "it was settled who may be told.")
    assert careful.card(reference)
    assert "case_choose:nobody" not in mine.action_ids()


def test_whoever_is_meant_is_never_told(careful: Office) -> None:
    """The head gets it directly instead, for the lead reads along in the channel."""
    ben = careful.slack.workspace.person("Ben")
    reference, mine = careful.reports(ben, _NAMED)
    ben.clicks(mine, "case_choose:safeguarding_lead")
    careful.becomes(mine, "it was settled who may be told.")
    assert careful.card(reference, careful.head, careful.head.dm)
    assert reference not in careful.slack.everything_visible_to(careful.lead)
