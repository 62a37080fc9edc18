"""What the assistant that ships answers to eval/development/cases, and what the plain script finds there."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.answering.following_up import standing_alone
from assistant.bootstrap import Assistant
from assistant.domain.policy import Clause
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.scores import Scores, score
from bench.child import run
from bench.measure import Measure
from bench.speed import SPLITTERS, Places, Tell

Chunk = tuple[str, str]
_DEPTHS = (1, 3, 5)
# Shorter pieces, such as 'Pupils.', stand in too many clauses to say that one was found.
_SHORTEST = 15
_LABEL = re.compile(r"^(?:[-*#>]+\s+)*(?:(?:\d+(?:\.\d+)*[.)]?|\([a-z0-9]{1,3}\)|[a-z][.)])\s+)?")


def quality(made: Assistant, folder: Path, places: Places, tell: Tell) -> list[Measure]:
    """Scores of the answers to every case in `folder`, then what retrieval finds on both sides."""
    cases = read_cases(folder)
    outcomes = [made.ask.ask(case.message, record=False) for case in cases]
    tell("eval/development/cases answered")
    rows = answers(score(cases, outcomes))
    covered = [case for case in cases if case.outcome == "answered"]
    ours = [[found.clause.label for found in made.ask.evidence(case.message).kept] for case in covered]
    for depth in _DEPTHS:
        first = [set(c.clauses) <= set(labels[:depth]) for c, labels in zip(covered, ours, strict=True)]
        rows.append(found_within(f"assistant's retrieval: all expected in its first {depth}", first))
    tell("eval/development/cases retrieved")
    clauses = clauses_by_label(made)
    asked = json.dumps([standing_alone(c.message.text, c.message.earlier_questions) for c in covered])
    for splitter in SPLITTERS:
        printed = run(places.plain("measure", splitter), places.home, asked).printed
        chunks = [[(file, text) for file, text in found] for found in json.loads(printed)["found"]]
        rows += plain_findings(splitter, covered, chunks, clauses)
        tell(f"plain findings, {splitter}")
    return rows


def answers(scores: Scores) -> list[Measure]:
    """The scores with their targets."""
    return [
        Measure("all expected clauses cited", scores.all_cited, at_least=0.75),
        Measure("first citation right", scores.first_right, at_least=0.60),
        Measure("`yes` where `no` is expected", scores.yes_for_no, "answers", at_most=0),
        Measure("verdict right", scores.verdict_right, at_least=0.75),
        Measure("not covered recognised", scores.not_covered_recognised, at_least=0.80),
        Measure("out of scope recognised", scores.out_of_scope_recognised),
        Measure("citation precision", scores.precision),
        Measure("covered questions answered", scores.answered),
        Measure("cases", scores.cases, "questions"),
    ]


def plain_findings(
    splitter: str,
    cases: Sequence[Case],
    chunks: Sequence[Sequence[Chunk]],
    clauses: Mapping[str, tuple[str, Clause]],
) -> list[Measure]:
    """How often every expected clause is among the plain script's first chunks."""
    rows = []
    for depth in _DEPTHS:
        found = [
            all(
                any(counts(chunk, *clauses[label]) for chunk in first[:depth])
                for label in case.clauses
                if label in clauses
            )
            for case, first in zip(cases, chunks, strict=True)
        ]
        rows.append(found_within(f"plain script, {splitter}: all expected in its first {depth}", found))
    return rows


def found_within(what: str, found: Sequence[bool]) -> Measure:
    """The share of cases of which something is true."""
    return Measure(what, sum(found) / max(len(found), 1))


def clauses_by_label(made: Assistant) -> dict[str, tuple[str, Clause]]:
    """Each clause of the published policies with the name of its file."""
    index = made.shelf.current()
    held = index.policies.values() if index else ()
    return {clause.label: (policy.record.file, clause) for policy in held for clause in policy.clauses}


def counts(chunk: Chunk, file: str, clause: Clause) -> bool:
    """Whether a chunk shows a clause: it has all its words, or it is a piece of it."""
    source, text = chunk
    words, piece = _words(clause.text), _words(_LABEL.sub("", text.strip()))
    return source == file and (words in _words(text) or (len(piece) >= _SHORTEST and piece in words))


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
