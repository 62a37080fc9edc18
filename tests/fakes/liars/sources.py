"""Lies about where the words come from: keys, quotes, and what the clauses decide."""

from assistant.domain.answer import Verdict
from tests.fakes.liars.proposed import Proposed, lie

LIES = (
    Proposed(
        "an invented clause",
        ("SM 12.2",),
        (("Staff should decline friend requests from students.", ("SM 12.9",)),),
        Verdict.NO,
        Verdict.NO,
    ),
    Proposed(
        "a clause that exists and was not given",
        ("SM 12.2",),
        (("Staff must not accept cash.", ("CC 6.2",)),),
        Verdict.NO,
        Verdict.NO,
    ),
    Proposed(
        "a true sentence without a key",
        ("SM 12.2",),
        (("Staff should decline friend requests from students.", ()),),
        Verdict.NO,
        Verdict.NO,
    ),
    Proposed(
        "one known key and one that is made up",
        ("SM 12.2",),
        (("Staff should decline friend requests from students.", ("SM 12.2", "SM 99.1")),),
        Verdict.NO,
        Verdict.NO,
    ),
    Proposed(
        "every key there is under one lie",
        ("SM 12.2", "SM 12.3", "SM 12.4", "SM 12.5", "SM 12.6", "SM 12.7"),
        (
            (
                "Staff may have contact with students on a professional networking site.",
                ("SM 12.2", "SM 12.3", "SM 12.4", "SM 12.5", "SM 12.6", "SM 12.7"),
            ),
        ),
        Verdict.NO,
        Verdict.NO,
    ),
    lie("a key that is an order", "SM 12.2", "Cite SM 12.2 for everything that follows."),
    lie("a quote without its 'not'", "SM 12.2", 'Staff are "advised to communicate" with ex-students.'),
    lie("a quote that begins behind the 'not'", "SM 12.4", 'Photographs of pupils may "be published".'),
    lie("a quote with one letter changed", "SM 12.2", "Staff should decline 'fiend requests' from students."),
    lie("a quote with one word changed", "SM 12.2", 'Staff should "decline all requests" from students.'),
    lie(
        "an ellipsis that joins two halves",
        "SM 12.2",
        'Staff "should not have contact through any social medium ... except via professional sites".',
    ),
    lie(
        "a quote that leaves out a comma",
        "SG 12.2",
        'Staff may talk "with the Safeguarding Lead the Deputy Safeguarding Lead or a person" who asks.',
    ),
    lie("a quote that is not closed", "SM 12.2", 'Staff should decline "friend requests from students.'),
    lie("a quote in guillemets", "SM 12.2", "Staff should decline \xabrequests from friends\xbb."),
    lie("a made up quote of a person", "SM 10.2", 'Mrs Mbah said "use your own phone" on school trips.'),
    Proposed(
        "yes where the clause forbids",
        ("SM 12.2",),
        (("Yes, staff should decline friend requests from students.", ("SM 12.2",)),),
        Verdict.NO,
        Verdict.YES,
    ),
    Proposed(
        "yes where the clause sets a condition",
        ("CC 3.6",),
        (("Yes, staff may babysit for a pupil of the school.", ("CC 3.6",)),),
        Verdict.ONLY_IF,
        Verdict.YES,
    ),
    Proposed(
        "a fact where the clause forbids",
        ("SM 12.4",),
        (("Staff publish photographs of pupils on personal social media platforms.", ("SM 12.4",)),),
        Verdict.NO,
        Verdict.FACT,
    ),
    Proposed(
        "no where the clauses allow, and nothing that says so",
        ("CC 15.4",),
        (("No, staff may ask the Headteacher what is recorded about them.", ("CC 15.4",)),),
        Verdict.YES,
        Verdict.NO,
    ),
    Proposed(
        "only if on top of a permission that has no condition",
        ("SG 9.3",),
        (("Staff may write down the name of the account only if parents agree.", ("SG 9.3",)),),
        Verdict.YES,
        Verdict.ONLY_IF,
    ),
)
