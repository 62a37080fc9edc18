"""What whoever pays for a language model reads of its use."""

from datetime import timedelta

from assistant.bootstrap import assistant
from tests.assistant.channels.cli.command_line import said
from tests.fakes.small_school import SmallSchool


def test_without_a_model_it_says_so(in_own_school: SmallSchool) -> None:
    """No day, no table."""
    assert said("usage") == "No language model has been asked.\n"


def test_each_day_has_its_line(in_own_school: SmallSchool) -> None:
    """The newest first, as far back as was asked for, and nobody's name."""
    made = assistant()
    today = made.clock.today()
    for days, tokens in ((40, 100), (1, 2345), (0, 67)):
        day = today - timedelta(days=days)
        made.allowance.take("Ann Canary", day)
        made.allowance.spend(tokens, days > 0, day)
    told = said("usage")
    assert told.index(f"{today:%d.%m.%y}") < told.index(f"{today - timedelta(days=1):%d.%m.%y}")
    assert "67" in told
    assert "2345" in told
    assert f"{today - timedelta(days=40):%d.%m.%y}" not in told
    assert f"{today - timedelta(days=40):%d.%m.%y}" in said("usage", "--days", "41")
    assert "2345" not in said("usage", "--days", "1")
    assert "Canary" not in told
