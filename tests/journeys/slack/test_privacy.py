"""A word that nobody but its reporter sees, and the role holder who opens it: on no screen and in no file."""

import json
from collections.abc import Iterator

import pytest

from tests.fakes.slack import BOT
from tests.fakes.slack.people import Person
from tests.fakes.slack.rules import Json
from tests.journeys.slack.office import Office, reference_in

_CANARY = "quetzalcoatlus"
_TOLD = f"a pupil, {_CANARY}, told me that his stepdad slapped him last month"
_CLICKED = f"Can I accept this friend request from {_CANARY}?"


def _cased(office: Office, who: Person) -> str:
    """The reference of the newest case that somebody follows in their direct messages."""
    mine = office.once(
        lambda: next((one for one in who.sees(who.dm) if "Your report" in one.visible()), None)
    )
    return reference_in(mine)


def _by_message(office: Office, who: Person) -> None:
    office.reports(who, _TOLD)


def _by_mention(office: Office, who: Person) -> None:
    staff = office.slack.workspace.channel("staff", [who, office.colleague, BOT], private=True)
    office.told(who, staff, lambda: who.mentions_bot(staff, _TOLD, who.writes(staff, "hm")))


def _by_command(office: Office, who: Person) -> None:
    elsewhere = office.slack.workspace.channel("science", [who, office.colleague], private=True)
    office.told(who, elsewhere, lambda: who.commands("/policy", _TOLD, elsewhere))


def _by_click(office: Office, who: Person) -> None:
    staff = office.slack.workspace.channel("staff", [who, office.colleague, BOT], private=True)
    answer = office.told(who, staff, lambda: who.mentions_bot(staff, _CLICKED))
    office.pause()
    who.clicks(answer, "happened")


def _by_form(office: Office, who: Person) -> None:
    modal = office.shown(who, lambda: who.shortcut("report_incident"))
    who.submits(modal, {"words": _TOLD})


def _by_message_shortcut(office: Office, who: Person) -> None:
    elsewhere = office.slack.workspace.channel("science", [who, office.colleague], private=True)
    written = who.writes(elsewhere, _TOLD)
    modal = office.shown(who, lambda: who.message_shortcut("report_message", written))
    who.submits(modal, {"consent": ["yes"], "words": f"{_CANARY} again"})


_WAYS = (_by_message, _by_mention, _by_command, _by_click, _by_form, _by_message_shortcut)


@pytest.mark.parametrize("way", _WAYS, ids=[way.__name__ for way in _WAYS])
def test_nobody_but_the_reporter_and_who_opens_it_sees_a_word(office: Office, way: object) -> None:
    """Added to and noted besides; the deputy and the head, of the same channel, see nothing of it."""
    assert callable(way)
    ada = office.slack.workspace.person("Ada")
    way(office, ada)
    reference = _cased(office, ada)
    mine = office.once(lambda: next((one for one in ada.sees(ada.dm) if reference in one.visible()), None))
    modal = office.shown(ada, lambda: ada.clicks(mine, "case_add"))
    office.settled(ada.submits(modal, {"words": f"{_CANARY} is in 8B"}))
    office.becomes(office.card(reference), "more was added to the report")
    office.pause()
    assert _CANARY not in _seen_by_others(office)
    assert f"{_CANARY} is in 8B" in office.words(reference)
    _close(office, reference)


def _close(office: Office, reference: str) -> None:
    """So that what the lead opened stays a matter of this story."""
    card = office.card(reference)
    office.lead.clicks(card, "case_acknowledge")
    office.becomes(card, "has confirmed having it (")
    modal = office.shown(office.lead, lambda: office.lead.clicks(card, "case_close"))
    office.settled(office.lead.submits(modal, {"outcome": "duplicate"}))


def _seen_by_others(office: Office) -> str:
    """All that the other role holders could ever read, and what the bot showed where a colleague reads."""
    holders = (office.deputy, office.head, office.chair)
    read = [office.slack.everything_visible_to(person) for person in holders]
    return "\n".join([*read, office.slack.everything_visible_to(office.colleague, only_bot=True)])


def test_no_file_and_no_log_has_a_word(office: Office) -> None:
    """Not the database, not its log of writes, not the bot's own log, whatever was told before."""
    ada = office.slack.workspace.person("Ada")
    reference, _ = office.reports(ada, _TOLD)
    office.card(reference)
    files = [path for path in office.home.glob("*") if path.is_file()]
    assert {"cases.sqlite3", "cases.sqlite3-wal"} <= {path.name for path in files}
    assert [path.name for path in (*files, office.bot.log) if _CANARY.encode() in path.read_bytes()] == []


def test_no_field_that_is_not_shown_to_the_reader_alone_has_a_word(office: Office) -> None:
    """Fallback texts, metadata, ids, values, titles and statuses of everything that the bot ever sent."""
    ada = office.slack.workspace.person("Ada")
    office.reports(ada, _TOLD)
    sent = [call.arguments for call in office.slack.calls()]
    assert len(sent) > 3
    assert [name for arguments in sent for name, value in _hidden(arguments) if _CANARY in value] == []


def _hidden(value: object) -> Iterator[tuple[str, str]]:
    """Every field that is not the text of a block, however deep."""
    if isinstance(value, str) and value[:1] in "[{":
        value = json.loads(value)
    if isinstance(value, dict):
        yield from _fields(value)
    elif isinstance(value, list):
        for one in value:
            yield from _hidden(one)


def _fields(shown: Json) -> Iterator[tuple[str, str]]:
    # The words of a text object are what its reader sees; everything else travels with them.
    seen = shown.get("type") in ("plain_text", "mrkdwn", "text")
    for name, value in shown.items():
        if name != "text" or not seen:
            yield from _hidden(value)
            if isinstance(value, str):
                yield name, value


def test_the_watch_over_fields_sees_what_it_must(office: Office) -> None:
    """A fallback, a value and metadata in a call are found, the words of a block are not."""
    block = {"type": "section", "text": {"type": "plain_text", "text": "a"}, "block_id": "b"}
    call = {"text": "c", "blocks": json.dumps([block]), "view": {"private_metadata": "d"}}
    assert {value for name, value in _hidden(call) if name != "type"} >= {"b", "c", "d"}
    assert "a" not in {value for _, value in _hidden(call)}
