"""Policies made of text that stands in the test itself, and the school's own one, the seed."""

from pathlib import Path

from assistant.adapters.formats.markdown import read_markdown
from assistant.adapters.formats.plain import read_plain
from assistant.adapters.formats.reading import read_policy_file
from assistant.domain.policy import Policy, PolicyRecord, Status
from assistant.policies.clauses import make_policy

PROJECT = Path(__file__).parents[2]
POLICIES = PROJECT / "corpus" / "policies"
SEED = POLICIES / "social-media-policy.txt"
SAVED = PROJECT / "tests" / "fixtures" / "seed"


def record(
    title: str = "Social Media Policy", short: str = "SM", other_names: tuple[str, ...] = ()
) -> PolicyRecord:
    """What a manifest would say; the id is the title's words with hyphens."""
    name = title.lower().replace(" ", "-")
    return PolicyRecord(
        name,
        title,
        short,
        "Headteacher",
        "1",
        Status.RATIFIED,
        "All staff",
        f"{name}.txt",
        other_names=other_names,
    )


def plain_policy(text: str) -> Policy:
    """The clauses of a .txt file."""
    return make_policy(record(), read_plain(text))


def markdown_policy(text: str) -> Policy:
    """The clauses of a .md file."""
    return make_policy(record(), read_markdown(text))


def saved_policy(path: Path) -> Policy:
    """The clauses of a file of any format."""
    return make_policy(record(), read_policy_file(path))


def numbered(policy: Policy) -> dict[str, str]:
    """The words of each clause by its number, white space made single."""
    return {clause.number: " ".join(clause.text.split()) for clause in policy.clauses}
