"""Split a message that asks two things, so that both get an answer."""

import re

from assistant.answering.question_form import Form, form_of

_ASKS = (
    r"(?:can|could|may|do|does|am|is|are|should|must|who|whom|what|when|where|which|how|why|will|would|have)"
)
_OF_WHAT = r"(?:i|we|you|they|staff|it|that|the|do|does|is|are|should|long|often|soon|many|much|to)"
_LINK = r"(?:and|also|plus|n|&)(?:\s+(?:also|then|if so|if not))?"
_JOINT = re.compile(
    rf"\?+\s+(?=\S)|[,;.]?\s+{_LINK},?\s+(?={_ASKS}\s+{_OF_WHAT}\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"{_ASKS}\b", re.IGNORECASE)
_FEWEST_WORDS = 3
_MOST_PARTS = 3


def parts_of(question: str) -> tuple[str, ...]:
    """The questions in a message, in order; usually one. Remarks are joined to the question beside them."""
    pieces: list[str] = []
    for piece in _JOINT.split(question):
        words = piece.strip(" ,;.")
        if not words:
            continue
        if pieces and (len(pieces) == _MOST_PARTS or not (_asks(words) and _asks(pieces[-1]))):
            pieces[-1] = f"{pieces[-1]} {words}"
        else:
            pieces.append(words)
    return tuple(pieces)


def _asks(piece: str) -> bool:
    if len(piece.split()) < _FEWEST_WORDS:
        return False
    return piece.endswith("?") or bool(_BEGINS.match(piece)) or form_of(piece) is not Form.STATEMENT
