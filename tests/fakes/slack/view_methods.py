"""Modals and home tabs as the bot opens and changes them."""

import json
from typing import Any

from tests.fakes.slack.account import Account, View
from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.registry import method
from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import Workspace

MOST_MODALS, MOST_BYTES = 3, 250_000


def checked(value: Any, kind: str) -> Json:
    """The view. Raises Refused where Slack would not take it."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise Refused("invalid_arguments", ["view is not JSON"]) from None
    wrong = view_problems(value, kind)
    if wrong:
        raise Refused("invalid_arguments", wrong)
    if len(json.dumps(value)) > MOST_BYTES:
        raise Refused("view_too_large")
    content: Json = value
    return content


def add(workspace: Workspace, person: Account, content: Json, *, over: View | None) -> View:
    """A new view on the person's screen, over another one or alone."""
    external = content.get("external_id")
    if external and any(view.content.get("external_id") == external for view in workspace.views.values()):
        raise Refused("duplicate_external_id")
    if over is not None and len(person.modals) == MOST_MODALS:
        raise Refused("push_limit_reached")
    view = View(workspace.number("V"), person.id, content)
    if over is not None:
        view.root, view.previous = over.root, over.id
    else:
        close(workspace, person, person.modals)
    person.modals.append(view)
    workspace.views[view.id] = view
    workspace.expose(view.visible(), {person.id})
    return view


def replace(workspace: Workspace, view: View, content: Json) -> None:
    """Show other content in the same view."""
    view.show(content)
    workspace.expose(view.visible(), {view.person})


def close(workspace: Workspace, person: Account, views: list[View]) -> None:
    """Take modals off the person's screen."""
    for view in list(views):
        person.modals.remove(view)
        workspace.views.pop(view.id, None)


@method("views.open", needs="trigger_id view")
def open_view(workspace: Workspace, arguments: Json) -> Json:
    """Open a modal for whoever did something a moment ago."""
    trigger = workspace.triggers.use(arguments["trigger_id"])
    content = checked(arguments["view"], "modal")
    return {"view": add(workspace, workspace.account(trigger.person), content, over=None).payload()}


@method("views.push", needs="trigger_id view")
def push(workspace: Workspace, arguments: Json) -> Json:
    """Put a modal over the one that is open."""
    trigger = workspace.triggers.use(arguments["trigger_id"])
    person = workspace.account(trigger.person)
    if not trigger.in_modal or person.modal is None:
        raise Refused("not_found")
    content = checked(arguments["view"], "modal")
    return {"view": add(workspace, person, content, over=person.modal).payload()}


@method("views.update", needs="view")
def update(workspace: Workspace, arguments: Json) -> Json:
    """Change a view that is still open."""
    view = workspace.views.get(str(arguments.get("view_id")))
    if external := arguments.get("external_id"):
        found = (one for one in workspace.views.values() if one.content.get("external_id") == external)
        view = next(found, None)
    if view is None:
        raise Refused("not_found")
    if arguments.get("hash", view.hash) != view.hash:
        raise Refused("hash_conflict")
    replace(workspace, view, checked(arguments["view"], view.content["type"]))
    return {"view": view.payload()}


@method("views.publish", needs="user_id view")
def publish(workspace: Workspace, arguments: Json) -> Json:
    """Show this on the home tab of one person."""
    person = workspace.account(arguments["user_id"])
    content = checked(arguments["view"], "home")
    if person.home is None:
        person.home = View(workspace.number("V"), person.id, content)
        workspace.views[person.home.id] = person.home
    elif arguments.get("hash", person.home.hash) != person.home.hash:
        raise Refused("hash_conflict")
    replace(workspace, person.home, content)
    return {"view": person.home.payload()}
