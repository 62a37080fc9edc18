"""What has changed since an earlier report, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.evaluation.page_cases import Side, anchor, given_side, source
from assistant.evaluation.page_meanings import title
from assistant.evaluation.page_words import Json, counted, day, decision, listed, percent

Kinds = Mapping[str, tuple[str, str]]
# in changes.json -> heading, mark.
_KINDS: Kinds = {
    "worse": ("Worse: right before, wrong now", "bad"),
    "better": ("Better: wrong before, right now", "good"),
    "changed": ("Changed, and as right or wrong as before", ""),
}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One case, as it ended in the earlier report and in this one."""

    anchor: str
    question: str
    history: tuple[str, ...]
    source: str
    before: Side
    now: Side


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Changes of one kind, under a heading."""

    name: str
    title: str
    state: str
    rows: tuple[ChangeShown, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A score twice; `state` says whether it rose (good) or fell (bad), empty where it is the same."""

    title: str
    before: str
    now: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """The whole comparison; `edited` says that the policies are not those of the earlier report."""

    before: str
    say: str
    notes: tuple[str, ...]
    edited: bool
    scores: tuple[Difference, ...]
    kinds: tuple[ChangeKind, ...]


def changes_shown(changes: Json, report: Json) -> ChangesShown:
    """The comparison of `changes` (comparing.py), its clauses in the words of `report`."""
    number = {name: len(changes[name]) for name in _KINDS}
    say = (
        f"{counted(number['worse'], 'case')} got worse, {number['better']:,} got better, "
        f"{number['changed']:,} changed without either."
    )
    kinds = change_kinds(changes, report["clauses"], _KINDS, "change")
    notes = tuple(_notes(changes))
    scores = tuple(difference(one["name"], one["before"], one["now"]) for one in changes["scores"])
    return ChangesShown(
        _called(changes["before"], report["date"]), say, notes, changes["policy_edit"], scores, kinds
    )


def change_kinds(
    changes: Json, clauses: Mapping[str, Json], kinds: Kinds, anchors: str
) -> tuple[ChangeKind, ...]:
    """The cases of `changes` of each kind that there is; the anchor of each begins with `anchors`."""
    return tuple(
        ChangeKind(
            f"{anchors}-{name}",
            heading,
            state,
            tuple(_change(one, f"{anchors}-{name}", clauses) for one in changes[name]),
        )
        for name, (heading, state) in kinds.items()
        if changes[name]
    )


def _called(before: str, now: str) -> str:
    return day(before) if before != now else "the same day that was made before this one"


def _notes(changes: Json) -> list[str]:
    others = [name for name in changes["made_otherwise"] if name not in {"corpus", "index"}]
    notes = [f"{counted(changes['added'], 'case')} came in, {changes['gone']:,} left."]
    if changes["policy_edit"]:
        also = f" Besides, these were not the same: {listed(others)}." if others else ""
        notes.insert(0, f"The policies have been edited since: these are the answers that changed.{also}")
    elif others:
        notes.insert(0, f"The policies are the same. What is not the same: {listed(others)}.")
    else:
        notes.insert(0, "Policies, settings, models and code are the same.")
    return notes


def difference(name: str, before: float, now: float) -> Difference:
    """A score twice, rounded as it is shown."""
    state = "" if now == before else "good" if now > before else "bad"
    by = f"{100 * (now - before):+.1f}".replace("-", "\N{MINUS SIGN}") if state else "0.0"
    return Difference(title(name), percent(before), percent(now), by, state)


def _change(change: Json, anchors: str, clauses: Mapping[str, Json]) -> ChangeShown:
    before, now = change["before"], change["now"]
    sides = (
        (_decided(before), _decided(now))
        if change["kind"] == "triage"
        # The clauses of the earlier report may have been worded otherwise: what it quoted stands.
        else (given_side(before["given"], {}), given_side(now["given"], clauses))
    )
    return ChangeShown(
        anchor(anchors, now),
        now["text"] if change["kind"] == "triage" else now["question"],
        tuple(now.get("history", ())),
        source(now),
        *sides,
    )


def _decided(case: Json) -> Side:
    broke = f"{case['error']}: counted as a failure"
    return Side(decision(case["given"]) if case["given"] else broke, "", ())
