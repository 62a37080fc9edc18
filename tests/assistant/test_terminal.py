"""What commands print to: width, control characters made harmless, and what shows that work goes on."""

from io import StringIO

import pytest

from assistant.terminal import console, harmless, progress_bar, spinner


def test_through_a_pipe_lines_are_as_long_as_was_asked_for() -> None:
    """80 columns where nothing is said, more where a table needs them."""
    assert (console().width, console(100).width) == (80, 100)


@pytest.mark.parametrize(
    ("typed", "shown"), [("a\x1b[2Jb", "a\ufffd[2Jb"), ("a\x07\x9bb", "a\ufffd\ufffdb"), ("a\tb\n", "a\tb\n")]
)
def test_what_was_typed_gives_a_terminal_no_orders(typed: str, shown: str) -> None:
    """Only tabs and ends of lines stay of the control characters."""
    assert harmless(typed) == shown


def test_each_kind_of_work_has_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, so that what a command prints can go into a file."""
    with progress_bar() as progress:
        for what, done in (("reading", 0), ("learning", 1), ("reading", 3)):
            progress(what, done, 3)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "reading" in printed.err
    assert "3/3" in printed.err
    assert "learning" in printed.err
    assert "1/3" in printed.err


class _Terminal(StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_who_waits_at_a_terminal_sees_for_what(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sentence as it comes, with nothing read into it; nothing after the block."""
    monkeypatch.setattr("sys.stderr", terminal := _Terminal())
    with spinner():
        pass
    assert terminal.getvalue() == ""
    with spinner() as told:
        told("Reading [bold]")
        told("Writing")
    shown = terminal.getvalue()
    assert "Reading [bold]" in shown
    assert "Writing" in shown
    told("Too late")
    assert terminal.getvalue() == shown


def test_in_a_pipe_nobody_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither there nor in what a command prints."""
    with spinner() as told:
        told("Reading")
    assert capsys.readouterr() == ("", "")
