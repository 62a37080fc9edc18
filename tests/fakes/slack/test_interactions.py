"""Commands, shortcuts, clicks, modals, response_urls: what the bot is told, and what its answers do."""

from typing import Any

import pytest

from tests.fakes.slack import Channel, FakeSlack, Impossible, Message, Person, View
from tests.fakes.slack.client import Client, Listener
from tests.fakes.slack.rules import Json


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _modal(title: str = "Report", **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "what", "max_length": 20}
    ask = {"type": "input", "block_id": "what", "label": _plain("What happened?"), "element": element}
    return {"type": "modal", "title": _plain(title), "submit": _plain("Send"), "blocks": [ask], **more}


def _button(action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": _plain("Press"), "value": "7", **more}


def _actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "buttons", "elements": list(elements)}]


@pytest.fixture
def bot(slack: FakeSlack) -> Listener:
    """Acknowledges whatever comes, with `answer` where it has one."""
    return Listener(slack)


def _open(client: Client, ada: Person, **more: Any) -> View:
    trigger = ada.shortcut("report_incident").payload["trigger_id"]
    answer = client.call("views.open", trigger_id=trigger, view=_modal(**more))
    assert answer["ok"], answer
    assert ada.modal is not None
    return ada.modal


def _card(client: Client, channel: Channel, *elements: Json) -> Message:
    client.call("chat.postMessage", channel=channel.id, text="card", blocks=_actions(*elements))
    return channel.messages[-1]


def test_a_command_is_seen_by_nobody_else(
    slack: FakeSlack, bot: Listener, ada: Person, lead: Person, staffroom: Channel
) -> None:
    """Its payload is all text, and what the acknowledgement says comes back to the person."""
    bot.answer = {"text": "working on it"}
    delivery = ada.commands("/policy", "a secret", staffroom).wait()
    assert all(isinstance(value, str) for value in delivery.payload.values())
    assert [message.text for message in ada.sees(staffroom)] == ["working on it"]
    assert "secret" not in slack.everything_visible_to(lead)
    assert "working" not in slack.everything_visible_to(lead)


def test_a_response_url_takes_five_responses_in_half_an_hour(
    slack: FakeSlack, client: Client, ada: Person, staffroom: Channel
) -> None:
    """Then it is used up; another is too old."""
    first, second = (ada.commands("/policy", "x", staffroom).payload["response_url"] for _ in range(2))
    assert [client.respond(first, text=str(number)) for number in range(6)] == ["ok"] * 5 + ["used_url"]
    assert client.status == 404
    slack.clock.advance(1801)
    assert client.respond(second, text="late") == "expired_url"
    assert [call.error for call in slack.calls("response_url")][-2:] == ["used_url", "expired_url"]


def test_a_response_can_be_meant_for_all(
    client: Client, ada: Person, lead: Person, staffroom: Channel
) -> None:
    """in_channel is for everybody; blocks are checked here as well."""
    url = ada.commands("/policy", "x", staffroom).payload["response_url"]
    client.respond(url, text="for all", response_type="in_channel")
    assert [message.text for message in lead.sees(staffroom)] == ["for all"]
    assert client.respond(url, text="x", blocks=[{"type": "banner"}]) == "invalid_blocks"
    assert client.respond(url) == "no_text"


def test_an_ephemeral_message_changes_through_its_response_url_only(
    client: Client, ada: Person, staffroom: Channel
) -> None:
    """It can be replaced and taken away by whoever clicked in it."""
    client.call(
        "chat.postEphemeral", channel=staffroom.id, user=ada.id, text="old", blocks=_actions(_button("go"))
    )
    payload = ada.clicks(ada.sees(staffroom)[0], "go").payload
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    client.respond(payload["response_url"], replace_original=True, text="new")
    assert [message.text for message in ada.sees(staffroom)] == ["new"]
    client.respond(payload["response_url"], delete_original=True)
    assert ada.sees(staffroom) == []


def test_a_replaced_ephemeral_message_falls_out_of_its_thread(
    client: Client, ada: Person, staffroom: Channel
) -> None:
    """Unless the thread is named again it lands in the channel."""
    root = ada.writes(staffroom, "root")
    ada.writes(staffroom, "reply", thread=root)
    whisper = {"channel": staffroom.id, "user": ada.id, "text": "old", "thread_ts": root.ts}
    for thread in (None, root.ts):
        client.call("chat.postEphemeral", **whisper, blocks=_actions(_button("go")))
        url = ada.clicks(ada.sees(staffroom)[-1], "go").payload["response_url"]
        client.respond(url, replace_original=True, text="new", thread_ts=thread)
        assert ada.sees(staffroom)[-1].thread_ts == thread


def test_a_message_shortcut_works_where_the_bot_is_not(
    slack: FakeSlack, client: Client, ada: Person, lead: Person
) -> None:
    """The bot is shown the message and may respond, but it cannot post."""
    private = slack.workspace.channel("private", [ada, lead], private=True)
    said = lead.writes(private, "something bad")
    payload = ada.message_shortcut("report_message", said).payload
    assert (payload["type"], payload["message"]["text"]) == ("message_action", "something bad")
    assert client.error("chat.postMessage", channel=private.id, text="x") == "channel_not_found"
    assert client.respond(payload["response_url"], text="thank you") == "ok"
    assert "thank you" in ada.sees_everything()
    assert "thank you" not in slack.everything_visible_to(lead)


def test_a_global_shortcut_has_no_place(ada: Person) -> None:
    """Neither a channel nor a response_url, only a trigger."""
    payload = ada.shortcut("report_incident").payload
    assert "trigger_id" in payload
    assert not {"channel", "response_url", "message"} & set(payload)


def test_a_click_says_what_was_clicked(client: Client, ada: Person, staffroom: Channel) -> None:
    """Choices come in the words of each element; what is not there cannot be used."""
    option = {"text": _plain("Five"), "value": "5"}
    menu = {"type": "static_select", "action_id": "pick", "options": [option]}
    message = _card(client, staffroom, _button("go"), menu)
    action = ada.clicks(message, "go").payload["actions"][0]
    assert (action["value"], action["block_id"]) == ("7", "buttons")
    chosen = ada.clicks(message, "pick", "5").payload["actions"][0]
    assert chosen["selected_option"]["value"] == "5"
    with pytest.raises(Impossible, match="nothing to use"):
        ada.clicks(message, "stop")


def test_what_is_hidden_can_be_clicked_by_force_only(
    slack: FakeSlack, client: Client, ada: Person, lead: Person, staffroom: Channel
) -> None:
    """Hiding is a hint: the bot must ask itself who clicked."""
    message = _card(client, staffroom, _button("go", visible_to_user_ids=[lead.id]))
    with pytest.raises(Impossible, match="hidden"):
        ada.clicks(message, "go")
    assert ada.clicks(message, "go", forced=True).payload["user"]["id"] == ada.id


def test_an_old_screen_still_has_its_buttons(client: Client, ada: Person, staffroom: Channel) -> None:
    """Two people can click what only one of them should have found."""
    message = _card(client, staffroom, _button("take"))
    old = message.as_it_is()
    client.call("chat.update", channel=staffroom.id, ts=message.ts, text="taken")
    assert ada.clicks(old, "take").payload["message"]["text"] == "card"
    with pytest.raises(Impossible):
        ada.clicks(message, "take")


def test_a_trigger_opens_one_modal_and_soon(slack: FakeSlack, client: Client, ada: Person) -> None:
    """After three seconds, or a second time, it opens none."""
    late, used = (ada.shortcut("x").payload["trigger_id"] for _ in range(2))
    assert client.error("views.open", trigger_id=used, view=_modal()) == ""
    assert client.error("views.open", trigger_id=used, view=_modal()) == "exchanged_trigger_id"
    slack.clock.advance(3.1)
    assert client.error("views.open", trigger_id=late, view=_modal()) == "expired_trigger_id"
    assert client.error("views.open", trigger_id="1.x", view=_modal()) == "invalid_trigger_id"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 25},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"submit": _plain("x" * 25)},
        {"submit": None},
        {"blocks": [{"type": "divider"}] * 101},
        {"blocks": [{"type": "banner"}]},
        {"colour": "red"},
    ],
)
def test_a_modal_has_limits(client: Client, ada: Person, wrong: Json) -> None:
    """Whatever is beyond them is refused, and nothing opens."""
    trigger = ada.shortcut("x").payload["trigger_id"]
    assert client.error("views.open", trigger_id=trigger, view=_modal(**wrong)) == "invalid_arguments"
    assert ada.modal is None


def test_a_view_changes_only_for_whoever_knows_it_as_it_is(client: Client, ada: Person) -> None:
    """An old hash and a closed view are told apart."""
    view = _open(client, ada, external_id="one")
    fresh = _modal("Changed", external_id="one")
    assert client.error("views.update", view_id=view.id, hash="old", view=fresh) == "hash_conflict"
    assert client.error("views.update", external_id="one", hash=view.hash, view=fresh) == ""
    assert view.title == "Changed"
    ada.closes(view)
    assert client.error("views.update", view_id=view.id, view=fresh) == "not_found"


def test_modals_lie_on_each_other_three_deep(client: Client, bot: Listener, ada: Person) -> None:
    """A fourth cannot be pushed, nor one with a trigger from elsewhere; submitting goes back by one."""
    first = _open(client, ada, callback_id="first")
    elsewhere = ada.shortcut("x").payload["trigger_id"]
    assert client.error("views.push", trigger_id=elsewhere, view=_modal()) == "not_found"
    bot.answer = {"response_action": "push", "view": _modal("Second")}
    ada.submits(first, {"what": "a"}).wait()
    second = ada.modal
    assert second is not None
    assert (second.title, second.payload()["previous_view_id"]) == ("Second", first.id)
    ada.submits(second, {"what": "a"}).wait()
    assert ada.modal is not None
    ada.submits(ada.modal, {"what": "a"}).wait()
    assert "push_limit_reached" in ada.saw_errors[0]
    bot.answer = None
    ada.submits(ada.modal, {"what": "a"}).wait()
    assert ada.modal is second
    bot.answer = {"response_action": "clear"}
    ada.submits(second).wait()
    assert ada.modal is None


def test_an_answer_to_a_submission_is_checked(client: Client, bot: Listener, ada: Person) -> None:
    """Errors for inputs that are not there and broken views leave the person with an error."""
    view = _open(client, ada)
    for answer in (
        {"response_action": "errors", "errors": {"who": "x"}},
        {"response_action": "update", "view": {}},
    ):
        bot.answer = answer
        ada.submits(view, {"what": "a"}).wait()
    assert len(ada.saw_errors) == 2
    bot.answer = {"response_action": "errors", "errors": {"what": "Say more"}}
    ada.submits(view, {"what": "a"}).wait()
    assert "Say more" in ada.sees_everything()
    bot.answer = {"response_action": "update", "view": _modal("Thanks")}
    ada.submits(view, {"what": "a"}).wait()
    assert (view.title, view.errors) == ("Thanks", {})


def test_people_can_only_submit_what_the_modal_lets_them(client: Client, ada: Person) -> None:
    """Empty inputs, too long a text and inputs that are not there never reach the bot."""
    view = _open(client, ada)
    for values in ({}, {"what": "x" * 21}, {"what": "x", "who": "y"}):
        with pytest.raises(Impossible):
            ada.submits(view, values)
    submitted = ada.submits(view, {"what": "x"}).payload
    assert submitted["view"]["state"]["values"]["what"]["what"]["value"] == "x"


@pytest.mark.parametrize("notify", [True, False])
def test_an_app_must_ask_to_hear_of_closed_modals(
    slack: FakeSlack, client: Client, ada: Person, notify: bool
) -> None:
    """notify_on_close makes the difference."""
    ada.closes(_open(client, ada, notify_on_close=notify))
    assert len(slack.deliveries("view_closed")) == notify
    assert ada.modal is None


def test_everybody_has_a_home_of_their_own(
    slack: FakeSlack, client: Client, ada: Person, lead: Person
) -> None:
    """It has a hash and limits, opening it says what is on it, and its buttons work."""
    view = {"type": "home", "blocks": _actions(_button("help"))}
    published = client.call("views.publish", user_id=ada.id, view=view)["view"]
    assert ada.home is not None
    assert lead.home is None
    assert client.error("views.publish", user_id=ada.id, view=view, hash="old") == "hash_conflict"
    assert client.error("views.publish", user_id=ada.id, view=view, hash=published["hash"]) == ""
    assert client.error("views.publish", user_id=ada.id, view=_modal()) == "invalid_arguments"
    ada.opens_home()
    assert slack.deliveries("app_home_opened")[0].payload["event"]["view"]["id"] == ada.home.id
    assert ada.clicks(ada.home, "help").payload["container"]["type"] == "view"
