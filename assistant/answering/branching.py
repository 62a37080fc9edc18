"""Where the policy splits by who or where: all branches, or the one that the question names."""

from dataclasses import dataclass

from assistant.answering.library import Library
from assistant.domain import guidance
from assistant.domain.answer import Branch, Citation
from assistant.domain.guidance import Glossary, Split
from assistant.domain.phrases import any_match, plain_words


@dataclass(frozen=True, slots=True)
class Choice:
    """A split that the question is about, and its branches that hold for it."""

    split: Split
    branches: tuple[Branch, ...]
    named: bool


def choose(question: str, splits: tuple[Split, ...], glossary: Glossary, library: Library) -> Choice | None:
    """The first split the question is about; None where there is none, or its case has no branch."""
    words = plain_words(question)
    for split in splits:
        if _is_about(split, question, words, glossary):
            chosen = _chosen(split, glossary.cases(split.group, question), library)
            if chosen is not None:
                return chosen
    return None


def _is_about(split: Split, question: str, words: str, glossary: Glossary) -> bool:
    if not any_match(split.asks_about, words) or any_match(split.not_about, words):
        return False
    named = {case for group in glossary.groups for case in glossary.cases(group, question)}
    return not split.needs or bool(named.intersection(split.needs))


def _chosen(split: Split, cases: tuple[str, ...], library: Library) -> Choice | None:
    branches = [(branch.case, made) for branch in split.branches if (made := _made(branch, library))]
    named = tuple(made for case, made in branches if case in cases)
    if named:
        return Choice(split, named, named=True)
    if cases or len(branches) < 2:
        return None
    return Choice(split, tuple(made for _, made in branches), named=False)


def _made(branch: guidance.Branch, library: Library) -> Branch | None:
    """A branch with the citations it rests on; without any it is not shown."""
    cited = tuple(c for quote in branch.quotes if (c := library.cite_quote(quote)))
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
