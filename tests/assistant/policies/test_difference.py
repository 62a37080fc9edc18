"""What changed between two versions, and which clauses are still the same ones."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.policy import Policy
from assistant.policies.difference import Change, ChangeKind, carry_ids
from tests.fakes.written_policies import plain_policy

_PHONES = "Staff must keep their own phone silent in every lesson and in every meeting with parents."
_FILMS = "Staff must not film or photograph a pupil with a device that does not belong to the school."
_GIFTS = "Gifts worth more than ten pounds are declared to the headteacher within one working week."
_PLAIN = (_PHONES, _FILMS, _GIFTS)
_REWORDED = (_PHONES.replace("silent", "off"), _FILMS.replace("film or ", ""), _GIFTS.replace("ten", "20"))
_SHORT = ("Staff wait.", "Staff report at once.", "Pupils may ask.")
_CLAUSES = st.lists(st.sampled_from((*_PLAIN, *_REWORDED, *_SHORT)), min_size=1, max_size=8)
_Numbers = dict[str, str]


def _version(*paragraphs: str, heading: str = "Conduct") -> Policy:
    return plain_policy("\n\n".join([heading, *paragraphs]))


def _ids(policy: Policy) -> _Numbers:
    return {" ".join(clause.text.split()): clause.id for clause in policy.clauses}


def _carried(before: Policy, after: Policy) -> tuple[_Numbers, _Numbers, list[tuple[str, str, str]]]:
    policy, changes = carry_ids(after, before)
    return (
        _ids(before),
        _ids(policy),
        [(change.kind.value, change.before, change.label) for change in changes],
    )


def test_nothing_changed() -> None:
    """The same words again are no change and keep every id."""
    old, new, changes = _carried(_version(*_PLAIN), _version(*_PLAIN))
    assert new == old
    assert changes == []


def test_lines_that_are_broken_elsewhere_are_no_change() -> None:
    """A policy that was saved with other line ends and spaces is the same policy."""
    spread = plain_policy("\r\n\r\n".join(["Conduct", *(text.replace(" ", "  ") for text in _PLAIN)]))
    assert carry_ids(spread, _version(*_PLAIN)) == (spread, ())
    assert list(_ids(spread).values()) == list(_ids(_version(*_PLAIN)).values())


def test_a_first_version_is_all_new() -> None:
    """Where no version went before every clause is added, with its own id."""
    policy = _version(_PHONES, _FILMS)
    carried, changes = carry_ids(policy, None)
    assert carried == policy
    assert changes == (
        Change(ChangeKind.ADDED, "SM 1.1", "", f"{{+{_PHONES}+}}"),
        Change(ChangeKind.ADDED, "SM 1.2", "", f"{{+{_FILMS}+}}"),
    )


def test_a_reworded_clause_keeps_its_id() -> None:
    """Other words for the same rule are the same clause, and the change is shown word by word."""
    reworded = _PHONES.replace("silent", "switched off")
    policy, changes = carry_ids(_version(reworded, _FILMS), _version(_PHONES, _FILMS))
    assert _ids(policy)[reworded] == _ids(_version(_PHONES))[_PHONES]
    [change] = changes
    assert (change.kind, change.before, change.label) == (ChangeKind.CHANGED, "SM 1.1", "SM 1.1")
    assert change.words == _PHONES.replace("silent", "[-silent-]{+switched off+}")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Staff must not film.", "Staff must film.", "Staff must [-not -]film."),
        ("Staff must film.", "Staff must not film.", "Staff must {+not +}film."),
        ("Staff must not  film.", "Staff  must film.", "Staff[- -]{+  +}must [-not  -]film."),
    ],
)
def test_words_taken_out_and_put_in(before: str, after: str, words: str) -> None:
    """A single 'not' is seen at once, and white space is shown as it was."""
    _, changes = carry_ids(_version(after), _version(before))
    assert [change.words for change in changes] == [words]


def test_a_renumbered_clause_keeps_its_id() -> None:
    """A clause that another one was put in front of is only renumbered."""
    old, new, changes = _carried(_version(_PHONES, _FILMS), _version(_GIFTS, _PHONES, _FILMS))
    assert {words: new[words] for words in (_PHONES, _FILMS)} == old
    assert changes == [
        ("added", "", "SM 1.1"),
        ("renumbered", "SM 1.1", "SM 1.2"),
        ("renumbered", "SM 1.2", "SM 1.3"),
    ]


def test_a_removed_clause_is_named() -> None:
    """What is gone is shown with its words, and the clauses after it are renumbered."""
    policy, changes = carry_ids(_version(_PHONES, _GIFTS), _version(*_PLAIN))
    assert changes == (
        Change(ChangeKind.RENUMBERED, "SM 1.2", "SM 1.3", _GIFTS),
        Change(ChangeKind.REMOVED, "SM 1.2", "SM 1.2", f"[-{_FILMS}-]"),
    )
    assert _ids(policy)[_GIFTS] == _ids(_version(_GIFTS))[_GIFTS]


def test_swapped_clauses_take_their_ids_along() -> None:
    """The id follows the words, not the number."""
    old, new, changes = _carried(_version(_PHONES, _FILMS), _version(_FILMS, _PHONES))
    assert new == old
    assert changes == [("renumbered", "SM 1.2", "SM 1.1"), ("renumbered", "SM 1.1", "SM 1.2")]


def test_a_clause_that_moved_and_was_reworded() -> None:
    """Likeness finds a clause at another number, and leaves alone the one that took its place."""
    reworded = _FILMS.replace("film or ", "")
    old, new, changes = _carried(_version(_PHONES, _FILMS), _version(_GIFTS, _PHONES, reworded))
    assert new[reworded] == old[_FILMS]
    assert ("changed", "SM 1.2", "SM 1.3") in changes


def test_another_rule_at_the_same_number_is_another_clause() -> None:
    """A number alone makes no clause the same: the old rule is removed and a new one added."""
    old, new, changes = _carried(_version(_PHONES), _version(_GIFTS))
    assert new[_GIFTS] != old[_PHONES]
    assert changes == [("added", "", "SM 1.1"), ("removed", "SM 1.1", "SM 1.1")]


def test_a_clause_under_another_heading_is_the_same() -> None:
    """A heading that was reworded changes no clause."""
    old, new, changes = _carried(_version(_PHONES), _version(_PHONES, heading="How staff behave"))
    assert new == old
    assert changes == []


def test_twins_follow_their_headings() -> None:
    """The same words under two headings are two clauses, and each goes with its own heading."""
    before = plain_policy(f"Visits\n\n{_PHONES}\n\nLessons\n\n{_PHONES}")
    after, changes = carry_ids(plain_policy(f"Lessons\n\n{_PHONES}\n\nVisits\n\n{_PHONES}"), before)
    assert [clause.id for clause in after.clauses] == [clause.id for clause in before.clauses][::-1]
    assert [change.kind for change in changes] == [ChangeKind.RENUMBERED] * 2


def test_an_id_lasts_over_many_versions() -> None:
    """A clause that is reworded step by step keeps the id of its first wording."""
    first = policy = _version(_PHONES, _FILMS)
    for out, put in (("silent", "off"), ("every lesson", "class"), ("their own", "a private")):
        text = policy.clauses[0].text.replace(out, put)
        policy, _ = carry_ids(_version(text, _FILMS), policy)
    assert policy.clauses[0].id == first.clauses[0].id


def test_a_wording_that_returns_gets_no_id_that_is_taken() -> None:
    """The first wording of a clause may come back beside it, as a new clause with an id of its own."""
    reworded, _ = carry_ids(_version(_PHONES.replace("silent", "off")), _version(_PHONES))
    policy, _ = carry_ids(_version(_PHONES.replace("silent", "off"), _PHONES), reworded)
    assert policy.clauses[0].id == reworded.clauses[0].id
    assert policy.clauses[1].id != reworded.clauses[0].id


@given(st.lists(_CLAUSES, min_size=2, max_size=5))
def test_an_id_is_never_used_twice(versions: list[list[str]]) -> None:
    """Over any series of edits no two clauses of one version share an id, and unchanged ones keep theirs."""
    policy: Policy | None = None
    for paragraphs in versions:
        before, new = policy, _version(*paragraphs)
        policy, changes = carry_ids(new, before)
        ids = [clause.id for clause in policy.clauses]
        assert len(set(ids)) == len(ids)
        assert [clause.text for clause in policy.clauses] == paragraphs
        kept = {clause.id: clause.text for clause in before.clauses} if before else {}
        added = {change.label for change in changes if change.kind is ChangeKind.ADDED}
        assert {clause.label for clause in policy.clauses if clause.id not in kept} == added
        for text in {*kept.values()} & {*paragraphs}:
            same = sum(kept.get(clause.id) == text == clause.text for clause in policy.clauses)
            assert same == min([*kept.values()].count(text), paragraphs.count(text))


@given(_CLAUSES, _CLAUSES)
def test_every_change_is_reported_once(before: list[str], after: list[str]) -> None:
    """Every clause that is not kept as it was is in the report, and none is in it twice."""
    _, changes = carry_ids(_version(*after), _version(*before))
    kinds = [change.kind for change in changes]
    added, removed = kinds.count(ChangeKind.ADDED), kinds.count(ChangeKind.REMOVED)
    assert len(before) - removed == len(after) - added >= 0
    assert len({(change.kind, change.label) for change in changes}) == len(changes)


@given(_CLAUSES, _CLAUSES)
def test_both_versions_can_be_read_out_of_the_change(before: list[str], after: list[str]) -> None:
    """Without what was put in stand the old words, without what was taken out the new ones."""
    new, old = _version(*after), _version(*before)
    was, now = ({clause.label: clause.text for clause in policy.clauses} for policy in (old, new))
    for change in carry_ids(new, old)[1]:
        if change.kind is ChangeKind.CHANGED:
            assert (
                re.sub(r"\{\+.*?\+\}", "", change.words).replace("[-", "").replace("-]", "")
                == was[change.before]
            )
            assert (
                re.sub(r"\[-.*?-\]", "", change.words).replace("{+", "").replace("+}", "")
                == now[change.label]
            )


@pytest.mark.parametrize("order", [sorted, lambda ids: random.Random(3).sample(ids, len(ids))])
def test_a_policy_in_another_order_keeps_its_ids(order: Callable[[list[str]], list[str]]) -> None:
    """A hundred clauses may be put into any order."""
    paragraphs = [
        f"Rule {number}: staff report matter {number * 7} to office {number % 9}." for number in range(100)
    ]
    old, new, _ = _carried(_version(*paragraphs), _version(*order(paragraphs)))
    assert new == old
