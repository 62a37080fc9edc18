"""What the bot's acknowledgement does on the screen of whoever waited for it."""

from typing import Any

from tests.fakes.slack import view_methods
from tests.fakes.slack.account import Account, View
from tests.fakes.slack.conversation import Channel
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.forms import inputs
from tests.fakes.slack.response_urls import say
from tests.fakes.slack.workspace import Workspace


def to_command(workspace: Workspace, person: Account, channel: Channel, answer: Any) -> None:
    """An acknowledgement with text is shown as a response."""
    if not answer:
        return
    try:
        say(workspace, channel, person.id, answer)
    except Refused as refused:
        person.saw_errors.append(f"the command failed with the error {refused.error}")


def to_submission(workspace: Workspace, person: Account, view: View, answer: Any) -> None:
    """Close the view, or do with it what the acknowledgement says."""
    if view not in person.modals:
        return
    try:
        _act(workspace, person, view, answer or {})
    except Refused as refused:
        person.saw_errors.append(f"We had some trouble connecting. Try again? ({refused.error})")


def _act(workspace: Workspace, person: Account, view: View, answer: Any) -> None:
    match answer.get("response_action"):
        case None:
            view_methods.close(workspace, person, [view])
        case "clear":
            view_methods.close(workspace, person, person.modals)
        case "errors":
            _show_errors(workspace, view, answer.get("errors"))
        case "update":
            view_methods.replace(workspace, view, view_methods.checked(answer.get("view"), "modal"))
        case "push":
            content = view_methods.checked(answer.get("view"), "modal")
            view_methods.add(workspace, person, content, over=view)
        case _:
            raise Refused("invalid_response_action")


def _show_errors(workspace: Workspace, view: View, errors: Any) -> None:
    # An error that belongs to no input is shown nowhere, and the modal hangs.
    known = {block["block_id"] for block, _ in inputs(view)}
    if not isinstance(errors, dict) or not errors or not set(errors) <= known:
        raise Refused("invalid_errors")
    view.errors = errors
    workspace.expose(view.visible(), {view.person})
