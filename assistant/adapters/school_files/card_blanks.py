"""The names of the sentences under [slack.card], with their blanks."""

BUTTONS = (
    "acknowledge", "take_over", "note", "close", "reopen", "read", "not_live", "add", "in_danger", "nobody",
)  # fmt: skip
CONFIRMED = ("take_over", "reopen", "not_live", "no")
_PLAIN = (
    "nobody", "said_not_live", "restricted", "called", "told", "people", "history", "advised", "do", "dont",
    "words_apart", "withdrawn",
)  # fmt: skip
_OF_A_CASE = ("fallback", "fallback_urgent", "again", "news", "mine")
CARD_BLANKS: dict[str, set[str]] = {
    **{f"slack.card.{name}": set() for name in _PLAIN},
    **{f"slack.card.button.{name}": set() for name in BUTTONS},
    **{f"slack.card.confirm.{name}": set() for name in CONFIRMED},
    **{
        f"slack.card.{name}": {"reference"}
        for name in ("fallback", "fallback_urgent", "again", "news", "mine")
    },
    **{f"slack.card.{name}": {"who"} for name in ("delayed", "failed")},
    "slack.card.title": {"reference", "category"},
    "slack.card.reporter": {"reporter", "at"},
    "slack.card.choice_asked": {"at"},
    "slack.card.earlier": {"count"},
}
