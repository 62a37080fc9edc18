"""What report.html and the terminal say of a language model."""

from io import StringIO
from typing import Any

from rich.console import Console

from assistant.evaluation.page import page
from assistant.evaluation.terminal_model import show_beside
from tests.assistant.evaluation.test_page import read
from tests.fakes.report import CANARY, report

_CLAUSE = "Staff should decline “friend requests”."


def _with_model(**other: object) -> dict[str, Any]:
    """The report of a few cases: one answer changes, another is explained."""
    made = report()
    first, second = made["answers"][0], made["answers"][3]
    better = {
        **first,
        "given": {**first["given"], "verdict": "no", "headline": "It is forbidden."},
        "why": [],
    }
    made["with_model"] = {
        "name": "openai:told",
        "scores": [
            _score("verdict_accuracy", 0.5, 0.75, False),
            _score("citation_precision", 0.9, 0.85, True),
            _score("all_cited", 0.5, 0.5, False),
        ],
        "answered": 3,
        "asked": 2,
        "explained": 1,
        "sentences": 1,
        "dropped": {"figure": 3, "modality": 1},
        "fell_back": {"timeout": 1},
        "untrue": {"unknown_citation": 0, "altered_quote": 2, "more_permissive": 0},
        "calls": 3,
        "tokens": 1200,
        "answers": [
            {
                "key": first["key"],
                "explanation": [],
                "dropped": [],
                "fell_back": "",
                "untrue": [],
                "tokens": 9,
            },
            {
                "key": second["key"],
                "explanation": [{"text": f"Decline them. {CANARY}", "quotes": [["SM 12.2", _CLAUSE]]}],
                "dropped": ["figure"],
                "fell_back": "",
                "untrue": ["altered_quote"],
                "tokens": 600,
            },
        ],
        "better": [{"kind": "answers", "key": first["key"], "before": first, "now": better}],
        "worse": [],
        "changed": [],
        **other,
    }
    return made


def _score(name: str, default: float, with_model: float, lost: bool) -> dict[str, Any]:
    both = {"default": default, "with_model": with_model}
    return {"stage": "verdict", "name": name, **both, "n": 4, "lost": lost}


_PAGE = page(_with_model())
_SECTION = "//section[@aria-labelledby='model']"


def test_without_a_model_there_is_no_such_part() -> None:
    """Neither a heading nor a link to one."""
    assert read("//*[@id='model']", page(report())) == []
    assert "language model" not in page(report())


def test_both_columns_stand_side_by_side() -> None:
    """With the points between them; the same is neither good nor bad."""
    rows = read(f"{_SECTION}//tr[td[3]]", _PAGE)
    assert rows == [
        "Verdict right 50.0% 75.0% +25.0",
        "Clauses shown that are right 90.0% 85.0% \N{MINUS SIGN}5.0",
        "All expected clauses cited 50.0% 50.0% 0.0",
    ]


def test_what_got_better_is_said_and_shown() -> None:
    """In one sentence, then case by case, without the model beside with it."""
    assert read(f"{_SECTION}/div[@class='headline bad']/p", _PAGE) == [
        "Not good enough for staff: something untrue was shown 2 times"
        " and “Clauses shown that are right” lost more than a point.",
        "With the language model openai:told, 1 answer got better, 0 got worse, 0 changed without either.",
    ]
    sides = read("//details[summary/h3[@id='model-better']]//div[@class='pair']/div", _PAGE)
    assert sides[0].startswith("Without Yes")
    assert sides[1].startswith("With the model No It is forbidden.")


def test_what_must_never_be_shown_is_counted() -> None:
    """Zeros too; what is not zero is marked."""
    assert read(f"{_SECTION}//tr[td and not(td[3])]", _PAGE) == [
        "Clauses cited that do not exist 0 ✓",
        "Quotes that are not the words of a policy 2 ✗",
        "Verdicts that allow more than without the model 0 ✓",
    ]
    good = page(_with_model(untrue={"altered_quote": 0}, scores=[]))
    said = "Nothing untrue was shown, and no score lost more than a point."
    assert read(f"{_SECTION}/div[@class='headline good']/p", good)[0] == said


def test_leads_read_every_sentence_above_its_clause() -> None:
    """With what is wrong with it, and without any mark-up of the model's."""
    (shown,) = read("//details[summary/h3[@id='explained']]//article", _PAGE)
    assert "friend requests? " in shown
    assert f"Decline them. {CANARY} SM 12.2 Social Media Policy: Personal Use {_CLAUSE}" in shown
    assert "Quotes that are not the words of a policy" in shown
    assert "<script>alert" not in _PAGE


def test_the_terminal_says_the_same_in_short() -> None:
    """Both columns, what became of asking, what must be zero, and what was lost."""
    said = StringIO()
    show_beside(Console(file=said, width=100), _with_model()["with_model"])
    words = " ".join(said.getvalue().split())
    assert "1 answer got better, 0 got worse" in words
    assert "50.0% │ 75.0% │ +25.0" in words
    assert "answers: 3, of which the model was asked about 2" in words
    assert "explained: 1 (50.0% of those)" in words
    assert (
        "sentences dropped: 4: 3 (had a number that does not stand there)"
        " and 1 (allowed, forbade or required something else)"
    ) in words
    assert "no explanation: 1: 1 (it took too long)" in words
    assert "what it cost: 3 calls and 1,200 tokens" in words
    assert "Quotes that are not the words of a policy: 2" in words
    assert "Not good enough for staff: something untrue was shown 2 times" in words


def test_the_terminal_says_nothing_without_a_model() -> None:
    """As before."""
    said = StringIO()
    show_beside(Console(file=said), None)
    assert said.getvalue() == ""
