"""What an honest model proposes about such clauses, some of it too freely to be sure of."""

from assistant.domain.answer import Verdict
from tests.fakes.liars.proposed import Proposed, Said


def _honest(default: Verdict, *said: Said) -> Proposed:
    """Sentences with the clauses they rest on, the first of them the default's."""
    given = tuple(dict.fromkeys(label for _, keys in said for label in keys))
    return Proposed(said[0][0], given, said, default, default)


_NO, _YES, _IF, _MUST, _FACT = Verdict.NO, Verdict.YES, Verdict.ONLY_IF, Verdict.MUST, Verdict.FACT

HONEST = (
    _honest(
        _NO,
        ("No, staff should not have contact with students through any social medium.", ("SM 12.2",)),
        ("Staff should decline 'friend requests' from students in their personal accounts.", ("SM 12.2",)),
        (
            "A friend request that was accepted by mistake must be self-reported the same day.",
            ("CC 14.2",),
        ),
    ),
    _honest(
        _NO, ("Photographs and videos of pupils should not be published on personal platforms.", ("SM 12.4",))
    ),
    _honest(
        _IF,
        (
            "School email addresses must not be used to set up personal accounts unless school leadership "
            "has pre-approved it.",
            ("SM 12.5",),
        ),
    ),
    _honest(
        _IF,
        (
            "Caution is advised when inviting colleagues to be friends on a personal site.",
            ("SM 12.6",),
        ),
    ),
    _honest(
        _MUST,
        ("Any misuse must be reported to the safeguarding officers or the Headteacher.", ("SM 12.8",)),
        ("Staff should not personally engage with cyberbullying incidents.", ("SM 17.4",)),
    ),
    _honest(
        _NO, ("On school trips you should never give out your personal number to parents.", ("SM 14.2",))
    ),
    _honest(
        _FACT,
        ("The list is not exhaustive: new online platforms are automatically covered.", ("SM 2.1",)),
        ("The policy also applies to online message boards and forums.", ("SM 2.1",)),
    ),
    _honest(
        _MUST,
        ("Yes, you must tell the Safeguarding Lead or the Deputy Safeguarding Lead at once.", ("SG 5.2",)),
        ("An email or a voicemail alone must not be relied on.", ("SG 5.3",)),
    ),
    _honest(
        _MUST,
        ("Call 999 first if a child is in immediate danger.", ("SG 5.1",)),
        ("You do not need anyone's permission to call 999.", ("SG 5.1",)),
    ),
    _honest(
        _NO,
        ("No, you must not promise a child that you will keep a secret.", ("SG 4.2",)),
        ("The child must be told that the information has to be passed on.", ("SG 4.2",)),
    ),
    _honest(
        _YES,
        (
            'Yes, you may ask an ordinary open question about a visible injury, such as "What happened?".',
            ("SG 3.3",),
        ),
        ("You must not examine the child or move clothing to look for injuries.", ("SG 3.3",)),
    ),
    _honest(_NO, ("A child's injuries must not be photographed on any device.", ("SG 4.4",))),
    _honest(
        _NO,
        ("You must never view, copy, forward or delete a nude image of a person under 18.", ("SG 9.2",)),
        ("Tell the Safeguarding Lead immediately, even if the pupil says it was a joke.", ("SG 9.1",)),
    ),
    _honest(
        _IF,
        (
            "Staff must not tell parents unless the Safeguarding Lead has agreed.",
            ("SG 7.4",),
        ),
    ),
    _honest(
        _YES, ("Data protection law does not prevent you from sharing to protect a child.", ("SG 12.1",))
    ),
    _honest(
        _MUST,
        ("A concern about the Headteacher must be reported to the chair of governors.", ("SG 13.2",)),
        ("You must not wait for proof or tell the adult.", ("SG 13.1",)),
    ),
    _honest(
        _YES,
        ("Yes, you may accept a small thank-you gift of token value, such as chocolates.", ("CC 6.1",)),
        ("You must not accept cash.", ("CC 6.2",)),
    ),
    _honest(
        _NO,
        ("You must not give a pupil a lift in a private car as a favour, even in bad weather.", ("CC 9.1",)),
        (
            "You may drive a pupil only if the Headteacher has agreed beforehand, the parents have consented "
            "and the driver has a valid licence and insurance that covers work use.",
            ("CC 9.1",),
        ),
    ),
    _honest(
        _NO,
        ("You must not join a private group chat with pupils, including WhatsApp.", ("CC 4.3",)),
    ),
    _honest(
        _IF,
        (
            "You may privately tutor a pupil of the school only if the Headteacher has agreed in writing "
            "beforehand.",
            ("CC 3.6",),
        ),
    ),
    _honest(
        _YES,
        ("Yes, staff may comfort a distressed pupil, for example with a hand on the shoulder.", ("CC 8.2",)),
        ("Stop as soon as the pupil no longer wants comfort.", ("CC 8.2",)),
    ),
    _honest(
        _MUST,
        ("Yes, every low-level concern must be reported to the Headteacher.", ("CC 12.3",)),
        ("You do not need proof.", ("CC 12.3",)),
    ),
    _honest(
        _NO,
        ("Your phone must be switched off and out of sight whenever you are near pupils.", ("MP 3.1",)),
        (
            "It may be kept switched on only if the Headteacher has agreed to it for a medical need, a "
            "family emergency or another good reason.",
            ("MP 3.3",),
        ),
    ),
    _honest(
        _IF,
        (
            "Film pupils only on a school device and only for a clear school purpose.",
            ("MP 6.1",),
        ),
    ),
    _honest(
        _MUST,
        ("The restricted list must be checked before every publication.", ("MP 7.3",)),
        ("A second member of staff must check it again.", ("MP 7.3",)),
    ),
    _honest(
        _IF,
        (
            "You may bring your own child only if the Headteacher has agreed in writing.",
            ("EV 2.6",),
        ),
        ("You should not be counted in the supervision plan for other pupils.", ("EV 2.6",)),
    ),
    _honest(
        _FACT,
        (
            "A visit must have at least two adults, unless the Headteacher has agreed in the plan that one "
            "is enough.",
            ("EV 4.2",),
        ),
    ),
    _honest(
        _MUST,
        ("The visit leader must call 999 if the first search does not find the pupil.", ("EV 8.2",)),
        ("You must tell the visit leader and the venue at once.", ("EV 8.1",)),
    ),
    _honest(
        _NO,
        ("Pupils' personal data must not be put in the staff WhatsApp group.", ("DP 5.3(a)",)),
    ),
    _honest(
        _MUST,
        ("You must tell the Data Protection Lead immediately, including at night.", ("DP 9.2",)),
        ("You must not wait to be sure that a data breach has happened.", ("DP 9.2",)),
    ),
    _honest(_NO, ("You must not share a password with anyone, including IT support.", ("OS 4.1",))),
    _honest(
        _IF,
        ("You may use an AI tool only if the Headteacher has approved it.", ("OS 8.1",)),
        ("It must never be used to record or judge a safeguarding concern.", ("OS 8.4",)),
    ),
    _honest(_NO, ("No, you do not have to join the staff WhatsApp group.", ("OS 5.10",))),
    _honest(_NO, ("A whole class must not be punished for what a few pupils did.", ("BE 4.7",))),
    _honest(
        _MUST,
        ("Two adults must be present, and the searcher must be the same sex as the pupil.", ("BE 7.5",)),
    ),
    _honest(
        _YES,
        ("Yes, you may raise a concern without proof and do not have to be right.", ("WB 2.4",)),
        ("You should say which parts you saw and which parts you were told.", ("WB 2.4",)),
    ),
)
