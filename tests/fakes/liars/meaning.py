"""Lies that turn a clause round: what it forbids, allows, asks for, takes off, and under what conditions."""

from assistant.domain.answer import Verdict
from tests.fakes.liars.proposed import lie

LIES = (
    lie(
        "a prohibition as a permission",
        "CC 4.3",
        "Staff may join a private group chat with pupils on WhatsApp.",
    ),
    lie(
        "in other words: that's fine",
        "CC 4.3",
        "Joining a private group chat with pupils on WhatsApp, that's fine.",
    ),
    lie(
        "in other words: feel free",
        "CC 4.3",
        "Feel free to join a private group chat with pupils on WhatsApp.",
    ),
    lie(
        "in other words: no harm",
        "CC 4.3",
        "There is no harm in a private group chat with pupils on WhatsApp.",
    ),
    lie(
        "in other words: nothing stops",
        "CC 4.3",
        "Nothing stops staff from a private group chat with pupils.",
    ),
    lie("in other words: go ahead", "SG 9.2", "Go ahead and copy a sexual image of a person under 18."),
    lie("in other words: safe", "SM 12.7", "It is safe to reveal home addresses and telephone numbers."),
    lie("in other words: up to you", "SM 12.2", "Contact with students from any other school is up to you."),
    lie("a dropped not", "SG 4.3", "Staff must ask leading questions and make the child repeat the account."),
    lie(
        "a negation too many", "SG 9.2", "Staff must never fail to view a sexual image of a person under 18."
    ),
    lie("it is not true that", "CC 6.2", "It is not true that staff must not accept cash."),
    lie(
        "a duty released",
        "SG 5.2",
        "Staff do not need to report a disclosure before the child goes home.",
        Verdict.MUST,
    ),
    lie("a release made a duty", "OS 5.10", "Staff have to join the staff WhatsApp group."),
    lie(
        "a duty made a choice",
        "SG 5.2",
        "Staff may report a disclosure before the child goes home.",
        Verdict.MUST,
    ),
    lie(
        "advice made a duty",
        "SM 12.1",
        "Staff must not identify themselves as staff members on personal platforms.",
    ),
    lie(
        "a must made a should",
        "SG 5.2",
        "Staff should report a disclosure before the child goes home.",
        Verdict.MUST,
    ),
    lie(
        "unless turned into if",
        "SG 7.4",
        "Staff must not tell parents about a disclosure if the Safeguarding Lead has agreed.",
    ),
    lie(
        "only if turned into even if",
        "CC 3.6",
        "Staff may babysit for a pupil of the school even if the Headteacher has not agreed.",
        Verdict.ONLY_IF,
    ),
    lie(
        "even if turned into only if",
        "SG 9.1",
        "Staff must report the image only if they have seen it.",
        Verdict.MUST,
    ),
    lie("a condition dropped", "CC 9.2", "Staff may drive a minibus with pupils.", Verdict.ONLY_IF),
    lie(
        "one of three conditions dropped",
        "CC 9.1",
        "Staff may drive a pupil in a private car only if the Headteacher has agreed beforehand.",
        Verdict.ONLY_IF,
    ),
    lie(
        "and between conditions turned into or",
        "EV 6.8",
        "Pupils may carry their own phones on a visit only if the Headteacher has agreed or parents/carers "
        "have been told the rules.",
        Verdict.ONLY_IF,
    ),
    lie(
        "an exception added",
        "SG 9.2",
        "Staff must never view a sexual image of a person under 18 unless the Safeguarding Lead is present.",
    ),
)
