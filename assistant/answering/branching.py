"""Where the policy splits by who or where: all branches, or the one that the question names.

A split counts only where retrieval agrees that the question is about its clauses.
"""

from dataclasses import dataclass

from assistant.answering.library import Library, quoted
from assistant.domain import guidance
from assistant.domain.answer import Branch, Citation
from assistant.domain.evidence import Evidence
from assistant.domain.guidance import Glossary, Split
from assistant.domain.phrases import any_match, plain_words

_AGREES_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A split that the question is about, and its branches that hold for it.

    `named` says that the question names their case, so that nothing has to be asked.
    """

    split: Split
    branches: tuple[Branch, ...]
    named: bool


def choose(
    evidence: Evidence,
    latest: str,
    splits: tuple[Split, ...],
    glossary: Glossary,
    library: Library,
    by_words: bool = True,
) -> Choice | None:
    """The first split that the question is about, with the branches that hold.

    `latest` is what was typed last: a case that a follow-up names replaces the one before.
    With `by_words` off the clauses alone decide, for a question that is known to depend.
    """
    words = plain_words(evidence.question)
    found = [scored.clause.label for scored in evidence.kept[: _AGREES_WITHIN if by_words else 1]]
    for split in splits:
        if by_words and not _is_about(split, evidence.question, words, glossary):
            continue
        cases = glossary.cases(split.group, latest) or glossary.cases(split.group, evidence.question)
        chosen = _chosen(split, cases, library)
        if chosen is not None and _agrees(split, found, library):
            return chosen
    return None


def _is_about(split: Split, question: str, words: str, glossary: Glossary) -> bool:
    if not any_match(split.asks_about, words) or any_match(split.not_about, words):
        return False
    named = {case for group in glossary.groups for case in glossary.cases(group, question)}
    return not split.needs or bool(named.intersection(split.needs))


def _agrees(split: Split, found: list[str], library: Library) -> bool:
    """Whether a clause of any branch was found: a follow-up is found by the case it replaces."""
    return any(c.clause in found for branch in split.branches for c in quoted(branch.quotes, library))


def _chosen(split: Split, cases: tuple[str, ...], library: Library) -> Choice | None:
    branches = [(branch, made) for branch in split.branches if (made := _made(branch, library))]
    replaced = {case for branch, _ in branches if branch.case in cases for case in branch.instead_of}
    named = tuple(made for branch, made in branches if branch.case in cases and branch.case not in replaced)
    if named:
        return Choice(split, named, named=True)
    if cases or len(branches) < 2:
        return None
    return Choice(split, tuple(made for _, made in branches), named=False)


def _made(branch: guidance.Branch, library: Library) -> Branch | None:
    """A branch with the citations it rests on; without any it is not shown."""
    cited = quoted(branch.quotes, library)
    return Branch(branch.when, branch.verdict, cited) if cited else None


def first_citations(branches: tuple[Branch, ...]) -> tuple[Citation, ...]:
    """The first citation of each branch, in order, then the second ones."""
    deepest = max((len(branch.citations) for branch in branches), default=0)
    return tuple(
        branch.citations[depth]
        for depth in range(deepest)
        for branch in branches
        if depth < len(branch.citations)
    )
