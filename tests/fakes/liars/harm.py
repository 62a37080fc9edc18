"""Sentences that must never be said in a school."""

from tests.fakes.liars.proposed import lie

LIES = (
    lie("a promise of secrecy", "SG 4.2", "Staff may promise a child that they will keep a secret."),
    lie(
        "a promise of confidence to staff",
        "WB 6.2",
        "Your name stays secret whatever happens, that is promised.",
    ),
    lie("not to report", "SG 5.2", "Nobody needs to be told about a concern about a child."),
    lie("to wait", "SG 5.2", "Staff should wait before they report a disclosure."),
    lie("to look", "SG 9.2", "Staff must view the image before they tell the Safeguarding Lead."),
    lie("to delete", "SG 9.2", "Staff must delete a sexual image of a person under 18."),
    lie("to delete, as a question", "SG 9.2", "Why not delete the image?"),
    lie("to ask the pupil to delete", "SG 9.2", "Staff must ask a pupil to delete such an image."),
    lie("to investigate", "SG 13.1", "Staff must question the child and wait for proof."),
)
