"""Truths with a lie behind them, in one sentence."""

from tests.fakes.liars.proposed import lie

LIES = (
    lie(
        "joined by and",
        "SM 12.2",
        "Staff should decline friend requests from students and may accept requests from ex-students.",
    ),
    lie(
        "joined by a semicolon",
        "SM 12.2",
        "Staff should decline friend requests from students; parents are different.",
    ),
    lie(
        "joined by a dash",
        "SM 12.2",
        "Staff should decline friend requests from students - but a private account is fine.",
    ),
    lie(
        "joined by a long dash",
        "SM 12.2",
        "Staff should decline friend requests from students\u2014unless they are over 18.",
    ),
    lie(
        "joined by a comma",
        "SG 4.4",
        "Staff must not photograph a child's injuries, a sketch on your phone is fine.",
    ),
    lie(
        "in brackets",
        "SM 12.2",
        "Staff should decline friend requests from students (sixth formers may be accepted).",
    ),
    lie(
        "as an example",
        "SM 12.2",
        "Staff should decline friend requests from students, for example from pupils they do not teach.",
    ),
    lie(
        "as a reason",
        "SM 12.2",
        "Staff should decline friend requests from students because their accounts may be hacked.",
    ),
    lie(
        "two sentences in one",
        "SM 12.2",
        "Staff should decline friend requests from students. Everything else is allowed.",
    ),
)
