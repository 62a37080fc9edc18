"""The same scores by policy, section, asker and style."""

from assistant.evaluation.groups import grouped
from assistant.evaluation.results import Held, Run
from tests.fakes.evaluated import case, given, triaged

_HELD = {
    "SM 1.1": Held("Social Media", "Friends", "Friends", "No."),
    "TR 2.1": Held("Trips", "Nights", "Residentials", "Yes."),
}
_RUN = Run(
    (
        given(case(clauses="SM 1.1,TR 2.1", asker="nurse", tags=("slang",)), "SM 1.1,TR 2.1"),
        given(case(clauses="SM 1.1"), "SM 9.9"),
        given(case(outcome="not_covered"), outcome="not_covered"),
    ),
    (triaged(),),
    _HELD,
)


def _found(kind: str, name: str, score: str) -> tuple[float, int]:
    found = {one.name: one for one in grouped(_RUN)[kind][name]}[score]
    return found.value, found.n


def test_a_case_counts_for_each_policy_and_section_it_expects() -> None:
    """Two of social media, one of them right; one of trips; one that no policy covers."""
    assert _found("policy", "SM", "all_cited") == (0.5, 2)
    assert _found("policy", "TR", "all_cited") == (1.0, 1)
    assert _found("policy", "no policy", "not_covered_recognised") == (1.0, 1)
    assert _found("section", "TR: Residentials", "all_cited") == (1.0, 1)
    assert list(grouped(_RUN)["section"]) == ["SM: Friends", "TR: Residentials", "no policy"]


def test_answers_and_messages_share_askers_and_styles() -> None:
    """Questions by asker and tag, messages by asker, style and category."""
    assert list(grouped(_RUN)["asker"]) == ["nurse", "office", "ta"]
    assert list(grouped(_RUN)["style"]) == ["slang", "terse"]
    assert _found("style", "slang", "verdict_accuracy") == (1.0, 1)
    assert _found("asker", "office", "incident_recall") == (1.0, 1)
    assert _found("category", "data_breach", "incident_recall") == (1.0, 1)


def test_what_has_no_cases_is_left_out() -> None:
    """A policy's table holds no score of triage messages."""
    names = {score.name for score in grouped(_RUN)["policy"]["TR"]}
    assert "incident_recall" not in names
    assert all(score.n for groups in grouped(_RUN).values() for scores in groups.values() for score in scores)
