"""What the assistant that ships answers to eval/development/cases, and what the plain script finds there."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.answering.following_up import standing_alone
from assistant.bootstrap import Assistant
from assistant.domain.policy import Clause
from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.page_meanings import title
from assistant.evaluation.running import run as run_cases
from assistant.evaluation.score import Score
from bench.child import run
from bench.measure import Measure
from bench.speed import SPLITTERS, Places, Tell

Chunk = tuple[str, str]
_DEPTHS = (1, 3, 5)
_TARGETS = {
    "all_cited": 0.75,
    "first_citation_right": 0.60,
    "never_yes_for_no": 1.0,
    "verdict_accuracy": 0.75,
    "not_covered_recognised": 0.80,
}
# Shorter pieces, such as 'Pupils.', stand in too many clauses to say that one was found.
_SHORTEST = 15
_LABEL = re.compile(r"^(?:[-*#>]+\s+)*(?:(?:\d+(?:\.\d+)*[.)]?|\([a-z0-9]{1,3}\)|[a-z][.)])\s+)?")


def quality(made: Assistant, folder: Path, places: Places, tell: Tell) -> list[Measure]:
    """Scores of the answers to every case in `folder`, then what retrieval finds on both sides."""
    cases = read_cases(folder)
    given = run_cases(made, cases, (), lambda what, done, total: None).answers
    tell("eval/development/cases answered")
    rows = answers(answer_scores(given))
    covered = [case for case in cases if case.outcome == "answered"]
    ours = [one.retrieved for one in given if one.case.outcome == "answered"]
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


def answers(scores: Sequence[Score]) -> list[Measure]:
    """The scores of `assistant evaluate`, some with targets."""
    return [
        Measure(title(one.name), one.value, at_least=_TARGETS.get(one.name), detail=f"of {one.n}")
        for one in scores
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
