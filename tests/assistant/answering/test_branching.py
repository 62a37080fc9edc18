"""Who or where decides: the branch that a question names, or all of them."""

from dataclasses import replace

import pytest

from assistant.answering.branching import Choice, choose, first_citations
from assistant.answering.library import Library
from assistant.domain.guidance import Quote
from tests.fakes.evidence import evidence
from tests.fakes.shipped import shipped_guidance, shipped_library

_GUIDANCE = shipped_guidance()
_CONNECT = next(split for split in _GUIDANCE.splits if split.name == "connect")
_ALL = [branch.when for branch in _CONNECT.branches]


def _choose(
    question: str,
    *labels: str,
    latest: str | None = None,
    library: Library | None = None,
    by_words: bool = True,
) -> Choice | None:
    found = evidence(question, *(labels or ("SM 12.2",)))
    splits, glossary = _GUIDANCE.splits, _GUIDANCE.glossary
    return choose(found, latest or question, splits, glossary, library or shipped_library(), by_words)


def _when(choice: Choice | None) -> list[str]:
    return [branch.when for branch in choice.branches] if choice else []


def test_a_question_that_names_nobody_gets_every_branch() -> None:
    """All five, in the order of the leads, and it is known that nobody was named."""
    choice = _choose("Can I accept this friend request?")
    assert choice is not None
    assert (choice.split.name, choice.named, _when(choice)) == ("connect", False, _ALL)


@pytest.mark.parametrize(
    ("who", "branch"),
    [
        ("a year 9", 0),
        ("two 6th formers", 0),
        ("an ex-pupil", 1),
        ("a pupil who left last year", 1),
        ("my daughter's classmate", 2),
        ("a mum", 3),
        ("a colleague", 4),
    ],
)
def test_a_question_that_names_somebody_gets_that_branch_alone(who: str, branch: int) -> None:
    """The narrower name wins: a former pupil is no pupil."""
    choice = _choose(f"Can I accept a friend request from {who}?", *(f"SM {n}" for n in ("12.2", "13.1")))
    assert choice is not None
    assert choice.named
    assert _when(choice) == [_ALL[branch]]


def test_two_that_are_named_get_both_branches() -> None:
    """A question on parents and colleagues is answered for each."""
    choice = _choose("Can I accept friend requests from parents and colleagues?")
    assert _when(choice) == [_ALL[3], _ALL[4]]


@pytest.mark.parametrize(("latest", "branch"), [("and from their mum?", 3), ("what about a colleague?", 4)])
def test_the_case_of_a_follow_up_replaces_the_one_before(latest: str, branch: int) -> None:
    """Though the words found are those on pupils, it is the parent or the colleague that was asked about."""
    choice = _choose(f"Can I accept a friend request from a year 9? {latest}", latest=latest)
    assert _when(choice) == [_ALL[branch]]


def test_a_follow_up_without_a_case_keeps_the_one_before() -> None:
    """'And on Snapchat?' is still about the year 9."""
    latest = "and on Snapchat?"
    choice = _choose(f"Can I accept a friend request from a year 9? {latest}", latest=latest)
    assert _when(choice) == [_ALL[0]]


def test_a_branch_whose_words_are_gone_is_left_out() -> None:
    """When the school rewords a clause, its branch is not shown on stale words."""
    library = shipped_library()
    policy = library.policies["social-media"]
    words = "Caution is advised when inviting work colleagues"
    text = policy.text.replace(words, "x" * len(words))
    edited = Library({**library.policies, "social-media": replace(policy, text=text)})
    assert _when(_choose("Can I accept this friend request?", library=edited)) == _ALL[:-1]
    assert _choose("Can I accept a friend request from a colleague?", library=edited) is None


def test_words_alone_are_not_enough() -> None:
    """Where retrieval found other clauses, or these only fourth, the question is about something else."""
    question = "Can I accept this friend request?"
    assert _choose(question, "SM 9.1", "SM 15.1", "SM 16.1", "SM 12.2") is None
    assert _choose(question, "SM 9.1", "SM 15.1", "SM 12.2") is not None


@pytest.mark.parametrize("question", ["Can I accept a gift?", "Can I follow the policy?", "Is banter ok?"])
def test_a_question_on_something_else_has_no_branches(question: str) -> None:
    """Clauses alone do not make a split either, where words are asked for."""
    assert _choose(question) is None


def test_without_words_the_first_clause_decides() -> None:
    """For a question that is known to depend, the split is that of the best clause and of no later one."""
    question = "That request I was sent last night, hm"
    by_clause = _choose(question, "SM 12.6", by_words=False)
    assert by_clause is not None
    assert by_clause.split.name == "connect"
    assert _choose(question, "SM 9.2", "SM 12.6", by_words=False) != by_clause


def test_first_citations_go_round_the_branches() -> None:
    """One of each branch before a second one of any."""
    choice = _choose("Can I accept this friend request?")
    assert choice is not None
    cited = first_citations(choice.branches)
    assert cited[:5] == tuple(branch.citations[0] for branch in choice.branches)
    assert len(cited) == sum(len(branch.citations) for branch in choice.branches)
    assert first_citations(()) == ()


def test_every_branch_that_ships_can_be_shown() -> None:
    """No branch of prompts/branches.toml rests on words that no policy has."""
    library = shipped_library()
    lost: list[Quote] = [
        quote
        for split in _GUIDANCE.splits
        for branch in split.branches
        for quote in branch.quotes
        if library.cite_quote(quote) is None
    ]
    assert lost == []
