"""What a training that leaves policies out has to do without."""

from assistant.domain.example import Example
from assistant.domain.message import Message
from assistant.domain.policy import passages_of
from assistant.domain.practice import Practice
from assistant.evaluation.cases import Case
from assistant.learning.encoder_training import Material
from bench.left_out import found, without
from tests.assistant.learning.toy_learner import ToyLearner
from tests.fakes.small_school import SmallSchool

_EXAMPLES = (
    Example("snap the kids", ("PH 1.2",), "no", "answered", "one"),
    Example("ring mum from the bus", ("TR 2.2",), "yes", "answered", "one"),
    Example("both of them", ("TR 2.2", "PH 1.2"), "no", "answered", "one"),
    Example("free parking", (), "", "not_covered", "one"),
)


def test_nothing_of_a_policy_that_is_left_out_is_learnt(school: SmallSchool) -> None:
    """Neither its passages nor a question that rests on one of its clauses, and half of the rest."""
    passages = [passage for policy in school.policies for passage in passages_of(policy)]
    practice = [Practice("a bike", "Sheds.", "June."), Practice("a car", "Lots.", "May.")]
    left = next(passage.clause.policy for passage in passages if passage.clause.label == "PH 1.2")
    kept = without(Material(_EXAMPLES, passages, practice, ()), {left})
    assert [one.question for one in kept.examples] == ["ring mum from the bus"]
    assert {passage.clause.policy for passage in kept.passages} == {one.clause.policy for one in passages} - {
        left
    }
    assert len(kept.practice) == 1


def test_what_is_found_is_counted(school: SmallSchool) -> None:
    """A question in the words of its clause finds it, and one in no words of any clause does not."""
    passages = [passage for policy in school.policies for passage in passages_of(policy)]
    first = passages[0]

    def case(text: str, *clauses: str) -> Case:
        return Case(Message(text), "", clauses, "no", "answered", "one.csv", 2)

    learner = ToyLearner()
    right, wrong = (
        case(first.searchable, first.clause.label),
        case(first.searchable, passages[-1].clause.label),
    )
    assert (found(learner, [right], passages).first, found(learner, [wrong], passages).first) == (1, 0)
    both = found(learner, [right, wrong], passages)
    assert (both.questions, both.first) == (2, 0.5)
