"""The table of the Web API's methods: what each needs before it does anything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import Workspace

Run: TypeAlias = Callable[[Workspace, Json], Json]


@dataclass(frozen=True)
class Method:
    """`scopes`: one of them will do. Some methods do not read JSON and do not say so either."""

    run: Run
    scopes: tuple[str, ...]
    needs: tuple[str, ...]
    reads_json: bool


METHODS: dict[str, Method] = {}


def method(name: str, *, scopes: str = "", needs: str = "", reads_json: bool = True) -> Callable[[Run], Run]:
    """Enter the function as this method of the Web API."""

    def enter(run: Run) -> Run:
        METHODS[name] = Method(run, tuple(scopes.split()), tuple(needs.split()), reads_json)
        return run

    return enter
