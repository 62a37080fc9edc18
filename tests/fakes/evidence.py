"""Evidence as retrieval would hand it over, with clauses of the shipped policies in a given order."""

from assistant.domain.evidence import Evidence, FoundClause, ScoredPassage, Signals
from assistant.domain.example import Neighbour
from assistant.domain.policy import Passage
from tests.fakes.shipped import shipped_library

_SIGNALS = Signals(0.5, 0.4, 7.0, 0.6, 0.5, 0.3)


def found(label: str, score: float = 1.0, sentence: int = 0, also: tuple[int, ...] = ()) -> FoundClause:
    """A clause that was found by one of its sentences; `also` scored only a little less."""
    library = shipped_library()
    clause = library.clauses[label]
    text = library.policies[clause.policy].text

    def scored(at: int, score: float) -> ScoredPassage:
        span = clause.sentences[at]
        return ScoredPassage(Passage(clause, span, span.of(text)), score, _SIGNALS)

    return FoundClause(clause, (scored(sentence, score), *(scored(at, score - 0.1) for at in also)))


def evidence(question: str, *labels: str, neighbours: tuple[Neighbour, ...] = ()) -> Evidence:
    """Clauses best first, each half a point below the one before."""
    kept = tuple(found(label, 5 - at / 2) for at, label in enumerate(labels))
    return Evidence(question, kept, (), neighbours)
