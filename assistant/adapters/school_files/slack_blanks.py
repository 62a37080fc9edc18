"""The names of the sentences under [slack], their blanks, and how long Slack lets some of them be."""

from assistant.domain.policy import Status

_BUTTONS = ("happened", "clauses", "helpful", "unhelpful", "share", "delete", "private", "ask", "report")
_PLAIN: dict[str, tuple[str, ...]] = {
    "answer": ("which", "clauses", "nearest", "more", "footer", "shared"),
    "status": tuple(Status),
    "button": _BUTTONS,
    "label": _BUTTONS,
    "pointer": ("sent", "not_sent", "delete", "only_you"),
    "contacts": ("heading", "about", "guest", "shared_channel", "nothing_kept"),
    "home": ("what", "ring", "privacy", "policies", "review_not_set", "no_policies"),
    "modal": ("cancel", "close_page", "too_long", "emergency", "emergency_yes", "emergency_no"),
    "modal.report": ("title", "submit", "label", "hint", "note"),
    "modal.message": ("title", "submit", "preview", "empty", "label", "hint", "consent", "agree"),
    "modal.reason": ("title", "submit", "label", "comment", "hint"),
    "modal.clauses": ("title",),
    "modal.add": ("title", "submit", "label", "hint"),
    "modal.note": ("title", "submit", "label", "hint"),
    "modal.close": ("title", "submit", "label"),
    "modal.words": ("title", "none", "recorded"),
    "modal.notice": ("title",),
    "modal.loading": ("title", "text"),
    "unrecorded": ("reporter", "role_holder"),
    "reason": ("wrong_clause", "wrong_answer", "incomplete", "unclear", "needed_a_person", "other"),
}
# As Slack has it: https://docs.slack.dev/reference/app-manifest
_IN_THE_MANIFEST = {
    "name": 35,
    "description": 140,
    "agent_description": 300,
    "command": 100,
    "command_hint": 100,
    "report_message": 24,
    "report_message_description": 150,
    "report_incident": 24,
    "report_incident_description": 150,
    "prompt_friend_title": 75,
    "prompt_friend": 200,
    "prompt_concern_title": 75,
    "prompt_concern": 200,
}
_PRIVACY = ("direct", "channel", "report", "kept", "exports", "model")
SLACK_BLANKS: dict[str, set[str]] = {
    **{
        f"slack.{name}": set()
        for name in ("fallback", "prompts", "gone", "not_yours", "not_now", "no_window")
    },
    **{f"slack.{table}.{name}": set() for table, names in _PLAIN.items() for name in names},
    **{f"slack.manifest.{name}": set() for name in _IN_THE_MANIFEST},
    **{f"slack.home.privacy_{name}": set() for name in _PRIVACY},
    "slack.answer.page": {"page"},
    "slack.answer.refers_to": {"what"},
    "slack.home.title": {"school"},
    "slack.home.review_due": {"due"},
    "slack.home.review_overdue": {"due"},
    "slack.home.more_policies": {"count"},
    "slack.modal.words.reference": {"reference"},
}
_ON_BUTTONS = ("slack.button.", "slack.label.", "slack.reason.", "slack.card.button.")
_CHOSEN = ("slack.modal.emergency_yes", "slack.modal.emergency_no", "slack.modal.message.agree")


def longest(name: str) -> int | None:
    """How many characters a sentence may have, None where any number will do."""
    if not name.startswith("slack."):
        return None
    if name.startswith("slack.modal.") and name.endswith((".title", ".submit", ".cancel", ".close_page")):
        return 24
    if name.startswith("slack.manifest."):
        return _IN_THE_MANIFEST.get(name.removeprefix("slack.manifest."))
    if name.startswith("slack.card.button."):
        return 30
    if name.startswith(_ON_BUTTONS) or name in _CHOSEN:
        return 75
    return 1000
