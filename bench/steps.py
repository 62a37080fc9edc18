"""What each step of retrieval is worth: the same cases under recipes that grow by one step."""

from collections.abc import Mapping
from pathlib import Path

from assistant.answering.following_up import standing_alone
from assistant.bootstrap import Assistant
from assistant.evaluation.cases import read_cases
from assistant.retrieval.ranker import SIGNALS, Ranker
from bench.measure import Measure
from bench.speed import Tell

_DEPTHS = (1, 3, 5)
_FIRST_PASS = {"lexical": 0.4, "dense": 0.6, "heading": 0.12}
_TOKENS = _FIRST_PASS | {"tokens": 1.0}
_PUBLISHED = _TOKENS | {"policy": 0.4}


def steps(made: Assistant, folder: Path, tell: Tell) -> list[Measure]:
    """For each recipe the share of covered cases with every expected clause in the first 1, 3 and 5."""
    index = made.shelf.current()
    assert index is not None, "the bench publishes first"
    recipes: Mapping[str, Mapping[str, float]] = {
        "BM25 alone": {"lexical": 1.0},
        "vectors alone": {"dense": 1.0},
        "first pass": _FIRST_PASS,
        "and late interaction": _TOKENS,
        "and the policy's best": _PUBLISHED,
        "and the leads' questions, as it ships": made.heads.ranking,
    }
    cases = [case for case in read_cases(folder) if case.outcome == "answered"]
    questions = [standing_alone(case.message.text, case.message.earlier_questions) for case in cases]
    encoder = made.encoder()
    encodings = [encoder.encode([question])[0] for question in questions]
    rows: list[Measure] = []
    for name, weights in recipes.items():
        ranker = Ranker(index, dict.fromkeys(SIGNALS, 0.0) | dict(weights))
        found = [
            [kept.clause.label for kept in ranker.retrieve(question, encoding).kept]
            for question, encoding in zip(questions, encodings, strict=True)
        ]
        for depth in _DEPTHS:
            hits = [set(c.clauses) <= set(labels[:depth]) for c, labels in zip(cases, found, strict=True)]
            rows.append(Measure(f"{name}: all expected in its first {depth}", sum(hits) / len(hits)))
    tell("retrieval, step by step")
    return rows
