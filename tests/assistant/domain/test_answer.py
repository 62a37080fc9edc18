"""A citation is issued from a clause and quotes it letter by letter."""

from assistant.domain.answer import cite
from tests.fakes.small_school import SmallSchool


def test_a_clause_is_quoted_whole_or_from_the_first_to_the_last_sentence(school: SmallSchool) -> None:
    """Offsets are those of the policy's text, in whatever order the sentences are given."""
    policy = school.policies[0]
    clause = policy.clauses[0]
    whole, one = cite(policy, clause), cite(policy, clause, clause.sentences[1:])
    assert (whole.quote, whole.clause, whole.title) == (clause.text, "PH 1.1", "Phones Policy")
    assert one.quote == "A phone may be used to call the office in an emergency."
    assert policy.text[one.start : one.end] == one.quote
    assert cite(policy, clause, clause.sentences[::-1]) == whole
    assert whole.key != one.key


def test_a_citation_tells_where_its_words_lead(school: SmallSchool) -> None:
    """A policy that is held is named by id, another by its words, and only where they are quoted."""
    policy = school.policies[0]
    held = next(clause for clause in policy.clauses if "visits policy" in clause.text)
    lost = next(clause for clause in policy.clauses if "lost property" in clause.text)
    assert cite(policy, held).refers_to == ("trips",)
    assert cite(policy, held, held.sentences[:1]).refers_to == ()
    assert cite(policy, lost).refers_to == ("lost property policy",)


def test_a_list_item_brings_its_paragraph(school: SmallSchool) -> None:
    """A fragment can be read."""
    policy = school.policies[0]
    item = next(clause for clause in policy.clauses if clause.text == "the school mobile")
    assert cite(policy, item).lead_in == "Staff may accept a call from a parent on:"
