"""Modal verbs stay what they are: sentences of the policies that ship, and what each does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.modality import Force, Modality, Strength, modality
from tests.fakes.shipped import clause_with, shipped_library


def _read(words: str) -> Modality:
    """The modality of the shipped sentence that begins with, or holds, these words."""
    clause = clause_with(words)
    text = shipped_library().policies[clause.policy].text
    span = next(span for span in clause.sentences if words in span.of(text))
    return modality(span.of(text), clause.lead_in if span.start == clause.span.start else None)


@pytest.mark.parametrize(
    ("words", "force", "strength"),
    [
        ("Staff must not use social media and the internet to attack", Force.FORBIDS, Strength.MUST),
        ("Staff will not communicate with parents/carers or pupils", Force.FORBIDS, Strength.MUST),
        ("On school trips staff MUST communicate", Force.FORBIDS, Strength.MUST),
        ("it is an offence to save, send, or alter", Force.FORBIDS, Strength.MUST),
        ("Corporal punishment is unlawful in schools", Force.FORBIDS, Strength.PLAIN),
        ("Staff should decline 'friend requests'", Force.FORBIDS, Strength.SHOULD),
        ("Staff should not have contact through any social medium", Force.FORBIDS, Strength.SHOULD),
        ("Staff members are strongly encouraged not to identify", Force.FORBIDS, Strength.ENCOURAGED),
        ("Staff are advised not to communicate on social media", Force.CONDITION, Strength.ADVISED),
        ("Caution is advised when inviting", Force.CONDITION, Strength.ADVISED),
        ("unless pre-approved by school leadership", Force.CONDITION, Strength.MUST),
        ("Staff should only accept friend requests", Force.CONDITION, Strength.SHOULD),
        ("Staff may photograph or film pupils only on a school device", Force.CONDITION, Strength.PLAIN),
        ("accessing school communications on personal devices is not an", Force.RELEASES, Strength.ADVISED),
        ("Advice can also be sought from professional associations", Force.ALLOWS, Strength.PLAIN),
        ("Any misuse of social media must be reported promptly", Force.OBLIGES, Strength.MUST),
        ("CST are responsible for maintaining", Force.OBLIGES, Strength.PLAIN),
        ("Cyberbullying is making use of information", Force.STATES, Strength.PLAIN),
    ],
)
def test_a_sentence_of_the_policies_does_what_its_verb_says(
    words: str, force: Force, strength: Strength
) -> None:
    """A ban, an advice against, a condition, a release, a permission, a duty and a fact stay apart."""
    read = _read(words)
    assert (read.force, read.strength) == (force, strength)


def test_a_ban_with_a_condition_holds_both() -> None:
    """'Must not ... unless pre-approved' is led by its condition and is still known for a ban."""
    read = _read("unless pre-approved by school leadership")
    assert {Force.FORBIDS, Force.CONDITION} <= read.forces
    assert Force.ALLOWS not in read.forces


@pytest.mark.parametrize(
    "words",
    [
        "not engage in activities involving social media which may bring",
        "not represent their personal views",
        "not discuss personal information about students",
    ],
)
def test_a_list_item_is_read_with_the_paragraph_it_belongs_to(words: str) -> None:
    """'Members of the school should:' and 'not discuss ...' make 'should not', whatever 'may' follows."""
    read = _read(words)
    assert (read.force, read.strength) == (Force.FORBIDS, Strength.SHOULD)
    positive = _read("be open, honest, ethical and professional")
    assert (positive.force, positive.strength) == (Force.OBLIGES, Strength.SHOULD)


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("Staff do not need permission to ring 999.", Force.RELEASES),
        ("Staff do not have to read school email on a personal device.", Force.RELEASES),
        ("A risk assessment is not required.", Force.RELEASES),
        ("Staff do not need to ask, but must not wait.", Force.FORBIDS),
    ],
)
def test_a_release_from_a_duty_is_no_ban(sentence: str, force: Force) -> None:
    """'Do not need' takes a duty away; a ban beside it still outweighs it."""
    read = modality(sentence)
    assert read.force is force
    assert Force.RELEASES in read.forces


@pytest.mark.parametrize("verb", ["must", "should", "may", "can", "will"])
def test_a_negated_verb_is_never_a_permission(verb: str) -> None:
    """'May not' and 'can never' forbid; without the 'not' they do not."""
    for no in ("not", "never"):
        read = modality(f"Staff {verb} {no} post this.")
        assert read.force is Force.FORBIDS
        assert Force.ALLOWS not in read.forces
    assert Force.FORBIDS not in modality(f"Staff {verb} post this.").forces


@given(st.text(max_size=200), st.none() | st.text(max_size=60))
def test_any_text_has_a_modality(sentence: str, lead_in: str | None) -> None:
    """The leading force is one of those found, and something is always found."""
    read = modality(sentence, lead_in)
    assert read.force in read.forces
