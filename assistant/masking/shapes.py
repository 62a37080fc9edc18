"""What is known by its shape: e-mail addresses, links, handles, numbers. `it` is the part that is taken."""

import re

from assistant.masking.number_shapes import MIXED_NUMBERS, NUMBERS
from assistant.masking.placeholders import Kind

_MAIL = r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)*"
_SPOKEN_MAIL = (
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|\bat\b)\s?[\w-]+(?:\s?(?:\bdot\b|\(dot\))\s?\w{2,})+"
)
# A page of somebody. The address of a site alone names nobody: its words are looked at like others.
_PAGE = r"[^\s<>\"')\]]{0,2000}[^\s<>\"')\].,;:!?]"
_LINK = rf"(?:https?://|www\.)[^\s<>/?#]{{1,250}}[/?#]{_PAGE}"
_BARE_LINK = (
    r"(?<![\w@.])[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*"
    rf"\.(?:com|org|net|gg|me|io|co|tv|app|uk|ee|link)/{_PAGE}"
)
_IN_SLACK = r"<[@#!][^>]*>"
_HANDLE = r"(?<![\w.])@(?=[\w.]{2})[\w.]*\w"
_UNDERSCORED = r"(?<![\w.@])(?=[\w.]*[^\W\d_])[\w.]*_[\w.]*\w"
_TAGGED = r"(?<!\w)[\w.]{2,32}#\d{4}(?!\d)"
_SAID_HANDLE = (
    r"\b(?i:user\s?name|user\s?id|user|handle|gamer\s?tag|screen\s?name|psn|discord|snap(?:chat)?"
    r"|insta(?:gram)?|tiktok|kik|roblox)(?:\s(?i:name|user|id|handle|account))?\s?(?:is|:|=|was)\s?"
    r"(?P<it>[\w.]*[\d._][\w.]*\w)"
)
_DOTTED = r"(?<![\w.@/])[a-z]{2,}\.[a-z]{1,}\.?\d{1,4}(?![\w.]*\w)"
_MEMBER = r"\b[UW](?=[A-Z0-9]*\d)[A-Z0-9]{8,12}\b"
_INITIALS = r"\b(?:[A-Z]\.\s?)+[A-Z]\b\.?"

# In this order: what one has taken, no later one sees.
SHAPES = tuple(
    (kind, re.compile(shape))
    for kind, shapes in (
        (Kind.E_MAIL, (_MAIL, _SPOKEN_MAIL)),
        (Kind.LINK, (_LINK, _BARE_LINK)),
        (Kind.NAME, (_IN_SLACK, _HANDLE, _TAGGED, _SAID_HANDLE, _UNDERSCORED)),
        (Kind.NUMBER, NUMBERS),
        (Kind.NAME, (_MEMBER, _DOTTED, _INITIALS)),
        (Kind.NUMBER, MIXED_NUMBERS),
    )
    for shape in shapes
)
# A word with a year or a lucky number behind it is somebody's handle, unless the word is a known one.
WORD_AND_DIGITS = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{3,})\d{2,4}[a-z]{0,3}(?!\w)")
