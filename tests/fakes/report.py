"""A report of a few cases, made by hand: one of each kind that the page tells apart."""

from typing import Any

CANARY = "<script>alert('canary')</script> & <b>bold</b>"


def report() -> dict[str, Any]:
    """What report.json holds: four questions, of which one is right, and four messages."""
    return {
        "date": "2026-11-07",
        "scores": [
            _score("route", "incident_recall", 0.5, 0.0945, 0.9055, 2, 0.95),
            _score("answer", "all_right", 0.25, 0.0456, 0.6994, 4, 0.2),
            _score("citation", "citation_recall", 0.5, 0.0, 1.0, 3, None),
        ],
        "by": {
            "policy": [
                {"name": "MP", "scores": [_score("answer", "all_right", 1.0, 0.2065, 1.0, 1)]},
                {"name": "SM", "scores": [_score("answer", "all_right", 0.0, 0.0, 0.6576, 2)]},
            ],
            "asker": [{"name": f"asker_{n}", "scores": [_all_right(n / 20)]} for n in range(20)],
            "style": [],
        },
        "answers": [
            _answer(
                2, "may i accept a friend request", _given("yes", [["SM 13.1", "may accept"]]), "got yes"
            ),
            _answer(3, CANARY, _given("", [], "TimeoutError"), "broke: TimeoutError"),
            _answer(4, "can i bring my dog", {**_given("", []), "outcome": "not_covered"}, "got no answer"),
            _answer(5, "friend requests?", _given("no", [["SM 12.2", "should decline"]])),
        ],
        "triage": [
            _message(2, "a parent hit her", _decision("policy question"), "an incident was missed"),
            _message(
                3, "he hit her", _decision("live incident", "staff_conduct"), "told to somebody else first"
            ),
            _message(4, "may I hit a ball", _decision("live incident"), "handed off without need", False),
            _message(5, "may I go home", _decision("policy question"), "", False),
        ],
        "errors": {"broken": 1, "timeouts": 0},
        "clauses": {
            "SM 12.2": {
                "policy": "Social Media Policy",
                "heading": "Personal Use",
                "text": "Staff should decline “friend requests”.",
            },
            "SM 13.1": {"policy": "Social Media Policy", "heading": "Parents", "text": "Staff may accept."},
        },
        "repeats": {"runs": 3, "answers": 0.25, "triage": 0.0, "flipped": ["k2"]},
        "with_model": None,
        "reviews": {
            "pairs": [{"leads": ["Ann", "Bo"], "cases": 24, "same": 18, "kappa": 0.7142}],
            "open": 2,
        },
        "made_with": {"corpus": "5f22ca81df146052", "code": {"version": "0.1.0"}, "settings": {"hub": False}},
    }


def earlier() -> dict[str, Any]:
    """The report of the week before, of other policies: the first case was right, the last not."""
    made = report()
    made["date"], made["made_with"]["corpus"] = "2026-10-31", "0000000000000000"
    made["answers"][0] |= {"given": _given("no", [["SM 12.2", "should refuse"]]), "why": []}
    made["answers"][3] |= {"given": _given("must", []), "why": ["expected SM 12.2, cited nothing"]}
    made["scores"][1]["value"] = 0.3
    return made


def _score(
    stage: str, name: str, value: float, low: float, high: float, n: int, floor: float | None = None
) -> dict[str, Any]:
    named = {"stage": stage, "name": name}
    return {**named, "value": value, "low": low, "high": high, "n": n, "floor": floor}


def _all_right(value: float) -> dict[str, Any]:
    return _score("answer", "all_right", value, 0.0, 1.0, 20)


def _answer(line: int, question: str, given: dict[str, Any], why: str = "") -> dict[str, Any]:
    return {
        "key": f"k{line}",
        "table": "social-media",
        "line": line,
        "question": question,
        "history": ["what about facebook"] if line == 2 else [],
        "asker": "ta",
        "tags": ["follow_up"],
        "expected": {"outcome": "answered", "verdict": "no", "clauses": ["SM 12.2"], "also_right": []},
        "given": given,
        "why": [why] if why else [],
        "review": None,
    }


def _given(verdict: str, quotes: list[list[str]], error: str = "") -> dict[str, Any]:
    return {
        "outcome": "" if error else "answered",
        "verdict": verdict,
        "headline": f"The headline says {verdict}.",
        "cited": [label for label, _ in quotes],
        "quotes": quotes,
        "retrieved": [],
        "error": error,
    }


def _message(line: int, text: str, given: dict[str, Any], why: str, happened: bool = True) -> dict[str, Any]:
    expected = (
        _decision("live incident", "child_protection", True) if happened else _decision("policy question")
    )
    return {
        "key": f"m{line}",
        "table": "primary",
        "line": line,
        "text": text,
        "asker": "volunteer",
        "style": "terse",
        "expected": expected,
        "given": given,
        "error": "",
        "why": [why] if why else [],
    }


def _decision(route: str, category: str = "", emergency: bool = False) -> dict[str, Any]:
    return {"route": route, "category": category, "emergency": emergency, "concerns": None}
