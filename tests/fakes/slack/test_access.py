"""Who may call which method, and how the arguments have to arrive."""

import pytest

from tests.fakes.slack import Channel, FakeSlack, Person
from tests.fakes.slack.client import Client

USERS = "xoxp-somebody"


def test_the_bot_is_told_who_it_is_and_what_it_may_do(slack: FakeSlack, client: Client) -> None:
    """auth.test names bot and team, and a header names the scopes."""
    answer = client.form("auth.test")
    assert {"ok", "user_id", "bot_id", "team_id"} <= set(answer)
    assert set(client.headers["x-oauth-scopes"].split(",")) == slack.state.scopes


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-another", "auth.test", "invalid_auth"),
        (FakeSlack.app_token, "auth.test", "not_allowed_token_type"),
        (FakeSlack.bot_token, "apps.connections.open", "not_allowed_token_type"),
        (FakeSlack.bot_token, "chat.whisper", "unknown_method"),
    ],
)
def test_a_wrong_token_or_method_is_refused(slack: FakeSlack, token: str, method: str, error: str) -> None:
    """Each kind of token is for its own methods."""
    assert Client(slack, token).error(method) == error


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
def test_tokens_can_be_taken_away(slack: FakeSlack, client: Client, error: str) -> None:
    """Both tokens are refused until they are good again."""
    slack.refuses_tokens(error)
    assert client.error("auth.test") == error
    assert Client(slack, slack.app_token).error("apps.connections.open") == error
    slack.refuses_tokens("")
    assert client.error("auth.test") == ""


def test_a_method_needs_its_scope(slack: FakeSlack, client: Client, ada: Person) -> None:
    """The answer names what is missing, and once it is granted the call works."""
    refused = client.form("users.info", user=ada.id)
    assert (refused["error"], refused["needed"]) == ("missing_scope", "users:read")
    slack.grants("users:read")
    assert client.form("users.info", user=ada.id)["user"]["real_name"] == "Ada"
    assert client.form("conversations.open", users=ada.id)["needed"] == "im:write"


def test_a_private_channel_needs_a_scope_of_its_own(slack: FakeSlack, client: Client, ada: Person) -> None:
    """channels:read is not enough to look at it."""
    slack.grants("channels:read")
    room = slack.workspace.channel("safeguarding", private=True)
    assert client.form("conversations.info", channel=room.id)["needed"] == "groups:read"


def test_arguments_arrive_as_json_form_or_query(client: Client, staffroom: Channel) -> None:
    """All three ways say the same, lists in forms being JSON."""
    assert client.form("chat.postMessage", channel=staffroom.id, text="form", blocks="[]")["ok"]
    assert client.error("chat.update", channel=staffroom.id, ts=staffroom.messages[0].ts, text="json") == ""
    query = f"channel={staffroom.id}&ts={staffroom.messages[0].ts}"
    assert '"ok": true' in client.post(f"chat.delete?{query}", b"")
    assert (
        client.form("chat.postMessage", channel=staffroom.id, blocks="{")["error"] == "invalid_blocks_format"
    )


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_json_must_be_an_object(client: Client, body: bytes, error: str) -> None:
    """Anything else is refused by name."""
    assert error in client.post("chat.postMessage", body, "application/json; charset=utf-8")


def test_json_without_a_charset_is_warned_of(client: Client) -> None:
    """It works all the same."""
    assert "missing_charset" in client.post("views.open", b"{}", "application/json")


def test_a_token_in_json_counts_for_nothing(slack: FakeSlack) -> None:
    """It belongs in the header, or in a form."""
    nobody = Client(slack, "")
    assert nobody.error("chat.postMessage", token=slack.bot_token) == "not_authed"
    assert nobody.form("auth.test", token=slack.bot_token)["ok"]


def test_some_methods_do_not_read_json(slack: FakeSlack, client: Client, ada: Person) -> None:
    """They act as if they had been given no arguments."""
    slack.grants("users:read")
    assert client.error("users.info", user=ada.id) == "invalid_arguments"


def test_guests_and_foreign_people_can_be_told(slack: FakeSlack, client: Client) -> None:
    """users.info says what each is."""
    slack.grants("users:read")
    school = slack.workspace
    people = [
        school.person("Gus", guest=True),
        school.person("Sue", single_channel_guest=True),
        school.person("Fay", foreign=True),
    ]
    told = [client.form("users.info", user=person.id)["user"] for person in people]
    flags = [(one["is_restricted"], one["is_ultra_restricted"], one["is_stranger"]) for one in told]
    assert flags == [(True, False, False), (True, True, False), (False, False, True)]


def test_every_call_is_recorded_without_being_printed(
    client: Client, slack: FakeSlack, staffroom: Channel
) -> None:
    """Method, arguments, time and answer are there; the text is in no representation."""
    client.call("chat.postMessage", channel=staffroom.id, text="secret")
    client.call("chat.postMessage", channel="C0NOWHERE", text="secret")
    good, bad = slack.calls("chat.postMessage")
    assert (good.arguments["text"], good.error, bad.error) == ("secret", "", "channel_not_found")
    assert good.time <= bad.time
    assert "secret" not in repr(slack.calls())


def test_blocks_without_a_fallback_are_remembered(
    client: Client, slack: FakeSlack, staffroom: Channel
) -> None:
    """They are shown, but notifications and screen readers say nothing of them."""
    blocks = [{"type": "divider"}]
    client.call("chat.postMessage", channel=staffroom.id, blocks=blocks)
    assert [call.method for call in slack.calls_without_text()] == ["chat.postMessage"]
