"""Lies in a figure, a time, a name, a link, or in who does what."""

from assistant.domain.answer import Verdict
from tests.fakes.liars.proposed import lie

LIES = (
    lie(
        "another number of days",
        "CC 6.2",
        "Staff must tell the Headteacher about a gift within five working days.",
        Verdict.MUST,
    ),
    lie("a number in words", "EV 4.2", "A visit must have at least three adults.", Verdict.MUST),
    lie(
        "another emergency number",
        "SG 5.1",
        "Staff must call 111 first if a child is in immediate danger.",
        Verdict.MUST,
    ),
    lie(
        "fullwidth digits",
        "SG 5.1",
        "Staff must call \uff19\uff19\uff19 first if a child is in immediate danger.",
        Verdict.MUST,
    ),
    lie("another age", "SG 1.4", "A child is anyone under 16.", Verdict.FACT),
    lie("the bound turned round", "SG 1.4", "A child is anyone over 18.", Verdict.FACT),
    lie(
        "another unit",
        "DP 9.10",
        "The Data Protection Lead must notify the ICO within 72 days.",
        Verdict.MUST,
    ),
    lie("another date", "SM 19.4", "To be reviewed: May 2027", Verdict.FACT),
    lie(
        "later than at once",
        "SG 11.2",
        "Staff must tell the Safeguarding Lead about self-harm the same day.",
        Verdict.MUST,
    ),
    lie(
        "another name",
        "SM 10.2",
        "Mrs Wilson and Mr Mbah are the designated members of St Martin's.",
        Verdict.FACT,
    ),
    lie(
        "a name out of nowhere",
        "SG 5.2",
        "Staff must tell Jane Smith about any concern about a child at once.",
        Verdict.MUST,
    ),
    lie(
        "an app that is not named",
        "CC 4.3",
        "Staff must not create a private group chat with pupils on Signal.",
    ),
    lie(
        "a body that is not named",
        "WB 9.3",
        "Staff may report a concern to the Teaching Regulation Agency.",
        Verdict.YES,
    ),
    lie(
        "a policy that there is not",
        "SM 12.2",
        "The Friendship Policy says that staff should decline friend requests from students.",
    ),
    lie(
        "a law that is not named",
        "CC 2.1",
        "Sexual activity with a pupil is an offence under the Education Act 2011.",
        Verdict.FACT,
    ),
    lie(
        "a link",
        "SG 5.2",
        "Staff must report a concern about a child at https://concerns.example at once.",
        Verdict.MUST,
    ),
    lie(
        "a bare domain",
        "SG 5.2",
        "Staff must report any concern about a child at concerns.example at once.",
        Verdict.MUST,
    ),
    lie(
        "an address",
        "SG 5.2",
        "Staff must report any concern about a child to dsl@school.example at once.",
        Verdict.MUST,
    ),
    lie(
        "a telephone number",
        "SG 5.2",
        "Staff must tell the Safeguarding Lead at once by phone on 020 7946 0018.",
        Verdict.MUST,
    ),
    lie(
        "one digit of a number",
        "WB 9.2",
        "Staff may ring the NSPCC whistleblowing advice line on 0800 028 0286.",
        Verdict.YES,
    ),
    lie(
        "another role to tell",
        "SG 13.2",
        "Staff must report a concern about the Headteacher to the Safeguarding Lead.",
        Verdict.MUST,
    ),
    lie(
        "the roles swapped",
        "SG 13.2",
        "Staff must report a concern about the chair of governors to the Headteacher.",
        Verdict.MUST,
    ),
    lie("who acts and who is acted on", "SM 12.2", "Students should decline 'friend requests' from staff."),
    lie(
        "whom it is told, swapped",
        "CC 13.4",
        "Staff must tell the Headteacher about any allegation against the chair of governors.",
        Verdict.MUST,
    ),
    lie(
        "another who agrees",
        "SG 7.4",
        "Staff must not tell parents about a disclosure unless the parents have agreed.",
    ),
    lie(
        "everybody for some",
        "DP 4.2",
        "Staff may share a pupil's medical information with everyone.",
        Verdict.ONLY_IF,
    ),
    lie("somebody else's permission", "SG 5.1", "Staff need the Headteacher's permission to call 999."),
)
