"""Whether a sentence of a proposal stands: all that it asserts is borne out by clauses that it names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.answer import Verdict
from assistant.domain.proposal import Excerpt, Fault, ProposedSentence
from assistant.verification import answering_word
from assistant.verification.assertions import Assertion, assertions, sentences
from assistant.verification.bearing import fault_of, nearest_miss
from assistant.verification.connectives import leaves_no_choice
from assistant.verification.form import well_formed, without_placeholders
from assistant.verification.names import links_stand, names_stand
from assistant.verification.quotes import verbatim
from assistant.verification.roles import placeholders_stand
from assistant.verification.support import Support


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence that stands, what it asserts, and the excerpts that bear it."""

    text: str
    said: tuple[Assertion, ...]
    bearing: tuple[Excerpt, ...]


def standing(
    sentence: ProposedSentence,
    by_key: Mapping[str, Excerpt],
    verdict: Verdict,
    issued: Collection[str],
    support: Support,
) -> Standing | Fault:
    """The sentence with the excerpts that bear it, of those it names; or what is wrong with it.

    A 'yes' or 'no' must go with `verdict`, the answer's; `issued` are the placeholders that it may have.
    """
    cited = cited_by(sentence, by_key)
    text, (word, rest) = sentence.text, answering_word.split(without_placeholders(sentence.text, issued))
    if not cited:
        return Fault.KEY
    if not well_formed(text, cited, issued):
        return Fault.FORM
    said = assertions(rest)
    if not answering_word.goes_with(word, verdict, said):
        return Fault.MODALITY
    bearing = _borne(said, cited, support)
    if isinstance(bearing, Fault):
        return bearing
    return _fault_of_text(text, rest, said, bearing, issued) or Standing(text, said, bearing)


def cited_by(sentence: ProposedSentence, by_key: Mapping[str, Excerpt]) -> list[Excerpt]:
    """The excerpts that a sentence names, each once; none where a key was never issued."""
    keys = list(dict.fromkeys(sentence.keys))
    return [by_key[key] for key in keys] if all(key in by_key for key in keys) else []


def _borne(
    said: Sequence[Assertion], cited: Sequence[Excerpt], support: Support
) -> tuple[Excerpt, ...] | Fault:
    """The first excerpt that bears each assertion; what bears none is left out, though it be named."""
    bearing: list[Excerpt] = []
    for one in said:
        faults = [fault_of(one, excerpt, support) for excerpt in cited]
        if None not in faults:
            return nearest_miss([fault for fault in faults if fault])
        bearing.append(cited[faults.index(None)])
    return tuple(dict.fromkeys(bearing))


def _fault_of_text(
    text: str, rest: str, said: Sequence[Assertion], bearing: Sequence[Excerpt], issued: Collection[str]
) -> Fault | None:
    """What is wrong with the text as it is written, for all clauses that bear it."""
    held = [sentence for excerpt in bearing for sentence in sentences(excerpt.text)]
    found = {
        Fault.ROLE: placeholders_stand(text, issued),
        Fault.LINK: links_stand(rest, bearing),
        Fault.NAME: names_stand(rest, bearing),
        Fault.MODALITY: leaves_no_choice(rest, said, held),
        Fault.QUOTE: verbatim(rest, bearing),
    }
    return next((fault for fault, stands in found.items() if not stands), None)
