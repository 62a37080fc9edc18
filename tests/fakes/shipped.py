"""The files that ship, read once and without an index: policies, guidance, replies."""

from functools import cache

from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.adapters.school_files.guidance import read_guidance
from assistant.adapters.school_files.replies import read_replies
from assistant.answering.library import Library
from assistant.domain.guidance import Guidance
from assistant.domain.policy import Clause
from assistant.domain.replies import Replies
from assistant.policies.clauses import make_policy
from assistant.policies.references import link
from tests.fakes.small_school import PROJECT

SHIPPED_ADAPTER = PROJECT / "prompts" / "encoder" / "adapter.npz"


@cache
def shipped_library() -> Library:
    """The policies of corpus/, to quote from."""
    files = FolderPolicyFiles(PROJECT / "corpus", PROJECT / "prompts")
    policies = link(make_policy(record, files.read(record)) for record in files.records())
    return Library({policy.record.id: policy for policy in policies})


@cache
def shipped_guidance() -> Guidance:
    """What prompts/ and corpus/ add to the policies."""
    return read_guidance(PROJECT / "prompts", PROJECT / "corpus")


@cache
def shipped_replies() -> Replies:
    """The fixed sentences."""
    return read_replies(PROJECT / "prompts" / "replies.toml")


def clause_with(words: str) -> Clause:
    """The clause of the shipped policies that has these words, and that there is one only."""
    (found,) = (clause for clause in shipped_library().clauses.values() if words in clause.text)
    return found
