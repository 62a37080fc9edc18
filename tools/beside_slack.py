"""python -m tools.beside_slack '[SERVE, HEALTH, ENVIRONMENT]': is a server healthy, and does it answer Slack?

SERVE and HEALTH are commands as lists of words. It needs root and a network of its own, such as `unshare
--net` gives: the loopback is brought up, and the Slack of our tests is all that is there.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from assistant.channels.slack.manifest import SCOPES
from tests.fakes.slack import FakeSlack

_PATIENCE = 120.0
_QUESTION = "Can I accept this friend request?"


def main(serve: Sequence[str], health: Sequence[str], environment: Mapping[str, str]) -> int:
    """Start, look and ask; then stop with SIGTERM. The exit status is that of the server, or 1."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with FakeSlack(scopes=tuple(SCOPES)) as slack:
        tokens = {
            "ASSISTANT_SLACK_API_URL": slack.api_url,
            "ASSISTANT_SLACK_BOT_TOKEN": slack.bot_token,
            "ASSISTANT_SLACK_APP_TOKEN": slack.app_token,
        }
        server = subprocess.Popen(serve, env={**environment, **tokens})
        try:
            if not _healthy(server, health, environment):
                return 1
            slack.wait_for(lambda: slack.connections, _PATIENCE)
            ada = slack.workspace.person("Ada")
            asked = ada.messages_bot(_QUESTION)
            said = slack.wait_for(lambda: [one for one in ada.sees(ada.dm) if one.ts != asked.ts], _PATIENCE)
            print(said[0].visible())
        finally:
            server.terminate()
        return server.wait(_PATIENCE)


def _healthy(server: subprocess.Popen[bytes], health: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether it says so before our patience ends; a server that has ended never will."""
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        if subprocess.run(health, env=dict(environment), capture_output=True, check=False).returncode == 0:
            return True
        time.sleep(1)
    return False


if __name__ == "__main__":
    sys.exit(main(*json.loads(sys.argv[1])))
