"""Rank the passages of an index for one question and pool them to clauses."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from assistant.domain.evidence import Evidence, FoundClause, ScoredPassage, Signals
from assistant.domain.example import Neighbour
from assistant.domain.policy import Status
from assistant.ports import Encoding, Index, Rows, Vector
from assistant.retrieval.asking import nearest_of, neighbours, share_of
from assistant.retrieval.company import Company
from assistant.retrieval.fusion import highest, late_interaction, standardised

CANDIDATES = 40
RERANKED = 30
KEPT = 12
# First pass, from the measured recipe: BM25 against the sentence's and the headings' vectors.
_LEXICAL, _DENSE, _HEADING = 0.4, 0.6, 0.2
_STANDARDISED = ("lexical", "dense", "heading", "tokens")
SIGNALS = (*_STANDARDISED, "asked", "asked_share", "policy", "ratified")
_Columns = dict[str, Vector]


class Ranker:
    """Ranks for one index; `weights` say how much each of SIGNALS counts."""

    def __init__(self, index: Index, weights: Mapping[str, float]) -> None:
        self._index, self._weights = index, weights
        self._company = Company(index.examples)

    def retrieve(self, question: str, encoding: Encoding, unseen: str | None = None) -> Evidence:
        """Clauses for the question, best first. `encoding` is that of `question`.

        Examples of the table `unseen` are not used, for honest measuring.
        """
        rows, columns, near = self.candidates(question, encoding, unseen)
        scores = sum((self._weights[name] * columns[name] for name in SIGNALS), np.zeros(len(rows)))
        signals = _signals(columns)
        order = np.argsort(-scores, kind="stable")
        scored = [
            ScoredPassage(self._index.passages[rows[at]], float(scores[at]), signals[at]) for at in order
        ]
        kept, rejected = _pooled(scored)
        first: dict[str, int] = {}
        for found, row in zip(scored, rows[order], strict=True):
            first.setdefault(found.passage.clause.label, row)
        vectors = self._index.vectors(np.array([first[found.clause.label] for found in kept], np.int64))
        return Evidence(question, self._company.beside_the_best(kept, vectors, unseen), rejected, near)

    def candidates(
        self, question: str, encoding: Encoding, unseen: str | None = None
    ) -> tuple[Rows, _Columns, tuple[Neighbour, ...]]:
        """Rows found by vector, by word or by example, the columns named in SIGNALS, and like examples.

        The columns are z-scores over the candidates, except `asked...` and `ratified`;
        `raw_...` columns hold the scores as they were.
        """
        index = self._index
        near = neighbours(index.examples, self._nearness(encoding.sentence), unseen)
        lexical = index.lexical(question)
        asked, shares = nearest_of(near), share_of(near)
        rows = _gathered(index, encoding, lexical, asked)
        vectors = index.vectors(rows)
        raw = {
            "lexical": lexical[rows],
            "dense": vectors @ encoding.sentence,
            "heading": index.heading_vectors(rows) @ encoding.sentence,
            "asked": _by_clause(index, rows, asked),
            "asked_share": _by_clause(index, rows, shares),
        }
        best = _worth_reranking(raw)
        rows, raw = rows[best], {name: column[best] for name, column in raw.items()}
        tokens = index.token_vectors(rows)
        raw["tokens"] = late_interaction(encoding.tokens, token_weights(index, encoding), tokens)
        return rows, _columns(index, rows, raw), near

    def _nearness(self, question: Vector) -> Vector:
        """(examples,): cosines to the question."""
        if not len(self._index.examples):
            return np.empty(0, np.float32)
        return np.asarray(self._index.example_vectors @ question, np.float32)


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
    by_word = highest(lexical, CANDIDATES)
    found = [index.nearest(encoding.sentence, CANDIDATES), by_word[lexical[by_word] > 0]]
    found += [index.rows_of[label] for label in asked if label in index.rows_of]
    return np.unique(np.concatenate(found)).astype(np.int64)


def _worth_reranking(raw: _Columns) -> Rows:
    """The best by the first pass, and every clause that examples speak for."""
    best = np.argsort(-first_pass(raw), kind="stable")[:RERANKED]
    return np.unique(np.concatenate([best, np.flatnonzero(raw["asked"] > 0)])).astype(np.int64)


def _columns(index: Index, rows: Rows, raw: _Columns) -> _Columns:
    columns = {f"raw_{name}": column for name, column in raw.items()}
    columns |= {name: standardised(raw[name]) for name in _STANDARDISED}
    columns |= {name: raw[name] for name in ("asked", "asked_share")}
    policies = [index.passages[row].clause.policy for row in rows]
    columns["policy"] = _policy_lift(policies, first_pass(raw) + columns["tokens"])
    own = [index.policies[policy].record.status is Status.RATIFIED for policy in policies]
    columns["ratified"] = np.array(own, np.float32)
    return columns


def _by_clause(index: Index, rows: Rows, found: Mapping[str, float]) -> Vector:
    return np.array([found.get(index.passages[row].clause.label, 0.0) for row in rows], np.float32)


def _policy_lift(policies: list[str], scores: Vector) -> Vector:
    """For each candidate the mean of the three best scores in its policy."""
    best: dict[str, list[float]] = defaultdict(list)
    for at in np.argsort(-scores, kind="stable"):
        if len(best[policies[at]]) < 3:
            best[policies[at]].append(float(scores[at]))
    lift = {policy: sum(scores) / len(scores) for policy, scores in best.items()}
    return np.array([lift[policy] for policy in policies], np.float32)


def _signals(columns: _Columns) -> list[Signals]:
    names = ("dense", "heading", "lexical", "tokens", "asked", "asked_share")
    rows = zip(*(columns[f"raw_{name}"].tolist() for name in names), strict=True)
    return [Signals(**dict(zip(names, row, strict=True))) for row in rows]


def _pooled(scored: list[ScoredPassage]) -> tuple[tuple[FoundClause, ...], tuple[ScoredPassage, ...]]:
    """Clauses by their best passage, and what belongs to none that is kept."""
    by_clause: dict[str, list[ScoredPassage]] = {}
    for found in scored:
        by_clause.setdefault(found.passage.clause.id, []).append(found)
    clauses = [FoundClause(group[0].passage.clause, tuple(group)) for group in by_clause.values()]
    return tuple(clauses[:KEPT]), tuple(found for clause in clauses[KEPT:] for found in clause.passages)
