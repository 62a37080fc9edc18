"""The retriever for people who build chains: finds clauses, decides nothing.

It does not say whether the policies answer a question, and it runs no check of
what a chain makes of the clauses; `assistant ask` does both.
"""

from dataclasses import asdict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, PrivateAttr

from assistant.bootstrap import Assistant, assistant
from assistant.domain.evidence import FoundClause
from assistant.domain.message import Message
from assistant.domain.policy import PolicyRecord
from assistant.retrieval.ranker import KEPT


class PolicyRetriever(BaseRetriever):
    """Clauses of the published policies as documents, best first, at most `k`.

    Reads the settings of the environment when it is made. Raises NotPublished where it is
    asked before the first publish.
    """

    k: int = Field(5, ge=1, le=KEPT)
    _made: Assistant = PrivateAttr(default_factory=assistant)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        kept = self._made.ask.evidence(Message(query)).kept
        index = self._made.shelf.current()
        records = {policy.record.id: policy.record for policy in index.policies.values()} if index else {}
        # A publish may have come between the two lines above and taken a policy away.
        held = [found for found in kept if found.clause.policy in records]
        return [_document(found, records[found.clause.policy]) for found in held[: self.k]]


def _document(found: FoundClause, record: PolicyRecord) -> Document:
    clause, best = found.clause, found.best
    return Document(
        page_content=clause.text,
        id=clause.id,
        metadata={
            "clause": clause.label,
            "policy": record.id,
            "title": record.title,
            "heading": clause.heading,
            "status": record.status.value,
            "start": clause.span.start,
            "end": clause.span.end,
            "page": clause.page,
            "lead_in": clause.lead_in,
            "sentence": best.passage.text,
            "score": best.score,
            "signals": asdict(best.signals),
        },
    )
