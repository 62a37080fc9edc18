"""A proposal about clauses that ship, beside the default answer to the same question."""

from dataclasses import dataclass

from assistant.domain.answer import Answered, Branch, Citation, Verdict, cite
from assistant.domain.proposal import Excerpt, Proposal, ProposedSentence
from tests.fakes.shipped import shipped_library

Said = tuple[str, tuple[str, ...]]
"""A sentence with its keys: labels of clauses."""


@dataclass(frozen=True)
class Proposed:
    """What a model proposes that was `given` clauses, the first of which the default answer cites.

    `default` is the answer's verdict, `verdict` the proposed one; `issued` are placeholders of the question.
    """

    what: str
    given: tuple[str, ...]
    said: tuple[Said, ...]
    default: Verdict = Verdict.NO
    verdict: Verdict | None = None
    issued: tuple[str, ...] = ()

    @property
    def proposal(self) -> Proposal:
        """As the model wrote it."""
        return Proposal(tuple(ProposedSentence(text, keys) for text, keys in self.said), self.verdict)

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The clauses that the model was given."""
        return tuple(Excerpt(label, cited(label)) for label in self.given)

    @property
    def answer(self) -> Answered:
        """The default answer."""
        first = cited(self.given[0])
        if self.default is Verdict.DEPENDS:
            return Answered(self.default, "It depends.", (), (Branch("a pupil", Verdict.NO, (first,)),))
        return Answered(self.default, "As the policy has it.", (first,))


def cited(label: str) -> Citation:
    """All of a clause that ships."""
    library = shipped_library()
    clause = library.clauses[label]
    return cite(library.policies[clause.policy], clause)


def lie(what: str, label: str, text: str, default: Verdict = Verdict.NO) -> Proposed:
    """One false sentence that names the one clause it was given."""
    return Proposed(what, (label,), ((text, (label,)),), default, default)
