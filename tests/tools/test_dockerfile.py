"""The format of a Dockerfile, as far as ours uses it."""

import pytest

from tools.dockerfile import Instruction, pairs, stages, substituted

_WRITTEN = """\
# a remark
ARG PYTHON=3.11
FROM python:${PYTHON} AS wheels
RUN pip wheel \\
    # a remark between two lines
    --no-deps  "$(cat lock)"

FROM python:$PYTHON
RUN --mount=type=bind,from=wheels pip install --no-index x
CMD ["one"]
CMD ["two"]
"""


def test_stages_with_their_names_and_bases() -> None:
    """What stands before the first FROM is put into every base."""
    assert [(stage.base, stage.name) for stage in stages(_WRITTEN)] == [
        ("python:3.11", "wheels"),
        ("python:3.11", ""),
    ]


def test_an_instruction_over_several_lines_is_one() -> None:
    """Without remarks, and with every space within its lines."""
    (one,) = stages(_WRITTEN)[0].instructions
    assert one == Instruction("RUN", (), 'pip wheel --no-deps  "$(cat lock)"')


def test_flags_are_those_before_the_first_word() -> None:
    """Options of the command itself stay with it."""
    one = stages(_WRITTEN)[1].last("RUN")
    assert one == Instruction("RUN", ("--mount=type=bind,from=wheels",), "pip install --no-index x")


def test_the_last_of_a_name_counts() -> None:
    """As it does for an engine; one that is not there is an error."""
    stage = stages(_WRITTEN)[1]
    assert stage.last("CMD").rest == '["two"]'
    with pytest.raises(IndexError):
        stage.last("USER")


def test_pairs_and_their_use() -> None:
    """Values with a sign of equality in them stay whole; an unknown name is an error."""
    assert pairs("A=1 B=c=d E") == {"A": "1", "B": "c=d", "E": ""}
    assert substituted("/venv/bin:$PATH", {"PATH": "/bin"}) == "/venv/bin:/bin"
    with pytest.raises(KeyError):
        substituted("$NEW", {})
