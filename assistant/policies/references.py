"""Find where a clause points to another policy, and whether that policy is held.

'In line with the school behaviour policy' becomes a link. 'This policy' and
'school policy' name no other policy and are left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.policy import Clause, Policy, PolicyRecord, Reference, Span

_KIND = re.compile(r"\b(?:polic(?:y|ies)|procedures?|code of conduct)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_BOUND = frozenset(
    """
    a an all and any are as at behind breached breach by each every existing follow following for from given
    has have her his how in into is its line must my new no-contact not of on or other our out own per read
    related relevant right same school school's see set should such sure that the their these this those to
    under use using we what which who will with your
    """.split()
)
_DATA_BREACH = ("data", "breach")
_JOINED = frozenset({"and", "or"})
_NAMELESS = frozenset(
    {"policy", "policies", "procedure", "procedures", "staff", "code", "conduct", "of", "and", "or", "the"}
)


def link(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """The same policies, each clause with its references to the others."""
    held = tuple(policies)
    records = [policy.record for policy in held]
    return tuple(
        replace(policy, clauses=tuple(_linked(clause, policy, records) for clause in policy.clauses))
        for policy in held
    )


def _linked(clause: Clause, policy: Policy, records: list[PolicyRecord]) -> Clause:
    found = tuple(_references(clause, policy, records))
    return replace(clause, references=found)


def _references(clause: Clause, policy: Policy, records: list[PolicyRecord]) -> Iterable[Reference]:
    for match in _KIND.finditer(clause.text):
        start = _name_start(clause.text, match.start())
        words = clause.text[start : match.end()]
        if start == match.start() and match.group().lower() != "code of conduct":
            continue
        target = _target(words, records)
        if target != policy.record.id:
            yield Reference(Span(clause.span.start + start, clause.span.start + match.end()), words, target)


def _name_start(text: str, end: int) -> int:
    """Where the name in front of 'policy' begins: back to the first word that bounds it."""
    before = list(_WORD.finditer(text, max(0, end - 60), end))
    start, stop = end, end
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if text[word.end() : stop].strip():
            break
        lowered = word.group().lower()
        previous = before[at - 1].group().lower() if at else ""
        joins = lowered in _JOINED and previous and previous not in _BOUND and start != end
        if lowered in _BOUND and not joins and (previous, lowered) != _DATA_BREACH:
            break
        stop = word.start()
        start = start if lowered in _JOINED else word.start()
    return start


def _target(words: str, records: list[PolicyRecord]) -> str | None:
    """The held policy whose title or other name has the same telling words."""
    wanted = _telling(words)
    for record in records:
        if any(wanted == _telling(name) for name in (record.title, *record.other_names)):
            return record.id
    return None


def _telling(name: str) -> frozenset[str]:
    words = frozenset(word.lower() for word in _WORD.findall(name))
    return (words - _NAMELESS) or words - {"the"}
