"""Say what a sentence permits, forbids or takes off in the verbs that policies use.

A model writes 'feel free to', 'there's no harm in', 'you're not allowed to'; a policy writes may, must not,
need not. Reading both in the same verbs is what makes them comparable.
"""

import re

_CONTRACTIONS = (
    (r"\bcan't\b|\bcannot\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\bneedn't\b|\bneed not\b", "do not need to"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ll\b", " will"),
    (r"'ve\b", " have"),
    (r"\b(it|that|there|what)'s\b", r"\1 is"),
)
_TIMES = (
    (r"\bat once\b|\bstraight ?away\b|\bright away\b|\bat the same moment\b|\binstantly\b", "immediately"),
    (
        r"\bas soon as (?:it is |this is )?(?:possible|practicable)\b|\bas soon as (?:you|they) can\b"
        r"|\bwithout (?:undue )?delay\b",
        "promptly",
    ),
    (r"\bas (\w+) as (?:you|they) can\b", r"\1"),
)
_FINE = (
    r"(?:fine|ok|okay|alright|all right|free|allowed|permitted|welcome|entitled|able|acceptable|permissible)"
)
_BE = r"(?:is|are|am|be|being)"
_VERY = r"(?:perfectly |absolutely |completely |totally |quite |always |also |usually |generally )?"
# 'Staff must not put data in:' and 'members should:' go on in the item that follows.
_LEADS_IN = (r"\b(must|should|may|can|will)( not| never)?: ", r"\1\2 ")
_VERBS = (
    # No duty: before the duties, whose words stand in it.
    (
        r"\b(?:do|does|did) not (?:really |actually )?(?:have|need|require)(?: to)?\b|\bno need (?:to|for)\b"
        rf"|\b{_BE} not (?:obliged|required|expected|necessary|needed)(?: to)?\b|\bno obligation to\b"
        r"|\b(?:is|are) optional\b|\bunnecessary\b",
        " do not need ",
    ),
    (r"\bno ([\w ]+?) (?:is|are) (?:needed|required|necessary)\b", r" do not need \1"),
    (r"\bnobody's (\w+) (?:is|are) (?:needed|required)\b", r" do not need anyone's \1"),
    # No permission: before the permissions.
    (
        rf"\b{_BE} (?:not|never) {_VERY}{_FINE}\b(?: to| for)?"
        rf"|\b{_BE} (?:strictly )?(?:forbidden|prohibited|banned)\b"
        r"|\b(?:is|are) (?:off limits|out of bounds)\b|\bmay no longer\b",
        " must not ",
    ),
    (
        rf"\b{_BE} {_VERY}{_FINE}\b(?: to| for)?|\b(?:feel|feels) free to\b|\bgo ahead\b(?: and| with)?"
        r"|\bup to (?:you|them)\b|\b(?:your|their) (?:own )?(?:choice|call|decision)\b"
        r"|\bno (?:problem|issue|harm|objection|rule|reason not)\b(?: in| with| against| to)?"
        r"|\bnothing (?:stops|prevents|wrong|against|to stop)\b(?: with| in)?|\b(?:have|has) permission to\b"
        r"|\b(?:have|has) the right to\b|\bnot (?:a problem|against|wrong)\b|\ballows? (?:you|staff) to\b"
        r"|\blets? (?:you|staff)\b|\bby all means\b|\bgood to go\b|\bin the clear\b",
        " may ",
    ),
    # Duties.
    (
        r"\b(?:do |does )?(?:have|has|need|needs|got|required|obliged|is|are) to\b"
        r"(?! be (?:reported|raised)| know)|\b(?:is|are) (?:required|obliged|bound) to\b"
        r"|\bmake sure (?:to|that)?\b|\bit is (?:essential|vital) to\b",
        " must ",
    ),
    (r"\bought to\b", " should "),
    (r"\brecommended\b", " advised "),
    (r"\bwill not be able to\b", " must not "),
)
_RULES = tuple((re.compile(pattern), verb) for pattern, verb in (*_CONTRACTIONS, *_TIMES, *_VERBS, _LEADS_IN))
_SPACES = re.compile(r"\s+")


def in_policy_verbs(text: str) -> str:
    """The text in lower case with may, must, should and 'do not need' for all that says the same."""
    said = text.lower().replace("\u2019", "'")
    for pattern, verb in _RULES:
        said = pattern.sub(verb, said)
    return _SPACES.sub(" ", said).strip()
