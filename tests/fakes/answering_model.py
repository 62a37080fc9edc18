"""A language model whose answers depend on what it is given to read."""

from collections.abc import Callable, Sequence

from assistant.domain.answer import Verdict
from assistant.domain.proposal import Excerpt, Proposal, ProposedSentence, Restated

Explains = Callable[[str, Sequence[Excerpt]], Proposal]
Restates = Callable[[str, Sequence[str]], Restated]


class AnsweringModel:
    """`read` holds every text that it was given, `excerpts` those of the last question."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.excerpts: Sequence[Excerpt] = ()
        self.explains: Explains = lambda question, excerpts: proposed("It is so.", excerpts[0].key)
        self.restates: Restates = lambda question, earlier: Restated(" ".join((*earlier, question)))

    def explain(self, question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        """What the test says."""
        self.excerpts = excerpts
        self.read += [question, *(excerpt.text for excerpt in excerpts)]
        return self.explains(question, excerpts)

    def restate(self, question: str, earlier: Sequence[str]) -> Restated:
        """What the test says; by itself all questions in one."""
        self.read += [*earlier, question]
        return self.restates(question, earlier)


def proposed(text: str, *keys: str, tokens: int = 7) -> Proposal:
    """One sentence."""
    return Proposal((ProposedSentence(text, keys),), None, tokens)


def first_sentence(text: str) -> str:
    """The first sentence of a clause."""
    return f"{text.split('. ', maxsplit=1)[0].rstrip('. ')}."


def word_for_word(question: str, excerpts: Sequence[Excerpt], verdict: Verdict | None = None) -> Proposal:
    """The first sentence of each excerpt: nothing of it is false, and much of it is beside the question."""
    said = (ProposedSentence(first_sentence(one.text), (one.key,)) for one in excerpts)
    return Proposal(tuple(said), verdict, 11)
