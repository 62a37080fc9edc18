"""The assistant's own server as a process of its own, beside a fake Slack."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from assistant.domain.school import Role
from tests.fakes.serving_ahead import AHEAD, seconds_in
from tests.fakes.slack import FakeSlack
from tests.fakes.small_school import PROJECT

_PATIENCE = 60


class RunningBot:
    """`assistant serve` over the corpus that ships, in a school whose role holders are in Slack.

    `home` holds a published index; `channels` are the addresses of each role, the best one first.
    """

    def __init__(
        self,
        slack: FakeSlack,
        home: Path,
        folder: Path,
        channels: Mapping[Role, tuple[str, ...]],
        *,
        own_clock: bool = False,
        **settings: str,
    ) -> None:
        """With `own_clock` time `passes` for the bot as the test says."""
        self._slack, self.home, self._folder = slack, home, folder
        self.log = folder / "bot.log"
        self.corpus = _corpus(folder, channels)
        self._ahead = folder / "ahead"
        self._module = "tests.fakes.serving_ahead" if own_clock else "assistant"
        self._environment = (
            {
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("ASSISTANT_", "SLACK_"))
            }
            | {
                "ASSISTANT_HOME": str(home),
                "ASSISTANT_CORPUS": str(self.corpus),
                "ASSISTANT_PROMPTS": str(PROJECT / "prompts"),
                "ASSISTANT_SLACK_API_URL": slack.api_url,
                "ASSISTANT_SLACK_BOT_TOKEN": slack.bot_token,
                "ASSISTANT_SLACK_APP_TOKEN": slack.app_token,
                "ASSISTANT_SERVE_PORT": "0",
                "PYTHONPATH": str(PROJECT),
                AHEAD: str(self._ahead),
            }
            | {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}
        )
        self._calls_in = settings.get("slack_mode") == "http"
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """One more process; back when Slack has its connection, or may call it."""
        opened = self._slack.connections_opened
        process = self._begun()
        self.processes.append(process)

        def is_up() -> bool:
            return self._slack.connections_opened > opened or (
                self._calls_in and self.health("readyz")[0] == 200
            )

        self._slack.wait_for(lambda: process.poll() is not None or is_up(), _PATIENCE)
        assert process.poll() is None, self.log.read_text()
        return process

    def refusal(self, **settings: str) -> tuple[int, str]:
        """Exit status and words of a process that will not begin with these settings."""
        before = self.log.stat().st_size if self.log.exists() else 0
        process = self._begun(**settings)
        try:
            return process.wait(_PATIENCE), self.log.read_text()[before:]
        finally:
            process.kill()
            process.wait()

    def health(self, path: str) -> tuple[int, Mapping[str, bool]]:
        """What the process says of itself; status 0 where nobody answers. Needs a port of its own."""
        try:
            with urlopen(self._at(path), timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)
        except OSError:
            return 0, {}

    def metrics(self) -> str:
        """What it tells Prometheus."""
        with urlopen(self._at("metrics"), timeout=10) as answer:
            return str(answer.read(), "utf-8")

    def _at(self, path: str) -> str:
        return f"http://127.0.0.1:{self._environment['ASSISTANT_SERVE_PORT']}/{path}"

    def _begun(self, **settings: str) -> subprocess.Popen[bytes]:
        changed = {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-W", "error", "-m", self._module, "serve"],
                env=self._environment | changed,
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )

    def passes(self, seconds: float) -> None:
        """Put the clock of all processes forward."""
        new = self._ahead.with_suffix(".new")
        new.write_text(str(seconds_in(self._ahead) + seconds))
        new.replace(self._ahead)

    def kill(self) -> None:
        """Kill -9 of all processes."""
        for process in self.processes:
            process.kill()
            process.wait()

    def stop(self) -> int:
        """SIGTERM to all; the exit status of the last one."""
        status = 0
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                status = process.wait(_PATIENCE)
        return status


def _corpus(folder: Path, channels: Mapping[Role, tuple[str, ...]]) -> Path:
    corpus = folder / "corpus"
    shutil.copytree(PROJECT / "corpus", corpus)
    school = corpus / "school.toml"
    text = school.read_text()
    for role in Role:
        head, _, rest = text.partition(f"[contacts.{role.value}]")
        rest = rest.replace('name = ""', f'name = "{role.value.title()}"', 1)
        rest = rest.replace('phone = ""', 'phone = "01632 960000"', 1)
        listed = ", ".join(f'"{address}"' for address in channels.get(role, ()))
        rest = rest.replace("notify = []", f"notify = [{listed}]", 1)
        text = f"{head}[contacts.{role.value}]{rest}"
    school.write_text(text)
    return corpus
