"""What changed between two reports, case by case."""

from collections.abc import Mapping
from typing import Any

from assistant.evaluation.score import rounded

Json = Mapping[str, Any]
_SEEN = {"answers": ("outcome", "verdict", "cited", "quotes", "asks", "error"), "triage": None}


def compared(before: Json, now: Json) -> dict[str, Any]:
    """The cases of both reports that got better, got worse, or changed without either.

    `better` were wrong and are right, `worse` were right and are wrong, `changed` end otherwise and are as
    right or wrong as before; each holds the case of the report before and the present one. With
    `policy_edit` the policies are not those of the report before: then all three are the answers that the
    edit changed. `scores` are the differences, `added` and `gone` count cases that only one report has.
    """
    changes: dict[str, list[Json]] = {"better": [], "worse": [], "changed": []}
    counts = {"added": 0, "gone": 0}
    for kind in _SEEN:
        old, new = ({one["key"]: one for one in report[kind]} for report in (before, now))
        counts["added"] += len(new.keys() - old.keys())
        counts["gone"] += len(old.keys() - new.keys())
        for key in (key for key in new if key in old):
            if what := _change(kind, old[key], new[key]):
                changes[what].append({"kind": kind, "key": key, "before": old[key], "now": new[key]})
    return {
        "before": before["date"],
        "policy_edit": _corpus(before) != _corpus(now),
        "made_otherwise": _made_otherwise(before, now),
        "scores": _differences(before, now),
        **changes,
        **counts,
    }


def _change(kind: str, old: Json, new: Json) -> str:
    was_right, is_right = not old["why"], not new["why"]
    if was_right != is_right:
        return "better" if is_right else "worse"
    return "changed" if _ending(kind, old) != _ending(kind, new) else ""


def _ending(kind: str, one: Json) -> object:
    given, seen = one["given"], _SEEN[kind]
    return given if seen is None or given is None else [given.get(name) for name in seen]


def _corpus(report: Json) -> object:
    return report.get("made_with", {}).get("corpus")


def _made_otherwise(before: Json, now: Json) -> list[str]:
    """What of the things that a run is made with is not the same, by name."""
    old, new = before.get("made_with", {}), now.get("made_with", {})
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def _differences(before: Json, now: Json) -> list[dict[str, Any]]:
    """Of every score that both reports have and that is not the same."""
    old, new = (
        {score["name"]: rounded(score["value"]) for score in report["scores"]} for report in (before, now)
    )
    return [
        {"name": name, "before": old[name], "now": new[name]}
        for name in new
        if name in old and old[name] != new[name]
    ]
