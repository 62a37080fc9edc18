"""Learn to bring a question to its clauses, and to nothing where no clause answers it."""

import math
import random
from collections import defaultdict
from collections.abc import Sequence

import torch

from assistant.domain.example import Example
from assistant.domain.policy import Passage
from assistant.domain.practice import Practice
from assistant.learning.reading import Learner, Texts
from assistant.learning.shares import shares

_BATCH = 64
_TOGETHER = 4  # questions of one clause in a batch share what is read of it
_REFRESHED = 90
_HEADING = 0.2
_LEADING = 0.6
_SCALE, _NOTHING = 20.0, 0.45
_ALIKE, _ALIKE_SCALE = 0.3, 20.0
_NEVER = -1e4


class ClauseTask:
    """Every question against all passages and all rules of practice, of which most vectors are a little old.

    The passages of each right clause, among the wrong ones that are hardest, stand against a place for
    "nothing answers", where questions that no policy covers belong: each for itself, so that it is not enough
    to find one clause where an answer rests on several. Questions of one clause are drawn together too.
    """

    def __init__(
        self,
        learner: Learner,
        examples: Sequence[Example],
        passages: Sequence[Passage],
        practice: Sequence[Practice],
        shuffler: random.Random,
    ) -> None:
        self._shuffler = shuffler
        rows_of: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(passages):
            rows_of[passage.clause.label].append(row)
        rules = sorted({rule for row in practice for rule in (row.rule, row.looks_right)})
        rule_row = {rule: len(passages) + at for at, rule in enumerate(rules)}
        self._own, self._asked_of_own = len(passages), len(examples)
        # For each question the rows of each of its clauses, the leading one first.
        self._right = [[rows_of[label] for label in one.clauses if rows_of[label]] for one in examples]
        self._right += [[[rule_row[one.rule]]] for one in practice]
        self._hard: list[list[int]] = [[] for _ in examples] + [
            [rule_row[one.looks_right]] for one in practice
        ]
        self._policy_question = [bool(one.verdict) for one in examples] + [False for _ in practice]
        uncovered = {at for at, one in enumerate(examples) if not one.clauses}
        # Those that nothing answers stand together under no passage, and are alike in nothing else.
        self._alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for at, right in enumerate(self._right):
            if right or at in uncovered:
                self._alike[self._leading(at)].append(at)
        questions = [one.question for one in examples] + [one.question for one in practice]
        self._questions = Texts(learner, questions)
        self._texts = Texts(learner, [passage.searchable for passage in passages] + rules)
        headings = list(dict.fromkeys(passage.context for passage in passages))
        self._headings = Texts(learner, headings)
        place = {heading: at for at, heading in enumerate(headings)}
        self._heading_of = torch.tensor([place[passage.context] for passage in passages])
        self._scale = torch.nn.Parameter(torch.tensor(math.log(_SCALE)))
        self._nothing = torch.nn.Parameter(torch.tensor(_NOTHING))
        self._steps = 0

    def parameters(self) -> list[torch.nn.Parameter]:
        """How sharply nearness counts, and how near a clause has to be to answer."""
        return [self._scale, self._nothing]

    def batches(self) -> list[list[int]]:
        """All questions in a new order, some of the same clause together."""
        chunks = []
        for alike in self._alike.values():
            group = alike.copy()
            self._shuffler.shuffle(group)
            chunks += [group[begin : begin + _TOGETHER] for begin in range(0, len(group), _TOGETHER)]
        self._shuffler.shuffle(chunks)
        batches: list[list[int]] = [[]]
        for chunk in chunks:
            if len(batches[-1]) >= _BATCH:
                batches.append([])
            batches[-1] += chunk
        return batches

    def loss(self, batch: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The loss of a batch, and the pooled vectors of its questions that a policy answers."""
        if self._steps % _REFRESHED == 0:
            self._refresh()
        self._steps += 1
        pooled = self._questions.pooled(batch)
        asked = torch.nn.functional.normalize(pooled, dim=1)
        loss = self._to_clauses(asked, batch) + _ALIKE * self._to_questions(asked, batch)
        return loss, pooled[[self._policy_question[at] for at in batch]]

    def _refresh(self) -> None:
        self._known = self._texts.all_directions()
        self._asked = self._questions.all_directions()
        above = torch.zeros_like(self._known)
        if self._own:
            above[: self._own] = self._headings.all_directions()[self._heading_of]
        self._above = _HEADING * above

    def _to_clauses(self, asked: torch.Tensor, batch: Sequence[int]) -> torch.Tensor:
        fresh = self._read_again(batch)
        known = self._known.clone()
        if fresh:  # None where nothing answers any of the questions.
            known[fresh] = self._texts.directions(fresh)
        nearness = torch.cat([asked @ (known + self._above).T, self._nothing.expand(len(batch), 1)], 1)
        beside = torch.zeros(nearness.shape, dtype=torch.bool)
        for place, at in enumerate(batch):
            # A rule of practice may say what a clause of ours says: only like is held against like.
            if at < self._asked_of_own:
                beside[place, self._own : -1] = True
            else:
                beside[place, : self._own] = True
        odds = (self._scale.exp() * nearness).masked_fill(beside, _NEVER)
        return _surprise_of_each(odds, [self._right[at] or [[-1]] for at in batch]).mean()

    def _to_questions(self, asked: torch.Tensor, batch: Sequence[int]) -> torch.Tensor:
        itself = torch.zeros(len(batch), len(self._asked), dtype=torch.bool)
        alike = torch.zeros_like(itself)
        for place, at in enumerate(batch):
            itself[place, at] = True
            if leading := self._leading(at):
                alike[place, [other for other in self._alike[leading] if other != at]] = True
        some = alike.any(1)
        if not some.any():
            return asked.sum() * 0
        odds = (_ALIKE_SCALE * asked @ self._asked.T).masked_fill(itself, _NEVER)
        return _surprise(odds[some], alike[some]).mean()

    def _leading(self, at: int) -> tuple[int, ...]:
        return tuple(self._right[at][0]) if self._right[at] else ()

    def _read_again(self, batch: Sequence[int]) -> list[int]:
        """A right passage of each question, mostly of its leading clause, and what looks right and is not."""
        chosen: dict[int, None] = {}
        for at in batch:
            if right := self._right[at]:
                leading = self._shuffler.random() < _LEADING
                pool = right[0] if leading else [row for rows in right for row in rows]
                shared = [row for row in pool if row in chosen]
                chosen[self._shuffler.choice(shared or pool)] = None
            chosen |= dict.fromkeys(self._hard[at])
        return list(chosen)


def _surprise(odds: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """(rows,): -log of the share of the right ones under a softmax."""
    return torch.logsumexp(odds, 1) - torch.logsumexp(odds.masked_fill(~right, _NEVER), 1)


def _surprise_of_each(odds: torch.Tensor, right: Sequence[Sequence[Sequence[int]]]) -> torch.Tensor:
    """(questions,): the surprise at each right clause of a question, its other right ones left aside."""
    pairs = [(row, rows) for row, clauses in enumerate(right) for rows in clauses]
    counts = torch.tensor([share for clauses in right for share in shares(len(clauses))])
    questions = torch.tensor([row for row, _ in pairs])
    wanted, aside = torch.zeros(2, len(pairs), odds.shape[1], dtype=torch.bool)
    for at, (row, rows) in enumerate(pairs):
        wanted[at, rows] = True
        aside[at, [other for clause in right[row] for other in clause]] = True
    surprise = _surprise(odds[questions].masked_fill(aside & ~wanted, _NEVER), wanted)
    return torch.zeros(len(right)).index_add(0, questions, counts * surprise)
