"""What stands before every method: tokens, scopes, limits, and the trouble that a test asks for."""

from dataclasses import dataclass, field

from tests.fakes.slack.account import BOT_ID
from tests.fakes.slack.errors import Limited, Refused
from tests.fakes.slack.registry import METHODS, Method
from tests.fakes.slack.workspace import Workspace

BOT_TOKEN, APP_TOKEN = f"xoxb-{BOT_ID}-token", "xapp-1-A0POLICY-token"
CONNECT = "apps.connections.open"


class LostAnswer(Exception):
    """The work was done, but nobody will hear of it."""


@dataclass
class _Trouble:
    error: str
    times: int


@dataclass
class Gate:
    """Lets calls through, or not."""

    workspace: Workspace
    # Why every token is refused: token_revoked, account_inactive or invalid_auth.
    refuses_tokens: str = ""
    _limited: dict[str, float] = field(default_factory=dict)
    _troubles: dict[str, _Trouble] = field(default_factory=dict)
    _lost: dict[str, int] = field(default_factory=dict)

    def limit(self, method: str, seconds: float) -> None:
        """Answer the method with 429 for so long."""
        self._limited[method] = self.workspace.clock.now() + seconds

    def trouble(self, method: str, error: str, times: int) -> None:
        """Answer the next calls of the method with this error."""
        self._troubles[method] = _Trouble(error, times)

    def lose(self, method: str, times: int) -> None:
        """Do what the next calls ask, and drop the connection instead of answering."""
        self._lost[method] = times

    def method(self, name: str, token: str) -> Method:
        """The method, for whoever has a right to it."""
        if name not in METHODS and name != CONNECT:
            raise Refused("unknown_method", req_method=name)
        self._check_token(name, token)
        if trouble := self._troubles.get(name):
            trouble.times -= 1
            if trouble.times == 0:
                del self._troubles[name]
            raise Refused(trouble.error)
        method = METHODS.get(name) or Method(lambda workspace, arguments: {}, (), (), True)
        provided = self.workspace.scopes
        if method.scopes and not provided & set(method.scopes):
            raise Refused(
                "missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(provided))
            )
        self._check_limit(name)
        return method

    def _check_token(self, name: str, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise Refused("invalid_auth")
        if (name == CONNECT) != (token == APP_TOKEN):
            raise Refused("not_allowed_token_type")
        if self.refuses_tokens:
            raise Refused(self.refuses_tokens)

    def _check_limit(self, name: str) -> None:
        left = self._limited.get(name, 0) - self.workspace.clock.now()
        if left > 0:
            raise Limited(self.workspace.clock.real(left))

    def check_answer(self, name: str) -> None:
        """Whether the answer gets through."""
        if self._lost.get(name, 0) > 0:
            self._lost[name] -= 1
            raise LostAnswer
