"""Outcomes out of long and odd texts, and a look at blocks with the eyes of Slack."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from assistant.domain.answer import Answered, Branch, Citation, Explained, NotCovered, Verdict, Warning
from assistant.domain.policy import Status
from tests.fakes.slack.blocks import nested, problems

KEY = "Ev0123456789"
# What would mention, link or format something wherever Slack parses text.
FIRING = "<!channel> <@U0123> <#C0123> <https://evil.example|click> @here *bold* `code` &lt; :tada:"
_odd = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip),
    st.sampled_from([FIRING, "x" * 200, "word " * 30, "\n\n- one\n- two\n", "😀" * 90]).map(str.strip),
)
_long = st.one_of(
    _odd,
    st.integers(1, 9000).map(lambda count: "x" * count),
    st.integers(1, 1500).map(lambda count: "words " * count),
    st.tuples(_odd, st.integers(1, 60)).map(lambda drawn: " ".join([drawn[0]] * drawn[1])),
)
_many_options = st.lists(_odd, min_size=1, max_size=30, unique=True).map(tuple)


@st.composite
def citations(draw: st.DrawFn, most: int = 12) -> tuple[Citation, ...]:
    """Citations of a few policies, each of another place."""
    count = draw(st.integers(1, most))
    return tuple(
        Citation(
            policy=f"p{draw(st.integers(0, 3))}",
            title=draw(_odd),
            status=draw(st.sampled_from(list(Status))),
            clause=f"SM {draw(st.integers(1, 9))}.{draw(st.integers(1, 4))}",
            heading=draw(st.one_of(st.just(""), _odd)),
            quote=draw(_long),
            start=number,
            end=number + 1,
            page=draw(st.none() | st.integers(1, 99)),
            lead_in=draw(st.none() | _odd),
            banner=draw(st.none() | _odd),
            refers_to=tuple(draw(st.lists(_odd, max_size=2))),
        )
        for number in range(count)
    )


@st.composite
def answered(draw: st.DrawFn) -> Answered:
    """An answer of any shape."""
    asks = draw(st.sampled_from([None, "which_branch", "is_it_real"]))
    branch = st.builds(Branch, _odd, st.sampled_from(list(Verdict)), citations(2), _odd)
    return Answered(
        verdict=draw(st.sampled_from(list(Verdict))),
        headline=draw(_long),
        citations=draw(citations()),
        branches=tuple(draw(st.lists(branch, max_size=6))),
        warnings=tuple(draw(st.lists(st.builds(Warning, st.just("pin"), _long), max_size=4))),
        asks=asks,
        options=draw(_many_options) if asks else (),
        way_to_a_person=draw(_odd),
        explanation=tuple(draw(st.lists(st.builds(Explained, _long, citations(2)), max_size=5))),
    )


def not_covered() -> st.SearchStrategy[NotCovered]:
    """A message that nothing answers."""
    return st.builds(NotCovered, _long, citations(), _odd, st.just(()), _odd)


def drawn_outcomes() -> st.SearchStrategy[Answered | NotCovered]:
    """Either."""
    return st.one_of(answered(), not_covered())


def dicts(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """As Slack is sent them; raises where the SDK knows better."""
    return [block.to_dict() for block in blocks]


def refused(blocks: Sequence[Block], surface: str = "message", most: int = 50) -> list[str]:
    """Why Slack would refuse the blocks."""
    return problems(dicts(blocks), surface, most)


def every(shown: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Everything of a type in what is shown, however deep."""
    if isinstance(shown, dict):
        if shown.get("type") == kind:
            yield shown
        for value in shown.values():
            yield from every(value, kind)
    elif isinstance(shown, list):
        for value in shown:
            yield from every(value, kind)


def kinds(blocks: Iterable[Block]) -> set[str]:
    """The types of all blocks."""
    return {block["type"] for block in nested(dicts(blocks))}


def pressed(shown: Any) -> dict[str, dict[str, Any]]:
    """The buttons by their action ids."""
    return {button["action_id"]: button for button in every(shown, "button")}


def one_line(text: str) -> str:
    """The text without any space, as pieces of it are put together again."""
    return "".join(text.split())


def unparsed(shown: Any) -> bool:
    """Whether no text of it is mrkdwn, markdown, or a rich text's mention or link."""
    return not any(
        list(every(shown, kind))
        for kind in ("mrkdwn", "markdown", "user", "broadcast", "channel", "link", "usergroup")
    )
