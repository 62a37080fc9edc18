"""The name of every fixed sentence in prompts/replies.toml, with the blanks that code fills."""

from assistant.adapters.school_files.card_blanks import CARD_BLANKS
from assistant.adapters.school_files.slack_blanks import SLACK_BLANKS
from assistant.domain.advice import BLOCKS, FIELDS
from assistant.domain.case import ClosingOutcome, EventKind
from assistant.domain.proposal import Step
from assistant.domain.triage import Category

_NONE: set[str] = set()
_STRENGTHS = ("must", "should", "advised", "encouraged")
_ANSWERS: dict[str, set[str]] = {
    "headline.yes": {"policy"},
    "headline.only_if": {"policy"},
    "headline.fact": {"policy"},
    "headline.depends": {"on"},
    **{f"headline.{verdict}.{how}": {"policy"} for verdict in ("no", "must") for how in _STRENGTHS},
    "headline.no.not_required": {"policy"},
    **{f"branch.{verdict}": _NONE for verdict in ("yes", "only_if", "must", "fact")},
    **{f"branch.no.{how}": _NONE for how in (*_STRENGTHS, "not_required")},
    "policy.own": {"title"},
    "policy.model": {"title"},
    "policy.banner": _NONE,
    "explanation.note": _NONE,
    "progress.line": {"doing"},
    **{f"progress.{step}": _NONE for step in Step},
    "part.1": {"said"},
    "part.2": {"said"},
    "part.3": {"said"},
    "part.not_covered": _NONE,
    "warning.review_overdue": {"policy", "due"},
    "warning.model_text": {"policy", "banner"},
    "warning.conflict": {"text", "role"},
    "contact.not_set": _NONE,
    "ending.not_covered": {"role"},
    "ending.gap_recorded": _NONE,
    "ending.out_of_scope": _NONE,
    "ending.failed": _NONE,
    "ending.way_to_a_person": {"lead", "lead_phone", "head", "head_phone"},
}
_LINES: dict[str, set[str]] = {
    "emergency": _NONE,
    "recorded": {"reference"},
    "added": {"reference"},
    "added_without_words": {"reference"},
    "not_recorded": _NONE,
    "dry_run": _NONE,
    "told": {"who"},
    "delayed": {"who"},
    "failed": {"who"},
    "nobody": _NONE,
    "nobody_on_duty": _NONE,
    "seen": {"who", "at"},
    "closed": {"at", "outcome"},
    "voice": _NONE,
    "universal_do": _NONE,
    "universal_dont": _NONE,
    "secrecy": _NONE,
    "recorder": {"where", "url"},
    "recorder_not_set": _NONE,
    "contact": {"title", "who", "phone"},
    "contact_no_number": {"title", "who"},
    "excluded": _NONE,
    "choose": {"who", "minutes"},
    "choose_told": {"who"},
    "stand_down": _NONE,
    "not_live": {"how"},
    "answer_below": _NONE,
    "is_it_real": _NONE,
    "is_it_real_yes": _NONE,
    "is_it_real_no": _NONE,
    "switched_off": _NONE,
    "texts_version": {"versions"},
}
_ALERTS: dict[str, set[str]] = {
    "subject": {"reference", "category", "urgency"},
    "text": {"reference", "category", "urgency", "reporter", "at", "how"},
    "urgent": _NONE,
    "normal": _NONE,
    "repeat": {"round"},
}
# An event that is not here says only when it was.
_EVENTS: dict[EventKind, set[str]] = {
    EventKind.ALERT_QUEUED: {"who"},
    EventKind.ALERT_SENT: {"who"},
    EventKind.ALERT_DELAYED: {"who"},
    EventKind.ALERT_FAILED: {"who"},
    EventKind.ESCALATED: {"who"},
    EventKind.OPENED: {"who"},
    EventKind.ACKNOWLEDGED: {"who"},
    EventKind.REASSIGNED: {"who"},
    EventKind.CLOSED: {"who", "detail"},
    EventKind.REOPENED: {"who"},
}
BLANKS: dict[str, set[str]] = {
    **_ANSWERS,
    **{f"handoff.{block}.{field}": _NONE for block in BLOCKS for field in FIELDS},
    **{f"handoff.headline.{name}": _NONE for name in ("emergency", "incident", "unknown", "added")},
    **{f"handoff.line.{name}": blanks for name, blanks in _LINES.items()},
    **{f"handoff.alert.{name}": blanks for name, blanks in _ALERTS.items()},
    **{f"handoff.category.{name}": _NONE for name in (*Category, "unknown")},
    **{f"handoff.event.{kind}": {"at"} | _EVENTS.get(kind, _NONE) for kind in EventKind},
    **{f"handoff.outcome.{outcome}": _NONE for outcome in ClosingOutcome},
    **SLACK_BLANKS,
    **CARD_BLANKS,
}
