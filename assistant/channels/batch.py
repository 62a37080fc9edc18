"""Outcomes as the batch JSON, and messages from it. Shapes: docs/batch-json.md."""

import json
from typing import Any

from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Explained,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
)
from assistant.domain.message import Message, Turn
from assistant.domain.school import Role


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
    shape = _empty(outcome)
    if isinstance(outcome, HandedOff):
        shape |= _handed_off(outcome)
        outcome = outcome.answer or outcome
    if isinstance(outcome, Answered):
        shape |= {
            "verdict": outcome.verdict.value,
            "citations": [_citation(citation) for citation in outcome.citations],
            "branches": [_branch(branch) for branch in outcome.branches],
            "explanation": [_explained(sentence) for sentence in outcome.explanation],
        }
    if isinstance(outcome, Answered | NotCovered):
        shape["warnings"] = [{"code": w.code, "text": w.text} for w in outcome.warnings]
    # What a hand-off asks decides who is told; a question underneath can wait.
    if isinstance(outcome, Answered | NotCovered) and outcome.asks and not shape["asks"]:
        shape |= {"asks": outcome.asks, "options": list(outcome.options)}
    if isinstance(outcome, NeedsClarifying):
        shape |= {"asks": "is_it_real", "options": list(outcome.options)}
    if isinstance(outcome, NotCovered):
        shape["nearest"] = [_citation(citation) for citation in outcome.nearest]
    return shape


def _empty(outcome: Outcome) -> dict[str, Any]:
    return {
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
        "categories": [],
        "lines": [],
        "contacts": [],
        "advice": [],
        "explanation": [],
    }


def _handed_off(outcome: HandedOff) -> dict[str, Any]:
    return {
        "category": outcome.categories[0].value if outcome.categories else None,
        "categories": [category.value for category in outcome.categories],
        "emergency": outcome.emergency,
        "route": [_ROLES.get(role, role.value) for role in outcome.route],
        "case": outcome.case,
        "asks": outcome.asks,
        "options": list(outcome.options),
        "lines": list(outcome.lines),
        "contacts": [{"title": who.title, "name": who.name, "phone": who.phone} for who in outcome.contacts],
        "advice": [{"title": block.title, "do": block.do, "dont": block.dont} for block in outcome.advice],
    }


_ROLES = {Role.SAFEGUARDING_LEAD: "dsl", Role.DEPUTY_SAFEGUARDING_LEAD: "deputy_dsl"}
_NAMES = {
    Answered: "answered",
    NotCovered: "not_covered",
    NeedsClarifying: "needs_clarifying",
    HandedOff: "handed_off",
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


def _explained(sentence: Explained) -> dict[str, Any]:
    return {"text": sentence.text, "citations": [_citation(citation) for citation in sentence.citations]}
