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


_FORMS = (
    (
        Form.PROCEDURE,
        r"what (?:do|should|shall|must|would) (?:i|we|you|staff|they|she|he|one|someone|a teacher) do|what am i (?:meant|supposed)|what happens if i|what'?s the (?:procedure|process|drill)|what to do"
        r"|how (?:do|should|would|can) (?:i|we|staff|you|they) (?:report|handle|deal|respond|reply|raise|record|log)|who (?:do|should|would|must) (?:i|we|you|staff|they) (?:tell|report|ask|go|speak|talk|see|contact|ring|call)|where do i (?:report|take)",
    ),
    (
        Form.DUTY,
        r"do(?:es)? (?:\w+ ){1,3}(?:have|need|ave) to\b|\b(?:must|need) (?:i|we|staff|it|they|he|she)\b|have i got to|am i (?:required|obliged|expected|meant|supposed)|are we (?:required|obliged|expected|meant|supposed)|is it (?:compulsory|mandatory|obligatory|my job)"
        r"|\bgotta\b|\bhave to\b|\bneed(?:ed)? to\b|\bmandatory\b|\bcompulsory\b|required\b",
    ),
    (
        Form.PERMISSION,
        r"\b(?:can|could|may) (?:i|we|you|staff|teachers?|my|he|she|they|someone|a|an|the|one|tas|people|it|parents?|pupils?|u)\b|\b(?:allowed|permitted|permissible|banned|forbidden|acceptable|legit)\b|\b(?:ok|okay|fine|alright|all right|cool|safe|wrong|bad) (?:to|if|for|with|that)\b"
        r"|\bis (?:it|that|this) (?:ok|okay|fine|alright|all right|allowed|a problem|cool|wrong|against|bad|acceptable|an issue)|\b(?:ok|okay|fine|alright|right|allowed|yes or no|yay or nay|no no|problem|issue)\s*\??$|\bshould i\b|\bcan't (?:i|we)\b|\bam i (?:ok|okay|alright|able|in the clear)\b|\bwould it be\b|\bany (?:problem|issue|harm)\b|\bmind if\b|\bharm in\b|\bdo (?:you|they) mind\b|\bpermission\b|\bgood idea\b",
    ),
    (
        Form.PERSON,
        r"\bwho(?:'s|se|m)?\b|which (?:person|member|role)|what person",
    ),
    (
        Form.TIME,
        r"\bwhen (?:is|was|do|does|should|must|will|did|are|were)\b|\bhow (?:long|soon|often|quickly|fast|many)\b|\bhow much (?:time|notice)\b|\bwhat (?:date|year|time)\b|deadline|out of date|still in date|\bby when\b",
    ),
    (
        Form.SCOPE,
        r"\b(?:does|do|is|are) (?:the |this |our |your )?(?:\w+ ){0,4}(?:cover|covered|apply|applies|count|counted|include|included|mean|class|classed)\b|count as|counts as|covered by|apply to|applies to|does it (?:say|cover|count|apply)|\bclassed as\b",
    ),
    (
        Form.INFORMATION,
        r"\b(?:what|which|where|how|why|whats|wot|wat)\b|what's|\btell me\b|\bremind me\b|\bexplain\b|\bdefin|\bmeaning\b|\bdoes the (?:school|policy)\b|\bis there\b|\bare there\b|\bdo we (?:have|hold)\b",
    ),
)
_PATTERNS = tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _FORMS)


def form_of(question: str) -> Form:
    """The first form whose words stand in the question; a statement where none does."""
    return next((form for form, pattern in _PATTERNS if pattern.search(question)), Form.STATEMENT)
