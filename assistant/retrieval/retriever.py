"""Rank the passages of an index for one question and pool them to clauses."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from assistant.domain.evidence import Evidence, FoundClause, ScoredPassage, Signals
from assistant.domain.example import Neighbour
from assistant.domain.policy import Status
from assistant.ports import Encoding, Index, Rows, Vector
from assistant.retrieval.asking import nearest_of, neighbours, share_of
from assistant.retrieval.fusion import late_interaction, standardised

CANDIDATES = 100
RERANKED = 50
KEPT = 12
# First pass, from the measured recipe: BM25 against the sentence's and the headings' vectors.
_LEXICAL, _DENSE, _HEADING = 0.4, 0.6, 0.2
SIGNALS = ("lexical", "dense", "heading", "tokens", "asked", "asked_share", "policy", "ratified")
_Columns = dict[str, Vector]


def retrieve(
    index: Index,
    question: str,
    encoding: Encoding,
    weights: Mapping[str, float],
    unseen: str | None = None,
) -> Evidence:
    """Clauses for the question, best first.

    `encoding` is that of `question`; `weights` say how much each of SIGNALS counts.
    Examples of the table `unseen` are not used, for honest measuring.
    """
    near = neighbours(index, encoding, unseen)
    rows, columns = candidates(index, question, encoding, near)
    scores = sum((weights[name] * columns[name] for name in SIGNALS), np.zeros(len(rows)))
    order = np.argsort(-scores, kind="stable")
    scored = [
        ScoredPassage(index.passages[rows[at]], float(scores[at]), _signals(columns, at)) for at in order
    ]
    return _pooled(question, scored, near)


def candidates(
    index: Index, question: str, encoding: Encoding, near: tuple[Neighbour, ...]
) -> tuple[Rows, _Columns]:
    """Rows found by vector, by word or by example, and the columns named in SIGNALS.

    The columns are z-scores over the candidates, except `asked...` and `ratified`;
    `raw_...` columns hold the scores as they were.
    """
    lexical = index.lexical(question)
    asked, shares = nearest_of(near), share_of(near)
    rows = _gathered(index, encoding, lexical, asked)
    raw = {
        "lexical": lexical[rows],
        "dense": index.vectors(rows) @ encoding.sentence,
        "heading": index.heading_vectors(rows) @ encoding.sentence,
        "asked": np.array([asked.get(_label(index, row), 0.0) for row in rows], np.float32),
        "asked_share": np.array([shares.get(_label(index, row), 0.0) for row in rows], np.float32),
    }
    best = _worth_reranking(raw)
    rows, raw = rows[best], {name: column[best] for name, column in raw.items()}
    tokens = index.token_vectors(rows)
    raw["tokens"] = late_interaction(encoding.tokens, token_weights(index, encoding), tokens)
    columns = {f"raw_{name}": column for name, column in raw.items()}
    columns |= {name: standardised(raw[name]) for name in ("lexical", "dense", "heading", "tokens")}
    columns |= {name: raw[name] for name in ("asked", "asked_share")}
    policies = [index.passages[row].clause.policy for row in rows]
    columns["policy"] = _policy_lift(policies, first_pass(raw) + columns["tokens"])
    own = [index.policies[policy].record.status is Status.RATIFIED for policy in policies]
    columns["ratified"] = np.array(own, np.float32)
    return rows, columns


def token_weights(index: Index, encoding: Encoding) -> Vector:
    """Rarity of each token of the question; one that no passage holds counts as the rarest."""
    known = index.token_weights
    ids = np.minimum(encoding.token_ids, len(known) - 1)
    unseen = encoding.token_ids >= len(known)
    return np.where(unseen, known.max(initial=1.0), known[ids]).astype(np.float32)


def first_pass(raw: _Columns) -> Vector:
    """The score that decides which candidates are worth comparing token by token."""
    dense = raw["dense"] + _HEADING * raw["heading"]
    return _LEXICAL * standardised(raw["lexical"]) + _DENSE * standardised(dense)


def _gathered(index: Index, encoding: Encoding, lexical: Vector, asked: Mapping[str, float]) -> Rows:
    by_word = np.argsort(-lexical, kind="stable")[:CANDIDATES]
    found = [index.nearest(encoding.sentence, CANDIDATES), by_word[lexical[by_word] > 0]]
    found += [index.rows_of[label] for label in asked if label in index.rows_of]
    return np.unique(np.concatenate(found)).astype(np.int64)


def _worth_reranking(raw: _Columns) -> Rows:
    """The best by the first pass, and every clause that examples speak for."""
    best = np.argsort(-first_pass(raw), kind="stable")[:RERANKED]
    return np.union1d(best, np.flatnonzero(raw["asked"] > 0)).astype(np.int64)


def _label(index: Index, row: int) -> str:
    return index.passages[row].clause.label


def _policy_lift(policies: list[str], scores: Vector) -> Vector:
    """For each candidate the mean of the three best scores in its policy."""
    best: dict[str, list[float]] = defaultdict(list)
    for at in np.argsort(-scores, kind="stable"):
        if len(best[policies[at]]) < 3:
            best[policies[at]].append(float(scores[at]))
    return np.array([np.mean(best[policy]) for policy in policies], np.float32)


def _signals(columns: _Columns, at: int) -> Signals:
    names = ("dense", "heading", "lexical", "tokens", "asked", "asked_share")
    return Signals(**{name: float(columns[f"raw_{name}"][at]) for name in names})


def _pooled(question: str, scored: list[ScoredPassage], near: tuple[Neighbour, ...]) -> Evidence:
    """Clauses by their best passage; what belongs to no kept clause is rejected."""
    by_clause: dict[str, list[ScoredPassage]] = {}
    for found in scored:
        by_clause.setdefault(found.passage.clause.id, []).append(found)
    clauses = [FoundClause(group[0].passage.clause, tuple(group)) for group in by_clause.values()]
    rejected = tuple(found for clause in clauses[KEPT:] for found in clause.passages)
    return Evidence(question, tuple(clauses[:KEPT]), rejected, near)
