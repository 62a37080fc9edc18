"""From the policy files to answers and a hand-off without a network: nothing is fetched, nobody is called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.small_school import MANIFEST, PROJECT, SmallSchool
from tests.fakes.triage import teach

_NO_NETWORK = PROJECT / "tests" / "fakes" / "no_network"
_WEB_PAGE = """
[[policy]]
id = "visitors"
title = "Visitors Policy"
short = "VI"
owner = "Headteacher"
version = "1"
status = "ratified"
applies_to = "All staff"
file = "visitors-policy.html"
"""
_HTML = """<html><body><h1>Visitors Policy</h1><h2>Arrival</h2>
<p>Every visitor must sign in at the office.</p>
<h2>Badges</h2><p>Visitors must wear a badge.</p></body></html>"""
_QUESTIONS = (
    "do i have to keep my phone silent in lessons",
    "does a visitor have to sign in",
    "is there free parking near the school",
    "a boy told me at break that he is hit at home",
)


class _Offline:
    """Runs Python in processes that refuse and record every connection."""

    def __init__(self, school: SmallSchool, folder: Path) -> None:
        self.attempts = folder / "attempts"
        self.attempts.touch()
        self._user_home = folder / "user"
        self._user_home.mkdir()
        switches = ("HF_", "TRANSFORMERS_", "ORT_", "XDG_", "ANONYMIZED_")
        keep = {name: value for name, value in os.environ.items() if not name.startswith(switches)}
        self._environment = keep | {
            "PYTHONPATH": os.pathsep.join([str(_NO_NETWORK), str(PROJECT)]),
            "NETWORK_ATTEMPTS": str(self.attempts),
            "HOME": str(self._user_home),
            "ASSISTANT_HOME": str(school.home),
            "ASSISTANT_CORPUS": str(school.corpus),
            "ASSISTANT_PROMPTS": str(school.prompts),
        }

    def left_behind(self) -> list[str]:
        """What lies in the user's own folder, which was empty."""
        return sorted(path.name for path in self._user_home.rglob("*") if path.is_file())

    def python(self, *arguments: str, given: str | None = None) -> str:
        """What the process printed; it must end well."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self._environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def offline(school: SmallSchool, tmp_path: Path) -> _Offline:
    """A school whose third policy is a web page, which a process of its own reads; triage is taught."""
    teach(school)
    (school.corpus / "manifest.toml").write_text(MANIFEST + _WEB_PAGE)
    (school.corpus / "policies" / "visitors-policy.html").write_text(_HTML)
    return _Offline(school, tmp_path)


def test_publishing_asking_and_reporting_need_no_network(offline: _Offline) -> None:
    """Weights exported, triage learnt, policies published, questions answered, a case made: no attempt."""
    printed = offline.python("-m", "assistant", "publish")
    assert "Visitors Policy" in printed
    lines = "".join(json.dumps({"question": question}) + "\n" for question in _QUESTIONS)
    answers = [
        json.loads(line)
        for line in offline.python("-m", "assistant", "ask", "--jsonl", given=lines).splitlines()
    ]
    shown = [[clause["clause"] for clause in answer["citations"] + answer["nearest"]] for answer in answers]
    assert answers[0]["outcome"] == "answered"
    assert shown[0][0] == "PH 1.1"
    assert "VI 1.1" in shown[1]
    assert answers[2]["outcome"] in ("not_covered", "out_of_scope")
    assert answers[3]["outcome"] == "handed_off"
    assert answers[3]["case"] in offline.python("-m", "assistant", "cases", "--as", "safeguarding_lead")
    assert offline.attempts.read_text() == ""
    assert offline.left_behind() == []


def test_a_file_left_in_the_users_folder_would_have_been_seen(offline: _Offline) -> None:
    """A library that counts its users writes an id of the device below the home of who runs it."""
    offline.python("-c", "from pathlib import Path; Path.home().joinpath('deviceid').touch()")
    assert offline.left_behind() == ["deviceid"]


@pytest.mark.parametrize(
    ("attempt", "recorded"),
    [
        ("socket.socket().connect(('127.0.0.1', 9))", "connect ('127.0.0.1', 9)"),
        ("socket.socket().connect_ex(('127.0.0.1', 9))", "connect_ex ('127.0.0.1', 9)"),
        ("socket.create_connection(('127.0.0.1', 9))", "create_connection (('127.0.0.1', 9),)"),
        ("socket.getaddrinfo('localhost', 80)", "getaddrinfo ('localhost', 80)"),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))", "sendto ('127.0.0.1', 9)"),
        ("urllib.request.urlopen('http://127.0.0.1:9/')", "create_connection (('127.0.0.1', 9),"),
    ],
)
def test_an_attempt_would_have_been_refused_and_recorded(
    offline: _Offline, attempt: str, recorded: str
) -> None:
    """Each way out raises an error in the process that tries it and leaves a line behind."""
    script = f"import socket, urllib.request\ntry:\n    {attempt}\nexcept OSError: print('refused')"
    assert offline.python("-c", script) == "refused\n"
    assert offline.attempts.read_text().startswith(recorded)


def test_sockets_between_processes_of_this_machine_are_let_through(offline: _Offline) -> None:
    """What leads over a file or a pair of sockets is no network."""
    script = "import socket\na, b = socket.socketpair()\na.sendall(b'x')\nprint(b.recv(1))"
    assert offline.python("-c", script) == "b'x'\n"
    assert offline.attempts.read_text() == ""
