"""The floors below which the evaluation fails, from eval/thresholds.toml."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from assistant.errors import SchoolFileError
from assistant.evaluation.score import Score, rounded

Floors = Mapping[tuple[str, str], float]


def read_floors(path: Path) -> Floors:
    """Each floor by stage and name. Raises SchoolFileError at what is no share between 0 and 1."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SchoolFileError(
            path.name, "The file is missing.", "Put it back from the last version."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchoolFileError(path.name, f"This is not TOML: {error}.", "Write name = 0.9.") from None
    return dict(_floors(path, tables))


def _floors(path: Path, tables: Mapping[str, object]) -> Iterator[tuple[tuple[str, str], float]]:
    for stage, table in tables.items():
        if not isinstance(table, dict):
            raise SchoolFileError(path.name, f"'{stage}' stands under no stage.", "Put it below [route].")
        for name, floor in table.items():
            number = isinstance(floor, int | float) and not isinstance(floor, bool)
            if not number or not 0 <= floor <= 1:
                problem = f"The floor {stage}.{name} is {floor!r}."
                raise SchoolFileError(path.name, problem, "Give a share between 0 and 1.")
            if rounded(floor) != floor:
                problem = f"The floor {stage}.{name} is {floor!r}, and scores have three digits."
                raise SchoolFileError(path.name, problem, f"Make it {rounded(floor)}.")
            yield (stage, name), float(floor)


def with_floors(scores: Sequence[Score], floors: Floors, path: Path) -> tuple[Score, ...]:
    """The scores with their floors. Raises SchoolFileError where one has none, or a floor no score."""
    names = [(score.stage, score.name) for score in scores]
    for stage, name in sorted(floors.keys() - set(names)):
        raise SchoolFileError(path.name, f"There is no score {stage}.{name}.", "Take its line out.")
    for stage, name in names:
        if (stage, name) not in floors:
            cure = f"Put `{name} = ...` below [{stage}]; `assistant evaluate --floors` shows a value."
            raise SchoolFileError(path.name, f"The score {stage}.{name} has no floor.", cure)
    return tuple(replace(score, floor=floors[score.stage, score.name]) for score in scores)


def proposed(scores: Sequence[Score]) -> str:
    """As TOML: for each score the lower end of its interval, rounded up, so that no floor is looser."""
    lines: list[str] = []
    for stage in dict.fromkeys(score.stage for score in scores):
        lines += ["", f"[{stage}]"]
        lines += [
            f"{one.name} = {ceil(one.low * 1000 - 1e-9) / 1000}" for one in scores if one.stage == stage
        ]
    return "\n".join(lines[1:]) + "\n"
