"""A Dockerfile as its instructions: enough of the format for the one in docker/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from string import Template


@dataclass(frozen=True)
class Instruction:
    """One instruction: `RUN --mount=type=bind,... pip install`. Its flags, and what comes after them."""

    name: str
    flags: tuple[str, ...]
    rest: str


@dataclass(frozen=True)
class Stage:
    """A FROM and what follows it; nameless unless it says AS."""

    base: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def last(self, name: str) -> Instruction:
        """The instruction of this name that counts. Raises IndexError where there is none."""
        return [one for one in self.instructions if one.name == name][-1]


def stages(text: str) -> list[Stage]:
    """The stages of a Dockerfile, the arguments before the first FROM put into its base."""
    found: list[Stage] = []
    arguments: dict[str, str] = {}
    for one in _instructions(text):
        if one.name == "FROM":
            base, _, name = one.rest.partition(" AS ")
            found.append(Stage(substituted(base, arguments), name))
        elif found:
            found[-1].instructions.append(one)
        else:
            arguments |= pairs(one.rest)
    return found


def pairs(rest: str) -> dict[str, str]:
    """NAME=VALUE of ENV and ARG; an ARG without a default is empty."""
    return {word.partition("=")[0]: word.partition("=")[2] for word in rest.split()}


def substituted(text: str, values: dict[str, str]) -> str:
    """$NAME and ${NAME} replaced. Raises KeyError for one that is not known."""
    return Template(text).substitute(values)


def _instructions(text: str) -> Iterator[Instruction]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if line.strip():
            name, *words = line.split()
            flags = tuple(takewhile(lambda word: word.startswith("--"), words))
            yield Instruction(name, flags, line.split(maxsplit=1 + len(flags))[-1])
