"""Strictness: which verdict permits no more than which."""

import pytest

from assistant.domain.answer import Verdict
from assistant.verification.assertions import assertions
from assistant.verification.strictness import at_least_as_strict, permits_outright

_ORDER = (Verdict.NO, Verdict.MUST, Verdict.ONLY_IF, Verdict.FACT, Verdict.YES)


def test_the_order_is_no_must_only_if_fact_yes() -> None:
    """Each permits no more than itself and all that come after; 'depends' is as strict as 'only if'."""
    for at, verdict in enumerate(_ORDER):
        assert [at_least_as_strict(verdict, other) for other in _ORDER] == [
            at <= i for i in range(len(_ORDER))
        ]
    assert at_least_as_strict(Verdict.DEPENDS, Verdict.ONLY_IF)
    assert at_least_as_strict(Verdict.ONLY_IF, Verdict.DEPENDS)


def test_every_verdict_has_its_place() -> None:
    """None is forgotten."""
    assert all(at_least_as_strict(verdict, verdict) for verdict in Verdict)


@pytest.mark.parametrize(
    ("sentence", "outright"),
    [
        ("You may reply.", True),
        ("It's fine to reply even if it is late.", True),
        ("You may reply if she agrees.", False),
        ("You may reply to parents only.", False),
        ("You must reply.", False),
        ("You must not reply.", False),
    ],
)
def test_what_hangs_on_nothing_permits_outright(sentence: str, outright: bool) -> None:
    """A permission with a condition, a duty and a ban do not."""
    assert permits_outright(assertions(sentence)[0]) is outright
