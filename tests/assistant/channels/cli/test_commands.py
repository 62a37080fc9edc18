"""The command line as a school runs it: processes of their own over the corpus that ships."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.small_school import PROJECT

_CANARY = "quetzalcoatlus"
_KEYS = (
    "outcome verdict headline citations branches warnings asks options category emergency route case nearest"
    " way_to_a_person categories lines contacts advice explanation"
).split()


def _run(
    home: Path, *words: str, typed: str | bytes = "", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    settings = {
        "ASSISTANT_HOME": str(home),
        "ASSISTANT_CORPUS": str(PROJECT / "corpus"),
        "ASSISTANT_PROMPTS": str(PROJECT / "prompts"),
    }
    given = typed if isinstance(typed, bytes) else typed.encode()
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        input=given,
        env=os.environ | settings | variables,
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=120,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout.decode()


def _refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one sentence or two on standard error, of a command that ended with 1 and printed nothing else."""
    error = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b""), error
    assert "Traceback" not in error
    return " ".join(error.split())


def test_an_answer_fits_eighty_columns_without_colours(published_home: Path) -> None:
    """In a pipe the answer has its branches, its question back and the way to a person."""
    said = _said(_run(published_home, "ask", "--dry-run", "Can I accept this friend request?", COLUMNS="200"))
    lines = said.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in said
    assert lines[0] == "It depends on who it is."
    assert "- a former pupil: Better not (advised against)" in lines
    assert "Note: " in said
    assert "Which is it? a pupil, here or at any other school; a former pupil;" in said
    assert " ".join(said.split()).endswith("ring 999 first; you need nobody's permission.")


def test_one_answer_as_json_has_the_keys_of_the_design(published_home: Path) -> None:
    """With --json the answer is one object, and a citation says what a list item belongs to."""
    shape = json.loads(
        _said(_run(published_home, "ask", "--json", "--dry-run", "Can I accept this friend request?"))
    )
    assert list(shape) == _KEYS
    assert (shape["outcome"], shape["verdict"], shape["asks"]) == ("answered", "depends", "which_branch")
    citation = "policy status clause heading quote start end page lead_in".split()
    assert all(list(cited) == citation for cited in shape["citations"])
    assert all(list(branch) == ["when", "verdict", "citations"] for branch in shape["branches"])


def _lines(*lines: dict[str, Any] | bytes) -> bytes:
    return b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)


def test_a_batch_has_a_line_for_each_line_in_order(published_home: Path) -> None:
    """Lines that cannot be read fail alone, also where they are no UTF-8, and follow-ups are understood."""
    before = [{"role": "user", "content": "Can I accept a friend request from a year 9?"}]
    typed = _lines(
        {"question": "hi"},
        b'{"question": "secret',
        {"question": "and from their mum?", "history": before},
        b"\xff\xfe",
        {"question": "half \ud83d an emoji, can I film"},
        {"question": "can i accept a friend request from a pupil who shares NUDES?"},
    )
    said = _said(
        _run(published_home, "ask", "--jsonl", "--dry-run", typed=typed, PYTHONIOENCODING="utf-8:strict")
    )
    shapes = [json.loads(line) for line in said.splitlines()]
    outcomes = [shape["outcome"] for shape in shapes]
    assert outcomes[:4] == ["out_of_scope", "failed", "answered", "failed"]
    assert len(outcomes) == 6
    assert shapes[2]["citations"][0]["clause"] == "SM 10.2"
    assert shapes[5]["citations"][0]["clause"] == "SM 18.4"
    assert "secret" not in said
    assert all(list(shape) == _KEYS for shape in shapes)
    assert all(shape["way_to_a_person"] or shape["contacts"] for shape in shapes)


def test_what_staff_type_is_written_down_in_the_gap_queue_only(own_home: Path) -> None:
    """Nothing with --dry-run; otherwise the question that no policy answers, there and nowhere else."""
    covered = f"Can I accept a friend request from a year 9 called {_CANARY}?"
    gap = f"Can I bring my {_CANARY} to work on Fridays?"
    runs = [
        _run(own_home, "ask", "--dry-run", gap),
        _run(own_home, "ask", covered),
        _run(own_home, "ask", "--jsonl", typed=_lines({"question": covered}, f'{{"{_CANARY}'.encode())),
    ]
    assert all(_CANARY not in run.stderr.decode() for run in runs)
    assert _files_with(own_home, _CANARY) == []
    _said(_run(own_home, "ask", gap))
    assert _files_with(own_home, _CANARY) == ["gaps.sqlite3"]
    assert _said(_run(own_home, "gaps")) == f"   1     1 x  {gap}\n"


def _files_with(home: Path, words: str) -> list[str]:
    """Files below home, through its links too, that hold the words."""
    found = []
    for folder, _, names in os.walk(home, followlinks=True):
        paths = (Path(folder, name) for name in names)
        found += [str(path.relative_to(home)) for path in paths if words.encode() in path.read_bytes()]
    return found


def test_a_chat_remembers_what_was_asked(own_home: Path) -> None:
    """A follow-up is read with the question before it, and the chat ends with the input."""
    typed = "Can I accept a friend request from a year 9?\nand from their mum?\n"
    first, second, end = _said(_run(own_home, "chat", typed=typed)).split("\n> ")[1:]
    assert "SM 12.2  Social Media Policy" in first
    assert "SM 10.2  Social Media Policy" in second
    assert "SM 12.2" not in second
    assert end.strip() == ""


def test_a_policy_can_be_read_and_a_clause_is_marked_in_it(published_home: Path) -> None:
    """All of a policy by its short name; one clause among those under its heading."""
    whole = _said(_run(published_home, "policy", "sm"))
    assert whole.startswith("Social Media Policy (SM), ratified\n")
    assert "Review due May 2024." in whole
    assert "SM 18.4  " in whole
    assert "\n> " not in whole
    one = _said(_run(published_home, "policy", "SM 12.2"))
    assert [line[2:9] for line in one.splitlines() if line.startswith("> ")] == ["SM 12.2"]
    assert "  SM 12.1  " in one
    assert "SM 13.1" not in one


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("policy", "ZZ"), "No published policy is called ZZ. There are: SM, SG,"),
        (("policy", "SM 99.9"), "Social Media Policy has no clause 99.9."),
    ],
)
def test_what_is_unknown_is_said_in_a_sentence(
    published_home: Path, words: tuple[str, ...], sentence: str
) -> None:
    """Status 1, nothing on standard output, and no traceback."""
    assert _refused(_run(published_home, *words)).startswith(sentence)


def test_before_publishing_every_message_goes_to_a_person(tmp_path: Path) -> None:
    """Triage cannot work yet: whom to ring, a case, and for whoever runs it what broke but not the words."""
    done = _run(tmp_path, "ask", f"Can {_CANARY} film?")
    assert done.returncode == 0
    shown = " ".join(done.stdout.decode().split())
    assert "please tell a person" in shown
    assert "Safeguarding Lead: no number is set here" in shown
    assert "It is recorded here as case " in shown
    assert done.stderr.decode().endswith("ERROR assistant.journeys.ask: triage failed: EncoderError\n")
    assert _files_with(tmp_path, _CANARY) == []


def test_an_incident_in_a_process_of_its_own_leaves_no_word_in_the_clear(own_home: Path) -> None:
    """Nothing on standard error, nothing below the home; on opening the words are there."""
    told = f"a pupil called {_CANARY} told me today that her dad beats her, she has a burn on her arm"
    reference = json.loads(_said(_run(own_home, "ask", "--json", told)))["case"]
    assert _files_with(own_home, _CANARY) == []
    opened = _said(_run(own_home, "open", reference, "--as", "safeguarding_lead"))
    assert told in " ".join(opened.split())
    assert _files_with(own_home, _CANARY) == []


def test_live_mode_waits_for_the_school(published_home: Path, tmp_path: Path) -> None:
    """Doctor lists what is missing and ends with 1; live mode is refused until school.toml is filled in."""
    examined = _run(published_home, "doctor")
    assert examined.returncode == 1
    told = examined.stdout.decode()
    for missing in ("Safeguarding Lead", "Chair of governors", "School hours"):
        assert missing in told
    question = ("ask", "--dry-run", "Can I accept a friend request from a year 9?")
    error = _refused(_run(published_home, *question, ASSISTANT_LIVE="true"))
    assert error.startswith("Live mode is refused: Safeguarding Lead,")
    corpus = tmp_path / "corpus"
    shutil.copytree(PROJECT / "corpus", corpus)
    text = (corpus / "school.toml").read_text("utf-8")
    filled = text.replace('name = ""', 'name = "A. Person"').replace('phone = ""', 'phone = "01632 960001"')
    filled = filled.replace('email = ""', 'email = "a.person@school.example"')
    (corpus / "school.toml").write_text(filled.replace('hours = ""', 'hours = "8 to 5"'), "utf-8")
    ready = {"ASSISTANT_LIVE": "true", "ASSISTANT_CORPUS": str(corpus)}
    assert "Safeguarding Lead (01632 960001)" in " ".join(
        _said(_run(published_home, *question, **ready)).split()
    )
    assert _run(published_home, "doctor", **ready).returncode == 0
