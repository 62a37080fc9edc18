"""What kind of answer a question asks for, by the way it is put."""

import re
from enum import StrEnum


class Form(StrEnum):
    """The closed set of question forms."""

    PERMISSION = "permission"
    DUTY = "duty"
    PROCEDURE = "procedure"
    PERSON = "person"
    TIME = "time"
    SCOPE = "scope"
    INFORMATION = "information"
    STATEMENT = "statement"


_SOMEONE = r"(?:i|we|you|staff|they|she|he|one|someone|a teacher)"
_EXPECTED = r"(?:required|obliged|expected|meant|supposed)"
_FORMS: tuple[tuple[Form, tuple[str, ...]], ...] = (
    (
        Form.PROCEDURE,
        (
            rf"what (?:do|should|shall|must|would) {_SOMEONE} do",
            r"what am i (?:meant|supposed)|what happens if i|what to do",
            r"what'?s the (?:procedure|process|drill)",
            rf"how (?:do|should|would|can) {_SOMEONE} (?:report|handle|deal|respond|reply|raise|log)",
            rf"who (?:do|should|would|must) {_SOMEONE} (?:tell|report|ask|go|speak|talk|contact|ring)",
            r"who (?:can|could) i (?:tell|report|speak|talk)|where do i (?:report|take)",
        ),
    ),
    (Form.PERSON, (r"^\W*who(?:'s|se|m)?\b",)),
    (Form.TIME, (r"^\W*(?:when\b|how (?:long|soon|often|quickly))",)),
    (
        Form.DUTY,
        (
            r"do(?:es)? (?:\w+ ){1,3}(?:have|need|ave) to\b",
            r"\b(?:must|need) (?:i|we|staff|it|they|he|she)\b|have i got to",
            rf"(?:am i|are we) {_EXPECTED}",
            r"is it (?:compulsory|mandatory|obligatory|my job)",
            r"\bgotta\b|\bhave to\b|\bneed(?:ed)? to\b|\bmandatory\b|\bcompulsory\b|required\b",
        ),
    ),
    (
        Form.PERMISSION,
        (
            r"\b(?:can|could|may) (?:i|we|you|u|staff|teachers?|tas|parents?|pupils?|people)\b",
            r"\b(?:can|could|may) (?:my|he|she|they|someone|a|an|the|one|it)\b",
            r"\b(?:allowed|permitted|permissible|banned|forbidden|acceptable|legit)\b",
            r"\b(?:ok|okay|fine|alright|all right|cool|safe|wrong|bad) (?:to|if|for|with|that)\b",
            r"\bis (?:it|that|this) (?:ok|okay|fine|alright|all right|allowed|a problem|an issue)\b",
            r"\bis (?:it|that|this) (?:cool|wrong|against|bad|acceptable)\b",
            r"\b(?:ok|okay|fine|alright|right|allowed|yes or no|yay or nay|no no|problem|issue)\s*\??$",
            r"\bshould i\b|\bcan't (?:i|we)\b|\bam i (?:ok|okay|alright|able|in the clear)\b",
            r"\bwould it be\b|\bany (?:problem|issue|harm)\b|\bmind if\b|\bharm in\b",
            r"\bdo (?:you|they) mind\b|\bpermission\b|\bgood idea\b",
        ),
    ),
    (Form.PERSON, (r"\bwho(?:'s|se|m)?\b", r"which (?:person|member|role)", r"what person")),
    (
        Form.TIME,
        (
            r"\bwhen (?:is|was|do|does|should|must|will|did|are|were)\b",
            r"\bhow (?:long|soon|often|quickly|fast|many)\b|\bhow much (?:time|notice)\b",
            r"\bwhat (?:date|year|time)\b|deadline|out of date|still in date|\bby when\b",
        ),
    ),
    (
        Form.SCOPE,
        (
            r"\b(?:does|do|is|are) (?:the |this |our |your )?(?:\w+ ){0,4}"
            r"(?:cover|covered|apply|applies|count|counted|include|included|mean|class|classed)\b",
            r"counts? as|covered by|appl(?:y|ies) to|does it (?:say|cover|count|apply)|\bclassed as\b",
        ),
    ),
    (
        Form.INFORMATION,
        (
            r"\b(?:what|which|where|how|why|whats|wot|wat)\b|what's",
            r"\btell me\b|\bremind me\b|\bexplain\b|\bdefin|\bmeaning\b",
            r"\bdoes the (?:school|policy)\b|\bis there\b|\bare there\b|\bdo we (?:have|hold)\b",
        ),
    ),
)
_PATTERNS = tuple((form, re.compile("|".join(ways), re.IGNORECASE)) for form, ways in _FORMS)


def form_of(question: str) -> Form:
    """The first form whose words stand in the question; a statement where none does."""
    return next((form for form, pattern in _PATTERNS if pattern.search(question)), Form.STATEMENT)
