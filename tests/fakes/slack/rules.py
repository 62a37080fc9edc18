"""Small rules of which the shapes of blocks and views are made; each tells what is wrong, and where."""

from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Rule = Callable[[Any, str], Iterator[str]]


def at(path: str, problem: str) -> str:
    """The problem as Slack words it."""
    return f"{problem} [json-pointer:{path}]"


def anything(value: Any, path: str) -> Iterator[str]:
    """No rule at all, for what the fake does not look into."""
    yield from ()


def flag(value: Any, path: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield at(path, "must be a boolean")


def whole(value: Any, path: str) -> Iterator[str]:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield at(path, "must be an integer")


def string(most: int = 3000, least: int = 1) -> Rule:
    """Text of a length."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield at(path, "must be a string")
        elif len(value) < least:
            yield at(path, f"must be more than {least - 1} characters")
        elif len(value) > most:
            yield at(path, f"must be less than {most + 1} characters")

    return check


def one_of(*values: str) -> Rule:
    """One of a few words."""

    def check(value: Any, path: str) -> Iterator[str]:
        if value not in values:
            yield at(path, "must be one of: " + ", ".join(values))

    return check


def many(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of so many."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield at(path, "must be an array")
            return
        if len(value) < least:
            yield at(path, f"no fewer than {least} items allowed")
        if len(value) > most:
            yield at(path, f"no more than {most} items allowed")
        for number, item in enumerate(value):
            yield from rule(item, f"{path}/{number}")

    return check


def record(needs: str = "", any_of: str = "", /, **fields: Rule) -> Rule:
    """An object of these fields and no others. `needs` and `any_of` name fields, parted by spaces."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield at(path, "must be an object")
            return
        for name in needs.split():
            if name not in value:
                yield at(path, f"missing required field: {name}")
        if any_of and not any(name in value for name in any_of.split()):
            yield at(path, f"one of these is required: {any_of}")
        for name, item in value.items():
            if name in fields:
                yield from fields[name](item, f"{path}/{name}")
            else:
                yield at(path, f"invalid additional property: {name}")

    return check


def kind_of(kinds: dict[str, Rule], *allowed: str, what: str) -> Rule:
    """An object whose type says which rule it has to keep; all types of `kinds` where none is named."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield at(path, "must be an object")
            return
        kind = value.get("type")
        if kind not in kinds or (allowed and kind not in allowed):
            yield at(f"{path}/type", f"unsupported type of {what}: {kind}")
        else:
            yield from kinds[kind](value, path)

    return check


def text(most: int, *kinds: str) -> Rule:
    """A text object, of either kind where none is named."""
    allowed = kinds or ("plain_text", "mrkdwn")

    def check(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, dict) and value.get("type") not in allowed:
            yield at(f"{path}/type", "must be one of: " + ", ".join(allowed))
        else:
            yield from shape(value, path)

    shape = record("type text", type=anything, text=string(most), emoji=flag, verbatim=flag)
    return check


def plain(most: int) -> Rule:
    """Text without any marks."""
    return text(most, "plain_text")
