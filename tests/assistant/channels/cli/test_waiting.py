"""Who waits at a terminal is told what for, and no technical story."""

import logging
from io import StringIO

import pytest

from assistant.channels.cli.waiting import waiting
from assistant.domain.proposal import Step
from tests.fakes.shipped import shipped_replies

_LOG = logging.getLogger("assistant.journeys.explain")


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_every_step_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixed one, after who does it."""
    monkeypatch.setattr("sys.stderr", terminal := _Terminal())
    with waiting(shipped_replies()) as told:
        for step in Step:
            told(step)
    shown = terminal.getvalue()
    for step in Step:
        assert f"The assistant {shipped_replies().say(f'progress.{step}')} ..." in shown


def test_why_there_is_no_explanation_is_not_told_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In a pipe it is in the log, and so it is once the terminal's question is answered."""
    with waiting(shipped_replies()):
        _LOG.warning("in a pipe")
    monkeypatch.setattr("sys.stderr", _Terminal())
    with waiting(shipped_replies()):
        _LOG.warning("at a terminal")
    _LOG.warning("afterwards")
    assert [record.getMessage() for record in caplog.records] == ["in a pipe", "afterwards"]
