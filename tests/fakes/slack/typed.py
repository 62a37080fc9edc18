"""What Slack makes of what people type before any app gets to read it."""

import re

_MENTION = re.compile(r"&lt;([@#!][\w^|.-]+)&gt;")
_URL = re.compile(r"https?://[^\s<>|]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]*\w")


def as_sent(text: str) -> str:
    """The text with three characters escaped and addresses marked; mentions stay what they are."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    linked = _URL.sub(r"<\g<0>>", _MENTION.sub(r"<\1>", escaped))
    return _MAIL.sub(r"<mailto:\g<0>|\g<0>>", linked)
