"""The words of the report: what a score is called, what it means, what went wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Json = Mapping[str, Any]

_VERDICTS = {
    "no": "No",
    "yes": "Yes",
    "only_if": "Only if",
    "must": "Must: a duty",
    "depends": "It depends",
    "fact": "A fact",
}
_OUTCOMES = {
    "answered": "An answer",
    "not_covered": "No policy covers this",
    "out_of_scope": "Not a question about the policies",
    "handed_off": "Handed to a person",
    "needs_clarifying": "Asked back: has this happened?",
    "failed": "No ending: the assistant failed",
}
_CONCERNS = {
    "child": "about a child",
    "colleague": "about a colleague",
    "myself": "about the sender",
    "outsider": "about somebody from outside",
    "headteacher": "about the headteacher",
    "safeguarding_lead": "about the safeguarding lead",
    "deputy_safeguarding_lead": "about the deputy safeguarding lead",
    "data_protection_lead": "about the data protection lead",
    "chair_of_governors": "about the chair of governors",
}


def percent(share: float) -> str:
    """A share as readers write it: 0.9317 is 93.2%."""
    return f"{100 * share:.1f}%"


def between(low: float, high: float) -> str:
    """A range of shares: 97.5 to 99.9%."""
    return f"{100 * low:.1f} to {percent(high)}"


def counted(number: int, one: str, many: str = "") -> str:
    """1 case, 2 cases, 1,200 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ending(side: Json) -> str:
    """What was expected or given, in words: the verdict of an answer, otherwise the outcome."""
    outcome, verdict = str(side["outcome"]), str(side["verdict"])
    if outcome == "answered" and verdict:
        return _VERDICTS.get(verdict, verdict)
    return _OUTCOMES.get(outcome, outcome)


def decision(side: Json) -> str:
    """A decision of triage in words: live incident, child protection, emergency, about a child."""
    parts = [side["route"], side.get("category", "").replace("_", " ")]
    parts += ["an emergency"] if side.get("emergency") else []
    parts += [_CONCERNS.get(side.get("concerns") or "", side.get("concerns") or "")]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def day(written: str) -> str:
    """2026-11-03 is 3 November 2026."""
    found = date.fromisoformat(written)
    return f"{found.day} {found:%B %Y}"


def listed(parts: Sequence[str]) -> str:
    """One; one and two; one, two and three."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def sentence(words: str) -> str:
    """Words as a sentence: a capital before them, a full stop behind them."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"
