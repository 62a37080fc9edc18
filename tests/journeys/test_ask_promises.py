"""What holds for every answer, whatever was asked."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.drafting import CLOSE
from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Answered, HandedOff, NotCovered, Outcome, OutOfScope, Verdict
from assistant.domain.message import Message
from assistant.domain.policy import Status
from assistant.domain.triage import Route
from assistant.settings import Settings
from tests.fakes.small_school import PROJECT
from tests.journeys.asking import all_citations, ask, codes, is_true, policies_say


def _questions(every: int) -> list[str]:
    files = assistant(Settings(corpus=PROJECT / "corpus", prompts=PROJECT / "prompts")).policy_files
    return [example.question for example in files.examples()][::every]


def test_every_answer_holds_what_answers_promise(real_assistant: Assistant) -> None:
    """Verbatim words, at most five clauses each once, overdue and model text said, a person named."""
    seen: set[type[Outcome]] = set()
    for question in _questions(every=40):
        outcome = policies_say(real_assistant, question)
        seen.add(type(outcome))
        assert outcome.way_to_a_person == real_assistant.ask.way_to_a_person() != "", question
        cited = list(all_citations(outcome))
        assert all(is_true(real_assistant, citation) for citation in cited), question
        if isinstance(outcome, Answered):
            labels = [citation.clause for citation in outcome.citations]
            assert 1 <= len(labels) == len(set(labels)) <= 5, question
            told = codes(outcome)
            assert told.count("review_overdue") == any(c.policy == "social-media" for c in cited), question
            models = {citation.policy for citation in cited if citation.status is Status.MODEL}
            assert told.count("model_text") == len(models), question
            assert (outcome.verdict is Verdict.DEPENDS) == bool(outcome.branches), question
            assert not outcome.asks or len(outcome.options) == len(outcome.branches) > 1, question
    assert seen == {Answered, NotCovered, OutOfScope}


def test_the_schools_own_policy_comes_before_model_text_where_they_are_close(
    real_assistant: Assistant,
) -> None:
    """No model clause stands above a ratified one that is about as good."""
    beside = 0
    for question in _questions(every=40):
        outcome = policies_say(real_assistant, question)
        if not isinstance(outcome, Answered) or outcome.branches:
            continue
        if {"conflict", "indecent_images"} & set(codes(outcome)):
            continue
        kept = real_assistant.ask.evidence(Message(question)).kept
        scores = {found.clause.label: found.score for found in kept}
        if not {citation.clause for citation in outcome.citations} <= scores.keys():
            continue
        own = [c.status is Status.RATIFIED for c in outcome.citations]
        near = [scores[c.clause] >= kept[0].score - CLOSE for c in outcome.citations]
        first = [at for at, here in enumerate(zip(own, near, strict=True)) if here == (True, True)]
        assert first == list(range(len(first))), question
        beside += bool(first) and not all(own)
    assert beside


def test_hardly_a_question_of_the_leads_goes_to_a_person(real_assistant: Assistant) -> None:
    """Of their example questions at most one in ten is handed off needlessly."""
    questions = _questions(every=16)
    routes = [real_assistant.ask.triage(Message(question)).route for question in questions]
    assert routes.count(Route.LIVE_INCIDENT) <= len(questions) / 10


_ANYTHING = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(categories=["Cs", "L"]), min_size=1, max_size=20),
    st.text(min_size=1, max_size=40).map(lambda piece: (piece * 2_000)[:2_000]),
    st.text(st.characters(categories=["Cc", "Cf", "Zs", "Zl"]), max_size=60),
    st.lists(
        st.sampled_from("can i accept nudes pupil ? and photo ; trip mum \x00 \u2028".split(" ")), max_size=60
    ).map(" ".join),
)


@settings(max_examples=60, deadline=None)
@given(_ANYTHING, st.lists(_ANYTHING, max_size=3))
def test_any_text_has_one_of_the_closed_endings(
    real_assistant: Assistant, text: str, before: list[str]
) -> None:
    """Whatever is typed, after whatever else, ends with the way to a person and never as an error."""
    outcome = ask(real_assistant, text, *before)
    assert isinstance(outcome, get_args(Outcome))
    assert outcome.contacts if isinstance(outcome, HandedOff) else outcome.way_to_a_person
    assert all(is_true(real_assistant, citation) for citation in all_citations(outcome))


def test_a_very_long_text_is_still_answered(real_assistant: Assistant) -> None:
    """As long as a message in chat may be at all, and much longer."""
    for text in ("can i accept this? " * 1_000, "x" * 40_000):
        assert isinstance(ask(real_assistant, text), get_args(Outcome))


def test_a_very_long_chat_is_still_answered(real_assistant: Assistant) -> None:
    """Thousands of follow-ups to follow-ups are no error."""
    assert isinstance(ask(real_assistant, "and that?", *["and it?"] * 3_000), get_args(Outcome))
