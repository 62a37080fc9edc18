"""Split a message that asks two things, so that both get an answer."""

import re

_ASKS = (
    r"(?:can|could|may|do|does|am|is|are|should|must|who|whom|what|when|where|which|how|why|will|would|have)"
)
_OF_WHAT = r"(?:i|we|you|they|staff|it|that|the|do|does|is|are|should|long|often|soon|many|much|to)"
_LINK = r"(?:and|also|plus|n|&)(?:\s+(?:also|then|if so|if not))?"
_JOINT = re.compile(
    rf"\?+\s+(?=\S)|[,;.]?\s+{_LINK},?\s+(?={_ASKS}\s+{_OF_WHAT}\b)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_MOST_PARTS = 3


def parts_of(question: str) -> tuple[str, ...]:
    """The questions in a message, in order; usually one. Remarks too short to ask are joined."""
    pieces: list[str] = []
    for piece in _JOINT.split(question):
        words = piece.strip(" ,;.")
        if not words:
            continue
        too_short = min(len(words.split()), len(pieces[-1].split()) if pieces else 99) < _FEWEST_WORDS
        if pieces and (too_short or len(pieces) == _MOST_PARTS):
            pieces[-1] = f"{pieces[-1]} {words}"
        else:
            pieces.append(words)
    return tuple(pieces)
