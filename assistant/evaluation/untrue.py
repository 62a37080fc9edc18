"""What is untrue of an answer that a language model has added to.

It is looked for anew in the words that staff would read, by nothing that let them through: this file shares
no code with `assistant/verification`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from assistant.domain.answer import Answered, Citation, Explained, Verdict
from assistant.domain.policy import Policy

# From what permits least to what permits most.
_ORDER = ({Verdict.NO}, {Verdict.MUST}, {Verdict.ONLY_IF, Verdict.DEPENDS}, {Verdict.FACT}, {Verdict.YES})
_LABEL = re.compile(r"\b[A-Z]{1,4} ?\d+(?:\.\d+)*\b")
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']*(?:\w'\w[^']*)*)'(?!\w)")
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u00ab\u00bb", '\'\'""""')
_YES = re.compile(r"\W*yes\b", re.IGNORECASE)


class Untruth(StrEnum):
    """What must never reach a reader."""

    CITATION = "unknown_citation"
    QUOTE = "altered_quote"
    VERDICT = "more_permissive"


def untruths(shown: Answered, default: Answered, policies: Mapping[str, Policy]) -> tuple[Untruth, ...]:
    """Each one that there is; `policies` are those published, by id, `default` the answer without a model."""
    return (*_of_citations(shown, policies), *_of_sentences(shown, policies), *_of_verdict(shown, default))


def _of_citations(shown: Answered, policies: Mapping[str, Policy]) -> Iterator[Untruth]:
    visible = _visible(shown)
    rested_on = [citation for sentence in shown.explanation for citation in sentence.citations]
    if not all(sentence.citations for sentence in shown.explanation) or not set(rested_on) <= set(visible):
        yield Untruth.CITATION
    for citation in visible:
        policy = policies.get(citation.policy)
        clauses = policy.clauses if policy else ()
        clause = next((one for one in clauses if one.label == citation.clause), None)
        if policy is None or clause is None or citation.status is not policy.record.status:
            yield Untruth.CITATION
        elif (
            policy.text[citation.start : citation.end] != citation.quote
            or citation.quote not in policy.text[clause.span.start : clause.span.end]
            or citation.lead_in != clause.lead_in
        ):
            yield Untruth.QUOTE


def _of_sentences(shown: Answered, policies: Mapping[str, Policy]) -> Iterator[Untruth]:
    clauses = {clause.label: clause for policy in policies.values() for clause in policy.clauses}
    for sentence in shown.explanation:
        rested_on = [clauses[one.clause] for one in sentence.citations if one.clause in clauses]
        words = [_plain(f"{clause.lead_in or ''} {clause.text}") for clause in rested_on]
        own = {clause.label for clause in rested_on}
        named = _LABEL.findall(sentence.text)
        if any(label not in own and not any(label in text for text in words) for label in named):
            yield Untruth.CITATION
        if not all(any(quote in text for text in words) for quote in _quoted(sentence)):
            yield Untruth.QUOTE


def _quoted(sentence: Explained) -> list[str]:
    """What stands between quotation marks; the sentence's own stop may stand before the last of them."""
    found = _QUOTED.findall(_plain(sentence.text))
    return [(double or single).rstrip(".,").strip() for double, single in found]


def _of_verdict(shown: Answered, default: Answered) -> Iterator[Untruth]:
    said_yes = any(_YES.match(sentence.text) for sentence in shown.explanation)
    if _permits(shown) > _permits(default) or (said_yes and default.verdict is Verdict.NO):
        yield Untruth.VERDICT


def _permits(answer: Answered) -> int:
    """The place in the order; where it depends, that of the branch that permits most."""
    branches = [branch.verdict for branch in answer.branches] if answer.verdict is Verdict.DEPENDS else []
    return max(_place(verdict) for verdict in (answer.verdict, *branches))


def _place(verdict: Verdict) -> int:
    return next(place for place, verdicts in enumerate(_ORDER) if verdict in verdicts)


def _visible(answer: Answered) -> Sequence[Citation]:
    return (*answer.citations, *(c for branch in answer.branches for c in branch.citations))


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split())
