"""Where a clause points to another policy."""

from dataclasses import replace

import pytest

from assistant.domain.policy import Policy, PolicyRecord
from assistant.policies.references import link
from tests.fakes.written_policies import SEED, plain_policy, record, saved_policy

_HELD = (
    record("Behaviour Policy", "BE", ("school behaviour policy",)),
    record(
        "Safeguarding and Child Protection Policy", "SG", ("safeguarding policy", "child protection policy")
    ),
    record("Staff Code of Conduct", "CC", ("code of conduct",)),
    record("Anti-bullying Policy", "AB"),
)


def _linked(policy: Policy, held: tuple[PolicyRecord, ...] = _HELD) -> Policy:
    others = (replace(policy, record=other, clauses=()) for other in held)
    return link([policy, *others])[0]


def _found(words: str) -> list[tuple[str, str | None]]:
    policy = _linked(plain_policy(f"Visits\n\n{words}\n\nPhones\n\nStaff wait."))
    return [
        (reference.words, reference.target) for clause in policy.clauses for reference in clause.references
    ]


@pytest.mark.parametrize(
    ("words", "named", "target"),
    [
        ("This is in line with the school behaviour policy.", "behaviour policy", "behaviour-policy"),
        ("See the Behaviour Policy.", "Behaviour Policy", "behaviour-policy"),
        (
            "Under the child protection policy staff report.",
            "child protection policy",
            "safeguarding-and-child-protection-policy",
        ),
        (
            "Read the child protection and safeguarding policies.",
            "child protection and safeguarding policies",
            "safeguarding-and-child-protection-policy",
        ),
        ("Follow the Staff Code of Conduct.", "Staff Code of Conduct", "staff-code-of-conduct"),
        ("Our code of conduct says how.", "code of conduct", "staff-code-of-conduct"),
        ("The anti-bullying policy applies.", "anti-bullying policy", "anti-bullying-policy"),
    ],
)
def test_a_policy_that_is_held_is_linked(words: str, named: str, target: str) -> None:
    """A title or another name of a policy is found whatever stands around it."""
    [(found, linked)] = _found(words)
    assert named in found
    assert linked == target


@pytest.mark.parametrize("named", ["Capability Procedure", "attendance policy", "data breach policies"])
def test_a_policy_that_is_not_held_leads_nowhere(named: str) -> None:
    """A name that no policy has is kept, so that publishing can tell the owner."""
    assert _found(f"Staff follow the {named} at once.") == [(named, None)]


@pytest.mark.parametrize(
    "words",
    [
        "This policy applies to all.",
        "Staff must read the policies.",
        "It is in accordance with school policy.",
        "Any policy or procedure counts.",
        "Politics is not a matter of policing.",
    ],
)
def test_words_that_name_no_other_policy(words: str) -> None:
    """Neither 'this policy' nor 'school policy' is a reference."""
    assert _found(words) == []


def test_a_policy_does_not_refer_to_itself() -> None:
    """Its own title in its own text is no link."""
    assert _found("The Social Media Policy covers all.") == []


def test_a_reference_has_its_place_in_the_source_text() -> None:
    """The words of a reference are cut out of the policy's text, so that a page can underline them."""
    policy = _linked(saved_policy(SEED))
    found = [reference for clause in policy.clauses for reference in clause.references]
    assert all(reference.span.of(policy.text) == reference.words for reference in found)
    assert {
        clause.label for clause in policy.clauses for reference in clause.references if reference.target
    } == {
        "SM 13.1",
        "SM 17.8",
    }
    assert ("Disciplinary or Capability Procedure", None) in [(one.words, one.target) for one in found]


def test_linking_again_changes_nothing() -> None:
    """References are found in the words, never added to those of an earlier publish."""
    once = link([plain_policy("Visits\n\nSee the behaviour policy.\n\nPhones\n\nStaff wait.")])
    assert link(once) == once
