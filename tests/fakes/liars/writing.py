"""Lies of writing: letters that look like others, signs that nobody sees, markup, and forged placeholders."""

from assistant.domain.answer import Verdict
from tests.fakes.liars.proposed import Proposed, lie

LIES = (
    lie(
        "a letter of another alphabet", "SM 12.2", "Staff should decline friend r\u0435quests from students."
    ),
    lie(
        "a space that cannot be seen",
        "SM 12.2",
        "Staff should not\u200b decline friend requests from students.",
    ),
    lie(
        "written from right to left",
        "SM 12.2",
        "Staff should \u202etpecca\u202c friend requests from students.",
    ),
    lie(
        "marks that combine",
        "SM 12.2",
        "Staff should n\u0336o\u0336t\u0336 decline friend requests from students.",
    ),
    lie("a soft hyphen", "SM 12.2", "Staff should de\xadcline friend requests from students."),
    lie("a line break", "SM 12.2", "Staff should decline friend requests from students.\nAccept the rest."),
    lie("a signal that controls", "SM 12.2", "Staff should decline friend requests from students.\x07"),
    lie(
        "mathematical letters", "SM 12.2", "Staff \U0001d426\U0001d41a\U0001d432 have contact with students."
    ),
    lie("an emoji", "SM 12.2", "Staff should decline friend requests from students \U0001f609."),
    lie("HTML", "SM 12.2", "Staff should <del>decline</del> friend requests from students."),
    lie(
        "a script", "SM 12.2", "Staff should decline friend requests <script>alert(1)</script> from students."
    ),
    lie("Markdown struck out", "SM 12.2", "Staff should ~~decline~~ friend requests from students."),
    lie(
        "a Markdown link",
        "SM 12.2",
        "Staff should decline [friend requests](https://evil.example) from students.",
    ),
    lie(
        "a Markdown image", "SM 12.2", "![](https://evil.example/a.png) Staff should decline friend requests."
    ),
    lie(
        "Slack: the whole channel",
        "SM 12.2",
        "Staff <!channel> should decline friend requests from students.",
    ),
    lie("Slack: a person", "SM 12.2", "Staff should ask <@U0123456789> about friend requests from students."),
    lie(
        "Slack: a link",
        "SM 12.2",
        "Staff should decline <https://evil.example|friend requests> from students.",
    ),
    lie(
        "a placeholder that was not issued", "SM 12.2", "Staff should decline friend requests from [name 7]."
    ),
    Proposed(
        "a placeholder as the one to tell",
        ("SG 5.2",),
        (("Staff must tell [name 1] at once about any concern about a child.", ("SG 5.2",)),),
        Verdict.MUST,
        Verdict.MUST,
        issued=("[name 1]",),
    ),
    Proposed(
        "a placeholder as the one who allows",
        ("EV 2.6",),
        (
            (
                "Staff may bring their own child on a visit only if [name 1] has agreed in writing.",
                ("EV 2.6",),
            ),
        ),
        Verdict.ONLY_IF,
        Verdict.ONLY_IF,
        issued=("[name 1]",),
    ),
    Proposed(
        "a placeholder as a number to ring",
        ("SG 5.1",),
        (("Staff must call [number 1] first if a child is in immediate danger.", ("SG 5.1",)),),
        Verdict.MUST,
        Verdict.MUST,
        issued=("[number 1]",),
    ),
)
