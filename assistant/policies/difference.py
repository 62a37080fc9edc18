"""What changed between two published versions of a policy, clause by clause.

A reworded or renumbered clause keeps its id, so that what refers to it survives.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.domain.policy import Clause, Policy

_SAME_RULE = 0.6


class ChangeKind(StrEnum):
    """How a clause differs from the version before."""

    ADDED = "added"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed clause; `words` shows it word by word: [-taken out-] {+put in+}."""

    kind: ChangeKind
    label: str
    before: str
    words: str


def carry_ids(new: Policy, old: Policy | None) -> tuple[Policy, tuple[Change, ...]]:
    """`new` with the ids of the clauses it continues, and what changed."""
    if old is None:
        added = tuple(_added(clause) for clause in new.clauses)
        return new, added
    pairs = _pair(new.clauses, old.clauses)
    clauses = _with_ids(new.clauses, pairs)
    changes = [_change(clause, pairs.get(clause.id)) for clause in new.clauses]
    continued = {clause.id for clause in pairs.values()}
    removed = [
        Change(ChangeKind.REMOVED, clause.label, clause.label, f"[-{clause.text}-]")
        for clause in old.clauses
        if clause.id not in continued
    ]
    found = tuple(change for change in changes if change) + tuple(removed)
    return replace(new, clauses=clauses), found


def _with_ids(clauses: tuple[Clause, ...], pairs: dict[str, Clause]) -> tuple[Clause, ...]:
    """Continued clauses keep their id; a new one whose words once had that id gets another."""
    taken = {clause.id for clause in pairs.values()}
    named: list[Clause] = []
    for clause in clauses:
        if clause.id in pairs:
            named.append(replace(clause, id=pairs[clause.id].id))
            continue
        name, turn = clause.id, 2
        while name in taken:
            name, turn = f"{clause.id}-{turn}", turn + 1
        taken.add(name)
        named.append(replace(clause, id=name))
    return tuple(named)


def _pair(new: Iterable[Clause], old: Iterable[Clause]) -> dict[str, Clause]:
    """Old clause for the id of each new one: same words first, then same number, then likeness."""
    open_new, open_old = list(new), list(old)
    pairs: dict[str, Clause] = {}

    def settle(matches: Iterable[tuple[Clause, Clause]]) -> None:
        for fresh, former in list(matches):
            if fresh in open_new and former in open_old:
                pairs[fresh.id] = former
                open_new.remove(fresh)
                open_old.remove(former)

    settle(_alike(open_new, open_old, lambda clause: (clause.heading, _words(clause))))
    settle(_alike(open_new, open_old, _words))
    settle(
        (n, o)
        for n in list(open_new)
        for o in list(open_old)
        if n.number == o.number and _likeness(n, o) >= _SAME_RULE
    )
    ranked = sorted(
        ((_likeness(n, o), n, o) for n in open_new for o in open_old),
        key=lambda match: -match[0],
    )
    settle((n, o) for likeness, n, o in ranked if likeness >= _SAME_RULE)
    return pairs


def _alike(
    new: Iterable[Clause], old: Iterable[Clause], key: Callable[[Clause], object]
) -> list[tuple[Clause, Clause]]:
    """Pairs with the same key; twins in their order."""
    waiting: defaultdict[object, list[Clause]] = defaultdict(list)
    for former in old:
        waiting[key(former)].append(former)
    return [(fresh, waiting[key(fresh)].pop(0)) for fresh in new if waiting[key(fresh)]]


def _words(clause: Clause) -> tuple[str, ...]:
    """The words alone: lines that are broken elsewhere are no change."""
    return tuple(clause.text.split())


def _likeness(one: Clause, other: Clause) -> float:
    matcher = difflib.SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME_RULE else 0.0


def _added(clause: Clause) -> Change:
    return Change(ChangeKind.ADDED, clause.label, "", f"{{+{clause.text}+}}")


def _change(new: Clause, old: Clause | None) -> Change | None:
    if old is None:
        return _added(new)
    if _words(new) != _words(old):
        return Change(ChangeKind.CHANGED, new.label, old.label, _word_by_word(old.text, new.text))
    if new.label != old.label:
        return Change(ChangeKind.RENUMBERED, new.label, old.label, new.text)
    return None


def _word_by_word(old: str, new: str) -> str:
    before, after = re.split(r"(\s+)", old), re.split(r"(\s+)", new)
    parts: list[str] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        taken, put = "".join(before[i:j]), "".join(after[k:m])
        if tag == "equal":
            parts.append(taken)
            continue
        parts.append((f"[-{taken}-]" if taken else "") + (f"{{+{put}+}}" if put else ""))
    return "".join(parts)
