"""Outcomes as the batch JSON, and messages from it. Shapes: docs/batch-json.md."""

import json
from typing import Any

from assistant.domain.answer import Answered, Branch, Citation, Failed, NotCovered, Outcome, OutOfScope
from assistant.domain.message import Message, Turn


class BadLine(ValueError):
    """A line of the batch is not a message."""


def message_of(line: str) -> Message:
    """The message in one line. Raises BadLine, never with the line's words in it."""
    try:
        given = json.loads(line)
        question, history = given["question"], given.get("history") or []
        turns = tuple(Turn(str(turn["role"]), str(turn["content"])) for turn in history)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadLine('A line must be {"question": str, "history": [{"role", "content"}]?}.') from None
    if not isinstance(question, str):
        raise BadLine('"question" must be text.')
    return Message(question, turns)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One outcome with every key of the batch JSON."""
    shape: dict[str, Any] = {
        "outcome": _NAMES[type(outcome)],
        "verdict": None,
        "headline": outcome.headline,
        "citations": [],
        "branches": [],
        "warnings": [],
        "asks": None,
        "options": [],
        "category": None,
        "emergency": False,
        "route": [],
        "case": None,
        "nearest": [],
        "way_to_a_person": outcome.way_to_a_person,
    }
    if isinstance(outcome, Answered):
        shape |= {
            "verdict": outcome.verdict.value,
            "citations": [_citation(citation) for citation in outcome.citations],
            "branches": [_branch(branch) for branch in outcome.branches],
            "asks": outcome.asks,
            "options": list(outcome.options),
        }
    if isinstance(outcome, Answered | NotCovered):
        shape["warnings"] = [{"code": w.code, "text": w.text} for w in outcome.warnings]
    if isinstance(outcome, NotCovered):
        shape["nearest"] = [_citation(citation) for citation in outcome.nearest]
    return shape


_NAMES = {
    Answered: "answered",
    NotCovered: "not_covered",
    OutOfScope: "out_of_scope",
    Failed: "failed",
}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "policy": citation.policy,
        "status": citation.status.value,
        "clause": citation.clause,
        "heading": citation.heading,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "lead_in": citation.lead_in,
    }


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "when": branch.when,
        "verdict": branch.verdict.value,
        "citations": [_citation(citation) for citation in branch.citations],
    }
