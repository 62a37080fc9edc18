"""prompts/replies.toml: no sentence is missing, and no blank stays open in front of staff."""

import json
from pathlib import Path

import pytest

from assistant.adapters.school_files.blanks import BLANKS
from assistant.adapters.school_files.replies import read_replies
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT

_REPLIES = (PROJECT / "prompts" / "replies.toml").read_text("utf-8")
_YES = 'yes = "Yes. {policy} allows this."'


def _read(tmp_path: Path, text: str) -> str:
    path = tmp_path / "prompts" / "replies.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    try:
        read_replies(path)
    except SchoolFileError as error:
        return str(error)
    return ""


def _line(words: str) -> int:
    return _REPLIES[: _REPLIES.index(words)].count("\n") + 1


def test_the_sentences_that_ship_can_be_said() -> None:
    """Every sentence is filled with exactly its blanks, and nothing of a brace is left."""
    replies = read_replies(PROJECT / "prompts" / "replies.toml")
    assert set(replies.sentences) == set(BLANKS)
    for name, blanks in BLANKS.items():
        said = replies.say(name, **dict.fromkeys(blanks, "FILLED"))
        assert said.count("FILLED") >= len(blanks)
        assert not set("{}") & set(said)


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_each_missing_sentence_is_named(tmp_path: Path, name: str) -> None:
    """Whichever sentence a lead deletes, it is missed when the file is read, not when it is needed."""
    sentences = read_replies(PROJECT / "prompts" / "replies.toml").sentences
    kept = "".join(f"{key} = {json.dumps(said)}\n" for key, said in sentences.items() if key != name)
    assert _read(tmp_path, kept) == (f"prompts/replies.toml: The sentence '{name}' is missing. Put it back.")


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (
            'yes = "Yes. {policy} and {who} allow this."',
            "'headline.yes' has other blanks than it should. Use exactly these blanks: {policy}.",
        ),
        (
            'yes = "Yes, that is allowed."',
            "'headline.yes' has other blanks than it should. Use exactly these blanks: {policy}.",
        ),
        (
            'yes = "Yes. {Policy} allows this."',
            "'headline.yes' has other blanks than it should. Use exactly these blanks: {policy}.",
        ),
        (
            'yes = "Yes. {} allows this."',
            "'headline.yes' has other blanks than it should. Use exactly these blanks: {policy}.",
        ),
        (
            'yes = "Yes. {policy.owner} allows this."',
            "'headline.yes' has other blanks than it should. Use exactly these blanks: {policy}.",
        ),
        ('yes = "Yes. {policy allows this."', "'headline.yes' has an open brace. Close every { with a }."),
        ('yes = "Yes. policy} allows this."', "'headline.yes' has an open brace. Close every { with a }."),
        (
            f'{_YES} \nmaybe = "Perhaps."',
            "No sentence is called 'headline.maybe'. Take it out or correct its name.",
        ),
        (
            'yes = "Yes. {policy} allows this.',
            "This is not valid TOML. Check quotes, brackets and commas on this line and the one before.",
        ),
    ],
    ids=[
        "one too many", "one missing", "capital", "nameless", "with a point", "open", "not opened",
        "unknown sentence", "no quote",
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line_and_cure(tmp_path: Path, new: str, message: str) -> None:
    """Wrong blanks, open braces and unknown names are told at their line with the right ones."""
    assert _YES in _REPLIES
    line = _line(_YES) + ("maybe" in new)
    assert _read(tmp_path, _REPLIES.replace(_YES, new)) == f"prompts/replies.toml, line {line}: {message}"


@pytest.mark.parametrize("value", ["5", '["Yes.", "No."]', "2026-09-01"])
def test_what_is_no_sentence_is_named(tmp_path: Path, value: str) -> None:
    """A number, a list or a date in the place of a sentence is told at its line."""
    old = next(line for line in _REPLIES.splitlines() if line.startswith("gap_recorded = "))
    assert _read(tmp_path, _REPLIES.replace(old, f"gap_recorded = {value}")) == (
        f"prompts/replies.toml, line {_line(old)}: 'ending.gap_recorded' is not a sentence. "
        'Write gap_recorded = "...".'
    )


def test_a_sentence_without_blanks_says_so(tmp_path: Path) -> None:
    """Where a sentence has no blanks the cure does not name any."""
    old = 'not_covered = "The policies do not say."'
    told = _read(tmp_path, _REPLIES.replace(old, 'not_covered = "{policy} does not say."'))
    assert told == (
        f"prompts/replies.toml, line {_line(old)}: 'part.not_covered' has other blanks than it should. "
        "Use exactly these blanks: none."
    )


@pytest.mark.parametrize(
    ("name", "old", "most"),
    [
        ("slack.button.happened", 'happened = "This has already happened"', 75),
        ("slack.manifest.report_message", 'report_message = "Report this message"', 24),
        ("slack.modal.add.title", 'title = "Add something"', 24),
        ("slack.answer.which", 'which = "Which is it?"', 1000),
    ],
)
def test_what_is_too_long_for_slack_is_named(tmp_path: Path, name: str, old: str, most: int) -> None:
    """A button or a title that Slack would refuse is told when the file is read; one shorter is not."""
    key = name.rsplit(".", 1)[-1]
    assert _read(tmp_path, _REPLIES.replace(old, f'{key} = "{"x" * most}"')) == ""
    assert _read(tmp_path, _REPLIES.replace(old, f'{key} = "{"x" * (most + 1)}"')) == (
        f"prompts/replies.toml, line {_line(old)}: '{name}' is too long. At most {most} characters fit there."
    )


@pytest.mark.parametrize("blank", ["{policy:d}", "{policy!x}", "{policy:{title}}"])
def test_what_cannot_be_filled_with_words_is_refused(tmp_path: Path, blank: str) -> None:
    """A blank with a format of its own would break in front of staff, so it is refused when read."""
    told = _read(tmp_path, _REPLIES.replace(_YES, f'yes = "Yes. {blank} allows this."'))
    assert told == (
        f"prompts/replies.toml, line {_line(_YES)}: 'headline.yes' has other blanks than it should. "
        "Use exactly these blanks: {policy}."
    )
