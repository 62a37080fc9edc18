"""The fixed words of Slack that ship: short, neutral where others can look on, never more than is true."""

import re

import pytest

from tests.fakes.shipped import shipped_replies

_SLACK = {
    name: said
    for name, said in shipped_replies().sentences.items()
    if name.startswith("slack.") and not name.startswith("slack.card.")
}
_CLAIMS = re.compile(
    r"\b(has|have|had|was|were|is|are|been) (been )?(informed|notified|alerted|contacted|seen)\b"
)
_SUBJECTS = re.compile(
    r"\b(child|pupil|abuse|harm|incident|safeguarding|danger|case|sexual|police)", re.IGNORECASE
)


@pytest.mark.parametrize("name", _SLACK)
def test_a_sentence_is_short_and_claims_nothing(name: str) -> None:
    """At most four sentences of plain words, none of which says that somebody knows."""
    said = _SLACK[name]
    assert said == " ".join(said.split())
    assert len(re.split(r"(?<=[.:?]) ", said)) <= 4
    assert all(len(sentence.split()) <= 30 for sentence in re.split(r"(?<=[.:?]) ", said))
    assert not _CLAIMS.search(said)
    assert said.isascii()


@pytest.mark.parametrize(
    "name", [name for name in _SLACK if name.startswith(("slack.pointer.", "slack.fallback"))]
)
def test_what_others_may_see_names_no_subject(name: str) -> None:
    """Whoever looks at the screen learns nothing."""
    assert not _SUBJECTS.search(_SLACK[name])


def test_only_what_was_not_done_is_said_to_guests() -> None:
    """That nothing was kept and nobody told, so that they ring."""
    assert "told nobody" in _SLACK["slack.contacts.nothing_kept"]
    assert all("ring now" in _SLACK[f"slack.contacts.{name}"] for name in ("guest", "shared_channel"))
