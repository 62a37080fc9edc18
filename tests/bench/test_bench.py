"""The bench measures what it says: its arithmetic, its child processes, its made-up policies."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from assistant.domain.policy import passages_of
from bench.child import run
from bench.measure import Measure, percentile
from bench.quality import counts
from bench.report import fingerprint, number, show, write
from bench.speed import questions
from bench.synthetic import Recombiner, grown
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import PROJECT, write_school


@pytest.mark.parametrize(
    ("measure", "ratio", "met", "target"),
    [
        (Measure("fast", 1.0, "s", 4.0, at_most=0.25), 0.25, True, "at most 0.25"),
        (Measure("slow", 1.1, "s", 4.0, at_most=0.25), 0.275, False, "at most 0.25"),
        (Measure("good", 0.8, at_least=0.8), None, True, "at least 0.8"),
        (Measure("poor", 0.79, at_least=0.8), None, False, "at least 0.8"),
        (Measure("none allowed", 1, "answers", at_most=0), None, False, "at most 0"),
        (Measure("to be read", 0.5, "s", 2.0), 0.25, None, ""),
    ],
)
def test_a_target_is_for_the_ratio_where_there_is_one(
    measure: Measure, ratio: float | None, met: bool | None, target: str
) -> None:
    """A number is judged by its ratio to the plain script's, or by itself, or not at all."""
    assert measure.ratio == (None if ratio is None else pytest.approx(ratio))
    assert measure.met is met
    assert measure.target == target


@pytest.mark.parametrize(("share", "value"), [(0.0, 1.0), (0.5, 3.0), (0.95, 5.0), (1.0, 5.0)])
def test_a_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    """Half of five values lie below or at the third, whatever order they came in."""
    assert percentile([4.0, 1.0, 5.0, 2.0, 3.0], share) == value


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.7568, "", "0.76"), (12.345, "ms", "12.35 ms"), (3.0, "s", "3.00 s"), (0, "answers", "0 answers")],
)
def test_numbers_are_short(value: float, unit: str, said: str) -> None:
    """Measured times keep two decimals, counted things have none."""
    assert number(value, unit) == said


def test_the_report_says_what_was_not_met(tmp_path: Path) -> None:
    """The table marks each target, the last line counts them, and the file keeps ratio and verdict."""
    parts = {"Warm": [Measure("p50", 6.0, "ms", 10.0, at_most=0.5), Measure("verdict", 0.9, at_least=0.75)]}
    with (tmp_path / "printed").open("w+") as printed:
        show(Console(file=printed, width=100), parts)
        printed.seek(0)
        said = printed.read()
    assert "not met" in said
    assert "1 of 2 targets met." in said
    write(tmp_path / "var" / "bench.json", parts, 1.0, "digest", steady=True)
    kept = json.loads((tmp_path / "var" / "bench.json").read_text())["parts"]["Warm"]
    assert [(row["ratio"], row["met"]) for row in kept] == [(0.6, False), (None, True)]


_SMALL_BENCH = """
import json, sys
from pathlib import Path
from bench.child import run
work = "import os, sys; held = bytearray(200_000_000); print(os.environ['ASSISTANT_HOME'], sys.stdin.read())"
done = run([sys.executable, "-c", work], Path(sys.argv[1]), "a question")
print(json.dumps([done.printed, done.megabytes, done.cpu, done.seconds]))
"""


def test_a_child_is_measured_by_itself(tmp_path: Path) -> None:
    """Seconds, processor time and memory are the child's, it reads what it is given and knows its home."""
    # A process of its own: the tests' own peak memory would be handed on to the child.
    command = [sys.executable, "-c", _SMALL_BENCH, str(tmp_path)]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    printed, megabytes, cpu, seconds = json.loads(said)
    assert printed == f"{tmp_path} a question\n"
    assert 200 < megabytes < 300
    assert cpu > 0
    assert seconds > 0


def test_a_child_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """A command that breaks down stops the bench with its own last words."""
    with pytest.raises(RuntimeError, match="no such policy"):
        run([sys.executable, "-c", "raise SystemExit('no such policy')"], tmp_path)


def test_questions_come_from_every_table() -> None:
    """A sample of the cases takes its share of each table, always the same one."""
    folder = PROJECT / "eval" / "development" / "cases"
    sample = questions(folder, 50)
    assert sample == questions(folder, 50)
    assert len(sample) == len(set(sample)) == 50
    assert sample == [q for q in questions(folder, 10_000) if q in sample]
    assert sample[-1] in questions(folder, 10_000)[-10:]


@pytest.mark.parametrize(
    ("source", "text", "counted"),
    [
        ("phones-policy.md", "before. Staff must not photograph\npupils with their own phone. After", True),
        ("phones-policy.md", "1.2 Staff must not photograph pupils with their own phone.", True),
        ("phones-policy.md", "- (b) not photograph pupils with", True),
        ("trips-policy.txt", "Staff must not photograph pupils with their own phone.", False),
        ("phones-policy.md", "Staff must", False),
        ("phones-policy.md", "Staff must not photograph pupils with a camera.", False),
    ],
)
def test_a_chunk_counts_for_a_clause_that_it_shows(
    tmp_path: Path, source: str, text: str, counted: bool
) -> None:
    """A chunk must hold the clause's words or be a piece of them, of some length, in the same file."""
    policy = write_school(tmp_path).policies[0]
    clause = next(clause for clause in policy.clauses if "photograph" in clause.text)
    assert counts((source, text), "phones-policy.md", clause) is counted


def test_made_policies_stand_beside_the_real_ones(tmp_path: Path) -> None:
    """Made clauses bring the real ones to the number wanted, each true to its own policy's text."""
    real = write_school(tmp_path).policies
    policies = grown(real, Recombiner(real, FakeEncoder()), 60)
    clauses = [clause for policy in policies for clause in policy.clauses]
    assert policies[: len(real)] == list(real)
    assert len(clauses) == len({clause.label for clause in clauses}) == 60
    for policy in policies:
        for clause in policy.clauses:
            assert clause.span.of(policy.text) == clause.text


def test_made_sentences_are_encoded_from_their_halves(tmp_path: Path) -> None:
    """A made sentence never meets the real encoder; any other text does."""
    real = write_school(tmp_path).policies
    encoder = FakeEncoder()
    recombiner = Recombiner(real, encoder)
    made = [p.text for policy in grown(real, recombiner, 40)[len(real) :] for p in passages_of(policy)]
    encoder.asked.clear()
    encoded = recombiner.encode([*made, "a real question"])
    assert encoder.asked == ["a real question"]
    assert len(set(made)) == len(made)
    for encoding in encoded:
        assert np.linalg.norm(encoding.sentence) == pytest.approx(1.0, abs=1e-5)
        assert len(encoding.tokens) == len(encoding.token_ids) > 0
        assert encoding.pooled.shape == encoding.sentence.shape


def test_an_edit_during_the_run_is_noticed(tmp_path: Path) -> None:
    """The fingerprint changes with a file's words, its name and its being there; not with compiled files."""
    (tmp_path / "__pycache__").mkdir()
    seen = [fingerprint([tmp_path])]
    for name, words in (("a.py", "one"), ("a.py", "two"), ("b.py", "two")):
        (tmp_path / name).write_text(words)
        seen.append(fingerprint([tmp_path]))
    assert len(set(seen)) == 4
    (tmp_path / "__pycache__" / "a.pyc").write_text("compiled")
    assert fingerprint([tmp_path]) == seen[-1]
