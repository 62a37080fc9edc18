"""The one sentence on top of an answer, as strong as the clause's own verb and no stronger."""

from assistant.domain.answer import Citation, Verdict
from assistant.domain.modality import Force, Strength, modality
from assistant.domain.policy import Status
from assistant.domain.replies import Replies


def headline(verdict: Verdict, citation: Citation, replies: Replies) -> str:
    """The sentence for a verdict that rests on `citation`."""
    name = f"headline.{verdict.value}"
    if verdict in (Verdict.NO, Verdict.MUST):
        name += f".{_spoken(verdict, citation)}"
    return replies.say(name, policy=policy_name(citation, replies))


def verdict_in_words(verdict: Verdict, citation: Citation, replies: Replies) -> str:
    """The verdict of a branch in a few words, as strong as the clause it rests on."""
    if verdict is Verdict.NO:
        return replies.say(f"branch.no.{_spoken(verdict, citation)}")
    return replies.say(f"branch.{verdict.value}")


def policy_name(citation: Citation, replies: Replies) -> str:
    """The policy's title, and that it is a model where the school has not ratified it."""
    kind = "model" if citation.status is Status.MODEL else "own"
    return replies.say(f"policy.{kind}", title=citation.title)


def _spoken(verdict: Verdict, citation: Citation) -> str:
    """The name of the clause's strength; `not_required` where a `no` takes a duty away."""
    read = modality(citation.quote, citation.lead_in)
    if verdict is Verdict.NO and Force.RELEASES in read.forces:
        return "not_required"
    return read.strength.value if read.strength is not Strength.PLAIN else Strength.MUST.value
