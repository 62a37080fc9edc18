"""What people fill in and click, checked as Slack's own client checks it, in the words of its payloads."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.account import View
from tests.fakes.slack.blocks import elements_of, nested
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.rules import Json

_TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_ONE_OPTION = ("static_select", "radio_buttons", "overflow", "external_select")
_SOME_OPTIONS = ("checkboxes", "multi_static_select", "multi_external_select")
# The field of the payload in which each of the others puts what was chosen.
_CHOSEN = {
    "users_select": "selected_user", "multi_users_select": "selected_users",
    "channels_select": "selected_channel", "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation", "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value", "file_input": "files",
}  # fmt: skip


def action(blocks: list[Json], action_id: str, chosen: Any, person: str, *, forced: bool) -> Json:
    """What was used, and with which value. Raises Impossible where there is nothing of that name to use."""
    for block in nested(blocks):
        for element in elements_of(block):
            if element["action_id"] == action_id:
                _check_shown(element, person, forced)
                used = {"type": element["type"], "action_id": action_id, "block_id": block["block_id"]}
                return used | _used(element, chosen)
    raise Impossible(f"there is nothing to use that is called {action_id}")


def _check_shown(element: Json, person: str, forced: bool) -> None:
    # A client could be made to send it all the same: hiding is no permission.
    if person not in element.get("visible_to_user_ids", [person]) and not forced:
        raise Impossible(f"{element['action_id']} is hidden from this person")


def _used(element: Json, chosen: Any) -> Json:
    kind = element["type"]
    if kind in ("button", "icon_button"):
        return {name: element[name] for name in ("text", "value", "style") if name in element}
    if kind == "feedback_buttons":
        buttons = {element[name]["value"]: element[name] for name in ("positive_button", "negative_button")}
        if chosen not in buttons:
            raise Impossible("choose= must be the value of one of the feedback buttons")
        return {"text": buttons[chosen]["text"], "value": chosen}
    return filled_in(element, chosen)


def filled_in(element: Json, chosen: Any) -> Json:
    """The state of an input that was filled in."""
    kind = element["type"]
    if kind in _TYPED:
        _check_typed(element, str(chosen))
        return {"type": kind, "value": str(chosen)}
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": _option(element, chosen)}
    if kind in _SOME_OPTIONS:
        return {"type": kind, "selected_options": [_option(element, one) for one in chosen]}
    return {"type": kind, _CHOSEN[kind]: chosen}


def _check_typed(element: Json, text: str) -> None:
    most = element.get("max_length", 3000)
    if not element.get("min_length", 0) <= len(text) <= most:
        raise Impossible(f"{element['action_id']} does not take {len(text)} characters")


def _option(element: Json, chosen: Any) -> Json:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    for option in [*element.get("options", []), *grouped]:
        if option["value"] == chosen:
            return {name: option[name] for name in ("text", "value")}
    raise Impossible(f"{element['action_id']} has no option {chosen}")


def inputs(view: View) -> Iterator[tuple[Json, Json]]:
    """The inputs of a view, each with its block."""
    for block in nested(view.blocks):
        if block["type"] == "input":
            yield block, block["element"]


def fill_in(view: View, values: Mapping[str, Any]) -> None:
    """Fill in by action_id or block_id. Raises Impossible for what the view does not ask, or asks in vain."""
    known = set()
    for block, element in inputs(view):
        names = {block["block_id"], element["action_id"]}
        known |= names
        given = next((values[name] for name in names if name in values), None)
        state = view.state.setdefault(block["block_id"], {})
        if given not in (None, "", []):
            state[element["action_id"]] = filled_in(element, given)
        elif element["action_id"] not in state:
            state[element["action_id"]] = _untouched(block, element)
    if unknown := set(values) - known:
        raise Impossible(f"the view does not ask for {', '.join(sorted(unknown))}")


def _untouched(block: Json, element: Json) -> Json:
    kind = element["type"]
    if "initial_value" in element:
        return {"type": kind, "value": element["initial_value"]}
    for initial, selected in (("initial_option", "selected_option"), ("initial_options", "selected_options")):
        if initial in element:
            return {"type": kind, selected: element[initial]}
    for initial in ("user", "channel", "conversation", "date", "time", "date_time"):
        if f"initial_{initial}" in element:
            return {"type": kind, _CHOSEN[kind]: element[f"initial_{initial}"]}
    if not block.get("optional"):
        raise Impossible(f"{block['block_id']} must be filled in")
    if kind in _TYPED:
        return {"type": kind, "value": None}
    if kind in _SOME_OPTIONS:
        return {"type": kind, "selected_options": []}
    return {"type": kind, "selected_option" if kind in _ONE_OPTION else _CHOSEN[kind]: None}
