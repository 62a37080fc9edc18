"""Who and where people are, and what an agent can say of itself."""

from tests.fakes.slack import chat
from tests.fakes.slack.account import APP, BOT, BOT_ID, TEAM, Account
from tests.fakes.slack.conversation import Channel
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.registry import method
from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import STATUS_LIVES, Status, Workspace

_READ = "channels:read groups:read im:read mpim:read"
_SESSION = ("processing", "active", "suspended", "closed")


@method("auth.test", reads_json=False)
def auth_test(workspace: Workspace, arguments: Json) -> Json:
    """Who the token belongs to."""
    return {"url": "https://school.slack.com/", "team": "School", "team_id": TEAM, "user": "policy",
            "user_id": BOT, "bot_id": BOT_ID, "app_id": APP, "is_enterprise_install": False}  # fmt: skip


@method("users.info", scopes="users:read", needs="user", reads_json=False)
def users_info(workspace: Workspace, arguments: Json) -> Json:
    """One person."""
    return {"user": workspace.account(arguments["user"]).described()}


def _readable(workspace: Workspace, name: object) -> Channel:
    channel = chat.found_channel(workspace, name)
    needed = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}[channel.kind]
    if needed not in workspace.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(workspace.scopes)))
    return channel


@method("conversations.info", scopes=_READ, needs="channel", reads_json=False)
def conversations_info(workspace: Workspace, arguments: Json) -> Json:
    """One channel."""
    channel = _readable(workspace, arguments["channel"])
    return {"channel": channel.described() | {"is_member": BOT in channel.members}}


@method("conversations.members", scopes=_READ, needs="channel", reads_json=False)
def conversations_members(workspace: Workspace, arguments: Json) -> Json:
    """Who is in a channel."""
    channel = _readable(workspace, arguments["channel"])
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


@method("conversations.replies", scopes="im:history", needs="channel ts", reads_json=False)
def conversations_replies(workspace: Workspace, arguments: Json) -> Json:
    """A thread of the direct messages, its root first; of other places the bot may not read any."""
    channel = chat.found_channel(workspace, arguments["channel"])
    if channel.direct is None:
        raise Refused("missing_scope", needed="channels:history", provided="im:history")
    root = channel.find(str(arguments["ts"]))
    if root is None:
        raise Refused("thread_not_found")
    since = float(arguments.get("oldest") or 0)
    later = [one for one in channel.thread(root.root) if float(one.ts) > since]
    shown = [root, *later][: int(arguments.get("limit") or 1000)]
    return {"messages": [chat.described(one) for one in shown], "has_more": False}


@method("conversations.open", scopes="im:write", needs="users")
def conversations_open(workspace: Workspace, arguments: Json) -> Json:
    """Open the direct messages with somebody."""
    person = workspace.account(arguments["users"])
    if person.deleted:
        raise Refused("user_disabled")
    return {"channel": {"id": workspace.direct(person.id).id}}


@method("assistant.threads.setStatus", scopes="chat:write assistant:write", needs="channel_id thread_ts")
def set_status(workspace: Workspace, arguments: Json) -> Json:
    """Say in a thread what the bot is doing, for two minutes at most."""
    channel = chat.place_to_post(workspace, arguments["channel_id"])
    thread = chat.thread_of(channel, arguments["thread_ts"])
    loading = arguments.get("loading_messages") or []
    if "status" not in arguments or not isinstance(loading, list) or len(loading) > 10:
        raise Refused("invalid_arguments")
    text = "\n".join([str(arguments["status"]), *loading]) if arguments["status"] else ""
    workspace.statuses[channel.id, str(thread)] = Status(text, workspace.clock.now() + STATUS_LIVES)
    workspace.expose(text, workspace.readers(channel))
    return {}


@method("assistant.threads.setSuggestedPrompts", scopes="assistant:write", needs="channel_id prompts")
def set_suggested_prompts(workspace: Workspace, arguments: Json) -> Json:
    """Offer prompts above the box to write in; offered to a thread they are never seen."""
    channel = chat.found_channel(workspace, arguments["channel_id"])
    prompts = arguments["prompts"]
    if channel.direct is None:
        raise Refused("channel_not_found")
    if not isinstance(prompts, list) or len(prompts) > 4:
        raise Refused("invalid_arguments", ["no more than 4 items allowed [json-pointer:/prompts]"])
    if any(set(prompt) != {"title", "message"} for prompt in prompts):
        raise Refused("invalid_arguments", ["title and message are required [json-pointer:/prompts]"])
    if not arguments.get("thread_ts"):
        workspace.prompts[channel.id] = {"title": arguments.get("title", ""), "prompts": prompts}
        workspace.expose(str(workspace.prompts[channel.id]), workspace.readers(channel))
    return {}


@method("agents.sessions.setStatus", scopes="chat:write", needs="channel_id status")
def set_session_status(workspace: Workspace, arguments: Json) -> Json:
    """Say how far the bot's work in a thread has got; the first time it may be given a title."""
    channel = chat.place_to_post(workspace, arguments["channel_id"])
    thread = str(chat.thread_of(channel, arguments.get("thread_ts")) or "")
    title = str(arguments.get("title") or "")
    if arguments["status"] not in _SESSION or len(title) > 200:
        raise Refused("invalid_arguments")
    session = workspace.sessions.setdefault((channel.id, thread), {"title": title})
    session["status"] = arguments["status"]
    workspace.expose(str(session["title"]), workspace.readers(channel))
    unheard = "agent_session_stopped" not in workspace.subscriptions
    return {"warning": "missing_agent_session_stopped_subscription"} if unheard else {}


@method("agents.sessions.rename", scopes="chat:write", needs="channel_id title")
def rename_session(workspace: Workspace, arguments: Json) -> Json:
    """Give it another title."""
    channel = chat.place_to_post(workspace, arguments["channel_id"])
    session = workspace.sessions.get((channel.id, str(arguments.get("thread_ts") or "")))
    if session is None:
        raise Refused("session_not_found")
    session["title"] = str(arguments["title"])
    workspace.expose(session["title"], workspace.readers(channel))
    return {}


def described_for_events(person: Account) -> Json:
    """The person as interactions carry them."""
    return {
        "id": person.id,
        "username": person.name.lower(),
        "name": person.name.lower(),
        "team_id": person.team,
    }
